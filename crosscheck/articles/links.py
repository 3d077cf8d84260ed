"""Are two articles about one event? A logistic model over features that can be read.

Weights are fitted on the invented newsrooms, on annotated real stories and on reports of like
events (``make train``), each writer or fold of stories left out when measured; see
docs/accuracy.md. Nothing depends on what else the ledger holds.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.articles.sketch import Sketch, Sparse, stem_count
from crosscheck.trees import Column, Columns, Score

_SOME = 10
_SHORTEST, _LONGEST = 500, 8000
"""Characters between which length counts: shorter and longer articles were hardly seen."""
_MOST_NUMBERS = 4
_MOST_FULL_NAMES = 5
_UNKNOWN_GAP = 1.5
_WEEKDAY_CLASH = 0.3
"""What is left of the probability where an undated article names other weekdays."""


def features(one: Sketch, others: Sequence[Sketch]) -> Columns:
    """What speaks for and against one event, a row for each of the others.

    Each feature is symmetric in the two articles, and no digit of it depends on who else is there.
    ``gap`` is ln(1 + days between the publications). ``rarest`` is the mean rarity of the ten
    rarest words in common, ``covered`` the share of the shorter text's words that the other has, by
    rarity, ``name_rarest`` the rarity of the rarest name that both leads have, ``full_names`` how
    many names of two words they share. ``title_lead`` is the better of two cosines. ``length_*``
    are ln(characters).
    """

    words = _Met(one.words, [other.words for other in others])
    shared = words.weight()
    lighter = np.minimum(one.weight, np.array([other.weight for other in others]))
    lengths = np.array([(one.length, other.length) for other in others], float).reshape(-1, 2)
    shorter, longer = np.log(np.sort(lengths.clip(_SHORTEST, _LONGEST), axis=1)).T
    beside = np.array([_beside(one, other) for other in others], float).reshape(-1, len(_BESIDE))
    names = _Met(one.lead_names, [other.lead_names for other in others])
    return {
        "name_rarest": names.weight(1),
        "rarest": words.weight(_SOME) / _SOME,
        "covered": np.divide(shared, lighter, out=np.zeros_like(shared), where=lighter > 0),
        "title_lead": np.maximum(
            _Met(one.title, [other.lead for other in others]).product(),
            _Met(one.lead, [other.title for other in others]).product(),
        ),
        "length_shorter": shorter,
        "length_longer": longer,
        **dict(zip(_BESIDE, beside.T, strict=True)),
    }


_BESIDE = (
    "gap", "undated", "full_names", "numbers", "days_clash", "undated_weekdays_clash",
    "event_same_day", "event_unknown", "year_in_common", "month_in_common",
)  # fmt: skip


def _beside(a: Sketch, b: Sketch) -> tuple[float, ...]:
    """The features of ``_BESIDE``."""
    undated = a.day is None or b.day is None
    return (
        _UNKNOWN_GAP if a.day is None or b.day is None else math.log1p(abs(a.day - b.day)),
        undated,
        min(_MOST_FULL_NAMES, len(a.full_names & b.full_names)),
        min(_MOST_NUMBERS, len(a.numbers & b.numbers)),
        _clash(a.month_days, b.month_days),
        undated and _clash(a.weekdays, b.weekdays),
        not a.days.isdisjoint(b.days),
        not (a.days and b.days),
        not a.years.isdisjoint(b.years),
        not a.months.isdisjoint(b.months),
    )


def _clash(a: frozenset[Any], b: frozenset[Any]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


class _Met:
    """The stems that a vector has in common with each of some others."""

    def __init__(self, one: Sparse, others: Sequence[Sparse]) -> None:
        weight_of = np.zeros(stem_count())
        weight_of[one.stems] = one.weights
        rows = np.repeat(np.arange(len(others)), [len(other.stems) for other in others])
        mine = weight_of[np.concatenate([one.stems[:0], *(other.stems for other in others)])]
        theirs = np.concatenate([one.weights[:0], *(other.weights for other in others)])
        common = mine > 0
        self._count = len(others)
        self._rows, self._mine, self._theirs = rows[common], mine[common], theirs[common]

    def product(self) -> Column:
        """The scalar products: cosines of unit vectors."""
        return self._sums(self._rows, self._mine * self._theirs)

    def weight(self, most: int | None = None) -> Column:
        """The sums of the weights in the mean of the two; of so many stems, the heaviest."""
        rows, weights = self._rows, (self._mine + self._theirs) / 2
        if most is not None:
            order = np.lexsort((-weights, rows))
            rows, weights = rows[order], weights[order]
            place = np.arange(len(rows)) - np.searchsorted(rows, rows)
            rows, weights = rows[place < most], weights[place < most]
        return self._sums(rows, weights)

    def _sums(self, rows: NDArray[np.intp], weights: Column) -> Column:
        return np.bincount(rows, weights, self._count).astype(float)


@cache
def model() -> Mapping[str, float]:
    """The fitted weight of each feature, and ``bias``."""
    text = files("crosscheck.articles").joinpath("links.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


@dataclass(frozen=True, slots=True)
class Near:
    """The probabilities that one article and each of some others are about one event.

    ``kin``: about one lasting matter, which is the same as if both had been published on one day.
    """

    link: Column
    kin: Column


_TIME = frozenset(("gap", "undated"))


def near(one: Sketch, others: Sequence[Sketch]) -> Near:
    """How near an article is to each of some others."""
    found = features(one, others)
    timeless = {name: weight for name, weight in model().items() if name not in _TIME}
    return Near(probability(found, model()), probability(found, timeless))


def link(
    one: Sketch, others: Sequence[Sketch], weights: Mapping[str, float] | None = None
) -> Column:
    """The probability that an article and each of some others are about one event."""
    return probability(features(one, others), weights or model())


def probability(found: Columns, weights: Mapping[str, float]) -> Column:
    """What weights make of features."""
    likely = Score(weights["bias"], weights, ()).probabilities(found)
    return np.where(found["undated_weekdays_clash"] > 0, likely * _WEEKDAY_CLASH, likely)
