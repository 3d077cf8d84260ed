"""What speaks for and against two differing numbers being a clash, an update, or two questions.

Everything is read from the stored question, value, time and source of two claims, and from the
figure around them. The side with the smaller number comes first, so that order can be told:
``low_…`` and ``high_…`` are of one side, the rest is symmetric.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crosscheck.figures.likeness import Side, features
from crosscheck.figures.pairs import clocks_apart, middle, revised
from crosscheck.figures.readings import same_body
from crosscheck.model import LedgerClaim
from crosscheck.relations.misquotes import digits, pattern
from crosscheck.relations.updates import cue, is_provisional
from crosscheck.values.conversion import between_claims
from crosscheck.values.intervals import gap, mapped, meet, span
from nlp.lexicon.classes import fluctuates, grows, moves

_LOWER = ("at_least", "more_than")
_UPPER = ("at_most", "less_than", "nearly")
_FLAGS = ("superseding", "after_from", "hyphened", "dated", "forecast", "witness")


@dataclass(frozen=True, slots=True)
class Around:
    """What a figure's claims say of two of its numbers.

    ``voices`` counts who prints the low, the high and any number; ``first`` and ``last`` are the
    days on which each was printed, ``replaced`` whether some article says that it was replaced;
    ``both`` counts articles that print both; ``values`` how many numbers there are, ``ordered``
    the share of them that grow with time.
    """

    voices: tuple[int, int, int] = (1, 1, 2)
    first: tuple[float | None, float | None] = (None, None)
    last: tuple[float | None, float | None] = (None, None)
    replaced: tuple[bool, bool] = (False, False)
    both: int = 0
    values: int = 2
    ordered: float = 0.5
    together: float = 0.5


def day_of(printed: str | None) -> float | None:
    """A time of publication in days; ``None`` where it is unknown."""
    return None if not printed else datetime.fromisoformat(printed[:19]).timestamp() / 86400


def evidence(a: Side, b: Side, around: Around = Around()) -> dict[str, float]:
    """The features of a pair by name, as ``judge.json`` names them."""
    low, high = ordered(a, b)
    found = features(low, high)
    for part in (_values, _hedges, _times, _replacing, _kinds):
        found.update(part(low, high))
    found.update(_figure(around, low, high))
    return found


def ordered(a: Side, b: Side) -> tuple[Side, Side]:
    """The side with the smaller number first, in one unit where a conversion is known."""
    x, y = middle(a.claim) or 0.0, middle(b.claim) or 0.0
    conversion = between_claims(b.claim, a.claim)
    turned = conversion.apply(y) if conversion is not None else y
    return (a, b) if (x, a.claim.id) <= (y if turned is None else turned, b.claim.id) else (b, a)


def _values(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.claim, high.claim
    conversion = between_claims(b, a)
    yield "no_conversion", float(conversion is None)
    yield "converted", float(a.unit != b.unit)
    yield "points_percent", float({a.kind, b.kind} == {"percent", "percentage_points"})
    x, y = middle(a), middle(b)
    ratio = abs(math.log(y / x)) if x and y and x > 0 and y > 0 else 3.0
    yield "ratio_small", float(ratio < 0.06)
    yield "ratio_some", float(ratio < 0.2)
    yield "ratio_large", float(ratio > 1.5)
    slip = pattern(x, y) if x is not None and y is not None and a.unit == b.unit else None
    telling = min(len(digits(x or 0)), len(digits(y or 0)))
    yield "slip_power", float(slip is not None and slip.rule.startswith("times"))
    yield "slip_digits", float(slip is not None and not slip.rule.startswith("times"))
    yield "slip_telling", float(telling if slip is not None else 0)
    yield "digits_low", float(min(4, len(digits(x or 0))))
    yield "digits_high", float(min(4, len(digits(y or 0))))
    strict = (span(a.low, a.high, a.qualifier), span(b.low, b.high, b.qualifier))
    if conversion is not None:
        turned = mapped(strict[1], conversion.factor, conversion.offset, conversion.tolerance)
        yield "meet", float(meet(strict[0], turned))
        yield "gap", min(2.0, gap(strict[0], turned))
    else:
        yield "meet", 0.0
        yield "gap", 0.0


def _hedges(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.claim.qualifier, high.claim.qualifier
    yield "low_at_least", float(a in _LOWER)
    yield "high_at_least", float(b in _LOWER)
    yield "both_at_least", float(a in _LOWER and b in _LOWER)
    yield "low_at_most", float(a in _UPPER)
    yield "high_at_most", float(b in _UPPER)
    yield "abouts", float(a == "about") + float(b == "about")
    yield "ranges", float(a == "range") + float(b == "range")
    yield "exacts", float(a == "exact") + float(b == "exact")


def _times(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.claim, high.claim
    yield from signed("printed", day_of(a.published_at), day_of(b.published_at))
    yield from signed("as_of", day_of(a.as_of), day_of(b.as_of))
    mine, theirs = low.facets.clock, high.facets.clock
    apart = clocks_apart(mine, theirs)
    yield "clock_grows", float(apart and max(mine) < max(theirs))
    yield "clock_falls", float(apart and max(mine) > max(theirs))
    yield "one_article", float(a.article_id == b.article_id)
    yield "low_later_in_text", float(a.version_id == b.version_id and a.start > b.start)


def signed(name: str, low: float | None, high: float | None) -> Iterator[tuple[str, float]]:
    """Whether both days are known, and which number is the later one, by how much."""
    known = low is not None and high is not None
    days = (high or 0.0) - (low or 0.0) if known else 0.0
    yield f"{name}_known", float(known)
    yield f"{name}_grows", math.log1p(max(0.0, days)) if days > 0 else 0.0
    yield f"{name}_falls", math.log1p(max(0.0, -days)) if days < 0 else 0.0
    yield f"{name}_one_day", float(known and abs(days) < 1)


def _replacing(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.claim, high.claim
    yield "low_superseded", float(bool(cue(a)))
    yield "high_superseded", float(bool(cue(b)))
    yield "low_provisional", float(is_provisional(a))
    yield "high_provisional", float(is_provisional(b))
    yield "revised_here", float(revised(a, b))
    yield "low_withdrawn", float(a.status == "withdrawn" or a.region == "correction")
    yield "high_withdrawn", float(b.status == "withdrawn" or b.region == "correction")
    yield "edited", float(a.current != b.current)
    for name in _FLAGS:
        yield f"low_{name}", float(bool(getattr(low.facets, name)))
        yield f"high_{name}", float(bool(getattr(high.facets, name)))


def _kinds(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    classes = (low.facets.word_class, high.facets.word_class)
    yield "grows", float(any(grows(name) for name in classes))
    yield "moves", float(any(moves(name) for name in classes))
    yield "fluctuates", float(any(fluctuates(name) for name in classes))
    yield "one_body", float(same_body(low.origin, high.origin))
    two = low.origin is not None and high.origin is not None
    specific = two and (low.origin.specific and high.origin.specific)  # type: ignore[union-attr]
    yield "two_bodies", float(specific and not same_body(low.origin, high.origin))
    yield "ahead", sum(float(s.facets.status_class == "ahead") for s in (low, high))
    yield "unproved", sum(float(s.facets.status_class == "unproved") for s in (low, high))
    yield "low_part", float(low.facets.part or low.facets.rest or low.claim.part_of is not None)
    yield "high_part", float(high.facets.part or high.facets.rest or high.claim.part_of is not None)
    yield "low_subgroup", float(bool(low.facets.subgroups))
    yield "high_subgroup", float(bool(high.facets.subgroups))
    yield "low_new", float(low.claim.accumulation == "new")
    yield "high_total", float(high.claim.accumulation == "total")


def _figure(around: Around, low: Side, high: Side) -> Iterator[tuple[str, float]]:
    few, many, all_ = around.voices
    yield "voices_low", float(min(6, few))
    yield "voices_high", float(min(6, many))
    yield "voices_weaker", min(few, many) / max(1, all_)
    yield "voices_other", (all_ - min(all_, few + many)) / max(1, all_)
    yield from signed("first", *around.first)
    yield from signed("last", *around.last)
    late = around.last[0], around.first[1]
    lag = late[0] - late[1] if late[0] is not None and late[1] is not None else 0.0
    yield "low_lags", math.log1p(max(0.0, lag))
    yield "low_replaced", float(around.replaced[0])
    yield "high_replaced", float(around.replaced[1])
    yield "print_both", float(min(3, around.both))
    yield "numbers", float(min(6, around.values))
    yield "numbers_grow", around.ordered
    yield "together", around.together
