"""Articles that crosscheck has to look at again, and by which rules it last did."""

from collections.abc import Iterable

from sqlite_utils import Database

from db.connection import writing


def touch(db: Database, article_ids: Iterable[str], at: str) -> None:
    """Mark articles; one that is marked already keeps its earlier time."""
    db.conn.executemany(
        "INSERT INTO touched_articles (article_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(identifier, at) for identifier in article_ids],
    )


def touched(db: Database) -> list[str]:
    """Ids of the articles that changed since they were last crosschecked, in order of time."""
    return [
        identifier
        for (identifier,) in db.conn.execute(
            "SELECT t.article_id FROM touched_articles t "
            "LEFT JOIN articles a ON a.id = t.article_id "
            "ORDER BY coalesce(a.published_at, a.first_seen_at), t.article_id"
        )
    ]


def rules_in_force(db: Database, stage: str) -> str | None:
    """The digest of the rules by which a stage worked the ledger through, or does so now."""
    row = db.conn.execute("SELECT digest FROM rules_in_force WHERE stage = ?", [stage]).fetchone()
    return row[0] if row else None


def put_in_force(db: Database, stage: str, digest: str, at: str) -> None:
    """Take other rules and mark every article, in one transaction."""
    with writing(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO rules_in_force VALUES (?, ?, ?)", [stage, digest, at]
        )
        db.conn.execute(
            "INSERT INTO touched_articles (article_id, at) SELECT id, ? FROM articles WHERE 1 "
            "ON CONFLICT DO NOTHING",
            [at],
        )
