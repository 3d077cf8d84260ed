"""Quotations and who says them."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # quotes
    ("“We counted [300] seals,” said Ada Osei, a biologist.", ("Ada Osei",)),
    ("Ada Osei was pleased. “We counted [300] seals,” she said.", ("Ada Osei",)),
    ("“It is a start,” Osei said. “We need [40] more wardens.”", ("Osei",)),
    ("Ada Osei, a biologist, told the meeting: “There are [300] seals.", ("Ada Osei",)),
    (
        "Ada Osei told reporters: “We have a problem.\n\n“There are only [300] seals left.”",
        ("Ada Osei",),
    ),
    (
        "“Our wardens are tired,” Ada Osei said.\n\n“There are only [300] seals left.”",
        ("Ada Osei",),
    ),
    ('"We lost [14] boats," Jon Pell, the harbour master, said on Monday.', ("Jon Pell",)),
    ("Jon Pell said the harbour was “a mess” after [14] boats sank.", ("Jon Pell",)),
    ('Jon Pell blamed the storm. "We lost [14] boats. We will lose more," he said.', ("Jon Pell",)),
    ("‘We lost [14] boats,’ said Jon Pell.", ("Jon Pell",)),
    # verbs that no list holds, and colons
    ("“We lost [40] boats,” beamed the captain.", ("captain",)),
    ("“Did we lose [40] boats?” Ms Voss sighed.", ("Voss",)),
    ("“We lost [40] boats,” thundered Ada Osei, the warden.", ("Ada Osei",)),
    ("Ada Osei, the warden, was blunt: “We lost [40] boats.”", ("Ada Osei",)),
    ("Ada Osei: “We lost [40] boats.”", ("Ada Osei",)),
    ("The sign on the pier was blunt: “No more than [40] boats.”", ()),
    ("“Forty Winks in Orlo,” opened to [40] guests.", ()),
    ("About [3 in 10] voters say “honest” describes Osei better.", ()),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_quotation(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
