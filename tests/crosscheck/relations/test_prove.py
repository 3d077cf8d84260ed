"""A reason that does not follow from its readings is found out."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.relations.prove import Side, fault

LEAD = "The earthquake struck the Kaldera valley before dawn on Tuesday."


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
        ({"reason": "36 against 93, a difference of 56"}, "the difference is 57"),
        ({"reason": "3,700 against 9,200, a difference of 57"}, "quotes neither"),
        ({"reason": "93: 36 + 56 = 93, a difference of 57"}, "36 + 56 is not 93"),
        ({"severity": 2.0}, "severity is 0.9491"),
        ({"possible": True}, "decides nothing"),
        ({"relation": "updated"}, "no reading that is replaced"),
        ({"reason": "36 printed 2030-01-01 against 93"}, "no claim was printed"),
    ],
)
def test_what_does_not_follow_is_named(desk: Any, change: dict[str, Any], words: str) -> None:
    desk.write("lantern", f"{LEAD} The town built [36] schools.", {"unit": "school"})
    desk.write("courier", "In Kaldera the town built [93] schools.", {"unit": "school"})
    row, a, b = row_of(desk)
    assert fault(row, a, b) is None
    assert words in (fault(replace(row, **change), a, b) or "")


def test_steps_are_reckoned_in_the_unit_of_the_new_number(desk: Any) -> None:
    for outlet, value, day in (("lantern", 36, 4), ("courier", 63, 5)):
        desk.write(outlet, f"{LEAD} [{value}] people were killed.", at=f"2031-03-0{day}T08:00:00Z")
    row, a, b = row_of(desk)
    assert fault(row, a, b) is None
    backwards = replace(
        row, replaced=row.reading_a if row.replaced != row.reading_a else row.reading_b
    )
    assert "the step is -27" in (fault(backwards, a, b) or "")
