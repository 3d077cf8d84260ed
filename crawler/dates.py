"""Moments as pages print them, as UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

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
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/.](\d\d?)[-/.](\d\d?)|年(\d\d?)月(\d\d?)日)(?!\d)(.*)", re.S
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?\s*(.*))?", re.S)
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?[ -]+(?:of +)?([a-z]{3,9})\.?,?[ -]+(\d{4})(?!\d)", re.I
)
_SHORT_YEAR = re.compile(r"(?<![\d:])(\d\d?)([ -])([a-z]{3})\2(\d\d) +(?=\d\d:\d\d(?!\d))", re.I)
"""As the old rules of mail and of the web have it; the time of day must follow."""

_CENTURY = 70
"""Years of two figures from here on are of the last century."""

_MONTH_DAY = re.compile(r"\b([a-z]{3,9})\.? +(\d\d?)(?:st|nd|rd|th)?,? +(\d{4})(?!\d)", re.I)
_CTIME = re.compile(
    r"\b([a-z]{3,9})\.? +(\d\d?),? +(\d\d?:\d\d(?::\d\d)?(?: *[ap]m)?)"
    r"( +(?:[A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d))?,? +(\d{4})(?!\d)",
    re.I,
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2(\d{4})(?![\d/])")
_CLOCK = re.compile(
    r"(?<![\d:])(\d\d?)(?:\s?[:.]\s?(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*([ap])\.?m\.?(?![a-z])\s*(.*)"
    r"|(?<![\d:])(\d\d?)[:.h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(.*)",
    re.I | re.S,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d\d?):?(\d\d)?(?!\d)")
_ZONE_NAME = re.compile(r"\(?([A-Z]{1,4})\b")
_EPOCH = re.compile(r"(?:/Date\()?(1\d{9})(?:\d{3}|\d{6})?(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?")
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "PW", "MH", "FM"})
_EITHER = frozenset({"CA"})
YEAR = re.compile(r"(?:19|20)\d\d")
"""A year of which news tell."""
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


class Order(StrEnum):
    """The order of day and month in a date in figures."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def order_in(country: str | None) -> Order | None:
    """How a country (ISO 3166-1) writes dates in figures; ``None`` where nobody can tell.

    >>> order_in("US"), order_in("CA")
    (<Order.MONTH_FIRST: 'month first'>, None)
    """
    if not country or country in _EITHER:
        return None
    return Order.MONTH_FIRST if country in _MONTH_FIRST else Order.DAY_FIRST


def parse(text: str | None, order: Order | None = None) -> Moment | None:
    """Read a moment in ISO 8601, RFC 822, ctime or English prose; ``None`` when it is none.

    A time without a zone is taken as UTC. Year, month and day must be printed; a date in figures
    whose order cannot be known (3/4/2024) is none without ``order``; with points it is day first.

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
        epoch = _EPOCH.fullmatch(text)
        if epoch is not None:
            return Moment(stamp(datetime.fromtimestamp(int(epoch[1]), UTC)))
        compact = _COMPACT.fullmatch(text)
        if compact is not None:
            hour, minute, second, zone = compact[4], compact[5], compact[6], compact[7]
            clock = (int(hour), int(minute), int(second or 0)) if hour else None
            return _moment(_day(compact[1], compact[2], compact[3]), clock, zone or "")
        found = (
            _year_first(text)
            or _ctime(text)
            or _in_prose(text)
            or _of_short_year(text)
            or _in_figures(text, order)
        )
        if found is None:
            return None
        day, rest = found
        return _moment(day, *_clock(rest))
    except (ValueError, OverflowError):
        return None


def _day(year: str, month: str | int, day: str) -> date:
    if int(year) < _FIRST_YEAR:
        raise ValueError(f"no date: {year}")
    return date(int(year), int(month), int(day))


def _year_first(text: str) -> tuple[date, str] | None:
    """A day as 2031-05-04 at the head of a text, and what follows it."""
    match = _YEAR_FIRST.match(text)
    if match is None:
        return None
    return _day(match[1], match[2] or match[4], match[3] or match[5]), match[6].lstrip("T, ")


def _ctime(text: str) -> tuple[date, str] | None:
    """A day as C's ``ctime`` writes it, the year last, and time and zone."""
    match = _CTIME.search(text)
    if match is None or (month := _MONTHS.get(match[1].lower())) is None:
        return None
    zone = match[4] or text[match.end() :]
    return _day(match[5], month, match[2]), f"{match[3]} {zone}"


def _in_prose(text: str) -> tuple[date, str] | None:
    """A day in English words, and the words around it."""
    for pattern, day, name in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for match in pattern.finditer(text):
            month = _MONTHS.get(match[name].lower())
            if month is not None:
                around = f"{text[: match.start()]} {text[match.end() :]}"
                return _day(match[3], month, match[day]), around
    return None


def is_month(word: str) -> bool:
    """Whether a word is the English name of a month, or short for one."""
    return word.lower() in _MONTHS


def _of_short_year(text: str) -> tuple[date, str] | None:
    """A day as 06-May-31 before a time, and what follows it."""
    match = _SHORT_YEAR.search(text)
    if match is None or (month := _MONTHS.get(match[3].lower())) is None:
        return None
    century = 1900 if int(match[4]) >= _CENTURY else 2000
    return _day(str(century + int(match[4])), month, match[1]), text[match.end() :]


def _in_figures(text: str, order: Order | None) -> tuple[date, str] | None:
    """A day as 28/08/2024, and the words around it, where its order is known."""
    match = _FIGURES.search(text)
    if match is None:
        return None
    first, joint, second, year = match.groups()
    if joint == "." or int(first) > 12 or first == second:
        order = Order.DAY_FIRST
    elif int(second) > 12:
        order = Order.MONTH_FIRST
    if order is None:
        return None
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    return _day(year, month, day), f"{text[: match.start()]} {text[match.end() :]}"


def _clock(words: str) -> tuple[tuple[int, int, int] | None, str]:
    """The time of day among words, and what follows it, where a zone may stand."""
    found = _CLOCK.search(words)
    if found is None:
        return None, ""
    if found[4]:
        hour = int(found[1])
        if hour <= 12:
            hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
        return (hour, int(found[2] or 0), int(found[3] or 0)), found[5]
    return (int(found[6]), int(found[7]), int(found[8] or 0)), found[9]


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
