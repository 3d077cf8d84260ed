"""Decisions: only by named reviewers, on record with who and when, and only about what is there."""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.app import Datasette

from tests.explore.signed import REVIEWER, cookies, post


@pytest.fixture
def reviewed(copy_of_ledger: Path, make_explorer: Callable[..., Datasette]) -> Datasette:
    return make_explorer(copy_of_ledger, reviewers=REVIEWER)


def decide(
    datasette: Datasette, figure: str, form: Mapping[str, str], actor: Mapping[str, str] = REVIEWER
) -> httpx.Response:
    page = f"/figures/{figure}"
    return post(datasette, f"{page}/decide", form, actor, page=page)


def decisions(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute("select * from decisions order by id")]


def test_readers_see_no_forms_and_may_not_decide(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    html = asyncio.run(explorer.client.get(f"/figures/{ids['dead']}")).text
    assert "<form method" not in html
    answer = asyncio.run(explorer.client.post(f"/figures/{ids['dead']}/decide", data={}))
    assert answer.status_code == 403


def test_other_actors_may_not_decide(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str]
) -> None:
    form = {"about": "figure", "action": "note", "note": "x"}
    answer = decide(reviewed, ids["dead"], form, {"id": "mallory"})
    assert answer.status_code == 403
    assert decisions(copy_of_ledger) == []


def test_a_form_of_another_site_writes_nothing(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str]
) -> None:
    """It has no token of ours (0.65), and a browser says where it comes from (1.0)."""
    form = {"about": "figure", "action": "note", "note": "x"}
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    path = f"/figures/{ids['dead']}/decide"
    answer = asyncio.run(
        reviewed.client.post(path, data=form, cookies=cookies(reviewed), headers=headers)
    )
    assert answer.status_code == 403
    assert decisions(copy_of_ledger) == []


def test_a_verdict_is_on_record_and_on_the_page(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str]
) -> None:
    form = {"about": "figure", "action": "verdict", "verdict": "updated", "note": "<b>later</b>"}
    answer = decide(reviewed, ids["dead"], form)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/figures/{ids['dead']}?decided=1#decisions"
    row = decisions(copy_of_ledger)[0]
    assert (row["actor"], row["subject"]) == ("vera", f"figure:{ids['dead']}")
    assert (row["action"], row["note"]) == ("verdict", "updated <b>later</b>")
    assert row["at"] == "2031-05-14T12:00:00Z"
    page = asyncio.run(reviewed.client.get(f"/figures/{ids['dead']}?decided=1")).text
    assert "&lt;b&gt;later" in page
    assert "vera" in page


def test_claims_relations_and_merges(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str]
) -> None:
    page = asyncio.run(reviewed.client.get(f"/figures/{ids['dead']}.json")).json()
    claim = page["readings"][1]["claims"][0]["id"]
    relation = page["relations"][0]
    pair = f"{relation['reading_a']} {relation['reading_b']}"
    for form in (
        {"about": "claim", "claim": claim, "action": "not_a_claim"},
        {"about": "claim", "claim": claim, "action": "other_figure", "note": "the crew alone"},
        {"about": "relation", "relation": pair, "action": "rejected"},
        {"about": "figure", "action": "same_figure", "other": f"http://x/figures/{ids['hurt']}"},
    ):
        assert decide(reviewed, ids["dead"], form).status_code == 302, form
    rows = decisions(copy_of_ledger)
    assert [row["action"] for row in rows] == [
        "not_a_claim", "other_figure", "rejected", "same_figure",
    ]  # fmt: skip
    assert rows[0]["subject"] == f"claim:{claim}"
    assert re.fullmatch(rf"claim:{claim} claim:\w+", rows[1]["subject"])
    assert rows[2]["subject"] == f"reading:{relation['reading_a']} reading:{relation['reading_b']}"
    assert rows[3]["subject"].count("claim:") == 2
    shown = asyncio.run(reviewed.client.get(f"/figures/{ids['dead']}.json")).json()["decisions"]
    assert len(shown) == 4


def test_decisions_stay_in_sight_when_readings_and_figures_are_others(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str]
) -> None:
    """Who decided what, and when: on the figure that holds the claims now, and on the article."""
    path = f"/figures/{ids['dead']}"
    page = asyncio.run(reviewed.client.get(f"{path}.json")).json()
    relation = page["relations"][0]
    pair = f"{relation['reading_a']} {relation['reading_b']}"
    claim = page["readings"][0]["claims"][0]
    for form in (
        {"about": "relation", "relation": pair, "action": "rejected", "note": "asked them"},
        {"about": "claim", "claim": claim["id"], "action": "not_a_claim"},
    ):
        assert decide(reviewed, ids["dead"], form).status_code == 302
    with closing(sqlite3.connect(copy_of_ledger)) as conn:
        conn.execute("update readings set id = id || 'x'")
        conn.execute("update figure_claims set reading_id = reading_id || 'x'")
        conn.execute(
            "update relations set reading_a = reading_a || 'x', reading_b = reading_b || 'x'"
        )
        conn.execute("delete from figure_claims where claim_id = ?", [claim["id"]])
        conn.commit()
    shown = asyncio.run(reviewed.client.get(f"{path}.json")).json()["decisions"]
    assert [(item["actor"], item["action"], item["note"]) for item in shown] == [
        ("vera", "rejected", "asked them")
    ]
    address = f"/articles/{claim['article_id']}"
    decided = asyncio.run(reviewed.client.get(f"{address}.json")).json()["decisions"]
    assert ("vera", "not_a_claim") in {(item["actor"], item["action"]) for item in decided}
    html = asyncio.run(reviewed.client.get(address)).text
    assert "not a claim, or read wrongly" in html


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"about": "figure", "action": "delete"},
        {"about": "figure", "action": "verdict", "verdict": "true"},
        {"about": "figure", "action": "note"},
        {"about": "figure", "action": "same_figure", "other": "nothing"},
        {"about": "claim", "claim": "nothing", "action": "confirmed"},
        {"about": "claim", "claim": "' or 1=1 --", "action": "confirmed"},
        {"about": "relation", "relation": "a b", "action": "rejected"},
    ],
)
def test_what_cannot_be_decided_is_told(
    reviewed: Datasette, copy_of_ledger: Path, ids: Mapping[str, str], form: dict[str, str]
) -> None:
    answer = decide(reviewed, ids["dead"], form)
    assert answer.status_code == 400
    assert decisions(copy_of_ledger) == []


def test_only_posts_decide(reviewed: Datasette, ids: Mapping[str, str]) -> None:
    answer = asyncio.run(
        reviewed.client.get(f"/figures/{ids['dead']}/decide", cookies=cookies(reviewed))
    )
    assert answer.status_code == 405
