"""How much a fact-checker would care for a number, from 0 to 1: a sum of documented features.

It starts from ``BASE``; each feature that holds adds its weight. From ``SHOWN`` a claim is shown
by default. The features describe how the number is printed and what it does in its sentence, never
what story it belongs to.
"""

from dataclasses import dataclass

SHOWN = 0.5
BASE = 0.70

WEIGHTS: dict[str, float] = {
    # raises
    "change": 0.15,  # the text itself says that it moved
    "harm": 0.15,  # people killed, hurt, held, missing
    "sum_or_share": 0.10,  # money, percent, rates, ratios of a whole
    "sourced": 0.05,  # somebody is named for it
    "headline": 0.10,
    # lowers
    "conversion": -0.60,  # the same quantity in another unit, in brackets
    "related": -0.60,  # in a box about other stories
    "small_count": -0.30,  # two to four of something, nothing done to them
    "restated": -0.25,  # "the two", "both", "these three": said before
    "adjective_length": -0.30,  # "two-year budget", "four-month session"
    "ordinal_count": -0.25,  # "the third case"
    "family": -0.40,  # "a family of four", "two brothers"
    "distance_detail": -0.25,  # how far one place lies from another
    "table": -0.15,
    "caption": -0.10,
    "no_measure": -0.15,  # nothing says what is counted
    "hypothetical": -0.25,  # "could have resulted in", "would be"
}


@dataclass(frozen=True, slots=True)
class Features:
    """Which of the features hold for a claim; the fields are the names in ``WEIGHTS``."""

    change: bool = False
    harm: bool = False
    sum_or_share: bool = False
    sourced: bool = False
    headline: bool = False
    conversion: bool = False
    related: bool = False
    small_count: bool = False
    restated: bool = False
    adjective_length: bool = False
    ordinal_count: bool = False
    family: bool = False
    distance_detail: bool = False
    table: bool = False
    caption: bool = False
    no_measure: bool = False
    hypothetical: bool = False


def salience_of(features: Features) -> float:
    """The salience of a claim with these features, between 0 and 1, in hundredths.

    >>> salience_of(Features()), salience_of(Features(conversion=True, sum_or_share=True))
    (0.7, 0.2)
    """
    total = BASE + sum(weight for name, weight in WEIGHTS.items() if getattr(features, name))
    return round(min(1.0, max(0.0, total)), 2)
