"""Rows, cells and headers."""

import pytest

from nlp.text.layout import Regions, find_rows, measure_in_row
from terms.enums import Region
from terms.model import Document, TextRegion


def rows(text: str, *, region: bool = False) -> list[list[str]]:
    regions = [TextRegion(0, len(text), Region.TABLE)] if region else []
    found = find_rows(text, Regions(Document(text, regions=regions)))
    return [[text[cell.start : cell.end] for cell in row.cells] for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Town | Cases |\n|---|---|\n| Lorn | 12 |", [["Town", "Cases"], ["Lorn", "12"]]),
        ("Town | Cases\n\nLorn | 12", [["Town", "Cases"], ["Lorn", "12"]]),
        ("Town\tCases\nLorn\t12", [["Town", "Cases"], ["Lorn", "12"]]),
        ("Town | | Cases", [["Town", "", "Cases"]]),
        ("A sentence about 12 cats.", []),
    ],
)
def test_rows_of_a_table_region(text: str, expected: list[list[str]]) -> None:
    assert rows(text, region=True) == expected


def test_outside_a_region_it_takes_three_cells() -> None:
    assert rows("Home | News") == []
    assert rows("Town | Cases | Share") == [["Town", "Cases", "Share"]]


def test_a_number_is_named_by_header_and_row() -> None:
    text = "Town | Cases\nLorn | 12\nMell | 40"
    regions = Regions(Document(text, regions=[TextRegion(0, len(text), Region.TABLE)]))
    header, first, second = find_rows(text, regions)
    assert measure_in_row(text, first, text.index("12")) == ("Lorn", "Cases")
    assert measure_in_row(text, second, text.index("40")) == ("Mell", "Cases")
    assert header.cells == header.header


def test_a_table_of_numbers_has_no_header() -> None:
    text = "1 | 2 | 3\n4 | 5 | 6"
    first, _ = find_rows(text, Regions(Document(text)))
    assert first.header == ()
    assert measure_in_row(text, first, 0) == (None, None)
