"""A learned score as plain data."""

import math

import numpy as np

from crosscheck.trees import Score, leaf_of, node_of

TOLD = {
    "bias": -1.0,
    "weights": {"near": 2.0},
    "trees": [["place_apart", 0.5, 0.25, ["near", 0.5, -1.0, -0.5]], 0.25],
}


def odds(found: dict[str, float]) -> float:
    columns = {name: np.array([value]) for name, value in found.items()}
    (chance,) = Score.read(TOLD).probabilities(columns)
    return math.log(chance / (1 - chance))


def test_weights_and_trees_add_up() -> None:
    assert math.isclose(odds({"near": 1.0, "place_apart": 0.0}), -1.0 + 2.0 + 0.25 + 0.25)
    assert math.isclose(odds({"near": 0.0, "place_apart": 1.0}), -1.0 - 1.0 + 0.25)
    assert math.isclose(odds({"near": 0.75, "place_apart": 1.0}), -1.0 + 1.5 - 0.5 + 0.25)


def test_a_feature_that_is_not_there_is_nought() -> None:
    assert math.isclose(odds({"far": 1.0}), -1.0 + 0.25 + 0.25)


def test_a_tree_of_one_thing_is_that_of_many() -> None:
    tree = node_of(TOLD["trees"][0])  # type: ignore[index]
    for found in ({}, {"place_apart": 1.0}, {"place_apart": 1.0, "near": 0.75}):
        alone = Score(0.0, {}, [tree])
        columns = {"near": np.zeros(1), **{name: np.array([v]) for name, v in found.items()}}
        (chance,) = alone.probabilities(columns)
        assert math.isclose(math.log(chance / (1 - chance)), leaf_of(tree, found))
