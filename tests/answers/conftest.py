"""A connection to a small filled ledger: nothing here knows a server."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.answers.ledger import known_ids, write_ledger


@pytest.fixture(scope="session")
def ferry_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled ledger as a file; tests of one session share it and only read."""
    return write_ledger(tmp_path_factory.mktemp("answers"))


@pytest.fixture
def conn(ferry_ledger: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads."""
    found = sqlite3.connect(f"{ferry_ledger.as_uri()}?mode=ro", uri=True)
    yield found
    found.close()


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """Ids that the tests address."""
    return known_ids()
