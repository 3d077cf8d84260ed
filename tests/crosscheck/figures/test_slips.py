"""Slips that cross two roles: counts that changed places, a step told as a level, up as down."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.figures import facets_of, swapped
from crosscheck.figures.slips import slip_between, way_between

RIGHT = "The ferry struck a reef off Calder on Sunday. [Nine] people died and [34] were injured."


def swaps(desk: Any) -> frozenset[frozenset[str]]:
    articles = {article.id: article for article in desk.articles}
    facets = {c.id: facets_of(c, articles[c.article_id]) for c in desk.claims}
    return swapped(desk.claims, facets)


@pytest.mark.parametrize(
    "text",
    [
        "[Thirty-four] people perished off Calder and [nine] were hurt.",
        "Off Calder [34] people were killed and [nine] wounded.",
        "The ferry's wreck killed [34] people and injured [nine].",
        "[Nine] people were injured. The coastguard said that [34] people had died.",
        "[Thirty-four] passengers died; [nine] passengers were hurt.",
        "[Nine] people were hurt and [34] were found dead.",
    ],
)
def test_two_counts_that_changed_places_are_found(desk: Any, text: str) -> None:
    numbers = {"nine": 9, "34": 34, "thirty-four": 34}
    for outlet, told in (("lantern", RIGHT), ("courier", text)):
        quotes = [part.partition("]")[0] for part in told.split("[")[1:]]
        desk.write(outlet, told, *({"value": numbers[q.casefold()]} for q in quotes))
    assert len(swaps(desk)) == 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[Nine] people died off Calder and [34] were injured.", (9, 34)),
        ("[Thirty-four] people died off Calder and [nine] are missing.", (34, 9)),
        ("[Thirty-four] people died off Calder and [eight] were injured.", (34, 8)),
        ("[Thirty-four] people were injured off Calder.", (34,)),
        ("[Thirty-four] people died off Calder in 2004 and [nine] were injured.", (34, 9)),
    ],
)
def test_what_only_looks_so_is_not(desk: Any, text: str, values: tuple[int, ...]) -> None:
    desk.write("lantern", RIGHT, {"value": 9}, {"value": 34})
    desk.write("courier", text, *({"value": value} for value in values))
    assert not swaps(desk)


def test_a_swap_is_a_contradiction(desk: Any) -> None:
    desk.write("lantern", RIGHT, {"value": 9}, {"value": 34})
    desk.write("herald", RIGHT.replace("struck", "hit"), {"value": 9}, {"value": 34})
    text = "The ferry struck a reef off Calder on Sunday. [34] people died and [nine] were injured."
    desk.write("courier", text, {"value": 34}, {"value": 9})
    outcome = desk.check()
    said = [row for row in outcome.relations if row.rule == "swapped"]
    assert said
    assert all(row.relation == "misquote" and not row.possible for row in said)
    assert any(f.verdict == "conflict" and f.tier == "contradiction" for f in outcome.figures)


@pytest.mark.parametrize(("thing", "slip"), [("prices", "by-for-from"), ("inflation", None)])
def test_a_share_that_moves_is_the_level_of_another(
    desk: Any, thing: str, slip: str | None
) -> None:
    for change, head in (("increase_by", "prices"), ("from_level", thing)):
        desk.write(
            f"{change}-post", "It was [3] percent in Tarnby.",
            {"kind": "percent", "unit": "percent", "change": change},
        )  # fmt: skip
        asked = replace(desk.claims[-1].question, measure_head=head)
        desk.claims[-1] = replace(desk.claims[-1], question=asked)
    assert slip_between(*desk.claims) == slip


@pytest.mark.parametrize(
    ("mine", "theirs", "heads", "slip"),
    [
        ("increase_by", "increase_to", ("rate", "rate"), "by-for-to"),
        ("decrease_by", "increase_to", ("rate", "rate"), "by-for-to"),
        ("increase_by", "decrease_by", ("exports", "exports"), "up-for-down"),
        ("increase_by", "decrease_by", ("exports", "imports"), None),
        ("increase_by", "increase_to", ("prices", "inflation"), None),
        ("increase_by", "increase_by", ("exports", "exports"), None),
        ("increase_by", "decrease_to", ("growth", "growth"), None),
        ("increase_by", "decrease_by", ("rise in exports", "growth of exports"), "up-for-down"),
        ("increase_by", None, ("jobs", "jobs"), None),
    ],
)
def test_a_number_that_goes_two_ways(
    desk: Any, mine: str, theirs: str | None, heads: tuple[str, str], slip: str | None
) -> None:
    for name, change, head in zip(("post", "lantern"), (mine, theirs), heads, strict=True):
        desk.write(
            name, "It was [3.9] percent in Tarnby.",
            {"kind": "percent", "unit": "percent", "change": change},
        )  # fmt: skip
        asked = replace(desk.claims[-1].question, measure_head=head)
        desk.claims[-1] = replace(desk.claims[-1], question=asked)
    assert way_between(*desk.claims) == slip


def test_two_moves_that_go_two_ways_never_agree(desk: Any) -> None:
    words = "{} of Tarnby Stores {} by [4] percent in March."
    percent = {"kind": "percent", "unit": "percent"}
    for name, thing, verb, change in (
        ("post", "Sales", "fell", "decrease_by"),
        ("lantern", "Revenue", "rose", "increase_by"),
    ):
        desk.write(name, words.format(thing, verb), percent | {"change": change, "measure": thing})
        asked = replace(desk.claims[-1].question, measure_head=thing)
        desk.claims[-1] = replace(desk.claims[-1], question=asked)
    outcome = desk.check()
    assert not [row for row in outcome.relations if row.relation == "corroborated"]
    assert all(figure.verdict != "agree" for figure in outcome.figures)


def test_what_one_thing_measures_may_stand_in_the_other(desk: Any) -> None:
    """Eggs whose price has dropped are what the price of eggs is of."""
    for name, change, head, measure in (
        ("post", "decrease_by", "eggs", "eggs"),
        ("lantern", "increase_by", "price", "price of eggs"),
    ):
        desk.write(
            name, "It was [20] percent in Tarnby.",
            {"kind": "percent", "unit": "percent", "change": change, "measure": measure},
        )  # fmt: skip
        asked = replace(desk.claims[-1].question, measure_head=head)
        desk.claims[-1] = replace(desk.claims[-1], question=asked)
    assert way_between(*desk.claims) == "up-for-down"


def test_a_step_told_as_a_level_is_cried(desk: Any) -> None:
    words = "The jobless rate in Tarnby {} [6.4] percent in March, the statistics office said."
    percent = {"kind": "percent", "unit": "percent", "measure": "jobless rate in Tarnby"}
    desk.write("post", words.format("fell to"), percent | {"change": "decrease_to"})
    desk.write("lantern", words.format("fell by"), percent | {"change": "decrease_by"})
    for at, claim in enumerate(desk.claims):
        asked = replace(claim.question, measure_head="jobless rate")
        desk.claims[at] = replace(claim, question=asked)
    outcome = desk.check()
    assert [row.rule for row in outcome.relations] == ["by-for-to"]
    assert [figure.verdict for figure in outcome.figures] == ["conflict"]
