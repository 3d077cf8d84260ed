"""One number in another form: a rate for an amount, a million for a billion.

What stands in another unit, or a thousandfold apart, is no equal number to the scores. Where it may
be the same one it is scored as if it were, and its figure joins the other one if that is likely.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from crosscheck.figures.bars import barred, comparable
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.facets import Facets
from crosscheck.figures.likeness import Model, features, model, sides_of
from crosscheck.figures.slips import joined
from crosscheck.model import LedgerClaim

RESTATED_CUT = 0.85
"""Probability, as if the numbers were equal, from which on two figures are one."""
_MANY = 1_000
_HUNDREDS = 500
"""Sums of which one is ten or a hundred times the other stand in one story by chance."""
_SUMS = ("money", "measurement", "rate")
_POWERS = (10, 100, 1_000, 1_000_000)


def join_restated(
    groups: Sequence[Sequence[LedgerClaim]],
    facets: Mapping[str, Facets],
    weights: Model | None = None,
) -> list[list[LedgerClaim]]:
    """Join the figures of one story that print one number in two forms.

    Of each other article a claim takes the likeliest number alone.
    """
    home = {claim.id: at for at, group in enumerate(groups) for claim in group}
    pairs = list(_pairs(sorted((c for group in groups for c in group), key=lambda c: c.id)))
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for (a, b), chance in zip(pairs, _chances(pairs, facets, weights), strict=True):
        for one, other in ((a, b), (b, a)):
            key = one.id, other.article_id
            best[key] = max(best.get(key, (0.0, "")), (chance, other.id))
    together = [
        (home[a.id], home[b.id])
        for a, b in pairs
        if home[a.id] != home[b.id]
        and best[a.id, b.article_id][1] == b.id
        and best[b.id, a.article_id][1] == a.id
        and best[a.id, b.article_id][0] >= RESTATED_CUT
    ]
    return joined(groups, together)


def _pairs(claims: Sequence[LedgerClaim]) -> Iterator[tuple[LedgerClaim, LedgerClaim]]:
    """Sums and measures of two articles, of which the first may be the second in another form."""
    alike: dict[str, list[LedgerClaim]] = defaultdict(list)
    for claim in claims:
        if claim.value and claim.kind in _SUMS and claim.equivalent_of is None:
            alike[f"{claim.value:.9e}".partition("e")[0]].append(claim)
    for group in alike.values():
        for a, b in permutations(group, 2):
            thousandfold = float(b.value or 0) > _HUNDREDS * float(a.value or 0) > 0
            if a.article_id != b.article_id and (as_rate(a, b) or (thousandfold and tenfold(b, a))):
                yield a, b


def as_rate(rate: LedgerClaim, amount: LedgerClaim) -> bool:
    """Do they print one sum, the one per year, hour or piece: "£190m a year", "£190m"?"""
    return (
        rate.kind == "rate"
        and amount.kind == "money"
        and rate.value == amount.value
        and (rate.unit or "").startswith(f"{amount.unit}/")
    )


def tenfold(large: LedgerClaim, small: LedgerClaim) -> bool:
    """Is one number ten, a hundred, a thousand or a million times the other: million for billion?

    Of counts in the thousands alone: ten and a hundred stand beside each other everywhere. Not by
    the point of "250.000", which parts thousands as well, nor by the word that "67" leaves
    out beside "67 million".
    """
    counted = large.kind == "count"
    if large.kind != small.kind or (large.unit != small.unit and not counted):
        return False
    if not large.value or not small.value or small.value < (_MANY if counted else 0):
        return False
    if not any(math.isclose(large.value, power * small.value) for power in _POWERS):
        return False
    if float(f"{small.value:.1g}") == small.value:
        return False
    told, other = (re.sub(r"\D", "", claim.quote) for claim in (small, large))
    return told != f"{large.value:.0f}" and not told == other == f"{small.value:.0f}"


def _chances(
    pairs: Sequence[tuple[LedgerClaim, LedgerClaim]],
    facets: Mapping[str, Facets],
    weights: Model | None,
) -> list[float]:
    """How likely the two of each pair would ask one question if their numbers were equal."""
    if not pairs:
        return []
    sides = [side for a, b in pairs for side in _alike(a, b, facets)]
    places = np.arange(len(pairs)) * 2
    two = Two(sides_of(sides), places, places + 1)
    chances = (weights or model()).full.probabilities(features(two))
    return [float(one) for one in np.where(comparable(two) & ~barred(two), chances, 0.0)]


def _alike(a: LedgerClaim, b: LedgerClaim, facets: Mapping[str, Facets]) -> tuple[Side, Side]:
    """Both sides, the first with the number and unit of the second."""
    asked = b.question.dimension
    turned = replace(
        a, value=b.value, low=b.low, high=b.high, p_low=b.p_low, p_high=b.p_high,
        unit=a.unit if a.kind == b.kind else b.unit,
        kind=b.kind, question=replace(a.question, dimension=asked),
    )  # fmt: skip
    return Side(turned, replace(facets[a.id], dimension=asked)), Side(b, facets[b.id])
