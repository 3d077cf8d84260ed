"""Every page answers in HTML and JSON from one function; unknown ids and wrong words are told."""

import asyncio
import csv
import io
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from datasette.app import Datasette

PAGES = [
    "/",
    "/figures/{dead}",
    "/figures/{hurt}",
    "/figures/{jobs}",
    "/figures/{hostile}",
    "/articles/{wire}",
    "/articles/{copy}",
    "/articles/{edited}",
    "/articles/{hostile_article}",
    "/articles/{edited}/versions",
    "/stories",
    "/stories/ferry",
    "/figures",
    "/compare",
    "/search",
    "/check",
    "/runs",
    "/accuracy",
    "/feeds",
    "/exports",
    "/outlets",
    "/outlets/northline",
    "/outlets/quayside-gazette",
    "/sources",
    "/sources/{guard}",
    "/sources/{place}",
]


def get(datasette: Datasette, path: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path))


def json_of(datasette: Datasette, path: str) -> Any:
    response = get(datasette, "/.json" if path == "/" else f"{path}.json")
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("path", PAGES)
def test_answers_in_html_and_json(explorer: Datasette, ids: Mapping[str, str], path: str) -> None:
    html = get(explorer, path.format(**ids))
    assert html.status_code == 200
    assert html.headers["content-type"].startswith("text/html")
    assert "<main" in html.text
    page = json_of(explorer, path.format(**ids))
    assert page["title"]
    assert page["kind"]


@pytest.mark.parametrize("kind", ["figures", "articles", "outlets", "sources", "stories"])
@pytest.mark.parametrize("name", ["nothing", "9" * 300, "%27%3B--", "-1", "%00", "%F0%9F%92%A5"])
def test_unknown_ids_are_404_with_a_sentence(explorer: Datasette, kind: str, name: str) -> None:
    html = get(explorer, f"/{kind}/{name}")
    assert html.status_code == 404
    assert "in the ledger" in html.text
    answer = get(explorer, f"/{kind}/{name}.json")
    assert answer.status_code == 404
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/?sort=truth", "severity, newest"),
        ("/articles/{wire}?version=two", "whole number"),
        ("/articles/{wire}?version=9", "no version 9"),
        ("/outlets/northline?page=-1", "whole number"),
        ("/outlets/northline?page=99999999999999999999999", "whole number"),
        ("/sources/{guard}?page=0", "whole number"),
        ("/articles/{edited}/versions?old=7", "no version 7"),
        ("/figures?verdict=true", "single, agree"),
        ("/figures?sort=truth", "severity, newest"),
        ("/runs?run=x", "whole number"),
        ("/figures?tier=lead&tier=contradiction", "can be given once"),
        ("/stories/ferry?page=x", "whole number"),
    ],
)
def test_wrong_parameters_are_400_with_a_sentence(
    explorer: Datasette, ids: Mapping[str, str], path: str, says: str
) -> None:
    path = path.format(**ids)
    html = get(explorer, path)
    assert html.status_code == 400
    assert says in html.text
    head, _, query = path.partition("?")
    answer = get(explorer, f"{'/' if head == '/' else head}.json?{query}")
    assert answer.status_code == 400
    assert says in answer.json()["error"]


def test_home_puts_the_conflict_first(explorer: Datasette, ids: Mapping[str, str]) -> None:
    page = json_of(explorer, "/")
    assert page["conflict_count"] == 1
    first, leads = page["tiers"]
    assert (first["tier"], first["count"], leads["count"]) == ("contradiction", 1, 0)
    assert 0 < first["measured"]["right"] <= first["measured"]["of"]
    card = first["conflicts"][0]
    assert card["id"] == ids["dead"]
    assert card["relation"] == "reporting error"
    assert [side["called"] for side in card["sides"]] == ["14", "41", "nine"]
    assert card["sides"][0]["copies"] == ["Tessaly Herald"]
    assert "Northline" in card["sides"][0]["outlets"]
    assert card["sides"][2]["withdrawn_everywhere"]
    assert page["silent_edits"][0]["old_quote"] == "nine"
    assert page["problem_count"] == 1


def test_figure_says_why_and_shows_the_number_in_its_sentence(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = json_of(explorer, f"/figures/{ids['dead']}")
    assert page["verdict"]["name"] == "conflict"
    assert page["why"].startswith("14 and 41 are both from")
    claim = page["readings"][0]["claims"][0]
    low, high = claim["mark"]
    assert claim["sentence"][low:high] == claim["printed"]
    replaced = {reading["called"]: reading["superseded"] for reading in page["readings"]}
    assert replaced == {"14": None, "41": None, "nine": "14 was printed four hours after 9."}
    html = get(explorer, f"/figures/{ids['dead']}").text
    assert "<mark>Fourteen</mark> people died" in html
    assert "#:~:text=The%20coast%20guard%20put%20the%20number" in html
    assert html.count('class="chart"') == 2


def test_the_two_sentences_that_disagree_come_first(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = json_of(explorer, f"/figures/{ids['dead']}")
    first, second = page["opposed"]
    assert (first["called"], second["called"]) == ("14", "41")
    assert first["claim"]["outlet"] == "Ostmark Wire"
    assert {first["id"], second["id"]} == {page["basis"]["reading_a"], page["basis"]["reading_b"]}
    html = get(explorer, f"/figures/{ids['dead']}").text
    above = html[html.index("<h1>") : html.index("<svg")]
    assert "<mark>Fourteen</mark>" in above
    assert "<mark>41</mark>" in above
    assert "Selwyn Coast Guard" in above
    assert json_of(explorer, f"/figures/{ids['jobs']}")["opposed"] == []


def test_a_number_of_a_later_version_has_the_time_it_was_seen(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = json_of(explorer, f"/figures/{ids['dead']}")
    claims = [claim for reading in page["readings"] for claim in reading["claims"]]
    edited = [claim for claim in claims if claim["outlet"] == "Northline"]
    assert {claim["printed"]: claim["at"] for claim in edited} == {
        "nine": "2031-05-13T06:10:00Z",
        "14": "2031-05-14T08:00:00Z",
    }


def test_merged_figures_redirect(explorer: Datasette, ids: Mapping[str, str]) -> None:
    response = get(explorer, "/figures/0ld")
    assert response.status_code == 301
    assert response.headers["location"] == f"/figures/{ids['dead']}"
    assert get(explorer, "/figures/0ld.json").headers["location"].endswith(".json")


def test_article_marks_every_claim(explorer: Datasette, ids: Mapping[str, str]) -> None:
    html = get(explorer, f"/articles/{ids['wire']}").text
    assert f'href="/figures/{ids["dead"]}" aria-describedby' in html
    assert ">Fourteen</a>" in html
    page = json_of(explorer, f"/articles/{ids['wire']}")
    for claim in page["claims"]:
        assert page["text"][claim["start"] : claim["end"]] == claim["printed"]
    assert page["versions"][0]["warc_offset"] == 2048
    assert page["copied_by"][0]["outlet"] == "Tessaly Herald"


def test_older_version_is_shown_on_request(explorer: Datasette, ids: Mapping[str, str]) -> None:
    page = get(explorer, f"/articles/{ids['edited']}.json?version=1").json()
    assert [claim["printed"] for claim in page["claims"]] == ["nine"]
    assert page["revisions"][0]["new_quote"] == "14"


@pytest.mark.parametrize("path", ["/", "/figures/{hostile}", "/articles/{hostile_article}"])
def test_hostile_text_is_inert_and_whole(
    explorer: Datasette, ids: Mapping[str, str], path: str
) -> None:
    html = get(explorer, path.format(**ids)).text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>person" not in html
    assert "\u202e" not in html
    assert 'href="javascript:' not in html


FILTERS = (
    {"verdict": "conflict"}, {"tier": "contradiction"}, {"outlet": "northline"}, {"story": "ferry"},
    {"kind": "percent"}, {"from": "2031-05-14"}, {"to": "2031-05-12"}, {"words": "ferry"},
    {"q": "ferry"},
)  # fmt: skip


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: next(iter(filters)))
def test_each_filter_narrows_the_page_its_json_and_its_csv(
    explorer: Datasette, filters: dict[str, str]
) -> None:
    query = urlencode({**filters, "sort": "label"})
    every = {card["id"] for card in get(explorer, "/figures.json").json()["figures"]}
    found = {card["id"] for card in get(explorer, f"/figures.json?{query}").json()["figures"]}
    assert found < every
    lines = csv.DictReader(io.StringIO(get(explorer, f"/figures.csv?{query}").text))
    assert {line["id"] for line in lines} == found
    html = get(explorer, f"/figures?{query}").text
    assert all((f'/figures/{one}"' in html) == (one in found) for one in every)


@pytest.mark.parametrize("path", ["/figures", "/stories", "/outlets", "/sources", "/runs"])
def test_a_parameter_that_is_none_is_not_passed_over_in_silence(
    explorer: Datasette, path: str
) -> None:
    """Programs get 400, readers a line; what chats hang on to links is nobody's question."""
    for form in (".json", ".csv"):
        answer = get(explorer, f"{path}{form}?since=2031-01-01")
        assert answer.status_code == 400
        assert "“since”: no parameter here" in answer.text
    page = get(explorer, f"{path}?since=2031-01-01")
    assert page.status_code == 200
    assert "does not know “since”" in page.text
    assert get(explorer, f"{path}.json?utm_source=chat&fbclid=x").status_code == 200


def test_json_keeps_hostile_text_as_it_is(explorer: Datasette, ids: Mapping[str, str]) -> None:
    text = json_of(explorer, f"/articles/{ids['hostile_article']}")["text"]
    assert "\u202e" in text
    assert "<script>" in text
    assert json.dumps(text)


def test_no_page_says_who_is_right(explorer: Datasette, ids: Mapping[str, str]) -> None:
    for path in PAGES:
        html = get(explorer, path.format(**ids)).text.lower()
        for word in ("correct figure", "true value", "false claim", "fake", "liar", "debunk"):
            assert word not in html


def test_versions_side_by_side(explorer: Datasette, ids: Mapping[str, str]) -> None:
    path = f"/articles/{ids['edited']}/versions"
    page = json_of(explorer, path)
    assert page["revisions"][0]["old_quote"] == "nine"
    html = get(explorer, path).text
    assert "<del>nine</del>" in html
    assert "<ins>14</ins>" in html
    article = get(explorer, f"/articles/{ids['edited']}").text
    assert '<del class="was">nine</del> <a class="claim' in article
    assert get(explorer, f"/articles/{ids['wire']}/versions").status_code == 404


def test_public_versions_show_numbers_and_no_text(
    public: Datasette, ids: Mapping[str, str]
) -> None:
    page = json_of(public, f"/articles/{ids['edited']}/versions")
    assert page["rows"] == []
    assert page["revisions"]


def test_figures_filter_by_verdict(explorer: Datasette, ids: Mapping[str, str]) -> None:
    page = get(explorer, "/figures.json?verdict=agree&verdict=conflict&sort=label").json()
    assert [card["id"] for card in page["figures"]] == [ids["hurt"], ids["dead"]]
    assert page["count"] == 2


def test_runs_show_problems_of_one_run(explorer: Datasette) -> None:
    assert len(get(explorer, "/runs.json?run=2").json()["problems"]) == 1
    assert get(explorer, "/runs.json?run=1").json()["problems"] == []


def test_no_rate_is_stated_that_was_not_measured(explorer: Datasette) -> None:
    page = json_of(explorer, "/accuracy")
    html = get(explorer, "/accuracy").text
    if not page["measured"]:
        assert "No error rate is stated in this release yet" in html
    for item in page["measured"]:
        assert {"what", "rate", "on", "with", "at"} <= set(item)


def test_an_entity_that_counts_nothing_has_the_conflicts_around_it(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    page = json_of(explorer, f"/sources/{ids['place']}")
    assert page["claim_count"] == 0
    assert [item["id"] for item in page["disputes"]] == [ids["dead"]]
    assert [item["id"] for item in page["mentions"]] == [ids["wire"]]
    named = json_of(explorer, f"/articles/{ids['wire']}")["entities"]
    assert named[0]["name"] == "Port Selwyn"
    assert json_of(explorer, f"/sources/{ids['guard']}")["disputes"] == []
