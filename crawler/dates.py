"""Moments as pages print them, as UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil import parser as dateutil_parser
from dateutil.tz import tzoffset

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
_ZONES = {name: tzoffset(name, round(hours * 3600)) for name, hours in _HOURS.items()}

_BARE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_HAS_TIME = re.compile(r"\d[T :]\d?\d|\d\s*[ap]\.?m\b|\d{1,2}:\d{2}", re.IGNORECASE)
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_MAX_LENGTH = 64


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

    A time without a zone is taken as UTC. The year must be printed.

    >>> parse("2024-08-28T18:30:00+09:00")
    Moment(text='2024-08-28T09:30:00Z', zone='+09:00')
    >>> parse("28 August 2024").text
    '2024-08-28'
    >>> parse("yesterday") is None
    True
    """
    text = (text or "").strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return Moment(stamp(datetime.fromtimestamp(seconds, UTC)))
    if not _HAS_YEAR.search(text) and not _BARE_DATE.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            at = dateutil_parser.parse(
                text, tzinfos=_ZONES, default=datetime(1, 1, 1), ignoretz=False
            )
        except (ValueError, OverflowError, TypeError, dateutil_parser.UnknownTimezoneWarning):
            return None
        if at.year == 1:
            return None
    if not _HAS_TIME.search(text):
        return Moment(at.date().isoformat())
    offset = at.utcoffset()
    if offset is None:
        return Moment(stamp(at.replace(tzinfo=UTC)))
    try:
        in_utc = at.astimezone(UTC)
    except OverflowError:
        return None
    return Moment(stamp(in_utc), _zone(offset))


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
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plausible(moment: Moment, now: datetime) -> bool:
    """Whether a publication moment lies between 1990 and a day from now."""
    day = date.fromisoformat(moment.text[:10])
    return day >= EARLIEST and day <= (now.astimezone(UTC) + TOLERANCE).date()
