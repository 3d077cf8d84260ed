"""Pages, lists and JSON say which verdicts rest on what a language model answered."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.explore.signed import cookies

SAYS = "Rests on what a language model answered (small-1), not a person."


def page(datasette: Datasette, path: str) -> Any:
    return asyncio.run(datasette.client.get(path))


@pytest.fixture
def decided(copy_of_ledger: Path, ids: Mapping[str, str]) -> Callable[[str], None]:
    """Has somebody confirm the relations of the deaths."""

    def decide(actor: str) -> None:
        facts = {"decided": "confirmed", "decided_by": actor, "decided_on": "2031-05-14"}
        with closing(sqlite3.connect(copy_of_ledger)) as conn, conn:
            claims = conn.execute(
                "SELECT claim_id FROM figure_claims WHERE figure_id = ? ORDER BY claim_id LIMIT 2",
                [ids["dead"]],
            )
            subject = " ".join(f"claim:{claim}" for (claim,) in claims)
            conn.execute(
                "INSERT INTO decisions (at, actor, subject, action) VALUES (?, ?, ?, ?)",
                ["2031-05-14T12:00:00Z", actor, subject, "same_conflict"],
            )
            conn.execute(
                "UPDATE relations SET facts = ? WHERE figure_id = ?",
                [json.dumps(facts), ids["dead"]],
            )

    return decide


def test_a_verdict_on_a_models_word_says_so(
    copy_of_ledger: Path,
    ids: Mapping[str, str],
    decided: Callable[[str], None],
    make_explorer: Callable[..., Datasette],
) -> None:
    decided("model:small-1")
    explorer = make_explorer(copy_of_ledger)
    address = f"/figures/{ids['dead']}"
    for path in (address, f"{address}/dossier", "/figures", "/"):
        assert SAYS in page(explorer, path).text, path
    assert page(explorer, f"{address}.json").json()["models"] == ["small-1"]
    desk = make_explorer(copy_of_ledger, reviewers={"id": "vera"})
    with closing(sqlite3.connect(copy_of_ledger)) as conn:
        ends = conn.execute(
            "SELECT x.claim_id, y.claim_id FROM relations r "
            "JOIN figure_claims x ON x.reading_id = r.reading_a "
            "JOIN figure_claims y ON y.reading_id = r.reading_b WHERE r.figure_id = ?",
            [ids["dead"]],
        ).fetchone()
    pair = f"/review?a={ends[0]}&b={ends[1]}"
    shown = asyncio.run(desk.client.get(pair, cookies=cookies(desk)))
    assert SAYS in shown.text
    rows = page(explorer, "/ledger/on_a_models_word.json?_shape=objects").json()["rows"]
    assert [(row["figure_id"], row["model"]) for row in rows] == [(ids["dead"], "model:small-1")]


def test_a_verdict_on_a_persons_word_does_not(
    copy_of_ledger: Path,
    ids: Mapping[str, str],
    decided: Callable[[str], None],
    make_explorer: Callable[..., Datasette],
) -> None:
    decided("vera")
    explorer = make_explorer(copy_of_ledger)
    found = page(explorer, f"/figures/{ids['dead']}")
    assert "language model" not in found.text
    assert page(explorer, f"/figures/{ids['dead']}.json").json()["models"] == []


def test_two_models_of_one_mind_are_both_named(
    copy_of_ledger: Path,
    ids: Mapping[str, str],
    decided: Callable[[str], None],
    make_explorer: Callable[..., Datasette],
) -> None:
    decided("model:a, b, model:c")
    found = page(make_explorer(copy_of_ledger), f"/figures/{ids['dead']}.json").json()
    assert found["models"] == ["a, b", "c"]
