"""The intervals of a printed number: what its words entail (strict) and suggest (pragmatic).

Intervals are closed below and open above; ``low == high`` is a point. ``None`` is an open end.
The rules, with z the trailing zeros of a whole number:

- a count below 100 or without trailing zeros, and a rank, is a point;
- printed decimals, a scale word, or a measured value: half of the last printed place on both sides;
- a round number: half of ten to the z, at most five per cent when one digit is significant;
- a fraction in words or a multiple: five per cent;
- *at least* and *more than* n: from n up; *at most*: to the end of n's own interval;
  *less than*: to n; *nearly*: from n less its last place or a tenth, whichever is more, to n;
  *about*: half of the last place or five per cent, whichever is more;
- a vague word: from twice its magnitude up (strict), to ten times it (pragmatic).

The pragmatic interval closes an open end one step, or a tenth, further on.
"""

from terms.enums import Kind, Qualifier
from terms.model import Interval, Number

_MEASURED = frozenset(
    {
        Kind.MEASUREMENT,
        Kind.DURATION,
        Kind.PERCENT,
        Kind.PERCENTAGE_POINTS,
        Kind.MONEY,
        Kind.RATE,
    }
)
_POINTS = frozenset({Kind.RANK})


def strict(
    value: Number | None,
    low: Number | None,
    high: Number | None,
    qualifier: Qualifier,
    kind: Kind,
    *,
    places: int = 0,
    scaled: bool = False,
    exact: bool = False,
) -> Interval:
    """What the printed words entail; ``low``/``high`` are the ends of a range or vague word.

    ``exact`` marks numbers that are points whatever their look: magnitudes, votes, pages.

    >>> strict(43_000_000, None, None, Qualifier.EXACT, Kind.COUNT, scaled=True)
    Interval(low=42500000, high=43500000)
    >>> strict(27, None, None, Qualifier.AT_LEAST, Kind.COUNT)
    Interval(low=27, high=None)
    """
    if value is None:
        return Interval(low, high)
    own = _printed(value, kind, places, scaled, exact)
    match qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Interval(value, None)
        case Qualifier.AT_MOST:
            top = own.high if own.high is not None and own.high > value else value + _unit(places)
            return Interval(None, _neat(top))
        case Qualifier.LESS_THAN:
            return Interval(None, value)
        case Qualifier.NEARLY:
            return Interval(_neat(value - _margin(value, places, scaled)), value)
        case Qualifier.ABOUT:
            half = max(_half(value, kind, places, scaled), 0.05 * abs(value))
            return Interval(_neat(value - half), _neat(value + half))
        case _:
            return own


def pragmatic(
    value: Number | None,
    low: Number | None,
    high: Number | None,
    qualifier: Qualifier,
    kind: Kind,
    *,
    places: int = 0,
    scaled: bool = False,
    exact: bool = False,
) -> Interval:
    """What a reader takes the words to mean: the strict interval with its open ends closed.

    >>> pragmatic(27, None, None, Qualifier.AT_LEAST, Kind.COUNT)
    Interval(low=27, high=29.7)
    """
    entailed = strict(value, low, high, qualifier, kind, places=places, scaled=scaled, exact=exact)
    if value is None:
        if qualifier is Qualifier.VAGUE and low is not None and high is None:
            return Interval(low, _neat(low * 5))
        return entailed
    margin = _margin(value, places, scaled)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return Interval(value, _neat(value + margin))
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return Interval(_neat(value - margin), entailed.high)
    return entailed


def _printed(value: Number, kind: Kind, places: int, scaled: bool, exact: bool) -> Interval:
    """The interval of a number without a hedge."""
    half = 0.0 if exact else _half(value, kind, places, scaled)
    if half == 0:
        return Interval(value, value)
    return Interval(_neat(value - half), _neat(value + half))


def _half(value: Number, kind: Kind, places: int, scaled: bool) -> float:
    """Half of the last printed place, as far as the print tells; 0 for a point."""
    size = abs(value)
    if kind in _POINTS or size == 0:
        return 0.0
    if scaled:
        half = _scale_place(value, places) / 2
        return min(half, 0.05 * size) if size <= 10 * half * 2 and places == 0 else half
    if places:
        return 0.5 * 10.0**-places
    if kind is Kind.RATIO:
        return 0.05 * size
    if size != int(size):
        return 0.05 * size
    zeros = _zeros(value)
    if kind is Kind.COUNT and (size < 100 or zeros == 0):
        return 0.0
    if zeros == 0:
        return 0.5 if kind in _MEASURED else 0.0
    half = 0.5 * 10.0**zeros
    return min(half, 0.05 * size) if size == _first(value) * 10**zeros else half


def _scale_place(value: Number, places: int) -> float:
    """The last printed place under a scale word: the word is taken to be the largest that fits.

    "43 million" → a million, "1.2bn" → a tenth of a billion.
    """
    size = abs(value)
    scale = 1000.0
    while size >= scale * 1000 and scale < 1e12:
        scale *= 1000
    place = scale / 10.0**places
    zeros = _zeros(value)
    return min(place, 10.0**zeros) if zeros is not None and size >= place else place


def _zeros(value: Number) -> int:
    """Trailing zeros of a whole number."""
    if value != int(value) or value == 0:
        return 0
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0"))


def _first(value: Number) -> int:
    """The first digit of a number."""
    return int(str(abs(int(value)))[0])


def _unit(places: int) -> float | int:
    """One of the last printed place of a number that is a point."""
    return 1 if places == 0 else 10.0**-places


def _margin(value: Number, places: int, scaled: bool) -> float:
    """One step or a tenth: how far an open end reaches for a reader."""
    if places and not scaled:
        step = 10.0**-places
    elif scaled:
        step = _scale_place(value, places)
    else:
        step = 10.0 ** _zeros(value)
    return max(min(step, abs(value)), 0.1 * abs(value))


def _neat(number: float) -> Number:
    """Without binary dust; whole numbers as int."""
    rounded = round(number, 9) if abs(number) < 1e6 else round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded
