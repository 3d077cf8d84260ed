"""Words for enumerated values and numbers."""

import pytest

from answers import words
from terms.enums import Change, Qualifier, Relation, Verdict


def test_every_enumerated_value_has_words() -> None:
    assert set(words.VERDICTS) == set(words.VERDICT_MEANINGS) == set(words.MAKES) == set(Verdict)
    assert set(words.RELATIONS) == set(Relation)
    assert set(words.QUALIFIERS) == set(Qualifier)
    assert set(words.CHANGES) == set(Change)


@pytest.mark.parametrize(
    ("value", "low", "high", "qualifier", "unit", "called"),
    [
        (14, 14, 14, "exact", None, "14"),
        (60, 60, None, "at_least", None, "at least 60"),
        (None, 8, 10, "range", "km", "8 to 10 km"),
        (None, 24, None, "vague", None, "24 or more"),
        (None, None, 50, "range", "percent", "up to 50%"),
        (None, None, None, "vague", None, "no number"),
        (1200000, 1150000, 1250000, "about", "USD", "about US$1.2 million"),
        (0.1, 0.05, 0.15, "exact", "USD/kWh", "US$0.1 per kWh"),
        (25_000_000, 24_500_000, 25_500_000, "exact", "EUR", "€25 million"),
        (25_400_321, 25_400_321, 25_400_321, "exact", "EUR", "€25,400,321"),
        (1_250_500_000, None, None, "at_least", "JPY", "at least JPY 1,250,500,000"),
        (999_999, 999_999, 999_999, "exact", "CHF", "CHF 999,999"),
        (-2_500_000, None, None, "exact", "GBP", "-£2.5 million"),
        (None, 2_000_000, 3_000_000, "range", "EUR", "€2 million to €3 million"),
        (1.5, 1.45, 1.55, "exact", "percentage_point", "1.5 percentage points"),
        (0, 0, 0, "exact", None, "0"),
        (-3, -3, -3, "exact", "celsius", "-3 celsius"),
    ],
)
def test_how_a_reading_is_called(
    value: float | None, low: float | None, high: float | None, qualifier: str, unit: str | None,
    called: str,
) -> None:  # fmt: skip
    assert words.reading(value, low, high, qualifier, unit) == called
