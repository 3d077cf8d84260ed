"""Whether a count is a running total, newly added, or the state of one moment."""

import re

from terms.enums import Accumulation, Change, Kind
from terms.model import Quantity

_NEW_BEFORE = re.compile(
    r"\b(?:another|a further|an additional|an extra|further|additional)(?: (?:about|around|some"
    r"|estimated|at least))* $"
)
_NEW_AFTER = re.compile(r"^(?: (?:new|more|additional|further|extra|fresh)\b| (?:\w+ ){1,2}more\b)")
_TOTAL = re.compile(
    r"\b(?:total|totals|totalled|totaled|totalling|totaling|toll|in all|altogether|overall"
    r"|cumulative|so far"
    r"|to date|since the (?:start|beginning|outbreak)|tally|combined|brings? the|bringing)\b"
)
_SNAPSHOT = re.compile(
    r"\b(?:currently|at present|as of|remain(?:s|ed|ing)?|still|now (?:in|at|being|under)"
    r"|at the moment|stands? at"
    r"|stood at|in (?:hospital|custody|intensive care))\b"
)
_PHRASE = re.compile(r"[,;—]")


def accumulation_of(
    quantity: Quantity, change: Change | None, sentence: str, offset: int
) -> Accumulation | None:
    """What a count (or sum) adds up to; ``offset`` is where ``sentence`` starts in the text.

    "Another 12", "12 new cases": new; "a total of 340", "so far": total; "12 remain in hospital":
    snapshot; ``None`` where the words do not say.
    """
    if quantity.kind not in (Kind.COUNT, Kind.MONEY):
        return None
    start, end = quantity.start - offset, quantity.end - offset
    near = _PHRASE.split(sentence[max(0, start - 60) : start].lower())[-1]
    after = _PHRASE.split(sentence[end : end + 45].lower())[0]
    if _NEW_BEFORE.search(near) or _NEW_AFTER.match(after):
        return Accumulation.NEW
    if change is not None and change not in (Change.INCREASE_TO, Change.DECREASE_TO):
        return None
    if _TOTAL.search(near) or _TOTAL.search(after):
        return Accumulation.TOTAL
    if change is None and (_SNAPSHOT.search(near) or _SNAPSHOT.search(after)):
        return Accumulation.SNAPSHOT
    return None
