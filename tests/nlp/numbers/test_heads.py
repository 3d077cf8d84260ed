"""Units that heads of tables give to their cells."""

import pytest

from nlp.numbers import find_quantities, with_head_unit
from nlp.reader import Reader
from terms.enums import Region
from terms.model import Document, TextRegion


@pytest.mark.parametrize(
    ("head", "unit", "value"),
    [
        ("Rain (mm)", "mm", 12),
        ("Wind [km/h]", "km/h", 12),
        ("Turnout, %", "percent", 12),
        ("Damage ($m)", "USD", 12_000_000),
        ("Profit (€ million)", "EUR", 12_000_000),
        ("Budget, bn USD", "USD", 12_000_000_000),
        ("Cost in euros", "EUR", 12),
        ("Harvest (thousand tonnes)", "tonne", 12_000),
        ("Area (km²)", "km²", 12),
        ("Deaths per 100,000", "death/100000", 12),
        ("Town", None, 12),
        ("Homes (2031)", None, 12),
        ("In 2031", None, 12),
        ("Share of homes in Kell", None, 12),
        ("Homes (thousands)", None, 12_000),
        ("Barrels ('000)", None, 12_000),
        ("Sales (€ thousands)", "EUR", 12_000),
        ("Output, 000 tonnes", "tonne", 12_000),
        ("Outlay, in millions of dollars", "USD", 12_000_000),
        ("Figures in thousands of tonnes", "tonne", 12_000),
        ("120", None, 12),
        ("3 400", None, 12),
    ],
)
def test_head_gives_its_unit(head, unit, value):
    (cell,) = find_quantities("12", 0, 2)

    found = with_head_unit(cell, head)

    assert (found.unit, found.value) == (unit, value)


def test_cell_with_a_unit_of_its_own_keeps_it():
    (cell,) = find_quantities("12%", 0, 3)

    assert with_head_unit(cell, "Rain (mm)") == cell


@pytest.mark.parametrize(
    ("table", "units"),
    [
        ("Town | Homes flooded | People hurt\n\nKell | 7 | 3", ["home", "person"]),
        ("Town | Schools shut | Confirmed deaths\n\nKell | 7 | 3", ["school", "death"]),
        ("Measure | North | South\n\nRain (mm) | 88 | 105", ["mm", "mm"]),
        ("Measure | North | South\n\nRoads closed | 7 | 12", ["road", "road"]),
        ("Party | Votes cast | Share (%)\n\nGreens | 7 | 12", ["vote", "percent"]),
        ("Farm | Boats lost | Cost ($)\n\nKell | 70 | 120", ["boat", "USD"]),
    ],
)
def test_cells_count_what_their_heads_name(table, units):
    document = Document(table, 0, (TextRegion(0, len(table), Region.TABLE),))

    assert [claim.unit for claim in Reader().read(document).claims] == units


@pytest.mark.parametrize(
    ("head", "unit", "value"),
    [("% of vote", "percent", 12), ("Vote %", "percent", 12), ("Cost £m", "GBP", 12_000_000)],
)
def test_sign_in_a_head_is_its_unit(head, unit, value):
    (cell,) = find_quantities("12", 0, 2)

    found = with_head_unit(cell, head)

    assert (found.unit, found.value) == (unit, value)


def test_title_gives_its_unit_to_all_columns():
    text = "Spending in £ millions\n\nTown | 2030 | 2031\n\nKell | 31 | 33"
    regions = (TextRegion(0, len(text), Region.TABLE),)

    claims = Reader().read(Document(text, regions=regions)).claims

    assert [(claim.value, claim.unit) for claim in claims if claim.value] == [
        (31_000_000, "GBP"),
        (33_000_000, "GBP"),
    ]
