"""Facts that do not follow from their readings are found out."""

from dataclasses import replace
from typing import Any

import pytest

from tests.crosscheck.prove import Side, fault

LEAD = "The earthquake struck the Kaldera valley before dawn on Tuesday."


HEDGES = {"hedge_a": "exact", "hedge_b": "exact"}
CLASH = {"a": "36", "b": "93", **HEDGES, "difference": 57, "unit": None}


def row_of(desk: Any) -> tuple[Any, Side, Side]:
    outcome = desk.check()
    (row,) = outcome.relations
    by_id = {c.id: c for c in desk.claims}
    readings = {r.id: r for r in outcome.readings}
    first, second = (
        Side(
            readings[key],
            [by_id[c.claim_id] for c in outcome.figure_claims if c.reading_id == key],
        )
        for key in (row.reading_a, row.reading_b)
    )
    return row, first, second


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"facts": {**CLASH, "difference": 56}}, "difference is 57"),
        ({"facts": {**CLASH, "a": "3,700", "b": "9,200"}}, "a is none of"),
        ({"facts": {**CLASH, "unit": "sheep"}}, "unit is none of"),
        (
            {"facts": {"a": "36", "b": "93", **HEDGES, "unit": None}},
            "the fact difference is missing",
        ),
        ({"facts": {**CLASH, "difference": "57"}}, "the fact difference is no number"),
        ({"facts": {**CLASH, "hours": 3}}, "the fact hours is none of its rule"),
        ({"rule": "by-guess"}, "there is no such rule"),
        ({"severity": 2.0}, "severity is 1.2547"),
        ({"relation": "rounded", "rule": "no-origin"}, "is no clash"),
        ({"relation": "updated"}, "no reading that is replaced"),
        (
            {
                "rule": "sum",
                "relation": "derived",
                "severity": 0.0,
                "facts": {"parts": (36, 56), "sum": 93},
            },
            "the sum is 92",
        ),
        (
            {
                "rule": "sum",
                "relation": "derived",
                "severity": 0.0,
                "facts": {"parts": (37, 56), "sum": 93},
            },
            "36 is none of the parts",
        ),
        (
            {
                "rule": "transposed",
                "relation": "misquote",
                "facts": {**CLASH, "small": 36, "large": 93},
            },
            "the digits fit no such slip",
        ),
    ],
)
def test_what_does_not_follow_is_named(desk: Any, change: dict[str, Any], words: str) -> None:
    desk.write("lantern", f"{LEAD} The town built [36] schools.", {"unit": "school"})
    desk.write("courier", "In Kaldera the town built [93] schools.", {"unit": "school"})
    row, a, b = row_of(desk)
    assert fault(row, a, b) is None
    if "facts" in change and a.row.value == 93:
        facts = change["facts"]
        turned = {"a": "b", "b": "a"}
        change["facts"] = {turned.get(name, name): value for name, value in facts.items()}
    assert words in (fault(replace(row, **change), a, b) or "")


def test_steps_are_reckoned_in_the_unit_of_the_new_number(desk: Any) -> None:
    for outlet, value, day in (("lantern", 36, 4), ("courier", 63, 5)):
        desk.write(outlet, f"{LEAD} [{value}] people were killed.", at=f"2031-03-0{day}T08:00:00Z")
    row, a, b = row_of(desk)
    assert fault(row, a, b) is None
    backwards = replace(
        row, replaced=row.reading_a if row.replaced != row.reading_a else row.reading_b
    )
    assert "none of" in (fault(backwards, a, b) or "")
    for facts, words in (
        ({"step": -27}, "step is 27"),
        ({"printed_old": "2030-01-01"}, "printed_old is none of"),
    ):
        assert words in (fault(replace(row, facts={**row.facts, **facts}), a, b) or "")
