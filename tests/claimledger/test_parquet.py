"""Tables as Parquet, and the notebook that reads a ledger."""

import ast
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from claimledger import parquet
from claimledger.exits import CommandError
from tests.answers.ledger import write_ledger


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


def test_the_cells_of_the_notebook_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = tmp_path / "build" / "demo"
    demo.mkdir(parents=True)
    write_ledger(demo).rename(demo / "newsroom.db")
    monkeypatch.chdir(tmp_path)
    book = json.loads((Path(__file__).parents[2] / "docs" / "ledger.ipynb").read_text("utf-8"))
    known: dict[str, Any] = {}
    shown = []
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            *before, last = ast.parse("".join(cell["source"])).body
            is_shown = isinstance(last, ast.Expr)
            kept = before if is_shown else [*before, last]
            exec(compile(ast.Module(kept, []), "cell", "exec"), known)
            if isinstance(last, ast.Expr):
                shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), known))
    conflicts, told, verdicts = shown
    assert {row["unit"] for row in conflicts} <= {"person", None}
    assert all(row["value_a"] is not None for row in conflicts)
    assert all(values for row in told.values() for values in row.values())
    assert "conflict" in [row["verdict"] for row in verdicts]
