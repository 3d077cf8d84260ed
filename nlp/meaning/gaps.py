"""What a clause tells of a counted noun that stands deep within it.

"A row broke out between two *carters*" tells of carters **a row broke out between**: the clause is
read up to the gap that the noun leaves. "A band of ten *carters* blocked the road" tells it of the
carters, not of the band.
"""

from dataclasses import replace

from nlp.lexicon import words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.clauses import NO_CLAUSE, Clause, Clauses
from nlp.meaning.level import COPULAS
from nlp.meaning.printing import Part
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import Wording
from nlp.text import Grammar
from nlp.text.tags import FINITE_TAGS

_BANDS = words("measures", "band")
_SURVEYS = words("measures", "surveys")
_BREAKS = frozenset({",", ";", ":", "(", ")", '"', "“", "”", "—", "–", "|"})
_BEFORE_NOUN = frozenset({"DT", "PDT", "PRP$", "$", "JJ", "JJS", "RB"})
_OPENS_GAP = frozenset({"IN", "TO", "VBG"})
_PARTITIVE = frozenset({"of", "among", "like", "as"})
_LONGEST = 9
"""Tokens of the longest clause that is told up to its gap."""


class Gaps:
    """The clauses that leave a gap for the noun of one number."""

    def __init__(
        self, frame: NumberFrame, wording: Wording, clauses: Clauses, grammar: Grammar
    ) -> None:
        self._frame, self._wording, self._clauses = frame, wording, clauses
        self._grammar, self._syntax = grammar, grammar.syntax

    def of_band(self, token: int) -> Clause:
        """What is said of the group, team or members that a noun makes up."""
        place = self._clauses.under(token)
        above = place.governor
        if not self._grammar.is_noun(above) or self._grammar.word(place.prep) != "of":
            return NO_CLAUSE
        lemma = self._grammar.lemma(above)
        if lemma in _SURVEYS:
            return Clause((verb_forms(lemma)[2],))  # "a poll *of 812 voters*"
        if lemma not in _BANDS:
            return NO_CLAUSE
        return self._clauses.of(replace(self._clauses.under(above), token=token))

    def aside(self, token: int) -> Clause:
        """A relative clause behind a comma: "three valleys, *where the floods began*"."""
        own = token == self._own()
        return Clause(*self._wording.relative(token, apart=True)) if own else NO_CLAUSE

    def around(self, token: int) -> Clause:
        """The clause up to the gap: "carters *a row broke out between*"."""
        frame, syntax = self._frame, self._syntax
        if token != self._own():
            return NO_CLAUSE
        for verb in frame.verbs:
            subject = syntax.find(verb, "nsubj", "nsubjpass")
            if subject is None or syntax.tags[subject] in ("WDT", "WP", "PRP"):
                continue
            told = self._wording.verb(verb)
            finite = syntax.tags[min(t for t in told if isinstance(t, int))] in FINITE_TAGS
            if not finite or not subject < verb < frame.first:
                return NO_CLAUSE
            if syntax.within(frame.anchor, subject) or syntax.find(verb, "expl") is not None:
                return NO_CLAUSE
            return self._told(self._clauses.subject(subject), told, token)
        return NO_CLAUSE

    def _own(self) -> int | None:
        """The noun that the number stands before."""
        noun = self._frame.noun_behind
        return None if noun is None else self._wording.top(noun)

    def _told(self, subject: Part, told: Part, token: int) -> Clause:
        """Subject and verb with what stands between them and the noun, to a preposition."""
        syntax, frame = self._syntax, self._frame
        verb = max(t for t in told if isinstance(t, int))
        hedge = frame.quantity.hedge
        edge = min(self._grammar.tokens(*hedge)[0], frame.first) if hedge else frame.first
        head = (t for t in self._wording.noun(token) if isinstance(t, int))
        edge = min(edge, *head)
        while edge - 1 > verb and syntax.tags[edge - 1] in _BEFORE_NOUN:
            edge -= 1
        between = range(verb + 1, edge)
        if not subject or not between or not _BREAKS.isdisjoint(syntax.words[verb + 1 : edge]):
            return NO_CLAUSE
        last = between[-1]
        if syntax.tags[last] not in _OPENS_GAP or any(map(self._wording.is_out, between)):
            return NO_CLAUSE
        copula = self._grammar.lemma(verb) in COPULAS
        if copula and len(between) == 1 and syntax.words[last] in _PARTITIVE:
            return NO_CLAUSE
        clause = (*subject, *told, *between)
        return Clause(clause, strands=True) if len(clause) <= _LONGEST else NO_CLAUSE
