"""People of whom a sentence says what befell them and no noun counts them: "killing 12", "40 were
hurt", "two injured"."""

from collections.abc import Callable

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.amounts import Parts
from nlp.meaning.around import Around
from nlp.meaning.clauses import NO_CLAUSE, Clause, Clauses, Place
from nlp.meaning.frame import PERSON
from nlp.meaning.level import GENERIC_NOUNS
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.text import PERSON_STATES, PERSON_VERBS, Grammar
from nlp.text.tags import TIME_LABELS
from terms.enums import Kind

_WHERE = frozenset({"in", "at", "after", "near", "during"})
_GATHERINGS = words("people", "gathering")
PUTTING = frozenset({"put", "place"})


class People(Around):
    """The readings of one number that counts people."""

    def __init__(
        self,
        frame: NumberFrame,
        wording: Wording,
        clauses: Clauses,
        grammar: Grammar,
        phrase_of: Callable[[int, Place], Parts | None],
    ) -> None:
        """``phrase_of`` gives the phrase of a noun that counts itself: "a *crowd* of 40"."""
        super().__init__(frame, wording, clauses, grammar)
        self._phrase_of = phrase_of

    def parts(self) -> Parts | None:
        """People of whom only their fate is said: "killing 12", "40 were hurt"."""
        frame, grammar = self._frame, self._grammar
        if frame.quantity.kind is not Kind.COUNT or frame.unit != PERSON:
            return None
        state, governor = frame.state, frame.governor
        put = grammar.lemma(frame.verb) in PUTTING  # "police put the number *at 9,000*"
        at = grammar.word(frame.prep) == "at" and frame.noun is None and not put
        if at and frame.subject is not None:
            whose = self._clauses.subject(frame.subject)  # "dies *at 81*"
            return Parts(("age",), ("of", *whose)) if whose else None
        of_the = tuple(self._syntax.words[frame.last : frame.last + 2])
        if of_the == ("of", "the") and grammar.word(frame.last + 2) in PERSON_STATES:
            harmed = ("among", frame.last + 1, frame.last + 2)  # "seven *of the injured*"
            return Parts(("people",), harmed, self._clauses.of(self._clauses.place(None)))
        if grammar.word(frame.last) in PERSON_STATES:  # "Two *injured*, the mayor says"
            fate, wording = (self._syntax.words[frame.last],), self._wording
            where = wording.complements(frame.last) or wording.trimmed_at(frame.last + 1, _WHERE)
            last = where[-1] if where else None
            if isinstance(last, int) and self._syntax.label(last) in TIME_LABELS:
                where = ()  # "hurt in *Monday night* | shooting"
            return Parts(("people",), (), Clause(fate, where))
        label = grammar.word(frame.first - 2)
        if grammar.word(frame.first - 1) == ":" and label in PERSON_STATES:
            return Parts(("people",), (), Clause((label,)))
        if state is not None and self._syntax.words[state] in PERSON_STATES:
            return Parts(("people",), (), Clause((state,), self._wording.complements(state)))
        if state is not None and grammar.lemma(state) in PERSON_VERBS and grammar.is_verb(state):
            return Parts(("people",), (), self._done(state))
        aim = self._wording.behind_number(frame, frozenset({"to"}))
        if aim and self._wording.aims(aim) and frame.role == "dobj" and frame.verb is not None:
            done = verb_forms(grammar.lemma(frame.verb))[2]  # "prompted hundreds *to march*"
            return Parts(("people",), (), Clause((done,), aim))
        grouped = state is None or state == governor
        if governor is not None and grouped and grammar.lemma(governor) in _GATHERINGS:
            return self._phrase_of(governor, self._clauses.place(governor))
        group = self._group() if grouped else ()
        clause = NO_CLAUSE if group else self._clauses.of(self._clauses.place(None))
        return Parts(("people",), group, clause)

    def _group(self) -> Part:
        """What people are in: "a *family* of four"."""
        frame, grammar = self._frame, self._grammar
        governor = frame.governor
        if governor is None or not grammar.is_noun(governor) or governor >= frame.first:
            return ()
        if grammar.lemma(governor) in GENERIC_NOUNS or grammar.word(frame.prep) != "of":
            return ()
        return ("in", *self._wording.noun(governor))

    def _done(self, verb: int) -> Clause:
        """People with a verb of harm: "killing 12" killed them, of "34 died" they did it."""
        if verb == self._frame.verb:
            clause = self._clauses.of(self._clauses.place(None))
            if clause.predicate:
                return clause
        participle = verb_forms(self._grammar.lemma(verb))[2]
        return Clause((participle,), self._wording.complements(verb))
