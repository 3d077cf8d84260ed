"""What is printed: numerals, units, money, ranges, hedges, and numbers that are no claims.

The door of the wing. ``find_quantities`` reads the numbers of a text by its surface, ``refine``
drops those that a parse shows to be none, ``strict`` and ``pragmatic`` give their intervals;
``dimension_of`` and ``conversion`` know units.
"""

from nlp.numbers.gapped import Gap, gaps_of
from nlp.numbers.heads import with_head_unit
from nlp.numbers.intervals import pragmatic, strict
from nlp.numbers.looks import Look
from nlp.numbers.parsed import refine
from nlp.numbers.quantities import Candidate, find_candidates, find_quantities, has_number
from nlp.numbers.units import conversion, dimension_of
from nlp.numbers.years import is_printed_like_year

__all__ = [
    "Candidate",
    "Gap",
    "Look",
    "conversion",
    "dimension_of",
    "find_candidates",
    "find_quantities",
    "gaps_of",
    "has_number",
    "is_printed_like_year",
    "pragmatic",
    "refine",
    "strict",
    "with_head_unit",
]
