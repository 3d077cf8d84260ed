"""The measure phrase: what a number measures, as a noun phrase of at most twelve words.

The head is the noun that is counted or has the size; behind it stand what it is of, the predicate
that says what happened to it, and that predicate's deciding argument: "votes | needed | to break a
filibuster". A noun that a number only stands at as the object of a verb is what was done to it:
"the slide buried 60 homes" measures "homes buried by the slide". What no noun names is read by
``amounts``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.amounts import SUMS, Amounts, Parts
from nlp.meaning.ballots import Ballots
from nlp.meaning.clauses import NO_CLAUSE, NOWHERE, PALE_VERBS, SAYING, Clause, Clauses, Place
from nlp.meaning.distances import Distances
from nlp.meaning.durations import Durations
from nlp.meaning.frame import noun_unit
from nlp.meaning.gapping import Swap
from nlp.meaning.gaps import Gaps
from nlp.meaning.labels import Labels
from nlp.meaning.level import COPULAS, DOWN_NOUNS, GENERIC_NOUNS, UP_NOUNS
from nlp.meaning.nearest import Nearest
from nlp.meaning.owners import cause_of, owner_of
from nlp.meaning.people import PUTTING, People
from nlp.meaning.printing import MeasurePhrase, Part
from nlp.meaning.record import NumberFrame
from nlp.meaning.wholes import share_base
from nlp.meaning.wording import LONGEST, Wording
from nlp.numbers.units import BY_NAME
from nlp.text import MOVING, PERSON_STATES, Grammar, Span, expected_by
from nlp.text.tags import FINITE_TAGS, PLACE_LABELS
from terms.enums import COUNTED_KINDS, Kind

_RELATIVE = frozenset({"who", "that", "which", "whom", "whose", "to", "by"})
_RESTRICTING = 6
"""Tokens of a relative clause that is said beside a verb, at most."""
_NEAR = 3
"""Tokens from a headline's verb to its number, at most."""
_CONTESTS = words("ballots", "verb.win", "verb.lose", "verb.lead")
_OF_SIZE = frozenset({"of", "at", "from", "to"})
_OF_SUM = _OF_SIZE | {"for"}


def measure_of(
    frame: NumberFrame,
    left_out: Sequence[Span],
    grammar: Grammar,
    carried: tuple[MeasurePhrase | None, bool] = (None, False),
    swap: Swap | None = None,
    criteria: Sequence[Span] = (),
) -> MeasurePhrase | None:
    """The measure phrase of a number, or ``None`` where the sentence does not say.

    ``left_out`` are character spans whose words are no part of a measure: the other numbers of
    the sentence and its time expressions. ``carried`` is what the number before measures, for one
    that names nothing, and whether that comes before the nouns around (``carry.carried_measure``).
    ``swap`` says what a clause without a verb says in place of this one, ``criteria`` are spans of
    numbers that belong into what this one measures.
    """
    reader = _Reader(frame, Wording(frame, left_out, grammar, criteria), grammar, swap)
    lent, sure = carried
    found = reader.expected(lent if sure else None) or reader.phrase()
    return found or (lent if sure else reader.told()) or lent or reader.nearest()


class _Reader:
    """Builds the phrase of one number."""

    def __init__(
        self, frame: NumberFrame, wording: Wording, grammar: Grammar, swap: Swap | None
    ) -> None:
        self._frame, self._wording, self._grammar = frame, wording, grammar
        self._syntax, self._swap = grammar.syntax, swap
        self._clauses = Clauses(frame, wording, grammar)
        self._amounts = Amounts(frame, wording, self._clauses, grammar)
        self._labels = Labels(frame, wording, grammar)
        self._ballots = Ballots(frame, wording, self._clauses, grammar)
        self._gaps = Gaps(frame, wording, self._clauses, grammar)
        self._durations = Durations(frame, wording, self._clauses, grammar)
        self._distances = Distances(frame, wording, self._clauses, grammar)
        self._nearest = Nearest(frame, wording, grammar)
        self._people = People(frame, wording, self._clauses, grammar, self._of)

    def expected(self, lent: MeasurePhrase | None) -> MeasurePhrase | None:
        """What somebody expected or asked for: "short of the £240m *analysts had forecast*".

        It is what the number before measures (``lent``), else money or a share.
        """
        span = expected_by(self._frame.first, self._frame.last, self._grammar)
        noun = self._amounts.noun()
        if lent is not None:
            noun = lent.head if lent.predicate else lent.text
        if span is None or noun is None:
            return None
        told = self._wording.printer.fitting(tuple(range(*span)), LONGEST, leads=True)
        return MeasurePhrase(f"{noun} {told}", noun, None, told)

    def phrase(self) -> MeasurePhrase | None:
        """The first reading that says something."""
        amounts, labels = self._amounts, self._labels
        for find in (
            self._voted,
            self._margin,
            self._multiplied,
            labels.told,
            self._bracketed,
            labels.apposed,
            labels.on_board,
            self._durations.lasting,
            self._away,
            amounts.sized,
            amounts.support,
            self._share,
            self._rate,
            self._named,
            self._people.parts,
            amounts.hidden,
        ):
            parts = find()
            phrase = None if parts is None else self._made(*parts)
            if phrase is not None:
                return phrase
        return None

    # --- what is measured -----------------------------------------------------------------------

    def _voted(self) -> Parts | None:
        """One of the two numbers of a vote: "votes *to open the debate*"."""
        side = self._ballots.side()
        return None if side is None else Parts(side[0], (), side[1])

    def _away(self) -> Parts | None:
        """How far something is or went."""
        distances = self._distances
        return (distances.away() or distances.went()) if self._amounts.is_length else None

    def _margin(self) -> Parts | None:
        """By how much somebody won or lost: "won the town *by 12,000 votes*"."""
        frame, grammar = self._frame, self._grammar
        by = grammar.word(frame.prep) == "by" and frame.governor == frame.verb
        if not by or frame.verb is None or grammar.lemma(frame.verb) not in _CONTESTS:
            return None
        subject = self._clauses.subject(grammar.subject(frame.verb))
        if not subject or self._syntax.tags[frame.verb] not in FINITE_TAGS:
            return None
        objects = self._wording.complements(frame.verb, frozenset({"dobj"}))
        told = ("by", "which", *subject, *self._wording.verb(frame.verb))
        return Parts(("margin",), (), Clause(told, objects))

    def _multiplied(self) -> Parts | None:
        """What a verb multiplies or divides: "*halve the risk*", "*cases* could double"."""
        first, syntax = self._frame.first, self._syntax
        acts = self._grammar.is_verb(first) or syntax.find(first, "aux") is not None
        if not acts or self._frame.quantity.unit != "times":
            return None
        noun = syntax.find(first, "dobj") or syntax.find(first, "nsubj", "nsubjpass")
        if noun is None or not self._grammar.is_noun(noun) or self._wording.is_out(noun):
            return None
        noun = self._wording.top(noun)
        return Parts(self._wording.noun(noun), self._wording.behind(noun))

    def _bracketed(self) -> Parts | None:
        """The noun before a number that stands alone in brackets: "*rents* (30%)"."""
        frame, word = self._frame, self._grammar.word
        noun = frame.first - 2
        if word(frame.first - 1) != "(" or word(frame.last) != ")" or self._wording.is_out(noun):
            return None
        shared = frame.quantity.kind is Kind.PERCENT and frame.level != noun
        named = self._grammar.is_noun(noun) and self._syntax.label(noun) not in PLACE_LABELS
        return self._of(noun, NOWHERE, lead=("share", "of") if shared else ()) if named else None

    def _share(self) -> Parts | None:
        """A share of a whole: "12% of *voters*"."""
        base = share_base(self._frame, self._grammar)
        if base is None or not self._grammar.is_noun(base):
            return None
        base = self._wording.top(base)
        own = self._frame.is_subject and base < self._frame.first
        told = self._clauses.of(self._clauses.place(None)) if own else NO_CLAUSE
        if told.predicate:  # "of the pupils who sat the exam, 81% *passed*"
            return Parts(("share", "of", *self._wording.noun(base)), (), told)
        found = self._of(base, self._clauses.place(base), lead=("share", "of"))
        if found is not None and base != self._frame.noun:
            found = found._replace(head=(*found.head, *self._wording.alike(base)))
        bare = found is not None and not found.clause.predicate and not found.clause.argument
        return self._made_up(found) if bare and found is not None else found

    def _made_up(self, found: Parts) -> Parts:
        """A share with what a copula says makes it up or has it: "*debt* is 90% of GDP"."""
        frame = self._frame
        subject = self._clauses.subject(frame.subject)
        if self._grammar.lemma(frame.verb) not in COPULAS or not subject or frame.is_subject:
            return found
        if frame.role == "attr":
            return found._replace(clause=Clause(("made", "up", "by", *subject)))
        at = self._grammar.word(frame.prep) == "at" and not found.whole
        return found._replace(whole=("of", *subject)) if at else found

    def _rate(self) -> Parts | None:
        """What a rate counts, within its own words: "two *ferries* a day"."""
        frame, tags = self._frame, self._syntax.tags
        unit = frame.quantity.unit or ""
        if unit == "magnitude":
            noun = frame.noun_behind
            before = max(0, frame.first - 1)
            if tags[before] == "VBG" and self._grammar.lemma(before) == "measure":
                shaken = self._wording.noun(self._syntax.heads[before])
                return Parts(("magnitude", "of", *shaken))  # "a quake measuring 4.6 rattled Orlo"
            found = None if noun is None else self._of(noun, self._clauses.place(noun))
            if found is None:
                return None
            head = tuple(
                t for t in found.head if isinstance(t, str) or self._syntax.words[t] != unit
            )
            return Parts(("magnitude", "of", *head) if head else (unit,), *found[1:])
        counted = unit.partition("/")[0]
        if frame.quantity.kind is not Kind.RATE or counted in BY_NAME:
            return None
        inside = range(frame.first, frame.last)
        for token in inside:
            named = self._grammar.lemma(token), self._syntax.words[token]
            if counted in named or counted == noun_unit(token, self._grammar):
                first = next((t for t in inside if tags[t] not in ("CD", "HYPH")), token)
                head = tuple(range(min(first, token), token + 1))
                return Parts(head, (), self._clauses.of(self._clauses.place(token)))
        return None

    def _named(self) -> Parts | None:
        """The noun that is counted, or whose level or size the number is."""
        frame, grammar, wording = self._frame, self._grammar, self._wording
        counts = frame.quantity.kind is Kind.COUNT
        token = self._counted() if counts else self._measured()
        if token is None or not grammar.is_noun(token):
            return None
        if token == frame.level and self._amounts.is_moved:
            return None
        if frame.holds(token):  # "*no deaths* were reported"
            clause = self._clauses.of(self._clauses.place(None))
            return Parts((token,), wording.behind(token), clause)
        inner, token = token, wording.top(token)
        if counts and token != inner == frame.last + 1 and self._syntax.tags[frame.last] == "HYPH":
            pages = verb_forms(grammar.lemma(inner))[0]  # "a 48-*page* report"
            return Parts((pages,), ("of", *wording.noun(token)), NO_CLAUSE)
        if wording.is_out(token):
            return None
        if token == frame.level and wording.is_person(token):
            shared = frame.quantity.kind is Kind.PERCENT
            lead = ("share", "for") if frame.mover is None else ("value", "of")
            return Parts((*lead, *wording.noun(token))) if shared else None
        part = wording.of_them(frame)
        if part:  # "two of them *in intensive care*"
            return Parts(wording.noun(token), part)
        if self._is_carried(token):
            clause = self._clauses.of(self._clauses.place(None)) if counts else NO_CLAUSE
            if clause.predicate or not counts or frame.points:
                return Parts(wording.noun(token), wording.behind(token), clause)
        return self._of(token, self._clauses.place(token), lead=self._lead(token))

    def _moved_from(self) -> int | None:
        """What moved between counts with nouns of their own: "*the team* fell from 12 men"."""
        frame, grammar = self._frame, self._grammar
        if frame.noun is None:
            return None
        moves = grammar.lemma(frame.verb) in MOVING and frame.level in (None, frame.subject)
        ends = grammar.word(frame.prep) in ("from", "to") and frame.governor == frame.verb
        return frame.subject if moves and ends and grammar.is_noun(frame.subject) else None

    def _lead(self, token: int) -> Part:
        """What a noun has that the number measures: a weight, a price, a share."""
        frame, syntax = self._frame, self._syntax
        if self._amounts.is_priced(token):
            return ("price", "of")
        money = frame.quantity.kind is Kind.MONEY and syntax.words[token] not in SUMS
        named = syntax.label(token) or money or token > syntax.bounds(token)[0]
        if token == frame.level and syntax.tags[token] in ("NNP", "NNPS") and named:
            if frame.quantity.kind is Kind.MONEY and self._grammar.word(frame.prep):
                return ("price", "of")
            compared = self._grammar.word(frame.last) in ("higher", "lower", "up", "down")
            if frame.quantity.kind is Kind.PERCENT and (frame.mover is not None or compared):
                return ("value" if frame.prep is None else "share", "of")
        return self._amounts.lead(token)

    def _is_carried(self, token: int) -> bool:
        """Whether the noun is taken over from an earlier number."""
        frame, of = self._frame, self._syntax.sentence_of
        bare = frame.noun is None and frame.level is None and token == frame.head
        return bare and (token < frame.first or of[token] != of[frame.first])

    def _counted(self) -> int | None:
        """The noun that a count counts; "a *lead* of 2,140" where none is."""
        frame, grammar = self._frame, self._grammar
        moved = self._moved_from()
        if moved is not None:
            return moved
        if grammar.is_noun(frame.head) and frame.head != frame.level:
            return frame.head
        if frame.level is None and frame.unit is None and grammar.word(frame.prep) == "of":
            return frame.governor
        return None if frame.level is None else self._in_headline(frame.level)

    def _in_headline(self, level: int) -> int:
        """What moves where a headline's verb was taken for a noun: "*Fires* in Orlo rise to 40"."""
        frame, syntax, grammar = self._frame, self._syntax, self._grammar
        told = (syntax.tags[at] for at in range(*syntax.bounds(level)))
        moves = grammar.lemma(level) in UP_NOUNS | DOWN_NOUNS and syntax.tags[level] == "NN"
        near = 1 <= frame.first - level <= _NEAR
        if not (moves and near) or syntax.find(level, "det") or not FINITE_TAGS.isdisjoint(told):
            return level
        above = syntax.heads[syntax.heads[level]] if syntax.deps[level] == "pobj" else None
        found = syntax.find(level, "compound") if above is None else above
        if found is None or not grammar.is_noun(found):
            return level
        self._wording.leave_out(level)
        return found

    def _measured(self) -> int | None:
        """The noun that has the size: level, noun behind, or what a preposition ties to it."""
        frame, grammar, wording = self._frame, self._grammar, self._wording
        behind = frame.noun_behind
        if behind is not None and wording.is_out(behind):
            behind = None
        sum_in = wording.sum_in(frame) if frame.quantity.kind is Kind.MONEY else None
        if sum_in is not None and behind in (None, sum_in):
            return sum_in
        if frame.level is not None and grammar.is_noun(frame.level):
            return self._in_headline(frame.level)
        if behind is not None:
            return behind
        governor = frame.governor
        if governor is not None and governor < frame.first and grammar.is_noun(governor):
            generic = grammar.lemma(governor) in GENERIC_NOUNS
            named = not generic or wording.noun(governor)[1:]
            openers = _OF_SUM if frame.quantity.kind is Kind.MONEY else _OF_SIZE
            if grammar.word(frame.prep) in openers and named:
                return governor
        thing = self._amounts.thing()
        if thing is not None and self._amounts.is_priced(thing):
            return thing
        return frame.head

    def told(self) -> MeasurePhrase | None:
        """What the clause tells, its subject or what governs the number: no noun names it."""
        frame = self._frame
        parts = self._amounts.told()
        if parts is not None:
            return self._made(*parts)
        thing = self._amounts.thing() if frame.quantity.kind is Kind.MONEY else None
        return self._first_of((thing, frame.subject, frame.governor, frame.state))

    def nearest(self) -> MeasurePhrase | None:
        """The nearest noun of the clause, those behind the number first."""
        near = self._nearest.around()
        return self._first_of(token for token in near if not self._syntax.label(token))

    def _first_of(self, tokens: Iterable[int | None]) -> MeasurePhrase | None:
        """The phrase of the first token that can name what is measured."""
        for token in tokens:
            if token is None or self._frame.holds(token) or not self._nearest.can_name(token):
                continue
            top = self._in_headline(self._wording.top(token))
            parts = self._of(top, NOWHERE, lead=self._lead(top))
            phrase = None if parts is None else self._made(*parts)
            if phrase is not None:
                return phrase
        return None

    # --- its parts ------------------------------------------------------------------------------

    def _of(self, token: int, place: Place, lead: Part = ()) -> Parts | None:
        """The phrase of a noun: itself, what it is of, what is said of it."""
        wording, frame = self._wording, self._frame
        head = wording.noun(token)
        whole = owner_of(token, frame, self._grammar) or wording.behind(token)
        cause = cause_of(token, self._grammar)
        if cause is not None:
            whole = ("from", *wording.noun(cause), *whole)
        if token not in head:
            return None
        own = frame.noun_behind
        if token == frame.level and own is not None and self._supports(own):
            return Parts(wording.noun(own), ("of", *head))
        if token == frame.noun:
            head = (*head, *wording.alike(token))
        if whole[-1:] == (frame.first - 1,) and self._syntax.tags[frame.first - 2] == "TO":
            whole = wording.printer.without_loose_end(whole[:-1])  # "benefits *to increase* 5.9%"
        clause = self._said_of(token, place, whole)
        whole = whole or self._restricted(token, clause)
        if not whole and not clause.predicate:
            whole = self._clauses.owner(token) or self._bearer(token)
        if not whole and len(head) == 1 and token != frame.subject:
            whole = self._owned(token)
        if not clause.predicate and not clause.argument and token != frame.level:
            clause = self._gaps.of_band(token) if whole else self._told_of(token, place)
        return Parts((*lead, *head), whole, clause)

    def _told_of(self, token: int, place: Place) -> Clause:
        """What the sentence tells of a noun that would say too little alone.

        Its state ("two teens *dead*"), what its number's clause says ("$4m in aid *held back by
        the ministry*"), or what somebody does with it ("gunshots *the man heard*").
        """
        frame, syntax, clauses = self._frame, self._syntax, self._clauses
        state = frame.state
        if state is not None and state > token and syntax.words[state] in PERSON_STATES:
            return Clause((state,), self._wording.complements(state))
        own = clauses.place(None)
        done = (clauses.done_with(each) for each in (place, own) if each.role != "pobj")
        gaps = self._gaps
        around = (
            find(token)
            for find in (
                gaps.of_band,
                gaps.of_deed,
                gaps.in_group,
                gaps.held,
                gaps.around,
                gaps.aside,
            )
        )
        for found in chain((clauses.of(own),), done, around):
            if found.predicate and token not in (*found.predicate, *found.argument):
                return found
        return NO_CLAUSE

    def _restricted(self, token: int, clause: Clause) -> Part:
        """A short relative clause that says which ones did what the verb says: "teens *who saw it*
        were questioned"."""
        done = clause.predicate[0] if clause.predicate else "to"
        own = done not in _RELATIVE if isinstance(done, str) else self._syntax.tags[done] == "VBN"
        relative = self._clauses.relative(token) if own else NO_CLAUSE
        told = (*relative.predicate, *relative.argument)
        last = told[-1] if told else None
        if not isinstance(last, int) or len(told) > _RESTRICTING:
            return ()
        ends = {self._syntax.edges(kid)[1] for kid in self._syntax.kids[token] if kid > token}
        return told if last + 1 in ends else ()

    def _bearer(self, token: int) -> Part:
        """What has a level behind "with": "*a quake* with a magnitude of 2.0"."""
        syntax, prep = self._syntax, self._syntax.heads[token]
        counted = self._frame.quantity.kind is Kind.COUNT and token != self._frame.level
        if counted or syntax.deps[token] != "pobj" or syntax.words[prep] != "with":
            return ()
        noun = syntax.heads[prep]
        if not self._grammar.is_noun(noun) or self._wording.is_out(noun):
            return ()
        return ("of", *self._wording.noun(noun))

    def _owned(self, token: int) -> Part:
        """Whose a bare amount or move is: "a value *of the hall*", "a 5% gain *in prices*"."""
        lemma = self._grammar.lemma(token)
        moves = lemma in UP_NOUNS | DOWN_NOUNS
        if not moves and lemma not in GENERIC_NOUNS:
            return ()
        subject = self._clauses.subject(self._frame.subject)
        if not subject or token in subject:
            return ()
        verb = self._grammar.lemma(self._frame.verb)
        if verb in SAYING | PUTTING or (moves and verb not in MOVING):
            return ()
        return ("in" if moves else "of", *subject)

    def _said_of(self, token: int, place: Place, whole: Part) -> Clause:
        """What is said of a noun: its verb, its relative clause, its quality, its state."""
        if token == self._frame.level:
            return self._quality(token)
        verb = self._grammar.lemma(place.verb)
        clause = self._clauses.of(place)
        if self._is_doubled(token, clause):
            clause = NO_CLAUSE
        counts = self._frame.quantity.kind in COUNTED_KINDS and verb not in PALE_VERBS
        relative = self._clauses.relative(token)
        aims = self._wording.aims(relative.predicate)  # "votes *to break the deadlock*"
        if counts and clause.predicate and not aims:
            return clause
        if relative.predicate:
            return relative
        return NO_CLAUSE if whole and clause.predicate[:1] == ("of",) else clause

    def _is_doubled(self, token: int, clause: Clause) -> bool:
        """Whether a clause comes back to its own noun: "counts … charged with one *count*"."""
        named = self._grammar.lemma(token)
        return any(
            isinstance(at, int) and self._grammar.is_noun(at) and self._grammar.lemma(at) == named
            for at in clause.argument
        )

    def _quality(self, token: int) -> Clause:
        """The adjective that a share measures: "doses are 97 percent *effective*"."""
        frame, syntax = self._frame, self._syntax
        relative = self._clauses.relative(token)
        if relative.predicate:
            return relative
        if frame.quantity.kind is not Kind.PERCENT or frame.verb is None:
            return NO_CLAUSE
        said = syntax.find(frame.verb, "acomp")
        if said is None or syntax.tags[said] != "JJ" or said < frame.last:
            return NO_CLAUSE
        if self._grammar.is_infinitive(frame.verb):  # "was found to be 95% *effective*"
            return Clause((said,))
        return Clause(("that", *self._wording.verb(frame.verb), said))

    def _supports(self, noun: int) -> bool:
        """Whether a share's own noun says more than its level: "fell to 24% *support*"."""
        kind, generic = self._frame.quantity.kind, self._grammar.lemma(noun) in GENERIC_NOUNS
        return kind is Kind.PERCENT and not generic and not self._wording.is_out(noun)

    def _made(self, head: Part, whole: Part, clause: Clause = NO_CLAUSE) -> MeasurePhrase | None:
        """The phrase of its parts, the last ones shortened to twelve words."""
        wording, swap = self._wording, self._swap
        if swap is not None:
            head, whole, *told = swap.said((head, whole, clause.predicate, clause.argument))
            clause = replace(clause, predicate=told[0], argument=told[1])
        room = LONGEST
        texts: list[str] = []
        for place, part in enumerate((head, whole, clause.predicate, clause.argument)):
            leads = place == 2 and (clause.strands or bool(clause.argument))
            fits = wording.printer.fitting(part, room, leads=leads) if texts[:1] != [""] else ""
            if place == 2 and fits != wording.printer.fitting(part, 2 * LONGEST, leads=leads):
                fits, room = "", 0  # half a predicate says something else
            texts.append(fits)
            room -= len(fits.split())
        if not texts[0]:
            return None
        if clause.predicate and not texts[2]:
            texts[3] = ""
        parts = [text or None for text in texts]
        return MeasurePhrase(" ".join(filter(None, texts)), *parts)
