"""One sentence as the number rules see it."""

import re
from dataclasses import dataclass

from nlp.lexicon import words

_TITLED = 0.75
"""Share of capitals among a line's longer words from which it is a headline in capitals."""
_STAY_SMALL = words("sentence_words", "small-in-titles")
_SMALL = 8
"""One in so many of the other longer words of a headline in capitals may be small."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,40}")
_READ = 600
"""How many characters of a sentence are looked at for its capitals."""


@dataclass(frozen=True, slots=True)
class Context:
    """What one sentence says of its own print: the text, its folded view, and how it is cased."""

    folded: str
    tidied: str
    titled: bool

    @classmethod
    def of(cls, folded: str, tidied: str) -> "Context":
        """Judge whether capitals mean anything: not in headlines and not in ALL CAPS."""
        found = _LONG_WORD.findall(tidied, 0, _READ)
        small = [word for word in found if not word[0].isupper()]
        others = sum(word not in _STAY_SMALL for word in small)
        capital = len(found) - len(small) >= _TITLED * len(found)
        return cls(folded, tidied, len(found) > 2 and capital and others * _SMALL <= len(found))
