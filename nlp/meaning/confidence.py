"""How sure the reader is of a claim's facets, from 0 to 1; from ``SURE`` it is in the sure tier.

A product of documented factors: each thing that the text or the parse left open takes its share.
"""

from terms.enums import Kind, Qualifier, Region
from terms.model import Claim

SURE = 0.8
BASE = 0.96

_NO_UNIT = 0.7
_NO_MEASURE = 0.75
_NO_PREDICATE = 0.9
_UNPARSED = 0.8
_ASSUMED_CURRENCY = 0.97
_VAGUE = 0.95
_CONTINUED = 0.92
_REGION = {
    Region.TABLE: 0.85,
    Region.CAPTION: 0.95,
    Region.RELATED: 0.7,
    Region.LIVEBLOG: 0.95,
    Region.TRANSCRIPT: 0.95,
}
_LONG_SENTENCE = 400
"""Characters from which a parse can be trusted less."""
_LONG = 0.9


def confidence_of(claim: Claim, *, parsed: bool, continued: bool) -> float:
    """The confidence in a claim, in hundredths.

    ``parsed`` is whether its sentence was, ``continued`` whether it takes its measure from the
    number before.
    """
    factor = BASE
    if claim.unit is None and claim.kind in (Kind.COUNT, Kind.MEASUREMENT):
        factor *= _NO_UNIT
    if claim.measure is None:
        factor *= _NO_MEASURE
    elif claim.predicate is None:
        factor *= _NO_PREDICATE
    if not parsed:
        factor *= _UNPARSED
    if claim.unit_assumed:
        factor *= _ASSUMED_CURRENCY
    if claim.qualifier is Qualifier.VAGUE:
        factor *= _VAGUE
    if continued:
        factor *= _CONTINUED
    if len(claim.sentence) > _LONG_SENTENCE:
        factor *= _LONG
    return round(factor * _REGION.get(claim.region, 1.0), 2)
