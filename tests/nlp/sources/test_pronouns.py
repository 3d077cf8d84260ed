"""Pronouns, definite nouns and people without a name as sources."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # pronouns
    ("Mayor Ines Calder toured the docks. She said [120] berths were free.", ("Ines Calder",)),
    ("The Harbour Board met on Monday. It said [120] berths were free.", ("Harbour Board",)),
    ("The Harbour Board met on Monday. The board said [120] berths were free.", ("Harbour Board",)),
    ("Dr Ada Osei, who says [60] nurses have left, wants an inquiry.", ("Ada Osei",)),
    (
        "The National Tide Agency (NTA) met. The NTA said [12] gauges failed.",
        ("National Tide Agency",),
    ),
    ("Firefighters fought all night. They said [31] barns had burned.", ("Firefighters",)),
    # anonymous
    (
        "A spokeswoman for the airline said [240] passengers were on board.",
        ("spokeswoman for the airline",),
    ),
    (
        "A senior official told Reuters that [1,500] troops would leave.",
        ("senior official", "Reuters"),
    ),
    # a company by its seat, researchers by "they"
    ("Marlo Bank made £8m. The Lisbon bank said it would cut [400] jobs.", ("Marlo Bank",)),
    (
        "Researchers at Orlo University dug there. They found that [12] percent had shrunk.",
        ("Researchers at Orlo University",),
    ),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_who_is_meant(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
