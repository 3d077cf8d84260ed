"""Durations: what went on for so long, where no noun beside the number says it.

"Two days after the miners had been told" measures the time after they had been told, "his 30 years
in office" time in office, "gets 18 months for theft" a prison sentence.
"""

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.amounts import Parts
from nlp.meaning.around import Around
from nlp.meaning.clauses import NO_CLAUSE, Clause
from nlp.meaning.level import COPULAS
from nlp.meaning.printing import Part
from nlp.text.tags import TIME_LABELS
from terms.enums import Kind

_TIME: Part = ("time",)
_AROUND_EVENT = frozenset({"after", "before", "since", "until"})
_DURING = frozenset({"for", "during", "over", "within", "another", "lasted", "took"})
_SPENT_IN = frozenset({"in", "as", "at", "with", "on", "of", "behind", "under"})
_WAITING = words("durations", "verb.lasting")
_STAYING = words("durations", "verb.staying")
_JAILS, _JAILING = words("durations", "jail"), words("durations", "verb.jail")
_RECEIVING, _PERSONS = words("durations", "verb.receive"), words("people", "noun")
_LEFT = words("durations", "left")
_ASIDE_TAGS = frozenset({"VBG", "VBN", "WP", "WDT"})
_OF = frozenset({"of"})
_PARTS = words("durations", "whole")
"""Nouns of which a time is a part, not what it is filled with."""
_LONGEST_SUBJECT = 4
_FIRST_WITHIN = 14
"""Tokens before a number within which "the first" of that time stands."""


class Durations(Around):
    """The readings of one number that is a duration."""

    def lasting(self) -> Parts | None:
        """The first reading that says something; ``None`` of other numbers and "a 5-year plan"."""
        frame = self._frame
        if frame.quantity.kind is not Kind.DURATION or "-" in frame.quantity.quote:
            return None
        for find in (
            self._around,
            self._spent,
            self._sentence,
            self._left,
            self._owned,
            self._first,
            self._state,
        ):
            parts = find()
            if parts is not None:
                return parts
        return None

    @property
    def _before(self) -> int:
        """The last token before the number and its hedge."""
        return self._wording.opens - 1

    # --- before or after an event ---------------------------------------------------------------

    def _around(self) -> Parts | None:
        """The time around an event: "two days *after the miners had been told*"."""
        frame, grammar, syntax = self._frame, self._grammar, self._syntax
        at = frame.last
        _, high = syntax.bounds(frame.first)
        if at + 1 >= high or syntax.words[at] not in _AROUND_EVENT:
            return None
        if grammar.word(self._before) in _DURING or grammar.word(frame.prep) == "for":
            return None
        if frame.role == "dobj" and grammar.lemma(frame.verb) in _WAITING:
            return None
        verb = syntax.heads[at] if syntax.deps[at] == "mark" else syntax.find(at, "pcomp")
        if verb is not None and verb > at and grammar.is_verb(verb):
            clause = self._event(at, verb)
            return None if clause is None else Parts(_TIME, (), clause)
        noun = syntax.find(at, "pobj")
        if noun is None or not grammar.is_noun(noun) or self._wording.is_out(noun):
            return None
        told = self._past_aside(noun)
        if told is not None:
            done = (at, *self._wording.named(noun), told)
            return Parts(_TIME, (), Clause(done, self._wording.complements(told)))
        described = (at, *self._wording.named(noun))
        return Parts(_TIME, described) if len(described) > 1 else None

    def _past_aside(self, noun: int) -> int | None:
        """The verb of a noun that an aside parts from it: "cooks, arriving early, *smelled*"."""
        syntax, words = self._syntax, self._syntax.words
        _, high = syntax.bounds(noun)
        if words[noun + 1 : noun + 2] != [","] or syntax.tags[noun + 2] not in _ASIDE_TAGS:
            return None
        closing = next((at for at in range(noun + 2, high) if words[at] == ","), high)
        verb = closing + 1
        return verb if verb < high and syntax.tags[verb] in ("VBD", "VBN") else None

    def _event(self, conjunction: int, verb: int) -> Clause | None:
        """A clause as an event: whose subject is no noun stands in -ing: "after *winning* …"."""
        wording, syntax = self._wording, self._syntax
        subject = syntax.find(verb, "nsubj", "nsubjpass", "expl")
        behind = wording.complements(verb)
        if subject is not None and self._grammar.is_noun(subject):
            noun = wording.named(subject)
            noun = noun if len(noun) <= _LONGEST_SUBJECT else wording.noun(subject)
            told = (*noun[-_LONGEST_SUBJECT:], *wording.verb(verb))
            return Clause((conjunction, *told), behind)
        ongoing = verb_forms(self._grammar.lemma(verb))[3]
        if syntax.find(verb, "auxpass") is not None and syntax.tags[verb] == "VBN":
            return Clause((conjunction, "being", verb), behind)
        if wording.is_denied(verb) or (subject is None and syntax.tags[verb] != "VBG"):
            return None
        return Clause((conjunction, ongoing), behind)

    def _spent(self) -> Parts | None:
        """What a time is of: "three days *of mourning*", "two days *of questioning the clerk*"."""
        behind = self._wording.behind_number(self._frame, _OF)
        if len(behind) < 2 or not isinstance(behind[1], int):
            return None
        syntax, noun = self._syntax, self._syntax.find(self._frame.last, "pobj", "pcomp")
        if noun is None or syntax.label(noun) in TIME_LABELS or syntax.words[noun] in _PARTS:
            return None
        own = self._frame.noun_behind
        what = own if own is not None and syntax.within(own, self._frame.last) else noun
        if syntax.tags[what][:2] not in ("NN", "VB") or syntax.tags[behind[1]] in ("PRP", "CD"):
            return None
        if noun not in behind:  # "of *Big*, Bold, Partisan Change"
            return None
        if self._grammar.word(self._frame.first - 1) == "within":  # "within a week *of the crash*"
            return Parts(_TIME, ("after", *behind[1:]))
        return Parts(_TIME, behind)

    # --- prison -----------------------------------------------------------------------------------

    def _sentence(self) -> Parts | None:
        """A sentence of prison: "was jailed for *nine months*", "gets *15 years* for arson"."""
        frame, syntax, lemma = self._frame, self._syntax, self._grammar.lemma(self._frame.verb)
        verb, behind = frame.verb, self._grammar.word(frame.last)
        jailed = behind in ("in", "behind") and self._grammar.word(frame.last + 1) in _JAILS
        if verb is None or lemma in _WAITING:
            return None
        if not (lemma in _JAILING or jailed or self._is_received(lemma)):
            return None
        if lemma in _JAILING and self._grammar.word(frame.prep) not in ("to", "for", ""):
            return None
        convict = self._convict(verb, lemma)
        carried = convict is not None and convict == frame.governor
        if carried:  # "*arson* carries a sentence of 15 years in prison"
            convict = frame.subject
        whose = self._clauses.subject(convict)
        if convict is not None and convict == syntax.heads[verb]:
            whose = self._wording.noun(convict)
        crime = self._wording.trimmed_at(frame.last + 2 * jailed, frozenset({"for"}))
        return Parts(
            ("prison", "sentence"),
            ("for" if carried else "of", *whose) if whose else (),
            Clause(crime),
        )

    def _convict(self, verb: int, lemma: str) -> int | None:
        """Whom a sentence is for: the object before it, a passive's or receiver's subject."""
        syntax, frame = self._syntax, self._frame
        thing = syntax.find(verb, "dative", "dobj", "nsubjpass")
        if thing is not None and thing < frame.first:
            return thing
        if syntax.tags[verb] == "VBN" and syntax.deps[verb] in ("acl", "relcl"):
            return syntax.heads[verb]
        receives = lemma in _RECEIVING or syntax.tags[verb] == "VBN"
        return frame.subject if receives else None

    def _is_received(self, lemma: str) -> bool:
        """Whether a person gets a time for what he did: "The baker *gets 15 years for arson*"."""
        frame, syntax = self._frame, self._syntax
        subject, after = frame.subject, self._grammar.word(frame.last)
        if lemma not in _RECEIVING or subject is None or frame.prep is not None:
            return False
        human = self._grammar.lemma(subject) in _PERSONS or syntax.label(subject) == "PERSON"
        who = subject + 1 + (self._grammar.word(subject + 1) == ",")
        told = self._grammar.word(who) == "who" or (human and after != "to")
        return told or (after == "for" and syntax.label(subject) != "ORG")

    # --- time that somebody has or had ------------------------------------------------------------

    def _left(self) -> Parts | None:
        """Time that is left or was spent: "three weeks *remaining in office*"."""
        at, grammar = self._frame.last, self._grammar
        lasting = self._grammar.word(self._before) in _DURING
        lasting = lasting or self._grammar.lemma(self._frame.verb) in _STAYING
        if (
            self._syntax.tags[at : at + 2] == ["TO", "VB"] and not lasting
        ):  # "six months *to clean the river*"
            return Parts(_TIME, self._wording.behind_number(self._frame, frozenset({"to"})))
        if grammar.word(at) not in _LEFT:
            return None
        left = self._wording.trimmed_at(at, _LEFT)
        whose = self._clauses.subject(self._bearer()) if len(left) > 1 else ()
        return Parts(_TIME, left, Clause(("for", *whose)) if whose else NO_CLAUSE)

    def _bearer(self) -> int | None:
        """Whose time is left, told ahead: "with a month remaining in office, *the mayor* …"."""
        syntax, prep = self._syntax, self._frame.prep
        if self._grammar.word(prep) != "with" or prep != syntax.bounds(self._frame.first)[0]:
            return None
        verb = syntax.heads[prep]
        return syntax.find(verb, "nsubj") if self._grammar.is_verb(verb) else None

    def _owned(self) -> Parts | None:
        """A time that belongs to somebody: "the senator's 30 years *in public office*"."""
        frame, syntax, at = self._frame, self._syntax, self._before
        if at < 1 or (syntax.tags[at] not in ("PRP$", "POS") and syntax.words[at] != "her"):
            return None
        behind = self._wording.trimmed_at(frame.last, _SPENT_IN)
        if not behind:
            return None
        owner: Part = ()
        if syntax.tags[at] == "POS" and self._grammar.is_noun(at - 1):
            owner = (*self._wording.noun(at - 1), at)
        return Parts((*owner, *_TIME), behind)

    def _first(self) -> Parts | None:
        """The time without its like: "the *first* new bridge in four decades"."""
        syntax, low = self._syntax, self._syntax.bounds(self._frame.first)[0]
        if self._grammar.word(self._before) != "in":
            return None
        for at in range(self._before, max(low, self._before - _FIRST_WITHIN) - 1, -1):
            noun = syntax.heads[at]
            if syntax.words[at] == "first" and noun > at and self._grammar.is_noun(noun):
                named = (*self._wording.noun(noun), *self._wording.behind(noun))
                return Parts((*_TIME, "since", "last"), tuple(t for t in named if t != at))
        return None

    def _state(self) -> Parts | None:
        """How long something was so: "the pool *has been open* for 40 years"."""
        frame, verb = self._frame, self._frame.verb
        if verb is None or frame.is_subject or self._grammar.lemma(verb) not in COPULAS:
            return None
        state = self._wording.complements(verb, frozenset({"prep", "acomp", "attr", "oprd"}))
        role = self._wording.trimmed_at(frame.last, frozenset({"as"}))
        if not state:
            return None
        subject = self._clauses.subject(frame.subject)
        told = (*subject, *self._wording.verb(verb)) if subject else ()
        return Parts(_TIME, (), Clause((*told, *state), role))
