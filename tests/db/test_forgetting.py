"""What is forgotten is gone from every table, from the search index and from the file."""

import json

import pytest

from db.articles import store_article
from db.captures import CaptureRow, record_capture
from db.connection import LedgerError
from db.forgetting import articles_naming, captures_of, forget, forget_entity
from db.frontier import FrontierEntry, seed_frontier, take_due
from db.ledger import load_check_batch, store_crosscheck, store_extraction, touched, unread
from db.rows import select
from db.runs import Problem, record_problem
from db.search import find
from db.tombstones import is_forgotten
from terms.model import Extraction

AMP = "https://harbour-post.example/amp/ferry"


@pytest.fixture
def full(judged, db, ferry):
    """The dispute, with a capture, a second address, a copy, a problem and a frontier row."""
    capture = record_capture(
        db, CaptureRow(AMP, ferry.url, ferry.noon, 200, "text/html", "0" * 64, "a.warc.gz", 9)
    )
    text = ferry.text + " Rescuers found zyxwv tongs."
    page = ferry.page(
        text=text, seen_at=ferry.later, urls=((AMP, "amp"),), headlines=(("Zyxwv", "og"),)
    )
    stored = store_article(db, page, capture)
    store_extraction(db, stored.version_id, ferry.extraction(text=text), ferry.later)
    store_crosscheck(
        db,
        judged.rows(
            copies=[
                {
                    "article_id": judged.articles[1],
                    "of_article_id": judged.articles[0],
                    "share": 0.9,
                    "paragraphs": "[]",
                }
            ]
        ),
        ferry.later,
    )
    record_problem(db, Problem(ferry.url, "extract", "odd", "zyxwv", ferry.noon))
    entry = FrontierEntry(ferry.url, ferry.outlet_id, "article", title="Zyxwv")
    seed_frontier(db, [entry], ferry.noon)
    return capture


def rows_with(db, word):
    """Tables that have the word somewhere in a row."""
    return [
        name
        for name in db.table_names()
        if any(word in str(row).lower() for row in db.execute(f"SELECT * FROM {name}"))
    ]


def test_forgetting_removes_an_article_from_everywhere(full, judged, db, ferry):
    found = forget(db, ferry.url, "asked to", ferry.latest)
    assert found.articles == (judged.articles[0],)
    assert found.claims == 4
    assert [(row["warc_file"], row["warc_offset"]) for row in found.captures] == [("a.warc.gz", 9)]
    assert rows_with(db, "zyxwv") == []
    assert rows_with(db, "coast guard") == []
    assert find(db, "smoke") == []
    assert select(db, "SELECT title, byline, state, copy_of FROM articles ORDER BY state") == [
        {"title": None, "byline": None, "state": "forgotten", "copy_of": None},
        {"title": "Ferry fire hurts 21", "byline": None, "state": "live", "copy_of": None},
    ]
    assert select(db, "SELECT * FROM captures") == []


def test_what_was_read_of_its_claims_goes_with_them(full, db, ferry):
    with db.conn:
        db.conn.execute("INSERT INTO meanings SELECT id, 'some', 'AAAA' FROM claims")
    before = db.table("meanings").count
    forget(db, ferry.url, "asked to", ferry.latest)
    assert db.table("meanings").count == before - 4


def test_the_words_are_not_in_the_file_any_more(full, db, ferry, path):
    files = [path, path.with_name(path.name + "-wal")]

    def on_disk(word):
        return [file.name for file in files if word in file.read_bytes().lower()]

    assert on_disk(b"zyxwv")
    forget(db, ferry.url, "asked to", ferry.latest)
    assert on_disk(b"zyxwv") == []


def test_what_others_hold_up_stays_and_is_checked_again(full, judged, db, ferry):
    forget(db, ferry.url, "asked to", ferry.latest)
    assert select(db, "SELECT id FROM readings") == [{"id": "r2"}]
    assert select(db, "SELECT id FROM figures") == [{"id": "f1"}]
    assert select(db, "SELECT * FROM implications") == []
    assert touched(db) == [judged.articles[1]]
    batch = load_check_batch(db)
    assert [row["id"] for row in batch.articles] == [judged.articles[1]]


def test_what_nothing_holds_up_goes(full, judged, db, ferry):
    forget(db, ferry.url, "asked to", ferry.latest)
    forget(db, judged.other_url, "asked to", ferry.latest)
    for table in ("figures", "figure_history", "stories", "readings", "claims", "versions"):
        assert select(db, f"SELECT * FROM {table}") == [], table


def test_a_forgotten_article_does_not_come_back(full, db, ferry):
    forget(db, AMP, "asked to", ferry.latest)
    assert is_forgotten(db, ferry.url)
    assert is_forgotten(db, AMP)
    with pytest.raises(LedgerError, match="forgotten"):
        store_article(db, ferry.page(), None)
    assert unread(db, "test 2")[0].document.text != ferry.text
    assert take_due(db, ferry.latest) == []


def test_forgetting_again_changes_nothing(full, db, ferry, snapshot):
    forget(db, ferry.url, "asked to", ferry.latest)
    before = snapshot(db)
    assert forget(db, ferry.url, "again", "2032-01-01T00:00:00Z").claims == 0
    assert snapshot(db) == before


def test_an_unknown_address_gets_a_tombstone(db, ferry):
    found = forget(db, "https://nobody.example/x", "asked to", ferry.noon)
    assert (found.articles, found.claims, found.captures) == ((), 0, ())
    assert is_forgotten(db, "https://nobody.example/x")


def test_captures_are_known_before(full, db, ferry):
    assert [row["id"] for row in captures_of(db, ferry.url)] == [full]
    assert [row["id"] for row in captures_of(db, AMP)] == [full]
    assert captures_of(db, "https://nobody.example/x") == []


def guard(db):
    return db.execute("SELECT id FROM entities").fetchone()[0]


def test_forgetting_an_entity_forgets_the_articles_that_name_it(full, judged, db, ferry):
    db.execute(
        "UPDATE figure_history SET reason = 'Coast Guard: 12 against 21', "
        """facts = '{"a": "12", "b": "21", "origin": "Coast Guard"}'"""
    )
    assert [row["id"] for row in articles_naming(db, guard(db))] == [judged.articles[0]]
    found = forget_entity(db, guard(db), "asked to", ferry.latest)
    assert found.articles == (judged.articles[0],)
    assert rows_with(db, "coast guard") == []
    (row,) = select(db, "SELECT reason, facts FROM figure_history")
    assert row["reason"] == "[forgotten]: 12 against 21"
    assert json.loads(row["facts"]) == {"a": "12", "b": "21", "origin": "[forgotten]"}
    assert select(db, "SELECT id FROM articles WHERE state = 'live'") == [
        {"id": judged.articles[1]}
    ]


def test_a_forgotten_entity_does_not_come_back(full, judged, db, ferry):
    forget_entity(db, guard(db), "asked to", ferry.latest)
    url = "https://harbour-post.example/2032/pier"
    stored = store_article(db, ferry.page(url=url), None)
    done = store_extraction(db, stored.version_id, ferry.extraction(), ferry.latest)
    assert (done.added, done.removed) == (0, 0)
    assert rows_with(db, "coast guard") == []
    assert is_forgotten(db, url)
    assert select(db, "SELECT kind FROM problems") == [{"kind": "forgotten"}]
    other = store_article(db, ferry.page(url=url + "2"), None)
    assert store_extraction(db, other.version_id, Extraction("x"), ferry.latest).added == 0
    assert not is_forgotten(db, url + "2")


def test_an_unknown_entity_is_an_error(db, ferry):
    with pytest.raises(LedgerError, match="entity nobody: not in the ledger"):
        forget_entity(db, "nobody", "asked to", ferry.noon)
