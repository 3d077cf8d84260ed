"""The review page: answered and undone by reviewers alone, by POST, with a token."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from datasette.app import Datasette

from answers.actions import ON_PAIR, UNDO
from answers.review import whole_words
from claimledger.cli import cli
from tests.explore.signed import REVIEWER, cookies, post


@pytest.fixture
def path(copy_of_ledger: Path) -> Path:
    """A ledger that a test may write to, with a judge that was unsure of its clashes."""
    with closing(sqlite3.connect(copy_of_ledger)) as conn, conn:
        conn.execute("UPDATE relations SET probability = 0.7")
    return copy_of_ledger


@pytest.fixture
def desk(path: Path, make_explorer: Callable[..., Datasette]) -> Datasette:
    return make_explorer(path, reviewers={"id": ["vera", "otto"]})


def get(datasette: Datasette, address: str, who: str | None = "vera") -> httpx.Response:
    jar = cookies(datasette, {"id": who}) if who else {}
    return asyncio.run(datasette.client.get(address, cookies=jar))


def send(
    datasette: Datasette, address: str, form: Mapping[str, str], who: str = "vera"
) -> httpx.Response:
    return post(datasette, address, form, {"id": who}, page="/review")


def pair(datasette: Datasette, who: str = "vera") -> dict[str, str]:
    told = get(datasette, "/review.json", who).json()["pair"]
    return {"a": told["a"]["id"], "b": told["b"]["id"]}


def decisions(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute("select * from decisions order by id")]


def test_an_answer_is_a_decision_and_undo_is_one_too(desk: Datasette, path: Path) -> None:
    asked = pair(desk)
    answer = send(desk, "/review/answer", {**asked, "answer": "other_event", "note": "two fires"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/review")
    (row,) = decisions(path)
    assert (row["actor"], row["action"], row["note"]) == ("vera", "other_event", "two fires")
    first, second = sorted(asked.values())
    assert row["subject"] == f"claim:{first} claim:{second}"
    html = get(desk, "/review").text
    assert "Recorded: other event." in html
    undone = send(desk, "/review/undo", {})
    assert undone.headers["location"] == f"/review?a={first}&b={second}"
    assert [row["action"] for row in decisions(path)] == ["other_event", "undone"]
    assert pair(desk) == asked


def test_a_double_press_is_one_answer(desk: Datasette, path: Path) -> None:
    form = {**pair(desk), "answer": "part"}
    for _ in range(2):
        assert send(desk, "/review/answer", form).status_code == 302
    assert len(decisions(path)) == 1


def test_an_answer_marks_the_articles_for_the_next_crosscheck(desk: Datasette, path: Path) -> None:
    send(desk, "/review/answer", {**pair(desk), "answer": "part"})
    with closing(sqlite3.connect(path)) as conn:
        (waiting,) = conn.execute("SELECT count(*) FROM touched_articles").fetchone()
    assert waiting == 2


def test_readers_and_other_sites_write_nothing(
    desk: Datasette, path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    form = {**pair(desk), "answer": "part"}
    assert send(desk, "/review/answer", form, "mallory").status_code == 403
    assert send(make_explorer(path), "/review/answer", form).status_code == 403
    jar = cookies(desk)
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    for address in ("/review/answer", "/review/undo"):
        sent = desk.client.post(address, data=form, cookies=jar, headers=headers)
        assert asyncio.run(sent).status_code == 403
        assert get(desk, address).status_code == 405
    assert decisions(path) == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({"answer": "part"}, 404),
        ({"answer": "undone"}, 400),
        ({"answer": "not_a_claim"}, 400),
        ({"answer": "part", "a": "' OR 1=1 --", "b": "x"}, 404),
    ],
)
def test_what_is_no_answer_is_told(
    desk: Datasette, path: Path, form: dict[str, str], status: int
) -> None:
    assert send(desk, "/review/answer", form).status_code == status
    assert send(desk, "/review/undo", {}).status_code == 404
    assert decisions(path) == []


def test_what_two_answered_is_measured_and_exported(desk: Datasette, path: Path) -> None:
    for who in ("vera", "otto"):
        while get(desk, "/review.json", who).json()["pair"]:
            send(desk, "/review/answer", {**pair(desk, who), "answer": "same_conflict"}, who)
    own = get(desk, "/accuracy.json", None).json()["own"]
    assert own["agreement"]["question"] == 1.0
    assert own["precision"][0]["rate"] == 1.0
    assert own["precision"][0]["covered"] == own["precision"][0]["shown"]
    html = get(desk, "/accuracy", None).text
    assert "A contradiction that is shown is a conflict" in html
    assert "100 of 100" in html
    lines = get(desk, "/exports/pairs.jsonl").text.splitlines()
    pairs = [json.loads(line) for line in lines]
    assert {(one["label"], one["verdict"]) for one in pairs} == {("S", "C")}
    printed = CliRunner().invoke(cli, ["decisions", "export", "--db", str(path)]).output
    assert printed.splitlines() == lines
    to = path.with_name("pairs.jsonl")
    CliRunner().invoke(cli, ["decisions", "export", "--db", str(path), "--to", str(to)])
    assert to.read_text().splitlines() == lines
    listed = CliRunner().invoke(cli, ["decisions", "list", "--db", str(path)]).output
    assert len(listed.splitlines()) == 2 * len(pairs)
    assert "vera  same question: they contradict  claim:" in listed


def test_a_public_server_asks_nobody_and_hands_out_no_pairs(
    path: Path, make_explorer: Callable[..., Datasette]
) -> None:
    server = make_explorer(path, public=True, reviewers=REVIEWER)
    page = get(server, "/review.json").json()
    assert (page["reviewer"], page["pair"]) == (None, None)
    assert "<form method" not in get(server, "/review").text
    assert get(server, "/exports/pairs.jsonl").status_code == 404


def test_every_answer_has_a_key_of_its_own(desk: Datasette) -> None:
    keys = [key for key, _ in ON_PAIR.values()] + [UNDO]
    assert len(set(keys)) == len(keys)
    html = get(desk, "/review").text
    for answer, (key, _) in ON_PAIR.items():
        assert re.search(rf'value="{answer}"[^>]* data-key="{key}"', html)


def test_public_and_review_are_not_served_together(path: Path) -> None:
    result = CliRunner().invoke(cli, ["serve", "--public", "--review", "--db", str(path)])
    assert result.exit_code == 2
    assert "never writes" in result.output


@pytest.mark.parametrize(
    ("before", "start", "shown"),
    [
        ("alley Rescuers had left. ", 400, "Rescuers had left. "),
        ("Rescuers had left. ", 19, "Rescuers had left. "),
        ("", 0, ""),
    ],
)
def test_what_stands_before_a_sentence_begins_with_a_word(
    before: str, start: int, shown: str
) -> None:
    assert whole_words(before, start) == shown
