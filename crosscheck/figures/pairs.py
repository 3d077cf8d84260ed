"""What two numbers have in common: nearness of values, times of day, one in place of the other."""

from collections.abc import Collection

from crosscheck.model import LedgerClaim
from nlp.lexicon.classes import stems
from nlp.lexicon.stems import content_stems

MOVES = ("increase_by", "decrease_by")
REACHED = ("increase_to", "decrease_to")
MOVE_NOUNS = stems("movement", "up.noun", "down.noun")
_SAME_TIME = 45
"""Minutes between times of day that may be roundings of each other."""


def step_for_level(one: str | None, other: str | None, levels: Collection[str] = REACHED) -> bool:
    """Is one change how far something moved ("by 12"), the other where it stood ("to 12")?"""
    roles = {one, other}
    return not (roles.isdisjoint(MOVES) or roles.isdisjoint(levels))


def head_of(claim: LedgerClaim) -> frozenset[str]:
    """The stems of the noun that is measured."""
    return content_stems(claim.question.measure_head or "")


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


def telling(claim: LedgerClaim) -> float:
    """How little chance there is in an equal number: 1 for three and more significant digits."""
    if claim.value is None:
        return 0.0
    digits = f"{abs(float(claim.value)):.12g}".replace(".", "").strip("0")
    return min(1.0, max(0.0, (len(digits) - 1) / 2))
