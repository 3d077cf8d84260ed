"""Excerpts for a public server: the sentence of a claim, what stands beside it, and no more."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nlp.text import split_sentences

SENTENCE = 500
"""Characters of a sentence that are shown, around its number; few sentences are longer."""

_ELLIPSES = 4
"""Characters that a cut text is longer by: it is not to be cut again."""

BESIDE = 160
"""Characters shown of the sentence before and of the one after."""

SHARE = 1 / 3
"""Part of a text that is shown whole: so many of the claims' sentences (``explore.public.Excerpts``
chooses them), and neighbours while there is room."""

Limit = Callable[[str], int]
"""How many characters of a text are shown."""


def same(_: str) -> int:
    """``SENTENCE`` characters of any text."""
    return SENTENCE


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


def capped(page: Any, limit: Limit = same) -> Any:
    """The page with every printed text cut to its limit, and without offsets.

    A sentence is cut around its number: where ``mark`` says, else where the quoted words stand.
    The link to a sentence that is cut leads to its page, and does not name its words.
    """
    if isinstance(page, list):
        return [capped(item, limit) for item in page]
    if not isinstance(page, dict):
        return page
    found = {key: capped(value, limit) for key, value in page.items()}
    sentence = found.get("sentence")
    if isinstance(sentence, str) and found.get("mark"):
        found["sentence"], found["mark"] = cut(sentence, found["mark"], limit(sentence))
    for key in _TEXTS:
        if isinstance(found.get(key), str):
            found[key] = shortened(found[key], found.get("quote"), limit)
    if found.get("sentence") != sentence and isinstance(found.get("url"), str):
        found["url"] = found["url"].partition("#:~:text=")[0]
    if "quote" in found or "sentence" in found:
        found.update({key: None for key in _OFFSETS if key in found})
    return found


def shortened(text: str, quote: object = None, limit: Limit = same) -> str:
    """A text of at most about its limit, around the quoted words, else its first number.

    >>> shortened("short")
    'short'
    """
    most = limit(text)
    if len(text) <= most + _ELLIPSES:
        return text
    words = quote if isinstance(quote, str) and quote in text else ""
    found = re.search(re.escape(words) or r"\d[\d.,]*", text)
    return cut(text, found.span() if found else (0, 0), most)[0]


def cut(sentence: str, mark: Sequence[int], most: int = SENTENCE) -> tuple[str, list[int]]:
    """A sentence of at most about ``most`` characters with its number, and where that is now.

    >>> cut("short", [0, 5])
    ('short', [0, 5])
    >>> cut("They said that 12 people were hurt.", [15, 17], 12)
    ('… that 12 peop …', [7, 9])
    """
    start, end = mark
    if len(sentence) <= most:
        return sentence, [start, end]
    end = min(end, start + SENTENCE)
    half = max(0, most - (end - start)) // 2
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
