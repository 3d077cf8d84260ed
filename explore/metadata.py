"""What Datasette's own pages say of the tables: titles, descriptions, facets, labels, queries."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from db.descriptions import DESCRIPTIONS
from explore.canned import QUERIES

LABELS = {
    "outlets": "name",
    "entities": "name",
    "articles": "title",
    "stories": "label",
    "figures": "label",
    "claims": "quote",
    "versions": "number",
    "readings": "value",
    "captures": "sha256",
    "runs": "command",
}
"""The column that stands for a row where another table points to it."""

FACETS = {
    "claims": ["kind"],
    "figures": ["verdict"],
    "conflicts": ["relation"],
    "relations": ["relation"],
    "articles": ["state"],
    "problems": ["stage", "kind"],
    "entities": ["kind"],
}
"""Facets that are open without asking: few, each from an index. More are a click away."""

SORTS = {
    "figures": ("sort_desc", "changed_at"),
    "articles": ("sort_desc", "first_seen_at"),
    "claims_flat": ("sort_desc", "published_at"),
    "conflicts": ("sort_desc", "severity"),
    "problems": ("sort_desc", "at"),
    "runs": ("sort_desc", "id"),
    "decisions": ("sort_desc", "id"),
}

HIDDEN = (
    "article_links", "meanings", "frontier", "tombstones", "touched_articles", "shards",
    "archive_positions", "_sqlite_migrations",
)  # fmt: skip
"""Tables that serve the program and not the reader."""

PRIVATE = (
    "article_terms",
    "versions",
    "captures",
    "links",
    "regions",
    "mentions",
    "frontier",
    "tombstones",
    "archive_positions",
    "watches",
    "alerts",
    "deliveries",
    *(
        f"{table}_fts{part}"
        for table in ("articles", "claims", "figures")
        for part in ("", "_data", "_idx", "_docsize", "_config", "_content")
    ),
)
"""Tables that a public server does not show: texts, captures, their pieces, what is watched."""


def metadata(database: Path, *, public: bool) -> dict[str, Any]:
    """Datasette's metadata for the ledger in this file."""
    tables = {name: _table(name) for name in DESCRIPTIONS}
    for name in HIDDEN:
        tables.setdefault(name, {})["hidden"] = True
    if public:
        for name in PRIVATE:
            tables.setdefault(name, {})["allow"] = False
    queries = {name: {**query, "hide_sql": True} for name, query in QUERIES.items()}
    return {
        "title": "claimledger",
        "description": "The numbers in the news: who printed which, when, on whose word.",
        "databases": {
            database.stem: {
                "title": "The ledger's tables",
                "description_html": _introduction(database.stem),
                "tables": tables,
                "queries": queries,
            }
        },
    }


VIEWS = {
    "claims_flat": "every claim with its outlet, article, source, figure and verdict",
    "conflicts": "every figure in conflict with its gravest pair",
    "silent_edits": "numbers that changed without a notice",
    "outlet_health": "what is collected from each outlet",
}
"""Where to start among the tables → what it holds."""


def _introduction(database: str) -> str:
    """What the database's page says first: four views to start with, by relative links."""
    views = "; ".join(
        f'<a href="{quote(database)}/{name}">{name}</a>, {says}' for name, says in VIEWS.items()
    )
    return (
        f"<p>For questions that the pages do not ask. Start with {views}. The queries below answer "
        "common questions; each table describes its columns.</p>"
    )


def _table(name: str) -> dict[str, Any]:
    columns = dict(DESCRIPTIONS[name])
    shown: dict[str, Any] = {"description": columns.pop("", ""), "columns": columns}
    if name in LABELS:
        shown["label_column"] = LABELS[name]
    if name in FACETS:
        shown["facets"] = FACETS[name]
    if name in SORTS:
        key, column = SORTS[name]
        shown[key] = column
    return shown
