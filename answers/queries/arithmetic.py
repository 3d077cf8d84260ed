"""SELECTs for the arithmetic of a figure: the numbers of its story, with what they answer."""

from answers.queries.rows import Connection, Row, select

MOST = 2000
"""Claims of a story that are looked at, the newest."""


def claims_of_story(conn: Connection, story_id: str, kind: str) -> list[Row]:
    """The current claims of one kind in a story that print one value, newest first."""
    return select(
        conn,
        """SELECT c.id, c.article_id, c.version_id, c.sentence, c.sentence_start, c.start, c."end",
        c.quote, c.value, c.low, c.high, c.unit, c.kind, c.change, c.measure,
        c.counted, c.word_class,
        c.period_start, c.period_end, c.figure_id, c.published_at, o.name AS outlet,
        json_extract(c.question, '$.base_year') AS base_year
        FROM story_articles x CROSS JOIN claims c ON c.article_id = x.article_id
        CROSS JOIN outlets o ON o.id = c.outlet_id
        WHERE x.story_id = ? AND c."current" = 1 AND c.kind = ? AND c.value IS NOT NULL
        AND c.equivalent_of IS NULL
        ORDER BY c.published_at DESC, c.id LIMIT ?""",
        [story_id, kind, MOST],
    )
