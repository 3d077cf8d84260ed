"""Lengths of time that say when and claim nothing: "the past six months", "five years ago"."""

import re

from nlp.lexicon import patterns, rule
from nlp.numbers.no_claim.spans import Look
from nlp.numbers.sentence import Context

_LEFT = 70
"""How many characters before a length are looked at."""
_SHORT = frozenset({"second", "minute", "millisecond"})
_OF = patterns("no_claim", "window.")
_CLAUSE = re.compile(r"[.;:,]\s")


@rule("no-claim.window")
def look_of_length(context: Context, start: int, end: int, unit: str) -> Look | None:
    """ "the past six months", "five years ago", "the highest in 12 years": a place in time."""
    folded = context.folded
    left = folded[max(0, start - _LEFT) : start]
    if (found := _OF["window.after"].match(folded, end)) is not None:
        placed = found.group().startswith((" after", " before"))
        told = _OF["window.lasted"].search(left) or _OF["window.aside"].search(left)
        return None if placed and told else Look.PERIOD
    if _OF["window.before"].search(left):
        return Look.PERIOD
    if unit not in _SHORT and _is_placed(folded, left, end):
        return Look.PERIOD
    return Look.FREQUENCY if _OF["window.every"].search(left) else None


def _is_placed(folded: str, left: str, end: int) -> bool:
    """Whether a longer length is the time of a record, a period or another figure."""
    if _OF["window.superlative"].search(left):
        return True
    if _OF["window.to"].match(folded, end) and not left.endswith("for "):
        return True
    if _OF["window.in"].search(left) is None:
        return False
    clause = _CLAUSE.split(left)[-1]
    told = _OF["window.figure"].search(clause)
    return told is not None and _OF["window.feat"].search(clause) is None
