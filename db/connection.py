"""Opening a ledger, and the one way to write to it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.migrations import migrations

BUSY_TIMEOUT_MS = 5000
"""How long a writer waits for another one before ``database is locked``."""

WAL_PAUSE = 0.02
"""Seconds between two tries to switch a new ledger to WAL mode."""

CACHE_KIB = 65_536
"""Page cache of a connection; with SQLite's own 2 MB, writing to the indexes spills at once."""


class LedgerError(Exception):
    """The ledger cannot do what was asked; the message says why, for a person."""


def connect(path: Path | str, *, create: bool = True) -> Database:
    """Open the ledger at ``path``, bringing its schema up to date.

    The connection runs in WAL mode with foreign keys on, a busy timeout and ``synchronous
    NORMAL``. Raises ``LedgerError`` when the file is missing (with ``create=False``), cannot be
    opened, is no ledger, or was written by a newer claimledger.
    """
    path = Path(path)
    if not create and not path.exists():
        raise LedgerError(f"{path}: there is no ledger here")
    try:
        conn = sqlite3.connect(path)
    except sqlite3.OperationalError as error:
        raise LedgerError(f"{path}: cannot be opened ({error})") from error
    try:
        return _prepare(conn, path)
    except sqlite3.OperationalError as error:
        conn.close()
        raise LedgerError(f"{path}: cannot be opened ({error})") from error
    except sqlite3.DatabaseError as error:
        conn.close()
        raise LedgerError(f"{path}: not a ledger ({error})") from error
    except LedgerError:
        conn.close()
        raise


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
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
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
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the file may not be written",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Run the block in one transaction that takes the write lock at once.

    A deferred transaction that reads before it writes fails when another writer came between;
    ``BEGIN IMMEDIATE`` waits its turn instead. Inside another ``writing`` block it joins the outer
    transaction as a savepoint. Any error rolls the block back; one of the machine (disk full, file
    locked or read-only) becomes a ``LedgerError``, and the ledger is as it was before.
    """
    try:
        if db.conn.in_transaction:
            with db.atomic():
                yield
        else:
            with _immediate(db):
                yield
    except sqlite3.OperationalError as error:
        reason = _REASONS.get(error.sqlite_errorcode & 0xFF)
        if reason is None:
            raise
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
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return not busy
