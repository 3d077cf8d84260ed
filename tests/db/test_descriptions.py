"""Every table, view and column is described, and nothing else is."""

import re

import pytest

from db.descriptions import DESCRIPTIONS, GROUPS


def described_things(db):
    tables = {
        name
        for name in db.table_names()
        if not name.startswith("_") and not re.search("_fts(_|$)", name)
    }
    return tables | set(db.view_names())


def test_every_table_and_view_is_described_once(db):
    assert set(DESCRIPTIONS) == described_things(db)
    assert sum(len(group) for group in GROUPS.values()) == len(DESCRIPTIONS)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_column_is_described_in_order(db, name):
    thing = db.view(name) if name in db.view_names() else db.table(name)
    assert list(DESCRIPTIONS[name]) == ["", *(column.name for column in thing.columns)]


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_descriptions_say_something(name):
    for text in DESCRIPTIONS[name].values():
        assert text == text.strip()
        assert text[0].isupper() or text[0].isdigit()
        assert "\n" not in text
    assert DESCRIPTIONS[name][""].endswith(".")
