"""Datings: what a matched time expression stands for on the calendar.

One function for each form: it takes the match and the setting that it stands in, and gives a
``Dating``. Groups are named alike in all patterns (``year``, ``month``, ``day``, ``count``, …).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import NamedTuple

from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.time import calendars
from nlp.time.calendars import UNRESOLVED, Days


class Role(StrEnum):
    """What a time expression says of what it stands with."""

    DURING = auto()  # in 2019, last week, between 2010 and 2015
    POINT = auto()  # at the end of 2017: the state on one day
    NOW = auto()  # now, today, currently: the day of publication
    UNTIL = auto()  # by 2040, until March: an open start
    SINCE = auto()  # since 2019, year-to-date: up to the day of publication
    FROM = auto()  # from 2030, starting in May: an open end
    AS_OF = auto()  # as of Friday, so far
    EARLIER = auto()  # a year earlier, the same period last year: another figure's time, shifted


class Dating(NamedTuple):
    """The part a time expression plays, its days, and for ``EARLIER`` how many months back."""

    role: Role
    days: Days
    shift_months: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a resolver may look at: the folded sentence and the day it was published."""

    folded: str
    today: date | None

    def ahead(self, found: re.Match[str]) -> bool:
        """Whether the words around speak of what is still to come."""
        low, high = found.span()
        start = max(0, low - 70)
        for parted in _PARTED.finditer(self.folded, start, low):
            start = parted.end()
        return (
            _AHEAD.search(self.folded, start, low) is not None
            or _AHEAD_AFTER.search(self.folded, high, high + 60) is not None
        )


_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|due|scheduled|plans?|planned|planning|expect(?:s|ed)?|set to"
    r"|aims?|must|ahead of|upcoming|next|until|deadline|forecasts?|forecasting|calls? for|predicts?"
    r"|set for|going to|to vote on|begins|starts|takes? effect|should|have to)\b|'ll\b"
)
# What opens a clause about something else than what is to come.
_PARTED = re.compile(r", (?:which|who|whose|where|when)\b|; | (?:after|since) ")
_AHEAD_AFTER = re.compile(
    r"\b(?:will|is due|are due|(?:is|are) (?:expected|scheduled|planned|set) to|deadline)\b"
)

_WORDS = {
    word: value
    for value, word in enumerate(
        """
            zero one two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen twenty
            """.split()
    )
} | {"a": 1, "an": 1, "past": 1, "couple of": 2, "thirty": 30}
_ORDINALS = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS.get(word, 1)


def _month_number(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _near_year(today: date, number: int, day: int, ahead: bool) -> int:
    """The year of a month or day without one: the nearest past, or the next for plans."""
    if ahead:
        return today.year if (number, day) >= (today.month, today.day) else today.year + 1
    return today.year if (number, day) <= (today.month, today.day) else today.year - 1


def on_days(found: re.Match[str], setting: Setting) -> Dating:
    groups = found.groupdict()
    number = _month_number(groups["month"])
    low = _day_number(groups["day"])
    if groups["year"]:
        in_year = int(groups["year"])
    elif setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    else:
        in_year = _near_year(setting.today, number, low, setting.ahead(found))
    first = calendars.day(in_year, number, low)
    if not groups["until"]:
        return Dating(Role.DURING, first)
    last_month = _month_number(groups["month2"]) if groups["month2"] else number
    last = calendars.day(in_year, last_month, _day_number(groups["until"]))
    return Dating(Role.DURING, _span(first, last))


def _span(first: Days, last: Days) -> Days:
    if first.first is None or last.last is None or first.first > last.last:
        return UNRESOLVED
    return Days(first.first, last.last)


def on_iso_day(found: re.Match[str], setting: Setting) -> Dating:
    parts = [int(part) for part in found.group().split("-")]
    return Dating(Role.DURING, calendars.day(*parts))


def in_months(found: re.Match[str], setting: Setting) -> Dating:
    """ "January–July", "between March and May 2020", "June 2019", "in March", "last May"."""
    groups = found.groupdict()
    first = _month_number(groups["month"])
    last = _month_number(groups["month2"]) if groups["month2"] else first
    today = setting.today
    if groups["year"]:
        in_year = int(groups["year"])
    elif today is None:
        return Dating(Role.DURING, UNRESOLVED)
    elif groups.get("relative"):
        in_year = today.year + {"last": -1, "this": 0, "next": 1}[groups["relative"]]
    elif groups["which"] and groups["which"].startswith("next"):
        in_year = today.year + (first <= today.month)
    elif groups["which"] and groups["which"].startswith("last"):
        in_year = today.year - (first >= today.month)
    else:
        in_year = _near_year(today, last, 1, setting.ahead(found))
    first_year = int(groups["year1"]) if groups["year1"] else in_year - (first > last)
    days = calendars.months(first_year, first, in_year, last)
    part = groups["part"]
    if part and days.first and days.last:
        return part_of(part, days)
    return Dating(Role.DURING, days)


def part_of(part: str, days: Days) -> Dating:
    """ "the end of March" is its last day; "early March" lies somewhere in it."""
    part = part.removeprefix("the ").removeprefix("very ")
    if part.startswith(("end", "close", "turn")):
        return Dating(Role.POINT, Days(days.last, days.last))
    if part.startswith(("start", "beginning")):
        return Dating(Role.POINT, Days(days.first, days.first))
    return Dating(Role.DURING, days)


def in_year(found: re.Match[str], setting: Setting) -> Dating:
    groups = found.groupdict()
    days = calendars.year(int(groups["year"]))
    if groups["part"]:
        return part_of(groups["part"], days)
    return Dating(Role.DURING, days)


def in_years(found: re.Match[str], setting: Setting) -> Dating:
    first, last = int(found["year"]), int(found["year2"])
    return Dating(Role.DURING, calendars.years(first, last))


def in_decade(found: re.Match[str], setting: Setting) -> Dating:
    first = int(found["decade"])
    return Dating(Role.DURING, calendars.years(first, first + (99 if first % 100 == 0 else 9)))


def in_century(found: re.Match[str], setting: Setting) -> Dating:
    number = int(found["century"])
    return Dating(Role.DURING, calendars.years(100 * number - 99, 100 * number))


def in_months_of_year(found: re.Match[str], setting: Setting) -> Dating:
    """ "the first seven months of 2024", "the last three months of the year"."""
    in_year = _named_year(found["year"], found["which"], setting)
    count = _count(found["count"]) * (3 if found["unit"].startswith("quarter") else 1)
    if found["unit"].startswith("half"):
        count = 6
    if in_year is None or not 1 <= count <= 12:
        return Dating(Role.DURING, UNRESOLVED)
    if found["ordinal"] in ("first", "opening"):
        return Dating(Role.DURING, calendars.months(in_year, 1, in_year, count))
    return Dating(Role.DURING, calendars.months(in_year, 13 - count, in_year, 12))


def _named_year(digits: str | None, which: str | None, setting: Setting) -> int | None:
    if digits:
        return int(digits)
    if setting.today is None:
        return None
    if (which and "last" in which) or (which and "previous" in which):
        return setting.today.year - 1
    return setting.today.year + (1 if which and "next" in which else 0)


def in_quarter(found: re.Match[str], setting: Setting) -> Dating:
    """A quarter or half of a named calendar year; without a year it may be any company's."""
    digits, which = found["year"], found["which"]
    if (not digits and not which) or found["fiscal"]:
        return Dating(Role.DURING, UNRESOLVED)
    in_year = _named_year(digits, which, setting)
    if in_year is None:
        return Dating(Role.DURING, UNRESOLVED)
    size = 3 if "q" in found["unit"] else 6
    word = found["ordinal"]
    count = 12 // size
    place = int(word) if word.isdigit() else _ORDINALS.get(word, count)
    if not 1 <= place <= count:
        return Dating(Role.DURING, UNRESOLVED)
    return Dating(
        Role.DURING, calendars.months(in_year, size * (place - 1) + 1, in_year, size * place)
    )


def on_weekday(found: re.Match[str], setting: Setting) -> Dating:
    if setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    number = WEEKDAYS[found["weekday"].rstrip(".")]
    which = found["which"] or ""
    if "next" in which or "coming" in which:
        moment = calendars.weekday(setting.today, number, ahead=True)
    elif "last" in which or "past" in which:
        moment = calendars.weekday(setting.today - timedelta(days=1), number)
    else:
        moment = calendars.weekday(setting.today, number, ahead=setting.ahead(found))
    return Dating(Role.DURING, Days(moment, moment))


def on_weekdays(found: re.Match[str], setting: Setting) -> Dating:
    """ "between Saturday and Monday"."""
    if setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    numbers = [WEEKDAYS[found[name].rstrip(".")] for name in ("weekday", "weekday2")]
    days = (numbers[1] - numbers[0]) % 7
    if setting.ahead(found):
        first = calendars.weekday(setting.today, numbers[0], ahead=True)
        return Dating(Role.DURING, Days(first, first + timedelta(days=days)))
    last = calendars.weekday(setting.today, numbers[1])
    return Dating(Role.DURING, Days(last - timedelta(days=days), last))


def now(found: re.Match[str], setting: Setting) -> Dating:
    return Dating(Role.NOW, Days(setting.today, setting.today))


def on_next_day(found: re.Match[str], setting: Setting) -> Dating:
    if setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    step = {"yesterday": -1, "tomorrow": 1, "overnight": 0}.get(found["word"], 0)
    moment = setting.today + timedelta(days=step)
    return Dating(Role.DURING, Days(moment, moment))


def this_or_last(found: re.Match[str], setting: Setting) -> Dating:
    """ "last week", "this month", "next year", "the previous quarter", "earlier this year"."""
    today = setting.today
    if today is None:
        return Dating(Role.DURING, UNRESOLVED)
    which, unit = found["which"], found["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        which.split()[-1], 0
    )
    early = found["early"] or ""
    if unit == "weekend":
        saturday = calendars.weekday(today, 5, ahead=step > 0)
        return Dating(Role.DURING, Days(saturday, saturday + timedelta(days=1)))
    if unit == "week":
        days = calendars.week_of(today, step)
    elif unit == "month":
        index = today.year * 12 + today.month - 1 + step
        days = calendars.month(index // 12, index % 12 + 1)
    elif unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + step
        days = calendars.months(index // 4, index % 4 * 3 + 1, index // 4, index % 4 * 3 + 3)
    elif unit == "year":
        days = calendars.year(today.year + step)
    elif unit == "decade":
        first = (today.year // 10 + step) * 10
        days = calendars.years(first, first + 9)
    else:
        return Dating(Role.DURING, UNRESOLVED)
    if early.startswith("so far"):
        return Dating(Role.SINCE, Days(days.first, today))
    return part_of(early.removeprefix("at "), days)


def within(found: re.Match[str], setting: Setting) -> Dating:
    """ "over the past six months", "in the next two years", "in the last 24 hours"."""
    if setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    count = _count(found["count"]) if found["count"] else 1
    which, unit = found["which"] or found["which2"], found["unit"] or found["unit2"]
    sign = 1 if which in ("next", "coming", "following") else -1
    edge = _shifted(setting.today, sign * count, unit)
    if edge is None:
        return Dating(Role.DURING, UNRESOLVED)
    return Dating(Role.DURING, Days(*sorted((edge, setting.today))))


def _shifted(today: date, count: int, unit: str) -> date | None:
    if unit == "hour":
        return calendars.shift(today, days=-(-count // 24) if count > 0 else count // 24)
    if unit in ("day", "week", "fortnight"):
        return calendars.shift(today, days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit in ("month", "quarter"):
        return calendars.shift(today, months=count * (3 if unit == "quarter" else 1))
    factor = {"year": 1, "decade": 10, "century": 100, "centurie": 100}[unit]
    return calendars.shift(today, years=count * factor)


def ago(found: re.Match[str], setting: Setting) -> Dating:
    """ "three days ago" is a day, "two years ago" that calendar year."""
    today, unit = setting.today, found["unit"]
    if today is None or unit in ("hour", "century", "centurie"):
        return Dating(Role.DURING, UNRESOLVED)
    edge = _shifted(today, -_count(found["count"]), unit)
    if edge is None:
        return Dating(Role.DURING, UNRESOLVED)
    if unit == "day":
        return Dating(Role.DURING, Days(edge, edge))
    if unit in ("week", "fortnight"):
        return Dating(Role.DURING, calendars.week_of(edge))
    if unit == "month":
        return Dating(Role.DURING, calendars.month(edge.year, edge.month))
    if unit == "quarter":
        return Dating(Role.DURING, UNRESOLVED)
    return Dating(Role.DURING, calendars.year(edge.year))


def earlier(found: re.Match[str], setting: Setting) -> Dating:
    """ "a year earlier", "the same period last year", "the previous month"."""
    if found["year"]:
        return Dating(Role.EARLIER, calendars.year(int(found["year"])))
    unit = found["unit"] or "year"
    count = _count(found["count"]) if found["count"] else 1
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return Dating(Role.EARLIER, UNRESOLVED)
    return Dating(Role.EARLIER, UNRESOLVED, months * count)


def to_date(found: re.Match[str], setting: Setting) -> Dating:
    if setting.today is None:
        return Dating(Role.SINCE, UNRESOLVED)
    return Dating(Role.SINCE, Days(date(setting.today.year, 1, 1), setting.today))


def ended(found: re.Match[str], setting: Setting) -> Dating:
    """ "the three months to June", "in the year ended 31 March 2020"."""
    number = _month_number(found["month"])
    if found["year"]:
        in_year = int(found["year"])
    elif setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    else:
        in_year = _near_year(setting.today, number, 1, setting.ahead(found))
    last = calendars.month(in_year, number).last
    named = found["day"] or found["day2"]
    if last is not None and named:
        last = calendars.day(in_year, number, _day_number(named)).last
    unit = found["unit"]
    count = (
        1 if found["count"] in ("first", "second") or not found["count"] else _count(found["count"])
    )
    if last is None or (unit.startswith(("week", "fortnight")) and not named):
        return Dating(Role.DURING, UNRESOLVED)
    if unit.startswith(("week", "fortnight")):
        days = (7 if unit.startswith("week") else 14) * count
        return Dating(Role.DURING, Days(last - timedelta(days=days - 1), last))
    months = next(size for name, size in _MONTHS_IN.items() if unit.startswith(name))
    before = calendars.shift(last + timedelta(days=1), months=-months * count)
    return Dating(Role.DURING, Days(before, last))


_MONTHS_IN = {"half": 6, "year": 12, "quarter": 3, "month": 1}
_FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}


def on_feast(found: re.Match[str], setting: Setting) -> Dating:
    """ "on Christmas Day", "New Year's Eve 2020": feasts with one date everywhere."""
    number, day = _FEASTS[found["feast"]]
    if found["year"]:
        return Dating(Role.DURING, calendars.day(int(found["year"]), number, day))
    if setting.today is None:
        return Dating(Role.DURING, UNRESOLVED)
    in_year = _near_year(setting.today, number, day, setting.ahead(found))
    return Dating(Role.DURING, calendars.day(in_year, number, day))


def unresolved(found: re.Match[str], setting: Setting) -> Dating:
    """A period that no calendar resolves: fiscal years, seasons, "the first year"."""
    return Dating(Role.DURING, UNRESOLVED)
