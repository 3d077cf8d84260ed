"""A learned score as plain data."""

import math

import numpy as np

from crosscheck.trees import Score

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
