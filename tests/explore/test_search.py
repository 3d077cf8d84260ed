"""The search box: words, phrases, pasted sentences and addresses; nothing typed is syntax."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette


def get(datasette: Datasette, query: str, suffix: str = ".json") -> httpx.Response:
    return asyncio.run(datasette.client.get(f"/search{suffix}?{query}"))


def found(datasette: Datasette, words: str, extra: str = "") -> Any:
    answer = get(datasette, f"q={quote(words, safe='')}{extra}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_words_find_figures_claims_and_articles(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = found(explorer, "ferry")
    assert {row["id"] for row in page["hits"]["figures"]["rows"]} == {ids["dead"], ids["hurt"]}
    assert page["hits"]["claims"]["count"] >= 2
    assert ids["wire"] in {row["id"] for row in page["hits"]["articles"]["rows"]}


def test_all_words_must_stand_and_else_some_do(explorer: Datasette) -> None:
    assert not found(explorer, "ferry Halcyon", "&kind=claims")["loose"]
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
    [number] = page["checked"]["numbers"]
    assert number["line"].startswith("Your 41: printed by 1 outlet (Quayside Gazette); 14 and nine")
    card = page["checked"]["touched"][0]
    assert card["id"] == ids["dead"] == number["figure_id"]
    assert {side["called"]: side["stands"] for side in card["sides"]} == {
        "14": "another",
        "41": "same",
        "nine": "another",
    }
    assert card["close"]
    html = get(explorer, "q=Coast+guard+officials+say+41+people+died+in+the+ferry+fire", "").text
    assert "another number" in html
    assert "SHA-256" in html


def test_an_address_leads_to_its_article(explorer: Datasette, ids: Mapping[str, str]) -> None:
    known = get(explorer, f"q={quote('https://northline.example/ferry', safe='')}", "")
    assert known.status_code == 301
    assert known.headers["location"] == f"/articles/{ids['edited']}"
    unknown = get(explorer, f"q={quote('https://nowhere.example/x', safe='')}", "")
    assert unknown.status_code == 200
    assert "No article with this address" in unknown.text


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
    assert "the same number" in html


@pytest.mark.parametrize("typed", ["41", "41 dead", "the 41?"])
def test_a_bare_number_is_found_by_its_digits(
    explorer: Datasette, ids: Mapping[str, str], typed: str
) -> None:
    page = asyncio.run(explorer.client.get(f"/check.json?text={quote(typed)}")).json()
    number = page["sentences"][0]["numbers"][0]
    assert number["figure_id"] == ids["dead"]
    assert number["line"].startswith("Your 41: printed by ")


def test_a_bare_number_that_nobody_prints_asks_for_words(explorer: Datasette) -> None:
    page = asyncio.run(explorer.client.get("/check.json?text=907")).json()
    assert page["sentences"][0]["numbers"][0]["line"].endswith("say what it counts.")
    assert page["sentences"][0]["touched"] == []


def test_a_long_text_is_looked_up_in_part_and_a_too_long_one_refused(explorer: Datasette) -> None:
    text = quote("In all 14 people died in the ferry fire. " * 20)
    page = asyncio.run(explorer.client.get(f"/check.json?text={text}")).json()
    assert (len(page["sentences"]), page["more_sentences"]) == (6, 14)
    answer = asyncio.run(explorer.client.get(f"/check.json?text={'a' * 4001}"))
    assert answer.status_code == 400
    assert "4001 characters" in answer.json()["error"]


def test_an_unknown_address_is_one_word_of_the_command(explorer: Datasette) -> None:
    html = get(explorer, f"q={quote('https://nowhere.example/$(x)`y`', safe='')}", "").text
    assert "claimledger import &#39;https://nowhere.example/$(x)`y`&#39;" in html
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
