"""Opening a ledger for as long as a verb needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.connection import connect


@contextmanager
def opened(database: Path, *, create: bool = False) -> Iterator[Database]:
    """The ledger at a path, closed when the block ends.

    Raises ``LedgerError`` when there is none (unless it may be created) or it cannot be used.
    """
    db = connect(database, create=create)
    try:
        yield db
    finally:
        db.close()
