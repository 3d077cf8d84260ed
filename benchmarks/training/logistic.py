"""Ridge logistic regression by Newton's method, over named features."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.bool_]
Weighed = NDArray[np.float64]
Signs = Callable[[str], int]


def signed(
    x: Matrix, same: Labels, weight: Weighed, names: Sequence[str], ridge: float, signs: Signs
) -> dict[str, float]:
    """As ``fit``, but no weight of a sign that its feature cannot have: such features are left out.

    ``signs`` gives 1 (can only speak for), -1 (can only speak against) or 0 for a feature's name.
    What differs never speaks for one question, whatever chance makes of the pairs at hand.
    """
    kept = list(range(len(names)))
    while True:
        chosen = [names[at] for at in kept]
        weights = fit(x[:, kept], same, weight, chosen, ridge)
        wrong = {name for name, value in weights.items() if signs(name) * value < 0}
        if not wrong:
            return weights
        kept = [at for at in kept if names[at] not in wrong]


def fit(
    x: Matrix, same: Labels, weight: Weighed, names: Sequence[str], ridge: float
) -> dict[str, float]:
    """Weights of the raw features by name, and ``bias``.

    ``ridge`` pulls the weights of the standardised features towards 0; ``weight`` is each row's.
    """
    mean, spread = x.mean(0), x.std(0)
    alive = spread > 1e-9
    z = np.c_[(x[:, alive] - mean[alive]) / spread[alive], np.ones(len(x))]
    y = same.astype(float)
    beta = np.zeros(z.shape[1])
    pull = np.eye(len(beta)) * ridge
    pull[-1, -1] = 0.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        gradient = z.T @ (weight * (p - y)) + pull @ beta
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + pull, gradient)
        beta -= step
        if abs(step).max() < 1e-7:
            break
    raw = beta[:-1] / spread[alive]
    chosen = [name for name, kept in zip(names, alive, strict=True) if kept]
    weights = {name: float(value) for name, value in zip(chosen, raw, strict=True)}
    return weights | {"bias": float(beta[-1] - (raw * mean[alive]).sum())}
