"""What a number takes over from those before it: the noun it counts, the time it holds for.

"This was up 180" measures what the sentence before did. A period is carried into the next sentence
of the paragraph when the same subject continues, and through the passage on one event for what it
did to people and things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.calendars import Days
from nlp.facets import Facets
from nlp.lexicon import HUMAN_STATES, HUMAN_VERBS, RESULTS
from nlp.model import Quantity
from nlp.timing import Timing
from nlp.vocabulary import Kind

EVENT_PARAGRAPHS = 2
"""How many paragraphs on the day of an event still holds for those it harmed."""

_GOES_ON = re.compile(
    r"\b(?:a further|another|at (?:that|the same) (?:point|time|stage|date)|at the time|by then"
    r"|that (?:year|month|week|day|period)|the same (?:year|month|period|day)|of (?:them|these"
    r"|those|whom)"
    r"|the remaining|the rest|the others?)\b",
    re.IGNORECASE,
)
# Verbs of what a disaster or an accident does to things and traffic.
_EVENT_VERBS = frozenset(
    """
    bury destroy damage flatten demolish wreck flood burn derail overturn capsize cancel ground
    divert pull rescue involve topple uproot gut block sink
    """.split()
)
_SUMS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE})
_REPORTING = 27  # days of the shortest period that a company reports on
_SAME_ONE = re.compile(
    r"(?:He|She|They|It) (?!ha[sd]\b|have\b|is\b|are\b|will\b|would\b|may\b|can\b|could\b"
    r"|\w+s\b)\w+"
)
_THE_PERIOD = re.compile(
    r"\b(?:over|in|during|for) (?:the|that) (?:quarter|half|period)"
    r"(?! (?:of|to|end|from|before|ahead))"
)
_PAST_EVENT = re.compile(
    r"\b(?:previous|earlier|last (?:year|month|decade)|ago|since|worst|history|historic|similar"
    r"|another"
    r"|in recent|over the (?:past|last|years)|every (?:year|day|month)|each (?:year|day)|annually"
    r"|a year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """A number already read: where it stood, what it measured and when."""

    quantity: Quantity
    facets: Facets
    timing: Timing
    sentence: int
    paragraph: int


def is_harm(predicate: str | None, unit: str | None) -> bool:
    """Whether a count is of people killed, hurt, held or driven out."""
    return (
        predicate in HUMAN_VERBS
        or predicate in HUMAN_STATES
        or unit in ("death", "casualty", "fatality", "injury")
        or predicate in ("death", "casualty", "fatality", "injury")
    )


def predecessor(
    facets: Facets, quantity: Quantity, before: Sequence[Before], sentence: int, paragraph: int
) -> Before | None:
    """The number that an elliptic one goes on with, or ``None`` when it stands on its own."""
    if not before or before[-1].paragraph != paragraph:
        return None
    last = before[-1]
    if facets.points:
        return last
    if facets.state < 0 and last.sentence == sentence and last.quantity.kind is quantity.kind:
        return last
    if facets.unit is None and quantity.kind is Kind.COUNT:
        return next((one for one in reversed(before[-3:]) if one.quantity.kind is Kind.COUNT), None)
    return None


def _same_subject(one: Before, facets: Facets, quantity: Quantity) -> bool:
    """Whether two numbers measure one thing; shares and sums of one unit need one predicate too."""
    if one.quantity.kind is not quantity.kind or one.facets.unit != facets.unit:
        return False
    alike = quantity.kind in (Kind.COUNT, Kind.MEASUREMENT)
    return alike or one.facets.predicate == facets.predicate


def _is_event(facets: Facets, quantity: Quantity) -> bool:
    """Whether a count is of what an event did: those it harmed, what it buried, halted or hit."""
    if is_harm(facets.predicate, facets.unit):
        return True
    return quantity.kind is Kind.COUNT and facets.predicate in _EVENT_VERBS


def _length(days: Days) -> int:
    """Days from the first to the last of a period, or -1 where an end is open."""
    return -1 if days.first is None or days.last is None else (days.last - days.first).days


def _tells_on(words: str) -> bool:
    """Whether a sentence goes on in the past with the same he, she, it or they."""
    return _SAME_ONE.match(words) is not None and _PAST_EVENT.search(words) is None


def _reports_on(words: str, near: Sequence[Before]) -> bool:
    """Whether results are told that belong to the reporting period of the sentence before."""
    if _length(near[-1].timing.days) < _REPORTING:
        return False
    money = any(one.quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATE) for one in near)
    return money and not RESULTS.isdisjoint(words.lower().split()[:12])


def carried_timing(
    facets: Facets,
    quantity: Quantity,
    words: str,
    before: Sequence[Before],
    sentence: int,
    paragraph: int,
) -> Timing | None:
    """The timing that holds on from an earlier sentence; ``words`` are the sentence's own."""
    near = [one for one in before if one.sentence == sentence - 1 and one.paragraph == paragraph]
    if near and near[-1].timing.text and near[-1].timing.days.first is not None:
        same = any(_same_subject(one, facets, quantity) and one.timing.text for one in near)
        if facets.points or same or _GOES_ON.search(words):
            return near[-1].timing
        if quantity.kind in _SUMS and (_tells_on(words) or _reports_on(words, near)):
            return near[-1].timing
    if _THE_PERIOD.search(words):
        named = [one for one in before[-8:] if paragraph - one.paragraph <= 1]
        spans = [one.timing for one in named if _length(one.timing.days) >= _REPORTING]
        return max(spans, key=lambda timing: timing.days.end or "") if spans else None
    if not _is_event(facets, quantity) or _PAST_EVENT.search(words):
        return None
    for one in reversed(before):
        if paragraph - one.paragraph > EVENT_PARAGRAPHS:
            return None
        timing = one.timing
        if timing.text and _is_event(one.facets, one.quantity):
            single = timing.days.first is not None and timing.days.first == timing.days.last
            return timing if single else None
    return None
