"""Amounts: what a sum, size, time or share measures where no noun beside it is counted.

"The guild raised $3m" measures money, "the lake is 40 metres deep" its depth, "the truck moved at
40 mph" its speed. ``Amounts`` gives the parts of the phrase; ``measure`` prints them.
"""

from dataclasses import replace
from typing import NamedTuple

from nlp.lexicon import column, rule, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.around import Around
from nlp.meaning.clauses import EMPTY, NO_CLAUSE, Clause, Clauses
from nlp.meaning.level import COPULAS, DOWN_NOUNS, GENERIC_NOUNS, UP_NOUNS
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.numbers.units import BY_NAME, Unit
from nlp.text import LEVEL_VERBS, MOVING, MOVING_OBJECT, Grammar
from nlp.text.tags import NAME_TAGS
from terms.enums import SHARE_KINDS, Kind
from terms.model import Quantity

_NAMED_BY = column("measured_nouns", "noun", "word.")
_NOUN_OF = column("measured_nouns", "noun", "kind.")
"""The noun of a size that a verb or adjective names (cost → cost, deep → depth), and that of a kind
of number or dimension of its unit (money → money, length → distance)."""
_GIVEN_BY = column("measured_nouns", "noun", "object.")
"""What a verb gives to its object: a price, a fine."""
_GIVEN_AS = {"delay": (Kind.DURATION, ("by", ""))}
"""The kind of what is given and the prepositions before it, where it is no sum."""
_OBJECTS = frozenset({"dobj", "dative", "oprd"})
_SIZE_NOUNS = frozenset(_NAMED_BY.values()) | frozenset(_NOUN_OF.values())
_OF_THING = column("measured_nouns", "noun", "thing.")
"""The noun of a size that stands right before a thing: "a 25-tonne truck" has a weight."""
_HELD = column("measured_nouns", "noun", "held.")
"""What a thing has that a size alone tells: a river a level, a fire an area."""
_HELD_IN = {"level": "length", "height": "length", "area": "area", "temperature": "temperature"}
_GIVEN = frozenset({Kind.MONEY, Kind.RATE, Kind.PERCENT})
_CURRENCY = 3
"""Letters of a currency's code."""
_SMALL = 0.1
"""Metres of a unit that tells a thing's size; by longer ones it has a length."""
_EXTREMES = frozenset({"low", "high"})
_OF_PRICE = frozenset({"for", "from", "at"})
_POLLED, _RACING = words("measures", "verb.polled"), words("measures", "verb.racing")
_PERCENT = frozenset({"%", "percent", "cent"})
_GIVING = words("measures", "verb.giving")
_HOLDING = frozenset({"include", "contain", "comprise"})
_MONEY, _ABSTRACT = words("measures", "money"), tuple(words("measures", "abstract"))
"""Nouns that are sums themselves, and the endings of those that are no things: without a price."""
SUMS = _MONEY | frozenset(f"{word}s" for word in _MONEY)
"""Their words, one and many."""
_PURPOSES = words("measures", "purpose")
_OF_WHOLE = frozenset({"of", "for"})
_OPENERS = {Kind.MONEY: _PURPOSES, Kind.DURATION: _OF_WHOLE | {"as"}}


_REPORTED = frozenset({"ccomp"})
_AGAINST = frozenset({"against"})
_PERSONS = words("people", "noun")
_SPANNING = frozenset({"over", "within", "in"})


class Parts(NamedTuple):
    """Head, whole and clause of a phrase."""

    head: Part
    whole: Part = ()
    clause: Clause = NO_CLAUSE


def _counted(quantity: Quantity) -> tuple[Kind, Unit | None]:
    """The kind and unit of a number; of a rate those of what it is a rate of: "£5 an hour"."""
    name = quantity.unit or ""
    if quantity.kind is not Kind.RATE or name in BY_NAME:
        return quantity.kind, BY_NAME.get(name)
    name = name.partition("/")[0]
    unit = BY_NAME.get(name)
    if unit is not None:
        return unit.kind, unit
    return (Kind.MONEY if name.isupper() and len(name) == _CURRENCY else Kind.RATE), None


class Amounts(Around):
    """The readings of one number that has a unit."""

    def __init__(
        self, frame: NumberFrame, wording: Wording, clauses: Clauses, grammar: Grammar
    ) -> None:
        super().__init__(frame, wording, clauses, grammar)
        self._kind, self._unit = _counted(frame.quantity)

    # --- a size with a name -----------------------------------------------------------------------

    def sized(self) -> Parts | None:
        """The size that an adjective or verb names: "40 metres *deep*", "*costs* $5"."""
        frame, grammar = self._frame, self._grammar
        if self._kind is Kind.COUNT:
            return None
        given, held = self._worth() or self._given(), self._held()
        if given is not None or (frame.role == "pobj" and frame.prep is not None):
            return given or held
        _, high = self._syntax.bounds(frame.first)
        behind = frame.last if frame.last < high else None
        for token in (behind, frame.state, frame.verb):
            noun = _NAMED_BY.get(grammar.lemma(token)) or _NAMED_BY.get(grammar.word(token))
            if noun is None or token is None or grammar.is_noun(token):
                continue
            if token == behind and grammar.is_verb(token):
                continue
            if self._kind in SHARE_KINDS and self._syntax.tags[token] == "JJR":
                continue  # "50 percent *higher* than claimed"
            subject = self._clauses.subject(self._bearer(token))
            if subject:
                against = self._wording.trimmed_at(token + 1, _AGAINST)
                return Parts((noun,), ("of", *subject, *against))
        return held

    def _bearer(self, state: int | None) -> int | None:
        """What is so deep or costs so much: the noun that the clause hangs on, else the subject."""
        frame, syntax = self._frame, self._syntax
        for token in (state, frame.verb):
            described = token is not None and syntax.deps[token] == "amod"
            while token is not None and syntax.deps[token] in ("acomp", "advmod", "amod", "conj"):
                token = syntax.heads[token]
            if token is not None and syntax.deps[token] in ("acl", "relcl"):
                return syntax.heads[token]
            own = token == frame.noun and not described  # "a 40-foot *tall cross*"
            if token is not None and self._grammar.is_noun(token) and not own:
                return token
        return frame.subject

    def _worth(self) -> Parts | None:
        """What is worth so much: "*purchases* worth $64"."""
        syntax, at = self._syntax, self._wording.opens - 1
        while at > 0 and syntax.tags[at] in ("$", "RB") and syntax.words[at] != "worth":
            at -= 1
        if self._kind is not Kind.MONEY or syntax.words[at] != "worth":
            return None
        noun = at - 1 - (syntax.words[at - 1] == ",")
        if noun < syntax.bounds(self._frame.first)[0] or not self._grammar.is_noun(noun):
            return None
        return Parts(("value", "of", *self._wording.noun(noun)))

    def _given(self) -> Parts | None:
        """What a verb gives its object: "acquired *the mill* for $5m", "fined *the mill* $5m"."""
        frame, grammar, verb = self._frame, self._grammar, self._frame.verb
        if verb is None or frame.noun_behind is not None:
            return None
        noun = _GIVEN_BY.get(grammar.lemma(verb)) or _GIVEN_BY.get(grammar.word(frame.governor))
        kind, preps = _GIVEN_AS.get(noun or "", (Kind.MONEY, ("for", "from", "at", "")))
        if noun is None or self._kind is not kind or grammar.word(frame.prep) not in preps:
            return None
        if noun == "price" and frame.prep is None:
            return None
        objects = (kid for kid in self._syntax.kids[verb] if self._syntax.deps[kid] in _OBJECTS)
        thing = next((kid for kid in objects if kid < frame.first), self._beside(verb))
        thing = frame.subject if thing is None else thing
        bearer = self._clauses.subject(thing)
        named = thing is not None and self._syntax.tags[thing] != "PRP"
        return Parts((noun,), ("of", *bearer) if bearer else ()) if bearer or not named else None

    def _beside(self, verb: int) -> int | None:
        """The noun between an active verb and its sum: "fined *the firm* £2m"."""
        syntax, at = self._syntax, self._frame.first - 1
        while at > verb and syntax.tags[at] == "$":
            at -= 1
        active = verb < at and syntax.find(verb, "auxpass", "nsubjpass") is None
        return at if active and self._grammar.is_noun(at) else None

    def _held(self) -> Parts | None:
        """The size of a thing that its level tells alone: "*the river* rose to 11.4 metres"."""
        level = self._frame.level
        noun = _HELD.get(self._grammar.lemma(level))
        if noun is None or self._kind is not Kind.MEASUREMENT or _HELD_IN[noun] != self.dimension:
            return None
        if noun == "temperature":
            return Parts((noun,))
        bearer = self._clauses.subject(level)
        return Parts((noun,), ("of", *bearer)) if bearer else None

    def lead(self, noun: int) -> Part:
        """The size of a thing that a number describes: "*weight of* (a 25-tonne truck)"."""
        frame, grammar = self._frame, self._grammar
        if self._kind is Kind.DURATION:
            described = noun == frame.noun_behind and "-" in frame.quantity.quote
            moved = grammar.lemma(noun) in UP_NOUNS | DOWN_NOUNS | _SIZE_NOUNS | _EXTREMES
            if described and grammar.lemma(noun) in _PERSONS:
                return ("time", "as")  # "a 26-year *veteran*"
            return ("length", "of") if described and not moved else ()
        if self._kind is not Kind.MEASUREMENT or grammar.lemma(noun) in _SIZE_NOUNS:
            return ()
        if noun == frame.noun_behind:
            if grammar.word(frame.last) == "of":
                named = self._syntax.tags[noun] in NAME_TAGS and self._syntax.label(noun)
                return self._of_thing(noun) if named else ()
            between = map(grammar.word, range(frame.last, noun))
            size = next((_NAMED_BY[word] for word in between if word in _NAMED_BY), None)
            if size:
                return (size, "of")
            return self._of_thing(noun) if "-" in frame.quantity.quote else ()
        still = noun == frame.level and grammar.lemma(frame.verb) in COPULAS
        return self._of_thing(noun) if self.dimension == "speed" and not still else ()

    def _of_thing(self, thing: int) -> Part:
        unit = self._unit
        if unit is None:
            return ()
        small = unit.dimension == "length" and unit.factor < _SMALL
        dimension = "small" if small else unit.dimension
        noun = _OF_THING.get(dimension) or _NOUN_OF.get(dimension)
        named = {self._grammar.word(t) for t in self._wording.noun(thing) if isinstance(t, int)}
        return (noun, "of") if noun and noun not in named else ()

    def support(self) -> Parts | None:
        """Who has a share of voters: "a poll has *Marlow* at 39%", "32% for *Haley*"."""
        frame, syntax, grammar = self._frame, self._syntax, self._grammar
        if frame.quantity.kind is not Kind.PERCENT:
            return None
        named = self._side()
        if named is not None:
            pass
        elif grammar.word(frame.last) == "for":
            named = syntax.find(frame.last, "pobj")
        elif frame.verb is not None and grammar.lemma(frame.verb) in _POLLED:
            if frame.prep is None or grammar.word(frame.prep) not in ("at", "on"):
                named = syntax.find(frame.verb, "dative")
            elif syntax.tags[frame.prep - 1] in NAME_TAGS:  # "… and *Haley* on 33%"
                named = frame.prep - 1
            else:
                named = syntax.find(frame.verb, "dobj")
        if named is None or not syntax.raw[named][:1].isupper() or not grammar.is_noun(named):
            return None
        return Parts(("support",), ("for", *self._wording.noun(named)))

    def _side(self) -> int | None:
        """Whose side a share of two is: "*Marlow* leads *Haley* 48% to 44%"."""
        frame, grammar = self._frame, self._grammar
        if frame.verb is None or grammar.lemma(frame.verb) not in _RACING:
            return None
        tags = self._syntax.tags
        if grammar.word(frame.last) == "to" and tags[frame.last + 1] == "CD":
            return frame.subject
        second = grammar.word(frame.first - 1) == "to" and grammar.word(frame.first - 2) in _PERCENT
        return self._syntax.find(frame.verb, "dobj") if second else None

    def is_priced(self, token: int) -> bool:
        """Whether a sum is what a thing costs: "lamps *from* $30", "a mill *for* £5m"."""
        frame, lemma, prep = self._frame, self._grammar.lemma(token), self._frame.prep
        if self._kind is not Kind.MONEY or frame.mover is not None:
            return False
        if lemma in _MONEY | GENERIC_NOUNS | UP_NOUNS | DOWN_NOUNS or lemma.endswith(_ABSTRACT):
            return False
        beside = token == frame.governor and self._grammar.word(prep) in _OF_PRICE
        return beside or (token == self.thing() and self._grammar.word(prep) in ("for", "from"))

    def thing(self) -> int | None:
        """What the number's verb is about, where it stands before the number."""
        verb = self._frame.verb
        found = None if verb is None else self._syntax.find(verb, "dobj")
        return found if found is not None and found < self._frame.first else None

    # --- no noun at all ---------------------------------------------------------------------------

    @property
    def is_length(self) -> bool:
        """Whether the number is a plain length."""
        return self.dimension == "length" and self._kind is Kind.MEASUREMENT

    @property
    def dimension(self) -> str:
        """The dimension of the number's unit, or ""."""
        return "" if self._unit is None else self._unit.dimension

    def noun(self) -> str | None:
        """The noun for what a number's unit measures."""
        quantity = self._frame.quantity
        if self._kind is Kind.RATIO:
            return None if quantity.unit == "times" else _NOUN_OF["percent"]
        return _NOUN_OF.get(self._kind.value) or _NOUN_OF.get(self.dimension)

    def hidden(self) -> Parts | None:
        """A sum, time or distance that no noun names: "raised $3m" is money raised."""
        frame, wording = self._frame, self._wording
        said = wording.said_of(frame)
        if said:  # "58 percent *opposed to the deal*"
            copula = self._grammar.lemma(frame.verb) in COPULAS
            subject = self._clauses.subject(frame.subject) if copula else ()
            return Parts(("share",), ("of", *subject) if subject else (), Clause(said))
        called = self._called()
        if called is not None:
            return called
        noun = self.noun()
        if noun is None or (self._grammar.is_noun(frame.level) and not self.is_moved):
            return None
        openers = _OPENERS.get(self._kind, _OF_WHOLE)
        behind = wording.behind_number(frame, openers)
        first = behind[0] if behind else None
        if isinstance(first, int) and self._syntax.words[first] == "of":
            return self._part_of(first)
        share = frame.is_subject and self._kind in SHARE_KINDS
        return self._acted(noun, behind) or (Parts((noun,), behind) if behind or share else None)

    def _called(self) -> Parts | None:
        """What a sum is said to be: "$4m was *the price he was willing to pay*"."""
        frame, verb = self._frame, self._frame.verb
        if self._kind is not Kind.MONEY or not frame.is_subject or verb is None:
            return None
        thing = self._syntax.find(verb, "attr")
        if self._grammar.lemma(verb) not in COPULAS or thing is None or thing < verb:
            return None
        if not self._grammar.is_noun(thing) or self._wording.is_out(thing):
            return None
        relative = self._clauses.relative(thing)
        return Parts(self._wording.noun(thing), self._wording.behind(thing), relative)

    def _acted(self, noun: str, behind: Part) -> Parts | None:
        """What the verb says of a hidden noun: "money *raised by the guild for a school*"."""
        frame, lemma, verb = self._frame, self._grammar.lemma(self._frame.verb), self._frame.verb
        subject = frame.is_subject and (self._kind is not Kind.MEASUREMENT or self._is_done())
        given = frame.role == "dobj" and lemma not in LEVEL_VERBS and self._kind in _GIVEN
        given = given and not (behind and lemma in _HOLDING)
        whom = self._whom(verb) if lemma in _GIVING else ()
        given = given or bool(whom)
        empty = lemma in COPULAS or (lemma in EMPTY and not given)
        if verb is None or (empty and not subject):
            return None
        lasted = self._kind is Kind.DURATION
        if lemma in MOVING - MOVING_OBJECT and not (subject or lasted):
            return None
        if frame.role != "dobj" and not (subject or self.is_moved or whom):
            return self._lasted(noun, verb)
        place = self._clauses.place(None)
        if self.is_moved or whom:
            place = replace(place, role="dobj")
        clause = self._clauses.of(place)
        if not clause.predicate:
            return None
        more = () if behind[:1] and behind[0] in clause.argument else behind
        told = (
            self._of_one(clause.predicate) if self._kind is Kind.MEASUREMENT else clause.predicate
        )
        return Parts((noun,), (), Clause(told, (*whom, *clause.argument, *more)))

    def _whom(self, verb: int | None) -> Part:
        """Who gets a sum: "paid *the coach* £2m"."""
        frame, syntax = self._frame, self._syntax
        if verb is None or self._kind is not Kind.MONEY:
            return ()
        kids = (kid for kid in syntax.kids[verb] if syntax.deps[kid] in _OBJECTS)
        whom = next((kid for kid in kids if verb < kid < frame.first), None)
        if whom is not None and syntax.edges(whom)[1] > frame.first:  # "a dividend of 9p"
            return ()
        named = self._clauses.subject(whom)
        return ("to", *named) if named else ()

    @rule("amounts.size-as-subject", otherwise=False)
    def _is_done(self) -> bool:
        """Whether a size is itself what its clause is about: "*40 hectares* were planted"."""
        verb, syntax = self._frame.verb, self._syntax
        bare = self._frame.noun is None and self._frame.level is None
        if verb is None or not bare or not self._frame.holds(self._frame.subject):
            return False
        if self._grammar.lemma(verb) in MOVING:  # "12 inches fell"
            return False
        return syntax.find(verb, "dobj", "attr", "acomp", "ccomp") is None

    def _of_one(self, told: Part) -> Part:
        """What is said of a size, said of one thing: "area that *has* burned"."""
        words = self._syntax.words
        return tuple("has" if isinstance(at, int) and words[at] == "have" else at for at in told)

    @property
    def is_moved(self) -> bool:
        """Whether a sum is itself what its verb moves: "the guild *raised $3m*"."""
        frame = self._frame
        if self._kind is not Kind.MONEY or frame.role not in ("dobj", "npadvmod"):
            return False
        return frame.level == frame.subject and self._grammar.lemma(frame.verb) in MOVING_OBJECT

    def told(self) -> Parts | None:
        """A time or size by what the clause around it tells: "distance *the boat drifted*"."""
        sized = self._kind in (Kind.DURATION, Kind.MEASUREMENT)
        noun = self.noun() if sized else None
        if noun is None:
            return None
        clause = self._clauses.done_with(self._clauses.place(None))
        if clause.predicate:
            return Parts((noun,), (), clause)
        subject = self._clauses.subject(self._frame.subject)
        return Parts((noun,), ("of", *subject)) if self.dimension == "speed" and subject else None

    def _part_of(self, preposition: int) -> Parts | None:
        """A sum out of another: "covers $3m *of the renovation*"."""
        noun = self._syntax.find(preposition, "pobj")
        if noun is None or self._syntax.tags[noun] == "PRP" or self._wording.is_out(noun):
            return None
        clause = self._clauses.of(self._clauses.place(None))
        size = self._sized_part()
        if size != "share":
            clause = replace(clause, predicate=self._of_one(clause.predicate))
        if not self._grammar.is_noun(noun):
            return Parts((size,), self._wording.behind_number(self._frame, _OF_WHOLE), clause)
        whole = (*self._wording.noun(noun), *self._wording.behind(noun))
        lead = () if size == _NOUN_OF["length"] else (size, "of")  # "12 inches of *rain*"
        return Parts((*lead, *whole), (), clause)

    @rule("amounts.size-of-part", otherwise="share")
    def _sized_part(self) -> str:
        """What a size of something measures: its area or weight is no share of it."""
        noun = self.noun() if self._kind is Kind.MEASUREMENT else None
        return noun or "share"

    def _lasted(self, noun: str, verb: int) -> Parts | None:
        """How long or far somebody did it: "time *the teacher lived in the town*"."""
        frame = self._frame
        beside = self._grammar.word(frame.prep) == "for" or frame.first - 1 == verb
        span = self._kind is Kind.DURATION or (self.dimension == "length" and beside)
        if not span or frame.is_subject or self._grammar.is_noun(frame.governor):
            return None
        subject = self._clauses.subject(frame.subject)
        if not subject and self._syntax.deps[verb] == "acl" and self._syntax.tags[verb] == "VBN":
            subject = self._clauses.subject(self._syntax.heads[verb])  # "*pills* taken for 5 days"
        _, _, participle, ongoing = verb_forms(self._grammar.lemma(verb))
        passive = self._syntax.find(verb, "auxpass") is not None
        told = (*subject, *self._wording.verb(verb)) if subject else (ongoing,)
        if passive and not subject:
            told = (participle,)
        prep = self._grammar.word(frame.prep)
        head: Part = (noun, "until") if prep == "after" else (noun,)
        owns = self._syntax.find(verb, "dobj") is not None and not self._grammar.is_infinitive(verb)
        if subject and prep in _SPANNING and owns:
            told = (prep, "which", *told)  # "time *over which the plan would cost* …"
        said = self._wording.complements(verb) or self._wording.complements(verb, _REPORTED)
        return Parts(head, (), Clause(told, said))
