"""Currencies: signs, codes and names, and what the country decides."""

import pytest
from babel.numbers import get_currency_name

from nlp.numbers import find_quantities


@pytest.mark.parametrize(
    ("country", "sentence", "unit"),
    [
        ("AU", "It cost $5m.", "AUD"),
        ("CA", "It cost 5 million dollars.", "CAD"),
        ("SG", "It cost 40 cents.", "SGD"),
        ("PK", "It cost Rs 500.", "PKR"),
        ("MX", "It cost 500 pesos.", "MXN"),
        ("PH", "It cost 500 pesos.", "PHP"),
        ("DK", "It cost 500 kroner.", "DKK"),
        ("FR", "It cost $5m.", "USD"),
        ("ZZ", "It cost $5m.", "USD"),
    ],
)
def test_the_country_decides_what_is_bare(country: str, sentence: str, unit: str) -> None:
    (found,) = find_quantities(sentence, country=country)
    assert (found.unit, found.unit_assumed) == (unit, True)


def test_a_named_currency_is_never_overruled() -> None:
    (found,) = find_quantities("It cost US$5m.", country="AU")
    assert (found.unit, found.unit_assumed) == ("USD", False)


@pytest.mark.parametrize("code", ["DKK", "AUD", "KES", "TRY", "BDT", "ZAR", "THB", "UAH", "COP"])
def test_reads_cldrs_names(code: str) -> None:
    name = get_currency_name(code, count=2, locale="en")
    (found,) = find_quantities(f"They paid 700 {name} there.")
    assert found.unit == code


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the finals, 3 won prizes.",
        "They face 2 real problems.",
        "The © 2017 NPR notice stays.",
        "The K9 unit came.",
    ],
)
def test_other_words_are_no_money(sentence: str) -> None:
    assert all(quantity.kind != "money" for quantity in find_quantities(sentence))
