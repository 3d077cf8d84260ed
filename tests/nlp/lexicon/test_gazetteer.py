"""Countries by their names and adjectives."""

import pytest

from nlp.lexicon.gazetteer import country_name, country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("France", "FR"),
        ("the Netherlands", "NL"),
        ("U.S.", "US"),
        ("America", "US"),
        ("Britain’s", "GB"),
        ("South Korean", "KR"),
        ("Indonesian", "ID"),
        ("Italians", "IT"),
        ("Vietnamese", "VN"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Springfield", None),
        ("Martian", None),
        ("", None),
    ],
)
def test_country(name: str, code: str | None) -> None:
    assert country_of(name) == code


def test_a_code_has_an_english_name() -> None:
    assert country_name("KR") == "South Korea"
    assert country_name("XX") == "XX"
