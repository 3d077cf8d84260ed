"""Are two articles about one event? A logistic model over features that can be read.

Weights are fitted on the invented newsrooms, on annotated real stories and on reports of like
events (``make train``), each writer or fold of stories left out when measured; see
docs/accuracy.md. Nothing depends on what else the ledger holds.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

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
    shorter = min(sum(a.words.values()), sum(b.words.values()))
    undated = a.day is None or b.day is None
    gap = _UNKNOWN_GAP if a.day is None or b.day is None else math.log1p(abs(a.day - b.day))
    apart = min((abs(x - y) for x in a.days for y in b.days), default=None)
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
        "event_same_day": float(apart == 0),
        "event_unknown": float(apart is None),
        "year_in_common": float(bool(a.years & b.years)),
        "month_in_common": float(bool(a.months & b.months)),
    }


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[stem] for stem, x in a.items() if stem in b)


def _in_common(a: Vector, b: Vector) -> list[float]:
    """The rarities of the stems that both have."""
    return [rare for stem, rare in a.items() if stem in b]


@cache
def model() -> Mapping[str, float]:
    """The fitted weight of each feature, and ``bias``."""
    text = files("crosscheck.articles").joinpath("links.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["weights"])


def link(a: Sketch, b: Sketch, weights: Mapping[str, float] | None = None) -> float:
    """The probability that two articles are about one event."""
    return _probability(features(a, b), weights or model())


def kinship(a: Sketch, b: Sketch, weights: Mapping[str, float] | None = None) -> float:
    """The same as if both had been published on one day: are they about one lasting matter?"""
    return _probability(features(a, b) | {"gap": 0.0, "undated": 0.0}, weights or model())


def _probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    likely = probability(odds)
    return likely * _WEEKDAY_CLASH if found["undated_weekdays_clash"] else likely
