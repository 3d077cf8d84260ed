"""Which time expression belongs to which number.

A period counts for the numbers of its own clause; one that only says when somebody spoke, or since
when something is a record, counts for none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlp import calendars
from nlp.calendars import UNRESOLVED, Days
from nlp.grammar import Binding, Grammar
from nlp.periods import Period, Role
from nlp.vocabulary import Change

_SAYING = frozenset(
    """
        say tell announce state write tweet post add warn note explain comment publish
        release declare confirm disclose reveal speak
        """.split()
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told [\w ]{1,30}|announced|wrote|tweeted|added|stated|confirmed|spoke|speaking|interview|statement|conference"
    r"|published|released|report|reported|reports|data|figures)(?: in an? [\w ]{1,20}| at an? [\w ]{1,20})?,?(?: out| released| published| issued)?"
    r"(?: on| in| late| early| this)? ?$"
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|worst|best|first|last|highest|lowest|biggest|largest|smallest|deadliest|record|strongest|weakest|fastest|slowest"
    r"|longest|shortest|sharpest|steepest|\w{4,}est)\b[\w ,'’-]{0,40}$"
)
_RELATIVE = re.compile(r"^,? (?:when|where|in which|during which|after which)\b")
_FAR = 1000.0


@dataclass(frozen=True, slots=True)
class Timing:
    """When a number holds: the words, the days, and the day on which it was counted."""

    text: str | None = None
    days: Days = UNRESOLVED
    as_of: date | None = None


NO_TIMING = Timing()


def timing_of(
    start: int,
    end: int,
    change: Change | None,
    binding: Binding,
    periods: Sequence[Period],
    others: Sequence[tuple[int, int]],
    grammar: Grammar,
) -> Timing:
    """The timing of the number ``start``:``end`` among the periods of its sentence.

    ``others`` are the spans of all the sentence's numbers.
    """
    best: tuple[float, Period] | None = None
    for period in periods:
        cost = _cost(start, end, change, binding, period, others, grammar)
        if cost < _FAR and (best is None or cost < best[0]):
            best = (cost, period)
    if best is None:
        return NO_TIMING
    period = best[1]
    days = period.days
    if period.role is Role.EARLIER:
        days = _earlier(period, periods)
    as_of = None
    if period.role in (Role.AS_OF, Role.NOW):
        as_of = period.days.last
    return Timing(period.text, days, as_of)


def _earlier(period: Period, periods: Sequence[Period]) -> Days:
    """The days of another period of the sentence, moved back; unresolved where there is none."""
    if not period.shift_months:
        return UNRESOLVED
    for other in periods:
        if other.role is Role.DURING and other.days.first and other.days.last:
            first = calendars.shift(other.days.first, months=-period.shift_months)
            last = calendars.shift(other.days.last, months=-period.shift_months)
            return Days(first, last)
    return UNRESOLVED


def _cost(
    start: int,
    end: int,
    change: Change | None,
    binding: Binding,
    period: Period,
    others: Sequence[tuple[int, int]],
    grammar: Grammar,
) -> float:
    """How far a period stands from a number; ``_FAR`` when it cannot be its."""
    syntax = grammar.syntax
    text = syntax.text
    token = syntax.token_at(period.start)
    low, high = syntax.chars(*syntax.bounds(token))
    before = text[low : period.start]
    if period.start < end and start < period.end:
        return _FAR
    after = period.start >= end
    between = text[end : period.start] if after else text[period.end : start]
    numbers = sum(
        1 for a, b in others if (end <= a and b <= period.start) or (period.end <= a and b <= start)
    )
    if _SPOKEN.search(before.lower()[-70:]) and not _passive(token, grammar):
        return _FAR
    if period.role is Role.SINCE and _SUPERLATIVE.search(before.lower()):
        return (
            _FAR if not _RELATIVE.match(text[period.end : high]) or not start >= period.end else 1.0
        )
    direct = len(between.strip(" ,(")) < 6
    if period.role is Role.EARLIER and change is not Change.FROM_LEVEL and not direct:
        return _FAR
    compared = re.search(
        r"\b(?:up|down|higher|lower|compared (?:with|to)|against|than|from|versus|vs)(?: (?:the|about|around|\w+ in))? ?$",
        before.lower()[-30:],
    )
    if compared and change is not Change.FROM_LEVEL and after:
        return _FAR if not direct or "from" in compared.group() else 5.0
    if _RELATIVE.match(text[period.end : high]) and start < period.start:
        return _FAR
    cost = len(between) / 10 + 4.0 * numbers
    cost += 6.0 * len(re.findall(r";|—| – |: | while | whereas | but ", between))
    cost += 2.0 * between.count(",")
    cost += 0.0 if _same_clause(token, binding, grammar) else 8.0
    if change is Change.FROM_LEVEL and not after:
        cost += 6.0
    return cost if cost < 60 else _FAR


def _passive(token: int, grammar: Grammar) -> bool:
    """Whether the saying verb over a period is passive: "cases were reported in May" is no speech."""
    syntax = grammar.syntax
    at = token
    for _ in range(6):
        if grammar.is_verb(at):
            return any(syntax.deps[kid] in ("auxpass", "nsubjpass") for kid in syntax.kids[at]) or (
                syntax.deps[at] == "acl" and syntax.tags[at] == "VBN"
            )
        head = syntax.heads[at]
        if head == at:
            return False
        at = head
    return False


def _same_clause(token: int, binding: Binding, grammar: Grammar) -> bool:
    syntax = grammar.syntax
    at = token
    for _ in range(6):
        if at == binding.verb or at == binding.noun or at == binding.governor:
            return True
        if grammar.is_verb(at):
            return False
        head = syntax.heads[at]
        if head == at:
            return False
        at = head
    return False
