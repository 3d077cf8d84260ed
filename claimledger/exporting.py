"""``export``: a published table or view as CSV, JSONL or JSON."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from typing import IO, Any

from claimledger.exits import CommandError, Exit

PUBLISHED = (
    "claims_flat", "conflicts", "silent_edits", "outlet_health", "outlets", "captures", "articles",
    "article_urls", "headlines", "versions", "regions", "links", "runs", "problems", "extractions",
    "entities", "mentions", "claims", "attributions", "stories", "story_articles", "copies",
    "figures", "figure_aliases", "figure_history", "figure_claims", "readings", "relations",
    "implications", "revisions", "decisions",
)  # fmt: skip
"""What may be exported: the published tables and views."""

FORMATS = ("csv", "jsonl", "json")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> object:
    """A value as a CSV cell: text that a spreadsheet would take for a formula gets a quote mark.

    >>> cell("=1+1"), cell(-4), cell("-4"), cell("- a dash")
    ("'=1+1", -4, '-4', "'- a dash")
    """
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    try:
        float(value)
    except ValueError:
        return "'" + value
    return value


def _rows(conn: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    cursor = conn.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def export(conn: sqlite3.Connection, table: str, form: str, out: IO[str]) -> int:
    """Write all rows of a published table or view; returns how many.

    Raises ``CommandError`` for a table that is not published.
    """
    if table not in PUBLISHED:
        raise CommandError(f"{table}: expected one of {', '.join(PUBLISHED)}", Exit.USAGE)
    count = 0
    if form == "csv":
        writer = csv.writer(out)
        names = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
        writer.writerow(names)
        for row in _rows(conn, table):
            writer.writerow([cell(value) for value in row.values()])
            count += 1
        return count
    if form == "json":
        out.write("[")
    for row in _rows(conn, table):
        if form == "json" and count:
            out.write(",\n")
        out.write(json.dumps(row, ensure_ascii=False))
        if form == "jsonl":
            out.write("\n")
        count += 1
    if form == "json":
        out.write("]\n")
    return count
