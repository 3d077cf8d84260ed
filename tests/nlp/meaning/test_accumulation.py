"""Totals, additions and snapshots."""

from collections.abc import Callable

import pytest

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Another 12 people died.", ["new"]),
        ("The clinic recorded 40 new cases.", ["new"]),
        ("Twelve more bodies were found.", ["new"]),
        ("A total of 340 people were hurt.", ["total"]),
        ("So far 340 people have been hurt.", ["total"]),
        ("The death toll rose to 14.", ["total"]),
        ("Another 12 cases were found, bringing the total to 340.", ["new", "total"]),
        ("Some 40 people remain in hospital.", ["snapshot"]),
        ("Twelve people died.", [None]),
        ("Thefts were up 180 from 2023.", [None]),
        ("The rate was 5 percent in total.", [None]),
    ],
)
def test_accumulation(claims_of: ClaimsOf, text: str, expected: list[str | None]) -> None:
    assert [claim.accumulation for claim in claims_of(text)] == expected
