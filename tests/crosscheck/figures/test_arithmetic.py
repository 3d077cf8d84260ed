from collections.abc import Callable
from typing import Any

import pytest

from crosscheck.figures.arithmetic import implied_values, misreckoned, sum_of_parts

UP = {"change": "increase_by", "unit": "case"}
DOWN = {"change": "decrease_by", "unit": "case"}
CASE = {"unit": "case"}
SHARE = {"kind": "percent", "unit": "percent"}


@pytest.mark.parametrize(
    ("text", "facts", "value", "year"),
    [
        ("There were [297] cases, up [180] from 2023.", [CASE, UP], 117, "2023"),
        ("There were [297] cases, down [180] from 2023.", [CASE, DOWN], 477, "2023"),
        (
            "There were [300] cases, up [50] percent from 2022.",
            [CASE, {**SHARE, "change": "increase_by"}],
            200,
            "2022",
        ),
        (
            "There were [300] cases, down [25] percent.",
            [CASE, {**SHARE, "change": "decrease_by"}],
            400,
            None,
        ),
        (
            "The rate is [5.2] percent, up [0.4] points.",
            [
                SHARE,
                {"kind": "percentage_points", "unit": "percentage_point", "change": "increase_by"},
            ],
            4.8,
            None,
        ),
    ],
)
def test_changes_entail_the_earlier_level(
    new_desk: Callable[[], Any], text: str, facts: list[Any], value: float, year: str | None
) -> None:
    desk = new_desk()
    desk.write("lantern", text, *facts)
    (implied,) = implied_values(desk.claims)
    assert implied.value == pytest.approx(value)
    assert (implied.period_start or None) == (f"{year}-01-01" if year else None)
    assert implied.low <= value <= implied.high


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("There were [297] cases.", [CASE]),
        (
            "There were [297] cases, up [180] from [117].",
            [CASE, UP, {**CASE, "change": "from_level"}],
        ),
        ("Cases rose [80] percent.", [{**SHARE, "change": "increase_by"}]),
        ("There were [100] cases, up [180].", [CASE, UP]),
    ],
)
def test_nothing_is_implied_where_it_is_printed_or_cannot_be(
    new_desk: Callable[[], Any], text: str, facts: list[Any]
) -> None:
    desk = new_desk()
    desk.write("lantern", text, *facts)
    assert implied_values(desk.claims) == []


FINE = {"kind": "money", "unit": "EUR", "measure": "fine"}
RISE = {**SHARE, "change": "increase_by"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Shares rose [1.4]% despite the fine of [870].", [{**RISE, "measure": "shares"}, FINE]),
        (
            "The fine of [870] was paid as shares rose [1.4]%.",
            [FINE, {**RISE, "measure": "shares"}],
        ),
        (
            "The [14000] members of the union want a rise of [7]%.",
            [{"measure": "members", "unit": "member"}, {**RISE, "measure": "pay rise"}],
        ),
        (
            "She earns [4.1] million, [95] times what a cleaner makes.",
            [FINE, {"kind": "ratio", "unit": "times", "change": "multiple_of", "measure": "fine"}],
        ),
        (
            "Growth will fall by [2.8]% and reach [2.2].",
            [
                {**SHARE, "change": "decrease_by", "measure": "growth"},
                {"kind": "money", "unit": "EUR", "change": "increase_to", "measure": "growth"},
            ],
        ),
    ],
)
def test_a_change_of_another_thing_implies_nothing(
    new_desk: Callable[[], Any], text: str, facts: list[Any]
) -> None:
    desk = new_desk()
    desk.write("lantern", text, *facts)
    assert implied_values(desk.claims) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It rose to [297] from [180], a rise of [39.4] percent.", "wrong-base"),
        ("It rose to [297] from [180], a rise of [165] percent.", "ratio-as-rise"),
        ("It rose to [297] from [180], a rise of [65] percent.", None),
        ("It rose to [297] from [180], a rise of [30] percent.", None),
    ],
)
def test_shares_that_only_a_wrong_formula_gives(
    new_desk: Callable[[], Any], text: str, rule: str | None
) -> None:
    desk = new_desk()
    desk.write(
        "lantern", text, CASE, {**CASE, "change": "from_level"}, {**SHARE, "change": "increase_by"}
    )
    assert [found.rule for found in misreckoned(desk.claims)] == ([rule] if rule else [])


def test_points_read_as_percent(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    desk.write(
        "lantern",
        "The rate rose to [5.2] percent from [4.8], a rise of [0.4] percent.",
        SHARE,
        {**SHARE, "change": "from_level"},
        {**SHARE, "change": "increase_by"},
    )
    (found,) = misreckoned(desk.claims)
    assert found.rule == "points-as-percent"
    outcome = desk.check()
    (row,) = [r for r in outcome.relations if r.relation == "derived_wrongly"]
    figure = desk.figure_of(outcome, "0.4", "lantern")
    assert (row.figure_id, figure.verdict) == (figure.id, "conflict")


def test_parts_come_before_conflicts(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    desk.write("lantern", "Of [13] patients [8] went home.", {}, {})
    desk.write("courier", "[5] of the patients stayed.", {})
    whole, gone, stayed = desk.claims
    assert sum_of_parts(gone, stayed, [whole]) == {"parts": (5, 8), "sum": 13}
    assert sum_of_parts(gone, stayed, []) is None
    assert sum_of_parts(whole, gone, [stayed]) == {"parts": (8, 5), "sum": 13}
