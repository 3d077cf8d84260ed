"""Figures: the claims of a story that answer one question.

Only claims of one dimension are compared. A pair is scored on what it says (``pairs``), pairs whose
printed scopes exclude each other are barred, and average linkage with a low cut makes the groups.
Equal values may glue; they never decide, and differing ones never part.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import combinations

from crosscheck import lattice, lexicon
from crosscheck.facets import Facets
from crosscheck.model import CheckClaim
from crosscheck.pairs import PairFeatures, features_of
from crosscheck.similarity import average_linkage
from crosscheck.words import content_stems

CUT = 0.25
_BARRED = float("-inf")
_CERTAIN = 50.0
_COPIED_SENTENCE = 0.8

WEIGHTS: Mapping[str, float] = {
    "same_class": 0.7,
    "clash_class": -1.7,
    "half_class": 0.0,
    "same_noun": 0.3,
    "clash_noun": -0.5,
    "same_predicate": 0.2,
    "topic": 0.8,
    "phrase": 0.4,
    "sentence": 0.3,
    "same_article": -1.0,
    "year_clash": -0.7,
    "background_clash": -1.0,
    "names": 0.3,
    "subgroup_clash": -1.5,
    "subgroup_nested": -0.9,
    "part_clash": -0.5,
    "status_clash": -1.0,
    "change_clash": -1.0,
    "same_value": 3.0,
    "closeness": 2.0,
    "same_class_value": -0.5,
    "place_clash": -0.5,
    "both_nounless": -0.5,
}
BIAS = -1.5

SUPERSEDING = re.compile("|".join(lexicon.SUPERSEDING), re.IGNORECASE)


def score(features: PairFeatures) -> float:
    """The probability, 0 to 1, that a pair answers one question."""
    total = BIAS + sum(WEIGHTS[f.name] * getattr(features, f.name) for f in fields(features))
    return 1.0 / (1.0 + math.exp(-total))


def barred(a: CheckClaim, b: CheckClaim) -> bool:
    """Can the two never answer one question? By printed scope, role, or a place in one sentence."""
    if lattice.excludes(a, b) or _roles_apart(a, b):
        return True
    one_sentence = a.version_id == b.version_id and a.sentence_start == b.sentence_start
    return one_sentence and not SUPERSEDING.search(a.sentence)


def _roles_apart(a: CheckClaim, b: CheckClaim) -> bool:
    """A level is no change; "up from 41" is an earlier level of one count, unless dated apart."""
    mine, theirs = _role(a), _role(b)
    if mine == theirs:
        return False
    return {mine, theirs} != {"level", "from_level"} or (
        lattice.period(a, b) is not lattice.Scope.SAME
        and any(c.change == "from_level" and c.period_start for c in (a, b))
    )


def _role(claim: CheckClaim) -> str:
    if claim.change in (None, "increase_to", "decrease_to"):
        return "level"
    return str(claim.change)


def certain(a: CheckClaim, b: CheckClaim) -> bool:
    """Is the pair one claim told twice: a conversion, or a copied sentence with its number?"""
    if a.equivalent_of == b.id or b.equivalent_of == a.id:
        return True
    if a.article_id == b.article_id or a.value != b.value or a.unit != b.unit:
        return False
    mine, theirs = content_stems(a.sentence), content_stems(b.sentence)
    shared = len(mine & theirs)
    return shared >= 6 and shared >= _COPIED_SENTENCE * len(mine | theirs)


def find_figures(
    claims: Sequence[CheckClaim],
    facets: Mapping[str, Facets],
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> list[list[CheckClaim]]:
    """Partition the claims of one story into figures, sorted by claim id.

    ``together`` and ``apart`` are pairs of claim ids that reviewers decided; they outweigh all.
    """
    by_id = {claim.id: claim for claim in claims}
    by_dimension: dict[str, list[CheckClaim]] = defaultdict(list)
    for claim in claims:
        by_dimension[facets[claim.id].dimension].append(claim)
    decided: dict[tuple[str, str], float] = {}
    for pairs, value in ((together, math.inf), (apart, _BARRED)):
        for first, second in pairs:
            if first in by_id and second in by_id:
                decided[min(first, second), max(first, second)] = value
    groups: list[list[CheckClaim]] = []
    for dimension in sorted(by_dimension):
        members = sorted(by_dimension[dimension], key=lambda c: c.id)
        similar = {
            (a.id, b.id): _similarity(a, facets[a.id], b, facets[b.id])
            for a, b in combinations(members, 2)
        }
        for pair, value in decided.items():
            if pair in similar:
                similar[pair] = _CERTAIN if value == math.inf else value
        clusters = average_linkage([c.id for c in members], similar, CUT)
        groups += [[by_id[key] for key in cluster] for cluster in clusters]
    return sorted(groups, key=lambda group: group[0].id)


def _similarity(a: CheckClaim, fa: Facets, b: CheckClaim, fb: Facets) -> float:
    if certain(a, b):
        return _CERTAIN
    if barred(a, b):
        return _BARRED
    return score(features_of(a, fa, b, fb))
