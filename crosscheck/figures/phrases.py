"""How near two short phrases are: by their words, unless something better is passed in.

Static embeddings were measured on annotated stories and add nothing once the predicate and the
counted thing are known, so none is required; any callable of the protocol may stand in.
"""

from typing import Protocol

from nlp.lexicon.stems import content_stems


class PhraseSimilarity(Protocol):
    """How near two short phrases are in meaning, 0 to 1, symmetric."""

    def __call__(self, phrase: str, other: str, /) -> float:
        """The similarity of two phrases."""


def lexical(phrase: str, other: str, /) -> float:
    """Shared content stems over all content stems; 0 where neither has any."""
    mine, theirs = content_stems(phrase), content_stems(other)
    both = mine | theirs
    return len(mine & theirs) / len(both) if both else 0.0
