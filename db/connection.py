"""Opening a ledger, and the one way to write to it."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.migrations import migrations
from db.reading import UNWRITABLE, code_of, open_to_read

BUSY_TIMEOUT_MS = 5000
"""How long a writer waits for another one before ``database is locked``."""

WAL_PAUSE = 0.02
"""Seconds between two tries to switch a new ledger to WAL mode."""

CACHE_KIB = 65_536
"""Page cache of a connection; with SQLite's own 2 MB, writing to the indexes spills at once."""


class LedgerError(Exception):
    """The ledger cannot do what was asked; the message says why, for a person."""


class Damaged(LedgerError):
    """Pages of the ledger's file are not what was written."""


def connect(path: Path | str, *, create: bool = True) -> Database:
    """Open the ledger at ``path``, bringing its schema up to date.

    The connection runs in WAL mode with foreign keys on, a busy timeout and ``synchronous
    NORMAL``. A ledger in a folder that may not be written is opened to be read (``db.reading``).
    Raises ``LedgerError`` when the file is missing (with ``create=False``), cannot be opened, is no
    ledger, or was written by a newer claimledger; ``Damaged`` when its pages are.
    """
    path = Path(path)
    if not create and not path.exists():
        raise LedgerError(f"{path}: there is no ledger here")
    try:
        return _prepared(sqlite3.connect(path), path)
    except sqlite3.DatabaseError as error:
        if code_of(error) not in UNWRITABLE or not path.is_file():
            raise explained(error, path) from error
    try:
        return _checked(open_to_read(path), path)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error


def _prepared(conn: sqlite3.Connection, path: Path) -> Database:
    try:
        return _prepare(conn, path)
    except BaseException:
        conn.close()
        raise


def _checked(conn: sqlite3.Connection, path: Path) -> Database:
    """The ledger to be read alone: it must have the schema of this program already."""
    db = Database(conn)
    try:
        _refuse_strangers(db, path)
        if migrations.pending(db):
            raise LedgerError(
                f"{path}: written by an older claimledger, and it may not be written; "
                "copy it to where it may"
            )
    except BaseException:
        conn.close()
        raise
    return db


def _prepare(conn: sqlite3.Connection, path: Path) -> Database:
    conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    conn.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db = Database(conn)
    _refuse_strangers(db, path)
    _use_write_ahead_log(conn)
    conn.execute("PRAGMA synchronous = NORMAL")
    conn.execute("PRAGMA foreign_keys = ON")
    if migrations.pending(db):
        with writing(db):
            migrations.apply(db)
    return db


def _use_write_ahead_log(conn: sqlite3.Connection) -> None:
    """Switch a new ledger to WAL mode (it stays so), waiting for others that are at it too.

    SQLite does not wait here by itself: two that hold a read lock and want the file alone would
    wait for each other.
    """
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(WAL_PAUSE)
        else:
            return


def _refuse_strangers(db: Database, path: Path) -> None:
    """Raise ``LedgerError`` for a database that others made, or a newer claimledger."""
    names = set(db.table_names()) - {migrations.migrations_table}
    applied = {migration.name for migration in migrations.applied(db)}
    if names and not applied:
        raise LedgerError(f"{path}: a database, but not a ledger of claimledger")
    unknown = sorted(applied - {migration.name for migration in migrations._migrations})
    if unknown:
        raise LedgerError(
            f"{path}: written by a newer claimledger (it has {', '.join(unknown)}); "
            "upgrade claimledger to open it"
        )


_REASONS = {
    sqlite3.SQLITE_BUSY: "another process has been writing for too long",
    sqlite3.SQLITE_CANTOPEN: "a file cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_LOCKED: "another connection has been writing for too long",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_READONLY: "the file may not be written",
}


_TRACE = 1 << 20
"""Bytes in which the schema of a ledger stands, whatever became of its first page."""


def _was_one(path: Path | None) -> bool:
    """Whether a file that is no database any more still holds tables of one."""
    try:
        with (path or Path(os.devnull)).open("rb") as file:
            return b"CREATE TABLE outlets" in file.read(_TRACE)
    except OSError:
        return False


def explained(error: sqlite3.Error, path: Path | None = None) -> LedgerError:
    """What an error of SQLite means for the ledger, in a sentence."""
    name = f"{path}: " if path else ""
    code = code_of(error)
    if code == sqlite3.SQLITE_CORRUPT or (code == sqlite3.SQLITE_NOTADB and _was_one(path)):
        return Damaged(
            f"{name}the ledger is damaged ({error}); 'claimledger verify' says where, "
            "a backup has it whole"
        )
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerError(f"{name}not a ledger ({error})")
    reason = _REASONS.get(code)
    if reason is None:
        return LedgerError(f"{name}the ledger could not be used: {error}")
    return LedgerError(f"{name}the ledger cannot be used: {reason} ({error})")


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Run the block in one transaction that takes the write lock at once.

    A deferred transaction that reads before it writes fails when another writer came between;
    ``BEGIN IMMEDIATE`` waits its turn instead. Inside another ``writing`` block it joins the outer
    transaction as a savepoint. Any error rolls the block back; one of the machine (disk full, file
    locked, read-only or damaged) becomes a ``LedgerError``, and the ledger is as it was before.
    """
    try:
        if db.conn.in_transaction:
            with db.atomic():
                yield
        else:
            with _immediate(db):
                yield
    except sqlite3.DatabaseError as error:
        code = code_of(error)
        if code == sqlite3.SQLITE_CORRUPT:
            raise explained(error) from error
        if code not in _REASONS:
            raise
        reason = _REASONS[code]
        raise LedgerError(f"the ledger cannot be written: {reason} ({error})") from error


@contextmanager
def _immediate(db: Database) -> Iterator[None]:
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


def checkpoint(db: Database) -> bool:
    """Tidy up when a run ends: statistics for the query planner, the write-ahead log emptied.

    False when others kept the ledger in use: nothing is lost, the next run does it.
    """
    db.conn.execute("PRAGMA analysis_limit = 1000")
    try:
        db.conn.execute("PRAGMA optimize")
        (busy, _, _) = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if code_of(error) != sqlite3.SQLITE_BUSY:
            raise explained(error) from error
        return False
    return not busy
