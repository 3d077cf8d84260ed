"""Whether "half", "a third" or "three quarters" is a part of something or a turn of speech."""

import re

from nlp.numbers.numerals import FRACTION_SIGNS, Numeral
from nlp.numbers.sentence import Context

_PART_AFTER = re.compile(
    r" (?:of|the|a|an|its|their|his|her|our|that|those|these|as|are|is|were|was|had|have|has"
    r"|said|say|to|in|from"
    r"|less|more|higher|lower|fewer|and|or|by|since|over|on|at|for|each|with|after|this|last"
    r"|would|will|remain"
    r"|than|within|who|which|believe|think|support|voted|oppose|agree|do|did|live|work|per)\b"
    r"|[.,;:)?!—–]|$"
)
_HALF_AFTER = re.compile(
    r"[ -](?:of|the|an?|its|their|his|her|our|that|those|these|as|are|were|was|said|say|all"
    r"|this|percent|per cent"
    r"|percentage|point|inch|mile|hour|day|year|week|pint|tonne|ton|acre|price|dozen|remain"
    r"|believe|think|voted"
    r"|support|oppose|had|have|who|in|by|since|from|to|and|or|over|what|century)\b|[.,;:)]|$"
)
_PART_BEFORE = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|roughly|over|some|least|up to|under|approximately"
    r"|only|just|to|close to"
    r"|cut|at|of|another|well over|from|most) $"
)
_HALF_NOT = re.compile(
    r"(?:\b(?:first|second|other|latter|better|top|bottom|opening|this|one|final|the|last"
    r"|former|each|either|every"
    r"|early|closing|upper|lower|northern|southern|eastern|western|back|front|left|right|per"
    r"|a season and a|more"
    r"|not) |-)$"
)


_HEDGED = re.compile(
    r"\b(?:than|nearly|almost|about|around|roughly|over|least|under|approximately|up to|close to) $"
)
_HALF_A_UNIT = re.compile(r"-(?:mile|inch|hour|day|acre|metre|meter|kilomet(?:er|re)|tonne|ton)-")
_HALF_NAME = re.compile(
    r"[- ](?:time|term|way|marathon|brother|sister|past|dead|empty|full|price)\b"
)


def is_part(context: Context, numeral: Numeral) -> bool:
    """Whether "half", "a third", "three quarters" are a part of something."""
    folded = context.folded
    words = folded[numeral.start : numeral.end]
    left = folded[max(0, numeral.start - 24) : numeral.start]
    if words[0].isdigit() or words[0] in FRACTION_SIGNS:
        return not (words[0].isdigit() and left.endswith("/"))
    if words in ("half", "a half"):
        if left.endswith(" and "):
            return False
        if _HALF_A_UNIT.match(folded, numeral.end):
            return True
        if _HALF_NOT.search(left) and not re.search(r"\b(?:more than|not) $", left):
            return False
        if _HEDGED.search(left):
            return _HALF_NAME.match(folded, numeral.end) is None
        return _HALF_AFTER.match(folded, numeral.end) is not None
    if words.startswith(("a ", "an ")):
        if re.search(r"\bof an? $|\bwithin $|\bevery $", left) and folded.startswith(
            "quarter", numeral.start + 2
        ):
            return False
        if _PART_BEFORE.search(left) and re.match(
            r" (?:of|[.,;)]|$)|[.,;)]|$", folded[numeral.end : numeral.end + 4]
        ):
            return True
        if re.match(r" (?:of )", folded[numeral.end : numeral.end + 4]):
            return True
        return (
            bool(_PART_BEFORE.search(left)) and _PART_AFTER.match(folded, numeral.end) is not None
        )
    if "quarters" in words and re.search(
        r"\b(?:past|last|next|previous|first|consecutive|few|several|in|for|straight) $", left
    ):
        return re.match(r" of ", folded[numeral.end : numeral.end + 4]) is not None
    return not folded.startswith("-final", numeral.end)
