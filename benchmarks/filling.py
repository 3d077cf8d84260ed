"""Filling a ledger with millions of made-up rows: indexes and triggers are away meanwhile."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

SEARCHED = ("articles", "claims", "figures")
"""The tables whose words stand in an index for searching."""
MEMORY_KIB = 1 << 20
KEY = "first.{} || '~' || n"
"""A name in the ``n``-th clone of a row; ``{}`` is its column."""

Changed = Mapping[str, Mapping[str, str]]
"""By table and column: what is in the clone's place, in SQL."""


@contextmanager
def filling(conn: sqlite3.Connection, tables: Collection[str]) -> Iterator[None]:
    """Run the block in one transaction; these tables get their indexes and triggers after it.

    Words for searching are indexed anew and the planner's statistics taken at the end. A process
    that ends within the block leaves a ledger that is of no use: write one aside.
    """
    chosen = ", ".join(f"'{table}'" for table in tables)
    away = conn.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        f"AND tbl_name IN ({chosen}) AND type IN ('index', 'trigger')"
    ).fetchall()
    for setting in ("foreign_keys = OFF", "synchronous = OFF", f"cache_size = -{MEMORY_KIB}"):
        conn.execute(f"PRAGMA {setting}")
    conn.execute("PRAGMA journal_mode = OFF")
    for kind, name, _ in away:
        conn.execute(f'DROP {kind} "{name}"')
    conn.execute("BEGIN")
    yield
    conn.execute("COMMIT")
    for _, _, sql in away:
        conn.execute(sql)
    for table in SEARCHED:
        if table in tables:
            conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    conn.execute("ANALYZE")
    conn.commit()
    conn.execute("PRAGMA journal_mode = WAL")


def clone(conn: sqlite3.Connection, changed: Changed, times: int) -> None:
    """Put all rows of these tables in once more, so many times; inside ``filling``."""
    for table, given in changed.items():
        columns = [name for _, name, *_ in conn.execute(f"PRAGMA table_info({table})")]
        made = (given.get(name, "first.{}").format(f'"{name}"') for name in columns)
        conn.execute(f"CREATE TEMP TABLE first AS SELECT * FROM {table}")
        conn.execute(
            "WITH RECURSIVE clones (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM clones "
            f"WHERE n < ?) INSERT INTO {table} SELECT {', '.join(made)} "
            "FROM clones CROSS JOIN temp.first",
            [times],
        )
        conn.execute("DROP TABLE temp.first")
