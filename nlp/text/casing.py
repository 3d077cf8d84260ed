"""The case in which the words of a headline are to be parsed.

A model that learned from running text takes the capitalised words of "Two Farms Burned In Orlo
Fire" for names. They are handed to it as running text prints them: in small letters where the rest
of the article does so, or where nothing takes a word of the language for a name (truecasing by the
document's own use of words, after Lita et al., "tRuEcasIng", ACL 2003).
"""

import re
from collections.abc import Callable, Collection, Sequence

WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_SHOUTED = 3
_FEWEST_TITLED = 3
_LONG = 5
"""Letters of a word that a headline in title case never leaves small."""
_SMALL = re.compile(r"(?<![\w'’])[a-z]{2,}")
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
"""A capitalised word that does not open its sentence."""


def is_shouted(words: str) -> bool:
    """Whether a sentence is printed in capitals throughout."""
    return words.isupper() and len(WORD.findall(words)) >= _FEWEST_SHOUTED


def is_titled(words: str) -> bool:
    """Whether a sentence has a capital on every longer word.

    >>> is_titled("Two Farms Burned In Orlo Fire"), is_titled("Two farms burned in Orlo")
    (True, False)
    """
    long = [word for word in WORD.findall(words)[1:] if len(word) >= _LONG]
    return len(long) >= _FEWEST_TITLED and all(word[0].isupper() for word in long)


class Casing:
    """How the sentences of one text that are in no title case print its words."""

    def __init__(self, text: str, is_common: Callable[[str], bool]) -> None:
        """``is_common`` tells words of the language, in small letters, from those of names."""
        self._is_common = is_common
        self._small: Collection[str] = frozenset(_SMALL.findall(text))
        lines = (line for line in text.splitlines() if not is_titled(line))
        self._names: Collection[str] = frozenset(
            word.lower() for line in lines for word in _WITHIN.findall(line)
        )

    def sentence(self, titled: Sequence[tuple[str, bool]]) -> list[str]:
        """The words of a title, each with whether it was taken for a name's, as running text.

        A word in -ing behind a name stays: "the *Orlo Shooting*" is no verb.
        """
        told: list[str] = []
        for word, named in titled:
            small = self.of(word, named=named)
            behind_name = bool(told) and told[-1][:1].isupper()
            told.append(word if behind_name and small.endswith("ing") else small)
        return told

    def of(self, word: str, *, named: bool) -> str:
        """A word of a title as running text prints it; ``named`` if it was taken for a name's.

        >>> casing = Casing("A fire burned two farms near Orlo.", {"burned", "fire"}.__contains__)
        >>> [casing.of(word, named=True) for word in ("Burned", "Orlo", "Fire", "UN")]
        ['burned', 'Orlo', 'fire', 'UN']
        """
        if not word[:1].isupper() or not word[1:].islower():
            return word
        small = word.lower()
        if small in self._small:
            return word if named and small in self._names else small
        return word if named or small in self._names or not self._is_common(small) else small
