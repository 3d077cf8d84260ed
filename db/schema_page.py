"""The schema page: generated from a blank ledger and the descriptions.

``python -m db.schema_page`` prints it; ``docs/schema.md`` embeds it with cog.
"""

import re
from collections.abc import Sequence

from sqlite_utils import Database
from sqlite_utils.db import Table

from db.descriptions import DESCRIPTIONS, GROUPS
from db.glossary import QUESTION
from db.migrations import migrations

_INTRODUCTIONS = {
    "Collected": "What the crawl and imports found.",
    "Read": "What was read out of each version.",
    "Crosschecked": "What the claims say when they are laid side by side.",
    "Views": "Ready answers over the tables above.",
    "Internal": "Housekeeping; these tables may change without notice.",
}

_ALLOWED = re.compile(r"CHECK \((?:\w+ IS NULL OR )?(\w+) IN \(('[^)]*')\)\)")


def render() -> str:
    """The generated part of the page, as Markdown."""
    db = Database(memory=True)
    migrations.apply(db)
    chapters = []
    for title, tables in GROUPS.items():
        parts = [f"## {title}", _INTRODUCTIONS[title]]
        for name in tables:
            parts.extend(_table(db, name))
        chapters.append("\n\n".join(parts))
    chapters.append(_search(db))
    db.close()
    return "\n\n".join(chapters) + "\n"


def _table(db: Database, name: str) -> list[str]:
    described = DESCRIPTIONS[name]
    parts = [f"### {name}", described[""]]
    if name in db.view_names():
        columns = [column.name for column in db.view(name).columns]
        return [*parts, _grid(("column", "meaning"), [(f"`{c}`", described[c]) for c in columns])]
    table = db.table(name)
    rows = [
        (f"`{column}`", kind, described[column] + _choice(enumerated(table).get(column)))
        for column, kind in _types(table).items()
    ]
    parts.append(_grid(("column", "type", "meaning"), rows))
    if name == "claims":
        keys = [(f"`{key}`", meaning) for key, meaning in QUESTION.items()]
        parts += ["Keys of `question`, where it says something:", _grid(("key", "meaning"), keys)]
    indexes = _indexes(table)
    return [*parts, f"Indexes: {indexes}."] if indexes else parts


def _types(table: Table) -> dict[str, str]:
    """By column: type, part in the key, whether it must be there, table that it points to."""
    targets = {key.column: key.other_table for key in table.foreign_keys}
    found = {}
    for column in table.columns:
        is_key = column.name in table.pks
        words = [column.type]
        if is_key:
            words.append("key")
        elif column.notnull:
            words.append("not null")
        if column.name in targets:
            words.append(f"→ {targets[column.name]}")
        found[column.name] = " ".join(words)
    return found


def enumerated(table: Table) -> dict[str, tuple[str, ...]]:
    """The words that a table's CHECK constraints allow, by column."""
    return {
        column: tuple(re.findall(r"'([^']*)'", words))
        for column, words in _ALLOWED.findall(table.schema)
    }


def _choice(words: Sequence[str] | None) -> str:
    return f" ({', '.join(words)})" if words else ""


def _indexes(table: Table) -> str:
    listed = sorted(
        f"{'unique ' if index.unique else ''}({', '.join(index.columns)})"
        f"{' in part' if index.partial else ''}"
        for index in table.indexes
        if index.origin != "pk"
    )
    return ", ".join(listed)


def _search(db: Database) -> str:
    rows = [
        (f"`{name}_fts`", ", ".join(column.name for column in db.table(f"{name}_fts").columns))
        for name in db.table_names()
        if f"{name}_fts" in db.table_names()
    ]
    return "\n\n".join(
        (
            "## Search",
            "Full-text indexes (FTS5, with English stemming) that triggers keep in step; join them "
            "to their table by `rowid`.",
            _grid(("index", "columns"), sorted(rows)),
        )
    )


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


if __name__ == "__main__":
    print(render(), end="")
