"""The day of the event that a whole text is about, chosen among the days that it names.

A report on a shooting names the day of it, the day on which a man was charged, that of a vigil, and
that on which police spoke. Which of them is the day of the event is a judgement about wording: each
mention of a day gets a probability from a logistic regression (``story_day.json``) over the words
near it, its place and how long before publication it lies, fitted on days of incidents that a
public register knows (``benchmarks.training.story_day``). Mentions of one day speak together.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from nlp.lexicon import pattern
from nlp.text.folding import fold
from nlp.time.expressions import Period, Role

LEAST = 0.5
"""The probability from which a day is taken for the event's."""
_CUES = {
    name: pattern(f"event_cues.{name}")
    for name in ("happened", "happening", "custody", "told", "clock", "later")
}
_BORDER = re.compile(r"[;:,()\u2013\u2014\u201c\u201d\"]|\band\b|\bbut\b")
_PART, _PART_OF_NOW = pattern("event_cues.part-of-day"), pattern("event_cues.part-of-now")
_WEEKDAY = re.compile(r"[A-Z][a-z]+day\b")
_NEAR = 60
"""Characters around a day in which a cue is near it."""
_LAGS = (0, 1, 3, 8, 22, 61)
"""Days before publication at which the steps of a day's age begin."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A day that a text names: where, and in the how manieth paragraph (the headline is 0)."""

    period: Period
    sentence: tuple[int, int]
    paragraph: int


def story_day(mentions: Sequence[Mention], folded: str, today: date | None) -> Period | None:
    """When what a (folded) text is about happened; ``None`` where no day is probable enough."""
    doubt: dict[date | str | None, float] = defaultdict(lambda: 1.0)
    best: dict[date | str | None, tuple[float, Period]] = {}
    for mention in mentions:
        day = day_of(mention.period)
        sure = probability(features(mention, folded, today))
        doubt[day] *= 1 - sure
        if day not in best or sure > best[day][0]:
            best[day] = (sure, mention.period)
    day = min(doubt, key=lambda one: doubt[one], default=None)
    return None if day is None or 1 - doubt[day] < LEAST else best[day][1]


def day_of(period: Period) -> date | str | None:
    """The day that an expression names, by its weekday where the text has no date."""
    if period.days.first is not None:
        return period.days.first
    found = _WEEKDAY.search(period.text)
    return found[0] if found else None


def is_day(period: Period, today: date | None) -> bool:
    """Whether an expression names one day that is not to come."""
    first, last = period.days.first, period.days.last
    if first is None and today is None and period.role is Role.DURING:
        return _WEEKDAY.search(period.text) is not None
    if first is None or first != last or period.role not in (Role.DURING, Role.NOW):
        return False
    if period.role is Role.NOW and _PART_OF_NOW.search(fold(period.text)) is None:
        return False
    return today is None or first <= today


def tells_of_event(folded: str, start: int, end: int) -> bool:
    """Whether a sentence has a word of an event: a bare time stamp has none."""
    return any(_CUES[name].search(folded, start, end) for name in ("happened", "happening"))


def features(mention: Mention, folded: str, today: date | None) -> dict[str, float]:
    """What speaks for and against a day's being that of the event, by name."""
    period, (start, end) = mention.period, mention.sentence
    low, high = _clause(folded, period, start, end)
    found = {"headline": float(mention.paragraph == 0), "opening": float(mention.paragraph == 1)}
    found["second"] = float(mention.paragraph == 2)
    found["far down"] = min(mention.paragraph, 20) / 20
    for name, form in _CUES.items():
        found[f"{name} in the sentence"] = float(form.search(folded, start, end) is not None)
        found[f"{name} in the clause"] = float(form.search(folded, low, high) is not None)
        found[f"{name} near"] = max(_nearness(form, folded, period, start, end), default=0.0)
        found[f"{name} right behind"] = float(form.match(folded, period.end + 1, end) is not None)
    found["part of the day"] = float(_PART.search(folded, period.start, high) is not None)
    found["now"] = float(period.role is Role.NOW)
    found |= _age(period, today)
    return found


def _age(period: Period, today: date | None) -> dict[str, float]:
    lag = -1 if today is None or period.days.first is None else (today - period.days.first).days
    steps = zip(_LAGS, (*_LAGS[1:], math.inf), strict=True)
    found = {f"{first} days before or more": float(first <= lag < last) for first, last in steps}
    return found | {"age unknown": float(lag < 0)}


def _clause(folded: str, period: Period, start: int, end: int) -> tuple[int, int]:
    """The stretch around a day up to the next mark or "and" on either side."""
    low = max((m.end() for m in _BORDER.finditer(folded, start, period.start)), default=start)
    stop = _BORDER.search(folded, period.end, end)
    return low, stop.start() if stop else end


def _nearness(
    form: re.Pattern[str], folded: str, period: Period, start: int, end: int
) -> Iterator[float]:
    low, high = max(start, period.start - _NEAR), min(end, period.end + _NEAR)
    for found in form.finditer(folded, low, high):
        gap = max(period.start - found.end(), found.start() - period.end, 0)
        yield 1 - gap / (_NEAR + 1)


def probability(found: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """How probably a mention of a day is one of the event's, by the weights that are shipped."""
    weights = weights or _weights()
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-odds))


@cache
def _weights() -> dict[str, float]:
    path = Path(__file__).with_name("story_day.json")
    return {str(k): float(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()}
