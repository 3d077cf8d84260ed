"""Are two articles about one event? A logistic model over features that can be read.

Weights are fitted on the invented newsrooms, on annotated real stories and on reports of like
events (``make train``), each writer or fold of stories left out when measured; see
docs/accuracy.md. Nothing depends on what else the ledger holds.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from crosscheck.articles.sketch import Sketch, Vector
from crosscheck.values.odds import probability

_SOME = 10
_SHORTEST, _LONGEST = 500, 8000
"""Characters between which length counts: shorter and longer articles were hardly seen."""
_MOST_NUMBERS = 4
_MOST_FULL_NAMES = 5
_UNKNOWN_GAP = 1.5
_WEEKDAY_CLASH = 0.3
"""What is left of the odds' probability where an undated article names other weekdays."""


def features(a: Sketch, b: Sketch) -> dict[str, float]:
    """What speaks for and against one event, each feature symmetric in the two articles.

    ``gap`` is ln(1 + days between the publications). ``rarest`` is the mean rarity of the ten
    rarest words in common, ``covered`` the share of the shorter text's words that the other has, by
    rarity, ``name_rarest`` the rarity of the rarest name that both leads have, ``full_names`` how
    many names of two words they share. ``title_lead`` is the better of two cosines. ``length_*``
    are ln(characters).
    """
    shared = sorted(_in_common(a.words, b.words), reverse=True)
    shorter = min(a.weight, b.weight)
    undated = a.day is None or b.day is None
    gap = _UNKNOWN_GAP if a.day is None or b.day is None else math.log1p(abs(a.day - b.day))
    weekdays_clash = bool(a.weekdays and b.weekdays and not a.weekdays & b.weekdays)
    days_clash = bool(a.month_days and b.month_days and not a.month_days & b.month_days)
    lengths = sorted(min(max(one.length, _SHORTEST), _LONGEST) for one in (a, b))
    return {
        "gap": gap,
        "undated": float(undated),
        "name_rarest": max(_in_common(a.lead_names, b.lead_names), default=0.0),
        "full_names": float(min(_MOST_FULL_NAMES, len(a.full_names & b.full_names))),
        "rarest": sum(shared[:_SOME]) / _SOME,
        "covered": sum(shared) / shorter if shorter else 0.0,
        "numbers": float(min(_MOST_NUMBERS, len(a.numbers & b.numbers))),
        "title_lead": max(cosine(a.title, b.lead), cosine(b.title, a.lead)),
        "length_shorter": math.log(lengths[0]),
        "length_longer": math.log(lengths[1]),
        "days_clash": float(days_clash),
        "undated_weekdays_clash": float(undated and weekdays_clash),
        "event_same_day": float(not a.days.isdisjoint(b.days)),
        "event_unknown": float(not (a.days and b.days)),
        "year_in_common": float(bool(a.years & b.years)),
        "month_in_common": float(bool(a.months & b.months)),
    }


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    if a.keys().isdisjoint(b):
        return 0.0
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[stem] for stem, x in a.items() if stem in b)


def _in_common(a: Vector, b: Vector) -> list[float]:
    """The rarities of the stems that both have."""
    return [a[stem] for stem in a.keys() & b.keys()]


@cache
def model() -> Mapping[str, float]:
    """The fitted weight of each feature, and ``bias``."""
    text = files("crosscheck.articles").joinpath("links.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


@dataclass(frozen=True, slots=True)
class Near:
    """The probability that two articles are about one event; ``kin``: about one lasting matter.

    That is the same as if both had been published on one day.
    """

    link: float
    kin: float


def near(a: Sketch, b: Sketch) -> Near:
    """How near two articles are."""
    found, weights = features(a, b), model()
    odds = weights["bias"] + sum(map(mul, found.values(), _in_order(tuple(found))))
    apart = weights["gap"] * found["gap"] + weights["undated"] * found["undated"]
    return Near(_likely(odds, found), _likely(odds - apart, found))


@cache
def _in_order(names: tuple[str, ...]) -> tuple[float, ...]:
    """The weights of features: most pairs of a batch are weighed, and hardly any are near."""
    return tuple(model().get(name, 0.0) for name in names)


def link(a: Sketch, b: Sketch, weights: Mapping[str, float] | None = None) -> float:
    """The probability that two articles are about one event."""
    return _probability(features(a, b), weights or model())


def _probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return _likely(odds, found)


def _likely(odds: float, found: Mapping[str, float]) -> float:
    likely = probability(odds)
    return likely * _WEEKDAY_CLASH if found["undated_weekdays_clash"] else likely
