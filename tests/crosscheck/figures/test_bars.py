"""What never answers one question, whatever else two claims have in common."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from crosscheck.figures import facets_of
from crosscheck.figures.bars import barred
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.likeness import sides_of


def is_barred(desk: Any) -> bool:
    """Are the two claims that were written barred from one figure?"""
    by_id = {article.id: article for article in desk.articles}
    sides = [Side(claim, facets_of(claim, by_id[claim.article_id])) for claim in desk.claims]
    return bool(barred(Two(sides_of(sides), *np.array([[0], [1]])))[0])


@pytest.mark.parametrize(
    "harm",
    [
        "[11] people were killed when the quarry of Tarnby slid.",
        "Slide at the quarry of Tarnby kills [11].",
        "The slide at Tarnby left [11] injured.",
        "[11] villagers are missing below the quarry of Tarnby.",
        "The slide drove [11] homeless villagers out of Tarnby.",
        "Crews rescued [11] people from the quarry of Tarnby.",
        "Police arrested [11] protesters at the quarry of Tarnby.",
    ],
)
def test_votes_are_no_count_of_harm(desk: Any, harm: str) -> None:
    desk.write("echo", "The council of Tarnby voted [11] to 4 to close the quarry.",
               {"unit": "vote"})  # fmt: skip
    desk.write("post", harm)
    assert is_barred(desk)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("The quarry of Tarnby is to close by a vote of [11] to 4.", "vote"),
        ("[11] councillors backed closing the quarry of Tarnby.", "person"),
        ("[11] of the council's members voted to close the quarry of Tarnby.", "person"),
        ("[11] members of the council were for it, moved by a slide that killed two.", "person"),
    ],
)
def test_votes_are_those_who_cast_them(desk: Any, said: str, unit: str) -> None:
    desk.write("echo", "The council of Tarnby voted [11] to 4 to close the quarry.",
               {"unit": "vote"})  # fmt: skip
    desk.write("post", said, {"unit": unit})
    assert not is_barred(desk)


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ("to reject the budget", "to back a cycle lane", True),
        ("for the school", "against a wind farm on the hill", True),
        ("to reject the budget", "for the budget", False),
        ("to close the pool", "to shut the swimming pool", False),
        ("to reject the budget", None, False),
    ],
)
def test_votes_on_two_matters(desk: Any, mine: str, theirs: str | None, apart: bool) -> None:
    for outlet, number, matter in (("echo", 11, mine), ("post", 9, theirs)):
        desk.write(outlet, f"The council of Tarnby voted [{number}] to 4.", {"unit": "vote"})
        asked = replace(desk.claims[-1].question, measure_argument=matter)
        desk.claims[-1] = replace(desk.claims[-1], question=asked)
    assert is_barred(desk) is apart


@pytest.mark.parametrize(
    ("days", "apart"),
    [(("2031-03-03", "2031-02-28"), True), (("2031-03-03", "2031-03-03"), False),
     (("2031-03-03", None), False)],
)  # fmt: skip
def test_the_dead_of_two_days_in_one_text(
    desk: Any, days: tuple[str | None, str | None], apart: bool
) -> None:
    told = [{"period_start": day, "period_end": day} for day in days]
    desk.write(
        "echo", "On Monday [4] people were killed at Tarnby. On Friday [2] were killed.", *told
    )
    assert is_barred(desk) is apart


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ("gross debt of the port", "net debt of the port", True),
        ("operating profit of the port", "net profit of the port", True),
        ("gross debt of the port", "debt of the port", False),
        ("net debt of the port", "net debt of the port", False),
    ],
)
def test_gross_and_net_sums(desk: Any, mine: str, theirs: str, apart: bool) -> None:
    for outlet, number, measure in (("echo", 11, mine), ("post", 9, theirs)):
        desk.write(
            outlet, f"The sum of Tarnby was [{number}] euros.",
            {"unit": "EUR", "kind": "money", "measure": measure},
        )  # fmt: skip
    assert is_barred(desk) is apart
