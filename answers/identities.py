"""Who a source is: a person or one body, its spellings within a story, or only of what kind.

"Police", "energy ministry" or "the mayor" in two stories are two, so that such a name has no page
over all stories. Spellings are joined where they stand in one story: in full, shortened, or by
initials; "treasurer Ines Aldo" is the person Ines Aldo, whatever the reader took it for.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from answers.queries import sources
from answers.queries.rows import Connection, Row
from crosscheck.figures.readings import origin_named, same_body
from db.ids import entity_id
from nlp.lexicon import words
from nlp.lexicon.canonical import HONORIFICS, PERSON_TITLES, canonical_key
from nlp.lexicon.classes import is_person_noun
from nlp.lexicon.nouns import OUTLET_WORDS, PERSON_NOUNS
from nlp.lexicon.stems import STOPWORDS

_WORD = re.compile(r"[^\W_][\w.'’&-]*")
_OFFICES = re.compile(r"-|/")


@cache
def _common() -> frozenset[str]:
    """Words that bodies, people and papers of every place have in their names."""
    tables = ("bodies", "generic_sources", "roles", "titles", "documents", "saying_nouns")
    return frozenset().union(*map(words, tables))


def _is_stopword(word: str) -> bool:
    """Whether a word names nothing: "It", not the bodies WHO and IT."""
    return word.casefold() in STOPWORDS and not (len(word) > 1 and word.isupper())


def _proper(name: str) -> list[str]:
    """The words of a name that no other place's would have: with a capital (where the script has
    such), and in no list."""
    found = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name))
    return [
        word
        for word in found
        if any(char.isupper() or (char.isalpha() and char.lower() == char.upper()) for char in word)
        and not _is_stopword(word)
        and not _common().issuperset(part.casefold() for part in _OFFICES.split(word))
    ]


@lru_cache(maxsize=65536)
def is_nobody(name: str) -> bool:
    """Is it no source at all: a pronoun, a number, a time of day?

    >>> is_nobody("She"), is_nobody("09:10"), is_nobody("police"), is_nobody("WHO")
    (True, True, False, False)
    """
    found = _WORD.findall(name)
    return all(not any(map(str.isalpha, word)) or _is_stopword(word) for word in found)


@lru_cache(maxsize=65536)
def is_generic(name: str, kind: str) -> bool:
    """Does a name say only of what kind the source is, and not which one?

    >>> is_generic("Police", "body"), is_generic("energy ministry", "body")
    (True, True)
    >>> is_generic("Bridgeport Police", "body"), is_generic("Additional records", "document")
    (False, True)
    """
    if kind == "document" and name.split()[-1:] and name.split()[-1].islower():
        return True
    return not _proper(name)


def person_in(name: str) -> str | None:
    """The person whom a role names: "spokesman Omar Diallo" → "Omar Diallo"; else ``None``.

    >>> person_in("Spokeswoman Tia Marsh"), person_in("retailer Orla Stores")
    ('Tia Marsh', None)
    """
    parts = name.split()
    roles = 0
    while roles < len(parts) and _is_role(parts[roles]):
        roles += 1
    own = parts[roles:]
    named = all(re.fullmatch(r"[A-Z][\w.'’-]*", part) for part in own)
    bodies = words("bodies") | OUTLET_WORDS
    body = any(part.casefold() in bodies for part in own)
    least = 1 if roles and parts[roles - 1].casefold().rstrip(".") in HONORIFICS else 2
    return " ".join(own) if roles and named and not body and len(own) >= least else None


def _is_role(word: str) -> bool:
    plain = word.casefold().rstrip(".,")
    if plain in words("bodies"):
        return False
    listed = plain in PERSON_TITLES or plain in PERSON_NOUNS
    return listed or (word.islower() and is_person_noun(plain))


def settled(conn: Connection, rows: Sequence[Row]) -> list[Row]:
    """Rows of entities with persons as persons: by the role before a name, or because the ledger
    knows a person of the name that stands behind other small words. "Developer Orla" and "Orla
    Hospital" are bodies."""
    names = {row["id"]: person_in(row["name"]) or _behind(row["name"]) for row in rows}
    asked = {
        key: entity_id("person", canonical_key(name, "person")[0])
        for key, name in names.items()
        if name is not None
    }
    known = sources.present(conn, sorted(set(asked.values())))

    def one(row: Row) -> Row:
        name, kind = row["name"], row["kind"]
        told = person_in(name) is not None or asked.get(row["id"]) in known
        if kind == "body" and names[row["id"]] is not None and told:
            return {**row, "name": names[row["id"]], "kind": "person"}
        ends = {part.casefold() for part in (*name.split()[:1], *name.split()[-1:])}
        body = kind == "person" and not ends.isdisjoint(words("bodies", "body."))
        return {**row, "kind": "body"} if body and len(name.split()) > 1 else row

    return [one(row) for row in rows]


def _behind(name: str) -> str | None:
    """The two or more words with capitals that end a name, if small ones or none stand before,
    and none is a word for a body."""
    found = re.fullmatch(r"(?:[a-z][\w'’-]* )*((?:[A-Z][\w.'’-]+ )+[A-Z][\w'’-]+)", name)
    own = found.group(1) if found else ""
    bodies = words("bodies") | OUTLET_WORDS
    return own if own and bodies.isdisjoint(own.casefold().split()) else None


def family(conn: Connection, row: Row) -> list[Row]:
    """The entity and those of its stories that are the same body or person, by their names."""
    if is_generic(row["name"], row["kind"]):
        return [row]
    (own, *others) = settled(conn, [row, *sources.in_one_story(conn, row["id"])])
    return [own, *(one for one in others if one["id"] != row["id"] and _same(own, one))]


def merged(rows: Sequence[Row], stories: Mapping[str, frozenset[str]]) -> list[Row]:
    """Rows of a list with the spellings of one source as one; ``stories`` by entity id."""
    found: list[Row] = []
    for row in rows:
        mine = stories.get(row["id"], frozenset())
        for first in found:
            if mine & stories.get(first["id"], frozenset()) and _same(first, row):
                first["also"] = [*first["also"], row["name"]]
                first["claim_count"] += row["claim_count"]
                first["outlet_count"] = max(first["outlet_count"], row["outlet_count"])
                break
        else:
            found.append({**row, "also": []})
    return found


def _same(a: Row, b: Row) -> bool:
    if a["kind"] != b["kind"]:
        return False
    if is_generic(b["name"], b["kind"]):
        return False
    return same_body(origin_named(a["name"]), origin_named(b["name"]))
