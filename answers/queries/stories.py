"""SELECTs about stories."""

from answers.queries.rows import Connection, Row, first, select


def story(conn: Connection, story_id: str) -> Row | None:
    """One story."""
    return first(conn, "SELECT * FROM stories WHERE id = ?", [story_id])


def articles(conn: Connection, story_id: str, limit: int = 200) -> list[Row]:
    """The story's articles, oldest first."""
    return select(
        conn,
        """SELECT a.id, a.title, a.url, a.published_at, a.first_seen_at, a.copy_of, a.state,
        a.outlet_id, o.name AS outlet
        FROM story_articles x JOIN articles a ON a.id = x.article_id
        JOIN outlets o ON o.id = a.outlet_id
        WHERE x.story_id = ? ORDER BY coalesce(a.published_at, a.first_seen_at), a.id LIMIT ?""",
        [story_id, limit],
    )
