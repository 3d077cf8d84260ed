"""Opening a ledger, and writing one transaction at a time."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db.connection import LedgerError, checkpoint, connect, writing

pytestmark = pytest.mark.usefixtures("migrated_ledgers")


def test_connect_sets_the_ledger_up(path):
    db = connect(path)
    pragmas = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
    }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "synchronous": 1,
    }
    assert "claims" in db.table_names()
    db.close()


def test_connecting_again_changes_nothing(path, snapshot):
    db = connect(path)
    before = snapshot(db)
    db.close()
    db = connect(path, create=False)
    assert snapshot(db) == before
    db.close()


def _other_database(path):
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE recipes (id)")
    conn.close()


def _newer_ledger(path):
    db = connect(path)
    db.table("_sqlite_migrations").insert(
        {"migration_set": "claimledger", "name": "m9999_tomorrow", "applied_at": "2099"}
    )
    db.close()


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda path: None, "there is no ledger here"),
        (lambda path: path.write_text("far too many words to be a database " * 9), "not a ledger"),
        (lambda path: path.mkdir(), "cannot be opened"),
        (_other_database, "not a ledger of claimledger"),
        (_newer_ledger, r"newer claimledger \(it has m9999_tomorrow\)"),
    ],
    ids=["missing", "text file", "folder", "other database", "newer"],
)
def test_connect_refuses_what_is_no_ledger(path, prepare, message):
    prepare(path)
    with pytest.raises(LedgerError, match=message) as caught:
        connect(path, create=False)
    assert str(path) in str(caught.value)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LedgerError, match="cannot be opened"):
        connect(tmp_path / "no" / "ledger.db")


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    db = connect(path)
    assert "claims" in db.table_names()
    db.close()


def test_writing_takes_the_lock_at_once(db, path):
    other = sqlite3.connect(path, timeout=0)
    with writing(db), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def _write_and_fail(db, sql):
    with writing(db):
        db.conn.execute(sql)
        raise ZeroDivisionError


def test_writing_rolls_back_on_an_error(db, snapshot):
    before = snapshot(db)
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(db, "DELETE FROM outlet_hosts")
    assert snapshot(db) == before
    assert not db.conn.in_transaction


def test_writing_inside_writing_is_a_part_of_it(db):
    with writing(db):
        db.conn.execute("INSERT INTO tombstones VALUES ('a', 'x', 'y')")
        with pytest.raises(ZeroDivisionError):
            _write_and_fail(db, "INSERT INTO tombstones VALUES ('b', 'x', 'y')")
        with writing(db):
            db.conn.execute("INSERT INTO tombstones VALUES ('c', 'x', 'y')")
        assert db.conn.in_transaction
    assert db.execute("SELECT group_concat(url) FROM tombstones").fetchone() == ("a,c",)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("PRAGMA query_only = 1", "may not be written"),
        ("PRAGMA max_page_count = 1", "the disk is full"),
    ],
)
def test_a_ledger_that_cannot_be_written_says_why(db, spoil, message, snapshot):
    before = snapshot(db)
    db.conn.execute(spoil).fetchall()
    with pytest.raises(LedgerError, match=message):
        _fill(db)
    assert snapshot(db) == before
    assert not db.conn.in_transaction


def _fill(db):
    with writing(db):
        db.conn.executemany(
            "INSERT INTO tombstones VALUES (?, 'x', 'y')", [(f"{n:0500}",) for n in range(500)]
        )


def test_a_busy_ledger_says_so(db, path):
    db.conn.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="another process"):
        _fill(db)
    assert not checkpoint(db)
    other.close()


def test_a_mistake_in_the_sql_is_not_hidden(db):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), writing(db):
        db.conn.execute("DELETE FROM nowhere")


def test_checkpoint_empties_the_log(db, path):
    log = path.with_name(path.name + "-wal")
    with writing(db):
        db.conn.execute("INSERT INTO tombstones VALUES ('a', 'x', 'y')")
    assert log.stat().st_size > 0
    assert checkpoint(db)
    assert log.stat().st_size == 0


def test_checkpoint_gives_way_to_a_reader(db, path):
    db.conn.execute("PRAGMA busy_timeout = 0")
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM outlets").fetchone()
    with writing(db):
        db.conn.execute("INSERT INTO tombstones VALUES ('a', 'x', 'y')")
    assert not checkpoint(db)
    reader.close()
    assert checkpoint(db)


OPENS = """
import sys
from db.connection import connect
sys.stdin.readline()
connect(sys.argv[1]).close()
"""


def _start(script: str, path: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path), *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(*processes: subprocess.Popen[str]) -> list[str]:
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [(process.communicate(timeout=60), process.returncode) for process in processes]
    assert [code for _, code in ended] == [0] * len(processes), ended
    return [out for (out, _), _ in ended]


def test_two_processes_may_create_the_same_ledger(path):
    _finish(_start(OPENS, path), _start(OPENS, path))
    db = connect(path, create=False)
    assert db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == len(
        {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations")}
    )
    db.close()


WRITES = """
import sys
from db.connection import connect, writing
db = connect(sys.argv[1])
sys.stdin.readline()
for turn in range(60):
    with writing(db):
        seen = db.execute("SELECT count(*) FROM tombstones").fetchone()[0]
        db.conn.execute("INSERT INTO tombstones VALUES (?, ?, '')", [f"{sys.argv[2]}{turn}", seen])
db.close()
"""


def test_two_writers_take_turns(path):
    connect(path).close()
    _finish(_start(WRITES, path, "a"), _start(WRITES, path, "b"))
    db = connect(path)
    counted = [int(seen) for (seen,) in db.execute("SELECT reason FROM tombstones")]
    assert sorted(counted) == list(range(120)), "each writer saw all that was written before"
    db.close()
