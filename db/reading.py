"""Opening a ledger that may not be written: a read-only file, folder or mount, or a published copy.

SQLite keeps two files beside a ledger in WAL mode. Where they cannot be made it refuses to open the
ledger at all, although nothing is to be written; it reads the file alone when told that nobody
changes it.
"""

import atexit
import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path

UNWRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})
"""What SQLite says when it could not make a file that it needs."""


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code, or 0 for an error that has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that reads and never writes. Raises ``sqlite3.DatabaseError``."""
    try:
        return _opened(path, "mode=ro")
    except sqlite3.DatabaseError as error:
        if code_of(error) not in UNWRITABLE or not path.is_file():
            raise
    return _opened(settled(path), "immutable=1")


def is_still(path: Path) -> bool:
    """Whether the ledger can only be read as a file that nobody changes."""
    try:
        _opened(path, "mode=ro").close()
    except sqlite3.DatabaseError as error:
        return code_of(error) in UNWRITABLE and path.is_file()
    return False


@cache
def settled(path: Path) -> Path:
    """The ledger's file with all that was written to it.

    That is the file itself, unless a killed writer left a write-ahead log beside it: then a copy
    with the log worked in, which lasts as long as this process.
    """
    log = path.with_name(f"{path.name}-wal")
    if not log.is_file() or not log.stat().st_size:
        return path
    folder = tempfile.mkdtemp(prefix="claimledger-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    copy = Path(folder) / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(log, copy.with_name(log.name))
    conn = sqlite3.connect(copy)
    try:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        conn.close()
    return copy


def _opened(path: Path, how: str) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)
    try:
        conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except BaseException:
        conn.close()
        raise
    return conn
