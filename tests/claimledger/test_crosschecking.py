"""Rules changed, the crosscheck runs again: in batches, and what lasts stays."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from benchmarks.growth import OUTLETS, add, articles
from claimledger import crosschecking
from db.connection import connect, writing
from db.decisions import decide
from db.touching import rules_in_force, touched

NOW = datetime(2031, 4, 1, tzinfo=UTC)
LATER = datetime(2031, 5, 1, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    db = connect(tmp_path / "ledger.db")
    with writing(db):
        db.conn.executemany(
            "INSERT INTO outlets (id, name) VALUES (?, ?)",
            [(f"outlet-{n}", f"Outlet {n}") for n in range(OUTLETS)],
        )
    add(db, [replace(one, claims=one.claims[:3]) for one in articles(24)])
    check(db, NOW)
    return db


def check(db: Database, now: datetime) -> dict[str, int]:
    report = crosschecking.crosscheck(db, clock=lambda: now, step=lambda *_: None)
    return dict(report.counts)


def held(db: Database) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in ("stories", "figures", "figure_claims", "readings", "relations", "decisions")
    }


def test_other_rules_have_everything_done_again(
    ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    (figure,) = ledger.conn.execute(
        "SELECT id FROM figures WHERE article_count > 3 ORDER BY id LIMIT 1"
    ).fetchone()
    decide(ledger, "ada", f"figure:{figure}", "verdict", "2031-04-02T00:00:00Z", "conflict seen")
    check(ledger, NOW)
    before = held(ledger)
    assert check(ledger, NOW) == {}
    monkeypatch.setattr(crosschecking, "rules_digest", lambda: "other rules")
    monkeypatch.setattr(crosschecking, "BATCH", 1)
    batches: list[int] = []

    def step(doing: str, counts: dict[str, int]) -> None:
        batches.append(counts.get("articles", 0))

    crosschecking.crosscheck(ledger, clock=lambda: LATER, step=step)  # type: ignore[arg-type]
    assert rules_in_force(ledger, "crosscheck") == "other rules"
    assert len([size for size in batches if size]) == 3
    assert max(batches) == 8
    assert held(ledger) == before
    assert ("conflict",) in ledger.conn.execute(
        "SELECT verdict FROM figures WHERE id = ?", [figure]
    ).fetchall()
    assert check(ledger, LATER) == {}


def test_what_was_begun_goes_on(ledger: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crosschecking, "rules_digest", lambda: "other rules")
    monkeypatch.setattr(crosschecking, "BATCH", 1)
    begun: list[str] = []

    def step(doing: str, counts: dict[str, int]) -> None:
        begun.append(doing)
        if begun.count("comparing") == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crosschecking.crosscheck(ledger, clock=lambda: LATER, step=step)  # type: ignore[arg-type]
    assert 0 < len(touched(ledger)) < 24
    assert check(ledger, LATER)["articles"] == len(touched(ledger)) or not touched(ledger)
    assert touched(ledger) == []


def test_the_digest_is_of_what_decides() -> None:
    digest = crosschecking.rules_digest()
    assert len(digest) == 64
    assert digest == crosschecking.rules_digest()
