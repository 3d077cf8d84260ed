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
from terms.model import Interval, Number, Quantity

_NOT_MEASURED = frozenset({Kind.COUNT, Kind.RANK, Kind.RATIO})


def strict(quantity: Quantity, *, exact: bool = False) -> Interval:
    """What the printed words entail.

    ``exact`` marks numbers that are points whatever their look: magnitudes, votes, pages.

    >>> strict(Quantity(0, 10, "43 million", Kind.COUNT, 43_000_000, None, None, scaled=True))
    Interval(low=42500000, high=43500000)
    >>> strict(Quantity(9, 11, "27", Kind.COUNT, 27, None, None, Qualifier.AT_LEAST))
    Interval(low=27, high=None)
    """
    value, places = quantity.value, quantity.places
    if value is None:
        return Interval(quantity.low, quantity.high)
    own = Interval(value, value) if exact else _around(value, _half(quantity, value))
    match quantity.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Interval(value, None)
        case Qualifier.AT_MOST:
            top = own.high if own.high is not None and own.high > value else value + _unit(places)
            return Interval(None, _neat(top))
        case Qualifier.LESS_THAN:
            return Interval(None, value)
        case Qualifier.NEARLY:
            return Interval(_neat(value - _margin(quantity, value)), value)
        case Qualifier.ABOUT:
            return _around(value, max(_half(quantity, value), 0.05 * abs(value)))
        case _:
            return own


def pragmatic(quantity: Quantity, *, exact: bool = False) -> Interval:
    """What a reader takes the words to mean: the strict interval with its open ends closed.

    >>> pragmatic(Quantity(9, 11, "27", Kind.COUNT, 27, None, None, Qualifier.AT_LEAST))
    Interval(low=27, high=29.7)
    """
    entailed = strict(quantity, exact=exact)
    value, low, qualifier = quantity.value, quantity.low, quantity.qualifier
    if value is None:
        if qualifier is Qualifier.VAGUE and low is not None and quantity.high is None:
            return Interval(low, _neat(low * 5))
        return entailed
    margin = _margin(quantity, value)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return Interval(value, _neat(value + margin))
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return Interval(_neat(value - margin), entailed.high)
    return entailed


def _around(value: Number, half: float) -> Interval:
    """As much on both sides of a value; 0 is a point."""
    return Interval(_neat(value - half), _neat(value + half)) if half else Interval(value, value)


def _half(quantity: Quantity, value: Number) -> float:
    """Half of the last printed place, as far as the print tells; 0 for a point."""
    kind, places, size = quantity.kind, quantity.places, abs(value)
    if kind is Kind.RANK or size == 0:
        return 0.0
    if quantity.scaled:
        half = _scale_place(value, places) / 2
        return min(half, 0.05 * size) if size <= 10 * half * 2 and places == 0 else half
    if places:
        return 0.5 * 10.0**-places
    if kind is Kind.RATIO or size != int(size):
        return 0.05 * size
    zeros = _zeros(value)
    if kind is Kind.COUNT and (size < 100 or zeros == 0):
        return 0.0
    if zeros == 0:
        return 0.0 if kind in _NOT_MEASURED else 0.5
    half = 0.5 * 10.0**zeros
    return min(half, 0.05 * size) if size < 10 * 10**zeros else half


def _scale_place(value: Number, places: int) -> float:
    """The last printed place under a scale word: the word is taken to be the largest that fits.

    "43 million" → a million, "1.2bn" → a tenth of a billion.
    """
    size = abs(value)
    scale = 1000.0
    while size >= scale * 1000 and scale < 1e12:
        scale *= 1000
    place = scale / 10.0**places
    return min(place, 10.0 ** _zeros(value)) if size >= place else place


def _zeros(value: Number) -> int:
    """Trailing zeros of a whole number."""
    if value != int(value) or value == 0:
        return 0
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0"))


def _unit(places: int) -> float | int:
    """One of the last printed place of a number that is a point."""
    return 1 if places == 0 else 10.0**-places


def _margin(quantity: Quantity, value: Number) -> float:
    """One step or a tenth: how far an open end reaches for a reader."""
    if quantity.scaled:
        step = _scale_place(value, quantity.places)
    elif quantity.places:
        step = 10.0**-quantity.places
    else:
        step = 10.0 ** _zeros(value)
    return max(min(step, abs(value)), 0.1 * abs(value))


def _neat(number: float) -> Number:
    """Without binary dust; whole numbers as int."""
    rounded = round(number, 9) if abs(number) < 1e6 else round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded
