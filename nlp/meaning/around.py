"""What the readers of a measure look at: one number, and the words and clauses around it."""

from nlp.meaning.clauses import Clauses
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.text import Grammar


class Around:
    """One number with its surroundings: its record, the words a phrase may use, its clauses."""

    def __init__(
        self, frame: NumberFrame, wording: Wording, clauses: Clauses, grammar: Grammar
    ) -> None:
        self._frame, self._wording, self._clauses = frame, wording, clauses
        self._grammar, self._syntax = grammar, grammar.syntax
