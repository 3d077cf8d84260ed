"""What reviewers answer of two claims: the words for it, and what most of them say."""

from collections import Counter
from collections.abc import Mapping

ANSWERS: Mapping[str, tuple[str, str | None]] = {
    "same_conflict": ("S", "C"),
    "same_update": ("S", "U"),
    "same_agree": ("S", "A"),
    "part": ("P", None),
    "other_event": ("E", None),
    "other_time": ("T", None),
    "other_subject": ("J", None),
    "other_measure": ("M", None),
    "no_claim": ("N", None),
    "unsure": ("X", None),
}
"""How two claims stand to each other, as reviewers answer it → label and verdict of a pair."""
UNDONE = "undone"
"""Takes back what its actor answered on a pair."""
UNSURE = "unsure"


def most_answer(by_actor: Mapping[str, str]) -> str | None:
    """The answer that more reviewers give than any other; who is unsure gives none.

    >>> most_answer({"ana": "part", "ben": "part", "eve": "same_conflict", "flo": "unsure"})
    'part'
    """
    votes = Counter(a for a in by_actor.values() if a in ANSWERS and a != UNSURE).most_common(2)
    if not votes or (len(votes) == 2 and votes[0][1] == votes[1][1]):
        return None
    return votes[0][0]
