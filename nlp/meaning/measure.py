"""The measure phrase: what a number measures, as a noun phrase of at most twelve words.

The head is the noun that is counted or has the size; behind it stand what it is of, the predicate
that says what happened to it, and that predicate's deciding argument: "votes | needed | to break a
filibuster". A noun that a number only stands at as the object of a verb is what was done to it:
"the slide buried 60 homes" measures "homes buried by the slide".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.lexicon import column, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.frame import PERSON, noun_unit
from nlp.meaning.level import COPULAS, GENERIC_NOUNS
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import LONGEST, Part, Wording
from nlp.numbers.units import BY_NAME
from nlp.text import MOVING, MOVING_OBJECT, PERSON_STATES, PERSON_VERBS, Grammar, Span
from terms.enums import Kind

_EMPTY = words("measures", "verb.empty")
_SAYING = words("saying")
_OWNING = words("measures", "verb.owning")
_NAMED_BY = column("measured_nouns", "noun", "word.")
_NOUN_OF = column("measured_nouns", "noun", "kind.")
"""The noun of a size that a verb or adjective names (cost → cost, deep → depth), and that of a kind
of number or dimension of its unit (money → money, length → distance)."""
_GATHERINGS = words("people", "gathering")
_NO_PERSONS = words("measures", "thing")
_PERSONS = words("people", "noun") - _NO_PERSONS
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_HIDDEN = frozenset(Kind) - {Kind.COUNT}
_PURPOSES = words("measures", "purpose")
_OF_SIZE = frozenset({"of", "at", "from", "to"})
_PLACES = frozenset({"in", "at", "on", "to", "from", "for", "with", "across", "through", "into"})


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


@dataclass(frozen=True, slots=True)
class _Clause:
    """A predicate and its argument, as parts behind a head."""

    predicate: Part = ()
    argument: Part = ()


_NO_CLAUSE = _Clause()


@dataclass(frozen=True, slots=True)
class _Place:
    """How the noun that is measured stands under its verb: as ``Binding`` says it."""

    role: str = ""
    verb: int | None = None
    prep: int | None = None
    governor: int | None = None
    subject: int | None = None
    token: int | None = None


_NOWHERE = _Place()


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

    def phrase(self) -> MeasurePhrase | None:
        """The first reading that says something."""
        kind = self._frame.quantity.kind
        for find in (
            self._label,
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
        label = self._wording.label_before(self._frame)
        generic = len(label) == 1 and self._grammar.lemma(label[0]) in GENERIC_NOUNS
        return None if generic else self._made(label, ())

    def _share(self) -> MeasurePhrase | None:
        """A share of a whole: "12% of *voters*"."""
        frame = self._frame
        if frame.base is None or not self._grammar.is_noun(frame.base):
            return None
        if frame.quantity.kind is Kind.RATIO and frame.quantity.unit == "times":
            return None
        return self._of(frame.base, self._place(frame.base), lead=("share", "of"))

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
                return self._made(head + above, (), self._clause(self._place(token)))
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
        if frame.holds(token):  # "*no deaths* were reported"
            clause = self._clause(self._place(None))
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
            clause = self._clause(self._place(None)) if counts else _NO_CLAUSE
            if clause.predicate or not counts:
                return self._made(wording.noun(token), wording.behind(token), clause)
        return self._of(token, self._place(token))

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
        state = frame.state
        label = self._grammar.word(frame.first - 2)
        if self._grammar.word(frame.first - 1) == ":" and label in PERSON_STATES:
            return self._made(("people",), (), _Clause((label,)))
        fate = state is not None and self._syntax.words[state] in PERSON_STATES
        if state is None or (state == frame.governor and not fate):
            if grammar.lemma(frame.governor) in _GATHERINGS and frame.governor is not None:
                return self._of(frame.governor, self._place(frame.governor))
            group = self._group()
            clause = _NO_CLAUSE if group else self._clause(self._place(None))
            return self._made(("people",), group, clause)
        if fate:
            clause = _Clause((state,), self._wording.complements(state))
        elif grammar.is_verb(state) and grammar.lemma(state) in PERSON_VERBS:
            clause = self._done(state)
        else:
            clause = self._clause(self._place(None))
        return self._made(("people",), (), clause)

    def _group(self) -> Part:
        """What people are in: "a *family* of four"."""
        frame, grammar = self._frame, self._grammar
        governor = frame.governor
        if governor is None or not grammar.is_noun(governor) or governor >= frame.first:
            return ()
        if grammar.lemma(governor) in GENERIC_NOUNS or grammar.word(frame.prep) != "of":
            return ()
        return ("in", *self._wording.noun(governor))

    def _done(self, verb: int) -> _Clause:
        """People with a verb of harm: "killing 12" killed them, of "34 died" they did it."""
        frame = self._frame
        if verb == frame.verb:
            place = self._place(None)
            clause = self._clause(place)
            if clause.predicate:
                return clause
        participle = verb_forms(self._grammar.lemma(verb))[2]
        return _Clause((participle,), self._wording.complements(verb))

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
            subject = self._subject(frame.subject)
            if subject:
                return self._made((noun,), ("of", *subject), _NO_CLAUSE)
        return None

    def _hidden(self) -> MeasurePhrase | None:
        """A sum, time or distance that no noun names: "raised $3m" is money raised."""
        said = self._wording.said_of(self._frame)
        if said:  # "58 percent *opposed to the deal*"
            copula = self._grammar.lemma(self._frame.verb) in COPULAS
            subject = self._subject(self._frame.subject) if copula else ()
            whole: Part = ("of", *subject) if subject else ()
            return self._made(("share",), whole, _Clause(said))
        frame, grammar = self._frame, self._grammar
        noun = self._hidden_noun()
        if noun is None or grammar.is_noun(frame.level):
            return None
        behind = self._wording.behind_number(frame)
        first = behind[0] if behind else None
        if isinstance(first, int) and self._syntax.words[first] not in _PURPOSES:
            behind = ()
        verb = frame.verb
        if isinstance(first, int) and behind and self._syntax.words[first] == "of":
            return self._part_of(first) or self._made(("share",), behind)
        if verb is None or (grammar.lemma(verb) in COPULAS | _EMPTY and not frame.is_subject):
            return self._made((noun,), behind) if behind else None
        if grammar.lemma(verb) in MOVING - MOVING_OBJECT and not frame.is_subject:
            return None
        if frame.quantity.kind is Kind.DURATION and frame.role != "dobj":
            return self._lasted(noun, verb)
        counted = noun == _NOUN_OF["percent"] and frame.role in ("nsubj", "nsubjpass")
        if frame.role != "dobj" and not counted:
            return self._made((noun,), behind) if behind else None
        clause = self._clause(self._place(None))
        if counted and not clause.predicate:
            return None
        if first in clause.argument:
            behind = ()
        return self._made((noun,), (), _Clause(clause.predicate, (*clause.argument, *behind)))

    def _part_of(self, preposition: int) -> MeasurePhrase | None:
        """A sum out of another: "covers $3m *of the renovation*"."""
        noun = self._syntax.find(preposition, "pobj")
        if noun is None or not self._grammar.is_noun(noun) or self._wording.is_out(noun):
            return None
        whole = (*self._wording.noun(noun), *self._wording.behind(noun))
        return self._made(("share", "of", *whole), (), self._clause(self._place(None)))

    def _lasted(self, noun: str, verb: int) -> MeasurePhrase | None:
        """How long somebody did it: "time *the teacher lived in the town*"."""
        if self._frame.is_subject:
            return None
        subject = self._subject(self._frame.subject)
        ongoing = verb_forms(self._grammar.lemma(verb))[3]
        told = (*subject, *self._wording.verb(verb)) if subject else (ongoing,)
        return self._made((noun,), (), _Clause(told, self._wording.complements(verb)))

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
            phrase = self._of(wording.top(token), _NOWHERE)
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

    def _of(self, token: int, place: _Place, lead: Part = ()) -> MeasurePhrase | None:
        """The phrase of a noun: itself, what it is of, what is said of it."""
        wording, grammar = self._wording, self._grammar
        head, whole = wording.noun(token), wording.behind(token)
        if not head:
            return None
        if not any(token == at for at in head):
            return None
        clause = self._relative(token)
        if clause is _NO_CLAUSE and token == self._frame.level:
            clause = self._quality()
            own = self._frame.noun_behind
            if own is not None and not clause.predicate and self._supports(own):
                return self._made(wording.noun(own), ("of", *head))
        elif clause is _NO_CLAUSE and (lead or not wording.tells_behind(token)):
            clause = self._clause(place)
        if not clause.predicate and not whole and len(head) == 1:
            above = self._holder(token, place)
            if above:
                return self._made((*above, *lead, *head), (), clause)
            whole = wording.where(place.verb)
        if whole and clause.predicate[:1] == ("of",):
            clause = _NO_CLAUSE
        if grammar.lemma(token) in GENERIC_NOUNS and not whole and len(head) == 1:
            subject = self._subject(self._frame.subject)
            if subject and token not in subject:
                whole = ("of", *subject)
        return self._made((*lead, *head), whole, clause)

    def _quality(self) -> _Clause:
        """The adjective that a share measures: "doses are 97 percent *effective*"."""
        frame, syntax = self._frame, self._syntax
        if frame.quantity.kind is not Kind.PERCENT or frame.verb is None:
            return _NO_CLAUSE
        said = syntax.find(frame.verb, "acomp")
        if said is None or syntax.tags[said] != "JJ" or said < frame.last:
            return _NO_CLAUSE
        return _Clause(("that", *self._wording.verb(frame.verb), said))

    def _supports(self, noun: int) -> bool:
        """Whether a share's own noun says more than its level: "fell to 24% *support*"."""
        kind, generic = self._frame.quantity.kind, self._grammar.lemma(noun) in GENERIC_NOUNS
        return kind is Kind.PERCENT and not generic and not self._wording.is_out(noun)

    def _holder(self, token: int, place: _Place) -> Part:
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

    def _place(self, token: int | None) -> _Place:
        """How a noun stands under its verb; the number's own as its record says."""
        frame, syntax, grammar = self._frame, self._syntax, self._grammar
        own = token is None or token in (frame.noun, frame.base, frame.anchor)
        own = own or (frame.noun is not None and token == self._wording.top(frame.noun))
        if own:
            return _Place(frame.role, frame.verb, frame.prep, frame.governor, frame.subject, token)
        assert token is not None
        head, label = syntax.heads[token], syntax.deps[token]
        prep = None
        if label == "pobj":
            prep, head = head, syntax.heads[head]
        verb = head if grammar.is_verb(head) and head != token else None
        subject = None if verb is None else grammar.subject(verb)
        governor = None if head == token else head
        return _Place(label, verb, prep, governor, None if subject == token else subject, token)

    def _relative(self, token: int) -> _Clause:
        """A relative clause right behind a noun: "pupils *who missed lessons*"."""
        told, decides = self._wording.relative(token)
        return _Clause(told, decides) if told else _NO_CLAUSE

    def _clause(self, place: _Place) -> _Clause:
        """What the verb says of a noun that stands under it."""
        verb = place.verb
        if verb is None or self._wording.is_out(verb):
            return _NO_CLAUSE
        if place.role == "nsubj":
            return self._as_subject(verb, self._who(place))
        if place.role == "nsubjpass":
            return self._as_passive(verb, self._who(place))
        if place.role in ("dobj", "oprd"):
            return self._as_object(verb, place)
        if self._grammar.lemma(place.token) == "time" and place.role == "npadvmod":
            subject = self._subject(place.subject)
            told = (*subject, *self._wording.verb(verb))
            return _Clause(told) if subject else _NO_CLAUSE
        if place.role == "pobj" and place.governor == verb:
            return self._behind_preposition(verb, place)
        if place.role == "attr" and self._syntax.find(verb, "expl") is not None:
            return _Clause(self._wording.complements(verb, frozenset({"prep"})))
        return _NO_CLAUSE

    def _who(self, place: _Place) -> str:
        """The relative pronoun for what is measured."""
        token = place.token
        if token is None or not self._grammar.is_noun(token):
            return "who" if self._frame.unit == PERSON else "that"
        lemma = self._grammar.lemma(token)
        person = lemma in _PERSONS or noun_unit(token, self._grammar) == PERSON
        return "who" if person else "that"

    def _as_subject(self, verb: int, who: str) -> _Clause:
        """ "residents *who signed a petition*", "posts *at risk*"."""
        wording, grammar = self._wording, self._grammar
        lemma = grammar.lemma(verb)
        if lemma in COPULAS:
            noun = self._syntax.find(verb, "attr")
            if noun is not None and grammar.is_noun(noun) and noun > verb:
                told = wording.complements(verb, frozenset({"attr"}))
                return _Clause((who, *wording.verb(verb)), told) if told else _NO_CLAUSE
            said = wording.complements(verb, frozenset({"acomp", "prep", "oprd"}))
            shared = self._frame.quantity.kind in _SHARES and said
            return _Clause((who, *wording.verb(verb)), said) if shared else _Clause(said)
        if self._syntax.find(verb, "expl") is not None:
            return _Clause(wording.complements(verb, frozenset({"prep"})))
        tag = self._syntax.tags[verb]
        if tag in ("VBG", "VBN") and not wording.has_perfect(verb):
            told = (verb,)
        else:
            told = (who, *self._agreeing(verb))
        return _Clause(told, wording.complements(verb))

    def _agreeing(self, verb: int) -> Part:
        """A verb with its auxiliaries, in the plural behind "people" where nobody is counted."""
        told = self._wording.verb(verb)
        if self._frame.quantity.value != 0:
            return told
        words = self._syntax.words
        return tuple("have" if type(t) is int and words[t] == "has" else t for t in told)

    def _as_passive(self, verb: int, who: str) -> _Clause:
        """ "libraries *closed*", "ballots *that could not be counted*"."""
        wording = self._wording
        if wording.is_denied(verb):
            told: Part = (who, *wording.verb(verb))
        elif self._grammar.lemma(verb) in _EMPTY & _SAYING:
            return _Clause(wording.complements(verb))
        else:
            told = (verb,)
        return _Clause(told, wording.complements(verb))

    def _as_object(self, verb: int, place: _Place) -> _Clause:
        """ "homes *buried by the slide*", "libraries *to close*", "seats *of the party*"."""
        wording, grammar = self._wording, self._grammar
        lemma = grammar.lemma(verb)
        subject = self._subject(place.subject)
        if lemma in _OWNING:
            return _Clause(("of", *subject)) if subject else _NO_CLAUSE
        if wording.is_denied(verb):
            return _NO_CLAUSE
        others = wording.complements(verb, frozenset({"prep", "xcomp", "oprd"}))
        particle = wording.complements(verb, frozenset({"prt"}))
        if lemma in _EMPTY:
            return _Clause(wording.complements(verb, frozenset({"prep"})))
        if grammar.is_infinitive(verb) and not self._is_expected(verb):
            return _Clause(("to", verb, *particle), others)
        participle = verb_forms(lemma)[2]
        passive = self._syntax.find(verb, "auxpass") is not None
        agent: Part = ("to" if passive else "by", *subject) if subject else ()
        return _Clause((participle, *particle), (*agent, *others))

    def _is_expected(self, verb: int) -> bool:
        """Whether an infinitive only says what somebody does: "is expected *to save*"."""
        head = self._syntax.heads[verb]
        return self._syntax.deps[verb] == "xcomp" and self._syntax.tags[head] in ("VBN", "JJ")

    def _in_favour(self, verb: int, prep: str) -> _Clause:
        """What a vote is for or, the second number, against: "voted by 23 votes *to* 17"."""
        aim = self._syntax.find(verb, "xcomp")
        if aim is None:
            return _NO_CLAUSE
        for_it = prep != "to"
        told: Part = ("to", aim) if for_it else ("against", verb_forms(self._grammar.lemma(aim))[3])
        return _Clause(told, self._wording.complements(aim))

    def _behind_preposition(self, verb: int, place: _Place) -> _Clause:
        """ "residents *who signed the petition*" of "the petition was signed by 40 residents"."""
        wording, grammar = self._wording, self._grammar
        prep = grammar.word(place.prep)
        subject = self._subject(place.subject)
        counted = self._frame.head if place.token is None else place.token
        if grammar.lemma(verb) == grammar.lemma(counted):
            return self._in_favour(verb, prep)
        if not subject:
            return _NO_CLAUSE
        if prep == "by" and self._syntax.tags[verb] == "VBN":
            return _Clause((self._who(place), verb_forms(grammar.lemma(verb))[1]), subject)
        if prep in _PLACES and self._frame.quantity.kind is Kind.COUNT:
            if grammar.lemma(verb) in _EMPTY | COPULAS:
                return _NO_CLAUSE
            pronoun = "whom" if self._who(place) == "who" else "which"
            objects = wording.complements(verb, frozenset({"dobj", "prt"}))
            return _Clause((prep, pronoun, *subject, *wording.verb(verb)), objects)
        return _NO_CLAUSE

    def _subject(self, token: int | None) -> Part:
        """The noun phrase of a subject that names something; empty for pronouns and numbers."""
        if token is None or self._frame.holds(token) or self._wording.is_out(token):
            return ()
        return self._wording.named(token) if self._grammar.is_noun(token) else ()

    # --- the phrase -----------------------------------------------------------------------------

    def _made(self, head: Part, whole: Part, clause: _Clause = _NO_CLAUSE) -> MeasurePhrase | None:
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
