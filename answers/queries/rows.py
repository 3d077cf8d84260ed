"""Running a SELECT: rows as dictionaries, a time limit, one snapshot a page."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Row = dict[str, Any]
"""One row of a SELECT, by column name."""

Connection = sqlite3.Connection

_STEPS = 1000
"""SQLite virtual machine steps between two looks at the clock: about 0.1 ms."""


class Unanswered(Exception):
    """The ledger cannot answer now; the message is a sentence for the reader."""


class TooSlow(Unanswered):
    """The page's queries took longer than the time limit allows."""


class OutOfDate(Unanswered):
    """The ledger lacks a table or column: an older claimledger wrote it."""


def select(conn: Connection, sql: str, params: Sequence[object] = ()) -> list[Row]:
    """All rows of one SELECT as dictionaries."""
    cursor = conn.execute(sql, tuple(params))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(conn: Connection, sql: str, params: Sequence[object] = ()) -> Row | None:
    """The first row of one SELECT, or None."""
    rows = select(conn, sql, params)
    return rows[0] if rows else None


def scalar(conn: Connection, sql: str, params: Sequence[object] = ()) -> Any:
    """The first value of the first row, or None."""
    row = conn.execute(sql, tuple(params)).fetchone()
    return row[0] if row else None


def marks(values: Sequence[object]) -> str:
    """Question marks for an IN list: ``?, ?, ?``."""
    return ", ".join("?" * len(values))


class Damaged(Unanswered):
    """Pages of the ledger's file are not what was written."""


@contextmanager
def snapshot(conn: Connection, limit_ms: int) -> Iterator[Connection]:
    """Read everything in the block from one state of the database, within ``limit_ms``.

    Raises ``TooSlow`` when the time is up, ``OutOfDate`` when the schema is not today's, and
    ``Damaged``.
    """
    deadline = time.perf_counter() + limit_ms / 1000
    conn.set_progress_handler(lambda: int(time.perf_counter() >= deadline), _STEPS)
    try:
        conn.execute("BEGIN")
        yield conn
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise TooSlow(f"The ledger took longer than {limit_ms} ms to answer.") from error
        if str(error).startswith("no such "):
            raise OutOfDate(
                "This ledger was written by an older claimledger. Any command of this one brings "
                "it up to date: claimledger status, for instance."
            ) from error
        raise
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        raise Damaged(
            f"The ledger's file is damaged ({error}). 'claimledger verify' says where; a backup "
            "has it whole."
        ) from error
    finally:
        conn.set_progress_handler(None, 0)
        if conn.in_transaction:
            conn.rollback()
