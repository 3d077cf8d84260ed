"""How rare a word is in English at large: a fixed table, the same whatever a ledger holds.

So the likeness of two articles depends on the two alone, and articles that come one by one make the
same stories as articles that come at once.
"""

from functools import cache
from importlib.resources import files

_COMMONEST = 7.0
_RAREST = 1.5
"""Ends of Zipf's scale between which rarity runs; a word that is not in the table is rarest."""
STEPS = 55
"""The table has tenths of that scale: so many steps has rarity between 0 and 1."""


@cache
def _table() -> dict[str, float]:
    text = files("crosscheck.articles").joinpath("frequencies.tsv").read_text(encoding="utf-8")
    found: dict[str, float] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            step, _, words = line.partition("\t")
            found |= dict.fromkeys(words.split(), float(step))
    return found


def rarity(word: str) -> float:
    """0 for "the", about 0.15 for "people", 1 for a word that is in no list; lower case wanted.

    A single letter is no word: 0.
    """
    if len(word) == 1:
        return 0.0
    step = _table().get(word.removesuffix("'s").removesuffix("’s"), _RAREST)
    return max(0.0, _COMMONEST - step) / (_COMMONEST - _RAREST)
