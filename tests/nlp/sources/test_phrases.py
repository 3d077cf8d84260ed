"""Sources without a reporting verb: according to, per, X's estimate of."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # according to
    ("According to the census bureau, [3.1] million people live in the delta.", ("census bureau",)),
    ("Exports fell [7] percent in May, according to the Trade Institute.", ("Trade Institute",)),
    ("The dam can, according to its operator, hold [60] million litres.", ("operator",)),
    ("The fire destroyed 34 houses, according to police, and damaged [50] others.", ("police",)),
    (
        "According to a report by the Rail Accident Office, [19] signals failed.",
        ("Rail Accident Office",),
    ),
    ("Rents rose [5.5]%, according to figures from the housing ministry.", ("housing ministry",)),
    (
        "Sales reached $[80]m, according to documents seen by the Harbour Courier.",
        ("documents", "Harbour Courier"),
    ),
    (
        "According to figures from the water board published by the Meridian Post, [48] wells are dry.",
        ("water board", "Meridian Post"),
    ),
    ("The plant emits [12] tonnes a day, according to court papers.", ("court papers",)),
    (
        "According to people familiar with the matter, the offer is worth $[2] billion.",
        ("people familiar with the matter",),
    ),
    # per
    ("Inflation slowed to [2.4]%, per the statistics office.", ("statistics office",)),
    ("As per the Harbour Courier, [64] shops have shut.", ("Harbour Courier",)),
    ("The fine was $20 per person in 2019 and covered [40] people.", ()),
    # nominals
    ("The IMO's estimate of [2.6] percent growth was revised.", ("IMO",)),
    ("The president's claim that [5] million votes were stolen was rejected.", ("president",)),
    ("The union dismissed the council's assertion that [90] jobs were safe.", ("council",)),
    (
        "A Harbour Courier report that [17] officers took bribes led to an inquiry.",
        ("Harbour Courier",),
    ),
    ("The board's target of [10,000] homes looks distant.", ("board",)),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_phrase(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
