"""Nouns that may name what a number measures where its grammar does not say: the nearest ones."""

from nlp.lexicon import words
from nlp.meaning.record import NumberFrame
from nlp.meaning.wording import STOPS, Wording
from nlp.text import Grammar

_SAYING = words("saying", "say", "find", "know", "mention")
_PRONOUNS = words("measures", "pronoun")
_SUBJECT = 6
"""Tokens from a joined word to the subject of its clause, at most."""


class Nearest:
    """The nouns around one number."""

    def __init__(self, frame: NumberFrame, wording: Wording, grammar: Grammar) -> None:
        self._frame, self._wording = frame, wording
        self._grammar, self._syntax = grammar, grammar.syntax
        self._reporters: frozenset[int] | None = None

    def can_name(self, token: int) -> bool:
        """Whether a token is a noun that may name what is measured: no person, no reporter."""
        if self._wording.is_out(token) or not self._grammar.is_noun(token):
            return False
        word = self._syntax.words[token]
        if self._wording.is_person(token) or word in _PRONOUNS or not word[-1:].isalnum():
            return False
        if "’" in word or "'" in word:  # "don’t", taken for a noun
            return False
        return token not in self._reporting()

    def around(self) -> list[int]:
        """The tokens behind the number up to a stop, and those before it."""
        first, last = self._frame.first, self._frame.last
        low, high = self._syntax.bounds(first)
        words = self._syntax.words
        stop = next((at for at in range(last, high) if words[at] in STOPS), high)
        stop = next((at for at in range(last, stop) if self._opens_clause(at)), stop)
        return [*range(last, stop), *range(first - 1, low - 1, -1)]

    def _opens_clause(self, at: int) -> bool:
        """Whether a joined clause with a verb of its own begins: "… *and* the pump moves air"."""
        syntax = self._syntax
        if syntax.tags[at] != "CC":
            return False
        _, high = syntax.bounds(at)
        for subject in range(at + 1, min(high, at + 1 + _SUBJECT)):
            if syntax.deps[subject] in ("nsubj", "nsubjpass"):
                return at < syntax.edges(subject)[0] and syntax.heads[subject] > subject
        return False

    def _reporting(self) -> frozenset[int]:
        """The tokens of who says it: "*officials said*", "*according to the guild*"."""
        if self._reporters is None:
            syntax, found = self._syntax, set[int]()
            for at in range(*syntax.bounds(self._frame.first)):
                if syntax.words[at] == "according":
                    found |= set(range(at, syntax.edges(at)[1]))
                if not syntax.is_verb(at) or self._grammar.lemma(at) not in _SAYING:
                    continue
                for kid in syntax.kids[at]:
                    if syntax.deps[kid] == "nsubj":
                        found |= {at, *range(*syntax.edges(kid))}
            self._reporters = frozenset(found)
        return self._reporters
