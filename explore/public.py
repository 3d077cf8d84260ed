"""What a public server's connections show: no offsets, no text longer than an excerpt.

Datasette's own pages, JSON, CSV and canned queries read through these connections, whatever they
ask; only the explorer's page functions, which cap what they give, see rows as they are.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from answers.excerpts import SENTENCE, shortened
from explore.security import App, Receive, Scope, Send, refuse

if TYPE_CHECKING:
    from datasette.app import Datasette

UNSHOWN = frozenset(
    (table, column)
    for table, columns in {
        "attributions": "surface_start surface_end",
        "article_terms": "term",
        "captures": "warc_file warc_offset",
        "claims": "sentence_start start",
        "links": "start",
        "mentions": "start",
        "regions": "start",
        "versions": "text headline_end",
    }.items()
    for column in columns.split()
)
"""Columns that read as NULL: with them sentences could be put together to the text again."""

END = "end"
"""One more, which SQLite would give another name with that: the word is one of its own. Its values
are taken out of the rows, and no request may sort or choose by it (``asks_for_end``)."""

_COLUMN_NAMED_BY = ("_sort", "_sort_desc", "_facet", "_filter_column", "_group_by", "_col")
"""Parameters of Datasette, or how they begin, whose value is a column."""


def _authorised(action: int, table: str | None, column: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_READ and (table, column) in UNSHOWN:
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK


def asks_for_end(parameters: Iterable[tuple[str, str]]) -> bool:
    """Whether a request to Datasette's own pages names the column ``end``, or another table's."""
    return any(
        name.partition("__")[0] == END
        or name == "_through"
        or (name.startswith(_COLUMN_NAMED_BY) and value.strip("[]\"' ").lower() == END)
        for name, value in parameters
    )


def _row(cursor: sqlite3.Cursor, values: Sequence[Any]) -> sqlite3.Row:
    """A row whose texts are excerpts; JSON that the program wrote is left whole."""
    names = [column[0] for column in cursor.description]
    if END in names:
        values = [None if n == END else v for n, v in zip(names, values, strict=True)]
    if any(isinstance(value, str) and len(value) > SENTENCE for value in values):
        quote = next((v for n, v in zip(names, values, strict=True) if n == "quote"), None)
        values = tuple(
            shortened(value, quote) if isinstance(value, str) and value[:1] not in "{[" else value
            for value in values
        )
    return sqlite3.Row(cursor, tuple(values))


def restrict(conn: sqlite3.Connection) -> None:
    """Make a connection show what everybody may see."""
    conn.set_authorizer(_authorised)
    conn.row_factory = _row


@contextmanager
def unrestricted(conn: sqlite3.Connection) -> Iterator[None]:
    """Rows as they are, for a page function that caps what it gives itself."""
    conn.set_authorizer(None)
    conn.row_factory = sqlite3.Row
    try:
        yield
    finally:
        restrict(conn)


def without_end(app: App, datasette: "Datasette") -> App:
    """The app that declines requests by which Datasette would sort or choose by an offset."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_datasettes(scope["path"], datasette):
            query = (scope.get("query_string") or b"").decode("latin-1")
            if asks_for_end(parse_qsl(query, keep_blank_values=True)):
                await refuse(send, 403, _DECLINED)
                return
        await app(scope, receive, send)

    return wrapped


_DECLINED = b"This server does not show where in a text something stands.\n"


def _is_datasettes(path: str, datasette: "Datasette") -> bool:
    return path.strip("/").partition("/")[0].partition(".")[0] in datasette.databases
