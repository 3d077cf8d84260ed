"""The day of an event: the one day on which what an article tells of happened.

An accident, a disaster or an attack has a day, and the figures of the passage on it are that day's
("All figures of one event carry its date"). The day is named once; what follows goes on with it for
two paragraphs beyond the last words about the event.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.lexicon import pattern
from nlp.text.syntax import Span
from nlp.time.expressions import Period, Role, find_periods

REACH = 2
"""How many paragraphs on the day of an event still holds."""
_RECENT = timedelta(days=21)
"""How long before publication the event of a story lies; older ones are background."""
_HAPPENED = pattern("event_cues.happened")
_LATER = pattern("event_cues.later")
_WHEN = pattern("event_cues.when")
_LINES = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """The day of an event from one place of a text on; ``recent``: the story's own."""

    start: int
    paragraph: int
    period: Period
    recent: bool


class EventDays:
    """The days of the events of one document; ``sentences`` are its character spans in order."""

    def __init__(self, text: str, sentences: Sequence[Span], today: date | None) -> None:
        self._breaks = [found.start() for found in _LINES.finditer(text)]
        self._passages: list[Passage] = []
        self._touched: list[int] = []
        for start, end in sentences:
            if _HAPPENED.search(text, start, end) is None:
                continue
            paragraph = bisect_right(self._breaks, start)
            self._touched.append(paragraph)
            if _WHEN.search(text, start, end) is None or _LATER.search(text, start, end):
                continue
            period = _day_of(find_periods(text, start, end, today), today)
            if period is not None and period.days.first is not None:
                recent = today is None or period.days.first >= today - _RECENT
                self._passages.append(Passage(start, paragraph, period, recent))
        self._starts = [passage.start for passage in self._passages]

    def before(self, start: int) -> Period | None:
        """The day that a sentence at ``start`` goes on with, or ``None`` where none is near.

        One of long ago holds for its own paragraph; the story's own as long as the text stays with
        it.
        """
        paragraph = bisect_right(self._breaks, start)
        for passage in reversed(self._passages[: bisect_right(self._starts, start - 1)]):
            if passage.paragraph == paragraph:
                return passage.period
            if passage.recent:
                near = self._goes_on(passage.paragraph, paragraph)
                return passage.period if near else None
            if paragraph - passage.paragraph == 1:
                return None  # it may still be told of what happened long ago
        return None

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the text stays with an event from one paragraph to another."""
        at = first
        for paragraph in self._touched[bisect_right(self._touched, first) :]:
            if paragraph > last or paragraph - at > REACH:
                break
            at = paragraph
        return last - at <= REACH


def _day_of(periods: Sequence[Period], today: date | None) -> Period | None:
    """The day of the past that a sentence names; what happened long ago may have any length."""
    for period in periods:
        days = period.days
        if period.role is not Role.DURING or days.first is None or days.last is None:
            continue
        long_ago = today is not None and days.last < today - _RECENT
        if (days.first == days.last or long_ago) and (today is None or days.first <= today):
            return period
    return None
