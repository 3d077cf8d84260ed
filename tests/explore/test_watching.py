"""Watches in the browser: begun and ended by reviewers alone, shown to nobody on a public server."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from datasette.app import Datasette

from tests.explore.signed import REVIEWER, cookies, post

SENTENCE = "Coast guard officials say 41 people died in the ferry fire"


@pytest.fixture
def path(copy_of_ledger: Path) -> Path:
    """A ledger that a test may write to."""
    return copy_of_ledger


def get(datasette: Datasette, address: str, **more: Any) -> httpx.Response:
    return asyncio.run(datasette.client.get(address, **more))


def send(
    datasette: Datasette, address: str, form: Mapping[str, str], actor: Mapping[str, str] = REVIEWER
) -> httpx.Response:
    return post(datasette, address, form, actor, page="/watches")


def rows(path: Path, table: str = "watches") -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute(f"select * from {table}")]


def test_a_reviewer_begins_and_ends_a_watch(
    path: Path, make_explorer: Callable[..., Datasette], ids: Mapping[str, str]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    form = {
        "kind": "figure",
        "target": ids["dead"],
        "conflict": "1",
        "changed": "1",
        "percent": "5",
    }
    answer = send(desk, "/watches/begin", form)
    assert (answer.status_code, answer.headers["location"]) == (302, "/watches")
    (watch,) = rows(path)
    assert (watch["actor"], watch["events"], watch["percent"]) == ("vera", "conflict changed", 5.0)
    assert watch["name"] == "People killed in the ferry fire off Port Selwyn"
    html = get(desk, "/watches", cookies=cookies(desk)).text
    assert "a number that moved by more than 5 %" in html
    assert send(desk, f"/watches/{watch['id']}/end", {}).status_code == 302
    assert rows(path) == []


@pytest.mark.parametrize("actor", [{"id": "mallory"}, {}])
def test_others_write_nothing(
    path: Path, make_explorer: Callable[..., Datasette], actor: dict[str, str]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    form = {"kind": "search", "target": "ferry", "conflict": "1"}
    assert send(desk, "/watches/begin", form, actor).status_code == 403
    assert rows(path) == []


def test_a_form_of_another_site_writes_nothing(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    form = {"kind": "search", "target": "ferry", "conflict": "1"}
    sent = desk.client.post("/watches/begin", data=form, cookies=cookies(desk), headers=headers)
    assert asyncio.run(sent).status_code == 403
    assert get(desk, "/watches/begin", cookies=cookies(desk)).status_code == 405
    assert rows(path) == []


@pytest.mark.parametrize(
    "address",
    [
        "/watches/begin",
        "/watches/1/end",
        "/figures/{dead}/decide",
        "/review/answer",
        "/review/undo",
    ],
)
def test_a_public_server_writes_for_nobody(
    path: Path, make_explorer: Callable[..., Datasette], ids: Mapping[str, str], address: str
) -> None:
    server = make_explorer(path, reviewers=REVIEWER, public=True)
    form = {"kind": "search", "target": "ferry", "about": "figure", "action": "note", "note": "x"}
    assert send(server, address.format(**ids), form).status_code in (403, 404)
    assert rows(path) == rows(path, "decisions") == []


def test_a_public_server_shows_nothing_of_what_is_watched(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    send(desk, "/watches/begin", {"kind": "search", "target": "zeppelin", "conflict": "1"})
    server = make_explorer(path, public=True)
    for address in (
        "/watches", "/watches.json", "/watches?watch=1", "/feeds/watches.atom", "/watches/1.atom",
        "/watches/1.feed.json", "/ledger/watches", "/ledger/watches.json", "/ledger/alerts",
        "/ledger/deliveries", "/ledger/watches/1",
    ):  # fmt: skip
        answer = get(server, address)
        assert answer.status_code in (403, 404), address
        assert "zeppelin" not in answer.text
    assert "/watches" not in get(server, "/").text
    assert "zeppelin" not in get(server, "/ledger").text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "figure", "target": "nothing", "conflict": "1"},
        {"kind": "search", "target": "ferry"},
        {"kind": "search", "target": "ferry", "conflict": "1", "percent": "many"},
        {"kind": "search", "target": "ferry", "conflict": "1", "hours": "-1"},
        {"kind": "story", "target": "' OR 1=1 --", "conflict": "1"},
    ],
)
def test_what_cannot_be_watched_is_told(
    path: Path, make_explorer: Callable[..., Datasette], form: dict[str, str]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    assert send(desk, "/watches/begin", form).status_code in (400, 404)
    assert rows(path) == []


@pytest.mark.parametrize("number", ["7", "x", "1'", "٣", "9" * 40])
def test_only_what_is_there_ends(
    path: Path, make_explorer: Callable[..., Datasette], number: str
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    assert send(desk, f"/watches/{number}/end", {}).status_code == 404


def test_alerts_are_a_feed_whose_ids_stay(
    path: Path, make_explorer: Callable[..., Datasette], ids: Mapping[str, str]
) -> None:
    desk = make_explorer(path, reviewers=REVIEWER)
    send(desk, "/watches/begin", {"kind": "sentence", "target": SENTENCE, "conflict": "1"})
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(
            "INSERT INTO alerts (watch_id, event, kind, figure_id, title, text, at, known) "
            "VALUES (1, 'e', 'conflict', ?, '<b>New</b>', 'a\nb', '2031-05-14T10:00:00Z', 0)",
            [ids["dead"]],
        )
        conn.commit()
    for address in ("/feeds/watches.atom", "/watches/1.atom"):
        feed = ElementTree.fromstring(get(desk, address).content)
        space = {"a": "http://www.w3.org/2005/Atom"}
        assert feed.findtext("a:entry/a:id", namespaces=space) == "urn:claimledger:alert:1:e"
        assert feed.findtext("a:entry/a:title", namespaces=space) == "<b>New</b>"
    assert get(desk, "/watches/1.feed.json").json()["items"][0]["url"].endswith(ids["dead"])
    assert get(desk, "/watches/2.atom").status_code == 404
    assert "&lt;b&gt;New" in get(desk, "/watches?watch=1").text


def test_a_story_and_a_sentence_have_feeds(explorer: Datasette, ids: Mapping[str, str]) -> None:
    with closing(sqlite3.connect(explorer.get_database("ledger").path)) as conn:
        (labels,) = conn.execute("SELECT count(*) FROM figure_history").fetchone()
    assert labels
    for address in ("/stories/ferry.feed.json", f"/feeds/check.json?text={SENTENCE}"):
        feed = get(explorer, address).json()
        assert feed["feed_url"].endswith(address.replace(" ", "+"))
    assert get(explorer, "/stories/nothing.atom").status_code == 404
    assert get(explorer, "/feeds/check.atom").status_code == 400
