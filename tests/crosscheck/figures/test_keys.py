"""What a wholly printed question is found by."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.figures import SHARED, facets_of, keys_of
from crosscheck.figures.slips import slip_between

FIRES: dict[str, Any] = {
    "place": "Marrenland", "measure": "barn fires", "unit": "fire", "period_text": "in 2030",
    "period_start": "2030-01-01", "period_end": "2030-12-31",
}  # fmt: skip


def keys(desk: Any, text: str, fact: dict[str, Any]) -> frozenset[str]:
    article = desk.write("lantern", text, fact, at="2031-03-12T08:00:00Z")
    return keys_of(desk.claims[-1], facets_of(desk.claims[-1], article))


def test_other_words_for_one_question_share_keys(desk: Any) -> None:
    one = keys(desk, "Marrenland counted [310] barn fires in 2030.", FIRES)
    other = keys(
        desk, "Fires in barns: [298] for all of 2030.", {**FIRES, "measure": "fires in barns"}
    )
    assert len(one & other) >= SHARED


@pytest.mark.parametrize(
    "changed",
    [
        {"place": "Osterland"},
        {"place": None},
        {"period_start": "2029-01-01", "period_end": "2029-12-31"},
        {"period_start": None, "period_end": None},
        {"period_start": "2030-12-30", "period_end": "2030-12-31"},
    ],
    ids=["another place", "no place", "another year", "no period", "two days"],
)
def test_what_is_not_printed_or_is_another_shares_none(desk: Any, changed: dict[str, Any]) -> None:
    one = keys(desk, "Marrenland counted [310] barn fires in 2030.", FIRES)
    assert not one & keys(desk, "Marrenland had [310] barn fires then.", {**FIRES, **changed})


def test_a_step_from_a_year_has_the_keys_of_that_year(desk: Any) -> None:
    step = {
        **FIRES,
        "change": "increase_by",
        "period_start": "2031-01-01",
        "period_end": "2031-06-30",
    }
    level = keys(desk, "Marrenland counted [310] barn fires in 2030.", FIRES)
    moved = keys(desk, "Barn fires in Marrenland were up [310] from 2030.", step)
    assert len(level & moved) >= SHARED
    mine, theirs = desk.claims[-2:]
    assert slip_between(theirs, mine) == "by-for-from"
    assert slip_between(theirs, replace(mine, period_start="2029-01-01")) is None
    assert slip_between(theirs, replace(mine, value=311)) is None
