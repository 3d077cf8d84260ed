"""Judges of pairs: do two differing numbers answer one question, and is one in place of the other?

A judge is anything that turns a ``Pair`` into an ``Opinion``. The one that is shipped is fitted by
``make train`` (``benchmarks.training.judge``) on what a figure really holds and on labelled pairs
of real news; a reviewer's word stands above it (``crosscheck.decisions``), and another judge, such
as a language model, is handed to ``crosscheck.check.crosscheck``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from statistics import fmean
from typing import Any, Protocol

from crosscheck.model import LedgerClaim
from crosscheck.trees import Node, leaf_of, node_of
from crosscheck.values.odds import probability

KINDS = ("part", "time", "subject", "event", "measure", "no claim")
"""What two numbers that do not answer one question may differ in."""
_PARTS = frozenset(
    (
        "low part", "high part", "low subgroup", "high subgroup", "low new", "high total",
        "whole named", "open: whether one counts a part or rest of the other",
        "open: of what it is the rest",
    )
)  # fmt: skip
"""Evidence without which no part of anything is in sight."""
_LIKELY = 0.5
_BEST = 3
_MOST_GROUNDS = 3
_LEAST_GROUND = 0.15


@dataclass(frozen=True, slots=True)
class Cuts:
    """From which probability on an opinion is acted upon; ``make train`` sets them.

    ``contradiction`` of a clash in which nothing is open, ``lead`` of one that is shown with what
    is open, ``update`` of an update, ``across`` of either between two figures.
    """

    contradiction: float
    lead: float
    update: float
    across: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims whose numbers differ, and the evidence between them by name: 0 is left out."""

    a: LedgerClaim
    b: LedgerClaim
    evidence: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How two numbers stand to each other, as probabilities.

    ``conflict`` and ``update`` are of one question; what is left of ``same`` agrees. What a judge
    tells when it is asked for its grounds: ``kinds`` says in what they differ if they are not;
    ``grounds`` and ``against`` name the evidence that speaks most for and against one question,
    strongest first.
    """

    conflict: float
    update: float
    kinds: Mapping[str, float] = field(default_factory=dict)
    grounds: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def same(self) -> float:
        """How likely both answer one question with other numbers."""
        return self.conflict + self.update

    @property
    def kind(self) -> str | None:
        """What they differ in, if they do not answer one question; ``None`` if none is likely."""
        likely = [kind for kind in sorted(self.kinds) if self.kinds[kind] >= _LIKELY]
        return max(likely, key=lambda kind: self.kinds[kind], default=None)


class Judge(Protocol):
    """Turns a pair into an opinion, with its ``grounds`` or without; a pair always into the same.

    Many pairs are judged, and few opinions are acted upon.
    """

    def __call__(self, pair: Pair, *, grounds: bool = False) -> Opinion: ...


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over evidence, and trees whose odds are added to it.

    ``typical`` is the mean of each kind of evidence.
    """

    bias: float
    weights: Mapping[str, float]
    typical: Mapping[str, float] = field(default_factory=dict)
    trees: Sequence[Node] = ()

    def probability(self, evidence: Mapping[str, float]) -> float:
        """How likely it is, between 0 and 1."""
        told = (w * evidence[name] for name, w in self.weights.items() if name in evidence)
        grown = sum(leaf_of(tree, evidence) for tree in self.trees)
        return probability(self.bias + sum(told) + grown)

    def strongest(self, evidence: Mapping[str, float], sign: int) -> tuple[str, ...]:
        """The evidence that moves the odds most in one direction from what is typical."""
        moved = {
            name: sign * w * (evidence.get(name, 0.0) - self.typical.get(name, 0.0))
            for name, w in self.weights.items()
        }
        told = [name for name, by in moved.items() if by >= _LEAST_GROUND]
        return tuple(sorted(told, key=lambda name: (-moved[name], name))[:_MOST_GROUNDS])


@dataclass(frozen=True, slots=True)
class TrainedJudge:
    """``same``: do both answer one question; ``clash``: is it a conflict and no update, if so."""

    same: Weights
    clash: Weights
    kinds: Mapping[str, Weights]
    cuts: Cuts

    def __call__(self, pair: Pair, *, grounds: bool = False) -> Opinion:
        same = self.same.probability(pair.evidence)
        clash = self.clash.probability(pair.evidence)
        found = Opinion(same * clash, same * (1 - clash))
        if not grounds:
            return found
        return replace(
            found,
            kinds={
                kind: weights.probability(pair.evidence)
                for kind, weights in self.kinds.items()
                if kind != "part" or not _PARTS.isdisjoint(pair.evidence)
            },
            grounds=self.same.strongest(pair.evidence, 1),
            against=self.same.strongest(pair.evidence, -1),
        )


def read(told: Mapping[str, Any]) -> TrainedJudge:
    """A judge as ``judge.json`` has it."""

    def weights(one: Mapping[str, Any]) -> Weights:
        trees = tuple(map(node_of, one.get("trees", ())))
        return Weights(one["bias"], dict(one["weights"]), dict(one.get("typical", {})), trees)

    kinds = {kind: weights(one) for kind, one in told["kinds"].items()}
    return TrainedJudge(weights(told["same"]), weights(told["clash"]), kinds, Cuts(**told["cuts"]))


@cache
def trained() -> TrainedJudge:
    """The judge that the package ships."""
    text = files("crosscheck.relations").joinpath("judge.json").read_text(encoding="utf-8")
    return read(json.loads(text))


def together(pairs: Sequence[Pair], judge: Judge) -> tuple[Opinion, int]:
    """The opinion on two readings: the mean of those on their likeliest claims, of one question.

    Beside it the place of the likeliest pair, which has the grounds.
    """
    opinions = [judge(pair) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda at: (-opinions[at].same, -opinions[at].conflict))
    best = [opinions[at] for at in order[:_BEST]]
    mean = Opinion(fmean(o.conflict for o in best), fmean(o.update for o in best))
    return mean, order[0]
