"""Meeting of intervals: which values two readings can both be true of.

Strict intervals say what the words entail, pragmatic ones what they suggest; a reading is exact
(a point), rounded (half open) or bounded (one end open).
"""

import math
from dataclasses import dataclass

from terms.model import Number

_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Span:
    """An interval: ``None`` is an unbounded end, ``open_low``/``open_high`` leave an end out."""

    low: float | None
    high: float | None
    open_low: bool = False
    open_high: bool = False

    @property
    def point(self) -> bool:
        """Is it one value?"""
        return self.low is not None and self.low == self.high


def span(low: Number | None, high: Number | None, qualifier: str) -> Span:
    """The interval of a claim with its ends as the qualifier sets them.

    "more than 50" leaves 50 out, "up to 50" and ranges keep their ends, and what is rounded
    ([7.55, 7.65) for 7.6) is closed below and open above.
    """
    if low is not None and low == high:
        return Span(float(low), float(low))
    closed_high = qualifier in ("at_most", "range")
    return Span(
        None if low is None else float(low),
        None if high is None else float(high),
        open_low=qualifier == "more_than",
        open_high=not closed_high,
    )


def mapped(interval: Span, factor: float, offset: float, tolerance: float) -> Span:
    """The interval in another unit, widened by a relative ``tolerance`` on both sides."""

    def move(value: float | None, sign: int) -> float | None:
        if value is None:
            return None
        value = value * factor + offset
        return value + sign * abs(value) * tolerance

    return Span(
        move(interval.low, -1), move(interval.high, 1), interval.open_low, interval.open_high
    )


def meet(a: Span, b: Span) -> bool:
    """Is there a value in both? Touching at an end counts only where both ends are kept."""
    low, open_low = _tighter(a.low, a.open_low, b.low, b.open_low, highest=True)
    high, open_high = _tighter(a.high, a.open_high, b.high, b.open_high, highest=False)
    if low is None or high is None:
        return True
    slack = _EPSILON * max(1.0, abs(low), abs(high))
    if abs(low - high) <= slack:
        return not (open_low or open_high)
    return low < high


def _tighter(
    a: float | None, open_a: bool, b: float | None, open_b: bool, *, highest: bool
) -> tuple[float | None, bool]:
    if a is None or b is None:
        return (b, open_b) if a is None else (a, open_a)
    if a == b:
        return a, open_a or open_b
    return (a, open_a) if (a > b) == highest else (b, open_b)


def gap(a: Span, b: Span) -> float:
    """|ln(a / b)| of the middles, the size of a disagreement; 0 where it cannot be told."""
    x, y = middle(a), middle(b)
    if x is None or y is None:
        return 0.0
    if x <= 0 or y <= 0:
        return math.log1p(abs(x - y))
    return abs(math.log(x / y))


def middle(interval: Span) -> float | None:
    """The middle of an interval, its one end where the other is open, ``None`` without ends."""
    if interval.low is None or interval.high is None:
        return interval.high if interval.low is None else interval.low
    return (interval.low + interval.high) / 2
