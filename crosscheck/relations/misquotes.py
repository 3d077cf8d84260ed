"""Slips of the pen: the patterns that turn one number into another.

By itself a pattern is weak evidence (one pair in twenty fits one by chance), so it is only named
where the two name one origin, or where the digits leave little to chance.
"""

import math
from dataclasses import dataclass

from crosscheck.figures.readings import Reading, same_origin
from crosscheck.model import Facts
from crosscheck.values.numbers import tidy
from terms.model import Number

_POWERS = (10, 100, 1000, 1_000_000)
_TELLING_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A pattern that fits: its rule id, and the numbers that it makes of each other."""

    rule: str
    facts: Facts


def digits(value: Number) -> str:
    """The significant digits of a number, without point and outer zeros: 0.120 → "12"."""
    plain = f"{abs(float(value)):.12g}"
    if "e" in plain:
        plain = f"{abs(float(value)):f}"
    return plain.replace(".", "").strip("0")


def pattern(a: Number, b: Number) -> Slip | None:
    """The slip that turns one printed number into the other; symmetric; ``None`` if none does."""
    if a <= 0 or b <= 0 or a == b:
        return None
    low, high = sorted((float(a), float(b)))
    ratio = high / low
    for power in _POWERS:
        if math.isclose(ratio, power, rel_tol=1e-9):
            facts = {"small": tidy(low), "large": tidy(high), "power": power}
            return Slip(f"times-{power}", facts)
    mine, theirs = f"{float(a):.12g}", f"{float(b):.12g}"
    if "e" in mine + theirs:
        return None
    if len(mine) == len(theirs) and len(mine) > 1:
        differing = [i for i, (x, y) in enumerate(zip(mine, theirs, strict=True)) if x != y]
        if (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and mine[differing[0]] == theirs[differing[1]]
            and mine[differing[1]] == theirs[differing[0]]
        ):
            return Slip("transposed", {"small": tidy(low), "large": tidy(high)})
    short, long = sorted((mine, theirs), key=len)
    if len(long) == len(short) + 1 and len(short) >= _TELLING_DIGITS:
        for i in range(len(long)):
            if long[:i] + long[i + 1 :] == short:
                return Slip("digit-dropped", {"long": long, "short": short})
    return None


def misquote(a: Reading, b: Reading) -> Slip | None:
    """The slip between two readings, where it is no mere chance.

    One origin makes any pattern telling; without it only a power of ten between numbers of two
    or more telling digits, or digits transposed or dropped in numbers of three or more, count.
    """
    if a.value is None or b.value is None:
        return None
    slip = pattern(a.value, b.value)
    if slip is None or same_origin(a, b):
        return slip
    if a.origin and b.origin and a.origin.specific and b.origin.specific:
        return None
    telling = len(digits(a.value))
    if slip.rule.startswith("times"):
        return slip if telling >= _TELLING_DIGITS else None
    return slip if min(telling, len(digits(b.value))) > _TELLING_DIGITS else None
