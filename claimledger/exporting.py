"""``export``: the ledger, a published table, or one figure, as files that other tools read."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from sqlite_utils import Database

from answers import figure, formats
from answers.parameters import Moved, NotThere, Parameters
from answers.queries import exports
from answers.queries.rows import Row
from answers.shapes import Answer
from claimledger import parquet
from claimledger.exits import CommandError, Exit
from claimledger.files import whole
from claimledger.packing import Packed, pack

PUBLISHED = (
    "claims_flat", "conflicts", "silent_edits", "outlet_health", "outlets", "captures", "articles",
    "article_urls", "headlines", "versions", "regions", "links", "runs", "problems", "extractions",
    "entities", "mentions", "claims", "attributions", "stories", "story_articles", "copies",
    "figures", "figure_aliases", "figure_history", "figure_claims", "readings", "relations",
    "implications", "revisions", "decisions",
)  # fmt: skip
"""The published tables and views."""

FORMATS = ("csv", "jsonl", "json", "parquet")
FIGURE_FORMATS = ("csv", "jsonl", "jsonld", "claimreview")

REPORTS = "eventreport"
"""Claims in the shape of the R package eventreport: one report of one event a row."""


def to_file(path: Path, write: Callable[[IO[str]], int]) -> int:
    """Have a file written that gets its name once it is whole; returns its rows."""
    with whole(path) as draft, draft.open("w", encoding="utf-8", newline="") as out:
        return write(out)


def table(conn: sqlite3.Connection, name: str, form: str, out: IO[str]) -> int:
    """Write all rows of a published table or view, or the reports; returns how many.

    Raises ``CommandError`` for a table that is not published.
    """
    if name == REPORTS:
        return _write(formats.REPORT_FIELDS, map(formats.report_row, _reports(conn)), form, out)
    _check_published(name, (*PUBLISHED, REPORTS))
    cursor = conn.execute(f'SELECT * FROM "{name}"')
    columns = [column[0] for column in cursor.description]
    rows = (dict(zip(columns, row, strict=True)) for row in cursor)
    return _write(columns, rows, form, out)


def to_parquet(conn: sqlite3.Connection, name: str, path: Path) -> int:
    """Write all rows of a published table or view as Parquet; returns how many.

    Raises ``CommandError`` for a table that is not published, or without pyarrow.
    """
    _check_published(name, PUBLISHED)
    return parquet.write(conn, name, path)


def _check_published(name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise CommandError(f"{name}: expected one of {', '.join(known)}", Exit.USAGE)


def one_figure(conn: sqlite3.Connection, identifier: str, form: str, now: str, out: IO[str]) -> int:
    """Write one figure: its claims (CSV, JSONL), schema.org Claims or a draft of ClaimReviews.

    Raises ``CommandError`` when the ledger has no such figure.
    """
    page = _page(conn, identifier, Parameters(now=now))
    if form in ("csv", "jsonl"):
        return _write(formats.CLAIM_FIELDS, formats.figure_rows(page), form, out)
    make: Callable[[Answer, str], dict[str, Any]] = (
        formats.claim_markup if form == "jsonld" else formats.review_draft
    )
    json.dump(make(page, ""), out, ensure_ascii=False, indent=2)
    out.write("\n")
    return len(page["readings"])


def wacz(db: Database, folder: Path, identifier: str, now: str, path: Path) -> Packed:
    """Pack the archived pages behind a figure, with its claims, as a WACZ file.

    Raises ``CommandError`` when the ledger has no such figure, or no intact archived page of it.
    """
    page = _page(db.conn, identifier, Parameters(now=now))
    return pack(db, folder, page["id"], formats.figure_rows(page), page["title"], now, path)


def packet(db: Database, folder: Path, identifier: str, now: str, path: Path) -> Packed:
    """Pack a figure with all its evidence and the script that proves it (``claimledger.packet``).

    Raises ``CommandError`` when the ledger has no such figure, or no intact archived page of it.
    """
    from claimledger.packet.writing import write

    return write(db, folder, _page(db.conn, identifier, Parameters(now=now)), path)


def _page(conn: sqlite3.Connection, identifier: str, asked: Parameters) -> dict[str, Any]:
    try:
        return figure.page(conn, asked, identifier)
    except Moved as moved:
        return _page(conn, moved.id, asked)
    except NotThere as error:
        raise CommandError(f"{identifier}: {error}", Exit.NOT_FOUND) from error


def _reports(conn: sqlite3.Connection) -> Iterator[Row]:
    after = ""
    while rows := exports.reports(conn, after):
        yield from rows
        after = rows[-1]["id"]


def _write(
    columns: Sequence[str], rows: Iterable[Mapping[str, Any]], form: str, out: IO[str]
) -> int:
    """Write rows one by one, so that a ledger of any size can be exported; returns how many."""
    count = 0
    if form == "csv":
        out.write(formats.csv_line(columns))
    elif form == "json":
        out.write("[")
    for row in rows:
        if form == "csv":
            out.write(formats.csv_line([row[column] for column in columns]))
        else:
            out.write(",\n" if form == "json" and count else "")
            out.write(
                formats.json_line(row) if form == "jsonl" else formats.json_line(row).rstrip()
            )
        count += 1
    if form == "json":
        out.write("]\n")
    return count
