"""Parts and their wholes, shares and what they are of."""

from collections.abc import Callable

import pytest

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Of the 178 people charged, 113 were teenagers.", "113", "178"),
        ("At least 12 people died, including nine children.", "nine", "12"),
        ("The raid freed 40 people, 12 of them children.", "12", "40"),
        ("Some 40 people were hurt, among them 12 guards.", "12", "40"),
        ("The army freed 21 of the more than 200 pupils.", "21", "200"),
        ("Forty people were hurt. Twelve of them were guards.", "Twelve", "Forty"),
    ],
)
def test_part_of(claims_of: ClaimsOf, text: str, part: str, whole: str) -> None:
    claims = claims_of(text)
    claim = next(c for c in claims if c.quote == part)
    assert claim.part_of is not None
    assert claims[claim.part_of].quote == whole


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people died and 40 were injured.",
        "The toll rose to 14 from 11.",
        "Nine boats and 12 cars burned.",
        "Three people died, including 40-year-old Ada Moss.",
    ],
)
def test_numbers_side_by_side_are_no_parts(claims_of: ClaimsOf, text: str) -> None:
    assert all(claim.part_of is None for claim in claims_of(text))


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Some 45% of registered voters back the levy.", "registered voters"),
        ("A third of the town's pupils ride the bus to school.", "town's pupils"),
        ("Half of all barns burned.", "barns"),
        ("Turnout was 45%.", None),
    ],
)
def test_population(claims_of: ClaimsOf, text: str, population: str | None) -> None:
    assert claims_of(text)[0].population == population
