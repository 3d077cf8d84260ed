"""Answers: claims of one value that answer one question, and what two answers have in common.

One linkage of all claims lets equal numbers glue what words part, and differing ones drift apart.
So claims of one value become answers first, by the full score; whether two answers are of one
question is then learned from how the blind and the full score like their claims, in sum and beside
the other numbers of the same articles.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import fmean, median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.articles import average_linkage
from crosscheck.articles.linkage import components
from crosscheck.figures.bars import barred, certain, comparable, corrected
from crosscheck.figures.columns import Mask, Places, Side, Sides, Two
from crosscheck.figures.likeness import features, sides_of
from crosscheck.model import LedgerClaim
from crosscheck.trees import Column, Columns, Score

ANSWER_CUT = 0.5
"""Mean probability from which claims of one value are one answer: plateau 0.4 to 0.65, left out."""
FAINT = 0.05
"""Answers of which no two claims are likelier than this to ask one question are not compared."""
NEVER = float("-inf")
CERTAIN = 50.0
_TOP = 3
_MOST_PAIRS = 8
"""Pairs of claims, the likeliest, whose facets speak for two answers."""
_LAST_RANK = 8
_MOST_LIKED = 10
_NEARLY = 1e-12
_AT_ONCE = 4000

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Compared:
    """The claims of a story pair by pair, by their places in the order of their ids.

    ``full`` and ``blind`` are the probabilities of the two scores, symmetric, NaN where two claims
    cannot be compared. ``barred`` never answer one question, ``corrected`` are a number and what a
    correction names in its place. ``answers`` are the places of the claims of each.
    """

    sides: Sides
    full: Matrix
    blind: Matrix
    barred: NDArray[np.bool_]
    corrected: NDArray[np.bool_]
    answers: Sequence[Sequence[int]]

    @property
    def claims(self) -> list[LedgerClaim]:
        """The claims in their places."""
        return [side.claim for side in self.sides.sides]

    @property
    def tables(self) -> tuple[tuple[str, Matrix], tuple[str, Matrix]]:
        """Both probabilities by name."""
        return ("blind", self.blind), ("full", self.full)

    def questions(self) -> Iterator[tuple[list[tuple[int, int]], Columns]]:
        """Every two answers that may be of one question, with what they have in common."""
        likings = {name: _Likings(table, self.answers) for name, table in self.tables}
        likely = np.fmax(*(liking.best for liking in likings.values()))
        pairs = np.argwhere(np.triu(likely >= FAINT, 1)).tolist()
        for first in range(0, len(pairs), _AT_ONCE // _MOST_PAIRS):
            some = [(x, y) for x, y in pairs[first : first + _AT_ONCE // _MOST_PAIRS]]
            rows = [self._common(x, y, likings) for x, y in some]
            columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
            yield some, columns | self._facets(some)

    def weighed(self, x: int, y: int, chance: float) -> float:
        """How two answers are linked that are of one question with this probability.

        For good where a correction names the one in place of the other; never where as many pairs
        of their claims stand side by side as the smaller one has claims. An article that prints
        the number and the one before it ("12, up from 9") does not keep the 12 and the 9 of all
        others apart.
        """
        block = self._block(x, y)
        if self.corrected[block].any():
            return CERTAIN
        beside = int(self.barred[block].sum())
        smaller = min(len(self.answers[x]), len(self.answers[y]))
        return NEVER if beside >= smaller else chance

    def _block(self, x: int, y: int) -> tuple[Places, Places]:
        """The places of every two claims of two answers, the smaller first."""
        a, b = (grid.ravel() for grid in np.meshgrid(self.answers[x], self.answers[y]))
        return np.minimum(a, b), np.maximum(a, b)

    @cached_property
    def _printed(self) -> list[tuple[set[object], set[object], set[object]]]:
        """The articles, sentences and sources of each answer."""
        told = [[self.claims[at] for at in answer] for answer in self.answers]
        return [
            (
                {c.article_id for c in claims},
                {(c.version_id, c.sentence_start) for c in claims},
                {c.origin_name for c in claims if c.origin_name},
            )
            for claims in told
        ]

    def _common(self, x: int, y: int, likings: Mapping[str, "_Likings"]) -> dict[str, float]:
        articles, sentences, origins = zip(self._printed[x], self._printed[y], strict=True)
        sizes = sorted((len(self.answers[x]), len(self.answers[y])))
        both, block = len(articles[0] & articles[1]), self._block(x, y)
        found = {
            "claims_smaller": float(sizes[0]),
            "claims_larger": float(sizes[1]),
            "articles_shared": float(both),
            "articles_share": both / min(map(len, articles)),
            "articles": float(len(articles[0] | articles[1])),
            "sentences_shared": float(len(sentences[0] & sentences[1])),
            "origin_shared": float(bool(origins[0] & origins[1])),
            "barred_share": int(self.barred[block].sum()) / sizes[0],
        }
        for name, table in self.tables:
            likely = np.sort(table[block])[::-1].tolist()
            rank = likings[name].rank(x, y)
            found |= {
                f"{name}_mean": fmean(likely),
                f"{name}_best": likely[0],
                f"{name}_top": fmean(likely[:_TOP]),
                f"{name}_median": median(likely),
                f"{name}_least": likely[-1],
                f"{name}_rank": rank,
                f"{name}_mutual": float(rank == 0),
            }
        return found

    def _facets(self, questions: Sequence[tuple[int, int]]) -> Columns:
        """The mean and the most of what the likeliest claims of two answers have in common."""
        chosen = []
        for x, y in questions:
            a, b = self._block(x, y)
            best = np.lexsort((b, a, -self.blind[a, b]))[:_MOST_PAIRS]
            chosen.append((a[best], b[best]))
        a, b = (np.concatenate(side) for side in zip(*chosen, strict=True))
        sizes = np.array([len(side) for side, _ in chosen])
        starts = np.cumsum(sizes) - sizes
        there = np.arange(_MOST_PAIRS) < sizes[:, None]
        in_turn = np.zeros(there.shape)
        found = {}
        for name, column in (
            features(Two(self.sides, a, b)) | self._ranks(a, b) | self._turns(a, b)
        ).items():
            in_turn[there] = column
            found[f"{name} mean"] = np.cumsum(in_turn, axis=1)[:, -1] / sizes
            found[f"{name} most"] = np.maximum.reduceat(column, starts)
        return found

    @cached_property
    def _beside(self) -> Places:
        """For each claim the places of all of its article, filled up with -1."""
        places = defaultdict(list)
        for at, claim in enumerate(self.claims):
            places[claim.article_id].append(at)
        found = np.full((len(self.claims), max(map(len, places.values()))), -1)
        for at, claim in enumerate(self.claims):
            own = places[claim.article_id]
            found[at, : len(own)] = own
        return found

    @cached_property
    def _turn(self) -> Matrix:
        """For each claim how many of its dimension stand before it in its article."""
        claims = self.claims
        kinds = [
            (c.article_id, side.facets.dimension)
            for c, side in zip(claims, self.sides.sides, strict=True)
        ]
        order = sorted(range(len(claims)), key=lambda at: (claims[at].start, claims[at].id))
        seen: dict[tuple[str, str], int] = defaultdict(int)
        found = np.zeros(len(claims))
        for at in order:
            found[at] = seen[kinds[at]]
            seen[kinds[at]] += 1
        return found

    def _turns(self, a: Places, b: Places) -> Columns:
        """How far apart two claims stand among their articles' numbers of one kind."""
        x, y = self._turn[a], self._turn[b]
        return {
            "turn_apart": np.minimum(np.abs(x - y), _LAST_RANK),
            "turn_first": (np.maximum(x, y) == 0).astype(float),
            "turn_last": np.minimum(np.maximum(x, y), _LAST_RANK),
        }

    def _rivals(self, a: Places, b: Places) -> Column:
        """How many other numbers of each other's article two claims can be held against."""
        found = np.zeros(len(a))
        for mine, other in ((a, b), (b, a)):
            places = self._beside[other]
            known = (places >= 0) & np.isfinite(self.full[mine[:, None], places])
            found += known.sum(1) - 1
        return np.minimum(found, _LAST_RANK)

    def _ranks(self, a: Places, b: Places) -> Columns:
        """How the claims of a pair stand among the other numbers of each other's article.

        How many there are; by score how many are liked better, whether none is, and by how much.
        """
        found: dict[str, Column] = {"rivals": self._rivals(a, b)}
        for name, table in self.tables:
            value, better, rival = table[a, b], np.zeros(len(a)), np.zeros(len(a))
            for mine, other in ((a, b), (b, a)):
                places = self._beside[other]
                liked = np.where(places < 0, np.nan, table[mine[:, None], places])
                liked = np.sort(np.nan_to_num(-liked, nan=np.inf), axis=1)
                count = (liked <= -value[:, None] - _NEARLY).sum(1)
                second = liked[:, 1] if liked.shape[1] > 1 else np.full(len(a), np.inf)
                better += count
                rival = np.maximum(rival, -np.where(count > 0, liked[:, 0], second))
            found[f"{name}_better"] = np.minimum(better, _LAST_RANK)
            found[f"{name}_first"] = (better == 0).astype(float)
            found[f"{name}_lead"] = value - rival
        return found


def compare(sides: Sequence[Side], full: Score, blind: Score) -> Compared:
    """Score every two claims of a story that can be compared, and find the answers."""
    told = sides_of(sorted(sides, key=lambda side: side.claim.id))
    size = len(sides), len(sides)
    tables = np.full(size, np.nan), np.full(size, np.nan)
    never, replaced = np.zeros(size, bool), np.zeros(size, bool)
    linked: dict[tuple[int, int], float] = {}
    for a, b in _pairs(len(sides)):
        able = comparable(Two(told, a, b))
        if not able.any():
            continue
        two = Two(told, a[able], b[able])
        found, sure = features(two), certain(two)
        bars = barred(two) & ~sure
        for table, score in zip(tables, (full, blind), strict=True):
            _put(table, two, np.where(sure, 1.0, score.probabilities(found)))
        _put(never, two, bars)
        _put(replaced, two, corrected(two))
        links = np.where(sure, CERTAIN, tables[0][two.a, two.b])
        near = sure | ((found["equal"] > 0) & ~bars)
        linked |= zip(_ids(two, near), links[near].tolist(), strict=True)
    answers = [
        answer
        for group in components(range(len(sides)), linked, ANSWER_CUT)
        for answer in average_linkage(
            group, {pair: linked.get(pair, NEVER) for pair in combinations(group, 2)}, ANSWER_CUT
        )
    ]
    return Compared(told, *tables, never, replaced, sorted(answers))


def _pairs(count: int) -> Iterator[tuple[Places, Places]]:
    """Every two of so many places, some thousand at a time."""
    a, b = np.triu_indices(count, 1)
    for first in range(0, len(a), _AT_ONCE):
        yield a[first : first + _AT_ONCE], b[first : first + _AT_ONCE]


def _put(table: NDArray[Any], two: Two, values: NDArray[Any]) -> None:
    table[two.a, two.b] = table[two.b, two.a] = values


def _ids(two: Two, chosen: Mask) -> Iterator[tuple[int, int]]:
    return zip(two.a[chosen].tolist(), two.b[chosen].tolist(), strict=True)


class _Likings:
    """How many other answers each answer likes better than a given one."""

    def __init__(self, table: Matrix, answers: Sequence[Sequence[int]]):
        order = np.concatenate([*answers])
        sizes = np.array([len(answer) for answer in answers])
        starts = np.cumsum(sizes) - sizes
        told = table[np.ix_(order, order)]
        total = np.add.reduceat(np.add.reduceat(told, starts, 0), starts, 1)
        self.mean = total / np.outer(sizes, sizes)
        self.best = np.maximum.reduceat(np.maximum.reduceat(told, starts, 0), starts, 1)

    def rank(self, x: int, y: int) -> float:
        """How many are liked better by the one and by the other, at most ten."""
        least = self.mean[x, y] + _NEARLY
        return float(min((self.mean[[x, y]] >= least).sum(), _MOST_LIKED))
