"""Nouns beside a number that no verb ties to it: labels, asides, and the names of indexes.

"*Homes destroyed*: 96", "*the absence rate*, 9.7 percent, is high", "*the index* fell 400 points".
"""

from nlp.meaning.amounts import Parts
from nlp.meaning.clauses import Clause
from nlp.meaning.frame import PERSON
from nlp.meaning.level import GENERIC_NOUNS
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.text import MOVING, Grammar

_WAYS = frozenset({"up", "down", "higher", "lower"})


class Labels:
    """The nouns beside one number."""

    def __init__(self, frame: NumberFrame, wording: Wording, grammar: Grammar) -> None:
        self._frame, self._wording, self._grammar = frame, wording, grammar
        self._syntax = grammar.syntax

    def told(self) -> Parts | None:
        """The label before a colon: "*Homes destroyed*: 96"; of people harmed, where they were."""
        frame, syntax = self._frame, self._syntax
        label = self._wording.label_before(frame) if frame.noun is None else ()
        if not label or (len(label) == 1 and self._grammar.lemma(label[0]) in GENERIC_NOUNS):
            return None
        if frame.unit == PERSON and frame.state is not None and frame.state >= frame.last:
            where = "in" if syntax.label(label[-1]) == "GPE" else "at"
            return Parts(("people",), (), Clause((frame.state,), (where, *label)))
        said = self._wording.said_of(frame)  # "Army: 40% *fully vaccinated*"
        return Parts(("share", "of", *label), (), Clause(said)) if said else Parts(label)

    def apposed(self) -> Parts | None:
        """The noun that an aside gives the size of: "*the exemption rate*, 9.7 percent, is …"."""
        frame, syntax, anchor = self._frame, self._syntax, self._frame.anchor
        noun = syntax.heads[anchor]
        opens = self._grammar.word(syntax.edges(anchor)[0] - 1)
        closed = self._grammar.word(frame.last) in (",", ")", ";")
        if syntax.deps[anchor] != "appos" or frame.noun is not None or opens != "," or not closed:
            return None
        common = syntax.tags[noun] in ("NN", "NNS") and noun < frame.first
        if not common or syntax.find(noun, "nummod") or self._wording.is_out(noun):
            return None
        return Parts(self._wording.noun(noun), self._wording.behind(noun))

    def on_board(self) -> Parts | None:
        """The index that moves by points: "*the Dow* closed 400 points lower"."""
        frame, grammar = self._frame, self._grammar
        noun, subject = frame.noun_behind, frame.subject
        if frame.unit != "point" or noun is None or not grammar.is_noun(subject):
            return None
        ways = {grammar.word(frame.first - 1), grammar.word(noun + 1)}
        moved = grammar.lemma(frame.verb) in MOVING or not ways.isdisjoint(_WAYS)
        moved = moved and grammar.word(noun + 1) not in ("off", "from")
        if not moved or subject is None or self._wording.is_person(subject):
            return None
        named = self._wording.noun(self._wording.top(subject))
        proper = self._syntax.tags[subject] in ("NNP", "NNPS")
        return Parts(("value", "of", *named) if proper else named)
