"""The explorer over a small filled ledger."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette

from explore import serve
from tests.answers.building import NOW
from tests.answers.ledger import known_ids, write_ledger


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled ledger as a file; tests of one session share it and only read."""
    return write_ledger(tmp_path_factory.mktemp("ledger"))


@pytest.fixture
def copy_of_ledger(ledger_path: Path, tmp_path: Path) -> Path:
    """A ledger that a test may write to."""
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(ledger_path)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


@pytest.fixture(scope="session")
def make_explorer() -> Iterator[Callable[..., Datasette]]:
    """Builds Datasette over a file, and closes what it opened."""
    opened: list[Datasette] = []

    def build(path: Path, **options: object) -> Datasette:
        datasette = serve.build(path, **{"now": NOW, **options})  # type: ignore[arg-type]
        opened.append(datasette)
        return datasette

    yield build
    for datasette in opened:
        serve.close(datasette)


@pytest.fixture(scope="session")
def explorer(ledger_path: Path, make_explorer: Callable[..., Datasette]) -> Datasette:
    """The explorer as ``claimledger serve`` builds it, at a fixed time."""
    return make_explorer(ledger_path)


@pytest.fixture(scope="session")
def public(ledger_path: Path, make_explorer: Callable[..., Datasette]) -> Datasette:
    """The explorer as ``claimledger serve --public`` builds it."""
    return make_explorer(ledger_path, public=True)


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """Ids that the tests address: figures by key, articles by path."""
    return known_ids()
