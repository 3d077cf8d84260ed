"""What a clause tells of a counted noun that stands deep within it.

"A row broke out between two *carters*" tells of carters **a row broke out between**: the clause is
read up to the gap that the noun leaves. "A band of ten *carters* blocked the road" tells it of the
carters, not of the band.
"""

from collections.abc import Sequence
from dataclasses import replace

from nlp.lexicon import column, rows, words
from nlp.lexicon.inflection import verb_forms
from nlp.meaning.around import Around
from nlp.meaning.clauses import NO_CLAUSE, Clause
from nlp.meaning.level import COPULAS, DOWN_NOUNS, GENERIC_NOUNS, UP_NOUNS
from nlp.meaning.printing import Part
from terms.enums import Kind

_DEEDS = {
    (row.id, noun): done
    for row in rows("deeds")
    for noun, done in zip(row.words, row.cells["participle"].split(), strict=True)
}
"""What is done, by the preposition behind a noun and the noun: "the *loss of* 40 boats"."""
_WHERE = frozenset({"in", "from", "at", "across", "on"})
_BANDS = words("measures", "band")
_NO_GROUP = UP_NOUNS | DOWN_NOUNS | GENERIC_NOUNS | words("measures", "no-group", "money")
_NO_GROUP |= words("roles", "title.", "people.") | words("people", "noun")
_NO_GROUP |= frozenset(column("measured_nouns", "noun").values())
_SURVEYS = words("measures", "surveys")
_BREAKS = frozenset({",", ";", ":", "(", ")", '"', "“", "”", "—", "–", "|"})
_BEFORE_NOUN = frozenset({"DT", "PDT", "PRP$", "$", "JJ", "JJS", "RB"})
_OPENS_GAP = frozenset({"IN", "TO", "VBG"})
_PARTITIVE = frozenset({"of", "among", "like", "as"})
_LONGEST = 9
"""Tokens of the longest clause that is told up to its gap."""


class Gaps(Around):
    """The clauses that leave a gap for the noun of one number."""

    def of_band(self, token: int) -> Clause:
        """What is said of the group, team or members that a noun makes up."""
        place = self._clauses.under(token)
        above = place.governor
        if not self._grammar.is_noun(above) or self._grammar.word(place.prep) != "of":
            return NO_CLAUSE
        lemma = self._grammar.lemma(above)
        if lemma in _SURVEYS:
            return Clause((verb_forms(lemma)[2],))  # "a poll *of 812 voters*"
        if lemma in _BANDS:
            return self._clauses.of(replace(self._clauses.under(above), token=token))
        return NO_CLAUSE

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
            if subject is None or syntax.tags[subject] == "PRP":
                continue
            relative = syntax.tags[subject] in ("WDT", "WP")
            if relative:  # "the firm, *which owns mills in* 12 towns"
                subject = syntax.heads[verb]
            told = self._wording.verb(verb)
            finite = self._wording.is_finite(verb)
            if not finite or not subject < verb < frame.first:
                return NO_CLAUSE
            inside = syntax.within(frame.anchor, subject) and not relative
            if inside or syntax.find(verb, "expl") is not None:
                return NO_CLAUSE
            return self._told(self._clauses.subject(subject), told, token)
        return NO_CLAUSE

    def in_group(self, token: int) -> Clause:
        """The one thing that a counted noun makes up: "*a trial* of 400 men"."""
        place, grammar = self._clauses.under(token), self._grammar
        above, counted = place.governor, self._frame.quantity.kind is Kind.COUNT
        if above is None or not counted or token != self._own() or not grammar.is_noun(above):
            return NO_CLAUSE
        article = self._syntax.find(above, "det")
        one = grammar.word(article) in ("a", "an") and grammar.word(place.prep) == "of"
        things = self._wording.noun(above)
        if article is None or not one or not things or grammar.lemma(above) in _NO_GROUP:
            return NO_CLAUSE
        return Clause(("in", article, *things))

    def of_deed(self, token: int) -> Clause:
        """What a noun above says was done: "the *loss of* 40 boats", "the *killing* of two men"."""
        place, grammar = self._clauses.under(token), self._grammar
        above, prep = place.governor, grammar.word(place.prep)
        if above is None or not grammar.is_noun(above):
            return NO_CLAUSE
        done = _DEEDS.get((prep, grammar.lemma(above)))
        word = self._syntax.words[above].removesuffix("s")
        _, _, participle, ongoing = verb_forms(grammar.lemma_of(word, "VBG"))
        if done is None and prep == "of" and word == ongoing:
            done = participle
        return Clause((done,)) if done else NO_CLAUSE

    def held(self, token: int) -> Clause:
        """What is told of things that the noun has or holds: "savers *whose names were copied*"."""
        place, syntax = self._clauses.under(token), self._syntax
        above = place.governor
        if self._frame.quantity.kind is not Kind.COUNT or token != self._own():
            return NO_CLAUSE
        if above is None or syntax.tags[above] not in ("NNS", "NNPS"):
            return NO_CLAUSE
        within = self._clauses.under(above)
        verb, prep = within.verb, self._grammar.word(place.prep)
        if verb is None or within.role not in ("nsubj", "nsubjpass") or above > verb:
            return NO_CLAUSE
        told = self._wording.verb(verb)
        finite = self._wording.is_finite(verb)
        if not finite or prep not in _WHERE | {"of"} or self._wording.is_out(verb):
            return NO_CLAUSE
        pronoun: Part = ("whose",) if prep == "of" else (prep, "which")
        things = self._wording.noun(above)
        said = self._wording.complements(verb)
        return Clause((*pronoun, *things, *told), said) if things else NO_CLAUSE

    def _own(self) -> int | None:
        """The noun that the number stands before."""
        noun = self._frame.noun_behind
        return None if noun is None else self._wording.top(noun)

    def _told(self, subject: Part, told: Sequence[int], token: int) -> Clause:
        """Subject and verb with what stands between them and the noun, to a preposition."""
        syntax = self._syntax
        verb = max(told)
        edge = self._wording.opens
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
