"""One writer a ledger: an advisory lock beside the database file.

The operating system holds the lock (``flock``), so it goes with the process that has it, even one
that was killed. The file says who holds it and stays behind empty; only the lock counts.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimledger.clock import Clock, now, stamp
from claimledger.exits import CommandError, Exit


class Locked(CommandError):
    """Another process is writing to the ledger."""

    def __init__(self, database: Path, holder: str) -> None:
        super().__init__(f"{database} is being written by {holder}; nothing was done", Exit.LOCKED)


def lock_path(database: Path) -> Path:
    """Where the lock of a ledger is: ``news.db`` is locked by ``news.db.lock``."""
    return database.with_name(database.name + ".lock")


def _holder(path: Path) -> str:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return f"'claimledger {note['command']}' (process {note['pid']}, since {note['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def held(database: Path, command: str, clock: Clock = now) -> Iterator[None]:
    """Hold the ledger's lock, or raise ``Locked`` at once when another process has it.

    Raises ``CommandError`` where there can be no lock: the file cannot be opened, or its file
    system has none.
    """
    path = lock_path(database)
    handle = _taken(database, path)
    try:
        note = {"command": command, "pid": os.getpid(), "since": stamp(clock())}
        with suppress(OSError):  # on a full disk the lock holds without its note
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(note).encode())
        try:
            yield
        finally:
            with suppress(OSError):
                os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _taken(database: Path, path: Path) -> int:
    """The locked file's descriptor."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unlockable(path, "opened", error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Locked(database, _holder(path)) from None
    except OSError as error:
        os.close(handle)
        raise _unlockable(path, "locked", error) from error
    return handle


def _unlockable(path: Path, done: str, error: OSError) -> CommandError:
    return CommandError(f"{path}: cannot be {done}: {error.strerror}; nothing was done")
