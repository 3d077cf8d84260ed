"""Tables as Parquet, and the notebook that reads a ledger."""

import json
import sqlite3
from pathlib import Path

import pytest

from claimledger import parquet
from claimledger.exits import CommandError


@pytest.fixture
def small() -> sqlite3.Connection:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE readings (id TEXT, value ANY, claim_count INTEGER, low REAL)")
    conn.execute("CREATE VIEW told AS SELECT id, value, value > 2 AS many FROM readings")
    conn.executemany(
        "INSERT INTO readings VALUES (?, ?, ?, ?)",
        [("a", 3, 1, 2.5), ("b", 4.5, 2, None), ("c", None, 3, 1.0)],
    )
    return conn


def test_columns_have_types(small: sqlite3.Connection) -> None:
    assert parquet.column_types(small, "readings") == {
        "id": "string", "value": "float64", "claim_count": "int64", "low": "float64",
    }  # fmt: skip
    assert parquet.column_types(small, "told")["many"] == "int64"


def test_a_table_comes_back(small: sqlite3.Connection, tmp_path: Path) -> None:
    read = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "readings.parquet"
    assert parquet.write(small, "readings", path) == 3
    assert read.read_table(path).to_pylist()[1] == {
        "id": "b", "value": 4.5, "claim_count": 2, "low": None,
    }  # fmt: skip


def test_without_pyarrow_it_says_what_to_install(
    small: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(CommandError, match=r"claimledger\[parquet\]"):
        parquet.write(small, "readings", tmp_path / "x")


def test_the_notebook_asks_questions_that_a_ledger_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = json.loads((Path(__file__).parents[2] / "docs" / "ledger.ipynb").read_text("utf-8"))
    code = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    for cell in code:
        compile(cell, "cell", "exec")
    assert sum("ask(" in cell for cell in code) >= 3
