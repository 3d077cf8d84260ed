"""SELECTs for exports of the whole ledger, a bounded batch at a time."""

from answers.queries.figures import COPIED_FROM
from answers.queries.rows import Connection, Row, select

BATCH = 1000
"""Rows read at a time: a batch takes some 50 ms, so that pages need not wait."""

CLAIM_COLUMNS = (
    "id", "article_id", "outlet", "article_title", "article_url", "copy_of", "published_at",
    "quote", "sentence", "region", "kind", "value", "low", "high", "unit", "unit_assumed",
    "qualifier", "change", "status", "measure", "accumulation", "period_text", "period_start",
    "period_end", "as_of", "place", "population", "origin", "source_class", "figure_id", "figure",
    "story_id", "story",
    "verdict", "settled", "reading_id", "confidence", "salience",
)  # fmt: skip
"""Columns of ``claims_flat`` that are exported."""

FIGURE_COLUMNS = (
    "id", "story_id", "label", "measure", "unit", "place", "population", "period_start",
    "period_end", "low", "high", "conversion", "verdict", "settled", "severity", "article_count",
    "outlet_count", "origin_count", "copy_count", "first_seen_at", "changed_at",
    "latest", "latest_at", "shared_low", "shared_high", "shared_count",
)  # fmt: skip


def claims(conn: Connection, after: str, size: int = BATCH) -> list[Row]:
    """The next claims of ``claims_flat`` behind this id."""
    columns = ", ".join(CLAIM_COLUMNS)
    return select(
        conn,
        f"SELECT {columns} FROM claims_flat WHERE id > ? ORDER BY id LIMIT ?",
        [after, size],
    )


def figures(conn: Connection, after: str, size: int = BATCH) -> list[Row]:
    """The next figures behind this id."""
    columns = ", ".join(FIGURE_COLUMNS)
    return select(
        conn, f"SELECT {columns} FROM figures WHERE id > ? ORDER BY id LIMIT ?", [after, size]
    )


def reports(conn: Connection, after: str, size: int = BATCH) -> list[Row]:
    """The next claims that answer a figure, with what eventreport wants to know of each."""
    return select(
        conn,
        f"""SELECT c.id, fc.figure_id, f.label AS figure, f.low AS figure_low,
        f.high AS figure_high, f.latest, f.shared_low, f.shared_high, o.country, c.place,
        c.period_start, c.period_end, c.as_of, c.value, c.low, c.high, c.unit, c.qualifier,
        c.status, e.name AS origin, o.name AS outlet, o.group_name, a.title, c.confidence,
        coalesce(c.published_at, a.first_seen_at) AS published_at, {COPIED_FROM} AS copied_from
        FROM claims c JOIN figure_claims fc ON fc.claim_id = c.id
        JOIN figures f ON f.id = fc.figure_id JOIN articles a ON a.id = c.article_id
        JOIN outlets o ON o.id = c.outlet_id LEFT JOIN entities e ON e.id = c.origin_id
        WHERE c.id > ? AND c."current" = 1 ORDER BY c.id LIMIT ?""",
        [after, size],
    )
