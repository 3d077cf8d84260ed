"""When a clash of numbers is only possible: what the words leave open between two readings.

A conflict, or an update by the clock, is certain only where both sides are bound to the same
predicate or thing, neither counts a rest or part of the other, and no cue puts one of them into
another event. What is open is named.
"""

from collections.abc import Sequence

from crosscheck.facets import Facets


def open_facets(a: Sequence[Facets], b: Sequence[Facets]) -> tuple[str, ...]:
    """The facets that keep two readings from a certain verdict; symmetric, empty if none does.

    Each side is the facets of a reading's claims; one good pair of claims settles a facet.
    """
    pairs = [(x, y) for x in a for y in b]
    found = []
    if not any(_one_predicate(x, y) for x, y in pairs):
        found.append("what the number is bound to")
    if not any((x.rest or x.part) == (y.rest or y.part) for x, y in pairs):
        found.append("whether one counts a part or rest of the other")
    if not any(x.when.other == y.when.other for x, y in pairs):
        found.append("whether both speak of one event")
    return tuple(found)


def _one_predicate(a: Facets, b: Facets) -> bool:
    if a.cell or b.cell:
        return False
    if a.dimension == "money" and not a.phrase & b.phrase:
        return False
    if a.word_class is not None and b.word_class is not None:
        return a.word_class == b.word_class
    if a.noun is not None and a.noun == b.noun and a.noun != "people":
        return True
    if (a.word_class is None) != (b.word_class is None) and "people" in (a.noun, b.noun):
        return False
    return a.dimension == "magnitude" or bool(a.phrase & b.phrase)
