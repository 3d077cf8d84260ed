"""When the event of a number was, as far as its text names years, days and words of another time.

A cue counts for the number that it is bound to: one nearby in its clause, or one that opens the
sentence ("In July 2012, …"). A year elsewhere in the sentence is another number's.
"""

import re
from dataclasses import dataclass

from nlp.lexicon import pattern
from nlp.lexicon.days import MONTHS
from nlp.meaning.question.nearness import Line
from terms.question import TimeCue

_NEAR = 6.0
_OPENING = 45
_YEAR = re.compile(r"(?<![\d.,$£€])\b(1[5-9]\d\d|20\d\d)\b(?![,.]?\d)")
_PAST = pattern("question_cues.past")
_OWN_TIME = pattern("question_cues.own-time")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_OPENING_WORDS = pattern("question_cues.opening")
_FARTHEST_BACK = 3
_OPENING_CLAUSE = 60
_MONTH_NAMES = (
    f"(?:{'|'.join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))})\\.?"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m1>{_MONTH_NAMES}) (?P<d1>\d{{1,2}})\b(?!,?\d)"
    rf"|\b(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH_NAMES})(?!\w)"
)
_MONTH = re.compile("|".join(sorted({name[:3].capitalize() for name in MONTHS})))
_PAST_WORD = pattern("question_cues.past-word")
"""Sentences without one of these words name no time of the past: a quick look before a slow one."""
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|of|mid-|late|early|last|until|by) ?(?P<month>{_MONTH_NAMES})(?!\w| \d)"
)


@dataclass(frozen=True, slots=True)
class NamedTimes:
    """Every time that a sentence names: the span of each, and the year, day or month it is."""

    years: tuple[tuple[int, int, int], ...] = ()
    days: tuple[tuple[int, int, str], ...] = ()
    past: tuple[tuple[int, int], ...] = ()


NO_TIMES = NamedTimes()


def named_times(sentence: str) -> NamedTimes:
    """All times that a sentence names, whichever number they belong to."""
    months = _MONTH.search(sentence) is not None
    days = []
    if months:
        for match in _MONTH_DAY.finditer(sentence):
            name, day = match["m1"] or match["m2"], int(match["d1"] or match["d2"])
            days.append((*match.span(), f"{_number(name):02d}-{day:02d}"))
        for match in _MONTH_ALONE.finditer(sentence):
            days.append((*match.span(), f"{_number(match['month']):02d}"))
    past: tuple[tuple[int, int], ...] = ()
    if _PAST_WORD.search(sentence):
        past = tuple(match.span() for match in _PAST.finditer(sentence))
    years = tuple((*match.span(), int(match.group())) for match in _YEAR.finditer(sentence))
    return NamedTimes(years, tuple(days), past) if years or days or past else NO_TIMES


def _number(name: str) -> int:
    return MONTHS[name.casefold().rstrip(".")]


def time_cue(line: Line, named: NamedTimes, start: int, end: int) -> TimeCue:
    """The times that are bound to the number at ``start``–``end`` of a sentence."""
    if named is NO_TIMES:
        return TimeCue()
    years = {
        year for low, high, year in named.years
        if (high <= start or low >= end) and _bound(line, start, end, low, high)
    }  # fmt: skip
    days = {day for low, high, day in named.days if _bound(line, start, end, low, high)}
    past = any(_bound(line, start, end, low, high) for low, high in named.past)
    return TimeCue(frozenset(years), frozenset(days), past)


def scene_times(text: str, sentence_start: int) -> tuple[TimeCue, ...]:
    """The times that earlier sentences of the same paragraph set by opening with them.

    "On August 29, a missile crossed the island. It flew 2,700 km": the second sentence belongs to
    29 August as well, unless a sentence between names a day of its own. The nearest comes first.
    """
    found = []
    paragraph = text.rfind("\n", 0, sentence_start) + 1
    before = _SENTENCE_END.split(text[paragraph:sentence_start].strip())
    for sentence in reversed(before[-_FARTHEST_BACK:]):
        opening = sentence[:_OPENING_CLAUSE]
        named = named_times(opening)
        if named is not NO_TIMES:
            cue = time_cue(Line(opening), named, len(sentence), len(sentence))
            if cue.other:
                found.append(cue)
        if names_own_time(sentence):
            break
    return tuple(found)


def names_own_time(sentence: str) -> bool:
    """Does a sentence place itself in the days of the article ("on Tuesday", "now")?"""
    return bool(_OWN_TIME.search(sentence))


def _bound(line: Line, start: int, end: int, low: int, high: int) -> bool:
    sentence = line.text
    opens = low < _OPENING and high <= start
    if opens and "," in sentence[high : high + 12]:
        return True
    if opens and _OPENING_WORDS.fullmatch(sentence[:low]):
        return True
    return line.distance(start, end, low, high) <= _NEAR
