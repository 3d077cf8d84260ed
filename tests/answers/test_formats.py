"""Cells of CSV."""

from typing import Any

import pytest

from answers import formats


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"), ("+44", "+44"), ("+x", "'+x"), ("-", "'-"), ("-4.5", "-4.5"), (-4, -4),
        ("@x", "'@x"), ("\tx", "'\tx"), ("\r=x", "'\r=x"), (" =x", "' =x"), ("＝1", "'＝1"),
        ("plain", "plain"), ("", ""), (None, ""), (4.5, 4.5), ("-4+cmd|x", "'-4+cmd|x"),
    ],
)  # fmt: skip
def test_cells_start_no_formula(value: Any, expected: Any) -> None:
    assert formats.cell(value) == expected
