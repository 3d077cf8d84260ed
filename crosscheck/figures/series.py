"""Standing series: figures that live longer than a story, such as a jobless rate or a case total.

Claims of different stories answer one question of a series when all that makes the question is
printed: the class of the series, a place, and a period of a week or more. Unknown joins nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from crosscheck.figures import scopes as lattice
from crosscheck.figures.facets import Facets
from crosscheck.model import LedgerClaim
from nlp.lexicon.stems import content_stems

SERIES_CLASSES = frozenset(
    ("jobless", "inflation", "interest", "growth", "turnout", "infected", "vaccinated", "dismissed")
)
_SHORTEST_DAYS = 6

Key = tuple[str, ...]


def series_key(claim: LedgerClaim, facets: Facets) -> Key | None:
    """What makes the question of a series claim; ``None`` where something is not printed."""
    if facets.word_class not in SERIES_CLASSES or claim.change not in _LEVELS:
        return None
    if not claim.place or not claim.period_start or not claim.period_end:
        return None
    start, end = claim.period_start[:10], claim.period_end[:10]
    if (date.fromisoformat(end) - date.fromisoformat(start)).days < _SHORTEST_DAYS:
        return None
    if facets.part or facets.rest or claim.region == "table":
        return None
    return (
        facets.dimension,
        facets.counted or "",
        facets.word_class,
        facets.status_class,
        claim.accumulation or "",
        " ".join(sorted(facets.subgroups)),
        " ".join(sorted(content_stems(claim.place))),
        start,
        end,
    )


_LEVELS = (None, "increase_to", "decrease_to")


def join_series(
    groups: Sequence[Sequence[LedgerClaim]], facets: Mapping[str, Facets]
) -> list[list[LedgerClaim]]:
    """Join the figures of different stories that are one figure of a standing series.

    A figure belongs to a series when its claims name one key and no other. Figures whose printed
    scopes exclude each other stay apart all the same.
    """
    by_key: dict[Key, list[int]] = {}
    for i, group in enumerate(groups):
        keys = {key for c in group for key in [series_key(c, facets[c.id])] if key is not None}
        if len(keys) == 1:
            by_key.setdefault(keys.pop(), []).append(i)
    joined = [list(group) for group in groups]
    for places in by_key.values():
        first, *others = places
        for other in others:
            if not _excluded(joined[first], joined[other]):
                joined[first] += joined[other]
                joined[other] = []
    return [sorted(group, key=lambda c: c.id) for group in joined if group]


def _excluded(a: Sequence[LedgerClaim], b: Sequence[LedgerClaim]) -> bool:
    return any(
        lattice.excludes(one, other)
        for one, other in combinations((*a, *b), 2)
        if (one in a) != (other in a)
    )
