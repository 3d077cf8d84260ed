"""The words are the same in the enums, in the database, and in the shared list."""

import json
from enum import StrEnum
from pathlib import Path

import pytest

from db.schema_page import enumerated
from terms import enums as vocabulary

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "vocabulary.json"

ENUMS: dict[str, type[StrEnum]] = {
    "kind": vocabulary.Kind,
    "qualifier": vocabulary.Qualifier,
    "change": vocabulary.Change,
    "status": vocabulary.Status,
    "accumulation": vocabulary.Accumulation,
    "region": vocabulary.Region,
    "role": vocabulary.Role,
    "source_class": vocabulary.SourceClass,
    "verdict": vocabulary.Verdict,
    "relation": vocabulary.Relation,
    "article_state": vocabulary.ArticleState,
}

COLUMNS = {
    ("claims", "kind"): "kind",
    ("claims", "qualifier"): "qualifier",
    ("claims", "change"): "change",
    ("claims", "status"): "status",
    ("claims", "accumulation"): "accumulation",
    ("claims", "region"): "region",
    ("regions", "kind"): "region",
    ("attributions", "role"): "role",
    ("attributions", "source_class"): "source_class",
    ("claims", "verdict"): "verdict",
    ("figures", "verdict"): "verdict",
    ("figure_history", "verdict"): "verdict",
    ("relations", "relation"): "relation",
    ("articles", "state"): "article_state",
}

OWN = {
    ("article_urls", "kind"),
    ("frontier", "kind"),
    ("frontier", "state"),
    ("figures", "tier"),
    ("watches", "kind"),
    ("alerts", "kind"),
    ("deliveries", "state"),
    ("cited_pages", "state"),
    ("citations", "finding"),
}
"""Columns whose words are the database's alone."""


@pytest.mark.parametrize(("column", "enum"), COLUMNS.items(), ids=".".join)
def test_the_database_allows_exactly_the_enum(db, column, enum):
    table, name = column
    assert enumerated(db.table(table))[name] == tuple(ENUMS[enum])


def test_every_constrained_column_is_known(db):
    found = {
        (table, column) for table in db.table_names() for column in enumerated(db.table(table))
    }
    assert found == set(COLUMNS) | OWN


def test_every_enum_is_the_shared_list():
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not here: the enums are compared with the database alone")
    shared = json.loads(SHARED.read_text())
    assert {
        name: [word for word in words if word is not None] for name, words in shared.items()
    } == {name: list(enum) for name, enum in ENUMS.items()}
    nullable = {name for name, words in shared.items() if None in words}
    assert nullable == {"change", "accumulation"}


@pytest.mark.parametrize("column", ["change", "accumulation"])
def test_what_may_be_unknown_may_be_null(db, claims, column):
    db.execute(f"UPDATE claims SET {column} = NULL")
