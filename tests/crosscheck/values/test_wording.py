"""What a figure asks, in words."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.values.wording import question, telling

UP = {"change": "increase_by"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("About [18000] people took part in the march, police said.", "About … people took part in the march"),
        ("The ministry set up a fund of [25] million for the families.", "The ministry set up a fund of … million for the families"),
        ("On Monday, officials said, [12] wells were closed for good.", "… wells were closed for good"),
        ("Soup (hot), * [2] spoons of coriander leaves", "… spoons of coriander leaves"),
        ("Deaths: [41], the agency said.", "Deaths: …, the agency said"),
    ],
)  # fmt: skip
def test_a_question_has_a_gap_for_its_number(desk: Any, text: str, asked: str) -> None:
    desk.write("courier", text, {})
    assert question(desk.claims[0]) == asked


def test_a_step_asks_with_the_clause_before_it(desk: Any) -> None:
    desk.write("courier", "Employers announced [430] redundancies, up [150] from May.", {}, UP)
    assert question(desk.claims[1]) == "Employers announced 430 redundancies, up … from May"


def test_a_level_names_the_figure_before_a_step_or_a_headline(desk: Any) -> None:
    desk.write("courier", "Up from [40] crews in the morning, there are [51] crews at sea.", {}, {})
    old, new = desk.claims
    old, head = replace(old, change="from_level"), replace(new, id="a", region="headline")
    assert telling([old, head, new]) is new


def test_a_question_fits_on_a_line(desk: Any) -> None:
    long = "of the old district beyond the river and its many bridges and tunnels " * 4
    desk.write("courier", f"Engineers {long}found [52] cracks {long}", {})
    asked = question(desk.claims[0])
    assert len(asked) <= 90
    assert " … cracks of the old" in asked


def test_a_number_in_a_table_asks_with_its_measure(desk: Any) -> None:
    desk.write("courier", "North Dale | [7] | 9", {"region": "table", "measure": "jobless rate"})
    assert question(desk.claims[0]) == "Jobless rate"
