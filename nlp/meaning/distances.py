"""Distances: how far a thing is from another, or how far it went.

"The wall is 200 feet from home plate" measures the distance of the wall from home plate, "in Orlo,
5 miles west of Lorn" that of Orlo from Lorn, "fell 60 metres from a ledge" the distance fallen.
"""

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.amounts import Parts
from nlp.meaning.around import Around
from nlp.meaning.clauses import Clause
from nlp.meaning.level import COPULAS
from nlp.meaning.printing import Part
from nlp.text.tags import PLACE_LABELS

_AWAY = words("measures", "away")
_MUTUAL = frozenset({("each", "other"), ("one", "another")})
_BESIDE = frozenset({"npadvmod", "dobj", "advmod"})
_PERSONS = words("people", "noun")
_GOING = words("durations", "verb.going")


class Distances(Around):
    """The readings of one number that is a length."""

    def away(self) -> Parts | None:
        """How far a thing is: "the wall is 200 feet *from home plate*"."""
        frame, syntax = self._frame, self._syntax
        behind = self._wording.past_brackets(frame.last)
        at = next((t for t in range(behind, behind + 4) if self._opens_from(t)), None)
        if at is None:
            return None
        if tuple(syntax.words[at + 1 : at + 3]) in _MUTUAL:
            both = self._clauses.subject(frame.subject)
            return Parts(("distance",), ("between", *both) if both else ())
        noun = syntax.find(at, "pobj")
        if noun is None or not self._grammar.is_noun(noun) or self._wording.is_out(noun):
            return None
        prep: int | str = "from" if syntax.words[at] == "of" else at
        there: Part = (prep, *self._wording.noun(noun), *self._wording.behind(noun))
        still = frame.verb is not None and self._grammar.lemma(frame.verb) in COPULAS
        subject = self._clauses.subject(frame.subject) if still else self._apposed()
        if subject:
            return Parts(("distance",), ("of", *subject, *there))
        gone = self._gone()
        return (
            Parts(("distance",), (), Clause(gone, there)) if gone else Parts(("distance",), there)
        )

    def went(self) -> Parts | None:
        """How far somebody went or fell: "a climber fell *60 metres* to his death"."""
        subject = self._grammar.subject(self._frame.verb) if self._frame.verb is not None else None
        human = self._grammar.lemma(subject) in _PERSONS or (
            subject is not None and self._syntax.label(subject) == "PERSON"
        )
        own = self._frame.prep is None and self._frame.noun_behind is None
        gone = (
            self._gone() if human and own and self._grammar.word(self._frame.last) != "of" else ()
        )
        if not gone or self._frame.verb is None:
            return None
        where = self._wording.complements(self._frame.verb, frozenset({"prep"}))
        return Parts(("distance",), (), Clause(gone, where))

    def _apposed(self) -> Part:
        """The place with a name that a distance tells of behind a comma: "in *Orlo*, 5 miles …"."""
        syntax, at = self._syntax, self._wording.opens
        low, _ = syntax.bounds(at)
        named: Part = ()
        while (
            at - 2 >= low and syntax.words[at - 1] == "," and syntax.label(at - 2) in PLACE_LABELS
        ):
            entity = syntax.entity(at - 2)
            if entity is None:
                break
            at, named = entity[0], tuple(range(*entity[:2]))  # of "Orlo, Velm," the first
        return named

    def _gone(self) -> Part:
        """Who went so far: "distance *the climber fell* from a ledge"."""
        frame = self._frame
        verb = frame.verb
        if verb is None or frame.role not in _BESIDE or self._grammar.lemma(verb) not in _GOING:
            return ()
        subject = self._clauses.subject(self._grammar.subject(verb))
        if subject and self._wording.is_finite(verb):
            return (*subject, *self._wording.verb(verb))
        return (verb_forms(self._grammar.lemma(verb))[2],)

    def _opens_from(self, token: int) -> bool:
        """Whether a preposition of distance stands at a token: "*from*", "south *of* Orlo"."""
        syntax = self._syntax
        _, high = syntax.bounds(self._frame.first)
        if token >= high or syntax.tags[token] != "IN":
            return False
        if syntax.words[token] in _AWAY:
            return True
        if syntax.words[token] == "of" and token == self._wording.past_brackets(self._frame.last):
            # "within 40 miles of Orlo"
            return "within" in syntax.words[self._frame.first - 2 : self._frame.first]
        direction = token - 1 >= self._frame.last and syntax.tags[token - 1] in ("RB", "NN", "JJ")
        return syntax.words[token] == "of" and direction
