"""Countries by name and adjective: babel's English names, and what the table ``countries`` adds."""

import re
from functools import lru_cache

from babel import Locale

from nlp.lexicon.tables import rows

_ENDINGS = ("an", "ian", "n", "ese", "i", "ish")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_COUNTRY = frozenset({"EU", "UN", "EZ", "XA", "XB", "QO", "ZZ"})
_OF_TWO_WORDS = ("south ", "north ", "new ", "sri ", "el ", "costa ")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Country names in English, in lower case, to ISO 3166-1 alpha-2."""
    names = {
        name.lower().replace("&", "and"): code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    return names | {name: row.id.upper() for row in rows("countries") for name in row.words}


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Adjectives of countries, those that an ending of the name forms and those that none does."""
    formed: dict[str, str] = {}
    for name, code in _countries().items():
        if " " in name and not name.startswith(_OF_TWO_WORDS):
            continue
        for ending in _ENDINGS:
            stem = name[:-1] if name[-1] in "aeoy" and ending != "n" else name
            formed.setdefault(stem + ending, code)
    told = {
        word.replace("_", " "): row.id.upper()
        for row in rows("countries")
        for word in row.cells["adjectives"].split()
    }
    return formed | told


def bare_name(name: str) -> str:
    """A name without "the" before it and a possessive behind it."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip()))


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country by its English name or adjective, or ``None``.

    >>> country_of("South Korean"), country_of("the Netherlands"), country_of("Springfield")
    ('KR', 'NL', None)
    """
    plain = bare_name(name).lower().replace("&", "and")
    countries, adjectives = _countries(), _adjectives()
    return (
        countries.get(plain)
        or countries.get(plain.rstrip("."))
        or adjectives.get(plain)
        or (adjectives.get(plain[:-1]) if plain.endswith("s") else None)
    )


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of a country."""
    return str(Locale("en").territories.get(code, code))
