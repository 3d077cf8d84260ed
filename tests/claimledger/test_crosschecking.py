"""Rules changed, the crosscheck runs again: in batches, and what lasts stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from benchmarks.growth import OUTLETS, add, articles
from claimledger import crosschecking
from claimledger.engines import Opened, here, processes
from claimledger.exits import CommandError
from db.connection import connect, writing
from db.decisions import articles_decided, decide
from db.shards import Engine, WorkerDied
from db.touching import rules_in_force, touched

NOW = datetime(2031, 4, 1, tzinfo=UTC)
LATER = datetime(2031, 5, 1, tzinfo=UTC)


def made(path: Path) -> Database:
    """A ledger of three events, eight articles each, that were not crosschecked."""
    db = connect(path)
    with writing(db):
        db.conn.executemany(
            "INSERT INTO outlets (id, name) VALUES (?, ?)",
            [(f"outlet-{n}", f"Outlet {n}") for n in range(OUTLETS)],
        )
    add(db, [replace(one, claims=one.claims[:3]) for one in articles(24)])
    return db


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    db = made(tmp_path / "ledger.db")
    check(db, NOW)
    return db


def check(db: Database, now: datetime, opened: Opened = here) -> dict[str, int]:
    report = crosschecking.crosscheck(db, clock=lambda: now, step=lambda *_: None, opened=opened)
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


@pytest.mark.slow
def test_two_workers_make_the_rows_of_one(tmp_path: Path, ledger: Database) -> None:
    other = made(tmp_path / "other.db")
    check(other, NOW, processes(2))
    assert held(other) == held(ledger)
    assert touched(other) == []
    assert not (tmp_path / "other.db.shards").exists()


class Lost:
    """Workers that all end over their work."""

    ahead = 3

    def begin(self, *_: object) -> "Lost":
        return self

    def exception(self) -> WorkerDied:
        return WorkerDied("killed")

    def result(self) -> str:
        raise self.exception()


def test_what_no_worker_can_do_is_done_here(tmp_path: Path, ledger: Database) -> None:
    @contextmanager
    def opened(pieces: int) -> Iterator[Engine]:
        yield Lost()  # type: ignore[misc]

    other = made(tmp_path / "other.db")
    check(other, NOW, opened)
    assert held(other) == held(ledger)


def test_a_worker_of_other_rules_is_refused(ledger: Database, tmp_path: Path) -> None:
    shard = crosschecking.make_shard(
        crosschecking.load_check_batch(ledger, []), [], "others", "now"
    )
    with pytest.raises(CommandError, match="other rules"):
        crosschecking.fill_shard(shard, tmp_path)


def test_what_a_decision_speaks_of_is_compared_together(ledger: Database) -> None:
    ids = [key for (key,) in ledger.conn.execute("SELECT id FROM claims ORDER BY id")]
    homes = dict(ledger.conn.execute("SELECT id, article_id FROM claims"))
    (figure,) = ledger.conn.execute("SELECT id FROM figures ORDER BY id LIMIT 1").fetchone()
    decide(ledger, "ada", f"claim:{ids[0]} claim:{ids[-1]}", "same_figure", "2031-04-02T00:00:00Z")
    decide(ledger, "ada", f"figure:{figure}", "note", "2031-04-03T00:00:00Z", "seen")
    pair, of_figure = articles_decided(ledger)
    assert pair == {homes[ids[0]], homes[ids[-1]]}
    assert of_figure > {figure}
    check(ledger, LATER)
    joined = ledger.conn.execute(
        "SELECT count(DISTINCT figure_id) FROM figure_claims WHERE claim_id IN (?, ?)",
        [ids[0], ids[-1]],
    ).fetchone()
    assert joined == (1,)
