"""SELECTs for the comparison: what chosen outlets print for the same figures."""

import json
from collections.abc import Sequence

from answers.queries.figures import CLAIM_AT
from answers.queries.rows import Connection, Row, marks, select

RECENT = 3000
"""Claims of each outlet that are looked at when no topic narrows the choice."""

HITS = 400
"""Figures about a topic that are looked at, the newest."""


def printed_lately(conn: Connection, outlet_ids: Sequence[str]) -> list[Row]:
    """The latest claims of these outlets that answer a figure."""
    latest = " UNION ALL ".join(
        [
            "SELECT * FROM (SELECT figure_id, outlet_id, id AS claim_id FROM claims "
            f"WHERE outlet_id = ? ORDER BY published_at DESC LIMIT {RECENT})"
        ]
        * len(outlet_ids)
    )
    return select(conn, f"SELECT * FROM ({latest}) WHERE figure_id IS NOT NULL", outlet_ids)


def printed_on(conn: Connection, match: str, outlet_ids: Sequence[str]) -> list[Row]:
    """The claims of these outlets for figures whose question matches."""
    return select(
        conn,
        f"""SELECT fc.figure_id, c.outlet_id, c.id AS claim_id
        FROM (SELECT f.id FROM figures_fts s JOIN figures f ON f.rowid = s.rowid
            WHERE figures_fts MATCH ? ORDER BY s.rowid DESC LIMIT {HITS}) h
        CROSS JOIN figure_claims fc ON fc.figure_id = h.id
        CROSS JOIN claims c ON c.id = fc.claim_id WHERE c.outlet_id IN ({marks(outlet_ids)})""",
        [match, *outlet_ids],
    )


def printed_for(
    conn: Connection, figure_ids: Sequence[str], outlet_ids: Sequence[str]
) -> list[Row]:
    """The claims of these outlets for these figures."""
    return select(
        conn,
        f"""SELECT c.figure_id, c.outlet_id, c.id AS claim_id
        FROM json_each(?) j CROSS JOIN claims c ON c.figure_id = j.value
        WHERE c.outlet_id IN ({marks(outlet_ids)})""",
        [json.dumps(figure_ids), *outlet_ids],
    )


def ranked(conn: Connection, figure_ids: Sequence[str], limit: int) -> list[str]:
    """These figures in the order of a list: conflicts first, then what changed last."""
    rows = select(
        conn,
        """SELECT f.id FROM json_each(?) j CROSS JOIN figures f ON f.id = j.value
        ORDER BY f.verdict = 'conflict' DESC, f.severity DESC, f.changed_at DESC, f.id LIMIT ?""",
        [json.dumps(figure_ids), limit],
    )
    return [row["id"] for row in rows]


def cells(conn: Connection, claim_ids: Sequence[str]) -> list[Row]:
    """Of these claims the latest of each outlet for each reading, latest first."""
    return select(
        conn,
        f"""SELECT fc.figure_id, fc.reading_id, c.outlet_id, c.quote, c.article_id,
        max({CLAIM_AT}) AS at, max(c."current") AS "current",
        max(v.number > 1 OR coalesce(c.published_at, a.published_at) IS NOT NULL) AS dated
        FROM json_each(?) j CROSS JOIN claims c ON c.id = j.value
        CROSS JOIN figure_claims fc ON fc.claim_id = c.id
        CROSS JOIN versions v ON v.id = c.version_id CROSS JOIN articles a ON a.id = c.article_id
        GROUP BY fc.figure_id, fc.reading_id, c.outlet_id ORDER BY at DESC""",
        [json.dumps(claim_ids)],
    )
