"""The print of a measure phrase: its tokens and the words put between them, without loose ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from nlp.lexicon import words
from nlp.text import Grammar

Part = tuple[int | str, ...]
"""Tokens of the text, and words put between them, in the order of the phrase."""
At = TypeVar("At", bound=int | str)

_LOOSE_ENDS = frozenset({"IN", "TO", "CC", "HYPH", "POS", "DT", "MD", "PRP$", "WDT", "WP", "WRB"})
_LOOSE_ENDS |= {",", ":", "RBR", "RBS", "PDT"}
_LOOSE_WORDS = words("measures", "loose")
_PRONOUNS = frozenset({"he", "she", "they"})
_BEFORE_NOUN = frozenset({"amod", "nummod", "det", "poss", "compound", "advmod", "npadvmod"})
_COMMON = frozenset({"JJS", "NN", "NNS", "JJ", "VBN", "VBG"})
_ORPHAN = re.compile(r"(?:^| )(?:-|['’]s\b)(?= |$)|^ ")


@dataclass(frozen=True, slots=True)
class MeasurePhrase:
    """What a number measures: the whole text, and its parts in the order of their weight.

    ``head`` is the noun with its modifiers, ``whole`` what that is of, for or in, ``predicate``
    what happened to it, ``argument`` what decides the predicate. Absent parts are ``None``.
    """

    text: str
    head: str | None = None
    whole: str | None = None
    predicate: str | None = None
    argument: str | None = None


class Printer:
    """Prints the parts of phrases of one text."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self._syntax = grammar, grammar.syntax

    def without_loose_end(self, kept: Sequence[At]) -> tuple[At, ...]:
        """A part without what leads on at its end, or describes a word that is cut off."""
        kept = list(kept)
        while kept and (self._is_loose(kept[-1]) or self._lost_head(kept[-1])):
            kept.pop()
        return tuple(kept)

    def _lost_head(self, at: int | str) -> bool:
        """Whether a last word modifies one behind it: "in critical | condition"."""
        syntax = self._syntax
        if isinstance(at, str):
            return False
        if at + 1 < len(syntax.tags) and syntax.tags[at + 1] == "HYPH":
            return syntax.ends[at] == syntax.starts[at + 1]  # "of a 15-*year* | -old"
        if syntax.deps[at] not in _BEFORE_NOUN:
            return False
        owns = syntax.deps[at] == "poss"  # "for his *party* | 's plan"
        owns = owns and (syntax.tags[at - 1] == "PRP$" or syntax.label(at) == "PERSON")
        return syntax.heads[at] > at and (owns or not self._grammar.is_noun(at))

    def _is_loose(self, at: int | str) -> bool:
        if isinstance(at, str):
            return at in ("of", "by", "to", "who", "that", "which", "whom")
        syntax = self._syntax
        if syntax.tags[at] in _LOOSE_ENDS and syntax.deps[at] != "prt":
            return True
        return syntax.words[at] in _LOOSE_WORDS

    def fitting(self, part: Part, room: int, *, leads: bool = False) -> str:
        """The print of a part in so many words: articles go first, then its end.

        ``leads`` on to an argument: "who have had | a child" keeps its end.
        """
        kept = part if leads else self.without_loose_end(part)
        text = self._print(kept)
        if len(text.split()) > room:
            kept = tuple(a for a in kept if isinstance(a, str) or self._syntax.tags[a] != "DT")
            text = self._print(kept)
        while kept and len(text.split()) > room:
            kept = self.without_loose_end(self._without_last(kept))
            text = self._print(kept)
        return text

    def _without_last(self, part: Part) -> Part:
        """A part without its last word, or without the whole name that this ends."""
        last, kept = part[-1], part[:-1]
        entity = None if isinstance(last, str) else self._syntax.entity(last)
        if entity is None:
            return kept
        first = entity[0]
        return tuple(at for at in kept if isinstance(at, str) or at < first)

    def _print(self, part: Part) -> str:
        syntax = self._syntax
        out: list[str] = []
        before: int | str = -2
        for at in part:
            if isinstance(at, str):
                out += [" ", at]
            else:
                touches = (
                    isinstance(before, int)
                    and at == before + 1
                    and syntax.ends[before] == syntax.starts[at]
                )
                common = syntax.tags[at] in _COMMON and syntax.raw[at].istitle()
                opens = common and syntax.bounds(at)[0] == at and not syntax.label(at)
                opens = opens and self._grammar.is_known(at)
                small = syntax.tags[at] == "DT" or syntax.words[at] in _PRONOUNS
                word = syntax.words[at] if opens or small else syntax.raw[at]
                out += ["" if touches else " ", word]
            before = at
        return " ".join(_ORPHAN.sub(" ", " ".join("".join(out).split())).split())
