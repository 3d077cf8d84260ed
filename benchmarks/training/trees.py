"""Gradient-boosted trees with logistic loss, grown over binned features by Newton's steps.

After Friedman (2001) and Chen & Guestrin (2016): every tree fits the gradient of the loss, a leaf
takes the Newton step of its rows under an L2 pull. Trees are plain data, read by
``crosscheck.relations.trees``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.logistic import Labels, Matrix, Weighed

Tree = list[float | int | list[float]]
_BINS = 32


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees are grown: ``least`` is the smallest weight of rows in a leaf."""

    trees: int = 80
    depth: int = 3
    rate: float = 0.1
    least: float = 20.0
    pull: float = 8.0
    columns: float = 0.4
    seed: int = 1


def _edges(column: Matrix) -> Matrix:
    """Cuts between the values of a feature, at most ``_BINS - 1`` of them."""
    values = np.unique(column)
    if len(values) > _BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, _BINS)))
    return (values[:-1] + values[1:]) / 2


class Binned:
    """Features as bins, made once and used by every fit on the same rows."""

    def __init__(self, x: Matrix) -> None:
        self.edges = [_edges(x[:, at]) for at in range(x.shape[1])]
        self.bins = np.column_stack(
            [np.searchsorted(edges, x[:, at], side="left") for at, edges in enumerate(self.edges)]
        ).astype(np.int64)


def grow(
    x: Matrix, wanted: Labels, weight: Weighed, how: Growth, names: Sequence[str]
) -> dict[str, object]:
    """The model as plain data: ``bias`` and ``trees``, each a nested list.

    A leaf is ``[value]``; a node ``[feature name, threshold, left, right]``, left if the feature is
    at most the threshold.
    """
    binned = Binned(x)
    random = np.random.default_rng(how.seed)
    y = wanted.astype(float)
    share = float((weight * y).sum() / weight.sum())
    bias = float(np.log(max(share, 1e-6) / max(1 - share, 1e-6)))
    score = np.full(len(y), bias)
    trees = []
    count = max(1, int(how.columns * x.shape[1]))
    for _ in range(how.trees):
        p = 1 / (1 + np.exp(-score))
        gradient, hessian = weight * (y - p), weight * p * (1 - p)
        columns = np.sort(random.choice(x.shape[1], count, replace=False))
        step = np.zeros(len(y))
        rows = np.arange(len(y))
        trees.append(_node(binned, gradient, hessian, weight, rows, columns, how, how.depth, step, names))
        score += step
    return {"bias": bias, "trees": trees}


def _node(
    binned: Binned,
    gradient: Weighed,
    hessian: Weighed,
    weight: Weighed,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    how: Growth,
    depth: int,
    step: Weighed,
    names: Sequence[str],
) -> list[object]:
    g, h = gradient[rows].sum(), hessian[rows].sum()
    split = _split(binned, gradient, hessian, weight, rows, columns, how) if depth else None
    if split is None:
        value = float(how.rate * g / (h + how.pull))
        step[rows] = value
        return [round(value, 5)]
    column, at = split
    left = binned.bins[rows, column] <= at
    kids = [
        _node(binned, gradient, hessian, weight, part, columns, how, depth - 1, step, names)
        for part in (rows[left], rows[~left])
    ]
    return [names[column], round(float(binned.edges[column][at]), 6), *kids]


def _split(
    binned: Binned,
    gradient: Weighed,
    hessian: Weighed,
    weight: Weighed,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    how: Growth,
) -> tuple[int, int] | None:
    """The column and bin whose cut gains most, ``None`` where none gains."""
    flat = (binned.bins[np.ix_(rows, columns)] + np.arange(len(columns)) * _BINS).ravel()
    size, width = len(columns) * _BINS, len(columns)

    def summed(values: Weighed) -> Matrix:
        table = np.bincount(flat, np.repeat(values[rows], width), size)
        return np.cumsum(table.reshape(width, _BINS), axis=1)

    g, h, w = summed(gradient), summed(hessian), summed(weight)
    total_g, total_h, total_w = g[:, -1:], h[:, -1:], w[:, -1:]
    gain = g**2 / (h + how.pull) + (total_g - g) ** 2 / (total_h - h + how.pull)
    gain -= total_g**2 / (total_h + how.pull)
    gain[(w < how.least) | (total_w - w < how.least)] = -1.0
    best = int(gain.argmax())
    if gain.ravel()[best] <= 1e-6:
        return None
    return int(columns[best // _BINS]), best % _BINS
