"""SELECTs for numbers that were withdrawn or replaced: who prints them still, who changed them."""

from answers.queries.figures import CLAIM_AT
from answers.queries.rows import Connection, Row, select

FIGURES = 3_000
"""Figures in which replaced numbers are looked for, those that changed last."""

CORRECTIONS = 1_000
"""Corrections that are looked at, the latest."""

SURE = 0.5
"""From which probability on an update holds an outlet's number against it."""

_BY_WORDS = "('cue', 'replaced', 'as-of', 'withdrawn', 'edited')"
"""Rules of updates by what a text itself says of a number."""

_DEAD = f"""WITH moved AS MATERIALIZED (SELECT id, label FROM figures
        WHERE verdict IN ('updated', 'conflict') ORDER BY changed_at DESC LIMIT {FIGURES}),
    dead AS MATERIALIZED (
        SELECT f.id AS figure_id, f.label, o.id AS old_id, n.id AS new_id, n.first_at AS since,
            'replaced' AS why,
            (r.probability IS NULL OR r.probability >= {SURE} OR r.rule IN {_BY_WORDS})
            AND coalesce(o.first_at, '') <= coalesce(n.first_at, '9') AS sure
        FROM moved f CROSS JOIN relations r ON r.figure_id = f.id
        JOIN readings o ON o.id = r.replaced
        JOIN readings n ON n.id = CASE r.replaced WHEN r.reading_a THEN r.reading_b
            ELSE r.reading_a END
        WHERE r.relation IN ('updated', 'revised_down') AND r.possible = 0
            AND (o.value IS NULL OR o.value IS NOT n.value OR o.unit IS NOT n.unit)
        UNION ALL
        SELECT f.id, f.label, o.id, w.id, w.first_at, 'withdrawn', 1
        FROM moved f CROSS JOIN readings w ON w.figure_id = f.id AND w.status = 'withdrawn'
        JOIN readings o ON o.figure_id = f.id AND o.value = w.value AND o.unit IS w.unit
            AND o.status <> 'withdrawn'),
    prints AS (
        SELECT d.*, c.id AS claim_id, c.article_id, c.outlet_id, c."current", {CLAIM_AT} AS at,
            a.state, a.title, a.url, p.name AS outlet,
            CASE WHEN v.capture_id IS NULL THEN {CLAIM_AT} ELSE a.last_seen_at END AS looked_at,
            coalesce(o.value, o.low || '-' || o.high) AS number
        FROM dead d CROSS JOIN readings o ON o.id = d.old_id
        CROSS JOIN figure_claims fc ON fc.reading_id = d.old_id
        JOIN claims c ON c.id = fc.claim_id JOIN versions v ON v.id = c.version_id
        JOIN articles a ON a.id = c.article_id JOIN outlets p ON p.id = c.outlet_id
        WHERE c.region <> 'related' AND c.status <> 'withdrawn' AND d.since IS NOT NULL)"""
"""``dead``: a reading, the one that put an end to it, and since when; ``prints``: its claims.

``sure``: is it certain enough that one took the other's place to hold it against an outlet?
``looked_at``: when the page was last looked at; of an imported text, when it was published.
"""

_SHOWN = """c.sentence, c.sentence_start, c.start, c."end", c.quote, c.kind, c.change, c.unit,
    o.value AS old_value, o.low AS old_low, o.high AS old_high, o.unit AS old_unit,
    o.qualifier AS old_qualifier, n.value AS new_value, n.low AS new_low, n.high AS new_high,
    n.unit AS new_unit, n.qualifier AS new_qualifier, c.quote AS old_printed,
    (SELECT k.quote FROM figure_claims g JOIN claims k ON k.id = g.claim_id
     WHERE g.reading_id = n.id ORDER BY k.published_at, k.id LIMIT 1) AS new_printed"""

_OLD_AND_NEW = """JOIN claims c ON c.id = x.claim_id JOIN readings o ON o.id = x.old_id
    JOIN readings n ON n.id = x.new_id"""

_NEW_TOO = """EXISTS (SELECT 1 FROM dead e JOIN figure_claims g ON g.reading_id = e.new_id
    JOIN claims k ON k.id = g.claim_id WHERE e.old_id = q.old_id AND e.why = 'replaced'
    AND k.article_id = q.article_id AND k."current" = 1)"""
"""Does the article ``q`` print the number that took the old one's place as well?"""


def still_printed(conn: Connection, outlet_id: str | None = None) -> list[Row]:
    """Live articles that print a number that was withdrawn or replaced, and not the new one.

    Once for each article and number, with the first that put an end to it.
    """
    return select(
        conn,
        f"""{_DEAD}
        SELECT x.*, {_SHOWN} FROM (SELECT *, min(since) AS ended FROM prints q
            WHERE "current" = 1 AND state = 'live' AND sure AND (?1 IS NULL OR outlet_id = ?1)
            AND NOT {_NEW_TOO}
            GROUP BY article_id, figure_id, number) x {_OLD_AND_NEW}""",
        [outlet_id],
    )


def changed(conn: Connection, outlet_id: str | None = None) -> list[Row]:
    """Numbers that were withdrawn or replaced and that their article does not print any more.

    ``noted``: the page says that it was changed; ``seen_at``: when it was first seen without it.
    """
    return select(
        conn,
        f"""{_DEAD}
        SELECT x.*, {_SHOWN}, y.quote AS new_quote FROM (
            SELECT q.*, r.id AS revision, r.noted, r.new_claim, z.seen_at, min(q.since) AS ended
            FROM prints q CROSS JOIN revisions r ON r.old_claim = q.claim_id
            JOIN versions z ON z.id = r.new_version
            WHERE ?1 IS NULL OR q.outlet_id = ?1 GROUP BY r.id) x {_OLD_AND_NEW}
        LEFT JOIN claims y ON y.id = x.new_claim""",
        [outlet_id],
    )


def corrected(conn: Connection, outlet_id: str | None = None) -> list[Row]:
    """Articles that say themselves that an earlier version of theirs printed another number.

    Those whose earlier version the ledger holds are left out: ``changed`` has them.
    """
    return select(
        conn,
        f"""SELECT c.id AS claim_id, c.article_id, c.outlet_id, p.name AS outlet, {CLAIM_AT} AS at,
            c.figure_id, c.quote, c.sentence, c.sentence_start, c.start, c."end",
            coalesce(a.title, a.url) AS title
        FROM claims c INDEXED BY idx_claims_status JOIN versions v ON v.id = c.version_id
        JOIN articles a ON a.id = c.article_id JOIN outlets p ON p.id = c.outlet_id
        WHERE c.status = 'withdrawn' AND c."current" = 1 AND (?1 IS NULL OR c.outlet_id = ?1)
        AND NOT EXISTS (SELECT 1 FROM revisions r JOIN claims k ON k.id = r.old_claim
            WHERE r.article_id = c.article_id AND k.value IS c.value)
        ORDER BY at DESC, c.id LIMIT {CORRECTIONS}""",
        [outlet_id],
    )


def printed(conn: Connection) -> list[Row]:
    """Every article that printed a number that was withdrawn or replaced, once for each number."""
    return select(
        conn,
        f"""{_DEAD}
        SELECT article_id, figure_id, number, outlet_id, outlet, min(since) AS ended,
            max("current") AS "current", min(at) AS at, max(state) AS state,
            max(looked_at) AS looked_at,
            {_NEW_TOO} AS both, max(sure) AS sure
        FROM prints q GROUP BY article_id, figure_id, number""",
    )
