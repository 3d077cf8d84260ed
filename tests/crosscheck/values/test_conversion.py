from collections.abc import Callable
from typing import Any

import pytest

from crosscheck.values.conversion import SAME, between_claims, between_currencies, between_units


@pytest.mark.parametrize(
    ("unit", "other", "value", "expected"),
    [
        ("mile", "km", 10, 16.09344), ("km", "mile", 16.09344, 10), ("foot", "m", 100, 30.48),
        ("ton", "tonne", 3, 3), ("mph", "km/h", 60, 96.56064), ("°C", "°F", 100, 212),
        ("hour", "day", 48, 2), ("km", "km", 5, 5),
    ],
)  # fmt: skip
def test_units(unit: str, other: str, value: float, expected: float) -> None:
    found = between_units(unit, other)
    assert found is not None
    assert found.apply(value) == pytest.approx(expected)
    assert found.apply(None) is None


def test_what_does_not_convert() -> None:
    assert between_units("km", "hour") is None
    assert between_units("sheep", "km") is None


def test_currencies_go_by_the_rate_of_the_day() -> None:
    found = between_currencies("EUR", "USD", "2020-06-02T10:00:00Z")
    assert found is not None
    assert 1.0 < found.factor < 1.3
    assert found.tolerance == 0.05
    assert found.rate_day == "2020-06-02"


@pytest.mark.parametrize(
    ("code", "day"),
    [("EUR", None), ("XTS", "2020-06-02"), ("EUR", "1985-01-01"), ("EUR", "2090-01-01")],
)
def test_no_rate_is_no_conversion(code: str, day: str | None) -> None:
    assert between_currencies(code, "USD", day) is None


def test_money_goes_by_one_day_either_way_round(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    for day, unit in (("2008-06-02", "USD"), ("2015-06-02", "EUR")):
        desk.write("herald", "It cost [40].", {"kind": "money", "unit": unit}, at=day)
    there, back = between_claims(*desk.claims), between_claims(*reversed(desk.claims))
    assert there is not None
    assert back is not None
    assert there.rate_day == back.rate_day == "2008-06-02"
    assert there.factor * back.factor == pytest.approx(1.0)


def test_a_conversion_is_named_with_its_rate() -> None:
    mile, degree = between_units("mile", "km"), between_units("°C", "°F")
    money = between_currencies("EUR", "USD", "2020-06-02T10:00:00Z")
    assert mile is not None
    assert degree is not None
    assert money is not None
    assert mile.named("mile", "km") == "mile × 1.60934 = km"
    assert degree.named("°C", "°F") == "°C × 1.8 + 32 = °F"
    told = money.named("EUR", "USD")
    assert told is not None
    assert told.endswith("= USD, rate of 2020-06-02")
    assert SAME.named("km", "km") is None
