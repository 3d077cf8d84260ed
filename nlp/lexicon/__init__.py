"""English as data: tables of words and patterns with an id, an example and a counter-example each.

The door of the room: ``words``, ``columns``, ``alternation``, ``pattern`` read the tables beside
this file, ``verbs`` gives every form of the verbs in one; ``rule`` registers a rule that is code.
See README.md for the form of a table.
"""

from nlp.lexicon.inflection import all_forms, verb_forms, verbs
from nlp.lexicon.registry import RULES, Rule, rule
from nlp.lexicon.tables import (
    Row,
    alternation,
    alternatives,
    column,
    is_off,
    pattern,
    patterns,
    row_of,
    rows,
    tables,
    words,
)

__all__ = [
    "RULES",
    "Row",
    "Rule",
    "all_forms",
    "alternation",
    "alternatives",
    "column",
    "is_off",
    "pattern",
    "patterns",
    "row_of",
    "rows",
    "rule",
    "tables",
    "verb_forms",
    "verbs",
    "words",
]
