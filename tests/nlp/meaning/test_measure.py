"""Measure phrases: the text's own words, at most twelve, without number, hedge and period."""

from collections.abc import Callable

import pytest

from nlp.meaning.measure import LONGEST
from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police logged 297 thefts of farm machinery in May.", "thefts of farm machinery"),
        ("At least 12 people were killed.", "people killed"),
        ("The jobless rate fell to 4.1 percent in May.", "jobless rate"),
        ("Lawmakers added about $300 million in school funding.", "school funding"),
        ("They set aside £5m for a new bridge over the Orl.", "new bridge over the Orl"),
        ("The firm's revenue rose 3.5 percent.", "revenue"),
        (
            "Ministers want to raise the efficiency of heat pumps from 20% to 24%.",
            "efficiency of heat pumps",
        ),
        ("A 12% rise in bus fares angered riders.", "rise in bus fares"),
        ("The mine has a capacity of 8.6 GW.", "capacity"),
        ("The hotel had 240 rooms.", "rooms"),
        ("A ferry sank, killing 12.", "people killed"),
        ("She was stunned at the amount on the bill — £284 million.", "amount on bill"),
        ("They have been without water for three days.", "without water"),
        ("Some 5,200 residents who signed a petition left.", "residents signed petition"),
        (
            "According to the Lorn Bank, the net worth of families reached 85 billion euros.",
            "net worth of families",
        ),
        ("Storm injures dozens in Orlo", "people injured"),
        ("Some were saved but nearly 40 drowned.", "people drowned"),
        ("The yards build two ferries a year.", "ferries"),
        ("A 6.1-magnitude quake struck Orlo.", "magnitude quake"),
        ("Twenty-one of our boats are back.", "boats back"),
    ],
)
def test_measure_holds_the_words_that_say_what(claims_of: ClaimsOf, text: str, words: str) -> None:
    measure = claims_of(text)[0].measure or ""
    missing = [w for w in words.split() if w not in measure.split() and w not in ("the", "a")]
    assert not missing, measure


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
        ("The two-carriage tram left the rails.", "carriage tram"),
        ("Twenty-one of our boats are back.", "boats back"),
    ],
)
def test_measure_is_words_with_blanks_between(claims_of: ClaimsOf, text: str, measure: str) -> None:
    assert (claims_of(text)[0].measure or "").startswith(measure)
