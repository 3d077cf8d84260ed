"""Cells of Datasette's own tables: marked sentences, verdicts in words, links to the pages."""

import re
import sqlite3
from collections.abc import Callable, Container
from typing import Any
from urllib.parse import quote

from datasette.views.base import DatasetteError
from markupsafe import Markup

from answers import words
from explore import cells

LINKED = {
    "figure_id": "figures",
    "article_id": "articles",
    "of_article_id": "articles",
    "outlet_id": "outlets",
    "origin_id": "sources",
    "entity_id": "sources",
    "story_id": "stories",
}
"""Columns of ids that have a page of their own → the page's first word."""

NAMED = {
    ("figures", "label"): ("figures", "id"),
    ("conflicts", "label"): ("figures", "figure_id"),
    ("", "label"): ("figures", "figure_id"),
    ("articles", "title"): ("articles", "id"),
    ("outlets", "name"): ("outlets", "id"),
    ("entities", "name"): ("sources", "id"),
    ("stories", "label"): ("stories", "id"),
    ("claims_flat", "figure"): ("figures", "figure_id"),
    ("claims_flat", "story"): ("stories", "story_id"),
    ("claims_flat", "article_title"): ("articles", "article_id"),
    ("claims_flat", "outlet"): ("outlets", "outlet_id"),
    ("claims_flat", "origin"): ("sources", "origin_id"),
}
"""Names that link to a page: (table, column) → (the page's first word, the column with the id).

Queries have no table.
"""


NO_PLACE = "This table cannot be sorted by that, or has no such place to go on from."


def misnamed(error: Exception, names: Container[str]) -> bool:
    """Whether Datasette failed over ``_next`` or a sort that a request makes up.

    ``names`` are those of the request's parameters.
    """
    if isinstance(error, DatasetteError):
        return error.status == 500 and ("_sort" in names or "_sort_desc" in names)
    return "_next" in names and isinstance(error, ValueError | LookupError | sqlite3.Error)


def cell(
    row: Any, value: Any, column: str, table: str | None, path: Callable[[str], str]
) -> Markup | str | None:
    """How a cell is shown; None leaves it to Datasette, which escapes it.

    ``row`` is an ``sqlite3.Row``. Views and queries have no foreign keys, so that ids link here;
    in tables Datasette makes its own links from them.
    """
    if not isinstance(value, str) or not value:
        return None
    keys = set(row.keys())
    if column == "sentence" and "quote" in keys and isinstance(row["quote"], str):
        return _sentence(value, row["quote"], _offset(row, keys))
    if column == "verdict" and value in words.VERDICTS:
        word, sign = words.VERDICTS[value]
        return f"{sign} {word}"
    target = NAMED.get((table or "", column))
    if target is not None and target[1] in keys and row[target[1]]:
        return _link(path, target[0], row[target[1]], value)
    if column in LINKED and table in (None, "claims_flat", "conflicts", "silent_edits"):
        return _link(path, LINKED[column], value, value)
    return None


def _offset(row: Any, keys: set[str]) -> int | None:
    if {"start", "sentence_start"} <= keys and row["start"] is not None:
        return int(row["start"]) - int(row["sentence_start"])
    return None


def _sentence(sentence: str, quoted: str, offset: int | None) -> Markup:
    """The sentence with its number marked: at the offset, else where the words stand first."""
    start = sentence.find(quoted) if offset is None else offset
    return cells.marked(sentence, start, start + len(quoted))


def _link(path: Callable[[str], str], kind: str, name: object, text: str) -> Markup:
    address = path(f"/{kind}/{quote(str(name), safe='')}")
    return Markup('<a href="{}">{}</a>').format(address, text)


_NAMES = {
    "_filter_column": "Column",
    "_filter_op": "Condition",
    "_filter_value": "Value",
    "_sort": "Sort by",
    "_facet": "Facet",
    "_size": "Rows",
}
"""Fields of Datasette's forms that have no label → what to call them."""

_FIELD = re.compile(r'<(select|input)(?= [^>]*?name="(_[a-z_]+)[^"]*")(?![^>]*aria-label)')


def accessible(content: str) -> Markup:
    """Datasette's content with names for its fields, its headings in order, its lists in reach.

    >>> accessible('<h3>5 rows</h3><select name="_filter_op_1">')
    Markup('<h2>5 rows</h2><select aria-label="Condition" name="_filter_op_1">')
    """
    text = re.sub(r"(</?)h[34]\b", r"\1h2", str(content))
    text = text.replace('class="column-descriptions"', 'class="column-descriptions" tabindex="0"')

    def named(found: re.Match[str]) -> str:
        kind, name = found.group(1), found.group(2)
        told = next((told for key, told in _NAMES.items() if name.startswith(key)), None)
        return f'<{kind} aria-label="{told}"' if told else found.group(0)

    return Markup(_FIELD.sub(named, text))
