"""SELECTs for the family tree of a figure: its claims with what their texts say of a source."""

import json
from collections import defaultdict
from collections.abc import Sequence

from answers.queries.figures import CLAIM_AT, WHOLE_COPY
from answers.queries.rows import Connection, Row, marks, select

CLAIMS = 400
"""Claims of a figure that are looked at, the earliest."""

_COLUMNS = f"""c.id, c.article_id, c.version_id, c.outlet_id, {CLAIM_AT} AS at, c.value, c.low,
    c.high, c.qualifier, c.status, c.unit, c.kind, c.change, c.quote, c.period_start, c.period_end,
    c.period_text, c.as_of, c.measure, c.sentence, c.sentence_start, c.start, c."end",
    c.region = 'headline' AS headline, c."current",
    json_extract(c.question, '$.provisional') AS provisional, e.name AS origin, o.name AS outlet,
    o.group_name, a.title, a.url, a.byline, a.published_at, a.state,
    EXISTS (SELECT 1 FROM claims k JOIN attributions t ON t.claim_id = k.id AND t.role = 'origin'
        AND t.rule NOT LIKE 'carried-%' WHERE k.version_id = c.version_id
        AND k.sentence_start = c.sentence_start) AS sourced"""

_JOINS = """JOIN versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
    JOIN outlets o ON o.id = c.outlet_id LEFT JOIN entities e ON e.id = c.origin_id"""

_AMOUNT = """iif({0}.unit = 'percentage_point', 'percent',
    substr({0}.unit, 1, instr({0}.unit || '/', '/') - 1))"""
"""A unit without what it is for: "GBP/hour" as "GBP"; ``{0}`` is the row."""


def claims(conn: Connection, figure_id: str) -> list[Row]:
    """The claims of a figure, the earliest in print first."""
    return select(
        conn,
        f"""SELECT {_COLUMNS} FROM figure_claims fc JOIN claims c ON c.id = fc.claim_id {_JOINS}
        WHERE fc.figure_id = ? AND c.equivalent_of IS NULL ORDER BY at, c.id LIMIT {CLAIMS}""",
        [figure_id],
    )


def elsewhere(
    conn: Connection, figure_id: str, story_id: str | None, outlet_ids: Sequence[str]
) -> list[Row]:
    """Claims that print one of the figure's numbers, in its unit or with less or more of it ("an
    hour", "points"), and that it does not hold.

    They stand in an article of its story, in one that an article of the figure links to, or in one
    of the outlets ``outlet_ids`` within a month of it.
    """
    return select(
        conn,
        f"""WITH own AS (SELECT k.value, k.dimension, k.unit, k.version_id, k.published_at
            FROM figure_claims f JOIN claims k ON k.id = f.claim_id WHERE f.figure_id = ?1),
        near (id) AS (
            SELECT article_id FROM story_articles WHERE story_id = ?2
            UNION SELECT u.article_id FROM own JOIN links l ON l.version_id = own.version_id
                JOIN article_urls u ON u.url = l.href
            UNION SELECT a.id FROM json_each(?3) j CROSS JOIN articles a ON a.outlet_id = j.value
                AND a.published_at BETWEEN
                    (SELECT date(min(published_at), '-30 days') FROM own) AND
                    (SELECT date(max(published_at), '+30 days') FROM own))
        SELECT {_COLUMNS} FROM near CROSS JOIN claims c ON c.article_id = near.id {_JOINS}
        WHERE c.equivalent_of IS NULL AND EXISTS (SELECT 1 FROM own
            WHERE own.value = c.value AND (own.dimension = c.dimension
                OR {_AMOUNT.format("own")} = {_AMOUNT.format("c")}))
        AND NOT EXISTS (SELECT 1 FROM figure_claims x
            WHERE x.claim_id = c.id AND x.figure_id = ?1)
        ORDER BY at, c.id LIMIT {CLAIMS}""",
        [figure_id, story_id, json.dumps(list(outlet_ids))],
    )


def copied(conn: Connection, claim_ids: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each claim the articles whose text stands around it, each with its share."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in select(
        conn,
        f"""SELECT c.id, k.of_article_id, k.share FROM claims c
        JOIN copies k ON k.article_id = c.article_id
        WHERE c.id IN ({marks(claim_ids)}) AND (k.share >= {WHOLE_COPY}
            OR EXISTS (SELECT 1 FROM json_each(k.paragraphs) p
                WHERE json_extract(p.value, '$[0]') <= c.start
                AND json_extract(p.value, '$[1]') >= c."end"))""",
        claim_ids,
    ):
        found[row["id"]][row["of_article_id"]] = row["share"]
    return found


def texts(conn: Connection, version_ids: Sequence[str]) -> dict[str, str]:
    """The texts of versions."""
    rows = select(
        conn,
        "SELECT v.id, v.text FROM json_each(?) j JOIN versions v ON v.id = j.value",
        [json.dumps(list(version_ids))],
    )
    return {row["id"]: row["text"] for row in rows}


def links(conn: Connection, version_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The links of versions that lead to articles of the ledger, by version."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in select(
        conn,
        """SELECT l.version_id, l.start, u.article_id
        FROM json_each(?) j JOIN links l ON l.version_id = j.value
        JOIN article_urls u ON u.url = l.href""",
        [json.dumps(list(version_ids))],
    ):
        found[row["version_id"]].append(row)
    return found


def passed_on(conn: Connection, limit: int) -> list[str]:
    """Figures that more than one outlet prints, or one on another's word, those that changed
    last."""
    rows = select(
        conn,
        """SELECT id FROM figures f WHERE outlet_count > 1 OR EXISTS (
            SELECT 1 FROM figure_claims fc JOIN attributions t ON t.claim_id = fc.claim_id
            WHERE fc.figure_id = f.id AND t.role <> 'outlet' AND t.source_class = 'outlet')
        ORDER BY changed_at DESC, id LIMIT ?""",
        [limit],
    )
    return [row["id"] for row in rows]
