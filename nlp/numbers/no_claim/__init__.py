"""Numbers that are no claims: dates, times, names, ages, scores, "one", periods of time.

The door of the room. ``taken`` finds spans that own their digits, ``look`` judges one number by the
words beside it, ``look_of_length`` a length of time, ``is_score`` and ``is_vote`` a pair, all of
one sentence without a parse; ``refine`` looks again with one. The patterns are the table
``no_claim``.
"""

from nlp.numbers.no_claim.names import kept, refine
from nlp.numbers.no_claim.neighbours import look, look_of_length
from nlp.numbers.no_claim.spans import Look, Taken, is_score, is_vote, taken

__all__ = [
    "Look",
    "Taken",
    "is_score",
    "is_vote",
    "kept",
    "look",
    "look_of_length",
    "refine",
    "taken",
]
