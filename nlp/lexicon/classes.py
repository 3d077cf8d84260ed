"""Classes of what happened to what, by stem: the tables that reading and comparing share."""

from functools import cache

from nlp.lexicon.stems import stem
from nlp.lexicon.tables import rows, words

_PERSON_ENDINGS = ("man", "woman", "men", "women", "people", "goer", "worker", "folk")


@cache
def stems(table: str, *ids: str) -> frozenset[str]:
    """The stems of a table's words, or of some of its rows."""
    return frozenset(stem(word) for word in words(table, *ids))


@cache
def class_of_stem(kind: str) -> dict[str, str]:
    """By stem, the class that it tells of a kind of number ("people", "money", "length", …).

    A "count" may be of people or of things.
    """
    kinds = ("things", "people") if kind == "count" else (kind,)
    classes: dict[str, dict[str, str]] = {}
    for row in rows("word_classes"):
        of, _, name = row.id.partition(".")
        if of in kinds:
            classes.setdefault(name, {})[of] = row.cells["words"]
    found: dict[str, str] = {}
    for name, listed in sorted(classes.items(), key=lambda item: "things" not in item[1]):
        # What people share with things, they decide: "fired" at work, "fire" of rockets.
        for word in (listed.get("people") or next(iter(listed.values()))).split():
            found.setdefault(stem(word), name)
    return found


@cache
def _moves() -> dict[str, str]:
    return {row.id.partition(".")[2]: row.cells["moves"] for row in rows("word_classes")}


def harms(word_class: str | None) -> bool:
    """Is it a count of harm, which moves while news comes in?"""
    return _moves().get(word_class or "") in ("toll", "sway")


def sways(word_class: str | None) -> bool:
    """Is it harm that grows as well as shrinks: the missing are found, the trapped get out?"""
    return _moves().get(word_class or "") == "sway"


def moves(word_class: str | None) -> bool:
    """Is it any count that moves while news comes in?"""
    return _moves().get(word_class or "") in ("toll", "sway", "count")


def fluctuates(word_class: str | None) -> bool:
    """Is it a price of the moment, which only the clock orders?"""
    return _moves().get(word_class or "") == "price"


@cache
def subgroups_of(noun: str) -> frozenset[str]:
    """The named parts of mankind that a noun picks out; none for "people" or "victims"."""
    named = (row for row in rows("person_groups") if stem(noun) in map(stem, row.words))
    return frozenset(row.id for row in named)


@cache
def is_person_noun(noun: str) -> bool:
    """Does the word name people? ("schoolgirl", "gunmen", "partygoers"; not "digger", "truck")."""
    lowered = noun.casefold()
    known = stem(lowered) in stems("people", "noun")
    return known or lowered.removesuffix("s").endswith(_PERSON_ENDINGS)


@cache
def synonyms() -> dict[str, str]:
    """By stem, the stem of the noun that stands for a counted thing ("lorry" → truck)."""
    return {stem(word): stem(row.id) for row in rows("synonyms") for word in row.words}
