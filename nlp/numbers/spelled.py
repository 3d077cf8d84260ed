"""Whole numbers in words, of any length: "twenty-eight thousand six hundred forty-two"."""

import re
from dataclasses import dataclass

from nlp.lexicon import pattern
from nlp.lexicon.number_words import GROUPS, ONES, PLURAL_SCALES, SCALES, SCORE, TENS

_FIRST = re.compile(r"()([a-z]{2,12})(?![a-z])")
_STEP = re.compile(r"(,? and |-and-| - |, | |-)([a-z]{2,12})(?![a-z])")
_MOST_WORDS = 40
"""Words of the longest number that is read; more are no number but a list."""
_ALL_SCALES = SCALES | PLURAL_SCALES
_SMALL_GROUPS = SCORE | {"dozen": GROUPS["dozen"]}
_SCORE = pattern("number_clues.scale.score-behind")


@dataclass(slots=True)
class _Count:
    """A number in words so far: ``total`` of the groups that a scale word closed ("two thousand").

    ``group`` is the open one, below a thousand, -1 without; ``lowest`` the last scale, below which
    the next must stay; ``last`` the sort of the last word (one, ten, hundred, dozen, score, scale).
    """

    total: int = 0
    group: int = -1
    scale: int = 1
    lowest: int = 10**18
    last: str = ""

    def follows(self, separator: str) -> bool:
        """Whether the number may go on behind a separator."""
        if separator == " - " or (separator == ", " and self.last != "scale"):
            return False
        return "and" not in separator or self.last in ("hundred", "score", "scale")

    def take(self, word: str, separator: str) -> bool:
        """Add a word; ``False`` when it does not belong to the number."""
        if self.last == "dozen":
            return False
        if word in ONES or word in TENS:
            return self._small(word, separator)
        if word == "hundred" or word in _SMALL_GROUPS:
            return self._grouped(word)
        if word in _ALL_SCALES and self.last and separator in (" ", "-"):
            return self._scaled(_ALL_SCALES[word])
        return False

    def _small(self, word: str, separator: str) -> bool:
        value, ten = ONES.get(word, TENS.get(word, 0)), word in TENS
        unit = self.last == "ten" and 0 < value < 10 and "and" not in separator
        if self.group >= 0 and self.last not in ("hundred", "score") and not unit:
            return False
        self.group = max(self.group, 0) + value
        self.last = "ten" if ten else "one"
        return True

    def _grouped(self, word: str) -> bool:
        """ "three hundred", "two dozen", "four score": the small ones are no part of a thousand."""
        size = _SMALL_GROUPS.get(word, GROUPS["hundred"])
        if self.group <= 0 or self.last not in ("one", "ten"):
            return False
        if word in _SMALL_GROUPS:
            if self.total:
                return False
            self.scale = size
        self.group *= size
        self.last = word
        return True

    def _scaled(self, scale: int) -> bool:
        if self.group >= 0:
            if scale >= self.lowest or self.group == 0:
                return False
            self.total += self.group * scale
            self.group, self.lowest, self.scale = -1, scale, scale
        elif scale >= self.lowest:
            self.total *= scale
            self.scale *= scale
            self.lowest *= scale
        else:
            return False
        self.last = "scale"
        return True


def spelled(folded: str, position: int, *, one: bool = False) -> tuple[int, int, int] | None:
    """A whole number in words: (value, end, product of its scale words), or ``None``.

    ``one`` says that the first word is a scale word that stands for one of itself: "a hundred".
    """
    count, end = _Count(group=1, last="one") if one else _Count(), position
    step = _FIRST.match(folded, position)
    for _ in range(_MOST_WORDS):
        if step is None or not count.follows(step[1]):
            break
        if step[1] == ", " and not _goes_on(folded, step):
            break
        if step[2] == "score" and not _SCORE.match(folded, step.end()):
            break
        if not count.take(step[2], step[1] or " "):
            break
        end = step.end()
        step = _STEP.match(folded, end)
    return (count.total + max(count.group, 0), end, count.scale) if end > position else None


def _is_small(word: str) -> bool:
    return word in ONES or word in TENS


def _goes_on(folded: str, step: re.Match[str]) -> bool:
    """Whether a group of words after a comma belongs to the number: "one million, two hundred"."""
    if not _is_small(step[2]):
        return True
    following = _STEP.match(folded, step.end())
    if following is not None and _is_small(following[2]):
        following = _STEP.match(folded, following.end())
    return following is not None and following[2] in ("hundred", "thousand")
