"""Backups: the whole ledger as one file, taken while others read and write."""

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from db.connection import LedgerError


def backup(db: Database, target: Path) -> Path:
    """Copy the ledger to the new file ``target``; returns its path.

    The copy is a snapshot, checked before it gets its name: a backup that is there is whole. It is
    a plain file without a write-ahead log. Raises ``LedgerError`` when the file exists, or cannot
    be written.
    """
    if target.exists():
        raise LedgerError(f"{target}: exists already, a backup never overwrites a file")
    partial = target.with_name(f"{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        copy = sqlite3.connect(partial)
        try:
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
        finally:
            copy.close()
        if verdict != "ok":
            raise LedgerError(f"{target}: the copy is damaged ({verdict}), nothing was kept")
        os.replace(partial, target)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(f"{target}: no backup was written ({error})") from error
    finally:
        for left in (partial, partial.with_name(f"{partial.name}-journal")):
            left.unlink(missing_ok=True)
    return target
