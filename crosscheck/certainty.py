"""When a clash of numbers is only possible: what the words leave open between two readings.

A conflict, or an update by the clock, is certain only where both sides are bound to the same
predicate or thing, neither counts a rest or part of the other, and no cue puts one of them into
another event. What is open is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crosscheck.facets import Facets

# Words that stand beside many numbers of one kind and tell none of them apart.
_COMMON = frozenset(("percent", "person", "total", "number", "mile", "year", "million", "billion"))


@dataclass(frozen=True, slots=True)
class Doubts:
    """Open facets in words: ``always`` keep any verdict open, ``clash`` only a conflict."""

    always: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()


NO_DOUBT = Doubts()


def doubts(a: Sequence[Facets], b: Sequence[Facets], *, one_article: bool = False) -> Doubts:
    """The facets that keep two readings from a certain verdict; symmetric, empty if none does.

    Each side is the facets of a reading's claims; one good pair of claims settles a facet. Two
    numbers of one article (``one_article``) hardly ever answer one question, so more is asked.
    """
    pairs = [(x, y) for x in a for y in b]
    found, clash = [], []
    if not any(_one_predicate(x, y) for x, y in pairs):
        found.append("what the number is bound to")
    if not any((x.rest or x.part) == (y.rest or y.part) for x, y in pairs):
        found.append("whether one counts a part or rest of the other")
    if not any(x.when.other == y.when.other and x.item == y.item for x, y in pairs):
        found.append("whether both speak of one event")
    if not any(_one_place(x, y) for x, y in pairs):
        clash.append("whether both speak of one place or name")
    if one_article and not any(_alike(x, y) for x, y in pairs):
        clash.append("whether one article asks one question twice")
    if all(x.vague for x in a) or all(y.vague for y in b):
        clash.append("how much a vague word means")
    return Doubts(tuple(found), tuple(clash))


def _one_predicate(a: Facets, b: Facets) -> bool:
    if a.cell or b.cell:
        return False
    shared = (a.phrase & b.phrase) - _COMMON
    if a.dimension in ("money", "share"):
        return bool(((a.beside | a.topic) & (b.beside | b.topic)) - _COMMON)
    if a.word_class is not None and b.word_class is not None:
        return a.word_class == b.word_class
    if a.dimension == "magnitude":
        return True
    if (a.word_class is None) != (b.word_class is None) and "people" in (a.noun, b.noun):
        return False
    if a.noun == "people" and a.head != b.head:
        return False
    return bool(shared - {a.noun, a.head})


def _one_place(a: Facets, b: Facets) -> bool:
    """A distance is measured from a place that both must name."""
    return "away" not in (a.word_class, b.word_class) or bool(a.landmarks & b.landmarks)


def _alike(a: Facets, b: Facets) -> bool:
    shared = (a.topic & b.topic) - _COMMON
    return a.word_class == b.word_class and len(shared) >= 2
