"""How likely two claims of one story answer the same question: features of a pair, and its score.

The weights are those of a logistic model over pairs of hand-annotated figures, rounded; equal
values may glue two claims together, differing ones never part them.
"""

import math
from dataclasses import dataclass

from crosscheck.conversion import between_claims
from crosscheck.facets import Facets
from crosscheck.lattice import Scope, population
from crosscheck.model import CheckClaim
from crosscheck.words import content_stems


@dataclass(frozen=True, slots=True)
class PairFeatures:
    same_class: float
    clash_class: float
    half_class: float
    same_noun: float
    clash_noun: float
    same_predicate: float
    topic: float
    phrase: float
    sentence: float
    same_article: float
    year_clash: float
    background_clash: float
    names: float
    subgroup_clash: float
    subgroup_nested: float
    part_clash: float
    status_clash: float
    change_clash: float
    same_value: float
    closeness: float
    same_class_value: float
    place_clash: float
    both_nounless: float


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def _middle(claim: CheckClaim) -> float | None:
    if claim.value is not None:
        return float(claim.value)
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return None


def closeness(a: CheckClaim, b: CheckClaim) -> tuple[bool, float]:
    """Whether the values are equal after conversion, and exp(-|ln ratio|) (0.5 where unknown)."""
    x, y = _middle(a), _middle(b)
    conversion = between_claims(a, b)
    if x is None or y is None or conversion is None:
        return False, 0.3
    x = conversion.apply(x)
    if x is None or x <= 0 or y <= 0:
        return x == y, 1.0 if x == y else 0.1
    ratio = abs(math.log(x / y))
    tight = 0.0 if a.unit == b.unit else 0.02
    return ratio <= tight + 1e-9, math.exp(-ratio)


def features_of(a: CheckClaim, fa: Facets, b: CheckClaim, fb: Facets) -> PairFeatures:
    known = fa.word_class is not None and fb.word_class is not None
    same_class = known and fa.word_class == fb.word_class
    nouns = fa.noun is not None and fb.noun is not None and fa.dimension != "people"
    same_noun = fa.noun is not None and fa.noun == fb.noun
    equal, near = closeness(a, b)
    pop = population(a, b)
    return PairFeatures(
        same_class=float(same_class),
        clash_class=float(known and not same_class),
        half_class=float((fa.word_class is None) != (fb.word_class is None)),
        same_noun=float(same_noun),
        clash_noun=float(nouns and not same_noun),
        same_predicate=float(bool(a.predicate) and a.predicate == b.predicate),
        topic=jaccard(fa.topic, fb.topic),
        phrase=jaccard(fa.phrase, fb.phrase),
        sentence=jaccard(content_stems(a.sentence), content_stems(b.sentence)),
        same_article=float(a.article_id == b.article_id),
        year_clash=float(fa.years != fb.years),
        background_clash=float(fa.background != fb.background),
        names=jaccard(fa.names, fb.names),
        subgroup_clash=float(pop is Scope.APART),
        subgroup_nested=float(pop in (Scope.INSIDE, Scope.AROUND)),
        part_clash=float(fa.part != fb.part),
        status_clash=float(fa.status_class != fb.status_class),
        change_clash=float(fa.change != fb.change),
        same_value=float(equal),
        closeness=near,
        same_class_value=float(same_class and equal),
        place_clash=float(
            bool(a.place)
            and bool(b.place)
            and not content_stems(a.place or "") & content_stems(b.place or "")
        ),
        both_nounless=float(fa.noun is None and fb.noun is None),
    )
