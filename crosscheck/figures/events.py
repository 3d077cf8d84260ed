"""Which event a number belongs to, as far as dates tell: years, days and words of another time.

A cue counts for the number that it is bound to: one nearby in its clause, or one that opens the
sentence ("In July 2012, …"). A year elsewhere in the sentence is another number's.
"""

import re
from dataclasses import dataclass
from datetime import date

from crosscheck import lexicon
from crosscheck.figures.binding import distance

_NEAR = 6.0
_OPENING = 45
_YEAR = re.compile(r"(?<![\d.,$£€])\b(1[5-9]\d\d|20\d\d)\b(?![,.]?\d)")
_PAST = re.compile(
    r"\blast (?:year|month|summer|winter|autumn|fall|spring|decade|century)\b"
    r"|\b(?:a|\w+) (?:years?|months?|decades?|centuries) (?:ago|earlier|before)\b"
    r"|\bby comparison\b|\bin comparison\b|\bback in\b|\bsince then\b"
    r"|\b(?:previous|earlier|another|similar|separate) (?:\w+ )?(?:attack|quake|earthquake|crash|"
    r"shooting|election|incident|accident|case|bombing|raid|fire|flood|storm|disaster|vote|launch|"
    r"explosion|outbreak)\b"
    r"|\bjust over an? (?:year|month)\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|now|yesterday|tonight|currently|"
    r"this (?:week|morning|afternoon|evening|month|year))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
# What may stand before a time that opens a sentence: "In April", "By the end of".
_OPENING_WORDS = re.compile(
    rf"\W*(?:(?:in|on|by|during|since|back|early|late|mid|the|end|of|until|at|{'|'.join(lexicon.MONTHS)})"
    r"\b[\s-]*){0,4}",
    re.IGNORECASE,
)
_FARTHEST_BACK = 3
_OPENING_CLAUSE = 60
_MONTHS = {
    name[:size]: number
    for number, name in enumerate(lexicon.MONTHS, start=1)
    for size in (3, 4, len(name))
}
_MONTH_NAMES = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m1>{_MONTH_NAMES}) (?P<d1>\d{{1,2}})\b(?!,?\d)"
    rf"|\b(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH_NAMES})(?!\w)"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|of|mid-|late|early|last|until|by) ?(?P<month>{_MONTH_NAMES})(?!\w| \d)"
)


@dataclass(frozen=True, slots=True)
class EventTime:
    """Other years, other days ("12-31") or months ("12"), or words like "last summer"."""

    years: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()
    past: bool = False

    @property
    def other(self) -> bool:
        """Do the words point to another event than the article's own?"""
        return bool(self.years or self.days or self.past)


def event_time(sentence: str, start: int, end: int, published: str | None) -> EventTime:
    """The cues of another time that are bound to the number at ``start``–``end``.

    ``published`` is the article's date: its own year and the days within a week of it are no cue.
    """
    own_year = int(published[:4]) if published else None
    years = set()
    for match in _YEAR.finditer(sentence):
        year = int(match.group())
        outside = match.end() <= start or match.start() >= end
        if year != own_year and outside and _bound(sentence, start, end, match):
            years.add(year)
    days = set()
    for match in _MONTH_DAY.finditer(sentence):
        name = match["m1"] or match["m2"]
        month, day = _MONTHS[name.casefold().rstrip(".")], int(match["d1"] or match["d2"])
        near = published is not None and _within_week(published, month, day)
        if published is not None and not near and _bound(sentence, start, end, match):
            days.add(f"{month:02d}-{day:02d}")
    for match in _MONTH_ALONE.finditer(sentence):
        month = _MONTHS[match["month"].casefold().rstrip(".")]
        other = published is not None and (int(published[5:7]) - month) % 12 not in (0, 1, 11)
        if other and _bound(sentence, start, end, match):
            days.add(f"{month:02d}")
    past = any(_bound(sentence, start, end, match) for match in _PAST.finditer(sentence))
    return EventTime(frozenset(years), frozenset(days), past)


def carried_time(text: str, sentence_start: int, published: str | None) -> EventTime:
    """The time that an earlier sentence of the same paragraph sets by opening with it.

    "On August 29, a missile crossed the island. It flew 2,700 km": the second sentence belongs to
    29 August as well, unless it, or one between, names a day of its own.
    """
    paragraph = text.rfind("\n", 0, sentence_start) + 1
    before = _SENTENCE_END.split(text[paragraph:sentence_start].strip())
    for sentence in reversed(before[-_FARTHEST_BACK:]):
        end = len(sentence)
        opening = event_time(sentence[:_OPENING_CLAUSE], end, end, published)
        if opening.other:
            return opening
        if names_own_time(sentence):
            break
    return EventTime()


def names_own_time(sentence: str) -> bool:
    """Does a sentence place itself in the days of the article ("on Tuesday", "now")?"""
    return bool(_OWN_TIME.search(sentence))


def _bound(sentence: str, start: int, end: int, match: re.Match[str]) -> bool:
    opens = match.start() < _OPENING and match.end() <= start
    if opens and "," in sentence[match.end() : match.end() + 12]:
        return True
    if opens and _OPENING_WORDS.fullmatch(sentence[: match.start()]):
        return True
    return distance(sentence, start, end, match.start(), match.end()) <= _NEAR


def _within_week(published: str, month: int, day: int) -> bool:
    own = date.fromisoformat(published[:10])
    for year in (own.year - 1, own.year, own.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:  # 29 February, or a day that the month does not have
            continue
        if abs((own - named).days) <= 7:
            return True
    return False
