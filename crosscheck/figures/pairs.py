"""What two numbers have in common: nearness of values, times of day, one in place of the other."""

import math

from crosscheck.model import LedgerClaim
from crosscheck.values.conversion import between_claims

_SAME_TIME = 45
"""Minutes between times of day that may be roundings of each other."""
_ZERO_NEAR = 0.7
"""How near zero is to any other count: "no one was hurt" is as near to one as to another."""
_UNKNOWN_NEAR = 0.4


def revised(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Does one sentence print both, the one in place of the other ("revised from eight to six")?"""
    return b.start in a.question.replaces


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared members over all members; 0 for two empty sets."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def clocks_apart(a: frozenset[int], b: frozenset[int]) -> bool:
    """Do two sentences name times of day that are no rounding of each other?"""
    return bool(a and b) and min(abs(x - y) for x in a for y in b) > _SAME_TIME


def middle(claim: LedgerClaim) -> float | None:
    """The value, the middle of a range, or the one end that is known."""
    if claim.value is not None:
        return float(claim.value)
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high


def closeness(a: LedgerClaim, b: LedgerClaim) -> tuple[bool, float]:
    """Whether the values are equal after conversion, and how near: exp(-|ln ratio|)."""
    x, y = middle(a), middle(b)
    conversion = between_claims(a, b)
    if x is None or y is None or conversion is None:
        return False, _UNKNOWN_NEAR
    if a.kind != "money" and _logarithmic(a) and _logarithmic(b):
        return x == y, 10 ** (-abs(x - y) / 2)
    x = conversion.apply(x)
    if x is None or x <= 0 or y <= 0:
        return x == y, 1.0 if x == y else _ZERO_NEAR
    ratio = abs(math.log(x / y))
    return ratio <= (1e-9 if a.unit == b.unit else 0.02), math.exp(-ratio)


def _logarithmic(claim: LedgerClaim) -> bool:
    """Is it a reading of a logarithmic scale? A quake of 8.7 is no near neighbour of one of 6.1."""
    return claim.question.dimension == "magnitude"


def telling(claim: LedgerClaim) -> float:
    """How little chance there is in an equal number: 1 for three and more significant digits."""
    if claim.value is None:
        return 0.0
    digits = f"{abs(float(claim.value)):.12g}".replace(".", "").strip("0")
    return min(1.0, max(0.0, (len(digits) - 1) / 2))
