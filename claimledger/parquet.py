"""``export --format parquet``: a published table as one typed file (the extra ``[parquet]``)."""

import sqlite3
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from claimledger.exits import CommandError, Exit
from claimledger.files import whole

ROWS = 20_000
"""Rows of one group in the file."""

_TYPES = {"TEXT": "string", "INTEGER": "int64", "REAL": "float64", "ANY": "float64"}
_FOUND = {"text": "string", "integer": "int64", "real": "float64"}


def write(conn: sqlite3.Connection, name: str, path: Path) -> int:
    """Write all rows of a table or view to a file that gets its name once it is whole.

    Raises ``CommandError`` where pyarrow is not installed.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise CommandError(
            "Parquet needs pyarrow: pip install 'claimledger[parquet]'", Exit.USAGE
        ) from error
    types = column_types(conn, name)
    schema = arrow.schema([(column, getattr(arrow, kind)()) for column, kind in types.items()])
    count = 0
    with whole(path) as draft, parquet.ParquetWriter(draft, schema, compression="zstd") as out:
        for rows in _batches(conn, name):
            columns = zip(*rows, strict=True)
            arrays = [
                arrow.array([_fit(value, types[column]) for value in values], type=field.type)
                for column, values, field in zip(types, columns, schema, strict=True)
            ]
            out.write_batch(arrow.record_batch(arrays, schema=schema))
            count += len(rows)
    return count


def column_types(conn: sqlite3.Connection, name: str) -> dict[str, str]:
    """The columns of a table or view with their types in Arrow's words.

    Numbers that are whole or not are float64; what a view computes is told by its values.
    """
    found = {}
    for _, column, declared, *_ in conn.execute(f'PRAGMA table_info("{name}")'):
        found[column] = _TYPES.get(declared.upper()) or _told(conn, name, column)
    return found


def _told(conn: sqlite3.Connection, name: str, column: str) -> str:
    kinds = {
        kind
        for (kind,) in conn.execute(f'SELECT DISTINCT typeof("{column}") FROM "{name}"')
        if kind != "null"
    }
    if kinds == {"integer", "real"}:
        return "float64"
    return _FOUND[kinds.pop()] if len(kinds) == 1 else "string"


def _batches(conn: sqlite3.Connection, name: str) -> Iterator[list[tuple[Any, ...]]]:
    cursor = conn.execute(f'SELECT * FROM "{name}"')
    while rows := cursor.fetchmany(ROWS):
        yield rows


def _fit(value: Any, kind: str) -> Any:
    if value is None or isinstance(value, bytes):
        return None
    return float(value) if kind == "float64" else str(value) if kind == "string" else value
