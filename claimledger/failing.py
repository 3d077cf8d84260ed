"""Errors of the machine in a sentence: a full disk, an unreadable file, a damaged ledger."""

import io
import logging
import os
import sqlite3
import sys
import warnings
from contextlib import suppress

from claimledger.exits import CommandError, Exit
from crawler.archive import ArchiveError
from crawler.workers import NoReaders
from db.connection import LedgerError, explained

TOLD = (
    CommandError, LedgerError, ArchiveError, NoReaders, sqlite3.DatabaseError, OSError, MemoryError,
)  # fmt: skip
"""What ends a verb with a sentence; everything else is a mistake of ours and shows its trace."""


def error_told(error: BaseException) -> CommandError:
    """One of ``TOLD`` as what ends the command: a line for the reader, and exit code 1."""
    if isinstance(error, CommandError):
        return error
    if isinstance(error, MemoryError):
        return CommandError("there is not enough memory", Exit.FAILED)
    if isinstance(error, sqlite3.DatabaseError):
        error = explained(error)
    elif isinstance(error, OSError) and error.strerror:
        name = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        return CommandError(f"{name}{error.strerror}", Exit.FAILED)
    return CommandError(str(error) or type(error).__name__, Exit.FAILED)


def hush() -> None:
    """Keep warnings that libraries have for programmers off standard error, unless -W asks.

    What people should know is told by us: in the ledger's problems, or in a line.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if logging.lastResort is not None:
        logging.lastResort.setLevel(logging.ERROR)


def silence(*descriptors: int) -> None:
    """Send what could not be printed nowhere: Python would try it again when it ends."""
    with suppress(OSError, ValueError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in descriptors:
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
