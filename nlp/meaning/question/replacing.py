"""Which number took the place of which: words by which one supersedes another.

"Revised from eight to six", "earlier reports had put the toll at 40", "not eleven but fourteen".
"""

import re
from collections.abc import Sequence

from nlp.lexicon import pattern, patterns
from nlp.meaning.question.nearness import Line
from terms.enums import Change
from terms.model import ClaimFields


def _any(*ids: str) -> re.Pattern[str]:
    """The rows of the table as one pattern: the first of two that begin at one place is taken."""
    found = patterns("replacing", *ids).values()
    return re.compile("|".join(one.pattern for one in found), re.IGNORECASE)


_SUPERSEDING = _any("superseding.")
_SUPERSEDED = _any("superseded.")
_PROVISIONAL = pattern("replacing.provisional")
_REACH = 90
_PROVISIONAL_REACH = 40
_REVISED = pattern("replacing.between")
_LONGEST_BETWEEN = 40
_FROM = re.compile(r"\bfrom (?:\w+ )?$")
_TO = re.compile(r"\bto\b")
_MOVED_TO = (Change.INCREASE_TO, Change.DECREASE_TO)
_GOES_ON = pattern("replacing.goes-on")
_YEAR_AFTER = pattern("replacing.base-year")


def superseding_words(sentence: str) -> str | None:
    """The words of a sentence by which one number takes the place of another."""
    found = _SUPERSEDING.search(sentence)
    return found.group() if found else None


def superseded_words(line: Line, start: int) -> str | None:
    """The words before a number by which it was replaced; none where a number stands between."""
    before = line.text[:start][-_REACH:]
    found = list(_SUPERSEDED.finditer(before))
    if not found or line.has_number(start - len(before) + found[-1].end(), start):
        return None
    return found[-1].group()


def is_provisional(before: str) -> bool:
    """Is the number given as preliminary, by words just before it?"""
    return _PROVISIONAL.search(before[-_PROVISIONAL_REACH:]) is not None


def stands_after_from(before: str) -> bool:
    """ "From eight to six": does the number stand after "from"?"""
    return _FROM.search(before) is not None


def replacing(claim: ClaimFields, claims: Sequence[ClaimFields], line: Line) -> frozenset[int]:
    """Where the sentence's other numbers begin that replace this one, or are replaced by it."""
    return frozenset(
        other.start for other in claims if other is not claim and _revised(claim, other, line)
    )


def _revised(a: ClaimFields, b: ClaimFields, line: Line) -> bool:
    """Does the sentence print both, the one in place of the other ("revised from eight to six")?"""
    first, second = (a, b) if a.start <= b.start else (b, a)
    low, high = first.end - first.sentence_start, second.start - second.sentence_start
    other = line.has_number(low, high)
    for old, new in ((a, b), (b, a)):
        if old.change is Change.FROM_LEVEL:
            return new.change in _MOVED_TO or (new is first and not other)
    between = line.text[low:high]
    if other or len(between) >= _LONGEST_BETWEEN:
        return False
    before = line.text[: first.start - first.sentence_start][-25:]
    from_to = _FROM.search(before) and _TO.search(between)
    return bool(from_to or _REVISED.search(between))


def base_year(claim: ClaimFields) -> int | None:
    """The year of the earlier level that a change is reckoned from ("up 180 from 2023")."""
    if claim.change is None:
        return None
    found = _YEAR_AFTER.match(claim.sentence[claim.end - claim.sentence_start :])
    return int(found.group(1)) if found else None


def goes_on_about(sentence: str, sentence_start: int, before: ClaimFields | None) -> int | None:
    """Where the sentence directly before begins, if this one goes on about the number in it."""
    if before is None or _GOES_ON.match(sentence) is None:
        return None
    gap = sentence_start - (before.sentence_start + len(before.sentence))
    return before.sentence_start if 0 <= gap <= 1 else None
