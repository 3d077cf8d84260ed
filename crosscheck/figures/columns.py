"""Claims as columns: what many pairs of them have in common, worked out for all at once.

Nothing here depends on which other claims there are: words in common are counted in whole numbers,
and what looks at several fields is asked of the two claims themselves.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.articles.rarity import STEPS
from crosscheck.figures.facets import Facets
from crosscheck.meaning import STEPS as STEPS_OF_LENGTH
from crosscheck.meaning import vectors
from crosscheck.model import LedgerClaim
from crosscheck.trees import Column

Places = NDArray[np.intp]
"""Claims by their places among the sides."""
Mask = NDArray[np.bool_]
Whole = NDArray[np.float32]
"""Whole numbers, few enough to be added up exactly."""

_OF_FACETS = frozenset(field.name for field in fields(Facets))


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a pair with its facets."""

    claim: LedgerClaim
    facets: Facets

    @property
    def is_bare(self) -> bool:
        """Is it a number and nothing else: "In May it said 3.4"? It may be of any dimension."""
        return self.claim.kind == "count" and self.claim.unit is None

    def field(self, name: str) -> Any:
        """A field of the facets, or of the claim."""
        return getattr(self.facets if name in _OF_FACETS else self.claim, name)


Words = Mapping[Any, float] | frozenset[Any]
Looks = Mapping[str, Callable[[Side], Any]]
"""By name what is looked at in a claim; a name that is not here is that of a field."""


@dataclass(frozen=True, slots=True)
class Case:
    """A function of two claims, and the fields that it looks at: it is asked once for each case."""

    key: Callable[[Side], Hashable]
    function: Callable[[Side, Side], Sequence[float]]


class Sides:
    """Claims to be compared; every column of theirs is made once."""

    def __init__(
        self, sides: Sequence[Side], looks: Looks, words: Looks, cases: Mapping[str, Case]
    ) -> None:
        self.sides, self.looks, self.words, self.cases = sides, looks, words, cases
        self._texts: dict[Any, int] = {}
        self._kept: dict[tuple[str, str], Any] = {}

    def _once(self, kind: str, name: str, make: Callable[[str], Any]) -> Any:
        if (kind, name) not in self._kept:
            self._kept[kind, name] = make(name)
        return self._kept[kind, name]

    def values(self, name: str) -> list[Any]:
        """What stands in all claims."""
        look = self.looks.get(name)
        return [look(side) if look else side.field(name) for side in self.sides]

    def codes(self, name: str) -> Places:
        """Whole numbers that are equal where the values are."""
        found: Places = self._once("codes", name, lambda name: codes(self.values(name)))
        return found

    def numbers(self, name: str) -> Column:
        """The values as numbers, NaN where there is none."""
        found: Column = self._once("numbers", name, lambda n: np.array(self.values(n), float))
        return found

    def said(self, name: str) -> Mask:
        """Whether there is a value, and not an empty one."""
        found: Mask = self._once("said", name, lambda n: np.array(list(map(bool, self.values(n)))))
        return found

    def vectors(self, name: str) -> Whole:
        """Vectors of whole numbers, a row a claim; noughts where there is none."""
        found: Whole = self._once("vectors", name, lambda n: vectors(self.values(n)))
        return found

    def sets(self, name: str) -> "Sets":
        """The words of all claims."""
        found: Sets = self._once("sets", name, self._sets)
        return found

    def _sets(self, name: str) -> "Sets":
        look = self.words.get(name)
        sets = [look(side) if look else side.field(name) for side in self.sides]
        weighed = any(isinstance(own, Mapping) for own in sets)
        return Sets(sets, self._texts if weighed else {})

    def table(self, name: str) -> "Table":
        """A function that looks at a few fields of two claims."""
        found: Table = self._once("table", name, lambda n: Table(self.sides, self.cases[n]))
        return found


class Sets:
    """A set of words for each claim, or what its words weigh: in whole steps of rarity.

    ``places`` are those of words that other sets have, and take in what is new.
    """

    def __init__(self, sets: Sequence[Words], places: dict[Any, int]) -> None:
        for own in sets:
            for word in own:
                places.setdefault(word, len(places))
        self.member = np.zeros((len(sets), len(places)), np.float32)
        self.weight = np.zeros_like(self.member)
        for at, own in enumerate(sets):
            chosen = [places[word] for word in own]
            self.member[at, chosen] = 1
            if isinstance(own, Mapping):
                self.weight[at, chosen] = [round(STEPS * weight) for weight in own.values()]
        self.size = self.member.sum(1, dtype=float)
        self.total = self.weight.sum(1, dtype=float)


class Table:
    """What a function gives for two claims, asked once for every two that differ by its key."""

    def __init__(self, sides: Sequence[Side], case: Case) -> None:
        self.code = codes(map(case.key, sides))
        self.first = [sides[at] for at in np.unique(self.code, return_index=True)[1].tolist()]
        self.function = case.function
        self.known: dict[int, Sequence[float]] = {}

    def of(self, a: Places, b: Places) -> Column:
        """A column for each number that the function gives."""
        cases, at = np.unique(self.code[a] * len(self.first) + self.code[b], return_inverse=True)
        told = cases.tolist()
        for case in told:
            if case not in self.known:
                x, y = divmod(case, len(self.first))
                self.known[case] = self.function(self.first[x], self.first[y])
        found: Column = np.array([self.known[case] for case in told], float)[at].T
        return found


def codes(values: Iterable[Hashable]) -> Places:
    """Whole numbers that are equal where the values are, in the order in which they appear."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.intp)


class Two:
    """Chosen pairs of claims: the places of their one sides, and of their others."""

    def __init__(self, sides: Sides, a: Places, b: Places) -> None:
        self.sides, self.a, self.b = sides, a, b
        self._rows, self._row = np.unique(a, return_inverse=True)
        self._columns, self._column = np.unique(b, return_inverse=True)

    def pair(self, at: int) -> tuple[Side, Side]:
        """The two claims of one pair."""
        return self.sides.sides[self.a[at]], self.sides.sides[self.b[at]]

    def numbers(self, name: str) -> tuple[Column, Column]:
        """A number of the one and of the other."""
        found = self.sides.numbers(name)
        return found[self.a], found[self.b]

    def count(self, name: str) -> Column:
        """How many of the two say something."""
        found = self.sides.said(name).astype(float)
        return np.asarray(found[self.a] + found[self.b])

    def both(self, name: str) -> Mask:
        """Do both say something?"""
        return np.asarray(self.count(name) == 2)

    def one(self, name: str) -> Mask:
        """Does one alone?"""
        return np.asarray(self.count(name) == 1)

    def any(self, name: str) -> Mask:
        """Does one at least?"""
        return np.asarray(self.count(name) > 0)

    def same(self, name: str) -> Mask:
        """Are both values equal, or both absent?"""
        found = self.sides.codes(name)
        return np.asarray(found[self.a] == found[self.b])

    def table(self, name: str) -> Column:
        """What a function says of each pair, a column for each of its numbers."""
        return self.sides.table(name).of(self.a, self.b)

    def facet(self, name: str) -> Iterator[tuple[str, Column | Mask]]:
        """Whether both say the same, other things, and how many do not say."""
        both, same = self.both(name), self.same(name)
        yield "same", both & same
        yield "differs", both & ~same
        yield "unknown", 2 - self.count(name)

    def shared(self, name: str, other: str | None = None) -> Column:
        """Words in common."""
        one, theirs = self.sides.sets(name), self.sides.sets(other or name)
        return self._product(one.member, theirs.member)

    def jaccard(self, name: str) -> Column:
        """Words in common over all words; 0 where there are none."""
        sizes, shared = self.sizes(name), self.shared(name)
        return _over(shared, sizes[0] + sizes[1] - shared)

    def sizes(self, name: str) -> tuple[Column, Column]:
        """How many words the one, and the other, has."""
        size = self.sides.sets(name).size
        return size[self.a], size[self.b]

    def filled(self, name: str) -> tuple[Mask, Mask]:
        """Whether the one, and whether the other, has words."""
        one, other = self.sizes(name)
        return one > 0, other > 0

    def meet(self, name: str) -> Mask:
        """Is a word in common?"""
        return self.shared(name) > 0

    def apart(self, name: str) -> Mask:
        """Have both words, and none in common?"""
        one, other = self.filled(name)
        return one & other & ~self.meet(name)

    def cosine(self, name: str) -> Column:
        """How near vectors lie, from -1 to 1; 0 where one is not known."""
        found = self.sides.vectors(name)
        return self._product(found, found) / STEPS_OF_LENGTH**2

    def weight(self, name: str) -> Column:
        """What the words in common weigh."""
        sets = self.sides.sets(name)
        return self._product(sets.weight, sets.member) / STEPS

    def overlap(self, name: str, other: str) -> Column:
        """What words of one set of the one and another of the other weigh, over the lesser set."""
        one, theirs = self.sides.sets(name), self.sides.sets(other)
        shared = self._product(one.weight, theirs.member)
        return _over(shared, np.minimum(one.total[self.a], theirs.total[self.b]))

    def _product(self, one: Whole, other: Whole) -> Column:
        width = min(one.shape[1], other.shape[1])
        with np.errstate(all="ignore"):  # some processors warn of what lies beside a matrix
            found = one[self._rows, :width] @ other[self._columns, :width].T
        taken: Column = found[self._row, self._column].astype(float)
        return taken


def _over(part: Column, whole: Column) -> Column:
    found: Column = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return found
