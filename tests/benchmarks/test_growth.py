"""Crosschecking in steps gives what crosschecking at once gives; the generated news is repeatable."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from benchmarks.growth import CLAIMS_PER_ARTICLE, OUTLETS, Written, add, articles, settle
from claimledger.crosschecking import crosscheck
from db.connection import connect, writing

pytestmark = pytest.mark.slow

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
    news = [*list(articles(12))[:3], *list(articles(12))[8:11]]  # of two events
    whole = checked(tmp_path / "whole.db", [news])
    steps = [news[n : n + 2] for n in range(0, 6, 2)]
    assert checked(tmp_path / "steps.db", steps) == whole
    assert checked(tmp_path / "back.db", steps[::-1]) == whole
    of_the_month = 2  # the first article of each event counts something for its month
    assert sum(len(claims) for claims, _ in whole) == 6 * CLAIMS_PER_ARTICLE + of_the_month


TABLES = {
    "figures": "story_id", "story_articles": "story_id", "copies": "article_id", "stories": "id",
    "readings": "figure_id", "figure_claims": "figure_id", "relations": "figure_id",
}  # fmt: skip


def rest(db: Database, inside: set[str]) -> dict[str, list[tuple[object, ...]]]:
    """The crosschecked rows that do not belong to these stories, figures and articles."""
    found = {}
    for table, column in TABLES.items():
        cursor = db.conn.execute(f"SELECT * FROM {table}")
        at = [name for name, *_ in cursor.description].index(column)
        found[table] = sorted((row for row in cursor if row[at] not in inside), key=repr)
    return found


def test_one_new_article_touches_its_own_story_only(tmp_path: Path) -> None:
    """In steps of SQLite's machine, which count the rows looked at, and in rows written."""
    steps = {}
    for claims in (1_000, 4_000):
        db = ledger(tmp_path / f"{claims}.db")
        for table in ("claims", "articles"):  # nobody searches here
            db.conn.execute(f"DROP TRIGGER {table}_ai")
        news = list(articles(claims // CLAIMS_PER_ARTICLE))
        add(db, news[1:])
        settle(db, [one.id for one in news[1:40]])  # all but the last five events were checked
        crosscheck(db, clock=lambda: NOW, step=lambda *_: None)
        add(db, news[:1])
        own = {one.id for one in news[:8]}
        marks = ", ".join("?" * len(own))
        of_story = f"SELECT story_id FROM story_articles WHERE article_id IN ({marks})"
        inside = own | {key for (key,) in db.conn.execute(of_story, sorted(own))}
        of_figure = f"SELECT id FROM figures WHERE story_id IN ({of_story})"
        inside |= {key for (key,) in db.conn.execute(of_figure, sorted(own))}
        before = rest(db, inside)
        ticks: list[int] = []
        db.conn.set_progress_handler(lambda seen=ticks: seen.append(1), 1000)
        counts = crosscheck(db, clock=lambda: NOW, step=lambda *_: None).counts
        db.conn.set_progress_handler(None, 0)
        assert (counts["articles"], counts["rows_written"] > 0) == (8, True)
        inside |= {key for (key,) in db.conn.execute(of_figure, sorted(own))}
        assert rest(db, inside) == {
            table: [row for row in rows if not inside & set(row)] for table, rows in before.items()
        }
        assert crosscheck(db, clock=lambda: NOW, step=lambda *_: None).counts == {}
        steps[claims] = len(ticks)
        db.close()
    assert steps[4_000] < 2 * steps[1_000]
