"""Chains: who told it, and who passed it on."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # chains
    ("The Guardian reported, citing police, that [297] cases were opened.", ("police", "Guardian")),
    ("Reuters, citing two diplomats, said [40] tonnes were seized.", ("two diplomats", "Reuters")),
    (
        "Radio Sorrel reported, citing the Port Sorrel Harbour Authority, that [38] cars were on the lower deck when the ship went over.",
        ("Port Sorrel Harbour Authority", "Radio Sorrel"),
    ),
    (
        "At least [19] people died, Xinhua reported, citing local officials.",
        ("local officials", "Xinhua"),
    ),
    (
        "The minister was quoted by Interfax as saying [7] villages were cut off.",
        ("minister", "Interfax"),
    ),
    (
        "The Harbour Courier quoted the minister as saying that [7] villages were cut off.",
        ("minister", "Harbour Courier"),
    ),
    (
        "The agency told the Meridian Post that [156] permits were void.",
        ("agency", "Meridian Post"),
    ),
    (
        "In an interview with the Meridian Post, Ada Osei said [60] labs had closed.",
        ("Ada Osei", "Meridian Post"),
    ),
    (
        "The Harbour Courier reported that the coastguard said [21] sailors were safe.",
        ("coastguard", "Harbour Courier"),
    ),
    (
        "The coastguard said [21] sailors were safe, the Harbour Courier reported.",
        ("coastguard", "Harbour Courier"),
    ),
    (
        "The coastguard told the Harbour Courier that [21] sailors were safe, Reuters reported.",
        ("coastguard", "Harbour Courier", "Reuters"),
    ),
    (
        "According to a report in the Harbour Courier, the coastguard said [21] sailors were safe.",
        ("coastguard", "Harbour Courier"),
    ),
    (
        "Some [33] people were arrested, according to the Harbour Courier, which cited the prosecutor.",
        ("prosecutor", "Harbour Courier"),
    ),
    (
        "The deal is worth $[4] billion, Bloomberg reported, quoting people close to the talks.",
        ("people close to the talks", "Bloomberg"),
    ),
    (
        "The settlement, first reported by the Harbour Courier, is worth [4] million crowns.",
        ("Harbour Courier",),
    ),
    (
        "Mila Horvat of the Harbour Courier reports that [26] clinics have closed.",
        ("Harbour Courier",),
    ),
    (
        "The coastguard said in a statement to the Harbour Courier that [21] sailors were safe.",
        ("coastguard", "Harbour Courier"),
    ),
    # documents
    ("A leaked memo said [80] posts would go.", ("leaked memo",)),
    (
        "Emails obtained by the Harbour Courier show that [80] posts would go.",
        ("Emails", "Harbour Courier"),
    ),
    (
        "The toll is [40], state radio quoted the fire service as saying.",
        ("fire service", "state radio"),
    ),
    (
        "Officials told the Associated Press on condition of anonymity that [40] people had died.",
        ("Officials", "Associated Press"),
    ),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_relayed(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
