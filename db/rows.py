"""Rows as plain mappings: reading them, and writing only what differs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]


def select(
    db: Database, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> list[Row]:
    """All rows of a SELECT as dicts, in its order."""
    cursor = db.conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def scalar(db: Database, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> Any:
    """The first column of the first row, or ``None`` when there is no row."""
    row = db.conn.execute(sql, parameters).fetchone()
    return row[0] if row else None


def upsert(
    db: Database, table: str, rows: Iterable[Mapping[str, object]], key: Sequence[str]
) -> int:
    """Insert rows or update those that differ, by their key; returns how many were written.

    All rows must have the same columns; columns that are not given keep their value. A row that
    stands there already, the same, is not touched (no trigger fires, nothing is counted).
    """
    listed = list(rows)
    if not listed:
        return 0
    columns = list(listed[0])
    return db.conn.executemany(
        upsert_statement(table, columns, key), [tuple(row[c] for c in columns) for row in listed]
    ).rowcount


def upsert_statement(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    """The INSERT … ON CONFLICT … DO UPDATE … WHERE something differs."""
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    target = ", ".join(f'"{column}"' for column in key)
    others = [column for column in columns if column not in key]
    insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT ({target})'
    if not others:
        return f"{insert} DO NOTHING"
    assigned = ", ".join(f'"{column}" = excluded."{column}"' for column in others)
    differs = " OR ".join(f'"{table}"."{column}" IS NOT excluded."{column}"' for column in others)
    return f"{insert} DO UPDATE SET {assigned} WHERE {differs}"
