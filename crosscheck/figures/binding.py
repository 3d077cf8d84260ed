"""Which words of a sentence belong to which number, by distance: a parse is not needed for it.

The price of a word grows with the words between, and more with every other number, comma or clause
that lies between. A verb right before its number ("killing at least five people and injuring
dozens") is nearest of all; further left, words cost a little more than to the right.
"""

from collections.abc import Iterator, Mapping, Sequence

from crosscheck.words import STOPWORDS, Word, stem, word_list, words_of

_LEFT_PENALTY = 0.8
_WORD_PENALTY = 0.5
_SMALL_WORD_PENALTY = 0.25
_JOIN_PENALTY = 1.5
_PURPOSE_PENALTY = 1.0
_NUMBER_PENALTY = 4.0
_COMMA_PENALTY = 0.7
_CLAUSE_PENALTY = 3.0
FARTHEST = 16.0
_JOINS = frozenset(("and", "but", "while", "or", "as", "when", "after", "before"))

NUMBER_WORDS = frozenset(
    stem(word)
    for word in word_list(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred hundreds thousand thousands million billion dozen dozens scores"""
    )
)


def is_number(word: Word) -> bool:
    """Digits or a number word ("one" is a pronoun as often as a number, and is none here)."""
    return word.number or word.stem in NUMBER_WORDS


def distance(sentence: str, start: int, end: int, low: int, high: int) -> float:
    """The price of the span ``low``–``high`` for the number at ``start``–``end``."""
    left = high <= start
    first, last = (high, start) if left else (end, low)
    if first >= last:
        return 0.0
    between = [w for w in words_of(sentence) if w.start >= first and w.end <= last]
    surfaces = [sentence[w.start : w.end].casefold() for w in between]
    gap = sentence[first:last]
    telling = sum(surface not in STOPWORDS for surface in surfaces)
    cost = 1.0 + _WORD_PENALTY * telling + _SMALL_WORD_PENALTY * (len(between) - telling)
    cost += _NUMBER_PENALTY * sum(map(is_number, between))
    cost += _JOIN_PENALTY * sum(surface in _JOINS for surface in surfaces)
    cost += _COMMA_PENALTY * gap.count(",") + _CLAUSE_PENALTY * sum(map(gap.count, ";:–—"))
    return cost + (_LEFT_PENALTY if left and telling else 0.0)


def nearest(
    sentence: str,
    start: int,
    end: int,
    table: Mapping[str, str],
    own: frozenset[str] = frozenset(),
) -> tuple[str | None, float]:
    """What ``table`` says of the nearest word that it lists, and how far that word is.

    ``own`` are stems that do not count directly after the number: the counted noun itself
    ("12 passengers" says nothing of what happened to them).
    """
    words = words_of(sentence)
    counted = next((i for i, w in enumerate(words) if w.start >= end), len(words))
    best: tuple[float, str] | None = None
    for index, word in enumerate(words):
        name = table.get(word.stem)
        if name is None or (word.start < end and word.end > start):
            continue
        if word.stem in own and index - counted in (0, 1):
            continue
        cost = distance(sentence, start, end, word.start, word.end)
        if index and words[index - 1].stem == "to":
            cost += _PURPOSE_PENALTY  # "to free five people trapped": wanted, not done
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = (cost, name)
    return (None, FARTHEST) if best is None else (best[1], best[0])


def around(sentence: str, start: int, end: int, right: int, left: int) -> Iterator[Word]:
    """The words next to a number, up to the next number on either side."""
    words = words_of(sentence)
    sides: tuple[Sequence[Word], Sequence[Word]] = (
        [w for w in words if w.start >= end][:right],
        [w for w in words if w.end <= start][::-1][:left],
    )
    for side in sides:
        for word in side:
            if is_number(word):
                break
            yield word
