"""How grave a clash is: by how certain it is, then by who prints what, and how far apart.

A lead lies below 1, a contradiction between 1 and 2, and a certain slip, which needs no judgement,
between 2 and 3. Within these: probability × weight of what is counted × distance × the square root
of the voices on the weaker side × how many origins are named, brought below 1 by x/(1 + x).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from crosscheck.model import LedgerClaim
from crosscheck.values.intervals import Span, gap
from terms.enums import Relation

SLIPS = frozenset((Relation.MISQUOTE, Relation.DERIVED_WRONGLY, Relation.PART_EXCEEDS_WHOLE))
"""Clashes that a mistake of one side makes."""

LEAST_APART = 0.01
_WEIGHTS = {"people": 1.0, "money": 0.8, "measurement": 0.6, "duration": 0.6}
_SHARE_WEIGHT = 0.6
_THING_WEIGHT = 0.4
_PAGE_WEIGHT = 0.1
_PAGES = frozenset(("page", "chapter", "paragraph", "slide"))
_BACKGROUND = 0.05
_BEHIND_YEARS = 1
_ORIGIN_ADDS = 0.25


@dataclass(frozen=True, slots=True)
class Weighed:
    """One side of a clash: a claim that stands for it, its interval, its voices, its origin."""

    claim: LedgerClaim
    span: Span
    voices: int
    named: bool


def severity(
    relation: Relation, a: Weighed, b: Weighed, *, probability: float, certain: bool
) -> float:
    """How grave a clash of two sides is, from 0 to 3; symmetric."""
    slip = certain and relation in SLIPS
    apart = 1.0 if slip else _apart(a.span, b.span)
    spread = math.sqrt(max(1, min(a.voices, b.voices))) * (1 + _ORIGIN_ADDS * (a.named + b.named))
    weight = min(weight_of(a.claim), weight_of(b.claim))
    size = probability * weight * apart * spread
    return round(certain + slip + size / (1 + size), 4)


def weight_of(claim: LedgerClaim) -> float:
    """What is counted weighs: people most, then money, measurements, things, pages.

    What lies behind the news ("in the quake of 2004") hardly weighs.
    """
    asked = claim.question
    weight = _WEIGHTS.get("people" if asked.counted == "people" else claim.kind, _THING_WEIGHT)
    if asked.dimension == "share":
        weight = _SHARE_WEIGHT
    if not _PAGES.isdisjoint((asked.counted, asked.head, claim.unit)):
        weight = _PAGE_WEIGHT
    return weight * (_BACKGROUND if _behind(claim) else 1.0)


def _behind(claim: LedgerClaim) -> bool:
    """Does the claim tell of what was over a year before its article?"""
    if claim.question.background:
        return True
    if not claim.period_end or not claim.published_at:
        return False
    year = int(claim.published_at[:4]) - _BEHIND_YEARS
    return claim.period_end[:10] < f"{year:04}{claim.published_at[4:10]}"


def _apart(a: Span, b: Span) -> float:
    """The distance, at most 1; none against some is hardly any, for it is mostly the earlier."""
    if _nothing((a.low, a.high)) or _nothing((b.low, b.high)):
        return LEAST_APART
    return max(LEAST_APART, min(1.0, gap(a, b)))


def _nothing(ends: Iterable[float | None]) -> bool:
    return all(end == 0 for end in ends)
