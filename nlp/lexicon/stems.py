"""Words of a text with their places, and a light stemmer: enough to compare without a parse."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from nlp.lexicon.tables import words

_WORD = re.compile(
    r"(?=[NnLl])(?:[Nn]on-)?[Ll]ife[- ]threatening|[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*\d|\d"
)


STOPWORDS = words("stopwords")


def _irregular() -> dict[str, str]:
    """By word, the stem that its ending does not give away."""
    table = files("nlp.lexicon").joinpath("irregular_stems.txt").read_text(encoding="utf-8")
    lines = [line.split("|") for line in table.splitlines() if not line.startswith("#")]
    return {word: head.strip() for head, forms in lines for word in forms.split()}


_IRREGULAR = _irregular()


class Word(NamedTuple):
    """A word or number of a text: its span, its stem, whether it is a number, its capital."""

    start: int
    end: int
    stem: str
    number: bool
    capital: bool


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of an English word, in lower case: "killings" → "kill", "deaths" → "die".

    Crude by design: it only has to map the forms of one word to one string most of the time.
    """
    word = word.casefold().replace("’", "'").replace(" ", "-").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 5 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """Words and numbers of ``text`` in order, with offsets into it."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        number = word[0].isdigit()
        start, end = match.span()
        found.append(Word(start, end, word if number else stem(word), number, word[0].isupper()))
    return tuple(found)


@lru_cache(maxsize=32768)
def content_stems(text: str) -> frozenset[str]:
    """The stems of a phrase's content words: no stopwords, no numbers."""
    return frozenset(
        stem(match)
        for match in (m.group() for m in _WORD.finditer(text))
        if not match[0].isdigit() and match.casefold() not in STOPWORDS and len(match) > 1
    )
