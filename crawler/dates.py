"""Moments as pages print them, as UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

EARLIEST = date(1990, 1, 1)
"""A publication date before this is a mistake of the page (epoch zero, a template's default)."""

TOLERANCE = timedelta(hours=26)
"""A page may be dated "tomorrow" where its zone runs ahead of UTC; more is a mistake."""

_HOURS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IRST": 1, "CET": 1,
    "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "WAT": 1, "CAT": 2, "EAT": 3, "GST": 4,
    "PKT": 5, "IST": 5.5, "NPT": 5.75, "WIB": 7, "SGT": 8, "HKT": 8, "PHT": 8, "MYT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "NST": -3.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "CT": -6, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "PT": -8,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(.*))?", re.S
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?\s*(.*))?", re.S)
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?[ -]+([a-z]{3,9})\.?,?[ -]+(\d{4})(?!\d)", re.I
)
_MONTH_DAY = re.compile(r"\b([a-z]{3,9})\.? +(\d\d?)(?:st|nd|rd|th)?,? +(\d{4})(?!\d)", re.I)
_CLOCK = re.compile(
    r"(?<![\d:])(\d\d?)(?:[:.](\d\d)(?::(\d\d))?)?\s*([ap])\.?m\.?(?![a-z])\s*(.*)"
    r"|(?<![\d:])(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(.*)",
    re.I | re.S,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d\d?):?(\d\d)?(?!\d)")
_ZONE_NAME = re.compile(r"\(?([A-Z]{1,4})\b")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_MAX_LENGTH = 64
_FIRST_YEAR = 1900
"""Years before are how programs write "no date" (0001-01-01)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the ledger stores it.

    ``text`` is UTC ``YYYY-MM-DDTHH:MM:SSZ``, or a bare ``YYYY-MM-DD`` where no time of day is
    printed; ``zone`` is the offset ``±HH:MM`` that the page prints, ``None`` for UTC or none.
    """

    text: str
    zone: str | None = None

    @property
    def has_time(self) -> bool:
        return len(self.text) > len("YYYY-MM-DD")


def parse(text: str | None) -> Moment | None:
    """Read a moment in ISO 8601, RFC 822 or English prose; ``None`` when it is none.

    A time without a zone is taken as UTC. Year, month and day must be printed; a date in figures
    whose order cannot be known (3/4/2024) is none.

    >>> parse("2024-08-28T18:30:00+09:00")
    Moment(text='2024-08-28T09:30:00Z', zone='+09:00')
    >>> parse("Wed, 28 Aug 2024 18:30:00 EST").text
    '2024-08-28T23:30:00Z'
    >>> parse("Posted 6:30 p.m., August 28, 2024").text
    '2024-08-28T18:30:00Z'
    >>> parse("28 August 2024").text
    '2024-08-28'
    >>> parse("yesterday") is None
    True
    """
    text = (text or "").strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    try:
        if _EPOCH.fullmatch(text):
            return Moment(stamp(datetime.fromtimestamp(int(text[:10]), UTC)))
        match = _ISO.match(text) or _COMPACT.fullmatch(text)
        if match is not None:
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            if year < _FIRST_YEAR:
                return None
            clock = (int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
            return _moment(date(year, month, day), clock, match[7] or "")
        return _in_prose(text)
    except (ValueError, OverflowError):
        return None


def _in_prose(text: str) -> Moment | None:
    day_first, month_first = _DAY_MONTH.search(text), _MONTH_DAY.search(text)
    if day_first is not None:
        day, name, year = day_first.groups()
        rest = text[: day_first.start()] + " " + text[day_first.end() :]
    elif month_first is not None:
        name, day, year = month_first.groups()
        rest = text[: month_first.start()] + " " + text[month_first.end() :]
    else:
        return None
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    found = _CLOCK.search(rest)
    clock: tuple[int, int, int] | None = None
    after = ""
    if found is not None and found[4]:
        hour = int(found[1]) % 12 + (12 if found[4].lower() == "p" else 0)
        clock, after = (hour, int(found[2] or 0), int(found[3] or 0)), found[5]
    elif found is not None:
        clock, after = (int(found[6]), int(found[7]), int(found[8] or 0)), found[9]
    return _moment(date(int(year), month, int(day)), clock, after)


def _moment(day: date, clock: tuple[int, int, int] | None, zone: str) -> Moment:
    if clock is None:
        return Moment(day.isoformat())
    hour, minute, second = clock
    offset = _offset(zone)
    at = datetime(day.year, day.month, day.day, hour, minute, min(second, 59))
    aware = at.replace(tzinfo=timezone(offset or timedelta()))
    return Moment(stamp(aware), _zone(offset) if offset else None)


def _offset(zone: str) -> timedelta | None:
    figures = _OFFSET.search(zone)
    if figures is not None:
        minutes = int(figures[2]) * 60 + int(figures[3] or 0)
        if minutes >= 24 * 60:
            raise ValueError(f"no such zone: {zone}")
        return timedelta(minutes=-minutes if figures[1] == "-" else minutes)
    name = _ZONE_NAME.match(zone.strip())
    hours = _HOURS.get(name[1]) if name is not None else None
    return None if hours is None else timedelta(hours=hours)


def _zone(offset: timedelta) -> str | None:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return None
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def stamp(at: datetime) -> str:
    """An aware moment as the ledger writes it, to the second.

    >>> stamp(datetime(2026, 3, 4, 9, 5, tzinfo=UTC))
    '2026-03-04T09:05:00Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def plausible(moment: Moment, now: datetime) -> bool:
    """Whether a publication moment lies between 1990 and a day from now."""
    day = date.fromisoformat(moment.text[:10])
    return day >= EARLIEST and day <= (now.astimezone(UTC) + TOLERANCE).date()
