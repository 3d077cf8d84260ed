"""Lemmas of single words from the model's own tables, looked up only where a rule needs one."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.lookups import Table

_CLASSES = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}
_SHORT_FORMS = {"s": "be", "re": "be", "m": "be", "ve": "have", "d": "would", "ll": "will"}
_BASE_FORMS = frozenset({"NN", "NNP", "VB", "JJ", "RB", "RP"})


class Lemmas:
    """Word and tag to lemma, by exception list, index and suffix rules (spaCy's rule mode).

    >>> lemmas("cities", "NNS")  # doctest: +SKIP
    'city'
    """

    def __init__(self, index: "Table", exceptions: "Table", rules: "Table") -> None:
        self._index = {name: frozenset(index.get(name, ())) for name in _CLASSES.values()}
        self._exceptions = {name: exceptions.get(name, {}) for name in _CLASSES.values()}
        self._rules = {name: tuple(rules.get(name, ())) for name in _CLASSES.values()}
        self._cached = lru_cache(maxsize=65536)(self._find)

    def __call__(self, word: str, tag: str) -> str:
        """The lemma in lower case; the word itself where the tables know nothing better."""
        return self._cached(word.lower(), tag)

    def is_common(self, word: str) -> bool:
        """Whether a word is one of the language's other than in a name: a verb, a quality, or a
        plural. The tables know the singular nouns together with names: "smith", "memphis".
        """
        if any(word in self._index[name] for name in ("verb", "adj", "adv")):
            return True
        forms = (("NNS", "noun"), ("VBD", "verb"), ("VBG", "verb"))
        found = ((self(word, tag), name) for tag, name in forms)
        return any(lemma != word and lemma in self._index[name] for lemma, name in found)

    def is_known(self, word: str) -> bool:
        """Whether the tables know a word or what it is a form of, names among them."""
        return word in self._index["noun"] or self.is_common(word)

    def _find(self, word: str, tag: str) -> str:
        name = _CLASSES.get(tag[:1])
        if word[:1] in "'’" and name == "verb":
            return _SHORT_FORMS.get(word[1:], word)
        if name is None or tag in _BASE_FORMS:
            return word
        if tag == "VBP":
            return str(self._exceptions[name].get(word, (word,))[-1])
        known, guessed = self._by_rules(word, name)
        for form in self._exceptions[name].get(word, ()):
            if form not in known:
                known.insert(0, form)
        return known[0] if known else guessed or word

    def _by_rules(self, word: str, name: str) -> tuple[list[str], str]:
        """The forms that a suffix rule gives and the index knows, best first; and the first
        that it does not know."""
        known: list[str] = []
        guessed = ""
        for suffix, replacement in self._rules[name]:
            form = word[: len(word) - len(suffix)] + replacement
            if not word.endswith(suffix) or not form:
                continue
            if form in self._index[name]:
                # "hoped" is of "hope", not of "hop": that would be "hopped".
                known.insert(1 if known and suffix in ("ed", "ing") else 0, form)
            elif not guessed and form.isalpha():
                guessed = form
        if name == "noun" and known and len(known[0]) < 4 and known[0] + "e" in known:
            known.insert(0, known[0] + "e")  # "doses" is of "dose", not of "dos"
        return known, guessed
