"""Units: factors against pint, printed forms, and the letters and words that mean two things."""

import pint
import pytest

from nlp.lexicon import Row, rows
from nlp.numbers import conversion, dimension_of, find_quantities
from nlp.numbers.units import unit_after
from nlp.text.folding import fold, tidy

BASES = {row.cells["dimension"]: row for row in reversed(rows("units")) if row.cells["pint"]}
"""A unit that pint knows, by dimension."""


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize("row", [row for row in rows("units") if row.cells["pint"]])
def test_factors_agree_with_pint(row: Row, registry: pint.UnitRegistry) -> None:
    base = BASES[row.cells["dimension"]].cells
    ours = conversion(row.cells["name"], base["name"])
    assert ours is not None
    unit, other = registry.parse_units(row.cells["pint"]), registry.parse_units(base["pint"])
    zero, one = (registry.Quantity(float(x), unit).to(other).magnitude for x in (0, 1))
    assert ours[0] == pytest.approx(one - zero, rel=1e-4)
    assert ours[1] == pytest.approx(zero, rel=1e-4, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 kilometres", "km"),
        ("5 kilometers", "km"),
        ("5-kilometre", "km"),
        ("5km", "km"),
        ("5 sq ft", "square foot"),
        ("5 square feet", "square foot"),
        ("5 cubic metres", "m³"),
        ("5 metric tons", "tonne"),
        ("5 miles per gallon", "mpg"),
        ("5 kph", "km/h"),
        ("5 GWh", "GWh"),
        ("5 lb-ft", "lb-ft"),
        ("5 lbs", "pound"),
        ("5 mins", "minute"),
        ("5 centuries", "century"),
        ("5°C", "°C"),
        ("5 degrees", "degree"),
        ("5 μm", "μm"),
        ("5 µm", "μm"),
    ],
)
def test_reads_printed_forms(text: str, unit: str) -> None:
    found = unit_after(fold(text), tidy(text), 1)
    assert found is not None
    assert (found.unit.name, found.end) == (unit, len(text))


@pytest.mark.parametrize("text", ["5 in the box", "5 a day", "5 metrics", "5 K fans", "5 Ts"])
def test_leaves_words_alone(text: str) -> None:
    assert unit_after(fold(text), tidy(text), 1) is None


def test_pounds_follow_the_outlets_country() -> None:
    sentence = "It comes to 60 pounds in all."
    assert find_quantities(sentence, country="GB")[0].unit == "GBP"
    assert find_quantities(sentence, country="US")[0].unit == "pound"


def test_conversion() -> None:
    assert conversion("mile", "km") == (pytest.approx(1.609344), 0)
    assert conversion("°F", "°C") == (pytest.approx(5 / 9), pytest.approx(-17.7778, rel=1e-4))
    assert conversion("mile", "kg") is None
    assert conversion("mile", "league of its own") is None


@pytest.mark.parametrize(
    ("printed", "dimension"),
    [("km", "length"), ("Kilometres", "length"), ("kph", "speed"), ("°F", "temperature")],
)
def test_dimension(printed: str, dimension: str) -> None:
    assert dimension_of(printed) == dimension


def test_a_word_has_no_dimension() -> None:
    assert dimension_of("sheep") is None
