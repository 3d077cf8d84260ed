"""The expressions of time of a sentence, resolved against the day of publication.

``find_periods`` reads what is printed; which number a period belongs to is decided in
``attach``. What cannot be resolved (a fiscal year, "the first year") keeps its words and has no
bounds: a guessed date is worse than none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from nlp.lexicon import pattern, rows
from nlp.text.folding import fold
from nlp.text.grammar import Grammar
from nlp.time import business_years, resolvers
from nlp.time.calendar import Days
from nlp.time.setting import Back, Dating, Role, Setting

__all__ = ["Period", "Role", "find_periods"]


@dataclass(frozen=True, slots=True)
class Period:
    """One time expression: its span, what it says and the days it stands for.

    ``named`` are the days of the expression without its preposition ("since *2004*");
    ``back`` is how far before the time of the figure beside it it lies ("a year earlier").
    """

    start: int
    end: int
    text: str
    role: Role
    days: Days
    named: Days
    back: Back | None = None


_RESOLVERS = {**vars(resolvers), **vars(business_years)}
Resolver = Callable[[re.Match[str], Setting], Dating | None]
_NAMES = {name: pattern(f"time_parts.{name}") for name in ("month", "weekday")}
_EXPRESSIONS = [
    (
        pattern(row.key),
        cast(Resolver, _RESOLVERS[row.cells["resolver"]]),
        next((name for name in _NAMES if f"{{time_parts:{name}}}" in row.cells["pattern"]), None),
    )
    for row in rows("time_expressions")
]
"""Pattern and resolver, with the kind of name without which the pattern matches nothing."""
_LEADS = [(row.cells["lead"], pattern(row.key)) for row in rows("time_leads")]
_MAY_HOLD = pattern("time_parts.may-hold")
_MAY = pattern("time_cues.may")
_AMBIGUOUS = frozenset({"may", "march", "mar"})


def find_periods(
    text: str,
    start: int,
    end: int,
    today: date | None,
    grammar: Grammar | None = None,
    country: str | None = None,
) -> list[Period]:
    """The time expressions of ``text[start:end]`` in order; offsets count from the text's start.

    ``today`` is the local day of publication (``calendar.published_day``); without it only
    full dates resolve. With the parse, the tense of a verb says whether its day is still to come.
    ``country`` (of the outlet) says when a financial year begins.

    >>> found = find_periods("297 in the first seven months of 2024", 0, 37, date(2024, 9, 27))
    >>> [(p.text, p.days.start, p.days.end) for p in found]
    [('the first seven months of 2024', '2024-01-01', '2024-07-31')]
    """
    sentence = text[start:end]
    folded = fold(sentence)
    if _MAY_HOLD.search(folded) is None:
        return []
    setting = Setting(folded, today, start, grammar, country)
    taken = bytearray(len(folded))
    periods: list[Period] = []
    absent = {name for name, form in _NAMES.items() if form.search(folded) is None}
    for form, resolver, name in _EXPRESSIONS:
        if name in absent:
            continue
        for found in form.finditer(folded):
            low, high = found.span()
            if low == high or taken.find(1, low, high) >= 0:
                continue
            if not _plausible(found, sentence):
                continue
            taken[low:high] = b"\1" * (high - low)
            dating = resolver(found, setting)
            if dating is not None:
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
        groups = found.groupdict()
        if group in _AMBIGUOUS and not (groups.get("day") or groups.get("day2")):
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
    """A period with the preposition before it: by, since, from, as of, the end of."""
    low, high = found.span()
    led = _led(dating, found, setting)
    role, days = dating.role, dating.days
    if led is not None:
        low, role, days = led
    text = sentence[low:high]
    return Period(offset + low, offset + high, text, role, days, dating.days, dating.back)


_LED = frozenset({Role.DURING, Role.POINT, Role.NOW, Role.SINCE})
_WINDOW = 80
"""Characters before an expression in which its preposition may begin."""


def _led(dating: Dating, found: re.Match[str], setting: Setting) -> tuple[int, Role, Days] | None:
    """Where the preposition begins, and role and days behind it; ``None`` where there is none or
    it only compares ("up from 2023")."""
    if dating.role not in _LED:
        return None
    low = found.start()
    leads = [
        (lead.start(), kind, lead)
        for kind, form in _LEADS
        if (lead := form.search(setting.folded, max(0, low - _WINDOW), low)) is not None
    ]
    if not leads:
        return None
    start, kind, lead = min(leads, key=lambda one: one[0])
    if kind == "until" and lead["word"] == "by" and setting.modifies(found):
        return None  # "wrecked by the 2004 flood"
    led = _BEHIND[kind](dating, lead, found, setting.today)
    return None if led is None else (start, *led)


_Led = tuple[Role, Days] | None


def _as_of(dating: Dating, lead: re.Match[str], found: re.Match[str], today: date | None) -> _Led:
    first, last = dating.days.first, dating.days.last
    if first and last and today and first <= today < last:
        last = today  # nothing is counted after it is told: "as of this week"
    return Role.AS_OF, Days(last, last)


def _since(dating: Dating, lead: re.Match[str], found: re.Match[str], today: date | None) -> _Led:
    first = dating.days.first
    is_past = today is not None and first is not None and first <= today
    return Role.SINCE, Days(first, today if is_past else None)


def _from(dating: Dating, lead: re.Match[str], found: re.Match[str], today: date | None) -> _Led:
    """What starts in the past is compared with ("from"); two bounds are a stretch of days."""
    groups, first = found.groupdict(), dating.days.first
    if any(groups.get(name) for name in ("year2", "month2", "until")):
        return dating.role, dating.days
    if lead["word"] == "from" and (today is None or first is None or first <= today):
        return None
    return Role.FROM, Days(first, None)


def _until(dating: Dating, lead: re.Match[str], found: re.Match[str], today: date | None) -> _Led:
    first, last = dating.days.first, dating.days.last
    if lead["word"] == "before" and lead["clock"]:
        return dating.role, dating.days  # "just before noon on Tuesday" is on Tuesday
    if lead["edge"] in ("start", "beginning"):
        last = first
    if lead["word"] == "before" and first is not None:
        last = first - timedelta(days=1)
    return Role.UNTIL, Days(None, last)


_BEHIND = {"as-of": _as_of, "since": _since, "from": _from, "until": _until}
