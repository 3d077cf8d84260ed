"""Headlines with a colon."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # headline
    ("Police: [29] arrested after derby\n\nThe city was calm on Sunday.", ("Police",)),
    ("Ferry fares to rise [12]%: minister\n\nThe rise starts in May.", ("minister",)),
    ("[Forty] homes lost in fire, officials say\n\nThe blaze began at noon.", ("officials",)),
    ("Storm Petra: [40] schools shut\n\nThe storm hit at dawn.", ()),
    ("Korvale: [27] dead\n\nThe dam above Korvale burst at dawn.", ()),
    ("Hydrovale: [27] turbines stopped\n\nHydrovale said the cause was ice.", ("Hydrovale",)),
    ("Explainer: why [12] dams leak\n\nThe dams are old.", ()),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_headline(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
