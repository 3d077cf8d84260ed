"""Rows are written only where they differ."""

from db.rows import scalar, select, upsert


def _tombstone(url, reason):
    return {"url": url, "reason": reason, "at": "2031"}


def test_upsert_inserts_then_updates_then_rests(db):
    assert upsert(db, "tombstones", [_tombstone("a", "x"), _tombstone("b", "x")], ["url"]) == 2
    assert upsert(db, "tombstones", [_tombstone("a", "x"), _tombstone("b", "y")], ["url"]) == 1
    assert upsert(db, "tombstones", [_tombstone("a", "x"), _tombstone("b", "y")], ["url"]) == 0
    assert select(db, "SELECT url, reason FROM tombstones ORDER BY url") == [
        {"url": "a", "reason": "x"},
        {"url": "b", "reason": "y"},
    ]


def test_upsert_tells_null_from_a_value(db):
    row = {"id": "the-harbour-post", "name": "The Harbour Post", "homepage": None}
    assert upsert(db, "outlets", [row], ["id"]) == 0
    assert upsert(db, "outlets", [row | {"homepage": "x"}], ["id"]) == 1
    assert upsert(db, "outlets", [row], ["id"]) == 1


def test_columns_that_are_not_given_keep_their_value(db):
    upsert(db, "outlets", [{"id": "the-harbour-post", "name": "Harbour Post"}], ["id"])
    assert select(db, "SELECT name, country FROM outlets") == [
        {"name": "Harbour Post", "country": "NZ"}
    ]


def test_a_row_that_is_all_key_is_written_once(db):
    row = {"article_id": "a", "story_id": "s"}
    db.execute("PRAGMA foreign_keys = OFF")
    assert upsert(db, "story_articles", [row], ["story_id", "article_id"]) == 1
    assert upsert(db, "story_articles", [row], ["story_id", "article_id"]) == 0


def test_no_rows_write_nothing(db):
    assert upsert(db, "tombstones", [], ["url"]) == 0


def test_scalar(db):
    assert scalar(db, "SELECT count(*) FROM outlets") == 1
    assert scalar(db, "SELECT id FROM outlets WHERE id = ?", ["nobody"]) is None
