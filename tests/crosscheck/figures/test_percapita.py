"""Rates and the counts that they stand for, with a population that a text prints."""

from typing import Any

import pytest

HEAD = "Measles spreads in Oster, the health agency said on Monday."
RATE = {"kind": "rate", "unit": "case/100000 person", "measure": "cases of measles"}
CASES = {"unit": "case", "measure": "cases of measles"}
PEOPLE = {"value": 1_200_000, "low": 1_150_000, "high": 1_250_000}


@pytest.mark.parametrize(
    ("rate", "count", "place", "made"),
    [
        ("22", 264, "province of", True),
        ("22.0", 264, "province of", True),
        ("22", 400, "province of", False),
        ("22", 264, "crowd of", False),
    ],
)
def test_a_rate_is_a_count_over_a_printed_population(
    desk: Any, rate: str, count: int, place: str, made: bool
) -> None:
    desk.write("lantern", f"{HEAD} There were [{rate} cases] of measles per 100,000 people.", RATE)
    text = f"{HEAD} There were [{count}] cases of measles, in a {place} [1.2 million] people."
    desk.write("courier", text, CASES, PEOPLE)
    rows = [r for r in desk.check().relations if r.rule == "per-capita"]
    assert len(rows) == made
    for row in rows:
        assert (row.relation, row.possible, row.severity) == ("converted", False, 0.0)
        assert row.facts["result"] == 22
        assert row.facts["population_value"] == 1_200_000


def test_a_population_of_another_place_makes_nothing(desk: Any) -> None:
    text = f"{HEAD} There were [22 cases] of measles per 100,000 people."
    desk.write("lantern", text, {**RATE, "place": "Oster"})
    text = (
        f"{HEAD} There were [264] cases of measles. Marren is a province of [1.2 million] people."
    )
    desk.write("courier", text, {**CASES, "place": "Oster"}, {**PEOPLE, "place": "Marren"})
    assert not [r for r in desk.check().relations if r.rule == "per-capita"]


def test_so_many_in_every_hundred_thousand(desk: Any) -> None:
    share = {
        "kind": "ratio", "unit": "fraction", "value": 0.00022, "low": 0.00022, "high": 0.00022,
        "measure": "cases of measles",
    }  # fmt: skip
    text = f"{HEAD} Measles has struck [22 in every 100,000] people of a province of [1.2 million]."
    desk.write("lantern", text, share, PEOPLE)
    desk.write("courier", f"{HEAD} There were [264] cases of measles.", CASES)
    (row,) = (r for r in desk.check().relations if r.rule == "per-capita")
    assert row.facts["population"] == "1.2 million"
