"""A learned score as plain data: weights of named features, and boosted trees over them.

The weights alone are a logistic regression; each tree adds what its leaf says. ``make train`` grows
them (``benchmarks.training.boosting``).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = tuple[str, float, "Node", "Node"] | float
"""A feature, a threshold, the branch of values up to it and that of values above; or a leaf."""


@dataclass(frozen=True, slots=True)
class Score:
    """The odds of a thing: ``bias`` + weights × features + trees; an unknown feature is 0."""

    bias: float
    weights: Mapping[str, float]
    trees: Sequence[Node]

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Score":
        """The score as JSON has it: a node is ``[name, threshold, below, above]``."""
        return Score(told["bias"], dict(told["weights"]), [_node(tree) for tree in told["trees"]])

    def probability(self, found: Mapping[str, float]) -> float:
        """The probability of the thing that has these features."""
        odds = self.bias
        for name, weight in self.weights.items():
            odds += weight * found.get(name, 0.0)
        for node in self.trees:
            while not isinstance(node, float):
                name, threshold, below, above = node
                node = above if found.get(name, 0.0) > threshold else below
            odds += node
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def _node(told: Any) -> Node:
    if isinstance(told, list):
        name, threshold, below, above = told
        return name, float(threshold), _node(below), _node(above)
    return float(told)
