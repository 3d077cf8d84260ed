"""Measure phrases: the text's own words, at most twelve, without number, hedge and period."""

from collections.abc import Callable

import pytest

from nlp.meaning.measure import LONGEST
from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 people were killed in May 2023.",
        "Nearly 3,000 of the 9,000 homes that stood along the lower bank of the old Orl canal before the great flood of the spring washed most of them away were rebuilt.",
        "Some 40 percent of all the young people who finished school that year in the northern districts of the county left.",
    ],
)
def test_measure_is_short_and_free_of_number_and_period(claims_of: ClaimsOf, text: str) -> None:
    for claim in claims_of(text):
        measure = claim.measure or ""
        assert 0 < len(measure.split()) <= LONGEST
        assert "least" not in measure
        assert "2023" not in measure
        assert claim.quote not in measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The two-carriage tram left the rails.", "carriages of tram"),
        ("Twenty-one of our boats are back.", "boats back"),
    ],
)
def test_measure_is_words_with_blanks_between(claims_of: ClaimsOf, text: str, measure: str) -> None:
    assert (claims_of(text)[0].measure or "").startswith(measure)
