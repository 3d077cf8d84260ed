"""What reviewers answer of two claims: the words for it, and what most of them say.

A language model answers as well, under a name of its own; what a person says stands above it.
"""

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
MODEL = "model:"
"""What the names of actors begin with that are no persons."""


def is_model(actor: str) -> bool:
    """Is it a language model that decided?"""
    return actor.startswith(MODEL)


def most_answer(by_actor: Mapping[str, str]) -> str | None:
    """The answer that more reviewers give than any other; who is unsure gives none.

    A model is heard only where no person has answered, not even that they are unsure.

    >>> most_answer({"ana": "part", "ben": "part", "eve": "same_conflict", "flo": "unsure"})
    'part'
    >>> most_answer({"model:m": "part", "flo": "unsure"})
    """
    given = {actor: answer for actor, answer in by_actor.items() if answer in ANSWERS}
    persons = {actor: answer for actor, answer in given.items() if not is_model(actor)}
    votes = Counter(a for a in (persons or given).values() if a != UNSURE).most_common(2)
    if not votes or (len(votes) == 2 and votes[0][1] == votes[1][1]):
        return None
    return votes[0][0]
