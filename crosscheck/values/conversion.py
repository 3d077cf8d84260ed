"""Units and currencies: which ones can be compared, and what a value is in the other one.

Lengths, masses, speeds and the like go through pint's tables; currencies through the European
Central Bank's history that ships with currencyconverter, at the rate of the claim's day.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crosscheck.model import LedgerClaim
from terms.model import Number

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

# What the ledger writes and pint reads; "ton" and "tonne" differ by less than their rounding.
_PINT_NAMES = {
    "mph": "mile/hour", "kph": "km/hour", "kmh": "km/hour", "km/h": "km/hour", "mi": "mile",
    "mile": "mile", "foot": "foot", "feet": "foot", "inch": "inch", "in": "inch", "yard": "yard",
    "ton": "metric_ton", "tonne": "metric_ton", "tons": "metric_ton", "t": "metric_ton",
    "pound": "pound", "lb": "pound", "stone": "stone", "ounce": "ounce", "kg": "kg", "g": "g",
    "gram": "g", "kilogram": "kg", "km": "km", "m": "m", "metre": "m", "meter": "m", "cm": "cm",
    "mm": "mm", "kilometre": "km", "kilometer": "km", "centimetre": "cm", "centimeter": "cm",
    "millimetre": "mm", "millimeter": "mm", "nmi": "nautical_mile", "knot": "knot",
    "litre": "litre", "liter": "litre", "l": "litre", "L": "litre", "gallon": "gallon",
    "barrel": "oil_barrel", "acre": "acre", "hectare": "hectare", "ha": "hectare",
    "km2": "km**2", "km²": "km**2", "m2": "m**2", "m²": "m**2", "mi2": "mile**2",
    "square kilometre": "km**2", "square kilometer": "km**2", "square mile": "mile**2",
    "square metre": "m**2", "square meter": "m**2", "square foot": "foot**2",
    "MW": "megawatt", "GW": "gigawatt", "kW": "kilowatt", "TW": "terawatt", "W": "watt",
    "kWh": "kilowatt_hour", "MWh": "megawatt_hour", "GWh": "gigawatt_hour",
    "TWh": "terawatt_hour", "°C": "degC", "°F": "degF", "C": "degC", "F": "degF",
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year", "decade": "decade", "century": "century", "s": "second",
}  # fmt: skip
_FX_TOLERANCE = 0.05
# Calendar lengths that pint takes as exact are printed as whole numbers: a month is no 30.44 days.
_CALENDAR = {"month", "year", "decade", "century"}


@lru_cache(maxsize=1)
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry()


@lru_cache(maxsize=1)
def _rates() -> "CurrencyConverter":
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


@lru_cache(maxsize=1024)
def dimension_of_unit(unit: str) -> str | None:
    """The physical dimension of a unit of measurement, "[length]"; ``None`` if it has none."""
    name = _PINT_NAMES.get(unit) or _PINT_NAMES.get(unit.casefold())
    return None if name is None else str(_registry().parse_units(name).dimensionality)


@lru_cache(maxsize=4096)
def _factor(unit: str, other: str) -> tuple[float, float] | None:
    first = _PINT_NAMES.get(unit) or _PINT_NAMES.get(unit.casefold())
    second = _PINT_NAMES.get(other) or _PINT_NAMES.get(other.casefold())
    if first is None or second is None or dimension_of_unit(unit) != dimension_of_unit(other):
        return None
    registry = _registry()
    zero = registry.Quantity(0.0, first).to(second).magnitude
    one = registry.Quantity(1.0, first).to(second).magnitude
    return float(one - zero), float(zero)


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


_SAME = Conversion(1.0, identity=True)


def between_units(unit: str, other: str) -> Conversion | None:
    """How to turn ``unit`` into ``other``, both of measurement; ``None`` if they do not convert."""
    if unit == other:
        return _SAME
    mapped = _factor(unit, other)
    if mapped is None:
        return None
    factor, offset = mapped
    tolerance = 0.02 if {unit, other} & _CALENDAR else 0.0
    return Conversion(factor, offset, tolerance)


@lru_cache(maxsize=4096)
def between_currencies(code: str, other: str, day: str | None) -> Conversion | None:
    """The ECB's rate of ``day`` (ISO), ±5 %; ``None`` if a currency or the day is not covered."""
    if code == other:
        return _SAME
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
    """How to express ``claim``'s number in ``other``'s unit; ``None`` if it cannot be done."""
    mine, theirs = claim.unit, other.unit
    if mine == theirs:
        return _SAME
    pair = (mine, theirs)
    if pair == ("fraction", "percent"):
        return Conversion(100.0)
    if pair == ("percent", "fraction"):
        return Conversion(0.01)
    if mine is None or theirs is None or claim.kind == other.kind == "count":
        return _SAME
    if claim.kind == "money" and other.kind == "money":
        return between_currencies(mine, theirs, claim.published_at or other.published_at)
    return between_units(mine, theirs)
