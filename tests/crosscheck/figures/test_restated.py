"""One number in another form. Outlets, bridges and banks are made up."""

from typing import Any

import pytest

from crosscheck.figures.restated import tenfold

EURO = {"kind": "money", "unit": "EUR"}
BRIDGE = "Corvo gets its bridge across the Tarn."


def together(desk: Any) -> bool:
    return len({row.figure_id for row in desk.check().figure_claims}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("The bridge will cost [€480 million].", {**EURO, "value": 480_000_000}),
         ("The price tag of the bridge: [€480 billion].", {**EURO, "value": 480_000_000_000})),
        (("The bridge costs [€19 million a year].", {"kind": "rate", "unit": "EUR/year", "value": 19_000_000}),
         ("The annual cost of the bridge: [€19m].", {**EURO, "value": 19_000_000})),
    ],
)  # fmt: skip
def test_a_number_in_another_form_joins_its_figure(
    desk: Any, a: tuple[str, dict[str, Any]], b: tuple[str, dict[str, Any]]
) -> None:
    desk.write("lantern", f"{BRIDGE} {a[0]}", a[1])
    desk.write("courier", f"{BRIDGE} {b[0]}", b[1])
    assert together(desk)


def test_a_point_may_part_thousands(desk: Any) -> None:
    desk.write("lantern", "A tip is worth [250.000 euro].", {**EURO, "value": 250})
    desk.write("courier", "A tip is worth [250,000 euros].", {**EURO, "value": 250_000})
    small, large = sorted(desk.claims, key=lambda claim: claim.value)
    assert not tenfold(large, small)
