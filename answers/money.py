"""Amounts of money in words: a sign where only one currency has it, large round sums in short."""

from fractions import Fraction

SIGNS = {
    "EUR": "€", "GBP": "£", "USD": "US$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "HKD": "HK$",
    "SGD": "S$", "BRL": "R$", "INR": "₹", "KRW": "₩", "ILS": "₪", "NGN": "₦", "PHP": "₱",
    "UAH": "₴", "VND": "₫", "TRY": "₺", "RUB": "₽", "THB": "฿",
}  # fmt: skip
"""ISO code → sign. The yen's is the yuan's as well: both go by their codes, as all others do."""

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

_THOUSANDTHS = 1000
"""A sum is written in short only where three decimals say it exactly."""


def is_currency(unit: str) -> bool:
    """Whether a unit is an ISO 4217 code, or a rate of one ("USD/kWh")."""
    code = unit.partition("/")[0]
    return len(code) == 3 and code.isascii() and code.isupper()


def money(plain: str, value: float | int | None, unit: str) -> str:
    """A sum with its currency; ``plain`` is the number in digits.

    >>> money("25,000,000", 25000000, "EUR"), money("40", 40, "USD/barrel")
    ('€25 million', 'US$40 per barrel')
    >>> money("25,400,321", 25400321, "CHF"), money("1,250,000,000", 1.25e9, "JPY")
    ('CHF 25,400,321', 'JPY 1.25 billion')
    """
    code, _, per = unit.partition("/")
    shown = short(value) or plain
    sign = SIGNS.get(code)
    text = f"{sign}{shown}" if sign else f"{code} {shown}"
    if sign and shown.startswith("-"):
        text = f"-{sign}{shown[1:]}"
    return f"{text} per {per}" if per else text


def short(value: float | int | None) -> str | None:
    """A large round number in short: "25 million"; None of others.

    >>> short(22_500_000), short(25_400_321), short(950)
    ('22.5 million', None, None)
    """
    if value is None:
        return None
    for size, name in _SCALES:
        part = Fraction(value) / size
        if abs(part) < 1:
            continue
        if (part * _THOUSANDTHS).denominator != 1:
            return None
        return f"{float(part):,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return None
