"""What speaks for and against two differing numbers being one question, a clash, an update.

Everything is read from the stored question, value, time and source of two claims, and from the
figure around them. The side with the smaller number comes first, so that order can be told:
``low …`` and ``high …`` are of one side, all else is symmetric. The names are those of
``judge.json``; what is 0 is left out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from crosscheck.figures.pairs import clocks_apart, middle, revised
from crosscheck.figures.readings import Origin, Reading, origin_of, same_body
from crosscheck.meaning import disputed
from crosscheck.model import LedgerClaim
from crosscheck.relations.doubt import Told, left_open
from crosscheck.relations.misquotes import digits, pattern
from crosscheck.relations.updates import (
    LOWER_BOUNDS,
    Motion,
    by_clock,
    by_words,
    cue,
    is_provisional,
)
from crosscheck.values.conversion import between_claims
from crosscheck.values.intervals import gap, mapped, meet, span
from nlp.lexicon.classes import fluctuates, harms, moves

Evidence = dict[str, float]
_AT_MOST = ("at_most", "less_than", "nearly")
_NO_RATIO = 3.0
_MOST_DIGITS = 4
_MOST = 6


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


@dataclass(frozen=True, slots=True)
class Side:
    """What a claim says by itself, worked out once for all that it is held against.

    ``low`` and ``high`` are evidence where its number is the smaller or the larger one,
    ``counted`` names what is counted over both sides, ``classes`` what one side makes hold.
    """

    told: Told
    value: float
    digits: int
    size: Size | None
    printed: float | None
    as_of: float | None
    disputed: float
    origin: Origin | None
    low: Evidence
    high: Evidence
    counted: tuple[str, ...]
    classes: frozenset[str]

    @staticmethod
    def of(told: Told) -> "Side":
        """What is told of one claim."""
        claim = told.claim
        value, origin = middle(claim) or 0.0, origin_of(claim)
        own = [name for name, holds in _own(told) if holds]
        count = min(_MOST_DIGITS, len(digits(value)))
        low, high = ({f"{end} {name}": 1.0 for name in own} for end in ("low", "high"))
        low["low digits"] = high["high digits"] = float(count)
        if claim.accumulation == "new":
            low["low new"] = 1.0
        elif claim.accumulation == "total":
            high["high total"] = 1.0
        counted = [n for n in ("about", "range", "exact") if n == claim.qualifier]
        counted += [n for n in ("ahead", "unproved") if n == told.facets.status_class]
        counted += ["sources"] if origin is not None else []
        named = told.facets.word_class
        classes = [name for name, holds in _CLASSES if holds(named)]
        return Side(
            told, value, count, size_of(claim), day_of(claim.published_at), day_of(claim.as_of),
            disputed(claim.meaning), origin, low, high, tuple(counted), frozenset(classes),
        )  # fmt: skip


_CLASSES = (
    ("class of harm", harms),
    ("class that grows", moves),
    ("class that fluctuates", fluctuates),
)


def _own(told: Told) -> Iterator[tuple[str, bool]]:
    claim, asked = told.claim, told.facets
    yield "at least", claim.qualifier in LOWER_BOUNDS
    yield "at most", claim.qualifier in _AT_MOST
    yield "superseded", bool(cue(claim))
    yield "provisional", is_provisional(claim)
    yield "corrected", claim.region == "correction"
    yield "in a revising sentence", bool(asked.superseding)
    yield "after from", asked.after_from
    yield "hyphened", asked.hyphened
    yield "dated", asked.dated
    yield "forecast", claim.status == "projected"
    yield "by a witness", asked.witness
    yield "part", asked.part or asked.rest or claim.part_of is not None
    yield "subgroup", bool(asked.subgroups)


def low_first(a: Side, b: Side) -> tuple[Side, Side]:
    """The side with the smaller number first, in one unit where a conversion is known."""
    one, other = a.told.claim, b.told.claim
    conversion = between_claims(other, one)
    value = b.value if conversion is None else conversion.apply(b.value)
    return (a, b) if (a.value, one.id) <= (value, other.id) else (b, a)


def of_readings(a: Reading, b: Reading, motion: Motion) -> Evidence:
    """What words and the clock say of the order of two readings."""
    found = by_words(a, b, motion) or by_clock(a, b, motion)
    told = {f"order {found.rule}": 1.0} if found is not None else {}
    return told | {
        name: 1.0
        for name, holds in (
            ("toll", motion.toll),
            ("moving", motion.moving),
            ("fluctuating", motion.fluctuating),
            ("went back", any(r.id == key for r in (a, b) for key, _ in motion.strays)),
        )
        if holds
    }


def of_claims(a: Side, b: Side, around: Around, *, several: bool) -> Evidence:
    """What two claims, and the figure around them, say."""
    low, high = low_first(a, b)
    found: Evidence = {**low.low, **high.high, **dict.fromkeys(low.classes | high.classes, 1.0)}
    for name in (*low.counted, *high.counted):
        found[name] = found.get(name, 0.0) + 1.0
    for part in (_values, _times, _kinds):
        found.update((name, float(said)) for name, said in part(low, high) if said)
    found.update((name, said) for name, said in _numbers(around, low, high) if said)
    unsure = left_open(a.told, b.told, several=several)
    found.update((f"open: {words}", 1.0) for words in unsure)
    found["left open"] = float(len(unsure))
    return found


def _values(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.told.claim, high.told.claim
    conversion = between_claims(b, a)
    yield "no conversion", conversion is None
    yield "converted", a.unit != b.unit
    yield "points and percent", {a.kind, b.kind} == {"percent", "percentage_points"}
    x, y = low.value, high.value
    ratio = abs(math.log(y / x)) if x > 0 and y > 0 else _NO_RATIO
    yield "near", ratio < 0.06
    yield "rather near", ratio < 0.2
    yield "far", ratio > 1.5
    slip = pattern(x, y) if a.unit == b.unit else None
    if slip is not None:
        yield "power of ten" if slip.rule.startswith("times") else "digits moved", True
        yield "telling slip", min(low.digits, high.digits)
    if conversion is not None:
        mine, theirs = (span(c.low, c.high, c.qualifier) for c in (a, b))
        turned = mapped(theirs, conversion.factor, conversion.offset, conversion.tolerance)
        yield "gap", min(2.0, gap(mine, turned))
    yield "both at least", a.qualifier in LOWER_BOUNDS and b.qualifier in LOWER_BOUNDS


def _times(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    a, b = low.told.claim, high.told.claim
    yield from _order("printed", low.printed, high.printed)
    yield from _order("as of", low.as_of, high.as_of)
    mine, theirs = low.told.facets.clock, high.told.facets.clock
    if clocks_apart(mine, theirs):
        yield "clock: grows", max(mine) < max(theirs)
        yield "clock: falls", max(mine) > max(theirs)
    yield "one article", a.article_id == b.article_id
    yield "low is printed second", a.version_id == b.version_id and a.start > b.start
    yield "revised here", revised(a, b)


def _order(name: str, low: float | None, high: float | None) -> Iterator[tuple[str, float]]:
    """Whether both days are known, and which number is the later one, by how much."""
    if low is None or high is None:
        return
    days = high - low
    yield f"{name}: known", 1.0
    yield f"{name}: grows" if days > 0 else f"{name}: falls", math.log1p(abs(days))
    yield f"{name}: one day", float(abs(days) < 1)


def _kinds(low: Side, high: Side) -> Iterator[tuple[str, float]]:
    mine, theirs = low.origin, high.origin
    if mine is not None and theirs is not None:
        one = same_body(mine, theirs)
        yield "one body", one
        yield "two bodies", mine.specific and theirs.specific and not one
        yield "one class of sources", mine.key == theirs.key and not mine.specific
    yield "told as disputed", low.disputed + high.disputed
    a, b = low.told.claim, high.told.claim
    yield "whole named", a.part_of == b.id or b.part_of == a.id


def _numbers(around: Around, low: Side, high: Side) -> Iterator[tuple[str, float]]:
    few, many = (around.numbers.get(side.size or (0.0, "")) for side in (low, high))
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
