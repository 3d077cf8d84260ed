"""An entity is one row, however its name is spelled and whoever names it first."""

from dataclasses import replace

import pytest

from db.articles import store_article
from db.ledger import store_extraction
from db.rows import select
from terms.model import Entity, Mention


def named(ferry, name, extractor="test 1", country=None):
    start = ferry.text.index("the coast guard")
    mention = Mention(start, start + 15, "the coast guard")
    entity = Entity(name, "body", country, (mention,), "same name")
    return replace(ferry.extraction(extractor), entities=(entity,))


def versions(db, ferry, count):
    return [
        store_article(db, ferry.page(url=f"{ferry.url}/{number}"), None).version_id
        for number in range(count)
    ]


def test_spellings_share_a_row_whatever_the_order(db, ferry):
    first, second = versions(db, ferry, 2)
    store_extraction(db, first, named(ferry, "coast guard", country="NZ"), ferry.noon)
    store_extraction(db, second, named(ferry, "the Coast Guard"), ferry.noon)
    one = select(db, "SELECT * FROM entities")
    assert [(row["name"], row["country"]) for row in one] == [("the Coast Guard", "NZ")]
    store_extraction(db, first, named(ferry, "the Coast Guard", "test 2"), ferry.noon)
    store_extraction(db, second, named(ferry, "coast guard", "test 2", "NZ"), ferry.noon)
    assert select(db, "SELECT * FROM entities") == one


def test_kinds_are_told_apart(db, ferry, version):
    guard = named(ferry, "Guard").entities[0]
    read = replace(ferry.extraction(), entities=(guard, replace(guard, kind="person")), claims=())
    store_extraction(db, version, read, ferry.noon)
    assert select(db, "SELECT count(*) AS n FROM entities") == [{"n": 2}]


def test_an_entity_that_nothing_names_goes(db, ferry):
    first, second = versions(db, ferry, 2)
    for version in (first, second):
        store_extraction(db, version, ferry.extraction(), ferry.noon)
    nothing = replace(ferry.extraction("test 2"), entities=(), claims=())
    store_extraction(db, first, nothing, ferry.noon)
    assert select(db, "SELECT name FROM entities") == [{"name": "Coast Guard"}]
    store_extraction(db, second, nothing, ferry.noon)
    assert select(db, "SELECT * FROM entities") == []
    assert select(db, "SELECT * FROM mentions") == []


def test_mentions_follow_the_reading(db, ferry, version):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    guard = ferry.extraction().entities[0]
    moved = replace(guard, mentions=(Mention(0, 5, "Ferry"), *guard.mentions[:0]))
    store_extraction(
        db, version, replace(ferry.extraction("test 2"), entities=(moved,)), ferry.noon
    )
    assert select(db, "SELECT quote FROM mentions") == [{"quote": "Ferry"}]


def test_the_rule_that_says_most_is_kept(db, ferry):
    first, second = versions(db, ferry, 2)
    guard = replace(named(ferry, "Coast Guard").entities[0], rule="abbreviation")
    store_extraction(db, first, replace(named(ferry, "Coast Guard"), entities=(guard,)), ferry.noon)
    store_extraction(db, second, named(ferry, "Coast Guard Ltd"), ferry.noon)
    assert [row["rule"] for row in select(db, "SELECT rule FROM entities")] == ["abbreviation"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_dateline_is_no_spelling_to_show(db, ferry, order):
    for version, name in zip(
        versions(db, ferry, 2), ("COAST GUARD", "Coast Guard")[::order], strict=True
    ):
        store_extraction(db, version, named(ferry, name), ferry.noon)
    assert [row["name"] for row in select(db, "SELECT name FROM entities")] == ["Coast Guard"]
