"""The gate: what is worth a parse, in linear time."""

import pytest

from nlp.gate import needs_parse
from nlp.numbers import find_quantities


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Twelve ferries were held.", True),
        ("It cost ½ a crown.", True),
        ("Thefts doubled.", True),
        ("No one was hurt.", True),
        ("A threefold jump followed.", True),
        ("The mayor said so.", True),
        ("He told the court so.", True),
        ("The vicar quipped about it.", True),
        ("According to the coastguard it was calm.", True),
        ("“It was calm,” beamed the captain.", True),
        ("The harbour was “calm” at noon.", False),
        ("The harbour was calm.", False),
        ("A quiet night passed over town.", False),
    ],
)
def test_needs_parse(sentence: str, wanted: bool) -> None:
    assert needs_parse(sentence) is wanted


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
