"""Affairs: stories, weeks or months apart, about one lasting matter.

``stories.affair_id`` is the same for the stories of an affair: the smallest of their ids. Stories
are only ever joined, pair by pair, so that adding articles one by one gives the same affairs as
adding them at once, at the cost of the stories that are joined.
"""

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database


def join_affairs(
    db: Database, kin: Iterable[tuple[str, str]], articles: Sequence[str] | None
) -> None:
    """Join the affairs of each pair of articles, and of the stories that share a figure.

    ``articles`` are those whose stories are new (``None``: all).
    """
    db.conn.execute("UPDATE stories SET affair_id = id WHERE affair_id IS NULL")
    chosen = "" if articles is None else " AND c.article_id IN (SELECT value FROM json_each(?))"
    shared = db.conn.execute(
        "SELECT DISTINCT f.id, s.story_id FROM figures f "
        "JOIN figure_claims m ON m.figure_id = f.id JOIN claims c ON c.id = m.claim_id "
        "JOIN story_articles s ON s.article_id = c.article_id "
        f"WHERE f.story_id IS NULL{chosen} ORDER BY f.id, s.story_id",
        [] if articles is None else [json.dumps(list(articles))],
    ).fetchall()
    first: dict[str, str] = {}
    for figure, story in shared:
        _join(db, first.setdefault(figure, story), story)
    for a, b in sorted(kin):
        found = [_story(db, key) for key in (a, b)]
        if found[0] and found[1]:
            _join(db, found[0], found[1])


def _story(db: Database, article: str) -> str | None:
    row = db.conn.execute(
        "SELECT story_id FROM story_articles WHERE article_id = ?", [article]
    ).fetchone()
    return row[0] if row else None


def _join(db: Database, one: str, other: str) -> None:
    ids = sorted(
        affair
        for (affair,) in db.conn.execute(
            "SELECT DISTINCT affair_id FROM stories WHERE id IN (?, ?)", [one, other]
        )
    )
    if len(ids) == 2:
        db.conn.execute("UPDATE stories SET affair_id = ? WHERE affair_id = ?", ids)
