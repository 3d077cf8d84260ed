"""Figures: the claims of a story that answer one question.

Claims become answers, answers become questions (``crosscheck.figures.answers``); both by average
linkage of learned scores. Hard bars only where logic or grammar is certain: another dimension, two
cells of a table, two numbers of one sentence of which neither replaces the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from crosscheck.articles import average_linkage
from crosscheck.figures.answers import CERTAIN, NEVER, Compared, Pair, compare
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, model, side_of
from crosscheck.model import LedgerClaim
from crosscheck.trees import Score

QUESTION_CUT = 0.25
"""Mean probability from which answers are of one question: plateau 0.2 to 0.3, left out."""
_AT_ONCE = 500


class Alike(NamedTuple):
    """How likely two claims ask one question: by all, blind to numbers, and as their answers do."""

    full: float
    blind: float
    answers: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """Claims by question, and what is known of every two of them that were compared.

    ``barred`` are pairs that never answer one question.
    """

    groups: list[list[LedgerClaim]]
    alike: Mapping[Pair, Alike]
    barred: frozenset[Pair]


def find_figures(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets], weights: Model | None = None
) -> Grouped:
    """Partition the claims of one story into figures, sorted by claim id."""
    learned = weights or model()

    def score(
        pairs: Sequence[Pair], found: Sequence[Mapping[str, float]]
    ) -> Iterable[tuple[float, float]]:
        blind = learned.blind.probabilities(found)
        return zip(learned.full.probabilities(found), blind, strict=True)

    compared = compare([side_of(claim, facets[claim.id]) for claim in claims], score)
    chances = likely(compared, learned.question)
    return Grouped(questions(compared, chances), _alike(compared, chances), compared.barred)


def _alike(compared: Compared, chances: Mapping[tuple[int, int], float]) -> dict[Pair, Alike]:
    """Every compared pair; two answers that are hardly alike have no chance."""
    answer_of = {key: at for at, answer in enumerate(compared.answers) for key in answer}
    found = {}
    for (a, b), full in compared.full.items():
        x, y = answer_of[a], answer_of[b]
        answers = chances.get((min(x, y), max(x, y)), 0.0) if x != y else 1.0
        found[a, b] = Alike(full, compared.blind[a, b], answers)
    return found


def likely(compared: Compared, question: Score) -> dict[tuple[int, int], float]:
    """The probability that two answers are of one question."""
    found: dict[tuple[int, int], float] = {}
    open_now = compared.questions()
    while some := list(islice(open_now, _AT_ONCE)):
        chances = question.probabilities([row for _, _, row in some])
        found |= {(x, y): chance for (x, y, _), chance in zip(some, chances, strict=True)}
    return found


def questions(
    compared: Compared, chances: Mapping[tuple[int, int], float]
) -> list[list[LedgerClaim]]:
    """The claims by question; ``chances`` are the probability that two answers are of one."""
    names = {f"{at:06}": answer for at, answer in enumerate(compared.answers)}
    linked = {
        (f"{x:06}", f"{y:06}"): _weighed(compared, x, y, value) for (x, y), value in chances.items()
    }
    groups = [
        sorted((compared.sides[key].claim for name in question for key in names[name]),
               key=lambda claim: claim.id)
        for question in average_linkage(list(names), linked, QUESTION_CUT)
    ]  # fmt: skip
    return sorted(groups, key=lambda group: group[0].id)


def _weighed(compared: Compared, x: int, y: int, chance: float) -> float:
    if compared.corrects(x, y):
        return CERTAIN
    return NEVER if compared.bars(x, y) else chance
