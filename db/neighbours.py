"""Articles near another one: in time, and in its story. What an incremental crosscheck loads."""

from datetime import date, timedelta

from sqlite_utils import Database

from db.rows import Row, select

_ARTICLES = (
    'SELECT a.id, a.outlet_id, o.name AS outlet, o.group_name AS "group", a.url, '
    "a.title, a.byline, v.text, a.published_at, a.first_seen_at, a.state, v.headline_end "
    "FROM articles a JOIN outlets o ON o.id = a.outlet_id "
    "JOIN versions v ON v.article_id = a.id AND v.number = "
    "(SELECT max(number) FROM versions WHERE article_id = a.id) "
)


def _between(moment: str, days: int) -> tuple[str, str]:
    day = date.fromisoformat(moment[:10])
    return (day - timedelta(days)).isoformat(), (day + timedelta(days)).isoformat() + "~"


def articles_around(
    db: Database, published_at: str | None, first_seen_at: str, days: int, seen_days: int
) -> list[Row]:
    """The articles that may be about the event of one with these dates.

    Those published within ``days`` of it, and undated ones first seen within ``seen_days`` of when
    it was published or seen. Without ``published_at`` all that were published or seen within
    ``seen_days`` of when it was seen. Rows are as in ``CheckRows.articles``, in order of id.
    """
    seen = _between(first_seen_at, seen_days)
    if published_at is None:
        return select(
            db,
            f"{_ARTICLES} WHERE a.id IN (SELECT id FROM articles WHERE first_seen_at BETWEEN ? "
            "AND ? UNION SELECT id FROM articles WHERE published_at BETWEEN ? AND ?) ORDER BY a.id",
            [*seen, *seen],
        )
    return select(
        db,
        f"{_ARTICLES} WHERE a.id IN (SELECT id FROM articles WHERE published_at BETWEEN ? AND ? "
        "UNION SELECT id FROM articles WHERE published_at IS NULL "
        "AND (first_seen_at BETWEEN ? AND ? OR first_seen_at BETWEEN ? AND ?)) ORDER BY a.id",
        [*_between(published_at, days), *seen, *_between(published_at, seen_days)],
    )


def articles_together(db: Database, article_id: str) -> list[Row]:
    """The other articles that the ledger holds together with one, as in ``CheckRows.articles``.

    Those of its story, those of the figures that hold its claims, and those that print a number of
    the same unit for the same place and the same period of a week or more: a standing series.
    """
    return select(
        db,
        f"{_ARTICLES} WHERE a.id <> :id AND a.id IN ("
        "SELECT other.article_id FROM story_articles mine "
        "JOIN story_articles other ON other.story_id = mine.story_id WHERE mine.article_id = :id "
        "UNION SELECT c.article_id FROM claims mine JOIN figure_claims f ON f.claim_id = mine.id "
        "JOIN figure_claims g ON g.figure_id = f.figure_id JOIN claims c ON c.id = g.claim_id "
        "WHERE mine.article_id = :id "
        "UNION SELECT c.article_id FROM claims mine JOIN claims c "
        "ON c.period_start = mine.period_start AND c.period_end = mine.period_end "
        "AND c.unit = mine.unit AND c.place = mine.place "
        "WHERE mine.article_id = :id AND mine.period_start IS NOT NULL "
        "AND mine.place IS NOT NULL AND c.period_start IS NOT NULL AND c.place IS NOT NULL "
        "AND mine.period_end >= date(mine.period_start, '+6 days')) ORDER BY a.id",
        {"id": article_id},
    )


def articles_named(db: Database, ids: str) -> list[Row]:
    """The articles whose ids stand in a JSON list, rows as in ``CheckRows.articles``."""
    return select(
        db, f"{_ARTICLES} WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id", [ids]
    )
