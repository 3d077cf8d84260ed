"""The search box: words, phrases, pasted sentences and addresses; nothing typed is syntax."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette

from explore.pages.search import is_sentence
from explore.queries.search import terms


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
    assert {side["called"]: side["as_pasted"] for side in card["sides"]} == {
        "14": False,
        "41": True,
        "9": False,
    }


def test_an_address_leads_to_its_article(explorer: Datasette, ids: Mapping[str, str]) -> None:
    known = get(explorer, f"q={quote('https://northline.example/ferry', safe='')}", "")
    assert known.status_code == 301
    assert known.headers["location"] == f"/articles/{ids['edited']}"
    unknown = get(explorer, f"q={quote('https://nowhere.example/x', safe='')}", "")
    assert unknown.status_code == 200
    assert "No article with this address" in unknown.text


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
