"""What words say of a dispute, beside times and sources: it is of both claims, and no value's."""

from dataclasses import replace
from typing import Any

from crosscheck.figures.facets import facets_of
from crosscheck.meaning import disputed, with_meanings
from crosscheck.relations.doubt import Told
from crosscheck.relations.evidence import Around, Side, of_claims

NAME = "told as disputed"


def sides(desk: Any, *texts: str) -> list[Side]:
    for number, text in enumerate(texts):
        desk.write(f"outlet{number}", text, {"kind": "count"})
    by_id = {article.id: article for article in desk.articles}
    return [
        Side.of(Told(claim, facets_of(claim, by_id[claim.article_id]), ()))
        for claim in with_meanings(desk.claims, by_id)
    ]


def test_a_toll_moves_and_a_bridge_keeps_its_arches(desk: Any) -> None:
    toll, rise, arches, count = sides(
        desk,
        "So far [12] people are known to have died.",
        "The number of dead has risen to [15].",
        "The bridge has [12] arches.",
        "The bridge has [15] arches, says the mason.",
    )
    moved, fixed = (
        of_claims(a, b, Around.of([], {}), several=False).get(NAME, 0.0)
        for a, b in ((toll, rise), (arches, count))
    )
    assert moved < fixed


def test_it_is_the_sum_of_both_and_nothing_where_nothing_is_known(desk: Any) -> None:
    one, other = sides(desk, "The mill lost [12] looms.", "The mill lost [15] looms.")
    found = of_claims(one, other, Around.of([], {}), several=False)
    meanings = (side.told.claim.meaning for side in (one, other))
    assert found[NAME] == sum(map(disputed, meanings))
    blank = [
        Side.of(replace(side.told, claim=replace(side.told.claim, meaning=b"")))
        for side in (one, other)
    ]
    assert NAME not in of_claims(*blank, Around.of([], {}), several=False)
