"""When: the time expressions of a sentence, resolved against the day of publication.

``find_periods`` reads what is printed; which number a period belongs to is decided in
``timing``. What cannot be resolved (a fiscal year, "the first year") keeps its words and has no
bounds: a guessed date is worse than none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.text.folding import fold
from nlp.time import datings
from nlp.time.calendars import Days
from nlp.time.datings import Dating, Role, Setting

__all__ = ["Period", "Role", "find_periods"]


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


_Resolver = Callable[[re.Match[str], Setting], Dating]

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?(?=,? (?:[a-z]{3,4}\.? )?[0-9]))"
)
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_NUMBER = (
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|eighteen|twenty|thirty|couple of|past)"
)
_UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|century|centurie|hour)"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last|final|opening|latest)"
_SEASON = "summer|winter|spring|autumn|fall"
_FEAST = "(?:christmas|new year's) (?:day|eve)|boxing day"
_PART = (
    r"(?:(?P<part>(?:the )?(?:very )?(?:end|start|beginning|close|turn)(?: of)?|early|late|mid"
    r"|the middle of)[ -])?"
)
_NO_COUNT = r"(?! ?(?:%|percent|per cent|people|miles|km|votes|tons|tonnes|m\b))"
# In order of precedence: what one pattern has taken, no later one reads.
_TABLE: list[tuple[str, _Resolver]] = [
    (
        r"(?<![0-9-])(?:1[0-9]|2[01])[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])",
        datings.on_iso_day,
    ),
    (
        rf"\b(?:(?P<count>{_NUMBER}|first|second)[ -])?(?P<unit>half[ -]?year|year|month"
        rf"|quarter|half"
        r"|week|fortnight)s? (?:to|ended|ending|through"
        rf"|up to)(?: the end of)?(?: in| on)? (?:(?P<day>{_DAY}) )?(?P<month>{_MONTH})"
        rf"(?: (?P<day2>{_DAY})(?![0-9:%]|[,.][0-9]))?(?:,? (?P<year>{_YEAR}))?\b",
        datings.ended,
    ),
    (
        rf"\b(?P<month>{_MONTH}) (?P<unit>quarter)(?P<count>)(?P<day>)(?P<day2>)"
        rf"(?: (?:of |in )?(?P<year>{_YEAR}))?\b",
        datings.ended,
    ),
    (
        rf"\b(?P<ordinal>first|opening|last|final) (?P<count>{_NUMBER}) (?P<unit>months|quarters)"
        rf" of (?:(?P<year>{_YEAR})"
        r"|(?P<which>this year|the year|last year|next year|the current year))\b",
        datings.in_months_of_year,
    ),
    (
        rf"\b(?P<fiscal>fiscal |financial )?(?P<ordinal>{_ORDINAL})[ -](?P<unit>quarter|half)"
        r"(?:,? (?:of )?(?:the )?(?:(?P<fiscal2>fiscal |financial |fy)[a-z ]{0,8}?)?"
        rf"(?:(?P<year>{_YEAR})|(?P<which>this year|last year|the year|next year)))?\b",
        datings.in_quarter,
    ),
    (
        r"\b(?P<fiscal>fy)?(?P<unit>q|h)(?P<ordinal>[1-4])(?: of| in)?"
        rf"(?: ?'?(?P<year>{_YEAR}))?(?P<which>\b)(?![0-9])",
        datings.in_quarter,
    ),
    (
        rf"\b(?P<month>{_MONTH})\.? (?P<day>{_DAY})"
        rf"(?:(?: ?[-–] ?| to | and | through )(?:(?P<month2>{_MONTH})\.? )?(?P<until>{_DAY})"
        r"(?![0-9,.]*[0-9]| ?%| ?percent| ?per cent| people))?(?![0-9:%]|[,.][0-9])"
        rf"(?:,? (?P<year>{_YEAR}))?\b",
        datings.on_days,
    ),
    (
        rf"(?<![0-9.,:$£€])(?P<day>{_DAY}) (?P<month>{_MONTH}) (?:to|and|until|through|-|–)"
        rf" (?P<until>{_DAY}) (?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?",
        datings.on_days,
    ),
    (
        rf"(?<![0-9.,:$£€])(?P<day>{_DAY})(?:(?: ?[-–] ?| to | and )(?P<until>{_DAY}))?(?: of)?"
        rf"[ -](?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?(?P<month2>\b)",
        datings.on_days,
    ),
    (
        rf"\b(?:(?P<which>last|next|this) )?{_PART}(?P<month>{_MONTH})"
        rf"(?:,? (?:of )?(?P<year1>{_YEAR}))? ?(?:-|–|to|and|through|until) ?(?P<month2>{_MONTH})"
        rf"(?:,? (?:of )?(?P<year>{_YEAR}))?\b",
        datings.in_months,
    ),
    (
        rf"\b(?:(?P<which>last|next|this) )?{_PART}(?P<month>{_MONTH})(?P<month2>)(?P<year1>)"
        rf"(?:,? (?:of )?(?P<year>{_YEAR})\b| (?:of )?(?P<relative>last|this|next) year\b)?"
        r"(?![a-z])",
        datings.in_months,
    ),
    (
        rf"\b(?P<year>{_YEAR}) ?(?:-|–|to|and|through|until) ?(?P<year2>{_YEAR})\b"
        r"(?! ?(?:%|percent|people))",
        datings.in_years,
    ),
    (r"(?<![0-9])(?P<decade>(?:1[0-9]|20)[0-9]0)'?s\b", datings.in_decade),
    (r"\b(?P<century>1[0-9]|2[01]|[1-9])(?:th|st|nd|rd)[ -]century\b", datings.in_century),
    (
        r"\b(?:the )?(?:fiscal|financial|tax|school|academic|marketing|budget)[ -]"
        r"(?:year\b|'?(?=[0-9]))(?: ?'?[0-9]{2,4}(?: ?[-–/] ?[0-9]{2,4})?)?"
        rf"|\bfy ?'?[0-9]{{2,4}}\b|(?<![0-9]){_YEAR} ?[-–/] ?[0-9]{{2}}\b"
        r"(?! ?(?:%|percent|per cent))",
        datings.unresolved,
    ),
    (
        r"\b(?P<which>the same|same|the corresponding|the prior|the previous|the preceding"
        r"|the year-ago|a year-ago) (?:time|period|month|quarter|week|stage|point)s?(?P<count>)"
        r" (?:(?:of |in )?(?:last year|a year (?:ago|earlier|before)"
        r"|the (?:previous|prior|preceding) (?P<unit>year)|(?P<year>(?:19|20)[0-9]{2})))",
        datings.earlier,
    ),
    (
        r"\bthe (?P<unit>month|quarter|year|decade) (?P<which>before|earlier|prior)(?P<count>)"
        r"(?P<year>)\b(?! (?:that|the|it|he|she|they|his|her|its|their|an?)\b)",
        datings.earlier,
    ),
    (
        rf"\b(?P<which>)(?P<year>)(?P<count>{_NUMBER}) (?P<unit>day|week|month|quarter|year"
        rf"|decade)s?"
        r" (?:earlier|before|previously|prior)\b(?! that\b)",
        datings.earlier,
    ),
    (
        r"\bthe (?P<which>previous|prior|preceding|year-earlier|year-ago)"
        r" (?P<unit>month|quarter|year|decade|week|day|period)(?P<count>)(?P<year>)\b",
        datings.earlier,
    ),
    (r"\b(?:year|month|season)[ -]to[ -]date\b", datings.to_date),
    (
        r"\b(?:the )?(?P<which>past|last|next|coming|previous|following)"
        rf" (?:(?P<count>{_NUMBER}) )?(?P<unit>{_UNIT})s\b"
        rf"|\b(?:over|in|during|within|for) the (?P<which2>past|last|next|coming)"
        rf" (?P<unit2>{_UNIT})\b",
        datings.within,
    ),
    (rf"\b(?P<count>{_NUMBER}) (?P<unit>{_UNIT})s? ago\b", datings.ago),
    (
        r"\b(?:(?P<early>so far|earlier|later|early|late|at the start of|the start of"
        r"|the beginning of|the end of|end of|start of|beginning of) )?"
        r"(?P<which>this|last|next|this past|this coming|the current)"
        r" (?P<unit>week|month|quarter|year|decade|weekend|summer|winter|spring|autumn|fall|season"
        r"|century)\b(?!-)",
        datings.this_or_last,
    ),
    (
        r"\b(?P<early>)(?P<which>over|at|during) the (?P<unit>weekend)\b",
        datings.this_or_last,
    ),
    (
        r"\b(?P<early>end of|beginning of|start of|close of) (?P<which>the)"
        r" (?P<unit>week|month|quarter|year|decade|century)\b"
        r"(?! (?:to|ended|ending|before|after))",
        datings.this_or_last,
    ),
    (
        rf"\b(?P<which>between|from) (?P<weekday>{_WEEKDAY})(?: (?:morning|afternoon|evening"
        rf"|night))?"
        rf" (?:and|to|until|through) (?P<weekday2>{_WEEKDAY})(?!s\b)",
        datings.on_weekdays,
    ),
    (
        r"\b(?<!black )(?<!good )(?<!cyber )(?<!giving )(?<!ash )"
        r"(?:(?P<which>last|next|this|this past|this coming|past|coming) )?"
        rf"(?P<weekday>{_WEEKDAY})(?!s\b)",
        datings.on_weekday,
    ),
    (r"\b(?P<word>yesterday|tomorrow|overnight)\b", datings.on_next_day),
    (
        r"\b(?:today|tonight|this (?:morning|afternoon|evening)|now|currently|at present|nowadays"
        r"|at the moment|these days)\b(?!')",
        datings.now,
    ),
    (
        rf"\b(?:the )?(?:{_SEASON}) (?:of )?{_YEAR}(?:[-/–][0-9]{{2}}\b)?",
        datings.unresolved,
    ),
    (
        rf"\b(?P<feast>{_FEAST})(?:,? (?:in )?(?P<year>{_YEAR}))?\b",
        datings.on_feast,
    ),
    (
        rf"\b{_PART}(?<![0-9.,$£€:/-])(?P<year>{_YEAR})\b(?![,.][0-9]|[-/:%][0-9a-z]){_NO_COUNT}",
        datings.in_year,
    ),
    (
        r"\b(?:the |its |a )?(?:[a-z]+'s )?(?:first|second|third|fourth|final|last|opening)"
        r" (?:year|season|month|week)\b",
        datings.unresolved,
    ),
    (
        r"\b(?:last|this|next|the|in|early|late) (?:summer|winter|spring|autumn|fall|season)\b"
        r"|\bover the (?:years|centuries|decades)\b"
        r"|\brecent (?:years|months|weeks|days|decades)\b",
        datings.unresolved,
    ),
]
_COMPILED = [(re.compile(pattern), resolver) for pattern, resolver in _TABLE]
_ANY = re.compile(
    r"[0-9]{4}|christmas|boxing|fortnight|[0-9]0s|day|week|month|quarter|half|year|decade"
    r"|centur|now\b|current|yester"
    r"|tomorrow|night|ago\b|season|summer|winter|spring|autumn|fall\b|fiscal|q[1-4]|h[12]\b|fy"
    r"|present|moment|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat"
    r"|morning|afternoon|evening|hours"
)
_LEAD = re.compile(
    r"\b(?P<until>by|until|till|before|no later than|through)"
    r"(?: (?:at least|about|around|as early as|some ?time in))?"
    r"(?: (?:[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:[ap]\.?m\.?)|noon|midnight|midday)(?: on)?)?"
    r"(?: the)?(?: (?P<edge>end|start|beginning|close|middle) of)?(?: the)?(?: year)?"
    r"(?: (?P<late>early|late|mid))?[ -]$"
    r"|\b(?P<since>since|ever since)(?: at least| about| around| then)?"
    r"(?: [a-z0-9][a-z0-9.'-]*){0,10}?(?: in| on)?"
    r"(?: the (?:end|start|beginning) of)?(?: the| late| early| mid)?[ -]$"
    r"|\b(?P<from>starting|beginning|effective|commencing|from|as from|taking effect|as early as)"
    r"(?: in| on| from| as early as)?(?: the)?(?: (?:start|beginning|end) of)?"
    r"(?: the| late| early)? $"
    r"|\b(?P<asof>as of|as at)(?: the)?(?: (?:end|close|start) of)?(?: late| early| mid)? $"
)
_END_LEAD = re.compile(r"\b(?P<edge>end|start|beginning|close)(?: of (?:the )?|-)$")
_MAY = re.compile(
    r"\b(?:in|last|this|next|since|until|by|of|during|from|early|late|mid|through|for|and|to"
    r"|[-–]) ?$|^ ?(?:[0-9]{1,2}\b|[0-9]{4})"
)


def find_periods(text: str, start: int, end: int, today: date | None) -> list[Period]:
    """The time expressions of ``text[start:end]`` in order; offsets count from the text's start.

    ``today`` is the local day of publication (``calendars.published_day``); without it only
    full dates resolve.

    >>> found = find_periods("297 in the first seven months of 2024", 0, 37, date(2024, 9, 27))
    >>> [(p.text, p.days.start, p.days.end) for p in found]
    [('the first seven months of 2024', '2024-01-01', '2024-07-31')]
    """
    sentence = text[start:end]
    folded = fold(sentence)
    if _ANY.search(folded) is None:
        return []
    setting = Setting(folded, today)
    taken = bytearray(len(folded))
    periods: list[Period] = []
    for pattern, resolver in _COMPILED:
        for found in pattern.finditer(folded):
            low, high = found.span()
            if low == high or taken.find(1, low, high) >= 0:
                continue
            if not _plausible(found, sentence):
                continue
            taken[low:high] = b"\1" * (high - low)
            dating = resolver(found, setting)
            periods.append(_period(sentence, start, found, dating, setting))
    periods.sort(key=lambda period: period.start)
    return periods


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
            end = found.end(name)
            left, right = sentence[max(0, at - 12) : at], sentence[end : end + 5]
            return bool(_MAY.search(left.lower()) or _MAY.search(right))
    return True


def _period(
    sentence: str,
    offset: int,
    found: re.Match[str],
    dating: Dating,
    setting: Setting,
) -> Period:
    """Apply the preposition before an expression: by, since, from, as of, at the end of."""
    role, days, months = dating
    named = days
    low, high = found.span()
    lead = _LEAD.search(setting.folded, max(0, low - 80), low)
    if lead is not None and role in (Role.DURING, Role.POINT, Role.NOW, Role.SINCE):
        led = _led(lead, role, days, found, setting)
        if led is not None:
            low = lead.start()
            role, days = led
    else:
        edge = _END_LEAD.search(setting.folded, max(0, low - 20), low)
        if edge is not None and role is Role.DURING:
            low = edge.start()
            role, days, _ = datings.part_of(edge["edge"], days)
    return Period(offset + low, offset + high, sentence[low:high], role, days, named, months)


def _led(
    lead: re.Match[str], role: Role, days: Days, found: re.Match[str], setting: Setting
) -> tuple[Role, Days] | None:
    """Role and days behind a preposition; ``None`` where it only compares ("up from 2023")."""
    today = setting.today
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
