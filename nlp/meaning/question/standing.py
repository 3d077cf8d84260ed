"""What kind of statement a number stands in: a fact or not, one witness's view, a thing of many.

All of it is read from the words beside the number, and a cue counts for the number that it is bound
to by distance. What the cues say keeps a clash from being certain; they never part two claims.
"""

import re
from dataclasses import dataclass

from nlp.lexicon import pattern
from nlp.lexicon.stems import words_of
from nlp.meaning.question.nearness import Line, is_number

_BESIDE = 5.0
_CLAUSE = re.compile(r"[,;:–—(]|\band\b")
_CLAUSE_BEFORE = re.compile(r"[,;:.–—]|\band\b")
_COPULA = re.compile(r"\b(?:was|were|is|are)\b")
_GENERIC = pattern("question_cues.generic")
_ADDRESSED = pattern("question_cues.addressed")
_WITNESS = pattern("question_cues.witness")
_OWN_DEED = pattern("question_cues.own-deed")
_FRESH = pattern("question_cues.fresh")
_FRESH_WORDS = 3
_NAME_AFTER = re.compile(r"[- ](?:[a-z]+[- ])?[A-Z][\w-]+")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]+ \(?$")
_POLL = pattern("question_cues.poll")
_WHICH = pattern("question_cues.which")
_AREA = pattern("question_cues.area")


@dataclass(frozen=True, slots=True)
class Telling:
    """How a sentence tells its numbers: the spans of its cues, and what holds for all numbers.

    ``generic`` are words for what usually is.
    """

    generic: tuple[tuple[int, int], ...]
    addressed: bool
    witness: bool
    poll: bool
    which: frozenset[str]


def telling_of(sentence: str) -> Telling:
    """Read the cues of a sentence, once for all of its numbers."""
    return Telling(
        generic=_spans(_GENERIC, sentence),
        addressed=_ADDRESSED.search(sentence) is not None,
        witness=_WITNESS.search(sentence) is not None,
        poll=_POLL.search(sentence) is not None,
        which=frozenset(m.group(1).casefold() for m in _WHICH.finditer(sentence)),
    )


def _spans(pattern: re.Pattern[str], sentence: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(sentence))


def standing_of(line: Line, telling: Telling, start: int, end: int) -> str:
    """Is the number told as a fact, or as what usually holds ("rule")?"""
    if telling.addressed:
        return "rule"
    if any(line.distance(start, end, *span) <= _BESIDE for span in telling.generic):
        return "rule"
    return "told"


def is_own_deed(before: str) -> bool:
    """Do the words right before a number say what one person saw or did ("she treated 12")?"""
    return _OWN_DEED.search(before) is not None


def is_in_name(sentence: str, start: int, end: int) -> bool:
    """Is a size part of a name: "the 13-inch Lumo Book"?"""
    return "-" in sentence[start:end] and bool(
        _NAME_AFTER.match(sentence, end) or _NAME_BEFORE.search(sentence[:start])
    )


def area_of(sentence: str, end: int) -> frozenset[str]:
    """The lower-cased words of the place named after the number ("killed 12 in the Oster valley").

    It is looked for up to the next number, comma or clause.
    """
    rest = _CLAUSE.split(sentence[end:], maxsplit=1)[0]
    found = _AREA.search(rest)
    if found is None:
        return frozenset()
    number = next((word for word in words_of(rest) if is_number(word)), None)
    if number is not None:
        found = _AREA.search(rest[: number.start])
    return frozenset(found.group(1).casefold().split()) if found else frozenset()


def is_fresh(sentence: str, start: int) -> bool:
    """Does the number belong to a thing newly brought in: "another study in 84 women"?"""
    before = _CLAUSE_BEFORE.split(sentence[:start])[-1]
    found = list(_FRESH.finditer(before))
    if not found:
        return False
    between = before[found[-1].end() :]
    return len(between.split()) <= _FRESH_WORDS and not _COPULA.search(between)
