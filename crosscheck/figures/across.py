"""Figures of several stories that answer one question, found by its keys and judged as in a story.

What prints its place and its period asks the same months later. Two figures become one where their
claims that share keys are likely, values aside, to ask one question; and where a step is another
text's earlier level (see ``crosscheck.figures.slips``).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

import numpy as np

from crosscheck.figures.bars import barred, comparable
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.facets import Facets
from crosscheck.figures.keys import SHARED, keys_of
from crosscheck.figures.likeness import Model, features, model, sides_of
from crosscheck.figures.slips import joined, slip_between
from crosscheck.model import LedgerClaim

ACROSS_CUT = 0.4
"""Mean probability, by the blind score, from which two figures of different stories are one."""
_AT_ONCE = 4000


def join_across(
    groups: Sequence[Sequence[LedgerClaim]],
    facets: Mapping[str, Facets],
    story_of: Mapping[str, str],
    weights: Model | None = None,
) -> list[list[LedgerClaim]]:
    """Join the figures of different stories that ask one question; ``story_of`` is by article."""
    home = {claim.id: at for at, group in enumerate(groups) for claim in group}
    claims = sorted((claim for group in groups for claim in group), key=lambda claim: claim.id)
    asked: list[tuple[int, int]] = []
    together: list[tuple[int, int]] = []
    for x, y in _sharing(claims, facets):
        a, b = claims[x], claims[y]
        if home[a.id] == home[b.id] or a.article_id == b.article_id:
            continue
        if slip_between(a, b) is not None:
            together.append((home[a.id], home[b.id]))
        elif story_of[a.article_id] != story_of[b.article_id]:
            asked.append((x, y))
    likely: dict[tuple[int, int], list[float]] = defaultdict(list)
    sides = sides_of([Side(claim, facets[claim.id]) for claim in claims])
    for first in range(0, len(asked), _AT_ONCE):
        some = np.array(asked[first : first + _AT_ONCE])
        two = Two(sides, *some.T)
        apart = (
            ~comparable(two) | barred(two) | ~two.same("change") | (two.table("excludes")[0] > 0)
        )
        chances = np.where(apart, 0.0, (weights or model()).blind.probabilities(features(two)))
        for (x, y), chance in zip(some.tolist(), chances.tolist(), strict=True):
            one, other = sorted((home[claims[x].id], home[claims[y].id]))
            likely[one, other].append(chance)
    together += [pair for pair, found in likely.items() if fmean(found) >= ACROSS_CUT]
    return joined(groups, together)


def _sharing(claims: Sequence[LedgerClaim], facets: Mapping[str, Facets]) -> list[tuple[int, int]]:
    """The places of every two claims that share enough keys, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        for word in keys_of(claim, facets[claim.id]):
            holders[word].append(at)
    shared = Counter(pair for held in holders.values() for pair in combinations(held, 2))
    return sorted(pair for pair, count in shared.items() if count >= SHARED)
