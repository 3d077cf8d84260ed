"""Figures: the claims of a story that answer one question.

Claims become answers by average linkage of learned scores (``crosscheck.figures.answers``);
answers become questions by the best links that each has to the others. Hard bars only where logic
or grammar is certain: another dimension, two cells of a table, two numbers of one sentence of which
neither replaces the other.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from crosscheck.articles import best_linkage
from crosscheck.figures.answers import Compared, Matrix, compare
from crosscheck.figures.columns import Side
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, model
from crosscheck.model import LedgerClaim
from crosscheck.trees import Score

QUESTION_CUT = 0.2
"""Mean of the best probabilities from which answers are of one question.

A lower one lays more differing numbers side by side, and more strangers: left out, twelve newsrooms
.56 and .16 at 0.25, .57 and .18 at 0.2, .60 and .22 at 0.15; the verdicts are as right.
"""

T = TypeVar("T")


class Alike(NamedTuple, Generic[T]):
    """How likely two claims ask one question: by all, blind to numbers, and as their answers do."""

    full: T
    blind: T
    answers: T


@dataclass(frozen=True, slots=True)
class Likings:
    """How likely every two claims of a story ask one question; ``place`` is theirs in the tables.

    The tables are symmetric, NaN where two claims cannot be compared; ``barred`` never do.
    """

    place: Mapping[str, int]
    tables: Alike[Matrix]
    barred: NDArray[np.bool_]

    def of(self, x: str, y: str) -> Alike[float] | None:
        """What is known of two claims by their ids."""
        at = self.place[x], self.place[y]
        found = Alike(*(float(table[at]) for table in self.tables))
        return None if math.isnan(found.full) else found

    def likely(self, least: float) -> list[tuple[str, str]]:
        """The pairs that are so likely by the blind score or as answers, and not barred."""
        chance = np.fmax(self.tables.blind, self.tables.answers)
        pairs = np.argwhere(np.triu((chance >= least) & ~self.barred, 1))
        ids = list(self.place)
        return [(ids[x], ids[y]) for x, y in pairs.tolist()]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Claims by question, and what is known of every two of them."""

    groups: list[list[LedgerClaim]]
    likings: Likings


def find_figures(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets], weights: Model | None = None
) -> Grouped:
    """Partition the claims of one story into figures, sorted by claim id."""
    learned = weights or model()
    sides = [Side(claim, facets[claim.id]) for claim in claims]
    compared = compare(sides, learned.full, learned.blind)
    chances = likely(compared, learned.question)
    return Grouped(questions(compared, chances), _likings(compared, chances))


def _likings(compared: Compared, chances: Mapping[tuple[int, int], float]) -> Likings:
    """What is known of every two claims; answers that are hardly alike have no chance."""
    answers = np.eye(len(compared.answers))
    for (x, y), chance in chances.items():
        answers[x, y] = answers[y, x] = chance
    of = np.argsort(np.concatenate([*compared.answers]))
    home = np.repeat(np.arange(len(answers)), [len(own) for own in compared.answers])[of]
    tables = Alike(compared.full, compared.blind, answers[np.ix_(home, home)])
    tables.answers[np.isnan(compared.full)] = np.nan
    place = {claim.id: at for at, claim in enumerate(compared.claims)}
    return Likings(place, tables, compared.barred)


def likely(compared: Compared, question: Score) -> dict[tuple[int, int], float]:
    """The probability that two answers are of one question."""
    found: dict[tuple[int, int], float] = {}
    for pairs, columns in compared.questions():
        found |= zip(pairs, question.probabilities(columns).tolist(), strict=True)
    return found


def questions(
    compared: Compared, chances: Mapping[tuple[int, int], float]
) -> list[list[LedgerClaim]]:
    """The claims by question; ``chances`` are the probability that two answers are of one."""
    linked = {(x, y): compared.weighed(x, y, chance) for (x, y), chance in chances.items()}
    answers, claims = compared.answers, compared.claims
    linkage = best_linkage(range(len(answers)), linked, QUESTION_CUT)
    groups = [sorted(at for answer in question for at in answers[answer]) for question in linkage]
    return [[claims[at] for at in group] for group in sorted(groups)]
