"""How far a word of a sentence is from a number: the price of all that stands between.

The price grows with the words between, and more with every other number, comma or clause. A verb
right before its number ("killing at least five people and injuring dozens") is nearest of all;
further left, words cost a little more than to the right.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate, takewhile

from nlp.lexicon.classes import stems
from nlp.lexicon.stems import STOPWORDS, Word, words_of

_LEFT_PENALTY = 0.8
_WORD_PENALTY = 0.5
_SMALL_WORD_PENALTY = 0.25
_JOIN_PENALTY = 1.5
_PURPOSE_PENALTY = 1.0
_NUMBER_PENALTY = 4.0
_COMMA_PENALTY = 0.7
_CLAUSE_PENALTY = 3.0
FARTHEST = 16.0
"""Words further away than this are not bound to the number at all."""
_JOINS = frozenset(("and", "but", "while", "or", "as", "when", "after", "before"))
_CLAUSES = frozenset(";:–—")

NUMBER_WORDS = stems("number_words", "ones", "teens", "tens", "groups", "scales", "vague") - {"one"}
"""Stems of the words that part a number from what is beyond them."""


def is_number(word: Word) -> bool:
    """Digits or a number word ("one" is a pronoun as often as a number, and is none here)."""
    return word.number or word.stem in NUMBER_WORDS


class Line:
    """The words of a sentence, with running counts of what makes a distance dear.

    ``words`` in order; ``surfaces`` their letters in lower case; ``stems`` all of their stems.
    """

    __slots__ = ("_costs", "_ends", "_numbers", "_starts", "stems", "surfaces", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.surfaces = [text[w.start : w.end].casefold() for w in self.words]
        self.stems = frozenset(w.stem for w in self.words)
        self._starts = [w.start for w in self.words]
        self._ends = [w.end for w in self.words]
        self._numbers = [is_number(w) for w in self.words]
        costs = [
            (_SMALL_WORD_PENALTY if surface in STOPWORDS else _WORD_PENALTY)
            + (_NUMBER_PENALTY if number else 0.0)
            + (_JOIN_PENALTY if surface in _JOINS else 0.0)
            for surface, number in zip(self.surfaces, self._numbers, strict=True)
        ]
        self._costs = [0.0, *accumulate(costs)]

    def distance(self, start: int, end: int, low: int, high: int) -> float:
        """The price of the span ``low``–``high`` for the number at ``start``–``end``."""
        left = high <= start
        first, last = (high, start) if left else (end, low)
        if first >= last:
            return 0.0
        one, other = bisect_left(self._starts, first), bisect_right(self._ends, last)
        cost = 1.0
        telling = False
        if other > one:
            cost += self._costs[other] - self._costs[one]
            telling = left and any(s not in STOPWORDS for s in self.surfaces[one:other])
        gap = self.text[first:last]
        if not gap.isalnum():
            cost += _COMMA_PENALTY * gap.count(",")
            cost += _CLAUSE_PENALTY * sum(map(gap.count, _CLAUSES))
        return cost + (_LEFT_PENALTY if telling else 0.0)

    def nearest(
        self, start: int, end: int, table: Mapping[str, str], own: frozenset[str] = frozenset()
    ) -> tuple[str | None, float]:
        """What ``table`` says of the nearest word that it lists, and how far that word is.

        ``own`` are stems that do not count directly after the number: the counted noun itself
        ("12 passengers" says nothing of what happened to them).
        """
        if self.stems.isdisjoint(table):
            return None, FARTHEST
        counted = bisect_left(self._starts, end)
        best: tuple[float, str] | None = None
        for index, word in enumerate(self.words):
            name = table.get(word.stem)
            if name is None or (word.start < end and word.end > start):
                continue
            if word.stem in own and index - counted in (0, 1):
                continue
            cost = self.distance(start, end, word.start, word.end)
            if index and self.words[index - 1].stem == "to":
                cost += _PURPOSE_PENALTY  # "to free five people trapped": wanted, not done
            if cost <= FARTHEST and (best is None or cost < best[0]):
                best = (cost, name)
        return (None, FARTHEST) if best is None else (best[1], best[0])

    def sides(self, start: int, end: int, most: int) -> tuple[list[int], list[int]]:
        """The places of the words after and before a number, nearest first.

        Each side ends at the next number, and after ``most`` words.
        """
        after, before = bisect_left(self._starts, end), bisect_right(self._ends, start) - 1
        right, left = (
            list(takewhile(lambda place: not self._numbers[place], places))
            for places in (
                range(after, min(after + most, len(self.words))),
                range(before, max(before - most, -1), -1),
            )
        )
        return right, left

    def has_number(self, start: int, end: int) -> bool:
        """Does a number stand between two places of the sentence?"""
        one, other = bisect_left(self._starts, start), bisect_right(self._ends, end)
        return any(self._numbers[one:other])
