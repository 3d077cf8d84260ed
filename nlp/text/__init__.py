"""How a text is laid out and parsed: sentences, tables, regions, the parse and its walks.

The door of the room: what needs no model. ``parser`` and ``languages`` load one and are imported
by name. See README.md.
"""

from nlp.text.binding import (
    LEVEL_VERBS,
    MOVING,
    MOVING_OBJECT,
    PERSON_STATES,
    PERSON_VERBS,
    TOTALS,
    Binding,
    bind,
    expected_by,
    has_verb,
    is_parsed,
    preposition_before,
)
from nlp.text.cues import Cues
from nlp.text.folding import fold, tidy
from nlp.text.grammar import Grammar
from nlp.text.layout import Regions, Row, find_rows, measure_in_row
from nlp.text.noun_phrases import Border, noun_phrase
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Span, Syntax
from nlp.text.tags import NOUN_TAGS

__all__ = [
    "LEVEL_VERBS",
    "MOVING",
    "MOVING_OBJECT",
    "NOUN_TAGS",
    "PERSON_STATES",
    "PERSON_VERBS",
    "TOTALS",
    "Binding",
    "Border",
    "Cues",
    "Grammar",
    "Regions",
    "Row",
    "Span",
    "Syntax",
    "bind",
    "expected_by",
    "find_rows",
    "fold",
    "has_verb",
    "is_parsed",
    "measure_in_row",
    "noun_phrase",
    "preposition_before",
    "split_sentences",
    "tidy",
]
