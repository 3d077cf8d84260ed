"""What an expression of time stands for on the calendar: one resolver for each form.

A resolver takes the match of a row of ``time_expressions`` and the setting that it stands in, and
gives a ``Dating``. Groups are named alike in all patterns (``year``, ``month``, ``day``, …).
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from nlp.lexicon import pattern, rows, rule
from nlp.lexicon.days import MONTHS, WEEKDAYS
from nlp.lexicon.number_words import ONES, TENS
from nlp.time import calendar
from nlp.time.calendar import UNRESOLVED, Days
from nlp.time.setting import Back, Dating, Role, Setting
from nlp.time.tense import PAST, Tense

_ECONOMY = pattern("time_cues.economy")
_LATER = re.compile("later|after|following|next")
_COUNTS = {"a": 1, "an": 1, "past": 1, "couple of": 2, **ONES, **TENS}


class Unit(NamedTuple):
    """The length of a unit of time: months of the calendar, or hours."""

    months: int
    hours: int


UNITS = {
    word: Unit(int(row.cells["months"] or 0), int(row.cells["hours"] or 0))
    for row in rows("time_units")
    for word in row.words
    if row.cells["months"] or row.cells["hours"]
}
PLACES = {word: int(row.cells["place"]) for row in rows("time_ordinals") for word in row.words}
_FEASTS = {
    word: (int(row.cells["month"]), row.cells["day"])
    for row in rows("feasts")
    for word in row.words
}


NOT_RESOLVED = Dating(Role.DURING, UNRESOLVED)


def _text(found: re.Match[str], name: str) -> str:
    """What a group matched; "" where it did not, or the pattern has none of that name."""
    return found.groupdict().get(name) or ""


def _count(word: str) -> int:
    """The number that a word or digits name, 1 where there is none."""
    return int(word) if word.isdigit() else _COUNTS.get(word, 1)


def _month_number(word: str) -> int:
    return MONTHS[word.rstrip(".")]


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _during(days: Days) -> Dating:
    return Dating(Role.DURING, days)


def _year_of(found: re.Match[str], number: int, day: int, setting: Setting) -> int | None:
    """The year that is printed; else that of the nearest such day in the past, or of the next one
    where plans are told. ``None`` where neither it nor the day of publication is known."""
    if printed := _text(found, "year"):
        return int(printed)
    today = setting.today
    if today is None:
        return None
    if setting.ahead(found):
        return today.year + ((number, day or 31) < (today.month, today.day))
    return today.year - ((number, day) > (today.month, today.day))


def on_iso_day(found: re.Match[str], setting: Setting) -> Dating:
    """ "2021-02-03"."""
    year, month, day = map(int, found.group().split("-"))
    return _during(calendar.day(year, month, day))


def on_days(found: re.Match[str], setting: Setting) -> Dating:
    """ "on 3 March", "12-14 Nov. 2019", "from 3 May to 14 June"."""
    number, low = _month_number(found["month"]), _day_number(found["day"])
    year = _year_of(found, number, low, setting)
    if year is None:
        return NOT_RESOLVED
    first = calendar.day(year, number, low)
    if not found["until"]:
        return _during(first)
    last_month = _text(found, "month2")
    last = calendar.day(
        year, _month_number(last_month) if last_month else number, _day_number(found["until"])
    )
    if first.first is None or last.last is None or first.first > last.last:
        return NOT_RESOLVED
    return _during(Days(first.first, last.last))


def on_feast(found: re.Match[str], setting: Setting) -> Dating:
    """ "on Christmas Day", "New Year's Eve 2020", "Labor Day", the first Monday of a month."""
    number, day = _FEASTS[found["feast"]]
    today = setting.today
    likely = 28 if today is None else calendar.day_of_feast(today.year, number, day)
    year = _year_of(found, number, likely, setting)
    if year is None:
        return NOT_RESOLVED
    return _during(calendar.day(year, number, calendar.day_of_feast(year, number, day)))


def in_months(found: re.Match[str], setting: Setting) -> Dating:
    """ "January–July", "between March and May 2020", "June 2019", "in March", "last May"."""
    first = _month_number(found["month"])
    last = _month_number(_text(found, "month2") or found["month"])
    year = _year_of_months(found, first, last, setting)
    if year is None:
        return NOT_RESOLVED
    first_year = int(_text(found, "year1") or year - (first > last))
    return part_of(found["part"] or "", calendar.months(first_year, first, year, last))


def _year_of_months(found: re.Match[str], first: int, last: int, setting: Setting) -> int | None:
    """The year in which a stretch of months ends."""
    today, which, relative = setting.today, found["which"] or "", _text(found, "relative")
    if today is None or found["year"]:
        return _year_of(found, last, 0, setting)
    if relative:
        return today.year + {"last": -1, "this": 0, "next": 1}[relative]
    if which == "this":
        return today.year
    if which == "next":
        return today.year + (first <= today.month)
    if which == "last":
        return today.year - (first >= today.month)
    return _year_of(found, last, 0, setting)


def part_of(part: str, days: Days) -> Dating:
    """ "the end of March" is its last day; "early March" lies somewhere in it."""
    part = part.removeprefix("at ").removeprefix("the ").removeprefix("very ")
    if part.startswith(("end", "close", "turn")):
        return Dating(Role.POINT, Days(days.last, days.last))
    if part.startswith(("start", "beginning")):
        return Dating(Role.POINT, Days(days.first, days.first))
    return _during(days)


def in_year(found: re.Match[str], setting: Setting) -> Dating:
    """ "in 2019", "at the end of 2019"."""
    return part_of(found["part"] or "", calendar.year(int(found["year"])))


def in_years(found: re.Match[str], setting: Setting) -> Dating:
    """ "between 2010 and 2015"."""
    return _during(calendar.years(int(found["year"]), int(found["year2"])))


def in_decade(found: re.Match[str], setting: Setting) -> Dating:
    """ "in the 1990s"; "the 1300s" are a century."""
    first = int(found["decade"])
    return _during(calendar.years(first, first + (99 if first % 100 == 0 else 9)))


def in_century(found: re.Match[str], setting: Setting) -> Dating:
    """ "in the 19th century"."""
    number = int(found["century"])
    return _during(calendar.years(100 * number - 99, 100 * number))


def in_months_of_year(found: re.Match[str], setting: Setting) -> Dating:
    """ "the first seven months of 2024", "the last three months of the year"."""
    year = _named_year(found, setting)
    count = _count(found["count"]) * UNITS[found["unit"]].months
    if year is None or not 1 <= count <= 12:
        return NOT_RESOLVED
    if PLACES[found["ordinal"]] == 1:
        return _during(calendar.months(year, 1, year, count))
    return _during(calendar.months(year, 13 - count, year, 12))


def _named_year(found: re.Match[str], setting: Setting) -> int | None:
    """The year printed, or this, the last or the next one in words."""
    which = _text(found, "which")
    if found["year"] or setting.today is None:
        return int(found["year"]) if found["year"] else None
    if "last" in which:
        return setting.today.year - 1
    return setting.today.year + ("next" in which)


def in_quarter(found: re.Match[str], setting: Setting) -> Dating:
    """A quarter or half of a named calendar year; without a year it may be any company's."""
    year = _named_year(found, setting)
    named = found["year"] or _text(found, "which")
    if year is None or found["fiscal"] or not (named or _is_of_economy(setting)):
        return NOT_RESOLVED
    size = 3 if "q" in found["unit"] else 6
    count = 12 // size
    word = found["ordinal"]
    place = int(word) if word.isdigit() else PLACES[word]
    place = count if place == -1 else place
    if place > count:
        return NOT_RESOLVED
    first, last = size * (place - 1) + 1, size * place
    if not named and setting.today is not None and not setting.ahead(found):
        year -= first > setting.today.month
    return _during(calendar.months(year, first, year, last))


@rule("time.quarter-of-economy", otherwise=False)
def _is_of_economy(setting: Setting) -> bool:
    """Whether a sentence tells of an economy, whose quarters are those of the calendar."""
    return _names_economy(setting.folded)


@lru_cache(maxsize=16)
def _names_economy(sentence: str) -> bool:
    """Asked for each quarter of one sentence."""
    return _ECONOMY.search(sentence) is not None


def on_weekday(found: re.Match[str], setting: Setting) -> Dating:
    """ "on Friday", "last Friday", "next Friday"."""
    if setting.today is None:
        return NOT_RESOLVED
    number = WEEKDAYS[found["weekday"].rstrip(".")]
    which = found["which"] or ""
    if "next" in which or "coming" in which:
        moment = calendar.weekday(setting.today + timedelta(days=1), number, ahead=True)
    elif "last" in which or "past" in which:
        moment = calendar.weekday(setting.today - timedelta(days=1), number)
    else:
        moment = calendar.weekday(setting.today, number, ahead=setting.ahead(found))
    return _during(Days(moment, moment))


def week_to_weekday(found: re.Match[str], setting: Setting) -> Dating:
    """ "in the week ending Friday"."""
    last = on_weekday(found, setting).days.last
    return NOT_RESOLVED if last is None else _during(Days(last - timedelta(days=6), last))


def on_weekdays(found: re.Match[str], setting: Setting) -> Dating:
    """ "between Saturday and Monday"."""
    if setting.today is None:
        return NOT_RESOLVED
    begin, end = (WEEKDAYS[found[name].rstrip(".")] for name in ("weekday", "weekday2"))
    length = timedelta(days=(end - begin) % 7)
    if setting.ahead(found):
        first = calendar.weekday(setting.today, begin, ahead=True)
        return _during(Days(first, first + length))
    last = calendar.weekday(setting.today, end)
    return _during(Days(last - length, last))


def now(found: re.Match[str], setting: Setting) -> Dating | None:
    """ "now", "today", "currently"; the "now" of a tale ("was now 40") is no time."""
    tense = setting.tense(found) if found.group() == "now" else None
    if tense in (Tense.PAST, Tense.BEFORE, Tense.COMING):
        return None
    return Dating(Role.NOW, Days(setting.today, setting.today))


def on_next_day(found: re.Match[str], setting: Setting) -> Dating:
    """ "yesterday", "tomorrow", "overnight"."""
    if setting.today is None:
        return NOT_RESOLVED
    moment = setting.today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(found["word"], 0))
    return _during(Days(moment, moment))


def this_or_last(found: re.Match[str], setting: Setting) -> Dating:
    """ "last week", "this month", "next year", "over the weekend", "earlier this year"."""
    today = setting.today
    if today is None:
        return NOT_RESOLVED
    step = _STEPS.get(_text(found, "which").rpartition(" ")[2], 0)
    days = _unit_around(today, found["unit"], step)
    if days is UNRESOLVED:
        return NOT_RESOLVED
    early = _text(found, "early")
    if early == "so far":
        return Dating(Role.SINCE, Days(days.first, today))
    if step == 0 and not early and _is_so_far(found, days, setting):
        return _during(Days(days.first, today))
    return part_of(early, days)


@rule("time.so-far", otherwise=False)
def _is_so_far(found: re.Match[str], days: Days, setting: Setting) -> bool:
    """Whether a year or month that still runs is told in the past: "opened 40 shops this year"."""
    short = found["unit"] in ("week", "weekend", "season")
    if short or days.last is None or setting.today is None or days.last <= setting.today:
        return False
    return setting.tense(found) in PAST and not setting.ahead(found)


_STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1}


def _unit_around(today: date, unit: str, step: int) -> Days:
    """The unit of the calendar that a day lies in, or the one so many units later."""
    if unit == "weekend":
        saturday = calendar.weekday(today, 5, ahead=step > 0)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "week":
        return calendar.week_of(today, step)
    length = UNITS[unit].months if unit in UNITS else 0
    if not 0 < length <= 120:
        return UNRESOLVED
    first = ((today.year * 12 + today.month - 1) // length + step) * length
    last = first + length - 1
    return calendar.months(first // 12, first % 12 + 1, last // 12, last % 12 + 1)


def within(found: re.Match[str], setting: Setting) -> Dating:
    """ "over the past six months", "in the next two years", "in the last 24 hours"."""
    if setting.today is None:
        return NOT_RESOLVED
    which, unit = found["which"] or found["which2"], found["unit"] or found["unit2"]
    sign = 1 if which in ("next", "coming", "following") else -1
    if found["unit"] and not found["count"]:  # "the coming days": nobody says how many
        return Dating(Role.FROM, Days(setting.today, None)) if sign > 0 else NOT_RESOLVED
    edge = _shifted(setting.today, sign * _count(found["count"] or ""), unit)
    if edge is None:
        return NOT_RESOLVED
    return _during(Days(*sorted((edge, setting.today))))


def _shifted(today: date, count: int, unit: str) -> date | None:
    """The day so many units later; hours count as the days that they begin."""
    length = UNITS[unit]
    days = -(-abs(count) * length.hours // 24)
    return calendar.shift(today, months=count * length.months, days=days if count > 0 else -days)


def in_units(found: re.Match[str], setting: Setting) -> Dating | None:
    """ "will sell 40 within two years", "in three to five years"; no time where it took so long."""
    today = setting.today
    if today is None or not setting.ahead(found):
        return None
    near, unit = _text(found, "count"), found["unit"]
    first = _shifted(today, _count(near), unit) if near else today
    return _during(Days(first, _shifted(today, _count(found["until"]), unit)))


def ago(found: re.Match[str], setting: Setting) -> Dating:
    """ "three days ago" is a day, "two years ago" that calendar year."""
    today, length = setting.today, UNITS[found["unit"]]
    if today is None or length.hours == 1 or length.months in (3, 1200):
        return NOT_RESOLVED
    edge = _shifted(today, -_count(found["count"]), found["unit"])
    if edge is None:
        return NOT_RESOLVED
    if length.months:
        days = _unit_around(edge, "month" if length.months == 1 else "year", 0)
        return Dating(Role.DURING, days, Back(length.months * _count(found["count"]), 0))
    return _during(Days(edge, edge) if length.hours == 24 else calendar.week_of(edge))


def earlier(found: re.Match[str], setting: Setting) -> Dating:
    """ "a year earlier", "the same period last year", "the previous month", "two years later"."""
    if year := _text(found, "year"):
        return Dating(Role.EARLIER, calendar.year(int(year)))
    length = UNITS.get(_text(found, "unit") or _text(found, "unit2") or "year", Unit(0, 0))
    after = _LATER.search(found.group()) is not None
    count = _count(_text(found, "count")) * (-1 if after else 1)
    back = Back(length.months * count, length.hours * count // 24)
    return Dating(Role.EARLIER, UNRESOLVED, back if any(back) else None)


def to_date(found: re.Match[str], setting: Setting) -> Dating:
    """ "year-to-date"."""
    if setting.today is None:
        return Dating(Role.SINCE, UNRESOLVED)
    return Dating(Role.SINCE, Days(date(setting.today.year, 1, 1), setting.today))


def ended(found: re.Match[str], setting: Setting) -> Dating:
    """ "the three months to June", "in the year ended 31 March 2020"."""
    number = _month_number(found["month"])
    year = _year_of(found, number, 0, setting)
    if year is None:
        return NOT_RESOLVED
    day = _text(found, "day") or _text(found, "day2")
    stretch = calendar.day(year, number, _day_number(day)) if day else calendar.month(year, number)
    last, length = stretch.last, UNITS[found["unit"].replace("-", " ")]
    count = _count(_text(found, "count"))
    if last is None or (length.hours and not day):
        return NOT_RESOLVED
    after = last + timedelta(days=1)
    first = calendar.shift(after, months=-length.months * count, days=-length.hours * count // 24)
    return _during(Days(first, last))


def unresolved(found: re.Match[str], setting: Setting) -> Dating:
    """A period that no calendar resolves: fiscal years, seasons, "the first year"."""
    return NOT_RESOLVED
