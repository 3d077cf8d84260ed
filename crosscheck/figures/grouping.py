"""Figures: the claims of a story that answer one question.

Only claims of one dimension are compared. A pair is scored on what it says (``pairs``), pairs whose
printed scopes exclude each other are barred, and average linkage with a low cut makes the groups.
Equal values may glue; they never decide, and differing ones never part.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from crosscheck.articles import average_linkage
from crosscheck.figures import scopes as lattice
from crosscheck.figures.facets import Facets
from crosscheck.figures.pairs import Beside, features_of, log_odds, printed_beside, revised
from crosscheck.figures.phrases import PhraseSimilarity, lexical
from crosscheck.model import LedgerClaim
from crosscheck.values.conversion import between_claims
from nlp.lexicon.classes import grows
from nlp.lexicon.stems import content_stems

CUT = 0.25
_BARRED = float("-inf")
_CERTAIN = 50.0
_COPIED_SENTENCE = 0.8
# Two numbers of one sentence ask two questions, but a wrong third number must not hold them apart.
_ONE_SENTENCE = 3.0


def hard_bar(a: LedgerClaim, fa: Facets, b: LedgerClaim, fb: Facets) -> bool:
    """Can the two never answer one question, whatever else they share?"""
    if fa.counted is not None and fb.counted is not None and fa.counted != fb.counted:
        return True
    if fa.dimension != "money" and between_claims(a, b) is None:
        return True  # nothing turns the one unit into the other
    if a.region == b.region == "table" and a.version_id == b.version_id:
        return True  # each cell of a table answers its own question
    if fa.ballot and fb.ballot and not {*fa.ballot} & {*fb.ballot}:
        return True  # two votes: one that is told wrongly still has a number in common
    return lattice.excludes(a, b) or _roles_apart(a, fa, b, fb)


def _roles_apart(a: LedgerClaim, fa: Facets, b: LedgerClaim, fb: Facets) -> bool:
    """A level is no change; "up from 41" is an earlier level of a toll, of nothing else."""
    mine, theirs = _role(a), _role(b)
    if mine == theirs:
        return False
    if {mine, theirs} != {"level", "from_level"}:
        return True
    toll = "people" in (fa.counted, fb.counted) and any(map(grows, (fa.word_class, fb.word_class)))
    return not toll


def _role(claim: LedgerClaim) -> str:
    if claim.change in (None, "increase_to", "decrease_to"):
        return "level"
    return str(claim.change)


def certain(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    if a.equivalent_of == b.id or b.equivalent_of == a.id:
        return True
    if a.article_id == b.article_id or a.value != b.value or a.unit != b.unit:
        return False
    mine, theirs = content_stems(a.sentence), content_stems(b.sentence)
    shared = len(mine & theirs)
    return shared >= 6 and shared >= _COPIED_SENTENCE * len(mine | theirs)


def find_figures(
    claims: Sequence[LedgerClaim],
    facets: Mapping[str, Facets],
    similarity: PhraseSimilarity = lexical,
) -> list[list[LedgerClaim]]:
    """Partition the claims of one story into figures, sorted by claim id."""
    by_id = {claim.id: claim for claim in claims}
    by_dimension: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        by_dimension[facets[claim.id].dimension].append(claim)
    groups: list[list[LedgerClaim]] = []
    for dimension in sorted(by_dimension):
        members = sorted(by_dimension[dimension], key=lambda c: c.id)
        beside = printed_beside(members)
        similar = {
            (a.id, b.id): _similarity(a, facets[a.id], b, facets[b.id], beside, similarity)
            for a, b in combinations(members, 2)
        }
        clusters = average_linkage([c.id for c in members], similar, CUT)
        groups += [[by_id[key] for key in cluster] for cluster in clusters]
    return sorted(groups, key=lambda group: group[0].id)


def _similarity(
    a: LedgerClaim,
    fa: Facets,
    b: LedgerClaim,
    fb: Facets,
    beside: Beside,
    similarity: PhraseSimilarity,
) -> float:
    if certain(a, b):
        return _CERTAIN
    if hard_bar(a, fa, b, fb):
        return _BARRED
    odds = log_odds(features_of(a, fa, b, fb, beside, similarity))
    one_sentence = a.version_id == b.version_id and a.sentence_start == b.sentence_start
    if one_sentence and not revised(a, b):
        odds -= _ONE_SENTENCE
    return 1.0 / (1.0 + math.exp(-odds))
