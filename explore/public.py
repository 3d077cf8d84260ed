"""What a public server's connections show: no offsets, no text longer than an excerpt.

Datasette's own pages, JSON, CSV and canned queries read through these connections, whatever they
ask; only the explorer's page functions, which cap what they give, see rows as they are.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from answers import excerpts
from answers.excerpts import SHARE, Limit, shortened
from db.reading import open_to_read
from explore.security import App, Receive, Scope, Send, refuse

if TYPE_CHECKING:
    from datasette.app import Datasette

UNSHOWN = frozenset(
    (table, column)
    for table, columns in {
        "attributions": "surface_start surface_end",
        "article_terms": "term",
        "captures": "warc_file warc_offset",
        "claims": "sentence_start start question",
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
are taken out of the rows."""

UNASKED = frozenset({END, "sentence", "old_sentence", "new_sentence"})
"""Columns that no request may sort or choose by: rows are found by what is stored, and a sentence
of which an excerpt is shown could be guessed letter by letter."""

_COLUMN_NAMED_BY = ("_sort", "_sort_desc", "_facet", "_filter_column", "_group_by")
"""Parameters of Datasette, or how they begin, whose value is a column."""


def _authorised(action: int, table: str | None, column: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_READ and (table, column) in UNSHOWN:
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK


def asks_unshown(parameters: Iterable[tuple[str, str]]) -> bool:
    """Whether a request to Datasette's own pages names a column of ``UNASKED``, or another table's,
    or searches by the first letters of words."""
    return any(
        name.partition("__")[0].lower() in UNASKED
        or name == "_through"
        or (name == "_searchmode" and value == "raw")
        or (name.startswith(_COLUMN_NAMED_BY) and value.strip("[]\"' ").lower() in UNASKED)
        for name, value in parameters
    )


FURTHER = 80
"""Most characters shown of a sentence that is not shown whole, around each of its numbers."""

FRESH = 1.0
"""Seconds after which the ledger is asked for new claims."""


class Excerpts:
    """How much of each sentence of a ledger is shown, on every route alike.

    Of an article, sentences with claims are shown whole as long as all of them are no more than
    ``SHARE`` of its text, and one in any case. Which, their digests decide: the same in copies, and
    whatever is asked. Of the others, excerpts around their numbers add up to at most half.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: dict[int, int] = {}
        self._last = 0
        self._asked_at = float("-inf")
        self._lock = threading.Lock()

    def limit(self, text: str) -> int:
        """How many characters of this text are shown."""
        with self._lock:
            if time.monotonic() - self._asked_at > FRESH:
                self._read()
                self._asked_at = time.monotonic()
        return min(excerpts.SENTENCE, self._parts.get(hash(text), excerpts.SENTENCE))

    def _read(self) -> None:
        with closing(open_to_read(self._path)) as conn:
            new = "(SELECT article_id FROM claims WHERE rowid > ?)"
            last = conn.execute("SELECT max(rowid) FROM claims").fetchone()[0] or 0
            if last == self._last:
                return
            rows = conn.execute(
                "SELECT article_id, sentence, count(DISTINCT quote) FROM claims "
                f"WHERE region <> 'headline' AND article_id IN {new} GROUP BY 1, 2",
                [self._last],
            )
            lengths = dict(
                conn.execute(
                    "SELECT article_id, max(length(text)) FROM versions "
                    f"WHERE article_id IN {new} GROUP BY 1",
                    [self._last],
                )
            )
            for article, found in groupby(rows, itemgetter(0)):
                sentences = {sentence: numbers for _, sentence, numbers in found}
                self._parts.update(parts(sentences, SHARE * lengths.get(article, 0)))
            self._last = last


def parts(sentences: Mapping[str, int], room: float) -> dict[int, int]:
    """The hashes of an article's sentences that are not shown whole, with the characters shown.

    ``sentences`` have each how many numbers they print; ``room`` is in characters.
    """
    found: dict[int, int] = {}
    for place, sentence in enumerate(sorted(sentences, key=_digest)):
        if place == 0 or len(sentence) <= room:
            room -= len(sentence)
        else:
            found[hash(sentence)] = min(FURTHER, len(sentence) // (2 * sentences[sentence]))
    return found


def _digest(sentence: str) -> bytes:
    return sha256(sentence.encode("utf-8", "surrogatepass")).digest()


_excerpts = cache(Excerpts)


def limit(datasette: "Datasette", database: str) -> Limit:
    """How many characters of a text of this database a public server shows."""
    path = datasette.get_database(database).path  # None: in memory, and not a ledger
    return _excerpts(Path(path)).limit if path else excerpts.same


def _row(limit: Limit, cursor: sqlite3.Cursor, values: Sequence[Any]) -> sqlite3.Row:
    """A row whose texts are excerpts; JSON that the program wrote is left whole."""
    names = [column[0] for column in cursor.description]
    if END in names:
        values = [None if n == END else v for n, v in zip(names, values, strict=True)]
    quote = next((v for n, v in zip(names, values, strict=True) if n == "quote"), None)
    values = tuple(
        shortened(value, quote, limit) if isinstance(value, str) and not _is_json(value) else value
        for value in values
    )
    return sqlite3.Row(cursor, values)


def _is_json(text: str) -> bool:
    """Whether a text is JSON, as the program writes it: sentences may begin with a bracket, too."""
    if text[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def restrict(conn: sqlite3.Connection, limit: Limit) -> None:
    """Make a connection show what everybody may see."""
    conn.set_authorizer(_authorised)
    conn.row_factory = partial(_row, limit)


@contextmanager
def unrestricted(conn: sqlite3.Connection) -> Iterator[None]:
    """Rows as they are, for a page function that caps what it gives itself."""
    shown = conn.row_factory
    conn.set_authorizer(None)
    conn.row_factory = sqlite3.Row
    try:
        yield
    finally:
        conn.set_authorizer(_authorised)
        conn.row_factory = shown


def without_guesses(app: App, datasette: "Datasette") -> App:
    """The app that declines requests by which Datasette would tell of what is not shown."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_datasettes(scope["path"], datasette):
            query = (scope.get("query_string") or b"").decode("latin-1")
            if asks_unshown(parse_qsl(query, keep_blank_values=True)):
                await refuse(send, 403, _DECLINED)
                return
        await app(scope, receive, send)

    return wrapped


_DECLINED = (
    b"This server does not show where in a text something stands, nor look sentences up "
    b"by their letters; ?_search= finds their words.\n"
)


def _is_datasettes(path: str, datasette: "Datasette") -> bool:
    return path.strip("/").partition("/")[0].partition(".")[0] in datasette.databases
