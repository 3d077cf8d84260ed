"""One sentence as the number rules see it."""

import re
from dataclasses import dataclass

_TITLED = 0.75
"""Share of capitals among a line's longer words from which it is a headline in capitals."""
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
        words = _LONG_WORD.findall(tidied, 0, _READ)
        capital = sum(word[0].isupper() for word in words)
        return cls(folded, tidied, len(words) > 2 and capital >= _TITLED * len(words))
