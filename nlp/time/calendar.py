"""Days as ISO dates: months, weeks, quarters and the day a document was published on.

All bounds are inclusive at both ends. A week runs from Monday to Sunday.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nlp.lexicon.days import WEEKDAYS

EARLIEST_YEAR = 1000
LATEST_YEAR = 2199

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days; ``None`` is an open end, both ``None`` a stretch that no date fits."""

    first: date | None
    last: date | None

    @property
    def length(self) -> int:
        """Days from the first to the last, or -1 where an end is open."""
        if self.first is None or self.last is None:
            return -1
        return (self.last - self.first).days

    @property
    def start(self) -> str | None:
        """The first day as an ISO date."""
        return self.first.isoformat() if self.first else None

    @property
    def end(self) -> str | None:
        """The last day as an ISO date."""
        return self.last.isoformat() if self.last else None


UNRESOLVED = Days(None, None)


def published_day(published_at: str | None, zone: str | None) -> date | None:
    """The local day on which something was published; a bare date is that day as it stands.

    ``None`` for no date, one that cannot be read, and one before 1990: it orders nothing.
    An unknown zone counts as UTC.

    >>> published_day("2024-05-01T22:30:00Z", "+09:00")
    datetime.date(2024, 5, 2)
    """
    if not published_at:
        return None
    try:
        if len(published_at) == 10:
            day = date.fromisoformat(published_at)
        else:
            moment = datetime.fromisoformat(published_at)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            day = moment.astimezone(_zone(zone)).date()
    except (ValueError, OverflowError):
        return None
    return day if day.year >= 1990 else None


def _zone(zone: str | None) -> timezone | ZoneInfo:
    if not zone:
        return UTC
    if found := _OFFSET.match(zone):
        sign, hours, minutes = found.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(span if sign == "+" else -span)
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def day(year: int, month: int, number: int) -> Days:
    """One day, or unresolved when the calendar has no such day."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= month <= 12:
        return UNRESOLVED
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        return UNRESOLVED
    found = date(year, month, number)
    return Days(found, found)


def month(year: int, number: int) -> Days:
    """A whole month."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return UNRESOLVED
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Days:
    """A whole year."""
    return years(number, number)


def years(first: int, last: int) -> Days:
    """Whole years, both included; unresolved outside the years that news speaks of."""
    if not EARLIEST_YEAR <= first <= last <= LATEST_YEAR:
        return UNRESOLVED
    return Days(date(first, 1, 1), date(last, 12, 31))


def months(first_year: int, first: int, last_year: int, last: int) -> Days:
    """From the first day of one month to the last day of another."""
    low, high = month(first_year, first), month(last_year, last)
    if low.first is None or high.last is None or low.first > high.last:
        return UNRESOLVED
    return Days(low.first, high.last)


def week_of(moment: date, offset: int = 0) -> Days:
    """The Monday-to-Sunday week of a day, or the week so many weeks later (earlier: negative)."""
    monday = moment - timedelta(days=moment.weekday()) + timedelta(weeks=offset)
    return Days(monday, monday + timedelta(days=6))


def weekday(moment: date, number: int, *, ahead: bool = False) -> date:
    """The nearest such weekday up to a day, or from it on; that day is included."""
    if ahead:
        return moment + timedelta(days=(number - moment.weekday()) % 7)
    return moment - timedelta(days=(moment.weekday() - number) % 7)


def day_of_feast(year: int, month: int, day: str) -> int:
    """The day of the month: "25", or "mon 1" for its first Monday and "mon -1" for its last.

    >>> [day_of_feast(2024, *feast) for feast in ((9, "mon 1"), (5, "mon -1"), (12, "25"))]
    [2, 27, 25]
    """
    name, _, count = day.partition(" ")
    if not count:
        return int(name)
    weeks = calendar.monthcalendar(year, month)
    days = [week[WEEKDAYS[name]] for week in weeks if week[WEEKDAYS[name]]]
    return days[int(count) - (int(count) > 0)]


def shift(moment: date, *, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """A day so many years, months and days later; the 31st becomes a shorter month's last day.

    ``None`` where the calendar ends.
    """
    index = moment.year * 12 + moment.month - 1 + 12 * years + months
    target_year, target_month = divmod(index, 12)
    if not EARLIEST_YEAR <= target_year <= LATEST_YEAR:
        return None
    last = calendar.monthrange(target_year, target_month + 1)[1]
    moved = date(target_year, target_month + 1, min(moment.day, last))
    try:
        return moved + timedelta(days=days)
    except OverflowError:
        return None
