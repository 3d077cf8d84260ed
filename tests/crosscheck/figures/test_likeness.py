"""The features of a pair depend on its two claims alone."""

from typing import Any

import numpy as np
import pytest

from crosscheck.figures import facets_of
from crosscheck.figures.columns import Side, Sides, Two
from crosscheck.figures.likeness import features, sides_of


@pytest.fixture
def sides(desk: Any) -> list[Side]:
    desk.write("lantern", "A ferry sank off Kaldera. [12] people died, [about 300] were saved.",
               {"predicate": "died", "by": "Kaldera Coastguard"}, {"qualifier": "about"})  # fmt: skip
    desk.write("courier", "The ferry sank on Monday. [Fourteen] people died off Kaldera.",
               {"value": 14, "by": "the Kaldera Coastguard"}, at="2031-03-06T08:00:00Z")  # fmt: skip
    desk.write("orbit", "Shares of the line fell [4] percent to [£2] after [0] bids.",
               {"kind": "percent", "unit": "percent", "change": "decrease_by"},
               {"kind": "money", "unit": "GBP"}, {"unit": None})  # fmt: skip
    by_id = {article.id: article for article in desk.articles}
    return [Side(claim, facets_of(claim, by_id[claim.article_id])) for claim in desk.claims]


def of(sides: Sides, a: int, b: int) -> dict[str, float]:
    return {name: column[0] for name, column in features(Two(sides, *np.array([[a], [b]]))).items()}


def test_no_other_claim_moves_them(sides: list[Side]) -> None:
    every = sides_of(sides)
    for a in range(len(sides)):
        for b in range(a):
            assert of(every, a, b) == of(sides_of([sides[a], sides[b]]), 0, 1)


def test_many_pairs_at_once_are_as_one_by_one(sides: list[Side]) -> None:
    a, b = np.triu_indices(len(sides), 1)
    found = features(Two(sides_of(sides), a, b))
    for at, (x, y) in enumerate(zip(a, b, strict=True)):
        assert of(sides_of(sides), x, y) == {name: column[at] for name, column in found.items()}


def test_numbers_are_held_against_each_other_in_one_unit(sides: list[Side]) -> None:
    every = sides_of(sides)
    died = of(every, 0, 2)
    assert died["distance"] == pytest.approx(np.log(14 / 12))
    assert (died["equal"], died["one_origin"], died["one_article"]) == (0.0, 1.0, 0.0)
    assert of(every, 0, 1)["one_sentence"] == of(every, 0, 3)["no_conversion"] == 1.0
    assert (of(every, 0, 5)["zero"], of(every, 0, 5)["distance"]) == (1.0, 3.0)
