"""Crosschecking in steps gives what crosschecking at once gives; the generated news is repeatable."""

from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from benchmarks.growth import OUTLETS, Written, add, articles
from claimledger.crosschecking import crosscheck
from db.connection import connect, writing

NOW = datetime(2031, 4, 1, tzinfo=UTC)


def ledger(path: Path) -> Database:
    db = connect(path)
    with writing(db):
        db.conn.executemany(
            "INSERT INTO outlets (id, name) VALUES (?, ?)",
            [(f"outlet-{n}", f"Outlet {n}") for n in range(OUTLETS)],
        )
    return db


def checked(path: Path, steps: list[list[Written]]) -> set[tuple[frozenset[str], str]]:
    db = ledger(path)
    sizes = []
    for step in steps:
        add(db, step)
        sizes.append(crosscheck(db, clock=lambda: NOW, step=lambda *_: None).counts["articles"])
    assert len(steps) == 1 or max(sizes) < sum(map(len, steps))
    figures: dict[str, set[str]] = {}
    for figure, claim in db.conn.execute("SELECT figure_id, claim_id FROM figure_claims"):
        figures.setdefault(figure, set()).add(claim)
    verdicts = dict(db.conn.execute("SELECT id, verdict FROM figures").fetchall())
    db.close()
    return {(frozenset(claims), verdicts[key]) for key, claims in figures.items()}


def test_the_news_is_the_same_in_any_number() -> None:
    assert list(articles(20)) == list(articles(30))[:20]


def test_steps_in_any_order_and_all_at_once_agree(tmp_path: Path) -> None:
    news = list(articles(36))
    whole = checked(tmp_path / "whole.db", [news])
    steps = [news[n : n + 9] for n in range(0, 36, 9)]
    assert checked(tmp_path / "steps.db", steps) == whole
    assert checked(tmp_path / "back.db", steps[::-1]) == whole
    assert sum(len(claims) for claims, _ in whole) == 36 * 20
