"""Shards: immutable files of finished rows, made anywhere, merged into the ledger once.

A shard is one SQLite file. It is written aside and gets its name once it is whole; the name is a
digest of what went into the work, so that work done twice writes the same file. The ledger keeps
the names of those that it took in, and takes none twice.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import uuid4

from sqlite_utils import Database

from db.connection import LedgerError, writing

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

SUFFIX = ".shard"
SEEN_SECONDS = 30.0
"""How long a file may take to be seen on another machine of a network file system."""

KEPT_DAYS = 30
"""Days for which the names of merged shards are kept: no straggler comes that late."""


class WorkerDied(Exception):
    """The process that did a piece of work ended before the work did."""


class Outcome(Protocol[T_co]):
    """A piece of work that was begun."""

    def exception(self) -> BaseException | None:
        """Wait for it; what it raised, ``WorkerDied``, ``TimeoutError``, or ``None``."""

    def result(self) -> T_co:
        """Wait for what it gave; raises what ``exception`` gives."""


class Engine(Protocol):
    """Workers that fill shards; ``ahead``: pieces of work that are worth handing out at once."""

    ahead: int

    def begin(self, seconds: float, function: Callable[..., T], *given: object) -> Outcome[T]:
        """Have a module-level function done by a worker, within so many seconds."""


@dataclass(frozen=True, slots=True)
class ShardRow:
    """One finished row: what it is about (the id of a version, an address), and JSON."""

    key: str
    body: str


def folder_of(database: Path) -> Path:
    """Where the shards of a ledger are written when nothing else is said: beside its file."""
    return database.with_name(f"{database.name}.shards")


def path_of(folder: Path, name: str) -> Path:
    """Where the shard of a name lies."""
    return folder / f"{name}{SUFFIX}"


def write_shard(folder: Path, name: str, rows: Iterable[ShardRow]) -> Path:
    """Write a shard; the same rows give the same bytes. One that is there already is replaced.

    Raises ``LedgerError`` where it cannot be written.
    """
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, key TEXT, body TEXT)")
        conn.executemany(
            "INSERT INTO rows VALUES (?, ?, ?)",
            [(number, row.key, row.body) for number, row in enumerate(rows)],
        )
        conn.commit()
        content = conn.serialize()
    draft = folder / f"{name}.{uuid4().hex}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return draft.replace(path_of(folder, name))
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        detail = error.strerror or error
        raise LedgerError(f"{folder}: a shard cannot be written: {detail}") from error


def read_shard(folder: Path, name: str) -> list[ShardRow]:
    """The rows of a shard in their order. Raises ``LedgerError`` when it is missing or damaged."""
    path = path_of(folder, name)
    try:
        content = path.read_bytes()
        if not _is_whole(content):
            raise LedgerError(f"{path}: the shard is not whole")
        with closing(sqlite3.connect(":memory:")) as conn:
            conn.deserialize(content)
            found = conn.execute("SELECT key, body FROM rows ORDER BY number").fetchall()
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(f"{path}: the shard cannot be read ({error})") from error
    return [ShardRow(key, body) for key, body in found]


def _is_whole(content: bytes) -> bool:
    """Whether a database is as long as its header says."""
    if len(content) < 100 or not content.startswith(b"SQLite format 3\0"):
        return False
    page_size = int.from_bytes(content[16:18], "big")
    return len(content) == page_size * int.from_bytes(content[28:32], "big")


def await_shard(folder: Path, name: str) -> None:
    """Wait until a shard that a worker wrote is seen here, on a network file system too.

    Raises ``LedgerError`` when it does not come: the folder is not the worker's.
    """
    until = time.monotonic() + SEEN_SECONDS
    while not path_of(folder, name).exists():
        if time.monotonic() > until:
            raise LedgerError(
                f"a worker wrote {name} to {folder}, and it is not there: workers and this "
                "machine must see one folder (cluster.folder in the configuration)"
            )
        time.sleep(0.2)


def names_in(folder: Path) -> list[str]:
    """The names of the finished shards that lie in a folder, sorted."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


def note_merged(db: Database, name: str, stage: str, at: str) -> bool:
    """Note inside the merging transaction that a shard is taken in; False when it was before."""
    added = db.conn.execute(
        "INSERT INTO shards (name, stage, merged_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [name, stage, at],
    )
    return added.rowcount == 1


def is_merged(db: Database, name: str) -> bool:
    """Whether a shard was taken in."""
    found = db.conn.execute("SELECT 1 FROM shards WHERE name = ?", [name]).fetchone()
    return found is not None


def forget_names(db: Database, at: str) -> None:
    """Drop the names of shards that were merged ``KEPT_DAYS`` before ``at``."""
    with writing(db):
        db.conn.execute(
            "DELETE FROM shards WHERE merged_at < strftime('%Y-%m-%dT%H:%M:%SZ', ?, ?)",
            [at, f"-{KEPT_DAYS} days"],
        )


def sweep(folder: Path, keep: Sequence[str] = ()) -> None:
    """Remove the files of a folder of shards but those to keep, and the folder once it is empty."""
    if not folder.is_dir():
        return
    kept = {path_of(folder, name) for name in keep}
    for path in folder.iterdir():
        if path not in kept and path.name.endswith((SUFFIX, ".part")):
            path.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
