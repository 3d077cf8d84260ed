"""How much a fact-checker would care for a number, from 0 to 1: a sum of documented features.

It starts from ``BASE``; each feature that holds adds its weight. From ``SHOWN`` a claim is shown
by default. The features describe how the number is printed and what it does in its sentence, never
what story it belongs to.
"""

import re
from dataclasses import dataclass, field, fields

from nlp.lexicon import patterns
from nlp.meaning.carry import is_harm
from terms.enums import Kind, Qualifier, Region, Role, Status
from terms.model import Claim

SHOWN = 0.5
BASE = 0.70


_SHARES = frozenset({Kind.MONEY, Kind.PERCENT, Kind.PERCENTAGE_POINTS, Kind.RATE, Kind.RATIO})
_SMALL = 4
_FEW = 10
"""From here on those who say something are counted for its sake: "300 residents said"."""
_OF = patterns("salience")
_NAME_NEXT = re.compile(r" (?:[a-z]{3,12} )?[A-Z][\w’'-]*")
_HYPHEN = re.compile(r"-[a-z]")
_BEFORE, _BEHIND = 40, 40
"""How many characters beside a number are looked at."""


def _adds(weight: float) -> bool:
    found: bool = field(default=False, metadata={"weight": weight})
    return found


@dataclass(frozen=True, slots=True)
class Features:
    """Which of the features hold for a claim, and what each adds to its salience."""

    # raises
    change: bool = _adds(0.15)  # the text itself says that it moved
    harm: bool = _adds(0.15)  # people killed, hurt, held, missing
    sum_or_share: bool = _adds(0.10)  # money, percent, rates, ratios of a whole
    sourced: bool = _adds(0.05)  # somebody is named for it
    headline: bool = _adds(0.10)
    # lowers
    conversion: bool = _adds(-0.60)  # the same quantity in another unit, in brackets
    related: bool = _adds(-0.60)  # in a box about other stories
    small_count: bool = _adds(-0.15)  # up to four of something, of which nothing happens
    restated: bool = _adds(-0.25)  # "the two", "both", "these three": said before
    adjective: bool = _adds(-0.30)  # "two-year budget", "four-month session", "a 16-inch Lorner"
    ordinal_count: bool = _adds(-0.25)  # "the third case", but not "the third case this week"
    listing: bool = _adds(-0.35)  # "two challenges": what somebody is about to list
    family: bool = _adds(-0.40)  # "a family of four", "two brothers"
    speakers: bool = _adds(-0.30)  # "two officials said": who tells it
    table: bool = _adds(-0.15)
    caption: bool = _adds(-0.10)
    no_measure: bool = _adds(-0.15)  # nothing says what is counted
    no_unit: bool = _adds(-0.15)  # a bare number
    hypothetical: bool = _adds(-0.25)  # "could have resulted in", "would be"
    criterion: bool = _adds(-0.50)  # "patients waiting more than 18 weeks": which ones are meant
    fragment: bool = _adds(-0.30)  # a line of the body without a verb: a list, a recipe, a menu


WEIGHTS: dict[str, float] = {one.name: one.metadata["weight"] for one in fields(Features)}


def salience_of(features: Features) -> float:
    """The salience of a claim with these features, between 0 and 1, in hundredths.

    >>> salience_of(Features()), salience_of(Features(conversion=True, sum_or_share=True))
    (0.7, 0.2)
    """
    total = BASE + sum(weight for name, weight in WEIGHTS.items() if getattr(features, name))
    return round(min(1.0, max(0.0, total)), 2)


def features_of(
    claim: Claim,
    *,
    has_verb: bool = True,
    happens: bool = False,
    speaks: bool = False,
    restricts: bool = False,
) -> Features:
    """The features of a claim, from its fields and the words beside its number.

    ``has_verb`` is whether its sentence has one, ``happens`` whether something is done to or by
    what is counted, ``speaks`` whether the text has something from those who are counted,
    ``restricts`` whether the number only says which ones are meant.
    """
    offset = claim.start - claim.sentence_start
    before = claim.sentence[max(0, offset - _BEFORE) : offset]
    after = claim.sentence[offset + len(claim.quote) :][:_BEHIND]
    count = claim.kind is Kind.COUNT
    harm = is_harm(claim.predicate, claim.unit)
    small = (
        count
        and claim.value is not None
        and 0 < claim.value <= _SMALL
        and claim.qualifier is Qualifier.EXACT
        and not harm
    )
    ordinal = count and _OF["ordinal"].search(claim.quote) is not None
    running = ordinal and _OF["ordinal-running"].match(after) is not None
    restated = count and not (harm or running) and _OF["restated"].search(before) is not None
    sized = claim.kind is Kind.MEASUREMENT and claim.unit != "magnitude"
    return Features(
        change=claim.change is not None,
        harm=harm,
        sum_or_share=claim.kind in _SHARES,
        sourced=any(hop.role is Role.ORIGIN for hop in claim.chain),
        headline=claim.region is Region.HEADLINE,
        conversion=claim.equivalent_of is not None,
        related=claim.region is Region.RELATED,
        small_count=small and (restated or not (happens or running or claim.part_of is not None)),
        restated=restated,
        adjective=(claim.kind is Kind.DURATION and _HYPHEN.search(claim.quote) is not None)
        or (count and _HYPHEN.match(after) is not None and _OF["streak"].match(after) is None)
        or (sized and "-" in claim.quote and _NAME_NEXT.match(after) is not None)
        or (claim.unit == "inch" and _HYPHEN.search(claim.quote) is not None),
        ordinal_count=ordinal and not running,
        listing=small and _OF["abstract"].match(after) is not None,
        family=_OF["family-of"].search(before) is not None
        or (small and _OF["family"].match(after) is not None),
        speakers=speaks and count and not harm and (claim.value or _FEW) < _FEW,
        table=claim.region is Region.TABLE,
        caption=claim.region is Region.CAPTION,
        no_measure=claim.measure is None,
        no_unit=count and claim.unit is None,
        hypothetical=claim.status is Status.SUSPECTED and not harm,
        criterion=restricts,
        fragment=claim.region is Region.BODY and not has_verb,
    )
