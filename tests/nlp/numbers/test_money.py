"""Currencies: signs, codes and names, and what the country decides."""

import pytest
from babel.numbers import get_currency_name

from nlp.numbers import find_quantities


@pytest.mark.parametrize(
    ("sentence", "unit", "assumed"),
    [
        ("It cost US$5m.", "USD", False),
        ("It cost U.S.$5m.", "USD", False),
        ("It cost C$5m.", "CAD", False),
        ("It cost NZ$5m.", "NZD", False),
        ("It cost S$5m.", "SGD", False),
        ("It cost R$5m.", "BRL", False),
        ("It cost $5m.", "USD", True),
        ("It cost Rs 5 crore.", "INR", True),
        ("It cost ₦5bn.", "NGN", False),
        ("It cost KSh5,000.", "KES", False),
        ("It cost R5.2bn.", "ZAR", True),
        ("It cost CHF 400.", "CHF", False),
        ("It cost EUR5m.", "EUR", False),
        ("It cost 400 SEK.", "SEK", False),
        ("It cost 400 Swiss francs.", "CHF", False),
        ("It cost 400 francs.", "CHF", True),
        ("It cost 400 Norwegian kroner.", "NOK", False),
        ("It cost 400 kronor.", "SEK", True),
        ("It cost 400 roubles.", "RUB", False),
        ("It cost 400 pounds sterling.", "GBP", False),
        ("It cost 4,000 yuan.", "CNY", False),
        ("It cost 4,000 Indian rupees.", "INR", False),
        ("It cost 90 euro cents.", "EUR", False),
    ],
)
def test_reads_currencies(sentence: str, unit: str, assumed: bool) -> None:
    (found,) = find_quantities(sentence)
    assert (found.unit, found.unit_assumed) == (unit, assumed)


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
