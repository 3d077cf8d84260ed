"""What speaks for and against two differing numbers being one question, a clash, an update.

Everything is read from the stored question, value, time and source of two claims, and from the
figure around them. The side with the smaller number comes first, so that order can be told:
``low …`` and ``high …`` are of one side, all else is symmetric. The names are those of
``judge.json``.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from crosscheck.figures.pairs import clocks_apart, middle, revised
from crosscheck.figures.readings import Origin, Reading, origin_of, same_body
from crosscheck.model import LedgerClaim
from crosscheck.relations.doubt import OPEN, Told, left_open
from crosscheck.relations.misquotes import digits, pattern
from crosscheck.relations.updates import Motion, by_clock, by_words, cue, is_provisional
from crosscheck.values.conversion import between_claims
from crosscheck.values.intervals import gap, mapped, meet, span
from nlp.lexicon.classes import fluctuates, grows, moves
from terms.model import Number

Evidence = dict[str, float]
_AT_LEAST = ("at_least", "more_than")
_AT_MOST = ("at_most", "less_than", "nearly")
_NO_RATIO = 3.0
_MOST_DIGITS = 4
_MOST = 6
_ORDERS = ("cue", "replaced", "as-of", "publication", "price", "elapsed", "lowered")
"""The rules by which words and the clock order two readings."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One number of a figure: the voices and articles that print it, on which days.

    ``replaced``: some claim of it is told as replaced, or as provisional beside firm ones.
    """

    voices: frozenset[str]
    articles: frozenset[str]
    days: tuple[float, ...]
    replaced: bool

    def day(self, at: int) -> float | None:
        """The first day (0) or the last one (-1) that is known."""
        return self.days[at] if self.days else None


Size = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Around:
    """The numbers of a figure, or of two that are compared: who prints which, and when."""

    numbers: Mapping[Size, Printed]
    voices: int
    growing: float

    @staticmethod
    def of(claims: Sequence[LedgerClaim], voices: Mapping[str, str]) -> "Around":
        """What claims print; ``voices`` by claim id."""
        groups: dict[Size, list[LedgerClaim]] = {}
        for claim in claims:
            size = size_of(claim)
            if size is not None:
                groups.setdefault(size, []).append(claim)
        firm = any(not is_provisional(c) for c in claims if c.value is not None)
        numbers = {
            size: Printed(
                frozenset(voices[c.id] for c in group),
                frozenset(c.article_id for c in group),
                tuple(sorted(day for c in group for day in [day_of(c.published_at)] if day)),
                any(cue(c) or (firm and is_provisional(c)) for c in group),
            )
            for size, group in groups.items()
        }
        firsts = [found.days[0] for _, found in sorted(numbers.items()) if found.days]
        steps = [later >= earlier for earlier, later in pairwise(firsts)]
        growing = sum(steps) / len(steps) if steps else 0.5
        every = frozenset().union(*(found.voices for found in numbers.values()))
        return Around(numbers, len(every), growing)


def size_of(claim: LedgerClaim) -> Size | None:
    """The number of a claim beside its currency, or whether it is a share."""
    value = middle(claim)
    kind = claim.kind if claim.kind not in ("percentage_points", "ratio") else "percent"
    return (
        None
        if value is None
        else (round(value, 9), (claim.unit or "") if kind == "money" else kind)
    )


def day_of(printed: str | None) -> float | None:
    """A time in days; ``None`` where it is unknown."""
    if not printed:
        return None
    return (datetime.fromisoformat(printed[:19]) - datetime(1970, 1, 1)).total_seconds() / 86400


def disjoint(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do two claims print numbers that cannot both hold?"""
    if middle(a) is None or middle(b) is None or (size_of(a) == size_of(b) and a.kind == b.kind):
        return False
    conversion = between_claims(b, a)
    if conversion is None:
        return {a.kind, b.kind} <= {"percent", "percentage_points", "ratio"}
    other = span(b.low, b.high, b.qualifier)
    other = mapped(other, conversion.factor, conversion.offset, conversion.tolerance)
    return not meet(span(a.low, a.high, a.qualifier), other)


def low_first(a: Told, b: Told) -> tuple[Told, Told]:
    """The side with the smaller number first, in one unit where a conversion is known."""
    x, y = middle(a.claim) or 0.0, middle(b.claim) or 0.0
    conversion = between_claims(b.claim, a.claim)
    turned = conversion.apply(y) if conversion is not None else None
    return (a, b) if (x, a.claim.id) <= (y if turned is None else turned, b.claim.id) else (b, a)


def of_readings(a: Reading, b: Reading, motion: Motion) -> Evidence:
    """What words and the clock say of the order of two readings."""
    found = by_words(a, b, motion) or by_clock(a, b, motion)
    told = {f"order {rule}": 0.0 for rule in _ORDERS}
    if found is not None:
        told[f"order {found.rule}"] = 1.0
    told["toll"] = float(motion.toll)
    told["moving"] = float(motion.moving)
    told["fluctuating"] = float(motion.fluctuating)
    told["went back"] = float(any(r.id == key for r in (a, b) for key, _ in motion.strays))
    return told


def of_claims(a: Told, b: Told, around: Around, *, several: bool) -> Evidence:
    """What two claims, and the figure around them, say."""
    low, high = low_first(a, b)
    found: Evidence = {}
    for part in (_values, _hedges, _times, _replacing, _kinds):
        found.update(part(low, high))
    found.update(_numbers(around, low.claim, high.claim))
    unsure = left_open(a, b, several=several)
    found.update((f"open: {words}", float(words in unsure)) for words in OPEN)
    found["left open"] = float(len(unsure))
    return found


def _values(low: Told, high: Told) -> Iterator[tuple[str, float]]:
    a, b = low.claim, high.claim
    conversion = between_claims(b, a)
    yield "no conversion", float(conversion is None)
    yield "converted", float(a.unit != b.unit)
    yield "points and percent", float({a.kind, b.kind} == {"percent", "percentage_points"})
    x, y = middle(a) or 0.0, middle(b) or 0.0
    ratio = abs(math.log(y / x)) if x > 0 and y > 0 else _NO_RATIO
    yield "near", float(ratio < 0.06)
    yield "rather near", float(ratio < 0.2)
    yield "far", float(ratio > 1.5)
    slip = pattern(x, y) if a.unit == b.unit else None
    yield "power of ten", float(slip is not None and slip.rule.startswith("times"))
    yield "digits moved", float(slip is not None and not slip.rule.startswith("times"))
    yield "telling slip", float(min(_digits(x), _digits(y)) if slip is not None else 0)
    yield "low digits", float(_digits(x))
    yield "high digits", float(_digits(y))
    mine, theirs = span(a.low, a.high, a.qualifier), span(b.low, b.high, b.qualifier)
    if conversion is not None:
        theirs = mapped(theirs, conversion.factor, conversion.offset, conversion.tolerance)
    yield "gap", min(2.0, gap(mine, theirs)) if conversion is not None else 0.0


def _digits(value: Number) -> int:
    return min(_MOST_DIGITS, len(digits(value)))


def _hedges(low: Told, high: Told) -> Iterator[tuple[str, float]]:
    a, b = low.claim.qualifier, high.claim.qualifier
    yield "low at least", float(a in _AT_LEAST)
    yield "high at least", float(b in _AT_LEAST)
    yield "both at least", float(a in _AT_LEAST and b in _AT_LEAST)
    yield "low at most", float(a in _AT_MOST)
    yield "high at most", float(b in _AT_MOST)
    yield "about", float(a == "about") + float(b == "about")
    yield "range", float(a == "range") + float(b == "range")
    yield "exact", float(a == "exact") + float(b == "exact")


def _times(low: Told, high: Told) -> Iterator[tuple[str, float]]:
    a, b = low.claim, high.claim
    yield from _order("printed", day_of(a.published_at), day_of(b.published_at))
    yield from _order("as of", day_of(a.as_of), day_of(b.as_of))
    mine, theirs = low.facets.clock, high.facets.clock
    apart = clocks_apart(mine, theirs)
    yield "clock: grows", float(apart and max(mine) < max(theirs))
    yield "clock: falls", float(apart and max(mine) > max(theirs))
    yield "one article", float(a.article_id == b.article_id)
    yield "low is printed second", float(a.version_id == b.version_id and a.start > b.start)


def _order(name: str, low: float | None, high: float | None) -> Iterator[tuple[str, float]]:
    """Whether both days are known, and which number is the later one, by how much."""
    days = high - low if low is not None and high is not None else None
    yield f"{name}: known", float(days is not None)
    yield f"{name}: grows", math.log1p(max(0.0, days or 0.0))
    yield f"{name}: falls", math.log1p(max(0.0, -(days or 0.0)))
    yield f"{name}: one day", float(days is not None and abs(days) < 1)


def _replacing(low: Told, high: Told) -> Iterator[tuple[str, float]]:
    yield "revised here", float(revised(low.claim, high.claim))
    for name, side in (("low", low), ("high", high)):
        claim, asked = side.claim, side.facets
        yield f"{name} superseded", float(bool(cue(claim)))
        yield f"{name} provisional", float(is_provisional(claim))
        yield f"{name} corrected", float(claim.region == "correction")
        yield f"{name} in a revising sentence", float(bool(asked.superseding))
        yield f"{name} after from", float(asked.after_from)
        yield f"{name} hyphened", float(asked.hyphened)
        yield f"{name} dated", float(asked.dated)
        yield f"{name} forecast", float(claim.status == "projected")
        yield f"{name} by a witness", float(asked.witness)


def _kinds(low: Told, high: Told) -> Iterator[tuple[str, float]]:
    classes = (low.facets.word_class, high.facets.word_class)
    yield "class of harm", float(any(grows(name) for name in classes))
    yield "class that grows", float(any(moves(name) for name in classes))
    yield "class that fluctuates", float(any(fluctuates(name) for name in classes))
    mine, theirs = origin_of(low.claim), origin_of(high.claim)
    yield "one body", float(same_body(mine, theirs))
    yield "two bodies", float(_two_bodies(mine, theirs))
    yield (
        "one class of sources",
        float(
            mine is not None and theirs is not None and mine.key == theirs.key and not mine.specific
        ),
    )
    yield "sources", float(mine is not None) + float(theirs is not None)
    for status in ("ahead", "unproved"):
        yield status, sum(float(s.facets.status_class == status) for s in (low, high))
    for name, side in (("low", low), ("high", high)):
        asked = side.facets
        yield f"{name} part", float(asked.part or asked.rest or side.claim.part_of is not None)
        yield f"{name} subgroup", float(bool(asked.subgroups))
    yield "low new", float(low.claim.accumulation == "new")
    yield "high total", float(high.claim.accumulation == "total")
    yield (
        "whole named",
        float(low.claim.part_of == high.claim.id or high.claim.part_of == low.claim.id),
    )


def _two_bodies(a: Origin | None, b: Origin | None) -> bool:
    if a is None or b is None or not (a.specific and b.specific):
        return False
    return not same_body(a, b)


def _numbers(around: Around, low: LedgerClaim, high: LedgerClaim) -> Iterator[tuple[str, float]]:
    few, many = (around.numbers.get(size_of(c) or (0.0, "")) for c in (low, high))
    if few is None or many is None:
        return
    weaker = min(len(few.voices), len(many.voices))
    every = max(1, around.voices)
    yield "low voices", float(min(_MOST, len(few.voices)))
    yield "high voices", float(min(_MOST, len(many.voices)))
    yield "weaker share", weaker / every
    yield "other share", (every - min(every, len(few.voices) + len(many.voices))) / every
    yield from _order("first", few.day(0), many.day(0))
    yield from _order("last", few.day(-1), many.day(-1))
    last, first = few.day(-1), many.day(0)
    lag = last - first if last is not None and first is not None else 0.0
    yield "low lags", math.log1p(max(0.0, lag))
    yield "low replaced", float(few.replaced)
    yield "high replaced", float(many.replaced)
    yield "print both", float(min(3, len(few.articles & many.articles)))
    yield "numbers", float(min(_MOST, len(around.numbers)))
    yield "numbers grow", around.growing
