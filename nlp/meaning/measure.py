"""The measure phrase: what a number measures, as a noun phrase of at most twelve words.

The head is the noun that is counted or has the size; behind it stand what it is of, the predicate
that says what happened to it, and that predicate's deciding argument: "votes | needed | to break a
filibuster". A noun that a number only stands at as the object of a verb is what was done to it:
"the slide buried 60 homes" measures "homes buried by the slide".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.lexicon import column, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.clauses import EMPTY, NO_CLAUSE, NOWHERE, Clause, Clauses, Place
from nlp.meaning.frame import PERSON
from nlp.meaning.level import COPULAS, GENERIC_NOUNS
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import LONGEST, Part, Wording
from nlp.numbers.units import BY_NAME
from nlp.text import MOVING, MOVING_OBJECT, PERSON_STATES, PERSON_VERBS, Grammar, Span
from terms.enums import Kind

_NAMED_BY = column("measured_nouns", "noun", "word.")
_NOUN_OF = column("measured_nouns", "noun", "kind.")
"""The noun of a size that a verb or adjective names (cost → cost, deep → depth), and that of a kind
of number or dimension of its unit (money → money, length → distance)."""
_GATHERINGS = words("people", "gathering")
_HIDDEN = frozenset(Kind) - {Kind.COUNT}
_SINCE = frozenset({"after", "before", "since", "until"})
_PURPOSES = words("measures", "purpose")
_OF_WHOLE = frozenset({"of", "for"})
_OF_SIZE = frozenset({"of", "at", "from", "to"})


@dataclass(frozen=True, slots=True)
class MeasurePhrase:
    """What a number measures: the whole text, and its parts in the order of their weight.

    ``head`` is the noun with its modifiers, ``whole`` what that is of, for or in, ``predicate``
    what happened to it, ``argument`` what decides the predicate. Absent parts are ``None``.
    """

    text: str
    head: str | None = None
    whole: str | None = None
    predicate: str | None = None
    argument: str | None = None


def measure_of(
    frame: NumberFrame,
    left_out: Sequence[Span],
    grammar: Grammar,
    carried: MeasurePhrase | None = None,
) -> MeasurePhrase | None:
    """The measure phrase of a number, or ``None`` where the sentence does not say.

    ``left_out`` are character spans whose words are no part of a measure: the other numbers of
    the sentence and its time expressions. ``carried`` is what the number before measures, for a
    sentence that names nothing ("There were sixty").
    """
    reader = _Reader(frame, Wording(frame, left_out, grammar), grammar)
    found = reader.phrase()
    if found is None and (carried is None or frame.quantity.kind is not Kind.COUNT):
        found = reader.around()
    return found or carried or reader.nearest()


class _Reader:
    """Builds the phrase of one number."""

    def __init__(self, frame: NumberFrame, wording: Wording, grammar: Grammar) -> None:
        self._frame, self._wording, self._grammar = frame, wording, grammar
        self._syntax = grammar.syntax
        self._clauses = Clauses(frame, wording, grammar)

    def phrase(self) -> MeasurePhrase | None:
        """The first reading that says something."""
        kind = self._frame.quantity.kind
        for find in (
            self._label,
            self._apart,
            self._sized,
            self._share,
            self._rate,
            self._named,
            self._people,
            self._hidden if kind in _HIDDEN else self._none,
        ):
            found = find()
            if found is not None:
                return found
        return None

    def _none(self) -> MeasurePhrase | None:
        return None

    # --- what is measured -----------------------------------------------------------------------

    def _label(self) -> MeasurePhrase | None:
        """The label before a colon: "*Homes destroyed*: 96"."""
        if self._frame.noun is not None:
            return None
        label = self._wording.label_before(self._frame)
        generic = len(label) == 1 and self._grammar.lemma(label[0]) in GENERIC_NOUNS
        return None if generic else self._made(label, ())

    def _apart(self) -> MeasurePhrase | None:
        """The noun before a dash: "the *amount on the bill* — $300"."""
        frame = self._frame
        if frame.head is not None or frame.level is not None:
            return None
        token = self._wording.set_apart(frame)
        return None if token is None else self._of(token, NOWHERE)

    def _share(self) -> MeasurePhrase | None:
        """A share of a whole: "12% of *voters*"."""
        frame = self._frame
        if frame.base is None or not self._grammar.is_noun(frame.base):
            return None
        if frame.quantity.kind is Kind.RATIO and frame.quantity.unit == "times":
            return None
        return self._of(frame.base, self._clauses.place(frame.base), lead=("share", "of"))

    def _rate(self) -> MeasurePhrase | None:
        """What a rate counts, within its own words: "two *ferries* a day"."""
        frame, tags = self._frame, self._syntax.tags
        if frame.quantity.kind is not Kind.RATE and frame.quantity.unit != "magnitude":
            return None
        counted = (frame.quantity.unit or "").partition("/")[0]
        if counted in BY_NAME and counted != "magnitude":
            return None
        inside = range(frame.first, frame.last)
        for token in inside:
            if counted in (self._grammar.lemma(token), self._syntax.words[token]):
                first = next((t for t in inside if tags[t] not in ("CD", "HYPH")), token)
                head = tuple(range(min(first, token), token + 1))
                above = self._above_magnitude() if counted == "magnitude" else ()
                return self._made(head + above, (), self._clauses.of(self._clauses.place(token)))
        return None

    def _above_magnitude(self) -> Part:
        noun = self._frame.noun_behind
        return () if noun is None else self._wording.noun(noun)

    def _named(self) -> MeasurePhrase | None:
        """The noun that is counted, or whose level or size the number is."""
        frame, grammar = self._frame, self._grammar
        token = self._counted() if frame.quantity.kind is Kind.COUNT else self._measured()
        if token is None or not grammar.is_noun(token):
            return None
        if token == frame.level and self._is_moved():
            return None
        if frame.holds(token):  # "*no deaths* were reported"
            clause = self._clauses.of(self._clauses.place(None))
            return self._made((token,), self._wording.behind(token), clause)
        wording = self._wording
        token = wording.top(token)
        if wording.is_out(token):
            return None
        part = wording.of_them(frame)
        if part:  # "two of them *in intensive care*"
            return self._made(wording.noun(token), part)
        if self._is_carried(token):
            counts = frame.quantity.kind is Kind.COUNT
            clause = self._clauses.of(self._clauses.place(None)) if counts else NO_CLAUSE
            if clause.predicate or not counts:
                return self._made(wording.noun(token), wording.behind(token), clause)
        return self._of(token, self._clauses.place(token))

    def _is_carried(self, token: int) -> bool:
        """Whether the noun is taken over from an earlier number."""
        frame = self._frame
        bare = frame.noun is None and frame.level is None and token == frame.head
        return bare and (
            token < frame.first
            or self._syntax.sentence_of[token] != (self._syntax.sentence_of[frame.first])
        )

    def _counted(self) -> int | None:
        """The noun that a count counts; "a *lead* of 2,140" where none is."""
        frame, grammar = self._frame, self._grammar
        if grammar.is_noun(frame.head):
            return frame.head
        if frame.level is None and frame.unit is None and grammar.word(frame.prep) == "of":
            return frame.governor
        return frame.level

    def _measured(self) -> int | None:
        """The noun that has the size: level, noun behind, or what a preposition ties to it."""
        frame, grammar, wording = self._frame, self._grammar, self._wording
        behind = frame.noun_behind
        if behind is not None and wording.is_out(behind):
            behind = None
        if grammar.is_noun(frame.level):
            return frame.level
        if behind is None and frame.quantity.kind is Kind.MONEY:
            behind = wording.sum_in(frame)
        if behind is not None:
            return behind
        governor = frame.governor
        if governor is not None and governor < frame.first and grammar.is_noun(governor):
            generic = grammar.lemma(governor) in GENERIC_NOUNS
            named = not generic or wording.noun(governor)[1:]
            if grammar.word(frame.prep) in _OF_SIZE and named:
                return governor
        return frame.head

    def _people(self) -> MeasurePhrase | None:
        """People of whom only their fate is said: "killing 12", "40 were hurt"."""
        frame, grammar = self._frame, self._grammar
        if frame.quantity.kind is not Kind.COUNT or frame.unit != PERSON:
            return None
        state, governor = frame.state, frame.governor
        label = grammar.word(frame.first - 2)
        if grammar.word(frame.first - 1) == ":" and label in PERSON_STATES:
            return self._made(("people",), (), Clause((label,)))
        if state is not None and self._syntax.words[state] in PERSON_STATES:
            clause = Clause((state,), self._wording.complements(state))
            return self._made(("people",), (), clause)
        if state is not None and grammar.lemma(state) in PERSON_VERBS and grammar.is_verb(state):
            return self._made(("people",), (), self._done(state))
        grouped = state is None or state == governor
        if governor is not None and grouped and grammar.lemma(governor) in _GATHERINGS:
            return self._of(governor, self._clauses.place(governor))
        group = self._group() if grouped else ()
        clause = NO_CLAUSE if group else self._clauses.of(self._clauses.place(None))
        return self._made(("people",), group, clause)

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
        frame = self._frame
        if verb == frame.verb:
            place = self._clauses.place(None)
            clause = self._clauses.of(place)
            if clause.predicate:
                return clause
        participle = verb_forms(self._grammar.lemma(verb))[2]
        return Clause((participle,), self._wording.complements(verb))

    def _sized(self) -> MeasurePhrase | None:
        """The size that an adjective or verb names: "40 metres *deep*", "*costs* $5"."""
        frame, grammar = self._frame, self._grammar
        if frame.quantity.kind is Kind.COUNT:
            return None
        if frame.role == "pobj" and frame.prep is not None:
            return None
        for token in (frame.state, frame.verb):
            noun = _NAMED_BY.get(grammar.lemma(token)) or _NAMED_BY.get(grammar.word(token))
            if noun is None or grammar.is_noun(token):
                continue
            subject = self._clauses.subject(frame.subject)
            if subject:
                return self._made((noun,), ("of", *subject), NO_CLAUSE)
        return None

    def _hidden(self) -> MeasurePhrase | None:
        """A sum, time or distance that no noun names: "raised $3m" is money raised."""
        frame = self._frame
        said = self._wording.said_of(frame)
        if said:  # "58 percent *opposed to the deal*"
            copula = self._grammar.lemma(frame.verb) in COPULAS
            subject = self._clauses.subject(frame.subject) if copula else ()
            return self._made(("share",), ("of", *subject) if subject else (), Clause(said))
        noun = self._hidden_noun()
        if noun is None or (self._grammar.is_noun(frame.level) and not self._is_moved()):
            return None
        openers = _PURPOSES if noun == _NOUN_OF["money"] else _OF_WHOLE
        behind = self._wording.behind_number(frame, openers)
        first = behind[0] if behind else None
        if isinstance(first, int) and self._syntax.words[first] == "of":
            return self._part_of(first)
        since = frame.quantity.kind is Kind.DURATION and self._wording.behind_number(frame, _SINCE)
        if since:  # "two weeks *after the accident*"
            return self._made((noun,), since)
        return self._acted(noun, behind) or (self._made((noun,), behind) if behind else None)

    def _acted(self, noun: str, behind: Part) -> MeasurePhrase | None:
        """What the verb says of a hidden noun: "money *raised by the guild for a school*"."""
        frame, lemma = self._frame, self._grammar.lemma(self._frame.verb)
        subject = frame.role in ("nsubj", "nsubjpass") and noun == _NOUN_OF["percent"]
        if frame.verb is not None and lemma in COPULAS and frame.quantity.kind is Kind.DURATION:
            state = self._wording.complements(frame.verb, frozenset({"prep", "acomp"}))
            return self._made((noun,), (), Clause(state)) if state else None
        if frame.verb is None or (lemma in COPULAS | EMPTY and not subject):
            return None
        if lemma in MOVING - MOVING_OBJECT and not subject:
            return None
        if frame.quantity.kind is Kind.DURATION and frame.role != "dobj":
            return self._lasted(noun, frame.verb)
        place = self._clauses.place(None)
        if self._is_moved():
            place = replace(place, role="dobj")
        if place.role != "dobj" and not subject:
            return None
        clause = self._clauses.of(place)
        if not clause.predicate:
            return None
        more = () if behind[:1] and behind[0] in clause.argument else behind
        return self._made((noun,), (), Clause(clause.predicate, (*clause.argument, *more)))

    def _is_moved(self) -> bool:
        """Whether a sum is itself what its verb moves: "the guild *raised $3m*"."""
        frame = self._frame
        if frame.quantity.kind is not Kind.MONEY or frame.role not in ("dobj", "npadvmod"):
            return False
        return frame.level == frame.subject and self._grammar.lemma(frame.verb) in MOVING_OBJECT

    def _part_of(self, preposition: int) -> MeasurePhrase | None:
        """A sum out of another: "covers $3m *of the renovation*"."""
        noun = self._syntax.find(preposition, "pobj")
        if noun is None or self._syntax.tags[noun] == "PRP" or self._wording.is_out(noun):
            return None
        if not self._grammar.is_noun(noun):
            whole = self._wording.behind_number(self._frame, _OF_WHOLE)
            return self._made(("share",), whole, self._clauses.of(self._clauses.place(None)))
        whole = (*self._wording.noun(noun), *self._wording.behind(noun))
        return self._made(("share", "of", *whole), (), self._clauses.of(self._clauses.place(None)))

    def _lasted(self, noun: str, verb: int) -> MeasurePhrase | None:
        """How long somebody did it: "time *the teacher lived in the town*"."""
        if self._frame.is_subject:
            return None
        subject = self._clauses.subject(self._frame.subject)
        ongoing = verb_forms(self._grammar.lemma(verb))[3]
        told = (*subject, *self._wording.verb(verb)) if subject else (ongoing,)
        return self._made((noun,), (), Clause(told, self._wording.complements(verb)))

    def _hidden_noun(self) -> str | None:
        quantity = self._frame.quantity
        if quantity.kind is Kind.RATIO:
            return None if quantity.unit == "times" else _NOUN_OF["percent"]
        if quantity.kind is Kind.RATE:
            top = (quantity.unit or "").partition("/")[0]
            return _NOUN_OF["money"] if top.isupper() and len(top) == 3 else None
        unit = BY_NAME.get(quantity.unit or "")
        dimension = "" if unit is None else unit.dimension
        return _NOUN_OF.get(quantity.kind.value) or _NOUN_OF.get(dimension)

    def around(self) -> MeasurePhrase | None:
        """The subject, or what governs the number, where nothing names what is measured."""
        frame, wording = self._frame, self._wording
        for token in (frame.subject, frame.governor, frame.state):
            if token is None or frame.holds(token) or not wording.can_name(token):
                continue
            phrase = self._of(wording.top(token), NOWHERE)
            if phrase is not None:
                return phrase
        return None

    def nearest(self) -> MeasurePhrase | None:
        """The nearest noun of the clause, those behind the number first."""
        frame, wording = self._frame, self._wording
        for token in wording.near(frame.first, frame.last):
            if wording.can_name(token):
                token = wording.top(token)
                phrase = self._made(wording.noun(token), wording.behind(token))
                if phrase is not None:
                    return phrase
        return None

    # --- its parts ------------------------------------------------------------------------------

    def _of(self, token: int, place: Place, lead: Part = ()) -> MeasurePhrase | None:
        """The phrase of a noun: itself, what it is of, what is said of it."""
        wording = self._wording
        head, whole = wording.noun(token), wording.behind(token)
        if token not in head:
            return None
        own = self._frame.noun_behind
        if token == self._frame.level and own is not None and self._supports(own):
            return self._made(wording.noun(own), ("of", *head))
        clause = self._said_of(token, place, whole, plain=not lead)
        bare = not whole and len(head) == 1
        if bare and not clause.predicate:
            above = self._holder(token, place)
            if above:
                return self._made((*above, *lead, *head), ())
            whole = wording.where(place.verb)
        if bare and not whole and self._grammar.lemma(token) in GENERIC_NOUNS:
            subject = self._clauses.subject(self._frame.subject)
            whole = ("of", *subject) if subject and token not in subject else ()
        return self._made((*lead, *head), whole, clause)

    def _said_of(self, token: int, place: Place, whole: Part, *, plain: bool) -> Clause:
        """What is said of a noun: its relative clause, its quality, its verb."""
        clause = self._clauses.relative(token)
        if clause.predicate:
            return clause
        if token == self._frame.level:
            return self._quality()
        if plain and self._wording.tells_behind(token):
            return NO_CLAUSE
        clause = self._clauses.of(place)
        return NO_CLAUSE if whole and clause.predicate[:1] == ("of",) else clause

    def _quality(self) -> Clause:
        """The adjective that a share measures: "doses are 97 percent *effective*"."""
        frame, syntax = self._frame, self._syntax
        if frame.quantity.kind is not Kind.PERCENT or frame.verb is None:
            return NO_CLAUSE
        said = syntax.find(frame.verb, "acomp")
        if said is None or syntax.tags[said] != "JJ" or said < frame.last:
            return NO_CLAUSE
        return Clause(("that", *self._wording.verb(frame.verb), said))

    def _supports(self, noun: int) -> bool:
        """Whether a share's own noun says more than its level: "fell to 24% *support*"."""
        kind, generic = self._frame.quantity.kind, self._grammar.lemma(noun) in GENERIC_NOUNS
        return kind is Kind.PERCENT and not generic and not self._wording.is_out(noun)

    def _holder(self, token: int, place: Place) -> Part:
        """A noun that a bare one is part of: "a *fleet of* 40 boats"."""
        governor, prep = place.governor, place.prep
        if governor is None or prep is None or not self._grammar.is_noun(governor):
            return ()
        if self._wording.is_out(governor) or governor >= token:
            return ()
        if self._grammar.lemma(governor) in GENERIC_NOUNS:
            return ()
        head = self._wording.noun(governor)
        return (*head, self._syntax.words[prep]) if head else ()

    def _made(self, head: Part, whole: Part, clause: Clause = NO_CLAUSE) -> MeasurePhrase | None:
        """The phrase of its parts, the last ones shortened to twelve words."""
        wording = self._wording
        room = LONGEST
        texts: list[str] = []
        for part in (head, whole, clause.predicate, clause.argument):
            fits = wording.fitting(part, room) if texts[:1] != [""] else ""
            texts.append(fits)
            room -= len(fits.split())
        if not texts[0]:
            return None
        if clause.predicate and not texts[2]:
            texts[3] = ""
        parts = [text or None for text in texts]
        return MeasurePhrase(" ".join(filter(None, texts)), *parts)
