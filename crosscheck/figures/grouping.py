"""Figures: the claims of a story that answer one question.

In two stages. Claims become *answers*: average linkage by the full model, in which equal values
glue. Answers become *questions*: average linkage of answers by both models, so that differing
values are not torn apart by equal ones. Hard bars only where logic or grammar is certain: another
dimension, printed scopes that exclude each other, two cells of a table, two numbers of one sentence
of which neither replaces the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from crosscheck.articles import average_linkage
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, Side, features, model, side_of
from crosscheck.figures.pairs import revised
from crosscheck.figures.scopes import Scope, excludes, population
from crosscheck.model import LedgerClaim
from crosscheck.values.conversion import between_claims
from nlp.lexicon.stems import content_stems

ANSWER_CUT = 0.4
"""Mean probability from which claims are one answer: plateau 0.4 to 0.5, left out."""
QUESTION_CUT = 0.32
"""Mean score from which answers are of one question: plateau 0.25 to 0.35, left out."""
_BARRED = float("-inf")
_CERTAIN = 50.0
_COPIED_SENTENCE = 0.8
_COPIED_WORDS = 6
_BEST = 3
_SHARE = "share"
_ONE_DIMENSION = {"percentage_points": _SHARE}

Pair = tuple[str, str]


class Alike(NamedTuple):
    """How likely two claims ask one question, with and without a look at their numbers."""

    full: float
    blind: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """Claims by question, and what is known of every pair of claims that was compared.

    ``barred`` are pairs that never answer one question.
    """

    groups: list[list[LedgerClaim]]
    alike: Mapping[Pair, Alike]
    barred: frozenset[Pair]


def hard_bar(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Can the two never answer one question, whatever else they share?"""
    if a.question.dimension != "money" and between_claims(a, b) is None and a.unit != b.unit:
        return not {a.kind, b.kind} <= {"percent", "percentage_points", "ratio"}
    if excludes(a, b) or _other_people(a, b):
        return True
    if a.version_id != b.version_id:
        return False
    if a.region == b.region == "table":
        return True  # each cell of a table answers its own question
    if a.sentence_start != b.sentence_start or revised(a, b):
        return False
    mine, theirs = a.origin, b.origin
    return mine is None or theirs is None or mine.name == theirs.name


def _other_people(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do two printed numbers that differ count other people: passengers and rescuers?"""
    both = a.question.counted == b.question.counted == "people"
    return both and a.value != b.value and population(a, b) is Scope.APART


def certain(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    if a.equivalent_of == b.id or b.equivalent_of == a.id:
        return True
    if a.article_id == b.article_id or a.value != b.value or a.unit != b.unit:
        return False
    mine, theirs = content_stems(a.sentence), content_stems(b.sentence)
    shared = len(mine & theirs)
    return shared >= _COPIED_WORDS and shared >= _COPIED_SENTENCE * len(mine | theirs)


def find_figures(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets], weights: Model | None = None
) -> Grouped:
    """Partition the claims of one story into figures, sorted by claim id."""
    by_dimension: dict[str, list[Side]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        dimension = facets[claim.id].dimension
        side = side_of(claim, facets[claim.id])
        by_dimension[_ONE_DIMENSION.get(dimension, dimension)].append(side)
    alike: dict[Pair, Alike] = {}
    barred: set[Pair] = set()
    groups = [
        group
        for dimension in sorted(by_dimension)
        for group in _questions(by_dimension[dimension], weights or model(), alike, barred)
    ]
    return Grouped(sorted(groups, key=lambda group: group[0].id), alike, frozenset(barred))


def _questions(
    sides: Sequence[Side], weights: Model, alike: dict[Pair, Alike], barred: set[Pair]
) -> list[list[LedgerClaim]]:
    """The claims of one dimension by question."""
    by_id = {side.claim.id: side.claim for side in sides}
    full: dict[Pair, float] = {}
    blind: dict[Pair, float] = {}
    for a, b in combinations(sides, 2):
        pair = a.claim.id, b.claim.id
        alike[pair] = Alike(*weights.score(features(a, b)))
        full[pair], blind[pair] = alike[pair]
        if certain(a.claim, b.claim):
            full[pair], blind[pair] = _CERTAIN, 1.0
        elif hard_bar(a.claim, b.claim):
            full[pair], blind[pair] = _BARRED, _BARRED
            barred.add(pair)
    answers = average_linkage(list(by_id), full, ANSWER_CUT)
    names = {answer[0]: answer for answer in answers}
    between = {
        (min(x, y), max(x, y)): _between(names[x], names[y], full, blind)
        for x, y in combinations(names, 2)
    }
    questions = average_linkage(list(names), between, QUESTION_CUT)
    return [
        [by_id[key] for key in sorted(key for name in question for key in names[name])]
        for question in questions
    ]


def _between(
    one: Sequence[str],
    other: Sequence[str],
    full: Mapping[Pair, float],
    blind: Mapping[Pair, float],
) -> float:
    """How likely two answers are to one question: the mean of mean and best of both models.

    Barred where at least half of the smaller answer's claims stand beside one of the other's.
    """
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    barred = sum(full[pair] == _BARRED for pair in pairs)
    if barred and 2 * barred >= min(len(one), len(other)):
        return _BARRED
    scores = []
    for table in (full, blind):
        found = sorted((max(0.0, min(1.0, table[pair])) for pair in pairs), reverse=True)
        scores += [fmean(found), fmean(found[:_BEST])]
    return fmean(scores)
