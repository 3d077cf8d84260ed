"""SELECTs for the comparison: what chosen outlets print for the same figures."""

from collections.abc import Sequence

from explore.queries.figures import CLAIM_AT
from explore.queries.rows import Connection, Row, marks, select

RECENT = 5000
"""Claims of each outlet that are looked at when no topic narrows the choice."""


def shared_figures(
    conn: Connection, outlet_ids: Sequence[str], at_least: int, limit: int
) -> list[str]:
    """Figures that at least so many of the outlets have printed lately, conflicts first."""
    parts = " UNION ALL ".join(
        ['SELECT * FROM (SELECT id, outlet_id FROM claims WHERE outlet_id = ? AND "current" = 1 '
         f"ORDER BY published_at DESC LIMIT {RECENT})"] * len(outlet_ids)
    )  # fmt: skip
    rows = select(
        conn,
        f"""SELECT f.id FROM ({parts}) c JOIN figure_claims fc ON fc.claim_id = c.id
        JOIN figures f ON f.id = fc.figure_id
        GROUP BY f.id HAVING count(DISTINCT c.outlet_id) >= ?
        ORDER BY f.verdict = 'conflict' DESC, f.severity DESC, f.changed_at DESC, f.id LIMIT ?""",
        [*outlet_ids, at_least, limit],
    )
    return [row["id"] for row in rows]


def figures_on(
    conn: Connection, match: str, outlet_ids: Sequence[str], at_least: int, limit: int
) -> list[str]:
    """Figures whose question matches, printed by at least so many of the outlets."""
    rows = select(
        conn,
        f"""WITH hits AS (SELECT f.id, f.verdict, f.severity, f.changed_at FROM figures_fts s
            JOIN figures f ON f.rowid = s.rowid WHERE figures_fts MATCH ? LIMIT 1000)
        SELECT h.id FROM hits h JOIN figure_claims fc ON fc.figure_id = h.id
        JOIN claims c ON c.id = fc.claim_id AND c.outlet_id IN ({marks(outlet_ids)})
        GROUP BY h.id HAVING count(DISTINCT c.outlet_id) >= ?
        ORDER BY h.verdict = 'conflict' DESC, h.severity DESC, h.changed_at DESC, h.id LIMIT ?""",
        [match, *outlet_ids, at_least, limit],
    )
    return [row["id"] for row in rows]


def cells(conn: Connection, figure_ids: Sequence[str], outlet_ids: Sequence[str]) -> list[Row]:
    """The latest claim of each outlet for each reading of these figures, latest first."""
    return select(
        conn,
        f"""SELECT fc.figure_id, fc.reading_id, c.outlet_id, c.quote, c.article_id,
        max({CLAIM_AT}) AS at, max(c."current") AS "current"
        FROM figure_claims fc JOIN claims c ON c.id = fc.claim_id
        JOIN versions v ON v.id = c.version_id
        JOIN articles a ON a.id = c.article_id
        WHERE fc.figure_id IN ({marks(figure_ids)}) AND c.outlet_id IN ({marks(outlet_ids)})
        GROUP BY fc.figure_id, fc.reading_id, c.outlet_id ORDER BY at DESC""",
        [*figure_ids, *outlet_ids],
    )
