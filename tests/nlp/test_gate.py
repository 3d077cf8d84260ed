"""The gate: what is worth a parse, in linear time."""

import pytest

from nlp.gate import needs_parse
from nlp.numbers import find_quantities


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell by a fifth.",
        "A dozen left.",
        "Tens of thousands left.",
        "It took more than an hour.",
        "It is the third-largest port.",
        "Half of it burned.",
        "A quarter of a million came.",
        "Prices trebled.",
        "It was cut in half.",
        "The sixth straight loss came.",
    ],
)
def test_no_quantity_is_behind_a_closed_gate(sentence: str) -> None:
    assert find_quantities(sentence)
    assert needs_parse(sentence)
