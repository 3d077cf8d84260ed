"""What an incremental crosscheck loads."""

from sqlite_utils import Database

from db.neighbours import articles_around, articles_named, articles_together


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


def around(db: Database, published: str | None, seen: str) -> list[str]:
    return [row["id"] for row in articles_around(db, published, seen, days=7, seen_days=30)]


def test_windows(db: Database) -> None:
    put(db, "a", "2031-03-01T08:00:00Z", "2031-03-01T09:00:00Z")
    put(db, "b", "2031-03-08", "2031-03-08T09:00:00Z")
    put(db, "c", "2031-03-09T00:00:00Z", "2031-03-09T09:00:00Z")
    put(db, "u", None, "2031-03-20T09:00:00Z")
    put(db, "late", None, "2031-07-20T09:00:00Z")
    assert around(db, "2031-03-01T08:00:00Z", "2031-03-01T09:00:00Z") == ["a", "b", "u"]
    assert around(db, None, "2031-03-20T09:00:00Z") == ["a", "b", "c", "u"]
    assert around(db, None, "2031-07-01T09:00:00Z") == ["late"]


def test_an_article_goes_with_its_story(db: Database) -> None:
    for key in "abc":
        put(db, key, "2031-03-01", "2031-03-01T09:00:00Z")
    db.conn.execute("INSERT INTO stories VALUES ('s', 'Label', '2031-03-01', '2031-03-01')")
    db.conn.executemany("INSERT INTO story_articles VALUES ('s', ?)", [("a",), ("b",)])
    db.conn.commit()
    assert [row["id"] for row in articles_together(db, "a")] == ["b"]
    assert articles_together(db, "c") == []
    assert [row["text"] for row in articles_named(db, '["a", "c"]')] == ["Text.", "Text."]
