"""A backup is whole, or there is none."""

import sqlite3

import pytest

from db.backup import backup
from db.connection import LedgerError, connect, writing


def test_a_backup_has_everything_and_is_one_file(judged, db, tmp_path, snapshot):
    target = tmp_path / "copy.db"
    assert backup(db, target) == target
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == ["copy.db"]
    conn = sqlite3.connect(target)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    conn.close()
    copy = connect(target, create=False)
    assert snapshot(copy) == snapshot(db)
    copy.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    copy.close()


def test_a_backup_is_of_what_was_committed(db, path, tmp_path):
    writer = connect(path)
    with writing(writer):
        writer.conn.execute("INSERT INTO tombstones VALUES ('a', '', '')")
        backup(db, tmp_path / "copy.db")
    writer.close()
    copy = connect(tmp_path / "copy.db")
    assert copy.table("tombstones").count == 0
    copy.close()


def test_a_backup_overwrites_nothing(db, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(LedgerError, match="exists already"):
        backup(db, target)
    assert target.read_text() == "precious"


def test_a_backup_that_cannot_be_written_leaves_nothing(db, tmp_path):
    with pytest.raises(LedgerError, match="no backup was written"):
        backup(db, tmp_path / "missing" / "copy.db")


def test_a_rest_of_a_broken_backup_is_no_obstacle(db, tmp_path):
    (tmp_path / "copy.db.part").write_text("half a copy")
    backup(db, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.part").exists()
