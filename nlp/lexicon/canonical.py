"""One key for the spellings of one name."""

import re
import unicodedata
from functools import lru_cache

from nlp.lexicon.nouns import TITLES
from nlp.lexicon.tables import words

SHORT_TITLES = words("titles")
HONORIFICS = words("names", "honorific", "honorific.other")
PERSON_TITLES = HONORIFICS | SHORT_TITLES | TITLES
POSSESSIVE = re.compile(r"['’‘`´](?:s|S)?$")
_LEGAL = words("names", "legal")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def _initials_joined(words: list[str]) -> list[str]:
    """Single letters that stand on end as one word: "u s geological survey" → "us …"."""
    found: list[str] = []
    open_word = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_word:
            found[-1] += word
        else:
            found.append(word)
        open_word = single
    return found


@lru_cache(maxsize=16384)
def canonical_key(name: str, kind: str) -> tuple[str, str]:
    """A key that joins the spellings of one name across articles, and the id of the rule.

    Case, diacritics, white space, typographic marks, a leading article and a possessive are
    folded; a person's title and a body's legal form too. Nothing is shortened or expanded: two
    names that differ in a word stay two.

    >>> canonical_key("The Guardian’s", "body")[0] == canonical_key("GUARDIAN", "body")[0]
    True
    >>> canonical_key("U. S. Geological Survey", "body")[0]
    'us geological survey'
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    folded = "".join(mark for mark in folded if not unicodedata.combining(mark))
    folded = POSSESSIVE.sub("", " ".join(folded.split()))
    words = [
        word for word in (_EDGE.sub("", w) if len(w) > 1 else w for w in folded.split()) if word
    ]
    words = [word.replace(".", "").replace("’", "'") for word in words]
    words = _initials_joined([word for word in words if word])
    rule = "same name"
    if words[:1] == ["the"] and len(words) > 1:
        words = words[1:]
    if kind == "person" and len(words) > 2 and words[0] in PERSON_TITLES:
        words, rule = words[1:], "title dropped"
    if kind == "body" and len(words) > 1 and words[-1] in _LEGAL:
        words, rule = words[:-1], "legal form dropped"
    key = " ".join(words)
    return (key or " ".join(name.split()).casefold(), rule)
