"""Whether "half", "a third" or "three quarters" is a part of something or a turn of speech."""

import re

from nlp.lexicon import pattern
from nlp.numbers.numerals import FRACTION_SIGNS, Numeral
from nlp.numbers.sentence import Context

_BEHIND = pattern("number_clues.fraction.behind")
_BEFORE = pattern("number_clues.fraction.before")
_HALF_BEHIND = pattern("number_clues.fraction.half-behind")
_HALF_OF_A_GAME = pattern("number_clues.fraction.half-of-a-game")
_HEDGED = pattern("number_clues.hedged")
_NOT_HALF = re.compile(r"\b(?:more than|not) $")
_HALF_A_UNIT = pattern("number_clues.fraction.half-a-unit")
_QUARTER_OF_TIME = re.compile(r"\bof an? $|\bwithin $|\bevery $")
_QUARTERS_OF_TIME = pattern("number_clues.fraction.quarters-of-time")
_REACH = 24
"""Characters before a fraction that decide what it is: some three words."""


def is_part(context: Context, numeral: Numeral) -> bool:
    """Whether "half", "a third", "three quarters" are a part of something."""
    folded = context.folded
    words = folded[numeral.start : numeral.end]
    left = folded[max(0, numeral.start - _REACH) : numeral.start]
    if words[0].isdigit() or words[0] in FRACTION_SIGNS:
        return not (words[0].isdigit() and left.endswith("/"))
    if words in ("half", "a half"):
        return _is_half(folded, numeral.end, left)
    of = folded.startswith(" of ", numeral.end)
    if words.startswith(("a ", "an ")):
        if folded.startswith("quarter", numeral.start + 2) and _QUARTER_OF_TIME.search(left):
            return False
        return of or bool(_BEFORE.search(left) and _BEHIND.match(folded, numeral.end))
    if "quarters" in words and _QUARTERS_OF_TIME.search(left):
        return of
    return not folded.startswith("-final", numeral.end)


def _is_half(folded: str, end: int, left: str) -> bool:
    """ "half the boats", "about half", and not "the second half" or "half time"."""
    if left.endswith(" and "):
        return False
    if _HALF_A_UNIT.match(folded, end):
        return True
    if _HALF_OF_A_GAME.search(left) and not _NOT_HALF.search(left):
        return False
    return _HEDGED.search(left) is not None or _HALF_BEHIND.match(folded, end) is not None
