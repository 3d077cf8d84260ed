"""A text as the word pieces of BERT, with numbers out of sight.

Words are taken apart from the left into the longest pieces that the vocabulary has (Wu et al. 2016,
"Google's Neural Machine Translation System"); it is that of BERT, uncased (Devlin et al. 2019),
without what English news does not print.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.lexicon import number_words

Pieces = NDArray[np.int32]
Span = tuple[int, int]

MOST = 192
"""Pieces that are read at once."""
_OF_TITLE = 28
_ROOM = 40
"""Pieces of a window that lie before its first number, and behind its last one, if there are."""
_LONGEST_WORD = 50
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_WORDS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s-]*")
_SPELLED = frozenset[str]().union(
    number_words.ONES, number_words.TENS, number_words.GROUPS, number_words.SCORE,
    number_words.SCALES, number_words.PLURAL_SCALES, number_words.SHORT_SCALES,
    number_words.LETTER_SCALES, number_words.PARTS, number_words.PLURAL_PARTS, number_words.VAGUE,
)  # fmt: skip


class Window(NamedTuple):
    """Pieces that are read at once, and where numbers stand in them: ids of claims, places."""

    pieces: Pieces
    numbers: Sequence[tuple[str, int]]


@cache
def _vocabulary() -> dict[str, int]:
    text = files("crosscheck.meaning").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")[:-1])}


@lru_cache(maxsize=65536)
def pieces_of(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces; that of ``[UNK]`` where it has none."""
    known = _vocabulary()
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(ch for ch in plain if unicodedata.category(ch) != "Mn")
    found, start = list[int](), 0
    while start < len(plain) and len(plain) <= _LONGEST_WORD:
        head = "##" if start else ""
        end = next(
            (e for e in range(len(plain), start, -1) if head + plain[start:e] in known), None
        )
        if end is None:
            break
        found.append(known[head + plain[start:end]])
        start = end
    return tuple(found) if start == len(plain) and found else (known["[UNK]"],)


def hidden(text: str, start: int, end: int) -> list[Span]:
    """What of a printed number is its value: digits and words that spell it, else its first word;
    what only blanks part is one span."""
    words = [one for one in _WORDS.finditer(text, start, end) if one[0].lower() in _SPELLED]
    found = sorted(one.span() for one in (*_DIGITS.finditer(text, start, end), *words))
    found = found or [one.span() for one in _WORDS.finditer(text, start, end)][:1] or [(start, end)]
    joined = [found[0]]
    for span in found[1:]:
        if _BETWEEN.fullmatch(text, joined[-1][1], span[0]):
            joined[-1] = joined[-1][0], span[1]
        else:
            joined.append(span)
    return joined


def windows(text: str, headline_end: int, numbers: Sequence[tuple[str, int, int]]) -> list[Window]:
    """A text around its numbers (id, start, end), each piece of its value a ``[MASK]``.

    A text that is longer than ``MOST`` pieces becomes several windows, the headline before each.
    """
    if not numbers:
        return []
    known = _vocabulary()
    first, last, mask = known["[CLS]"], known["[SEP]"], known["[MASK]"]
    spans = {key: hidden(text, start, end) for key, start, end in numbers}
    pieces, starts = _hiding(text, sorted({s for own in spans.values() for s in own}), mask)
    places = np.searchsorted(starts, [spans[key][0][0] for key, _, _ in numbers], side="right") - 1
    order = sorted(zip(places.tolist(), (key for key, _, _ in numbers), strict=True))
    if len(pieces) + 2 <= MOST:
        whole = np.array([first, *pieces, last], np.int32)
        return [Window(whole, [(key, at + 1) for at, key in order])]
    title = pieces[: int((np.array(starts) < headline_end).sum())][:_OF_TITLE]
    size, found = MOST - 3 - len(title), list[Window]()
    while order:
        begin = max(0, min(order[0][0] - _ROOM, len(pieces) - size))
        inside = [one for one in order if one[0] < begin + size - _ROOM]
        inside = inside or order[:1]
        if begin + size >= len(pieces):
            inside = order
        order = order[len(inside) :]
        read = [first, *title, last, *pieces[begin : begin + size], last]
        shift = 2 + len(title) - begin
        found.append(Window(np.array(read, np.int32), [(key, at + shift) for at, key in inside]))
    return found


def _hiding(text: str, spans: Sequence[Span], mask: int) -> tuple[list[int], list[int]]:
    """The pieces of a text and where each begins; what lies in a span is one mask."""
    pieces, starts = list[int](), list[int]()
    for start, number in _numbered(text, spans, mask):
        starts += [start] * len(number)
        pieces += number
    return pieces, starts


def _numbered(text: str, spans: Sequence[Span], mask: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start < at:
            continue
        for word in _WORD.finditer(text, at, start):
            yield word.start(), pieces_of(word.group())
        if start < end:
            yield start, (mask,)
        at = end
