"""How answers are linked whose claims stand side by side in one text."""

from typing import Any

import numpy as np
import pytest

from crosscheck.figures import facets_of
from crosscheck.figures.answers import CERTAIN, NEVER, Compared, compare
from crosscheck.figures.columns import Side
from crosscheck.figures.grouping import questions
from crosscheck.figures.likeness import model

TWELVE, NINE = 0, 1


@pytest.fixture
def compared(desk: Any) -> Compared:
    """Four claims; the first two, 12 and 9, stand in one sentence."""
    desk.write("courier", "The ferry's toll rose: [12] people died, [9] people died.", {}, {})
    desk.write("lantern", "On the ferry [12] people died.", {})
    desk.write("orbit", "On the ferry [9] people died.", {})
    by_id = {article.id: article for article in desk.articles}
    sides = [Side(claim, facets_of(claim, by_id[claim.article_id])) for claim in desk.claims]
    return compare(sides, model().full, model().blind)


def of(compared: Compared, *answers: list[int]) -> Compared:
    """The same claims as these answers."""
    tables = compared.full, compared.blind, compared.barred, compared.corrected
    return Compared(compared.sides, *tables, answers)


def places(compared: Compared) -> tuple[list[int], list[int]]:
    """The claims of 12, and those of 9: of either first the one that stands beside the other's."""
    ((x, y),) = np.argwhere(np.triu(compared.barred)).tolist()
    found = []
    for at in (x, y):
        value = compared.claims[at].value
        same = [n for n, claim in enumerate(compared.claims) if claim.value == value]
        found.append(sorted(same, key=lambda n: n != at))
    twelve, nine = sorted(found, key=lambda own: compared.claims[own[0]].value == 9)
    return twelve, nine


def test_one_text_that_prints_both_does_not_part_what_others_print(compared: Compared) -> None:
    told = of(compared, *places(compared))
    assert told.weighed(TWELVE, NINE, 0.8) == 0.8
    assert len(questions(told, {(TWELVE, NINE): 0.8})) == 1


def test_as_many_side_by_side_as_the_smaller_has_never_meet(compared: Compared) -> None:
    (twelve, other), nine = places(compared)
    assert of(compared, [twelve], [nine[0]]).weighed(TWELVE, NINE, 0.99) == NEVER
    told = of(compared, [twelve], nine, [other])
    assert told.weighed(TWELVE, NINE, 0.99) == NEVER
    assert len(questions(told, {(0, 1): 0.99, (0, 2): 0.99, (1, 2): 0.99})) == 2


def test_what_a_correction_names_is_linked_for_good(compared: Compared) -> None:
    compared.corrected[:] = True
    assert of(compared, *places(compared)).weighed(TWELVE, NINE, 0.0) == CERTAIN
