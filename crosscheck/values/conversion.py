"""Units and currencies: which ones can be compared, and what a value is in the other one.

Lengths, masses, speeds and the like go by the reader's table of units; currencies by the European
Central Bank's history that ships with currencyconverter, at the rate of the claim's day.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from crosscheck.model import LedgerClaim
from nlp.numbers import conversion
from terms.model import Number

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

_ROUNDED = {"ton": "tonne", "tons": "tonne"}
"""Units whose name is taken for another's: a "ton" is printed for either."""
_FX_TOLERANCE = 0.05
_CALENDAR = {"month", "quarter", "year", "decade", "century"}
"""Lengths of time that are no exact number of days, though printed as whole numbers."""


@lru_cache(maxsize=1)
def _rates() -> "CurrencyConverter":
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A linear map between two units: ``value * factor + offset``, good to ``tolerance``.

    ``rate_day`` is the day of the rate between two currencies (ISO), ``None`` between others;
    ``identity`` says that both are compared as they stand.
    """

    factor: float
    offset: float = 0.0
    tolerance: float = 0.0
    rate_day: str | None = None
    identity: bool = False

    def apply(self, value: Number | None) -> float | None:
        """``value`` in the target unit; an unbounded end stays unbounded."""
        return None if value is None else value * self.factor + self.offset

    def named(self, unit: str | None, other: str | None) -> str | None:
        """The map from ``unit`` to ``other`` in a line; ``None`` where nothing is converted."""
        if self.identity:
            return None
        offset = f" {'+' if self.offset > 0 else '-'} {abs(self.offset):.6g}" if self.offset else ""
        day = f", rate of {self.rate_day}" if self.rate_day else ""
        return f"{unit} × {self.factor:.6g}{offset} = {other}{day}"


SAME = Conversion(1.0, identity=True)


def between_units(unit: str, other: str) -> Conversion | None:
    """How to turn ``unit`` into ``other``, both of measurement; ``None`` if they do not convert."""
    if unit == other:
        return SAME
    way = conversion(_ROUNDED.get(unit, unit), _ROUNDED.get(other, other))
    if way is None:
        return None
    factor, offset = way
    tolerance = 0.02 if {unit, other} & _CALENDAR else 0.0
    return Conversion(factor, offset, tolerance)


@lru_cache(maxsize=4096)
def between_currencies(code: str, other: str, day: str | None) -> Conversion | None:
    """The ECB's rate of ``day`` (ISO), ±5 %; ``None`` if a currency or the day is not covered."""
    if code == other:
        return SAME
    rates = _rates()
    if day is None or not {code, other} <= (rates.currencies or set()):
        return None
    when = date.fromisoformat(day[:10])
    for currency in (code, other):
        if currency != "EUR":
            first, last = rates.bounds[currency]
            if not first <= when or (when - last).days > 31:
                return None
    rate = float(rates.convert(1.0, code, other, date=when))
    return Conversion(rate, 0.0, _FX_TOLERANCE, day[:10])


def between_claims(claim: LedgerClaim, other: LedgerClaim) -> Conversion | None:
    """How to express ``claim``'s number in ``other``'s unit; ``None`` if it cannot be done.

    Money goes by the rate of one day either way round: the earlier publication's.
    """
    mine, theirs = claim.unit, other.unit
    if mine == theirs:
        return SAME
    pair = (mine, theirs)
    if pair == ("fraction", "percent"):
        return Conversion(100.0)
    if pair == ("percent", "fraction"):
        return Conversion(0.01)
    if mine is None or theirs is None or claim.kind == other.kind == "count":
        return SAME
    if claim.kind == "money" and other.kind == "money":
        days = sorted(day for day in (claim.published_at, other.published_at) if day)
        return between_currencies(mine, theirs, days[0] if days else None)
    return between_units(mine, theirs)
