"""Figures of several stories that answer one question, found by its keys and judged as in a story.

What prints its place and its period asks the same months later. Two figures become one where their
claims that share keys are likely, values aside, to ask one question; and where a step is another
text's earlier level (see ``crosscheck.figures.slips``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from statistics import fmean

from crosscheck.figures.bars import barred, comparable
from crosscheck.figures.facets import Facets
from crosscheck.figures.keys import SHARED, keys_of
from crosscheck.figures.likeness import Model, features, model, side_of
from crosscheck.figures.scopes import excludes
from crosscheck.figures.slips import slip_between
from crosscheck.identity import joined
from crosscheck.model import LedgerClaim

ACROSS_CUT = 0.4
"""Mean probability, by the blind score, from which two figures of different stories are one."""


def join_across(
    groups: Sequence[Sequence[LedgerClaim]],
    facets: Mapping[str, Facets],
    story_of: Mapping[str, str],
    weights: Model | None = None,
) -> list[list[LedgerClaim]]:
    """Join the figures of different stories that ask one question; ``story_of`` is by article."""
    home = {claim.id: at for at, group in enumerate(groups) for claim in group}
    blind = (weights or model()).blind
    likely: dict[tuple[int, int], list[float]] = defaultdict(list)
    together: list[tuple[int, int]] = []
    for a, b in _sharing([claim for group in groups for claim in group], facets):
        one, other = sorted((home[a.id], home[b.id]))
        if one == other or a.article_id == b.article_id:
            continue
        if slip_between(a, b) is not None:
            together.append((one, other))
        elif story_of[a.article_id] != story_of[b.article_id]:
            x, y = side_of(a, facets[a.id]), side_of(b, facets[b.id])
            apart = not comparable(x, y) or barred(x, y) or excludes(a, b) or a.change != b.change
            (chance,) = [0.0] if apart else blind.probabilities([features(x, y)])
            likely[one, other].append(chance)
    together += [pair for pair, found in likely.items() if fmean(found) >= ACROSS_CUT]
    return joined(groups, together)


def _sharing(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets]
) -> Iterator[tuple[LedgerClaim, LedgerClaim]]:
    """Every two claims that share enough keys, in a fixed order."""
    holders: dict[str, list[str]] = defaultdict(list)
    by_id = {claim.id: claim for claim in claims}
    for key in sorted(by_id):
        for word in keys_of(by_id[key], facets[key]):
            holders[word].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for held in holders.values():
        for pair in combinations(held, 2):
            shared[pair] += 1
    for a, b in sorted(shared):
        if shared[a, b] >= SHARED:
            yield by_id[a], by_id[b]
