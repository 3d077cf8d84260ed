"""When: expressions of time, the calendar, and which number a time belongs to.

The door of the room: what other rooms use of it. See README.md.
"""

from nlp.time.attach import NO_TIMING, Timing, dates_event, dates_something, timing_of
from nlp.time.calendar import Days, published_day
from nlp.time.clauses import opens_apart
from nlp.time.costs import Timed
from nlp.time.event_day import EventDays
from nlp.time.expressions import Period, Role, find_periods
from nlp.time.story_day import day_of
from nlp.time.tense import Tense, tense_of

__all__ = [
    "NO_TIMING",
    "Days",
    "EventDays",
    "Period",
    "Role",
    "Tense",
    "Timed",
    "Timing",
    "dates_event",
    "dates_something",
    "day_of",
    "find_periods",
    "opens_apart",
    "published_day",
    "tense_of",
    "timing_of",
]
