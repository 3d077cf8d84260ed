"""How common a word is: the share of articles that may be expected to hold it, by powers of two.

The table, ``frequencies.tsv``, comes from a corpus of books (see ``benchmarks.frequencies``): it
knows no event, no season and no country's politics. That it is fixed keeps the similarity of two
articles independent of what else the ledger holds, so that adding articles one by one gives the
same stories as adding them at once.
"""

import math
from functools import cache
from importlib.resources import files

UNLISTED = 5
"""The step of words that fewer than one in 32 articles hold: they are in no table."""


@cache
def _steps() -> dict[str, int]:
    """By stem, k where more than one in 2 ** (k + 1) articles holds it."""
    table = files("crosscheck.articles").joinpath("frequencies.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines()[1:])
    return {stem: int(step) for stem, step in pairs}


def weight(stem: str) -> float:
    """The inverse document frequency of a stem: 0.7 to 4.2."""
    return math.log(2.0) * (_steps().get(stem, UNLISTED) + 1)
