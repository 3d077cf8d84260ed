"""Articles that crosscheck has to look at again."""

from collections.abc import Iterable

from sqlite_utils import Database


def touch(db: Database, article_ids: Iterable[str], at: str) -> None:
    """Mark articles; one that is marked already keeps its earlier time."""
    db.conn.executemany(
        "INSERT INTO touched_articles (article_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(identifier, at) for identifier in article_ids],
    )


def touched(db: Database) -> list[str]:
    """Ids of the articles that changed since they were last crosschecked, in order of id."""
    return [
        identifier
        for (identifier,) in db.conn.execute(
            "SELECT article_id FROM touched_articles ORDER BY article_id"
        )
    ]
