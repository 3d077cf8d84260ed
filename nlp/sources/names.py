"""Names as strings: cleaned, shortened, compared; outlets, titles and abbreviations."""

import re
from functools import lru_cache

from nlp.lexicon import alternation, column, words
from nlp.lexicon.canonical import HONORIFICS
from nlp.lexicon.nouns import OUTLET_WORDS, OUTLETS, PERSON_NOUNS, TITLES

LONGEST = 10
"""Words of the longest name: what is longer is a sentence, no name."""

ABBREVIATED_TITLES = column("titles", "title")

_BEFORE_NAMES = PERSON_NOUNS - {"guy"}
"""What people are, before their names; Guy is a name as well."""
_POSSESSIVE = re.compile(r"(?<=s)['’]$|['’]s$")
_ARTICLE = re.compile(rf"^{alternation('names', 'article')}\s+", re.IGNORECASE)

_PARTICLE = 3  # letters of "van", "bin", "de"; a longer small word is no part of a name
_SELF = words("names", "self")
_SUFFIX = re.compile(r"\.(com|co\.uk|org|net)$")
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&.\-]{1,9})\)")
SMALL = words("names", "small")


def plain(name: str) -> str:
    """A name in lower case without article or possessive ending: ``The Courier's`` → courier."""
    bare = _POSSESSIVE.sub("", " ".join(name.lower().split()))
    return bare.removeprefix("the ")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """A name without leading article, quotation marks and possessive, at most ten words.

    >>> clean("the Harbour Board's")
    'Harbour Board'
    """
    name = " ".join(text.split()).strip(' ,;:"“”')
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    name = _ARTICLE.sub("", _ARTICLE.sub("", name))
    return shorten(_POSSESSIVE.sub("", name))


def shorten(name: str) -> str:
    """The first ten words of a name."""
    parts = name.split()
    return name if len(parts) <= LONGEST else " ".join(parts[:LONGEST])


@lru_cache(maxsize=8192)
def person_name(text: str) -> str:
    """A person's name without title and possessive ending: ``Dr. Ada Osei's`` → Ada Osei."""
    words = _POSSESSIVE.sub("", " ".join(text.split())).split()
    while len(words) > 1 and (
        words[0].lower().rstrip(".") in HONORIFICS
        or words[0].lower() == "the"
        or ABBREVIATED_TITLES.get(words[0].lower(), words[0].lower()) in TITLES
        or (words[0].islower() and len(words[0]) > _PARTICLE)
        or (len(words) > 2 and words[0].lower() in _BEFORE_NAMES)
    ):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=8192)
def is_outlet(name: str) -> bool:
    """Whether a name is a known outlet's or built like one.

    >>> is_outlet("The Harbour Courier"), is_outlet("harbour mail")
    (True, False)
    """
    name = name.removeprefix("the ").removeprefix("The ")
    if not name[:1].isupper():
        return False
    if plain(name) in OUTLETS:
        return True
    words = name.split()
    last = _POSSESSIVE.sub("", words[-1]) if words else ""
    return (
        len(words) > 1
        and last.lower() in OUTLET_WORDS
        and last[:1].isupper()
        and all(w[:1].isupper() or w in ("of", "and", "the", "&") for w in words)
    )


def is_own(name: str, outlet: str | None) -> bool:
    """Whether a name is the publishing outlet's own: "the Post" in the Harbour Post."""
    short = plain(name)
    if short in _SELF:
        return True
    if not outlet:
        return False
    own = [plain(part) for part in re.split(r"[()]", outlet) if part.strip()]
    if any(short in (o, _SUFFIX.sub("", o)) for o in own):
        return True
    words = short.split()
    if not words or not (words[-1] in OUTLET_WORDS or is_outlet(name)):
        return False
    return any(set(words) <= set(o.split()) for o in own)


def abbreviations(text: str) -> dict[str, str]:
    """What bracketed abbreviations stand for.

    Capitalised words must each give the next letter; small words may.

    >>> abbreviations("The Ministry of Sea, Trade and Fish (MOSTF) met.")
    {'MOSTF': 'Ministry of Sea, Trade and Fish'}
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        letters = [c for c in match.group(1) if c.isupper()]
        if len(letters) < 2:
            continue
        before = text[max(0, match.start() - 120) : match.start()].split("\n")[-1].split()
        for size in range(1, min(len(before), 2 * len(letters) + 3) + 1):
            words = before[-size:]
            if words[0][:1].isupper() and _spells(words, letters):
                found.setdefault(match.group(1), " ".join(words).strip(",;"))
                break
    return found


def _spells(words: list[str], letters: list[str]) -> bool:
    """Whether the initials of words spell letters, small words counting or not."""
    at = 0
    for word in words:
        initial = word.lstrip("‘“\"'(")[:1].upper()
        if at < len(letters) and initial == letters[at]:
            at += 1
        elif word.lower() not in SMALL:
            return False
    return at == len(letters)
