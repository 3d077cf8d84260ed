"""What the sentence says of the noun that is measured: predicate and deciding argument, behind it.

A subject does it ("residents *who signed a petition*"), an object had it done to it ("homes *buried
by the slide*", "libraries *to close*"), and a noun behind a preposition is where it was done
("districts *in which lawyers examined the count*").
"""

from dataclasses import dataclass, replace

from nlp.lexicon import pattern, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.frame import PERSON, noun_unit
from nlp.meaning.level import COPULAS
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.text import PERSON_STATES, Grammar
from nlp.text.tags import PLACE_LABELS
from terms.enums import SHARE_KINDS, Kind

EMPTY = words("measures", "verb.empty")
SAYING = words("saying")
_OWNING = words("measures", "verb.owning")
_ASKING = words("measures", "verb.asking")
_ACCUSED = words("measures", "accused")
_TAKING = words("measures", "verb.taking")
_HOLDING = words("measures", "verb.holding") | _TAKING
_PLACES = words("measures", "place")
_PERSONS = words("people", "noun") - words("measures", "thing")
PALE_VERBS = EMPTY | SAYING | _OWNING | COPULAS
"""Verbs that say less of a noun than a clause of its own."""
_TOLD = words("saying", "say", "mention")
_NO_DEED = COPULAS | {"show", "suggest", "indicate", "say"}
"""Verbs that do nothing with their object."""
_OPEN = words("measures", "verb.open")
_EVENT = pattern("question_cues.event")
_MANAGING = words("measures", "verb.managing")
_LED = 6
"""Tokens of a clause that leads to its verb in place of a participle, at most."""
_TRYING = words("measures", "verb.trying")
_TO_BE: Part = ("to", "be")
_STANDING = frozenset({"at", "in", "on", "near", "outside"})
_SEEING = words("measures", "verb.seeing")
"""Verbs above what was done: "the day *saw* 40 people vaccinated"."""
_PASSING = words("measures", "verb.passing")
"""Verbs that say nothing of their subject alone."""
_PAID = frozenset({Kind.MONEY, Kind.RATE})
_OTHERS = frozenset({"prep", "xcomp", "acomp", "oprd"})
_UNDER_VERB = frozenset({"dobj", "npadvmod", "pobj", "attr", "oprd"})
_SAID = frozenset({"dobj", "dative", "ccomp", "xcomp", "prep", "prt"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its argument, as parts behind a head; whether it may end in a preposition."""

    predicate: Part = ()
    argument: Part = ()
    strands: bool = False


NO_CLAUSE = Clause()


@dataclass(frozen=True, slots=True)
class Place:
    """How the noun that is measured stands under its verb: as ``Binding`` says it."""

    role: str = ""
    verb: int | None = None
    prep: int | None = None
    governor: int | None = None
    subject: int | None = None
    token: int | None = None


NOWHERE = Place()


class Clauses:
    """The clauses around one number."""

    def __init__(self, frame: NumberFrame, wording: Wording, grammar: Grammar) -> None:
        self._frame, self._wording, self._grammar = frame, wording, grammar
        self._syntax = grammar.syntax

    def place(self, token: int | None) -> Place:
        """How a noun stands under its verb; the number's own as its record says."""
        frame = self._frame
        own = token is None or token in (frame.noun, frame.base, frame.anchor)
        own = own or (frame.noun is not None and token == self._wording.top(frame.noun))
        if own and frame.holds(frame.governor):  # "25 *of the 75 deputies*"
            return replace(self.under(frame.governor), token=token)
        if own and (frame.verb is not None or token is None):
            return Place(frame.role, frame.verb, frame.prep, frame.governor, frame.subject, token)
        return self.under(token)

    def under(self, token: int | None) -> Place:
        """The place of a token by the parse alone."""
        if token is None:
            return NOWHERE
        syntax, grammar = self._syntax, self._grammar
        head, label, prep = syntax.heads[token], syntax.deps[token], None
        if label == "pobj":
            prep, head = head, syntax.heads[head]
        verb = head if grammar.is_verb(head) and head != token else None
        subject = None if verb is None else grammar.subject(verb)
        governor = None if head == token else head
        return Place(label, verb, prep, governor, None if subject == token else subject, token)

    def relative(self, token: int) -> Clause:
        """A relative clause right behind a noun: "pupils *who missed lessons*"."""
        told, decides = self._wording.relative(token)
        return Clause(told, decides) if told else NO_CLAUSE

    def of(self, place: Place) -> Clause:
        """What the verb says of a noun that stands under it."""
        verb = place.verb
        if verb is None or self._wording.is_out(verb):
            return NO_CLAUSE
        if place.role == "nsubj":
            found = self._found_so(verb, place)
            return self._as_subject(verb, self._who(place)) if found is None else found
        if place.role == "nsubjpass":
            return self._as_passive(verb, self._who(place))
        if place.role in ("dobj", "oprd"):
            return self._as_object(verb, place)
        if self._grammar.lemma(place.token) == "time" and place.role == "npadvmod":
            subject = self.subject(place.subject)
            told = (*subject, *self._wording.verb(verb))
            return Clause(told) if subject else NO_CLAUSE
        counted = self._frame.quantity.kind is Kind.COUNT and place.token is not None
        if place.role == "npadvmod" and counted and self._syntax.find(verb, "dobj") is None:
            return self._as_object(verb, place)  # "scored *40 points* last night"
        if place.role == "pobj" and place.governor == verb:
            return self._behind_preposition(verb, place)
        if place.role == "attr" and self._syntax.find(verb, "expl") is not None:
            return Clause(self._wording.complements(verb, frozenset({"prep"})))
        return NO_CLAUSE

    def _who(self, place: Place) -> str:
        """The relative pronoun for what is measured."""
        token = place.token
        if token is None or not self._grammar.is_noun(token):
            return "who" if self._frame.unit == PERSON else "that"
        lemma = self._grammar.lemma(token)
        person = lemma in _PERSONS or noun_unit(token, self._grammar) == PERSON
        person = person or self._syntax.label(token) == "NORP"  # "millions of *Danes*"
        return "who" if person else "that"

    def _as_subject(self, verb: int, who: str) -> Clause:
        """ "residents *who signed a petition*", "posts *at risk*"."""
        wording, grammar = self._wording, self._grammar
        lemma = grammar.lemma(verb)
        if lemma in COPULAS:
            noun = self._syntax.find(verb, "attr")
            if noun is not None and grammar.is_noun(noun) and noun > verb:
                told = wording.complements(verb, frozenset({"attr"}))
                return Clause(self._led(who, verb), told) if told else NO_CLAUSE
            said = wording.complements(verb, frozenset({"acomp", "prep", "oprd"}))
            aim = () if said else wording.complements(verb, frozenset({"xcomp"}))
            if wording.aims(aim):  # "8,000 homes are *to be built*"
                return Clause(aim)
            # not "was found *to be* effective"
            shared = self._frame.quantity.kind in SHARE_KINDS and not grammar.is_infinitive(verb)
            return Clause((who, *wording.verb(verb)), said) if said and shared else Clause(said)
        if self._syntax.find(verb, "expl") is not None:
            return Clause(wording.complements(verb, frozenset({"prep"})))
        if lemma in SAYING:
            said = wording.complements(verb, _SAID)
            return Clause(self._led(who, verb), said) if said else self._spoke(verb, who)
        told_of = self._syntax.find(verb, "dobj", "attr", "npadvmod")
        thing = self._syntax.find(verb, "dobj")
        if thing is not None and wording.is_out(thing) and not self._frame.holds(thing):
            return NO_CLAUSE  # "40 boys ate 30 pies"
        if self._frame.holds(told_of) and not wording.complements(verb, _OTHERS):
            return NO_CLAUSE  # "boys made up 40%"
        tag = self._syntax.tags[verb]
        if (tag in ("VBG", "VBN") and not wording.has_perfect(verb)) or self._is_done_to(verb):
            told = wording.degree(verb)
        else:
            told = self._led(who, verb)
        said = wording.complements(verb)
        return NO_CLAUSE if not said and lemma in _PASSING else Clause(told, said)

    def _spoke(self, verb: int, who: str) -> Clause:
        """A verb of saying that reports nothing: "witnesses *testified*", "tables *published*".

        Not "Twenty-three, say the doctors", nor "the roof was weak, 40 doctors complained".
        """
        syntax = self._syntax
        apart = "," in syntax.words[self._frame.last : verb] or verb < self._frame.last
        reports = syntax.find(verb, "ccomp", "dobj") is not None
        if apart or reports or self._grammar.lemma(verb) == "say":
            return NO_CLAUSE
        lone = self._wording.verb(verb) == (verb,) and syntax.tags[verb] in ("VBD", "VBN")
        done_to = who == "that" or syntax.words[verb] in _ACCUSED  # "two bakers *charged*"
        return Clause((verb,) if lone and done_to else self._led(who, verb))

    def _led(self, who: str, verb: int) -> Part:
        """A verb behind its pronoun, in the plural where nobody is counted; none leads "to go"."""
        told, words = self._wording.verb(verb), self._syntax.words
        ongoing = self._syntax.tags[verb] == "VBG" and told == self._wording.degree(verb)
        if ongoing or self._grammar.is_infinitive(verb):  # "35 deputies *supporting* the measure"
            return told
        if self._frame.quantity.value == 0 or self._frame.quantity.kind is Kind.RATIO:
            return (who, *("have" if words[at] == "has" else at for at in told))
        return (who, *told)

    def _found_so(self, verb: int, place: Place) -> Clause | None:
        """What a noun was found or left: "officers found one woman *dead*"."""
        token = place.token
        if token is None or verb > token or self._grammar.is_infinitive(verb):
            return None
        state = self._syntax.heads[token]
        if state in (verb, token) or self._syntax.tags[state] not in ("JJ", "VBN"):
            return None
        return Clause((verb_forms(self._grammar.lemma(verb))[2], state))

    def _is_done_to(self, verb: int) -> bool:
        """Whether a verb that the parse takes for active is what was done: "*two boys shot*"."""
        syntax, wording = self._syntax, self._wording
        alone = wording.verb(verb) == wording.degree(verb)
        if syntax.find(verb, "dobj", "prt") is not None or not alone:
            return False
        lemma = self._grammar.lemma(verb)
        fatal = self._grammar.word(verb - 1) == "fatally"
        if self._grammar.word(verb + 1) == "at" and not (fatal or self._is_in_place(verb + 1)):
            return False
        present = syntax.tags[verb] == "VBP" and syntax.words[verb] == lemma
        if syntax.tags[verb] not in ("VBD", "VBN", "VBP") or present:
            return False
        if verb_forms(lemma)[1] != verb_forms(lemma)[2]:
            return False
        if syntax.raw[verb].istitle() and syntax.find(verb, "ccomp", "xcomp") is None:
            return True  # "27 Shots *Fired*": a headline in title case
        inner = syntax.deps[verb] in ("ccomp", "dobj") and syntax.find(verb, "mark") is None
        seen = inner and self._grammar.lemma(syntax.heads[verb]) in _SEEING
        shared = inner and (seen or self._frame.quantity.kind is Kind.PERCENT)
        return shared or syntax.words[verb] in PERSON_STATES

    def _is_in_place(self, prep: int) -> bool:
        """Whether a preposition leads to a place with a name: "shot at *Orlo Hall*"."""
        syntax, noun = self._syntax, self._syntax.find(prep, "pobj")
        return noun is not None and any(
            syntax.label(at) in PLACE_LABELS | {"ORG"} for at in range(prep + 1, noun + 1)
        )

    def _as_passive(self, verb: int, who: str) -> Clause:
        """ "libraries *closed*", "ballots *that could not be counted*"."""
        wording = self._wording
        if wording.is_denied(verb):
            told: Part = (who, *wording.verb(verb))
        elif self._grammar.lemma(verb) in EMPTY & SAYING:
            said = wording.complements(verb)  # "expected *to survive*"
            return Clause((verb,), said) if wording.aims(said) else Clause(said)
        elif self._is_open(verb):
            told = (who, *wording.verb(verb))
        else:
            told = wording.degree(verb)
        joined = wording.joined_verb(verb)  # "shot *and killed*"
        return Clause((*told, *joined), wording.complements(joined[-1] if joined else verb))

    def _aimed(self, verb: int) -> Part:
        """What leads to an infinitive that only is to be: "*the firm refuses to* sell 40 boats".

        Empty for other verbs, and for what is done with the verb above: "helped to save".
        """
        syntax, root = self._syntax, verb
        while syntax.deps[root] == "conj" and self._grammar.is_verb(syntax.heads[root]):
            root = syntax.heads[root]
        if not self._grammar.is_infinitive(root):
            return ()
        above = syntax.heads[root]
        lemma = self._grammar.lemma(above)
        if syntax.deps[root] != "xcomp":
            return ("to",) if syntax.find(root, "nsubj") is None else _TO_BE
        if lemma in _MANAGING:
            return ()
        if not self._grammar.is_verb(above):  # "is *willing* to sign"
            return _TO_BE
        whom = syntax.find(above, "dobj", "dative") if lemma in _ASKING else None
        if whom is not None and whom < verb:
            named = self.subject(whom)
            been = "were" if syntax.tags[whom] in ("NNS", "NNPS") else "was"
            asked = verb_forms(lemma)[2]
            return (*named, been, asked, "to") if named else _TO_BE
        doer = syntax.find(above, "nsubj", "nsubjpass")
        named = self.subject(doer)
        said = (*named, *self._wording.verb(above), "to")
        if not named or not self._wording.is_finite(above):
            return _TO_BE if lemma in _TRYING | _ASKING else ()
        return said if len(said) <= _LED else _TO_BE

    def _is_open(self, verb: int) -> bool:
        """Whether a verb only could, should or would be so: "40 people *would be hurt*"."""
        return any(self._syntax.words[at] in _OPEN for at in self._wording.verb(verb))

    def _as_object(self, verb: int, place: Place) -> Clause:
        """ "homes *buried by the slide*", "libraries *to close*", "seats *of the party*"."""
        wording, grammar = self._wording, self._grammar
        lemma = grammar.lemma(verb)
        if lemma in _OWNING:
            subject = self.subject(place.subject)
            return Clause(("of", *subject)) if subject else NO_CLAUSE
        if wording.is_denied(verb):
            return NO_CLAUSE
        subject = self.subject(self._doer(verb))
        state = self._syntax.find(verb, "oprd", "acomp")
        others = wording.complements(verb, frozenset({"prep", "xcomp"}))
        particle = wording.complements(verb, frozenset({"prt"}))
        participle = verb_forms(lemma)[2]
        hidden = place.token is None and self._frame.quantity.kind in _PAID
        if lemma in _HOLDING and self._syntax.deps[verb] in ("acl", "relcl") and subject:
            by = "by" if lemma in _TAKING else "in"  # "a trial *involving* 40 men"
            return Clause((participle, by, *subject))
        lives = lemma == "claim" and grammar.lemma(place.token) == "life"
        if lemma in EMPTY and not lives and (lemma in _TOLD or not hidden):
            return Clause(wording.complements(verb, frozenset({"prep"})))
        passive = self._syntax.find(verb, "auxpass") is not None
        agent: Part = ("to" if passive else "by", *subject) if subject else ()
        if self._syntax.tags[verb] == "VBG" and lemma == "leave" and grammar.word(verb - 1) == ",":
            subject = ()  # "…, *leaving* 40 homes dark": what is told before did
        aimed = self._aimed(verb)
        if not aimed and subject and self._is_open(verb):  # "money *the council should spend*"
            aimed = (*subject, *wording.verb(verb)[:-1])
            aimed = aimed if len(aimed) < _LED else _TO_BE
        if aimed == _TO_BE:
            return Clause((*aimed, participle, *particle), (*agent, *others))
        if aimed:
            return Clause((*aimed, verb, *particle), others)
        if state is None and lemma == "leave" and place.token is not None:
            behind = grammar.word(place.token + 1)  # "leaves four teens *wounded*"
            told = place.token + 1 in wording.behind(place.token)
            particle = (*particle, behind) if behind in PERSON_STATES and not told else particle
        if state is not None and state > verb:  # "left dead by the storm"
            particle = (*particle, *self._wording.complements(verb, frozenset({"oprd", "acomp"})))
        return Clause((participle, *particle), (*agent, *others))

    def _doer(self, verb: int) -> int | None:
        """Who does what a verb says, where the parse leaves no doubt.

        The verb's own subject, or that of the verb above where it is joined to its like ("the storm
        tore … and *buried*"), a participle or an infinitive.
        """
        syntax = self._syntax
        for _ in range(3):
            label, head = syntax.deps[verb], syntax.heads[verb]
            own = syntax.find(verb, "nsubj", "nsubjpass") is not None
            if label == "relcl":
                return self._what_has_place(verb, self._grammar.subject(verb))
            if own or label == "acl":
                return self._grammar.subject(verb)
            same = label == "conj" and syntax.tags[head] == syntax.tags[verb]
            told = label in ("advcl", "xcomp") and syntax.tags[verb] in ("VBG", "VB")
            if not (same or told):
                return None
            if label == "xcomp" and self._grammar.lemma(head) in _ASKING:
                asked = syntax.find(head, "dobj", "dative")
                if asked is not None and asked < verb:
                    return asked  # "the jury ordered *the firm* to pay"
            verb = head
        return None

    def _what_has_place(self, verb: int, noun: int | None) -> int | None:
        """What a relative clause is of where the parse ties it to a place: "a *shooting* at a bar
        that killed two", "the *district* in Orlo, which serves"."""
        syntax = self._syntax
        if noun is None or noun != syntax.heads[verb] or syntax.deps[noun] != "pobj":
            return noun
        prep = syntax.heads[noun]
        above = syntax.heads[prep]
        if syntax.words[prep] not in _STANDING or not self._grammar.is_noun(above):
            return noun
        happens = _EVENT.fullmatch(self._grammar.lemma(above)) is not None
        return above if happens or syntax.label(noun) in PLACE_LABELS else noun

    def done_with(self, place: Place) -> Clause:
        """What somebody does with a noun: "gunshots *the man heard*", "times *he was shot*".

        Only of a verb in a finite form whose subject stands before it.
        """
        verb = place.verb
        if verb is None or place.role not in _UNDER_VERB or self._wording.is_out(verb):
            return NO_CLAUSE
        if self._grammar.lemma(verb) in _NO_DEED:
            return NO_CLAUSE
        told = self._wording.verb(verb)
        beside = place.role == "npadvmod" and self._grammar.lemma(place.token) != "time"
        if beside and self._syntax.find(verb, "dobj") is not None:
            return NO_CLAUSE  # "killed 40 people, among them *14 children*"
        subject = self._syntax.find(verb, "nsubj", "nsubjpass")
        finite = self._wording.is_finite(verb)
        if subject is None or subject > min(told) or not finite or self._frame.holds(subject):
            return NO_CLAUSE
        named = self.subject(subject)
        if not named and self._grammar.lemma(place.token) == "time":
            named = (subject,)  # "times *they* fired"
        if not named:
            return NO_CLAUSE
        noun = self._frame.anchor if place.token is None else place.token
        within = self._syntax.within
        while self._syntax.deps[noun] == "conj":  # "found *40 knives* and 12 ropes"
            noun = self._syntax.heads[noun]
        said = self._wording.complements(verb)
        rest = [at for at in said if isinstance(at, int) and not within(at, noun)]
        return Clause((*named, *told), self._wording.printer.without_loose_end(rest))

    def _behind_preposition(self, verb: int, place: Place) -> Clause:
        """ "residents *who signed the petition*" of "the petition was signed by 40 residents"."""
        wording, grammar = self._wording, self._grammar
        prep = grammar.word(place.prep)
        subject = self.subject(place.subject)
        if not subject:
            return self._given_so(verb, place)
        if prep == "by" and self._syntax.tags[verb] == "VBN":
            return Clause((self._who(place), verb_forms(grammar.lemma(verb))[1]), subject)
        shared = self._frame.base is not None and place.token == self._frame.base
        if prep in _PLACES and (shared or self._frame.quantity.kind is Kind.COUNT):
            empty = COPULAS if shared else EMPTY | COPULAS
            if grammar.lemma(verb) in empty or place.prep is None:
                return NO_CLAUSE
            between = range(place.prep + 1, self._frame.first)
            if any(grammar.is_noun(at) for at in between):
                return NO_CLAUSE  # another noun's: "two guns in the car, 19 in the house"
            beside = place.prep == verb + 1 and prep != "with"
            if beside and self._syntax.tags[verb] == "VBG":  # "leading to 40 fines"
                participle = verb_forms(grammar.lemma(verb))[2]
                return Clause((participle, place.prep, "by", *subject))
            pronoun = "whom" if self._who(place) == "who" else "which"
            objects = wording.complements(verb, frozenset({"dobj", "prt", "xcomp"}))
            if grammar.is_infinitive(verb) or self._aimed(verb) == ("to",):
                return Clause((prep, pronoun, "to", verb), objects)  # "a plan to send doses to …"
            return Clause((prep, pronoun, *subject, *wording.verb(verb)), objects)
        return NO_CLAUSE

    def _given_so(self, verb: int, place: Place) -> Clause:
        """What a pronoun does: "schools *to which letters were sent*" of "she sent letters to"."""
        syntax, grammar, prep = self._syntax, self._grammar, place.prep
        thing = syntax.find(verb, "dobj")
        if place.token is None or prep is None or thing is None:
            return NO_CLAUSE
        pale = grammar.lemma(verb) in EMPTY | COPULAS or self._wording.is_denied(verb)
        counts = self._frame.quantity.kind is Kind.COUNT and grammar.word(prep) in _PLACES
        told = counts and verb < thing < self._frame.first
        if pale or not told or syntax.find(verb, "nsubj") is None or self._wording.is_out(thing):
            return NO_CLAUSE
        things = self._wording.noun(thing) if grammar.is_noun(thing) else ()
        been = "were" if syntax.tags[thing] == "NNS" else "was"
        told_of = (been, verb_forms(grammar.lemma(verb))[2])
        pronoun = "whom" if self._who(place) == "who" else "which"
        return Clause((prep, pronoun, *things, *told_of)) if things else NO_CLAUSE

    def owner(self, token: int) -> Part:
        """Whose a thing is by the subject before "its" or "their": "Orla lost *its* 40 boats"."""
        syntax = self._syntax
        owned = syntax.find(token, "poss")
        if owned is None or syntax.tags[owned] != "PRP$":
            return ()
        low, _ = syntax.bounds(token)
        many = syntax.words[owned] == "their"
        for at in range(owned - 1, low - 1, -1):
            agrees = many or syntax.tags[at] in ("NN", "NNP")
            personal = syntax.words[owned] in ("his", "her")
            if personal and not self._is_human(at) and syntax.label(at) in PLACE_LABELS:
                continue  # "Orlo showed … and his two friends"
            if syntax.within(token, at) and not (personal and self._is_human(at)):
                continue  # "the vote on his plan" is no owner
            if syntax.deps[at].startswith("nsubj") and self._grammar.is_noun(at) and agrees:
                entity = syntax.entity(at)
                named = tuple(range(*entity[:2])) if entity is not None else self.subject(at)
                return ("of", *named) if named else ()
        return ()

    def _is_human(self, noun: int) -> bool:
        named = self._syntax.label(noun) == "PERSON"
        return named or self._grammar.lemma(noun) in _PERSONS

    def subject(self, token: int | None) -> Part:
        """The noun phrase of a subject that names something; empty for pronouns and numbers."""
        if token is None or self._frame.holds(token):
            return ()
        if self._wording.is_out(token):  # "hundreds of *priests*"
            token = next(self._syntax.objects(token, "of"), None)
        if token is None or not self._grammar.is_noun(token) or self._wording.is_out(token):
            return ()
        top = self._wording.top(token)
        named, anchor, within = self._wording.named(top), self._frame.anchor, self._syntax.within
        cut = (n for n, at in enumerate(named) if type(at) is int and at > top)
        over = next((n for n in cut if within(anchor, int(named[n]))), None)
        # not "a plan *spearheaded by* ten senators"
        return named if over is None else self._wording.printer.without_loose_end(named[:over])
