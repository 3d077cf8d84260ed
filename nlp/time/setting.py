"""What a resolver may look at, and what it gives: the part that a time plays, and its days."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from nlp.lexicon import pattern, words
from nlp.text.grammar import Grammar
from nlp.time import calendar
from nlp.time.calendar import Days
from nlp.time.tense import Tense, looks_ahead, tense_of, verb_above

_AHEAD, _PARTED = pattern("time_cues.ahead"), pattern("time_cues.parted")
_LIMITS = pattern("time_cues.limits")
_TIMES = words("time_units")
_LEAD = 30
"""Characters before an expression in which the word that makes it a limit stands."""
_WINDOW = 70
"""Characters before an expression in which words of what is to come count."""


class Role(StrEnum):
    """What a time expression says of what it stands with."""

    DURING = auto()  # in 2019, last week, between 2010 and 2015
    POINT = auto()  # at the end of 2017: the state on one day
    NOW = auto()  # now, today, currently: the day of publication
    UNTIL = auto()  # by 2040, until March: an open start
    SINCE = auto()  # since 2019, year-to-date: up to the day of publication
    FROM = auto()  # from 2030, starting in May: an open end
    AS_OF = auto()  # as of Friday, so far
    EARLIER = auto()  # a year earlier, the same period last year: another figure's time, shifted


class Back(NamedTuple):
    """How far one time lies before another."""

    months: int
    days: int

    def of(self, moment: date) -> date | None:
        """The day so far before another."""
        return calendar.shift(moment, months=-self.months, days=-self.days)


class Dating(NamedTuple):
    """The part a time expression plays, its days, and how far it lies before its sibling's."""

    role: Role
    days: Days
    back: Back | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a resolver may look at: the folded sentence (``offset`` is where it starts in the
    text), the day it was published, the parse, and the country of the outlet."""

    folded: str
    today: date | None
    offset: int = 0
    grammar: Grammar | None = None
    country: str | None = None

    def verb(self, found: re.Match[str]) -> int | None:
        """The verb that an expression stands with."""
        if self.grammar is None:
            return None
        span = (self.offset + found.start(), self.offset + found.end())
        if self.modifies(found):
            return None
        return verb_above(self.grammar.anchor(*self.grammar.tokens(*span)), self.grammar)

    def modifies(self, found: re.Match[str]) -> bool:
        """Whether an expression only modifies a noun: "Thursday's news", "the 2004 flood"."""
        if self.grammar is None:
            return False
        span = (self.offset + found.start(), self.offset + found.end())
        token = self.grammar.anchor(*self.grammar.tokens(*span))
        syntax = self.grammar.syntax
        of_noun = syntax.deps[token] in ("poss", "compound", "amod", "nmod", "nummod")
        return of_noun and syntax.words[syntax.heads[token]] not in _TIMES

    def tense(self, found: re.Match[str]) -> Tense | None:
        """The tense of that verb."""
        verb = self.verb(found)
        return None if verb is None or self.grammar is None else tense_of(verb, self.grammar)

    def ahead(self, found: re.Match[str]) -> bool:
        """Whether verb or words before speak of what is still to come; "since" never does."""
        if self.folded[: found.start()].endswith("since "):
            return False
        verb, low = self.verb(found), found.start()
        limits = _LIMITS.search(self.folded, max(0, low - _LEAD), low) is not None
        if verb is not None and self.grammar is not None:
            told = looks_ahead(verb, self.grammar, limits=limits)
            if told is not None:
                return told
        start = max(0, low - _WINDOW)
        for parted in _PARTED.finditer(self.folded, start, low):
            start = parted.end()
        return _AHEAD.search(self.folded, start, low) is not None
