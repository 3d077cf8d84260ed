"""What printed numbers entail, and what they do not."""

from typing import Any

import pytest

UP = {"change": "increase_by"}
TIMES = {"kind": "ratio", "unit": "times", "change": "multiple_of"}
CASES = {"unit": "case", "measure": "cases of fraud"}


def test_a_sentence_that_goes_on_about_the_number_before_it(desk: Any) -> None:
    desk.write(
        "courier",
        "Fraud grows\n\nThe bank saw [340] cases of fraud. This was up [90] from 2029.",
        CASES,
        CASES | UP,
    )
    (implied,) = desk.check().implications
    assert (implied.value, implied.period_start) == (250, "2029-01-01")
    assert "340 − 90 = 250" in implied.reason
    assert "two sentences on end" in implied.reason


def test_each_change_has_the_year_after_its_own_number(desk: Any) -> None:
    desk.write(
        "courier",
        "Fraud grows\n\nThe bank saw [340] cases of fraud."
        " The figure was up [90] from 2029 and [four] times that of 2021.",
        CASES,
        CASES | UP,
        TIMES | {"value": 4},
    )
    implied = {row.period_start: row.value for row in desk.check().implications}
    assert implied == {"2029-01-01": 250, "2021-01-01": 85}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Fraud grows\n\nThe bank saw [340] cases of fraud.\n\nThis was up [90] from 2029.",
            id="another paragraph",
        ),
        pytest.param(
            "Fraud grows\n\nThe bank saw [340] cases of fraud. Its rival was up [90] from 2029.",
            id="another subject",
        ),
        pytest.param(
            "Fraud grows\n\nThe bank saw [340] cases of fraud. Nobody was charged."
            " This was up [90] from 2029.",
            id="a sentence between",
        ),
    ],
)
def test_no_level_is_taken_from_elsewhere(desk: Any, text: str) -> None:
    desk.write("courier", text, CASES, CASES | UP)
    assert desk.check().implications == ()


def test_a_rank_is_no_level(desk: Any) -> None:
    desk.write(
        "courier",
        "Ports\n\nThe [second] highest in the table, with a rise of [40] percent since 2029.",
        {"kind": "rank", "unit": "rank", "value": 2},
        {"kind": "percent", "unit": "percent"} | UP,
    )
    assert desk.check().implications == ()
