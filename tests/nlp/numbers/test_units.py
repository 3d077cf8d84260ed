"""Units: factors against pint, printed forms, and the letters and words that mean two things."""

import pint
import pytest

from nlp.numbers.quantities import find_quantities
from nlp.numbers.units import BY_NAME, same_measure, unit_after
from nlp.text.folding import fold, tidy
from terms.enums import Kind

# Our name of a unit in pint's, by dimension; the base unit of a dimension stands first.
PINT = {
    "length": "m km cm mm inch foot yard mile nautical_mile light_year fathom furlong",
    "area": "meter**2 km**2 cm**2 foot**2 inch**2 yard**2 mile**2 acre hectare",
    "mass": "kg gram mg tonne ton pound ounce carat",
    "speed": "m/s km/hour mile/hour km/s knot",
    "power": "W kW MW GW TW hp metric_horsepower",
    "energy": "J kJ MJ W*hour kW*hour MW*hour GW*hour TW*hour kcal Btu_it",
    "pressure": "Pa hPa kPa MPa GPa mbar psi",
    "time": "second millisecond minute hour day week fortnight year",
    "volume": "m**3 liter ml km**3 foot**3 gallon pint quart barrel acre_foot",
    "torque": "N*m foot*pound_force",
    "frequency": "Hz kHz MHz GHz",
    "voltage": "V kV",
}
OURS = {
    "meter**2": "m²", "km**2": "km²", "cm**2": "cm²", "foot**2": "square foot",
    "inch**2": "square inch", "yard**2": "square yard", "mile**2": "square mile",
    "nautical_mile": "nautical mile", "light_year": "light-year", "km/hour": "km/h",
    "mile/hour": "mph", "metric_horsepower": "PS", "W*hour": "Wh", "kW*hour": "kWh",
    "MW*hour": "MWh", "GW*hour": "GWh", "TW*hour": "TWh", "kcal": "calorie", "Btu_it": "BTU",
    "liter": "litre", "m**3": "m³", "km**3": "km³", "foot**3": "cubic foot",
    "barrel": "barrel", "acre_foot": "acre-foot", "N*m": "Nm", "foot*pound_force": "lb-ft",
}  # fmt: skip
PAIRS = [
    (dimension, name, names.split()[0])
    for dimension, names in PINT.items()
    for name in names.split()
]


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


@pytest.mark.parametrize(("dimension", "theirs", "base"), PAIRS)
def test_factors_agree_with_pint(
    dimension: str, theirs: str, base: str, registry: pint.UnitRegistry
) -> None:
    unit = BY_NAME[OURS.get(theirs, theirs)]
    name = {"barrel": "oil_bbl", "hp": "hp"}.get(theirs, theirs)
    expected = registry.Quantity(1, name).to(registry.parse_units(base)).magnitude
    assert unit.dimension == dimension
    assert unit.factor == pytest.approx(expected, rel=1e-4)


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


@pytest.mark.parametrize(
    ("sentence", "unit", "kind"),
    [
        pytest.param("A 5m high wall fell.", "m", Kind.MEASUREMENT, id="m is metres"),
        pytest.param("Waves of 5m broke.", "m", Kind.MEASUREMENT, id="m after waves"),
        pytest.param("It lies at 1,200m.", "m", Kind.MEASUREMENT, id="m after thousands"),
        pytest.param("They sold 5m tickets.", None, Kind.COUNT, id="m is millions"),
        pytest.param("The toll rose to 2m.", None, Kind.COUNT, id="m at the end"),
        pytest.param("She weighs 130 pounds.", "pound", Kind.MEASUREMENT, id="pounds of weight"),
        pytest.param("He was fined 900 pounds.", "GBP", Kind.MONEY, id="pounds of money"),
        pytest.param("The bid was 40 million pounds.", "GBP", Kind.MONEY, id="scaled pounds"),
        pytest.param("He came third in 9.8 seconds.", "second", Kind.DURATION, id="seconds"),
    ],
)
def test_tells_letters_that_mean_two_things(sentence: str, unit: str | None, kind: Kind) -> None:
    found = find_quantities(sentence)
    assert (found[-1].unit, found[-1].kind) == (unit, kind)


def test_pounds_follow_the_outlets_country() -> None:
    sentence = "It comes to 60 pounds in all."
    assert find_quantities(sentence, country="GB")[0].unit == "GBP"
    assert find_quantities(sentence, country="US")[0].unit == "pound"


def test_same_measure() -> None:
    assert same_measure("mile", "km") == pytest.approx(1.609344)
    assert same_measure("mile", "kg") is None
    assert same_measure("mile", "league of its own") is None
