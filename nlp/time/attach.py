"""Which expression of time belongs to which number.

A period counts for the numbers of its own clause and of those below it; one that only says when
somebody spoke, what something is compared with, or since when it is a record, counts for none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.text.grammar import Grammar
from nlp.time.calendar import UNRESOLVED, Days
from nlp.time.clauses import Clause, is_of_aftermath
from nlp.time.costs import DatedToken, Pair, Timed, cost_of, is_then, tells
from nlp.time.expressions import Period, Role
from nlp.time.setting import Back
from terms.enums import Change

_FARTHEST = 26.0
"""The cost from which a period says nothing of a number any more."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a number holds: the words, the days, and the day on which it was counted."""

    text: str | None = None
    days: Days = UNRESOLVED
    as_of: date | None = None


NO_TIMING = Timing()


def timing_of(
    number: Timed,
    periods: Sequence[Period],
    others: Sequence[Timed],
    grammar: Grammar,
    before: Days = UNRESOLVED,
) -> Timing:
    """The timing of a number among the periods of its sentence.

    ``others`` are all the sentence's numbers, ``before`` the days of the number before it in the
    paragraph: what "a year earlier" counts from where its own sentence names nothing.
    """
    period = _cheapest(number, periods, others, grammar)
    if period is None:
        return NO_TIMING
    period = _named_in_brackets(period, periods, grammar)
    days = period.days
    if period.role is Role.EARLIER or period.back is not None:
        days = _moved_back(period, periods, before)
        if number.change is Change.FROM_LEVEL and _is_of_unresolved(period, periods, days):
            days = UNRESOLVED  # "first-quarter sales of £4m, against £3m *a year ago*"
    elif period.role is Role.SINCE and number.start >= period.end:
        days = period.named if is_then(period, number, grammar) else days
    as_of = period.days.last if period.role in (Role.AS_OF, Role.NOW) else None
    return Timing(period.text, days, as_of)


def _cheapest(
    number: Timed, periods: Sequence[Period], others: Sequence[Timed], grammar: Grammar
) -> Period | None:
    """The period that costs least, the first of equals, if it is near enough."""
    if not periods:
        return None
    clause = Clause.of(number.binding, number.state, grammar)
    costs = [
        cost_of(Pair(number, DatedToken.of(period, grammar), others, clause, grammar))
        for period in periods
    ]
    best = min(costs)
    return periods[costs.index(best)] if best < _FARTHEST else None


def dates_something(period: Period, grammar: Grammar) -> bool:
    """Whether a period dates what its sentence tells, not its telling or another figure."""
    return period.role is not Role.EARLIER and not tells(DatedToken.of(period, grammar), grammar)


def dates_event(period: Period, grammar: Grammar) -> bool:
    """Whether a period dates what its sentence tells, and that is not what came of an event."""
    token = DatedToken.of(period, grammar).token
    return dates_something(period, grammar) and not is_of_aftermath(token, grammar)


def _named_in_brackets(period: Period, periods: Sequence[Period], grammar: Grammar) -> Period:
    """The date in brackets behind a period, where one says which day is meant: "last Sunday (3
    March)"; else the period."""
    text = grammar.syntax.text
    for other in periods:
        gap = text[period.end : other.start]
        if other.role is period.role and gap.strip() == "(" and other.days.first is not None:
            return other
    return period


def _moved_back(period: Period, periods: Sequence[Period], before: Days) -> Days:
    """The days of another period of the sentence, or of the one before, moved back.

    Where there is none, "a year ago" is counted from today, and "a year earlier" from nothing.
    """
    is_ago = period.role is not Role.EARLIER
    bases = [
        one.days
        for one in sorted(periods, key=lambda one: abs(one.start - period.start))
        if one.role in (Role.DURING, Role.POINT) and one.back is None
    ]
    for base in bases if is_ago else (*bases, before):
        if base.first is None or base.last is None:
            continue
        back = period.back
        if not is_ago and period.days.first is not None:
            back = Back(12 * (base.first.year - period.days.first.year), 0)
        if back is None or not any(back) or (is_ago and not _is_finer(base, back)):
            continue
        last = back.of(base.last + timedelta(days=1))
        last = last - timedelta(days=1) if last else None
        return Days(last if base.first == base.last else back.of(base.first), last)
    return period.days if is_ago else UNRESOLVED


def _is_of_unresolved(period: Period, periods: Sequence[Period], days: Days) -> bool:
    """Whether a period that nothing moved back is told beside one that has no days."""
    beside = (one for one in periods if one.role is Role.DURING and one is not period)
    return days == period.days and any(one.days.first is None for one in beside)


def _is_finer(base: Days, back: Back) -> bool:
    """Whether a period is shorter than the step that leads back from it: May, a year ago."""
    if base.first is None or base.last is None:
        return False
    return (back.of(base.last) or base.first) < base.first
