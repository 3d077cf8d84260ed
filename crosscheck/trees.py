"""A learned score as plain data: weights of named features, and boosted trees over them.

The weights alone are a logistic regression; each tree adds what its leaf says. ``make train`` grows
them (``benchmarks.training.boosting``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Node = tuple[str, float, "Node", "Node"] | float
"""A feature's name, a threshold, the branch of values up to it and that above; or a leaf."""

Column = NDArray[np.float64]
Columns = dict[str, Column]
"""Features of many things by name, a row of each column for one thing."""


@dataclass(frozen=True, slots=True)
class Score:
    """The odds of a thing: ``bias`` + weights × features + trees; an unknown feature is 0."""

    bias: float
    weights: Mapping[str, float]
    trees: Sequence[Node]

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Score":
        """The score as JSON has it: a node is ``[name, threshold, below, above]``."""
        return Score(told["bias"], dict(told["weights"]), [node_of(tree) for tree in told["trees"]])

    def probabilities(self, found: Columns) -> Column:
        """The probability of each of the things that have these features.

        Summed feature by feature: which other things there are moves no digit.
        """
        odds = np.full(len(next(iter(found.values()), ())), self.bias)
        rows = np.arange(len(odds))
        for name, weight in self.weights.items():
            if name in found:
                odds += weight * found[name]
        for tree in self.trees:
            _add(tree, found, rows, odds)
        chances: Column = 1.0 / (1.0 + np.exp(-odds.clip(-30.0, 30.0)))
        return chances


def _add(node: Node, found: Columns, rows: NDArray[np.intp], odds: Column) -> None:
    if not len(rows):
        return
    if isinstance(node, float):
        odds[rows] += node
        return
    name, threshold, below, above = node
    over = found[name][rows] > threshold if name in found else np.full(len(rows), threshold < 0)
    _add(below, found, rows[~over], odds)
    _add(above, found, rows[over], odds)


def node_of(told: Any) -> Node:
    """A tree as JSON has it: ``[name, threshold, below, above]``, or the value of a leaf."""
    if isinstance(told, list):
        name, threshold, below, above = told
        return str(name), float(threshold), node_of(below), node_of(above)
    return float(told)


def leaf_of(node: Node, told: Mapping[str, float]) -> float:
    """What a tree says of one thing; what is not told of it is 0."""
    while not isinstance(node, float):
        name, threshold, below, above = node
        node = above if told.get(name, 0.0) > threshold else below
    return node
