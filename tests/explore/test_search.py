"""The search box: words, phrases, pasted sentences and addresses; nothing typed is syntax."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette

from answers.check import stands
from answers.queries.search import terms
from answers.search import is_sentence
from nlp.numbers import find_quantities


def get(datasette: Datasette, query: str, suffix: str = ".json") -> httpx.Response:
    return asyncio.run(datasette.client.get(f"/search{suffix}?{query}"))


def found(datasette: Datasette, words: str, extra: str = "") -> Any:
    answer = get(datasette, f"q={quote(words, safe='')}{extra}")
    assert answer.status_code == 200, answer.text
    return answer.json()


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


def test_words_find_figures_claims_and_articles(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = found(explorer, "ferry")
    assert {row["id"] for row in page["hits"]["figures"]["rows"]} == {ids["dead"], ids["hurt"]}
    assert page["hits"]["claims"]["count"] >= 2
    assert ids["wire"] in {row["id"] for row in page["hits"]["articles"]["rows"]}


def test_all_words_must_stand_and_else_some_do(explorer: Datasette) -> None:
    assert not found(explorer, "ferry Halcyon")["loose"]
    page = found(explorer, "ferry zeppelin")
    assert page["loose"]
    assert page["hits"]["figures"]["rows"]
    assert found(explorer, "zeppelin")["hits"]["claims"]["rows"] == []


def test_one_kind_pages(explorer: Datasette) -> None:
    page = found(explorer, "ferry", "&kind=claims")
    assert list(page["hits"]) == ["claims"]
    assert found(explorer, "ferry", "&kind=claims&page=2")["hits"]["claims"]["rows"] == []


def test_a_pasted_sentence_finds_who_prints_otherwise(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = found(explorer, "Coast guard officials say 41 people have died in the ferry fire")
    card = page["touched"][0]
    assert card["id"] == ids["dead"]
    assert {side["called"]: side["stands"] for side in card["sides"]} == {
        "14": "otherwise",
        "41": "same",
        "9": "otherwise",
    }
    assert card["close"]
    html = get(explorer, "q=Coast+guard+officials+say+41+people+died+in+the+ferry+fire", "").text
    assert "prints otherwise" in html
    assert "SHA-256" in html


def test_an_address_leads_to_its_article(explorer: Datasette, ids: Mapping[str, str]) -> None:
    known = get(explorer, f"q={quote('https://northline.example/ferry', safe='')}", "")
    assert known.status_code == 301
    assert known.headers["location"] == f"/articles/{ids['edited']}"
    unknown = get(explorer, f"q={quote('https://nowhere.example/x', safe='')}", "")
    assert unknown.status_code == 200
    assert "No article with this address" in unknown.text


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("About 41 people died", {"value": 41}, "same"),
        ("41 people died", {"value": 14}, "otherwise"),
        ("41 people died", {"value": None, "low": 12, "high": None}, "open"),
        ("41 people died", {"value": 40, "low": 40, "high": None}, "open"),
        ("41 people died", {"value": 50, "low": 50, "high": None}, "otherwise"),
        ("41 people died", {"value": None, "low": 40, "high": 50}, "same"),
        ("41 people died", {"value": 41, "unit": "percent", "kind": "percent"}, None),
        ("a third of them", {"value": 33.3333333333, "unit": "percent", "kind": "percent"}, "same"),
        ("It is 2 km away", {"value": 1.2427424, "unit": "mile", "kind": "measurement"}, "same"),
        ("It costs $5 million", {"value": 5e6, "unit": "EUR", "kind": "money"}, None),
        ("no number here", {"value": 41}, None),
    ],
)
def test_how_a_printed_number_stands_to_a_pasted_one(
    text: str, printed: dict[str, Any], expected: str | None
) -> None:
    row = {"low": printed["value"], "high": printed["value"], "unit": "person", "kind": "count"}
    if printed["value"] is not None:
        row |= {"high": printed["value"] + 1e-6}
    assert stands(find_quantities(text), row | printed) == expected


def test_a_text_is_checked_sentence_by_sentence(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    text = "No number here. The ferry fire killed 41 people, officials say. Later 14 people were killed in the ferry fire."
    page = asyncio.run(explorer.client.get(f"/check.json?text={quote(text)}")).json()
    assert [item["sentence"][:13] for item in page["sentences"]] == [
        "The ferry fir",
        "Later 14 peop",
    ]
    assert {item["touched"][0]["id"] for item in page["sentences"]} == {ids["dead"]}
    side = next(side for side in page["sentences"][0]["touched"][0]["sides"] if side["as_pasted"])
    assert side["claim"]["printed"] == "41"
    html = asyncio.run(explorer.client.get(f"/check?text={quote(text)}")).text
    assert "<textarea" in html
    assert "as in your text" in html


def test_a_long_text_is_looked_up_in_part_and_a_too_long_one_refused(explorer: Datasette) -> None:
    text = quote("In all 14 people died in the ferry fire. " * 20)
    page = asyncio.run(explorer.client.get(f"/check.json?text={text}")).json()
    assert (len(page["sentences"]), page["more_sentences"]) == (6, 14)
    answer = asyncio.run(explorer.client.get(f"/check.json?text={'a' * 4001}"))
    assert answer.status_code == 400
    assert "4001 characters" in answer.json()["error"]


def test_an_unknown_address_is_one_word_of_the_command(explorer: Datasette) -> None:
    html = get(explorer, f"q={quote('https://nowhere.example/$(x)`y`', safe='')}", "").text
    assert "claimledger check &#39;https://nowhere.example/$(x)`y`&#39;" in html
    known = quote("https://northline.example/ferry", safe="")
    assert asyncio.run(explorer.client.get(f"/check?text={known}")).status_code == 301


@pytest.mark.parametrize(
    "typed",
    ["'; DROP TABLE claims; --", '"', '""', "*", "a" * 400, "claims_fts:", "^x", "{a b}: c", "\u202e",
     "NOT", "AND OR", "<script>alert(1)</script>", "%00", "\x07 bell", "figure:label"],
)  # fmt: skip
def test_whatever_is_typed_is_answered(explorer: Datasette, typed: str) -> None:
    assert found(explorer, typed)["kind"] == "search"
    html = get(explorer, f"q={quote(typed, safe='')}", "")
    assert html.status_code == 200
    assert "<script>alert" not in html.text


def test_too_long_a_text_is_refused_with_a_sentence(explorer: Datasette) -> None:
    answer = get(explorer, "q=" + "a" * 401)
    assert answer.status_code == 400
    assert "401 characters" in answer.json()["error"]
    assert get(explorer, "q=a&kind=truth").status_code == 400


def test_datasettes_own_search_leads_here(explorer: Datasette) -> None:
    answer = asyncio.run(explorer.client.get("/-/search?q=ferry"))
    assert answer.status_code == 302
    assert answer.headers["location"] == "/search?q=ferry"
