"""What is typed into the search box: words, sentences, and how their numbers stand to others."""

from typing import Any

import pytest

from answers.check import quantities_of, stands
from answers.queries.search import terms
from answers.search import is_sentence


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ferry fire", ['"ferry"', '"fire"']),
        ('"Port Selwyn" 14', '"Port Selwyn"|"14"'.split("|")),
        ('unclosed "quote', ['"unclosed"', '"quote"']),
        ("-- ; ' ()", []),
        ("NEAR(a b) OR x*", ['"NEAR(a"', '"b)"', '"OR"', '"x*"']),
        ("", []),
        ("\0", []),
    ],
)
def test_terms(typed: str, expected: list[str]) -> None:
    assert terms(typed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ferry fire", False),
        ("ferry fire off the coast of Port Selwyn", False),
        ("Fourteen people died when the ferry caught fire", True),
        ("The jobless rate rose to 4.4 per cent", True),
    ],
)
def test_is_sentence(text: str, expected: bool) -> None:
    assert is_sentence(text) is expected


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("About 41 people died", {"value": 41}, "same"),
        ("41 people died", {"value": 14}, "another"),
        ("41 people died", {"value": 42}, "another"),
        ("About 40 people died", {"value": 42}, "near"),
        ("Nearly 50 people died", {"value": 47}, "near"),
        ("Dozens of people died", {"value": 47}, "near"),
        ("Dozens of people died", {"value": 4700}, "another"),
        ("No injuries were reported", {"value": 4}, "another"),
        ("41 people died", {"value": None, "low": 24, "high": None, "qualifier": "vague"}, "near"),
        (
            "41 people died",
            {"value": None, "low": 12, "high": None, "qualifier": "more_than"},
            "another",
        ),
        (
            "41 people died",
            {"value": 40, "low": 40, "high": None, "qualifier": "more_than"},
            "near",
        ),
        (
            "41 people died",
            {"value": 50, "low": 50, "high": None, "qualifier": "at_least"},
            "another",
        ),
        ("41 people died", {"value": None, "low": 40, "high": 50, "qualifier": "range"}, "near"),
        ("41 people died", {"value": 41, "unit": "percent", "kind": "percent"}, None),
        ("a third of them", {"value": 33.3333333333, "unit": "percent", "kind": "percent"}, "same"),
        ("It is 2 km away", {"value": 1.2427424, "unit": "mile", "kind": "measurement"}, "same"),
        ("It costs $5 million", {"value": 5e6, "unit": "EUR", "kind": "money"}, None),
        ("no number here", {"value": 41}, None),
        ("Cases fell by 41", {"value": 41, "change": "decrease_by"}, "same"),
        ("Cases fell by about 41", {"value": 41, "change": "decrease_to"}, "another"),
        ("Cases fell to 41", {"value": 41, "change": "decrease_by"}, "another"),
        ("Cases fell to 41", {"value": 41, "change": "decrease_to"}, "same"),
        ("Cases were up 180 from 2023", {"value": 180, "change": "from_level"}, "another"),
        ("Cases were up from 180", {"value": 180, "change": "from_level"}, "same"),
    ],
)
def test_how_a_printed_number_stands_to_a_pasted_one(
    text: str, printed: dict[str, Any], expected: str | None
) -> None:
    row = {"low": printed["value"], "high": printed["value"], "unit": "person", "kind": "count"}
    row |= {"qualifier": "exact", "change": None}
    if printed["value"] is not None:
        row |= {"high": printed["value"] + 1e-6}
    assert stands(quantities_of(text), row | printed) == expected
