"""Excerpts for a public server: the sentence of a claim, what stands beside it, and no more."""

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.text import split_sentences

SENTENCE = 500
"""Characters of a sentence that are shown, around its number; few sentences are longer."""

_ELLIPSES = 4
"""Characters that a cut text is longer by: it is not to be cut again."""

BESIDE = 160
"""Characters shown of the sentence before and of the one after."""

SHARE = 1 / 3
"""Part of a text that its excerpts may add up to. Claims' own sentences are shown in any case;
neighbours only while there is room."""


def neighbours(
    text: str, claims: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[str | None, str | None]]:
    """What stands before and after the sentence of each claim, by the claim's id.

    Claims have ``id``, ``start`` and ``end``. A neighbour that is shown already, as a claim's own
    sentence or beside another, is left out; so is what would go beyond ``SHARE`` of the text.
    """
    sentences = split_sentences(text)
    places = {claim["id"]: _place(sentences, claim["start"]) for claim in claims}
    shown = {place for place in places.values() if place is not None}
    room = SHARE * len(text) - sum(end - start for start, end in (sentences[i] for i in shown))
    found: dict[str, tuple[str | None, str | None]] = {}
    for identifier, place in places.items():
        beside: list[str | None] = [None, None]
        for side, other in enumerate(() if place is None else (place - 1, place + 1)):
            if other in shown or not 0 <= other < len(sentences):
                continue
            start, end = sentences[other]
            piece = _head(text[start:end]) if side else _tail(text[start:end])
            if len(piece) > room:
                continue
            room -= len(piece)
            shown.add(other)
            beside[side] = piece
        found[identifier] = (beside[0], beside[1])
    return found


_TEXTS = ("sentence", "old_sentence", "new_sentence", "before", "after", "text", "quote", "title")
"""Keys of what was printed somewhere."""

_OFFSETS = ("start", "end", "sentence_start", "surface_start", "surface_end")
"""Keys by which sentences could be put together to the text again."""


def capped(page: Any) -> Any:
    """The page with every printed text cut to ``SENTENCE`` characters, and without offsets.

    A sentence is cut around its number: where ``mark`` says, else where the quoted words stand.
    """
    if isinstance(page, list):
        return [capped(item) for item in page]
    if not isinstance(page, dict):
        return page
    found = {key: capped(value) for key, value in page.items()}
    if isinstance(found.get("sentence"), str) and found.get("mark"):
        found["sentence"], found["mark"] = cut(found["sentence"], found["mark"])
    for key in _TEXTS:
        if isinstance(found.get(key), str):
            found[key] = shortened(found[key], found.get("quote"))
    if "quote" in found or "sentence" in found:
        found.update({key: None for key in _OFFSETS if key in found})
    return found


def shortened(text: str, quote: object = None) -> str:
    """A text of at most about ``SENTENCE`` characters, around the quoted words if they are in it.

    >>> shortened("short")
    'short'
    """
    if len(text) <= SENTENCE + _ELLIPSES:
        return text
    at = max(text.find(quote), 0) if isinstance(quote, str) else 0
    return cut(text, [at, at + len(quote) if isinstance(quote, str) else at])[0]


def cut(sentence: str, mark: Sequence[int]) -> tuple[str, list[int]]:
    """A sentence of at most about ``SENTENCE`` characters with its number, and where that is now.

    >>> cut("short", [0, 5])
    ('short', [0, 5])
    """
    start, end = mark
    if len(sentence) <= SENTENCE:
        return sentence, [start, end]
    end = min(end, start + SENTENCE)
    half = (SENTENCE - (end - start)) // 2
    low, high = max(0, start - half), min(len(sentence), end + half)
    before = ("… " if low else "") + sentence[low:start]
    after = sentence[end:high] + (" …" if high < len(sentence) else "")
    return before + sentence[start:end] + after, [len(before), len(before) + end - start]


def _place(sentences: Sequence[tuple[int, int]], start: int) -> int | None:
    return next((i for i, (low, high) in enumerate(sentences) if low <= start < high), None)


def _head(sentence: str) -> str:
    if len(sentence) <= BESIDE:
        return sentence
    return sentence[:BESIDE].rpartition(" ")[0] + " …"


def _tail(sentence: str) -> str:
    if len(sentence) <= BESIDE:
        return sentence
    return "… " + sentence[-BESIDE:].partition(" ")[2]
