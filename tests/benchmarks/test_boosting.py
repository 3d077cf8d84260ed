"""The booster learns what a line cannot, and nothing of a sign that a feature cannot have."""

import numpy as np

from benchmarks.training.boosting import Booster, Growth
from crosscheck.trees import Score

HOW = Growth(trees=40, rate=0.2, leaves=6, rows=5, ridge=1.0, share=1.0, bins=8)


def made(rows: int = 600) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    x = random.random((rows, 3))
    return x, (x[:, 0] > 0.5) != (x[:, 1] > 0.5)


def score(start: float, trees: list, names: str) -> Score:
    def told(tree: object) -> object:
        if isinstance(tree, list):
            return [names[tree[0]], tree[1], told(tree[2]), told(tree[3])]
        return tree

    return Score.read({"bias": start, "weights": {}, "trees": [told(tree) for tree in trees]})


def right(found: Score, x: np.ndarray, same: np.ndarray) -> float:
    columns = dict(zip("abc", x.T, strict=True))
    return float(np.mean((found.probabilities(columns) > 0.5) == same))


def test_it_learns_that_one_of_two_is_large() -> None:
    x, same = made()
    booster = Booster(x, "abc", lambda _: 0, HOW)
    fitted = score(*booster.fit(same, np.ones(len(x)), np.arange(400)), "abc")
    assert right(fitted, x[400:], same[400:]) > 0.9


def test_the_same_rows_give_the_same_trees() -> None:
    x, same = made()
    grown = [
        Booster(x, "abc", lambda _: 0, HOW).fit(same, np.ones(600), np.arange(600)) for _ in "ab"
    ]
    assert grown[0] == grown[1]


def test_a_feature_speaks_one_way_only() -> None:
    x, _ = made()
    same = x[:, 0] < 0.5
    forced = score(
        *Booster(x, "abc", lambda _: 1, HOW).fit(same, np.ones(600), np.arange(600)), "abc"
    )
    half = np.full(2, 0.5)
    below, above = forced.probabilities({"a": np.array([0.1, 0.9]), "b": half, "c": half})
    assert above >= below
