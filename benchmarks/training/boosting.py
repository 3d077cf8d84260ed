"""Gradient boosted trees on few bins, in numpy: small, weighted, monotone, repeatable.

Every feature is cut at quantiles of its values; a column of 0 and 1 says which rows lie above a
cut, so the sums that a split needs are one matrix product. Trees grow leaf by leaf, the best gain
first (as in LightGBM, Ke et al. 2017); gains and leaf values are those of Chen and Guestrin (2016).
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.bool_]
Weighed = NDArray[np.float64]
Columns = NDArray[np.float32]
Numbers = NDArray[np.int64]
Signs = Callable[[str], int]
Tree = list[object]
"""``[feature, threshold, below, above]``, where a branch is a tree or the value of a leaf."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees grow: how many, how fast, how large, and what holds them back."""

    trees: int = 130
    rate: float = 0.07
    leaves: int = 10
    rows: int = 25
    ridge: float = 4.0
    share: float = 0.5
    bins: int = 16
    seed: int = 1


@dataclass(slots=True)
class _Leaf:
    rows: Numbers
    sums: NDArray[np.float64]
    total: NDArray[np.float64]
    low: float
    high: float
    split: tuple[float, int] | None = None


class Booster:
    """Rows cut into columns once, on which trees are grown for any part of the rows."""

    def __init__(self, x: Matrix, names: Sequence[str], signs: Signs, how: Growth) -> None:
        self.how = how
        self.cuts: list[tuple[int, float]] = []
        for at in range(x.shape[1]):
            found = np.unique(np.quantile(x[:, at], np.linspace(0, 1, how.bins + 1)[1:-1]))
            values = np.unique(x[:, at])
            if len(values) <= how.bins:
                found = values[:-1]
            self.cuts += [(at, float(cut)) for cut in found if cut < values[-1]]
        self.feature = np.array([at for at, _ in self.cuts])
        self.columns: Columns = np.empty((len(x), len(self.cuts)), np.float32)
        for column, (at, cut) in enumerate(self.cuts):
            self.columns[:, column] = x[:, at] > cut
        self.sign = np.array([signs(names[at]) for at, _ in self.cuts])
        self.features = x.shape[1]

    def fit(self, same: Labels, weight: Weighed, rows: Numbers) -> tuple[float, list[Tree]]:
        """The odds to begin with, and the trees; ``weight`` is each row's."""
        rng = np.random.default_rng(self.how.seed)
        y, w = same[rows].astype(float), weight[rows] / weight[rows].mean()
        base = float((w * y).sum() / w.sum())
        start = float(np.log(base / (1 - base)))
        odds = np.full(len(rows), start)
        columns = self.columns[rows]
        trees = []
        for _ in range(self.how.trees):
            p = 1 / (1 + np.exp(-odds))
            told = np.c_[w * (p - y), w * p * (1 - p), np.ones(len(rows))].astype(np.float32)
            chosen = rng.random((self.features,)) < self.how.share
            tree, step = self._grow(columns, told, chosen[self.feature])
            odds += step
            trees.append(tree)
        return start, trees

    def _grow(self, columns: Columns, told: Columns, open_: Labels) -> tuple[Tree, Weighed]:
        everything = np.arange(len(told))
        root = _Leaf(everything, _sums(columns, told), told.sum(0, dtype=float), -np.inf, np.inf)
        nodes: list[_Leaf | tuple[int, int, int]] = [root]
        waiting: list[tuple[float, int]] = []
        self._offer(root, 0, open_, waiting)
        leaves = 1
        while waiting and leaves < self.how.leaves:
            _, at = heapq.heappop(waiting)
            leaf = nodes[at]
            assert isinstance(leaf, _Leaf)
            assert leaf.split is not None
            column = leaf.split[1]
            below, above = self._parted(leaf, column, columns, told)
            nodes[at] = (column, len(nodes), len(nodes) + 1)
            for child in (below, above):
                nodes.append(child)
                self._offer(child, len(nodes) - 1, open_, waiting)
            leaves += 1
        step = np.zeros(len(told))
        return self._told(nodes, 0, step), step

    def _told(
        self, nodes: Sequence["_Leaf | tuple[int, int, int]"], at: int, step: Weighed
    ) -> Tree:
        node = nodes[at]
        if isinstance(node, _Leaf):
            value = self.how.rate * self._value(node.total, node.low, node.high)
            step[node.rows] = value
            return value  # type: ignore[return-value]
        column, below, above = node
        feature, cut = self.cuts[column]
        return [feature, cut, self._told(nodes, below, step), self._told(nodes, above, step)]

    def _value(self, total: NDArray[np.float64], low: float, high: float) -> float:
        return float(min(max(-total[0] / (total[1] + self.how.ridge), low), high))

    def _offer(self, leaf: _Leaf, at: int, open_: Labels, waiting: list[tuple[float, int]]) -> None:
        above, below = leaf.sums, leaf.total - leaf.sums
        ridge = self.how.ridge
        up, down = -above[:, 0] / (above[:, 1] + ridge), -below[:, 0] / (below[:, 1] + ridge)
        up, down = up.clip(leaf.low, leaf.high), down.clip(leaf.low, leaf.high)
        gain = _score(above, up, ridge) + _score(below, down, ridge)
        gain -= _score(
            leaf.total[None], np.array([self._value(leaf.total, leaf.low, leaf.high)]), ridge
        )
        few = np.minimum(above[:, 2], below[:, 2]) < self.how.rows
        gain[few | ~open_ | (self.sign * (up - down) < 0)] = 0.0
        best = int(gain.argmax())
        if gain[best] > 1e-6:
            leaf.split = float(gain[best]), best
            heapq.heappush(waiting, (-float(gain[best]), at))

    def _parted(
        self, leaf: _Leaf, column: int, columns: Columns, told: Columns
    ) -> tuple[_Leaf, _Leaf]:
        inside = columns[leaf.rows, column] > 0
        rows = leaf.rows[~inside], leaf.rows[inside]
        small = 0 if len(rows[0]) < len(rows[1]) else 1
        own = _sums(columns[rows[small]], told[rows[small]])
        sums = (own, leaf.sums - own) if small == 0 else (leaf.sums - own, own)
        totals = [told[part].sum(0, dtype=float) for part in rows]
        values = [self._value(total, leaf.low, leaf.high) for total in totals]
        middle = sum(values) / 2
        bounds = [(leaf.low, leaf.high)] * 2
        if self.sign[column] > 0:
            bounds = [(leaf.low, middle), (middle, leaf.high)]
        elif self.sign[column] < 0:
            bounds = [(middle, leaf.high), (leaf.low, middle)]
        below, above = (
            _Leaf(part, found, total, *bound)
            for part, found, total, bound in zip(rows, sums, totals, bounds, strict=True)
        )
        return below, above


def _sums(columns: Columns, told: Columns) -> NDArray[np.float64]:
    found: NDArray[np.float64] = (columns.T @ told).astype(float)
    return found


def _score(total: NDArray[np.float64], value: Weighed, ridge: float) -> Weighed:
    """What a leaf of this value takes off the loss, twice."""
    found: Weighed = -(2 * total[:, 0] * value + (total[:, 1] + ridge) * value**2)
    return found


def told_of(tree: Any, names: Sequence[str], share: float) -> Any:
    """A tree as JSON has it, features by name, its leaves times ``share``."""
    if isinstance(tree, list):
        feature, cut, below, above = tree
        branches = (told_of(branch, names, share) for branch in (below, above))
        return [names[feature], round(cut, 5), *branches]
    return round(share * tree, 5)


def mixed(
    linear: tuple[float, Mapping[str, float]],
    grown: tuple[float, Sequence[Tree]],
    names: Sequence[str],
    share: float,
) -> dict[str, Any]:
    """A regression (bias, weights) and trees (start, trees) as one score; ``share`` is the former's
    part of the odds."""
    (bias, weights), (start, trees) = linear, grown
    return {
        "bias": round(share * bias + (1 - share) * start, 4),
        "weights": {name: round(share * value, 4) for name, value in weights.items()},
        "trees": [told_of(tree, names, 1 - share) for tree in trees],
    }
