"""Whether a number counts a part, a rest or all but so many, and what its line is a row of."""

import re
from collections.abc import Sequence

from nlp.lexicon import pattern
from nlp.lexicon.days import MONTHS
from nlp.lexicon.stems import STOPWORDS, content_stems
from nlp.meaning.question.nearness import Line

_LABEL = pattern("question_cues.label")
_LONGEST_LABEL = 6
_REST_BEFORE = pattern("question_cues.rest.before")
_REST_AFTER = pattern("question_cues.rest.after")
_COMPLEMENT = pattern("question_cues.complement")
_PART = pattern("question_cues.part.after")
_PART_OF = pattern("question_cues.part.before")
_INHABITED = pattern("question_cues.inhabited")
_INHABITANTS = pattern("question_cues.inhabitants")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?(?: ?: ?\d\d)? ?([ap])\. ?m\b"
    r"|\b(\d{1,2})(?:[:.](\d\d))?([ap])m\b"
    r"|\b([01]?\d|2[0-3]):(\d\d)\b",
    re.IGNORECASE,
)


_PART_REACH = 24
"""Characters before a number in which "including" still makes it a part."""
_REST_REACH, _COMPLEMENT_REACH, _INHABITED_REACH = 24, 12, 32
"""One more than the longest phrase that the pattern takes: a pattern that ends at the number need
not look further back."""


def is_part(before: str, after: str) -> bool:
    """Do the words beside the number make it a part ("12 of the passengers", "of them 12")?"""
    return bool(_PART_OF.search(before[-_PART_REACH:]) or _PART.match(after))


def is_rest(before: str, after: str) -> bool:
    """Does the number count what is left of a whole ("another 12", "12 others")?"""
    return bool(_REST_BEFORE.search(before[-_REST_REACH:]) or _REST_AFTER.match(after))


def is_complement(before: str) -> bool:
    """Does the number count what is left out ("all but 12")?"""
    return _COMPLEMENT.search(before[-_COMPLEMENT_REACH:]) is not None


def counts_inhabitants(before: str, after: str) -> bool:
    """Does a count say how many people live somewhere?"""
    return bool(_INHABITED.search(before[-_INHABITED_REACH:]) or _INHABITANTS.match(after))


def item_of(before: str) -> str | None:
    """The label before a colon when the number stands in a list: "Riverside mall: 12 dead"."""
    found = _LABEL.search(before) if ":" in before else None
    if found is None or len(found.group(1).split()) > _LONGEST_LABEL:
        return None
    return " ".join(sorted(content_stems(found.group(1)))) or None


def landmarks_of(line: Line, right: Sequence[int], left: Sequence[int]) -> frozenset[str]:
    """Stems of the capitalised words after the number, up to the next one, else before it.

    They name what the number is measured from ("14 miles north of Westerbrook") or was paid for
    ("$300 at Toy Castle"). Weekdays and months are none; ``right`` and ``left`` are the places of
    the words beside the number.
    """
    for places in (right, left):
        found = frozenset(
            line.words[place].stem
            for place in places
            if line.words[place].capital
            and place
            and line.surfaces[place] not in STOPWORDS
            and line.surfaces[place] not in MONTHS
        )
        if found:
            return found
    return frozenset()


def clock_times(sentence: str) -> frozenset[int]:
    """The times of day that a sentence prints, in minutes after midnight."""
    found = set()
    for hour, minute, half, hour2, minute2, half2, hour3, minute3 in _CLOCK.findall(sentence):
        hours, minutes = int(hour or hour2 or hour3), int(minute or minute2 or minute3 or 0)
        if (half or half2).casefold() == "p" and hours < 12:
            hours += 12
        elif (half or half2).casefold() == "a" and hours == 12:
            hours = 0
        found.add(hours * 60 + minutes)
    return frozenset(found)
