"""Numbers of the form of a year that the parse shows to count: "of 4,000 seats, *1940* were empty".

``looks`` takes them for years; a rule here says why one is none. Where no rule does, it stays one:
a year that is read as a count is as bad as a count that is lost.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.lexicon import pattern, rule, verbs, words
from nlp.text import Grammar
from terms.enums import Kind
from terms.model import Quantity

_PRINTED = re.compile(r"(?:(?:19|20)[0-9]{2}|2100)\b")
_LED = pattern("no_claim.year.time-lead")
LEAD = 20
"""Characters before a number in which the word stands that makes it a year for sure."""
_AS_PRINTED = words("countable", "as-printed")
_DATED = words("countable", "dated")
_VINTAGE = words("countable", "vintage")
_HANDLING = words("counting_verbs", "handling")
_CAPTURING = words("counting_verbs", "capturing")
_CAPTORS = words("counting_verbs", "captors")
_FARING = words("counting_verbs", "faring")
_OF_YEARS = verbs("counting_verbs", "of-years") | {"is", "was", "has"}
_WHOLES = frozenset({"them", "whom", "which", "these", "those", "us", "you"})
_POINTING = frozenset({"the", "these", "those", "its", "their"})
_OPENING = frozenset({",", ";", "and", "but", "while", "that", "“", '"'})
_HEDGES = frozenset({"than", "nearly", "almost", "least", "roughly", "approximately"})
_BEHIND = frozenset({"and", "but", ",", ".", ";", "on", "at", "last"})
_ADDING = frozenset({"and", "or", ",", "but", "plus"})
_NAMING = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ", "CD"})
_BETWEEN = frozenset({"JJ", "VBN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOSE = frozenset({"npadvmod", "appos"})
"""What the parser calls a number that it takes for a year."""
_NEAR = 3
"""How far behind a number the noun stands that it counts: "2040 *young alpacas*"."""
_REACH = 7
"""Tokens from an "of" that opens a clause in which the number of the whole stands."""
_ROUND = 5
"""Years by which plans are made are multiples of it: "2030 quotas"."""


def is_printed_like_year(quantity: Quantity) -> bool:
    """Whether the digits of a number look like a year."""
    return _PRINTED.match(quantity.quote) is not None


def is_like_year(quantity: Quantity, before: str) -> bool:
    """Whether a number is printed like a year, and no word before it says that it is one.

    ``before`` are the ``LEAD`` characters before it, folded.
    """
    bare = quantity.kind is Kind.COUNT and quantity.unit is None
    printed = bare and _PRINTED.fullmatch(quantity.quote) is not None
    return printed and _LED.search(before) is None


@dataclass(slots=True)
class Years:
    """Which numbers of the form of a year count, in one sentence.

    ``sure`` are the numbers that are known to count; ``published`` is the year of publication.
    """

    grammar: Grammar
    published: int | None
    sure: list[Quantity]

    def judge(self, doubtful: Sequence[Quantity]) -> list[Quantity]:
        """Those that count; each that does vouches for those that are listed with it."""
        for _ in range(2):
            for quantity in doubtful:
                if quantity not in self.sure and self._counts(quantity):
                    self.sure.append(quantity)
        return [quantity for quantity in doubtful if quantity in self.sure]

    def _counts(self, quantity: Quantity) -> bool:
        token, last = self.grammar.tokens(quantity.start, quantity.end)
        if last != token + 1 or self.grammar.syntax.tags[token] != "CD":
            return False
        place = _Place(quantity, token, _noun_behind(token, self.grammar), self)
        return any(shows(place) for shows in _RULES)


@dataclass(frozen=True, slots=True)
class _Place:
    """A number of the form of a year, its token, and the plural that it stands before."""

    quantity: Quantity
    token: int
    noun: int | None
    years: Years

    @property
    def grammar(self) -> Grammar:
        return self.years.grammar

    @property
    def head(self) -> int:
        """The token by which it hangs in its clause: its noun, else itself."""
        return self.token if self.noun is None else self.noun

    @property
    def alone(self) -> bool:
        """Whether no noun follows that the number may belong to."""
        return self.grammar.syntax.deps[self.token] != "nummod"

    @property
    def is_countable(self) -> bool:
        """Whether its noun is no thing that a year is named with."""
        return self.noun is not None and self.grammar.lemma(self.noun) not in _DATED | _VINTAGE

    @property
    def is_vintage(self) -> bool:
        """Whether there is one of its noun of each year: "1998 cars"."""
        return self.noun is not None and self.grammar.lemma(self.noun) in _VINTAGE

    @property
    def verb(self) -> int | None:
        """The verb whose object stands right behind it and opens with the number."""
        syntax = self.grammar.syntax
        verb = syntax.heads[self.head]
        labels = _LOOSE | {"dobj"} if self.alone else {"dobj"}
        if syntax.deps[self.head] not in labels or not self.grammar.is_verb(verb):
            return None
        between = range(verb + 1, self.token)
        if verb > self.token:
            return None
        return verb if all(syntax.tags[at] in ("RB", "RP") for at in between) else None

    @property
    def verb_behind(self) -> int | None:
        """The verb that the number is the subject of, where nothing but adverbs is between."""
        syntax, at = self.grammar.syntax, self.token + 1
        _, stop = syntax.bounds(self.token)
        while at < stop and syntax.tags[at] == "RB":
            at += 1
        return at if at < stop and self.grammar.is_verb(at) else None


def _noun_behind(token: int, grammar: Grammar) -> int | None:
    """The plural that a number counts or dates, right behind it or with an adjective between."""
    syntax = grammar.syntax
    head = syntax.heads[token]
    if syntax.deps[token] != "nummod" or not token < head <= token + _NEAR:
        return None
    if any(syntax.tags[at] not in _BETWEEN for at in range(token + 1, head)):
        return None
    plural = syntax.tags[head] == "NNS" or syntax.words[head] in _AS_PRINTED
    goes_on = syntax.tags[head + 1 : head + 2] in (["NN"], ["NNS"], ["POS"], ["HYPH"])
    return head if plural and not goes_on and syntax.raw[head].islower() else None


@rule("counted-year.of-them", otherwise=False)
def _is_of_them(place: _Place) -> bool:
    """A part of a whole that is named: "*1940* of them", "*1975* of the candidates passed"."""
    grammar, token = place.grammar, place.token
    syntax = grammar.syntax
    low, _ = syntax.bounds(token)
    if grammar.word(token + 1) != "of" or (token > low and syntax.tags[token - 1] in _NAMING):
        return False
    whole = syntax.find(token + 1, "pobj")
    if whole is None or syntax.words[whole] in _WHOLES:
        return whole is not None
    if syntax.tags[whole] != "NNS" or syntax.words[token + 2] not in _POINTING:
        return False
    named = any(
        grammar.lemma(_head_of(one, grammar)) == grammar.lemma(whole) for one in place.years.sure
    )
    return named or syntax.deps[token] in _SUBJECTS | {"dobj"}


@rule("counted-year.of-more", otherwise=False)
def _is_of_more(place: _Place) -> bool:
    """A part of a larger number that opens the clause: "Of 4,000 seats, *1940* were empty"."""
    syntax, token = place.grammar.syntax, place.token
    if not (place.alone or place.is_countable) or not _has_whole(place):
        return False
    behind = place.verb_behind
    if place.alone and behind is not None and syntax.deps[token] in _SUBJECTS | _LOOSE:
        _, stop = syntax.bounds(token)
        best = any(syntax.tags[at] in ("JJS", "RBS") for at in range(behind, stop))
        return syntax.words[behind] not in _OF_YEARS and not best
    if place.alone:
        return place.verb is not None
    return syntax.deps[place.head] in _SUBJECTS | {"dobj"}


def _has_whole(place: _Place) -> bool:
    """Whether an "of" with a larger count opens the clause before a number."""
    syntax, value = place.grammar.syntax, place.quantity.value or 0
    low, _ = syntax.bounds(place.token)
    for at in range(low, place.token):
        if syntax.words[at] != "of" or not (at == low or syntax.words[at - 1] in _OPENING):
            continue
        start, end = syntax.chars(at, min(at + _REACH, place.token))
        for other in place.years.sure:
            inside = start <= other.start < end and other.kind is Kind.COUNT
            if inside and (other.value or 0) >= value:
                return True
    return False


@rule("counted-year.handled", otherwise=False)
def _is_handled(place: _Place) -> bool:
    """The object of a verb that is done to so many: "vaccinated *2040* alpacas"."""
    grammar, verb = place.grammar, place.verb
    syntax = grammar.syntax
    if place.is_countable and syntax.deps[place.head] == "nsubjpass":
        return grammar.lemma(syntax.heads[place.head]) in _HANDLING | _CAPTURING
    if verb is None:
        return False
    lemma = grammar.lemma(verb)
    if place.alone:
        ends = syntax.words[place.token + 1 : place.token + 2]
        captor = grammar.lemma(syntax.find(verb, "nsubj")) in _CAPTORS
        told = captor and verb == place.token - 1
        return told and lemma in _CAPTURING and (not ends or ends[0] in _BEHIND)
    if lemma not in _HANDLING | _CAPTURING:
        return False
    return place.is_countable or (place.is_vintage and syntax.tags[verb] in ("VBD", "VBN"))


@rule("counted-year.listed", otherwise=False)
def _is_listed(place: _Place) -> bool:
    """Listed with a number that counts: "1980 bison and *2010* elk", "and freed *2001*"."""
    syntax, grammar = place.grammar.syntax, place.grammar
    counted = {_head_of(one, grammar) for one in place.years.sure if one.kind is Kind.COUNT}
    if place.is_countable or place.is_vintage:
        other = syntax.heads[place.head]
        beside = syntax.deps[place.head] == "conj" and other in counted
        after = {one for one in syntax.kids[place.head] if syntax.deps[one] == "conj"}
        joined = beside and syntax.words[place.token - 1] in _ADDING
        return joined or (place.is_countable and not counted.isdisjoint(after))
    verb = place.verb
    if not place.alone or verb is None or syntax.deps[verb] != "conj":
        return False
    done = grammar.lemma(verb) in _HANDLING | _CAPTURING and verb == place.token - 1
    return done and any(
        syntax.deps[one] == "dobj" and syntax.heads[one] == syntax.heads[verb] for one in counted
    )


def _head_of(quantity: Quantity, grammar: Grammar) -> int:
    """The noun that a number counts in the parse, else its own token."""
    token = grammar.anchor(*grammar.tokens(quantity.start, quantity.end))
    return grammar.syntax.heads[token] if grammar.syntax.deps[token] == "nummod" else token


@rule("counted-year.hedged", otherwise=False)
def _is_hedged(place: _Place) -> bool:
    """Behind a word that no year has before it: "nearly *1950* lanterns"."""
    return place.is_countable and place.grammar.word(place.token - 1) in _HEDGES


@rule("counted-year.ahead", otherwise=False)
def _is_ahead(place: _Place) -> bool:
    """A year that had not come when it was told in the past: "bought *2031* lamps"."""
    syntax, published = place.grammar.syntax, place.years.published
    value = place.quantity.value or 0
    if published is None or value <= published:
        return False
    behind, verb = place.verb_behind, place.verb
    if place.alone and behind is not None and syntax.deps[place.token] in _SUBJECTS:
        return syntax.tags[behind] == "VBD" and place.grammar.lemma(behind) in _FARING
    done = verb is not None and syntax.tags[verb] == "VBD" and value % _ROUND != 0
    return done and place.is_countable


_RULES: Sequence[Callable[[_Place], bool]] = (
    _is_of_them,
    _is_of_more,
    _is_handled,
    _is_listed,
    _is_hedged,
    _is_ahead,
)
"""Why a number of the form of a year is none; one of them is enough."""
