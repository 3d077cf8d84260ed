"""Figures: the claims of a story that answer one question.

Claims become answers, answers become questions (``crosscheck.figures.answers``); both by average
linkage of learned scores. Hard bars only where logic or grammar is certain: another dimension, two
cells of a table, two numbers of one sentence of which neither replaces the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from crosscheck.articles import average_linkage
from crosscheck.figures.answers import CERTAIN, NEVER, Compared, Pair, compare
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, model, side_of
from crosscheck.model import LedgerClaim
from crosscheck.trees import Score

QUESTION_CUT = 0.25
"""Mean probability from which answers are of one question: plateau 0.2 to 0.3, left out."""
_AT_ONCE = 500


def find_figures(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets], weights: Model | None = None
) -> list[list[LedgerClaim]]:
    """Partition the claims of one story into figures, sorted by claim id."""
    learned = weights or model()

    def score(
        pairs: Sequence[Pair], found: Sequence[Mapping[str, float]]
    ) -> Iterable[tuple[float, float]]:
        blind = learned.blind.probabilities(found)
        return zip(learned.full.probabilities(found), blind, strict=True)

    compared = compare([side_of(claim, facets[claim.id]) for claim in claims], score)
    return questions(compared, likely(compared, learned.question))


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
