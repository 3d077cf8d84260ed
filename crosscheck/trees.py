"""A learned score as plain data: weights of named features, and boosted trees over them.

The weights alone are a logistic regression; each tree adds what its leaf says. ``make train`` grows
them (``benchmarks.training.boosting``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Node = tuple[int, float, "Node", "Node"] | float
"""A feature's place, a threshold, the branch of values up to it and that above; or a leaf."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """The odds of a thing: ``bias`` + weights × features + trees; an unknown feature is 0.

    ``names`` are the features that it looks at, ``weights`` one for each.
    """

    bias: float
    names: tuple[str, ...]
    weights: Matrix
    trees: Sequence[Node]

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Score":
        """The score as JSON has it: a node is ``[name, threshold, below, above]``."""
        weights = told["weights"]
        names = tuple(sorted({*weights, *(n for tree in told["trees"] for n in _named(tree))}))
        places = {name: at for at, name in enumerate(names)}
        trees = [_node(tree, places) for tree in told["trees"]]
        row = np.array([weights.get(name, 0.0) for name in names])
        return Score(told["bias"], names, row, trees)

    def probabilities(self, found: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each of the things that have these features."""
        if not found:
            return []
        x = np.array([[row.get(name, 0.0) for name in self.names] for row in found])
        odds = self.bias + x @ self.weights
        rows = np.arange(len(x))
        for tree in self.trees:
            _add(tree, x, rows, odds)
        chances: list[float] = (1.0 / (1.0 + np.exp(-odds.clip(-30.0, 30.0)))).tolist()
        return chances


def _add(node: Node, x: Matrix, rows: NDArray[np.intp], odds: Matrix) -> None:
    if not len(rows):
        return
    if isinstance(node, float):
        odds[rows] += node
        return
    feature, threshold, below, above = node
    over = x[rows, feature] > threshold
    _add(below, x, rows[~over], odds)
    _add(above, x, rows[over], odds)


def _named(told: Any) -> list[str]:
    if not isinstance(told, list):
        return []
    return [told[0], *_named(told[2]), *_named(told[3])]


def _node(told: Any, places: Mapping[str, int]) -> Node:
    if isinstance(told, list):
        name, threshold, below, above = told
        return places[name], float(threshold), _node(below, places), _node(above, places)
    return float(told)
