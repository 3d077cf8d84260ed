"""Figures: the claims of a story that answer one question.

Claims become answers, answers become questions (``crosscheck.figures.answers``); both by average
linkage of learned scores. Hard bars only where logic or grammar is certain: another dimension, two
cells of a table, two numbers of one sentence of which neither replaces the other.
"""

from collections.abc import Mapping, Sequence

from crosscheck.articles import average_linkage
from crosscheck.figures.answers import NEVER, Compared, compare
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, Side, model, side_of
from crosscheck.model import LedgerClaim

QUESTION_CUT = 0.25
"""Mean probability from which answers are of one question: plateau 0.2 to 0.3, left out."""


def find_figures(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets], weights: Model | None = None
) -> list[list[LedgerClaim]]:
    """Partition the claims of one story into figures, sorted by claim id."""
    learned = weights or model()

    def score(a: Side, b: Side, found: Mapping[str, float]) -> tuple[float, float]:
        return learned.full.probability(found), learned.blind.probability(found)

    compared = compare([side_of(claim, facets[claim.id]) for claim in claims], score)
    likely = {(x, y): learned.question.probability(found) for x, y, found in compared.questions()}
    return questions(compared, likely)


def questions(
    compared: Compared, likely: Mapping[tuple[int, int], float]
) -> list[list[LedgerClaim]]:
    """The claims by question; ``likely`` is the probability that two answers are of one."""
    names = {f"{at:06}": answer for at, answer in enumerate(compared.answers)}
    linked = {
        (f"{x:06}", f"{y:06}"): NEVER if compared.bars(x, y) else value
        for (x, y), value in likely.items()
    }
    groups = [
        sorted((compared.sides[key].claim for name in question for key in names[name]),
               key=lambda claim: claim.id)
        for question in average_linkage(list(names), linked, QUESTION_CUT)
    ]  # fmt: skip
    return sorted(groups, key=lambda group: group[0].id)
