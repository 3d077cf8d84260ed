"""What an incremental crosscheck loads."""

import pytest
from sqlite_utils import Database

from db import neighbours
from db.neighbours import (
    articles_named,
    articles_sharing,
    links_of,
    publication_dates,
    story_mates,
)


def put(db: Database, key: str, published: str | None, seen: str) -> None:
    db.conn.execute("INSERT OR IGNORE INTO outlets (id, name) VALUES ('o', 'Orbit')")
    db.conn.execute(
        "INSERT INTO articles (id, outlet_id, url, published_at, first_seen_at, last_seen_at, state) "
        "VALUES (?, 'o', ?, ?, ?, ?, 'live')",
        [key, f"https://orbit.example/{key}", published, seen, seen],
    )
    db.conn.execute(
        "INSERT INTO versions (id, article_id, number, seen_at, text, text_sha256) "
        "VALUES (?, ?, 1, ?, 'Text.', '')",
        [f"v{key}", key, seen],
    )
    db.conn.commit()


def test_articles_are_found_by_the_terms_that_they_share(db: Database) -> None:
    for key, terms in (
        ("a", "tram sandel"),
        ("b", "tram sandel kiln"),
        ("c", "kiln"),
        ("d", "oats"),
    ):
        put(db, key, "2031-03-01", "2031-03-01T09:00:00Z")
        rows = [(key, term, 741_500) for term in terms.split()]
        db.conn.executemany("INSERT INTO article_terms VALUES (?, ?, ?)", rows)
    db.conn.commit()
    assert articles_sharing(db, ["tram", "sandel", "kiln"], 741_499, "a") == ["b", "c"]
    assert articles_sharing(db, ["elm"], 741_499, "a") == []


def test_a_common_term_costs_no_more_in_a_large_ledger(db: Database) -> None:
    for day in range(400):
        put(db, f"a{day:03}", "2031-03-01", "2031-03-01T09:00:00Z")
        db.conn.execute("INSERT INTO article_terms VALUES (?, 'tram', ?)", [f"a{day:03}", day])
    db.conn.commit()
    found = articles_sharing(db, ["tram"], 200, "a200")
    assert len(found) == 199
    assert all(100 <= int(key[1:]) <= 300 for key in found)


def test_a_rare_term_tells_more_than_a_common_one(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "_MOST", 1)
    for key, terms in (("a", "tram"), ("b", "kiln"), ("c", "tram"), ("d", "tram")):
        put(db, key, "2031-03-01", "2031-03-01T09:00:00Z")
        db.conn.execute("INSERT INTO article_terms VALUES (?, ?, 741500)", [key, terms])
    db.conn.commit()
    assert articles_sharing(db, ["kiln", "tram"], 741_500, "x") == ["b"]


def test_links_are_found_from_either_side(db: Database) -> None:
    for key in "abc":
        put(db, key, "2031-03-01", "2031-03-01T09:00:00Z")
    rows = [("a", "b", 0.9, 0.95), ("b", "c", 0.1, 0.9)]
    db.conn.executemany("INSERT INTO article_links VALUES (?, ?, ?, ?)", rows)
    db.conn.commit()
    assert links_of(db, "b") == [("a", 0.9, 0.95), ("c", 0.1, 0.9)]
    assert links_of(db, "a") == [("b", 0.9, 0.95)]


def test_an_article_goes_with_its_story(db: Database) -> None:
    for key in "abc":
        put(db, key, "2031-03-01", "2031-03-01T09:00:00Z")
    db.conn.execute(
        "INSERT INTO stories (id, label, first_seen_at, last_seen_at) VALUES ('s', 'Label', '2031-03-01', '2031-03-01')"
    )
    db.conn.executemany("INSERT INTO story_articles VALUES ('s', ?)", [("a",), ("b",)])
    db.conn.commit()
    assert story_mates(db, "a") == ["b"]
    assert story_mates(db, "c") == []
    assert [row["text"] for row in articles_named(db, ["a", "c"])] == ["Text.", "Text."]
    assert publication_dates(db, ["c", "none"]) == {"c": "2031-03-01"}
