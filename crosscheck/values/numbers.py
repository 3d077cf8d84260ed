"""Numbers as they are kept in facts: without the noise of binary fractions."""

from terms.model import Number


def tidy(value: float) -> Number:
    """A number to nine decimals, whole where it is whole: 117.0 → 117, 0.1 + 0.2 → 0.3."""
    kept = round(value, 9)
    return int(kept) if kept == int(kept) else kept


def rounded(value: float, digits: int) -> Number:
    """A number to so many significant digits: 64.99999 to three → 65."""
    return tidy(float(f"{value:.{digits}g}"))
