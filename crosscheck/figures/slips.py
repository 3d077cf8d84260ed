"""Slips that cross two roles of a number: "up 150 from" for "up from 150", percent for points.

The two numbers answer different questions, so nothing joins them by itself; but where both hang on
the same level, and are the same number, one of them was taken for the other. And two numbers of one
sentence may have changed places: "nine died, 34 were hurt", "34 died, nine were hurt".
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from crosscheck.articles.linkage import components
from crosscheck.figures.arithmetic import level_for, sentences_of
from crosscheck.figures.facets import Facets
from crosscheck.figures.pairs import MOVE_NOUNS, MOVES, head_of, step_for_level
from crosscheck.figures.scopes import Scope, period
from crosscheck.model import LedgerClaim
from crosscheck.values.intervals import meet, span
from nlp.lexicon.stems import content_stems
from terms.model import Number

SLIP_RULES = frozenset(("by-for-from", "points-for-percent", "swapped", "by-for-to", "up-for-down"))


def join_slips(
    groups: Sequence[Sequence[LedgerClaim]], facets: Mapping[str, Facets]
) -> list[list[LedgerClaim]]:
    """Join the figures of one story that such a slip connects; the others stay as they are."""
    home = {claim.id: i for i, group in enumerate(groups) for claim in group}
    levels = _levels(groups)
    moved = sorted((c for group in groups for c in group if c.id in levels), key=lambda c: c.id)
    pairs = [
        (home[a.id], home[b.id])
        for a, b in combinations(moved, 2)
        if slip_between(a, b) and _same_level(levels[a.id], levels[b.id], facets)
    ]
    return joined(groups, pairs)


def joined(
    groups: Sequence[Sequence[LedgerClaim]], pairs: Iterable[tuple[int, int]]
) -> list[list[LedgerClaim]]:
    """The groups with those of each pair of places made one; claims come out sorted by id."""
    parts = components(range(len(groups)), dict.fromkeys(pairs, 1.0), 1.0)
    found = [[claim for at in part for claim in groups[at]] for part in parts]
    return [sorted(group, key=lambda claim: claim.id) for group in found]


def _levels(groups: Sequence[Sequence[LedgerClaim]]) -> dict[str, LedgerClaim]:
    """By the id of a number that moves, or was moved from: the level that it hangs on."""
    found: dict[str, LedgerClaim] = {}
    for sentence in sentences_of([claim for group in groups for claim in group]):
        for claim in sentence:
            if claim.value is None or claim.change not in (*MOVES, "from_level"):
                continue
            level = level_for(claim, sentence)
            if level is not None:
                found[claim.id] = level
    return found


def slip_between(a: LedgerClaim, b: LedgerClaim) -> str | None:
    """The rule of the slip that makes two numbers one: equal numerals in clashing roles."""
    if a.value is None or a.value != b.value or a.article_id == b.article_id:
        return None
    if {a.kind, b.kind} == {"percent", "percentage_points"}:
        return "points-for-percent" if a.change in MOVES and a.change == b.change else None
    roles = {a.change, b.change}
    if "from_level" in roles and roles & set(MOVES) and a.kind == b.kind:
        return "by-for-from" if a.kind != "percent" or _of_one_head(a, b) else None
    if _is_level_of_base(a, b) or _is_level_of_base(b, a):
        return "by-for-from"
    return None


def way_between(a: LedgerClaim, b: LedgerClaim) -> str | None:
    """The rule of a slip in the way of a number: the step for the level reached, up for down.

    Equal numerals of one unit; a percentage that is a level is often another thing's step.
    """
    if a.value is None or (a.value, a.unit, a.kind) != (b.value, b.unit, b.kind):
        return None
    opposed = opposite(a, b)
    if not (opposed or step_for_level(a.change, b.change)) or a.article_id == b.article_id:
        return None
    if (opposed or a.kind == "percent") and not _named_alike(a, b):
        return None
    if period(a, b) is Scope.APART:
        return None
    return "up-for-down" if opposed else "by-for-to"


def opposite(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do two moves go two ways? Whatever they are of, the one does not bear out the other."""
    return {a.change, b.change} == set(MOVES)


def _named_alike(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Does the one measure the noun that the other does: the "key rate", the "key interest rate"?

    None that is a move itself: growth that was cut to one percent is growth of one percent.
    """
    one, other = head_of(a), head_of(b)
    told = (content_stems(claim.measure or "") for claim in (a, b))
    of_one, of_other = (stems | head for stems, head in zip(told, (one, other), strict=True))
    return bool(((one & of_other) | (other & of_one)) - MOVE_NOUNS)


def _of_one_head(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do both move one thing? "Prices rose by 3%" is the level of another, of inflation."""
    return head_of(a) == head_of(b) != frozenset()


def _is_level_of_base(level: LedgerClaim, step: LedgerClaim) -> bool:
    """Is one number the level of the whole year that the step ("up 40 on 2023") starts from?"""
    year = step.question.base_year
    if year is None or step.change not in MOVES or level.change is not None:
        return False
    if level.period_start is None or level.period_end is None or level.kind != step.kind:
        return False
    spans = level.period_start[:10], level.period_end[:10]
    return spans == (f"{year}-01-01", f"{year}-12-31")


def _same_level(a: LedgerClaim, b: LedgerClaim, facets: Mapping[str, Facets]) -> bool:
    if (
        facets[a.id].dimension != facets[b.id].dimension
        or facets[a.id].counted != facets[b.id].counted
    ):
        return False
    return meet(span(a.low, a.high, a.qualifier), span(b.low, b.high, b.qualifier))


def swapped(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets]
) -> frozenset[frozenset[str]]:
    """Claims of one story, two by two, that print a count of one class with another one's number.

    A sentence prints counts of two classes, another article has both numbers the other way round.
    """
    counts = [c for c in claims if _may_be_swapped(c, facets[c.id])]
    printed: dict[tuple[str | None, Number | None], list[LedgerClaim]] = {}
    for claim in counts:
        printed.setdefault((facets[claim.id].word_class, claim.value), []).append(claim)
    found: set[frozenset[str]] = set()
    for sentence in sentences_of(counts):
        for a, b in combinations(sentence, 2):
            one, other = facets[a.id].word_class, facets[b.id].word_class
            if one == other or a.value == b.value:
                continue
            for x in printed.get((one, b.value), ()):
                for y in printed.get((other, a.value), ()):
                    if x.article_id == y.article_id != a.article_id:
                        found |= {frozenset((a.id, x.id)), frozenset((b.id, y.id))}
    return frozenset(found)


def _may_be_swapped(claim: LedgerClaim, facets: Facets) -> bool:
    """Is it a count of the article's own event, of a known class, told as what is?"""
    own = not (facets.when.other or facets.background or facets.part or facets.rest)
    told = facets.status_class == "actual" and claim.qualifier == "exact"
    counted = claim.kind == "count" and claim.change is None and (claim.value or 0) > 1
    return own and told and counted and facets.word_class is not None
