"""Which claims gold's figures are, where they print its number in another unit."""

from typing import Any

import pytest

from benchmarks.training.gold import labels

TEXT = "One in five of the pupils was ill."


class Ledger:
    """One article with one claim, which the scorer does not locate."""

    def __init__(self, **claim: Any) -> None:
        self.texts = {"a": [("v", TEXT)]}
        self.claims = {"v": [{"id": "c", "start": 0, "end": 11, **claim}]}

    def locate(self, doc_id: str, figure: Any) -> None:
        """Nothing."""


def found(ledger: Ledger, value: float, unit: str, anchor: str = "One in five") -> dict[str, Any]:
    figure = {"doc_id": "a", "value": value, "sentence": TEXT, "anchor": anchor}
    quantity = {"quantity": "ill", "unit": unit, "verdict": "agree", "figures": [figure]}
    return labels([{"story_id": "s", "quantities": [quantity]}], ledger)


@pytest.mark.parametrize(
    ("kind", "unit", "printed", "value", "wanted"),
    [
        ("ratio", "fraction", 1 / 3, 33, "percent"),
        ("money", "GBP", 4.15, 415, "pence"),
        ("duration", "week", 3, 21, "days"),
        ("temperature", "K", 300, 26.85, "°C"),
    ],
)
def test_a_number_in_another_unit_is_golds(
    kind: str, unit: str, printed: float, value: float, wanted: str
) -> None:
    ledger = Ledger(kind=kind, unit=unit, value=printed)
    assert found(ledger, value, wanted) == {"c": ("s", ("ill", None))}


@pytest.mark.parametrize(
    ("unit", "printed", "value", "wanted"),
    [
        ("fraction", 0.2, 25, "percent"),
        ("day", 100, 99, "days"),
        ("day", 3, 3, "tonnes"),
        (None, 3, 300, "percent"),
        ("week", None, 21, "days"),
    ],
)
def test_another_number_or_unit_is_not(
    unit: str | None, printed: float | None, value: float, wanted: str
) -> None:
    assert found(Ledger(kind="count", unit=unit, value=printed), value, wanted) == {}


def test_neither_is_what_stands_elsewhere() -> None:
    ledger = Ledger(kind="ratio", unit="fraction", value=0.2)
    assert found(ledger, 20, "percent", "the pupils") == {}
