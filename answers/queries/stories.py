"""SELECTs about stories."""

from answers.queries.rows import Connection, Row, first, scalar, select

SORTS = {
    "disputed": "conflicts DESC, outlet_count DESC, last_at DESC, s.id",
    "newest": "last_at DESC, s.id",
    "outlets": "outlet_count DESC, last_at DESC, s.id",
}
"""Orders that a reader can ask for → SQL."""


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


def listed(conn: Connection, *, lone: bool, sort: str, limit: int, offset: int) -> list[Row]:
    """Stories with their outlets, articles, figures and conflicts counted."""
    return select(
        conn,
        f"""WITH covered AS MATERIALIZED (
            SELECT x.story_id, count(*) AS article_count,
                count(DISTINCT a.outlet_id) AS outlet_count,
                min(coalesce(a.published_at, a.first_seen_at)) AS first_at,
                max(coalesce(a.published_at, a.first_seen_at)) AS last_at
            FROM story_articles x JOIN articles a ON a.id = x.article_id
            GROUP BY x.story_id HAVING outlet_count >= ?),
        judged AS MATERIALIZED (
            SELECT story_id, count(*) AS conflicts FROM figures
            WHERE verdict = 'conflict' GROUP BY story_id)
        SELECT s.id, s.label, v.first_at, v.last_at, v.article_count, v.outlet_count,
            coalesce(j.conflicts, 0) AS conflicts,
            (SELECT count(*) FROM figures f WHERE f.story_id = s.id) AS figure_count
        FROM covered v JOIN stories s ON s.id = v.story_id LEFT JOIN judged j ON j.story_id = s.id
        ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?""",
        [1 if lone else 2, limit, offset],
    )


def outlets(conn: Connection, story_id: str, limit: int) -> list[Row]:
    """The outlets of a story, those with the most articles of their own first."""
    return select(
        conn,
        """SELECT a.outlet_id AS id, o.name, count(*) AS article_count
        FROM story_articles x JOIN articles a ON a.id = x.article_id
        JOIN outlets o ON o.id = a.outlet_id WHERE x.story_id = ?
        GROUP BY a.outlet_id ORDER BY sum(a.copy_of IS NULL) DESC, min(a.published_at), o.name
        LIMIT ?""",
        [story_id, limit],
    )


def outlet_count(conn: Connection, story_id: str) -> int:
    """How many outlets cover a story."""
    return int(
        scalar(
            conn,
            """SELECT count(DISTINCT a.outlet_id) FROM story_articles x
            JOIN articles a ON a.id = x.article_id WHERE x.story_id = ?""",
            [story_id],
        )
    )


def main_figures(conn: Connection, story_id: str, limit: int) -> list[str]:
    """The figures that a story turns on: printed by two outlets at least, the most disputed and
    the most printed first."""
    rows = select(
        conn,
        """SELECT id FROM figures WHERE story_id = ? AND outlet_count > 1
        ORDER BY verdict = 'conflict' DESC, outlet_count DESC, verdict = 'updated' DESC,
            article_count DESC, severity DESC, id LIMIT ?""",
        [story_id, limit],
    )
    return [row["id"] for row in rows]
