"""The day of a vote, for its numbers in a sentence that names none.

"The house passed the bill on Tuesday. The vote was 285 to 120": the day is told with the act, its
numbers a sentence or two later, or before it. The nearest sentence before the number that tells of
a vote and a day decides, else the nearest behind; one that names two days gives none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from nlp.lexicon import pattern, rule
from nlp.text.grammar import Grammar
from nlp.text.sentences import Span
from nlp.time.attach import dates_event
from nlp.time.costs import DatedToken
from nlp.time.expressions import Period
from nlp.time.story_day import day_of, is_day
from nlp.time.tense import looks_ahead, verb_above

_VOTED = pattern("event_cues.voted")
_ANY = re.compile("")
_BACK, _AHEAD = 3, 2
"""Sentences before and behind the number in which the day of its vote is looked for."""
_NEAR = 90
"""Characters between a day and the words of a vote that was held on it."""
_RECENT = timedelta(days=8)
"""How long before publication the vote of a story lies; older ones are background."""

Named = tuple[Span, Sequence[Period]]
"""A sentence's characters, and the expressions of time in it."""


@rule("time.day-of-vote")
def vote_day(
    at: int, sentence: Callable[[int], Named], today: date | None, grammar: Grammar
) -> Period | None:
    """The day of the vote whose numbers the sentence numbered ``at`` gives.

    ``sentence`` reads one by its number; only those around are read.
    """
    before = range(at - 1, max(-1, at - 1 - _BACK), -1)
    behind = range(at + 1, min(len(grammar.syntax.sentences), at + 1 + _AHEAD))
    for place in (*before, *behind):
        days = list(_days(sentence(place), today, grammar))
        if days:
            return _the_one(days)
    return _the_one(list(_days(sentence(at - 1), today, grammar, _ANY))) if at else None


def _the_one(days: Sequence[Period]) -> Period | None:
    """The first of several mentions of one day."""
    return days[0] if len({day_of(one) for one in days}) == 1 else None


def _days(
    named: Named, today: date | None, grammar: Grammar, told: re.Pattern[str] = _VOTED
) -> Iterator[Period]:
    """The days of a sentence on which a vote was held, or what ``told`` matches was done."""
    (start, end), periods = named
    text = grammar.syntax.folded
    for period in periods:
        first = period.days.first
        recent = first is None or today is None or first >= today - _RECENT
        low, high = max(start, period.start - _NEAR), min(end, period.end + _NEAR)
        if (
            recent
            and is_day(period, today)
            and told.search(text, low, high)
            and dates_event(period, grammar)
            and not _is_ahead(period, grammar)
        ):
            yield period


def _is_ahead(period: Period, grammar: Grammar) -> bool:
    """Whether the verb of a time tells what is still to come."""
    verb = verb_above(DatedToken.of(period, grammar).token, grammar)
    return verb is not None and looks_ahead(verb, grammar) is True
