"""Which claims answer one question: facets, pairs, groups, readings, arithmetic."""

from crosscheck.figures.across import join_across
from crosscheck.figures.arithmetic import misreckoned
from crosscheck.figures.facets import facets_of
from crosscheck.figures.grouping import find_figures
from crosscheck.figures.keys import SHARED, key_rows, keys_of
from crosscheck.figures.percapita import PerCapita, per_capita
from crosscheck.figures.restated import join_restated
from crosscheck.figures.slips import join_slips, swapped

__all__ = [
    "SHARED",
    "PerCapita",
    "facets_of",
    "find_figures",
    "join_across",
    "join_restated",
    "join_slips",
    "key_rows",
    "keys_of",
    "misreckoned",
    "per_capita",
    "swapped",
]
