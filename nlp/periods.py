"""When: the time expressions of a sentence, resolved against the day of publication.

``find_periods`` reads what is printed; which number a period belongs to is decided in
``nlp.timing``. What cannot be resolved (a fiscal year, "the first year") keeps its words and has no
bounds: a guessed date is worse than none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from nlp import calendars
from nlp.calendars import MONTHS, UNRESOLVED, WEEKDAYS, Days
from nlp.folding import fold


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


@dataclass(frozen=True, slots=True)
class Period:
    """One time expression: its span, what it says and the days it stands for.

    ``named`` are the days of the expression without its preposition ("since *2004*");
    ``shift_months`` is how far before the figure compared with an ``EARLIER`` one lies.
    """

    start: int
    end: int
    text: str
    role: Role
    days: Days
    named: Days
    shift_months: int = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a resolver may look at: the folded sentence and the day it was published."""

    folded: str
    today: date | None

    def ahead(self, found: re.Match[str]) -> bool:
        """Whether the words around speak of what is still to come."""
        low, high = found.span()
        return (
            _AHEAD.search(self.folded, max(0, low - 70), low) is not None
            or _AHEAD_AFTER.search(self.folded, high, high + 60) is not None
        )


_Resolver = Callable[[re.Match[str], _Frame], tuple[Role, Days, int] | None]

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?(?=,? (?:[a-z]{3,4}\.? )?[0-9]))"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_NUMBER = r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|couple of|past)"
_UNIT = r"(?:day|week|month|quarter|year|decade|century|centurie|hour)"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last|final|opening|latest)"
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|due|scheduled|plans?|planned|planning|expect(?:s|ed)?|set to|aims?|must"
    r"|ahead of|upcoming|next|until|deadline|forecasts?|forecasting|calls? for|predicts?|set for|going to|vote on|begins|starts|takes? effect|should|have to)\b|'ll\b"
)
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
_ORDINALS = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip


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


def _calendar_day(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    groups = found.groupdict()
    number = _month_number(groups["month"])
    low = _day_number(groups["day"])
    if groups["year"]:
        in_year = int(groups["year"])
    elif frame.today is None:
        return Role.DURING, UNRESOLVED, 0
    else:
        in_year = _near_year(frame.today, number, low, frame.ahead(found))
    first = calendars.day(in_year, number, low)
    if not groups["until"]:
        return Role.DURING, first, 0
    last_month = _month_number(groups["month2"]) if groups["month2"] else number
    last = calendars.day(in_year, last_month, _day_number(groups["until"]))
    return Role.DURING, _span(first, last), 0


def _span(first: Days, last: Days) -> Days:
    if first.first is None or last.last is None or first.first > last.last:
        return UNRESOLVED
    return Days(first.first, last.last)


def _iso(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    parts = [int(part) for part in found.group().split("-")]
    return Role.DURING, calendars.day(*parts), 0


def _months(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "January–July", "between March and May 2020", "June 2019", "in March", "last May"."""
    groups = found.groupdict()
    first = _month_number(groups["month"])
    last = _month_number(groups["month2"]) if groups["month2"] else first
    today = frame.today
    if groups["year"]:
        in_year = int(groups["year"])
    elif today is None:
        return Role.DURING, UNRESOLVED, 0
    elif groups.get("relative"):
        in_year = today.year + {"last": -1, "this": 0, "next": 1}[groups["relative"]]
    elif groups["which"] and groups["which"].startswith("next"):
        in_year = today.year + (first <= today.month)
    elif groups["which"] and groups["which"].startswith("last"):
        in_year = today.year - (first >= today.month)
    else:
        in_year = _near_year(today, last, 1, frame.ahead(found))
    first_year = int(groups["year1"]) if groups["year1"] else in_year - (first > last)
    days = calendars.months(first_year, first, in_year, last)
    part = groups["part"]
    if part and days.first and days.last:
        return _part_of(part, days)
    return Role.DURING, days, 0


def _part_of(part: str, days: Days) -> tuple[Role, Days, int]:
    """ "the end of March" is its last day; "early March" lies somewhere in it."""
    part = part.removeprefix("the ").removeprefix("very ")
    if part.startswith(("end", "close", "turn")):
        return Role.POINT, Days(days.last, days.last), 0
    if part.startswith(("start", "beginning")):
        return Role.POINT, Days(days.first, days.first), 0
    return Role.DURING, days, 0


def _year(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    groups = found.groupdict()
    days = calendars.year(int(groups["year"]))
    if groups["part"]:
        return _part_of(groups["part"], days)
    return Role.DURING, days, 0


def _year_range(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    first, last = int(found["year"]), int(found["year2"])
    return Role.DURING, calendars.years(first, last), 0


def _decade(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    first = int(found["decade"])
    return Role.DURING, calendars.years(first, first + (99 if first % 100 == 0 else 9)), 0


def _century(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    number = int(found["century"])
    return Role.DURING, calendars.years(100 * number - 99, 100 * number), 0


def _months_of_year(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "the first seven months of 2024", "the last three months of the year"."""
    in_year = _named_year(found["year"], found["which"], frame)
    count = _count(found["count"]) * (3 if found["unit"].startswith("quarter") else 1)
    if found["unit"].startswith("half"):
        count = 6
    if in_year is None or not 1 <= count <= 12:
        return Role.DURING, UNRESOLVED, 0
    if found["ordinal"] in ("first", "opening"):
        return Role.DURING, calendars.months(in_year, 1, in_year, count), 0
    return Role.DURING, calendars.months(in_year, 13 - count, in_year, 12), 0


def _named_year(digits: str | None, which: str | None, frame: _Frame) -> int | None:
    if digits:
        return int(digits)
    if frame.today is None:
        return None
    if (which and "last" in which) or (which and "previous" in which):
        return frame.today.year - 1
    return frame.today.year + (1 if which and "next" in which else 0)


def _quarter(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """A quarter or half of a named calendar year; without a year it may be any company's."""
    digits, which = found["year"], found["which"]
    if (not digits and not which) or found["fiscal"]:
        return Role.DURING, UNRESOLVED, 0
    in_year = _named_year(digits, which, frame)
    if in_year is None:
        return Role.DURING, UNRESOLVED, 0
    size = 3 if "q" in found["unit"] else 6
    word = found["ordinal"]
    count = 12 // size
    place = int(word) if word.isdigit() else _ORDINALS.get(word, count)
    if not 1 <= place <= count:
        return Role.DURING, UNRESOLVED, 0
    return Role.DURING, calendars.months(in_year, size * (place - 1) + 1, in_year, size * place), 0


def _weekday(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    if frame.today is None:
        return Role.DURING, UNRESOLVED, 0
    number = WEEKDAYS[found["weekday"].rstrip(".")]
    which = found["which"] or ""
    if "next" in which or "coming" in which:
        moment = calendars.weekday(frame.today, number, ahead=True)
    elif "last" in which or "past" in which:
        moment = calendars.weekday(frame.today - timedelta(days=1), number)
    else:
        moment = calendars.weekday(frame.today, number, ahead=frame.ahead(found))
    return Role.DURING, Days(moment, moment), 0


def _now(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    return Role.NOW, Days(frame.today, frame.today), 0


def _yesterday(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    if frame.today is None:
        return Role.DURING, UNRESOLVED, 0
    step = {"yesterday": -1, "tomorrow": 1, "overnight": 0}.get(found["word"], 0)
    moment = frame.today + timedelta(days=step)
    return Role.DURING, Days(moment, moment), 0


def _this(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "last week", "this month", "next year", "the previous quarter", "earlier this year"."""
    today = frame.today
    if today is None:
        return Role.DURING, UNRESOLVED, 0
    which, unit = found["which"], found["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        which.split()[-1], 0
    )
    early = found["early"] or ""
    if unit == "weekend":
        saturday = calendars.weekday(today, 5, ahead=step > 0)
        return Role.DURING, Days(saturday, saturday + timedelta(days=1)), 0
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
        return Role.DURING, UNRESOLVED, 0
    if early.startswith("so far"):
        return Role.SINCE, Days(days.first, today), 0
    if early.startswith(("end", "by the end", "close")):
        return Role.POINT, Days(days.last, days.last), 0
    if early.startswith(("start", "beginning")):
        return Role.POINT, Days(days.first, days.first), 0
    return Role.DURING, days, 0


def _window(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "over the past six months", "in the next two years", "in the last 24 hours"."""
    if frame.today is None:
        return Role.DURING, UNRESOLVED, 0
    count = _count(found["count"]) if found["count"] else 1
    sign = 1 if found["which"] in ("next", "coming", "following") else -1
    edge = _shifted(frame.today, sign * count, found["unit"])
    if edge is None:
        return Role.DURING, UNRESOLVED, 0
    return Role.DURING, Days(*sorted((edge, frame.today))), 0


def _shifted(today: date, count: int, unit: str) -> date | None:
    if unit == "hour":
        return calendars.shift(today, days=-(-count // 24) if count > 0 else count // 24)
    if unit in ("day", "week"):
        return calendars.shift(today, days=count * (7 if unit == "week" else 1))
    if unit in ("month", "quarter"):
        return calendars.shift(today, months=count * (3 if unit == "quarter" else 1))
    factor = {"year": 1, "decade": 10, "century": 100, "centurie": 100}[unit]
    return calendars.shift(today, years=count * factor)


def _ago(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "three days ago" is a day, "two years ago" that calendar year."""
    today, unit = frame.today, found["unit"]
    if today is None or unit in ("hour", "century", "centurie"):
        return Role.DURING, UNRESOLVED, 0
    edge = _shifted(today, -_count(found["count"]), unit)
    if edge is None:
        return Role.DURING, UNRESOLVED, 0
    if unit == "day":
        return Role.DURING, Days(edge, edge), 0
    if unit == "week":
        return Role.DURING, calendars.week_of(edge), 0
    if unit == "month":
        return Role.DURING, calendars.month(edge.year, edge.month), 0
    if unit == "quarter":
        return Role.DURING, UNRESOLVED, 0
    return Role.DURING, calendars.year(edge.year), 0


def _earlier(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "a year earlier", "the same period last year", "the previous month"."""
    unit = found["unit"] or "year"
    count = _count(found["count"]) if found["count"] else 1
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return Role.EARLIER, UNRESOLVED, 0
    return Role.EARLIER, UNRESOLVED, months * count


def _to_date(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    if frame.today is None:
        return Role.SINCE, UNRESOLVED, 0
    return Role.SINCE, Days(date(frame.today.year, 1, 1), frame.today), 0


def _ended(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """ "the three months to June", "in the year ended 31 March 2020"."""
    number = _month_number(found["month"])
    if found["year"]:
        in_year = int(found["year"])
    elif frame.today is None:
        return Role.DURING, UNRESOLVED, 0
    else:
        in_year = _near_year(frame.today, number, 1, frame.ahead(found))
    last = calendars.month(in_year, number).last
    if last is not None and found["day"]:
        last = calendars.day(in_year, number, _day_number(found["day"])).last
    count = _count(found["count"]) if found["count"] else 1
    length = count * (
        12 if found["unit"].startswith("year") else 3 if found["unit"] == "quarter" else 1
    )
    if last is None:
        return Role.DURING, UNRESOLVED, 0
    before = calendars.shift(last + timedelta(days=1), months=-length)
    return Role.DURING, Days(before, last), 0


def _nothing(found: re.Match[str], frame: _Frame) -> tuple[Role, Days, int] | None:
    """A period that no calendar resolves: fiscal years, seasons, "the first year"."""
    return Role.DURING, UNRESOLVED, 0


_PART = r"(?:(?P<part>(?:the )?(?:very )?(?:end|start|beginning|close|turn)(?: of)?|early|late|mid|the middle of)[ -])?"
_TABLE: list[tuple[str, _Resolver]] = [
    (r"(?<![0-9-])(?:1[0-9]|2[01])[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])", _iso),
    (
        rf"\b(?P<count>{_NUMBER})? ?(?P<unit>year|month|quarter)s? (?:to|ended|ending|through|up to)(?: the end of)?"
        rf"(?: in| on)? (?:(?P<day>{_DAY}) )?(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?\b",
        _ended,
    ),
    (
        rf"\b(?P<month>{_MONTH}) (?P<unit>quarter)(?P<count>)(?P<day>)(?: (?:of |in )?(?P<year>{_YEAR}))?\b",
        _ended,
    ),
    (
        rf"\b(?P<ordinal>first|opening|last|final) (?P<count>{_NUMBER}) (?P<unit>months|quarters) of "
        rf"(?:(?P<year>{_YEAR})|(?P<which>this year|the year|last year|next year|the current year))\b",
        _months_of_year,
    ),
    (
        rf"\b(?P<fiscal>fiscal |financial )?(?P<ordinal>{_ORDINAL})[ -](?P<unit>quarter|half)"
        rf"(?:,? (?:of )?(?:the )?(?:(?P<fiscal2>fiscal |financial |fy)[a-z ]{{0,8}}?)?"
        rf"(?:(?P<year>{_YEAR})|(?P<which>this year|last year|the year|next year)))?\b",
        _quarter,
    ),
    (
        rf"\b(?P<fiscal>fy)?(?P<unit>q|h)(?P<ordinal>[1-4])(?: of| in)?(?: ?'?(?P<year>{_YEAR}))?(?P<which>\b)(?![0-9])",
        _quarter,
    ),
    (
        rf"\b(?P<month>{_MONTH})\.? (?P<day>{_DAY})(?:(?: ?[-–] ?| to | and | through )(?:(?P<month2>{_MONTH})\.? )?"
        rf"(?P<until>{_DAY})(?![0-9,.]*[0-9]| ?%| ?percent| ?per cent| people))?(?![0-9:%]|[,.][0-9])"
        rf"(?:,? (?P<year>{_YEAR}))?\b",
        _calendar_day,
    ),
    (
        rf"(?<![0-9.,:$£€])(?P<day>{_DAY})(?:(?: ?[-–] ?| to | and )(?P<until>{_DAY}))?(?: of)?[ -](?P<month>{_MONTH})"
        rf"(?:,? (?P<year>{_YEAR}))?(?P<month2>\b)",
        _calendar_day,
    ),
    (
        rf"\b(?:(?P<which>last|next|this) )?{_PART}(?P<month>{_MONTH})(?:,? (?:of )?(?P<year1>{_YEAR}))? ?"
        rf"(?:-|–|to|and|through|until) ?(?P<month2>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR}))?\b",
        _months,
    ),
    (
        rf"\b(?:(?P<which>last|next|this) )?{_PART}(?P<month>{_MONTH})(?P<month2>)(?P<year1>)"
        rf"(?:,? (?:of )?(?P<year>{_YEAR})\b| (?:of )?(?P<relative>last|this|next) year\b)?(?![a-z])",
        _months,
    ),
    (rf"\b(?P<year>{_YEAR}) ?(?:-|–|to|and|through|until) ?(?P<year2>{_YEAR})\b(?! ?(?:%|percent|people))", _year_range),
    (r"(?<![0-9])(?P<decade>(?:1[0-9]|20)[0-9]0)'?s\b", _decade),
    (r"\b(?P<century>1[0-9]|2[01]|[1-9])(?:th|st|nd|rd)[ -]century\b", _century),
    (
        rf"\b(?:the )?(?:fiscal|financial|tax|school|academic|marketing|budget)[ -](?:year\b|'?(?=[0-9]))(?: ?'?[0-9]{{2,4}}(?: ?[-–/] ?[0-9]{{2,4}})?)?"
        rf"|\bfy ?'?[0-9]{{2,4}}\b|(?<![0-9]){_YEAR} ?[-–/] ?[0-9]{{2}}\b(?! ?(?:%|percent|per cent))",
        _nothing,
    ),
    (
        r"\b(?P<which>the same|same|the corresponding|the prior|the previous|the preceding|the year-ago|a year-ago) "
        r"(?:time|period|month|quarter|week|stage|point)(?:s)?(?P<count>)(?: (?:of |in )?(?:last year|a year (?:ago|earlier|before)"
        r"|the (?:previous|prior|preceding) (?P<unit>year)|(?:1|20)[0-9]{2,3}))",
        _earlier,
    ),
    (
        rf"\b(?P<which>)(?P<count>{_NUMBER}) (?P<unit>day|week|month|quarter|year|decade)s? (?:earlier|before|previously|prior)\b(?! that\b)",
        _earlier,
    ),
    (
        r"\bthe (?P<which>previous|prior|preceding|year-earlier|year-ago)(?: (?P<unit>month|quarter|year|decade|week|day|period))(?P<count>)\b",
        _earlier,
    ),
    (r"\b(?:year|month|season)[ -]to[ -]date\b", _to_date),
    (
        rf"\b(?:the )?(?P<which>past|last|next|coming|previous|following) (?:(?P<count>{_NUMBER}) )?(?P<unit>{_UNIT})s\b"
        rf"|\b(?:over|in|during|within|for) the (?P<which2>past|last|next|coming) (?P<unit2>{_UNIT})\b",
        _window,
    ),
    (
        rf"\b(?P<count>{_NUMBER}) (?P<unit>{_UNIT})s? ago\b",
        _ago,
    ),
    (
        r"\b(?:(?P<early>so far|earlier|later|early|late|at the start of|the start of|the beginning of|the end of|end of|start of|beginning of) )?"
        r"(?P<which>this|last|next|this past|this coming|the current) (?P<unit>week|month|quarter|year|decade|weekend|summer|winter"
        r"|spring|autumn|fall|season|century)\b(?!-)",
        _this,
    ),
    (r"\b(?P<early>)(?P<which>over|at|during) the (?P<unit>weekend)\b", _this),
    (
        rf"\b(?:(?P<which>last|next|this|this past|this coming|past|coming) )?(?P<weekday>{_WEEKDAY})(?!s\b)",
        _weekday,
    ),
    (r"\b(?P<word>yesterday|tomorrow|overnight)\b", _yesterday),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening)|now|currently|at present|nowadays|at the moment|these days)\b(?!')", _now),
    (rf"\b{_PART}(?<![0-9.,$£€:/-])(?P<year>{_YEAR})\b(?![,.][0-9]|[-/:%][0-9a-z]| ?(?:%|percent|per cent|people|miles|km|votes|tons|tonnes|m\b))", _year),
    (r"\b(?:the |its |a )?(?:[a-z]+'s )?(?:first|second|third|fourth|final|last|opening) (?:year|season|month|week)\b", _nothing),
    (r"\b(?:last|this|next|the) (?:summer|winter|spring|autumn|fall|season)\b|\bover the (?:years|centuries|decades)\b|\brecent (?:years|months|weeks|days|decades)\b", _nothing),
]  # fmt: skip
_COMPILED = [(re.compile(pattern), resolver) for pattern, resolver in _TABLE]
_ANY = re.compile(
    r"[0-9]{4}|[0-9]0s|day|week|month|quarter|half|year|decade|centur|now\b|current|yester|tomorrow|night|ago\b"
    r"|season|summer|winter|spring|autumn|fall\b|fiscal|q[1-4]|h[12]\b|fy|present|moment"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat|morning|afternoon|evening|hours"
)
_LEAD = re.compile(
    r"\b(?P<until>by|until|till|before|no later than|through)(?: (?:at least|about|around|as early as|some ?time in))?"
    r"(?: (?:[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:[ap]\.?m\.?)|noon|midnight|midday)(?: on)?)?"
    r"(?: the)?(?: (?P<edge>end|start|beginning|close|middle) of)?(?: the)?(?: year)?"
    r"(?: (?P<late>early|late|mid))?[ -]$"
    r"|\b(?P<since>since|ever since)(?: at least| about| around| then)?(?: in| on)?(?: the (?:end|start|beginning) of)?(?: the| late| early| mid)?[ -]$"
    r"|\b(?P<from>starting|beginning|effective|commencing|from|as from|taking effect|as early as)(?: in| on| from| as early as)?(?: the)?"
    r"(?: (?:start|beginning|end) of)?(?: the| late| early)? $"
    r"|\b(?P<asof>as of|as at)(?: the)?(?: (?:end|close|start) of)?(?: late| early| mid)? $"
)
_END_LEAD = re.compile(r"\b(?P<edge>end|start|beginning|close)[ -](?:of )?(?:the )?$")
_PAST_FRAME = re.compile(r"\b(?:had|was|were|rose|stood|reached|climbed|have|has|been|counted)\b")
_CAPITAL = re.compile(r"[A-Z]")
_MAY = re.compile(
    r"\b(?:in|last|this|next|since|until|by|of|during|from|early|late|mid|through|for|and|to|[-–]) ?$|^ ?(?:[0-9]{1,2}\b|[0-9]{4})"
)


def find_periods(text: str, start: int, end: int, today: date | None) -> list[Period]:
    """The time expressions of ``text[start:end]`` in order; offsets count from the text's start.

    ``today`` is the local day of publication (``nlp.calendars.published_day``); without it only
    full dates resolve.

    >>> found = find_periods("297 in the first seven months of 2024", 0, 37, date(2024, 9, 27))
    >>> [(p.text, p.days.start, p.days.end) for p in found]
    [('the first seven months of 2024', '2024-01-01', '2024-07-31')]
    """
    sentence = text[start:end]
    folded = fold(sentence)
    if _ANY.search(folded) is None:
        return []
    frame = _Frame(folded, today)
    taken: list[tuple[int, int]] = []
    periods: list[Period] = []
    for pattern, resolver in _COMPILED:
        for found in pattern.finditer(folded):
            low, high = found.span()
            if low == high or any(low < b and a < high for a, b in taken):
                continue
            if not _plausible(found, sentence):
                continue
            result = _resolve(found, frame, resolver)
            if result is None:
                continue
            taken.append((low, high))
            periods.append(_period(sentence, start, found, result, frame))
    periods.sort(key=lambda period: period.start)
    return periods


def _resolve(
    found: re.Match[str], frame: _Frame, resolver: _Resolver
) -> tuple[Role, Days, int] | None:
    groups = found.groupdict()
    if resolver is _window and groups.get("which2"):
        edge = None
        if frame.today is not None:
            sign = 1 if groups["which2"] in ("next", "coming") else -1
            edge = _shifted(frame.today, sign, groups["unit2"])
        days = Days(*sorted((edge, frame.today))) if edge and frame.today else UNRESOLVED
        return Role.DURING, days, 0
    return resolver(found, frame)


def _plausible(found: re.Match[str], sentence: str) -> bool:
    """Month and weekday names are capitals; "may" and "march" need more than that."""
    for name in ("month", "weekday"):
        group = found.groupdict().get(name)
        if not group:
            continue
        at = found.start(name)
        if not sentence[at].isupper():
            return False
        if group in ("may", "march", "mar") and not found.groupdict().get("day"):
            left, right = sentence[:at], sentence[found.end(name) :]
            return bool(_MAY.search(left.lower()) or _MAY.search(right[:5]))
    return True


def _period(
    sentence: str,
    offset: int,
    found: re.Match[str],
    result: tuple[Role, Days, int],
    frame: _Frame,
) -> Period:
    """Apply the preposition before an expression: by, since, from, as of, at the end of."""
    role, days, months = result
    named = days
    low, high = found.span()
    lead = _LEAD.search(frame.folded, max(0, low - 40), low)
    if lead is not None and role in (Role.DURING, Role.POINT, Role.NOW, Role.SINCE):
        led = _led(lead, role, days, found, frame)
        if led is not None:
            low = lead.start()
            role, days = led
    else:
        edge = _END_LEAD.search(frame.folded, max(0, low - 20), low)
        if edge is not None and role is Role.DURING:
            low = edge.start()
            role, days, _ = _part_of(edge["edge"], days)
    return Period(offset + low, offset + high, sentence[low:high], role, days, named, months)


def _led(
    lead: re.Match[str], role: Role, days: Days, found: re.Match[str], frame: _Frame
) -> tuple[Role, Days] | None:
    """Role and days behind a preposition; ``None`` where it only compares ("up from 2023")."""
    today = frame.today
    if lead["asof"]:
        return Role.AS_OF, Days(days.last, days.last)
    if lead["since"]:
        if today is None or days.first is None or days.first > today:
            return Role.SINCE, Days(days.first, None)
        return Role.SINCE, Days(days.first, today)
    if lead["from"]:
        groups = found.groupdict()
        if groups.get("year2") or groups.get("month2") or groups.get("until"):
            return role, days
        if lead["from"] == "from" and (today is None or days.first is None or days.first <= today):
            return None
        return Role.FROM, Days(days.first, None)
    last = days.first if lead["edge"] in ("start", "beginning") else days.last
    if lead["until"] == "before" and days.first is not None:
        last = days.first - timedelta(days=1)
    return Role.UNTIL, Days(None, last)
