"""Axes of the charts: where a value falls between 0 and 1, and round ticks in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from answers import words
from answers.money import short

LOG_SPREAD = 50
"""Largest over smallest value from which an axis is logarithmic: a tenfold slip still fits a
linear one, a thousandfold one would flatten the rest to a line."""

_TIME_STEPS = [
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=4),
    timedelta(days=7),
    timedelta(days=14),
    timedelta(days=30),
    timedelta(days=61),
    timedelta(days=122),
    timedelta(days=365),
    timedelta(days=730),
    timedelta(days=1826),
    timedelta(days=3652),
    timedelta(days=18262),
]


@dataclass(frozen=True)
class Axis:
    """A scale from ``low`` to ``high``; ticks are (share of the axis, words)."""

    low: float
    high: float
    log: bool
    ticks: list[tuple[float, str]]

    def share(self, value: float) -> float:
        """Where the value falls, 0 at the low end and 1 at the high end; it may fall outside."""
        if self.log:
            value = max(value, self.low)
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def seconds(moment: str | None) -> float | None:
    """Seconds since 1970 of a UTC time or bare date (its noon); None when it is neither."""
    if not moment:
        return None
    try:
        if "T" in moment:
            return datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()
        return datetime.fromisoformat(f"{moment}T12:00:00+00:00").timestamp()
    except ValueError:
        return None


def is_log(values: Sequence[float]) -> bool:
    """Whether these values want a logarithmic axis."""
    return min(values) > 0 and max(values) / min(values) >= LOG_SPREAD


def values(found: Sequence[float], count: int) -> Axis:
    """A value axis around these values with about ``count`` round ticks.

    Zero is included when it is near; a single value gets room on both sides; a mark does not stand
    on the edge, except on zero.
    """
    low, high = min(found), max(found)
    if is_log(found):
        return _log_axis(low, high)
    if low == high:
        room = abs(low) * 0.25 or 1.0
        low, high = low - room, high + room
    elif 0 < low < 0.4 * high:
        low = 0.0
    step = _round_step((high - low) / count)
    first, last = math.floor(low / step), math.ceil(high / step)
    if (high - low) / ((last - first) * step) > 0.97:
        last += 1
    if first and (low - first * step) / ((last - first) * step) < 0.03:
        first -= 1
    start, end = first * step, last * step
    ticks = [
        ((index * step - start) / (end - start), _named(_clean(index * step)))
        for index in range(first, last + 1)
    ]
    return Axis(start, end, False, ticks)


def _log_axis(low: float, high: float) -> Axis:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) + 0.05)
    start, end = 10.0**first, 10.0**last
    every = max(1, (last - first) // 6)
    ticks = [
        ((power - first) / (last - first), _named(_clean(10.0**power)))
        for power in range(first, last + 1, every)
    ]
    return Axis(start, end, True, ticks)


def _round_step(rough: float) -> float:
    """The next larger of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 2.5, 5, 10) if power * step >= rough * 0.999)


def _named(value: float) -> str:
    """A tick in words: 420 million for 420,000,000."""
    return short(value) or words.number(value)


def _clean(value: float) -> float:
    """Without the noise that multiplying floats leaves: 0.30000000000000004 → 0.3."""
    return float(f"{value:.10g}")


def times(found: Sequence[float], count: int) -> Axis:
    """A time axis around these moments, ticks at whole hours, days, months or years in UTC."""
    low, high = min(found), max(found)
    room = max((high - low) * 0.06, 1800.0)
    low, high = low - room, high + room
    step = next(
        (s for s in _TIME_STEPS if (high - low) / s.total_seconds() <= count), _TIME_STEPS[-1]
    )
    ticks = [
        ((moment.timestamp() - low) / (high - low), text)
        for moment, text in _moments(low, high, step)
    ]
    return Axis(low, high, False, ticks)


def _moments(low: float, high: float, step: timedelta) -> list[tuple[datetime, str]]:
    try:
        first, last = datetime.fromtimestamp(low, UTC), datetime.fromtimestamp(high, UTC)
    except (ValueError, OverflowError, OSError):
        return []
    if step >= timedelta(days=365):
        years = step.days // 365
        return [
            (datetime(year, 1, 1, tzinfo=UTC), str(year))
            for year in range(first.year + 1, last.year + 1)
            if year % years == 0
        ]
    if step >= timedelta(days=28):
        months = max(1, round(step.days / 30.5))
        return [
            (at, f"{at:%b} {at.year}")
            for at in (
                datetime(year, month, 1, tzinfo=UTC)
                for year in range(first.year, last.year + 1)
                for month in range(1, 13, months)
            )
            if first <= at <= last
        ]
    size = step.total_seconds()
    found: list[tuple[datetime, str]] = []
    index = math.ceil(low / size)
    while index * size <= high:
        at = datetime.fromtimestamp(index * size, UTC)
        day = f"{at.day} {at:%b}"
        clock = f"{at:%H:%M}" if step < timedelta(days=1) and (at.hour or at.minute) else ""
        found.append((at, f"{day}, {clock}" if clock and not found else clock or day))
        index += 1
    return found
