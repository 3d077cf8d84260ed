"""What holds for all tests: in which order files begin, that no example has a deadline, new ledgers."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from sqlite_utils import Database

from db import connection

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# The first example of a test may compile patterns or load tables; pytest's own timeout bounds all.

FIRST: Mapping[str, int] = {
    name: place
    for place, name in enumerate(
        (
            "explore/test_browser.py",
            "claimledger/test_cluster.py",
            "nlp/numbers/test_quantity_properties.py",
            "test_newsroom.py",
            "nlp/test_reader.py",
            "crawler/test_hostile.py",
            "nlp/lexicon/test_examples.py",
            "crawler/test_replay.py",
            "nlp/test_rows.py",
            "crawler/test_collect.py",
            "claimledger/test_faults.py",
            "claimledger/test_interrupt.py",
            "crawler/test_faults.py",
            "benchmarks/test_growth.py",
            "crawler/test_reported.py",
            "claimledger/test_citing.py",
            "explore/test_public.py",
            "crosscheck/test_properties.py",
            "crawler/test_politeness.py",
            "claimledger/test_reviewing.py",
        )
    )
}
"""The files that take longest: workers are handed whole files, and one that began a long file last
would let the others wait for it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others, and the tests of a file, stay in their order."""
    here = Path(__file__).parent
    items.sort(key=lambda item: FIRST.get(item.path.relative_to(here).as_posix(), len(FIRST)))


PREPARED = connection._prepared


@pytest.fixture(scope="session", autouse=True)
def copied_ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new ledger is a copy of one that was made as the program makes it.

    To apply all migrations takes a tenth of a second; see ``migrated_ledgers``.
    """
    first = tmp_path_factory.mktemp("first") / "ledger.db"
    connection.connect(first).close()
    whole = first.read_bytes()

    def prepared(conn: sqlite3.Connection, path: Path) -> Database:
        if path.is_file() and path.stat().st_size == 0:
            path.write_bytes(whole)
        return PREPARED(conn, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_prepared", prepared)
        yield


@pytest.fixture
def migrated_ledgers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new ledger is made by the migrations: for tests of how a ledger comes to be."""
    monkeypatch.setattr(connection, "_prepared", PREPARED)
