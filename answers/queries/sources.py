"""SELECTs about sources and other entities: what they are cited for, and by whom."""

from answers.queries.figures import CLAIM_COLUMNS, CLAIM_JOINS
from answers.queries.rows import Connection, Row, first, scalar, select


def sources(conn: Connection, limit: int, offset: int) -> list[Row]:
    """Entities that numbers are attributed to, most cited first."""
    return select(
        conn,
        """SELECT e.id, e.name, e.kind, e.country, count(*) AS claim_count,
        count(DISTINCT c.outlet_id) AS outlet_count
        FROM claims c JOIN entities e ON e.id = c.origin_id
        WHERE c."current" = 1 GROUP BY e.id
        ORDER BY outlet_count DESC, claim_count DESC, e.name LIMIT ? OFFSET ?""",
        [limit, offset],
    )


def entity(conn: Connection, entity_id: str) -> Row | None:
    """One entity."""
    return first(conn, "SELECT * FROM entities WHERE id = ?", [entity_id])


def spellings(conn: Connection, entity_id: str) -> list[Row]:
    """The other spellings that were joined to this entity, and by which rule."""
    return select(
        conn,
        "SELECT id, name, rule FROM entities WHERE canonical_id = ? AND id <> ? ORDER BY name",
        [entity_id, entity_id],
    )


def cited_by(conn: Connection, entity_id: str) -> list[Row]:
    """Outlets that print this origin's numbers: how many directly, how many through a relay."""
    return select(
        conn,
        """SELECT o.id, o.name, count(*) AS claim_count, count(DISTINCT c.article_id)
        AS article_count, sum(EXISTS (SELECT 1 FROM attributions t WHERE t.claim_id = c.id
        AND t.role = 'relay')) AS relayed_count
        FROM claims c JOIN outlets o ON o.id = c.outlet_id
        WHERE c.origin_id = ? AND c."current" = 1
        GROUP BY o.id ORDER BY claim_count DESC, o.name LIMIT 50""",
        [entity_id],
    )


def figures(conn: Connection, entity_id: str, limit: int = 50) -> list[Row]:
    """Figures that this origin is cited for, conflicts first."""
    return select(
        conn,
        """SELECT f.id, f.label, f.verdict, f.tier, f.severity, f.changed_at, f.unit,
        f.outlet_count,
        json_group_array(DISTINCT fc.reading_id) AS reading_ids
        FROM claims c JOIN figure_claims fc ON fc.claim_id = c.id
        JOIN figures f ON f.id = fc.figure_id
        WHERE c.origin_id = ?
        GROUP BY f.id ORDER BY f.verdict = 'conflict' DESC, f.severity DESC, f.changed_at DESC, f.id
        LIMIT ?""",
        [entity_id, limit],
    )


def disputes(conn: Connection, entity_id: str, limit: int = 10) -> list[Row]:
    """Figures in conflict that articles naming this entity print, on another's word.

    For an entity named everywhere, 200 texts are looked at.
    """
    return select(
        conn,
        """SELECT f.id, f.label, f.verdict, f.tier, f.severity, f.changed_at, f.unit,
        json_group_array(DISTINCT fc.reading_id) AS reading_ids
        FROM (SELECT DISTINCT version_id FROM mentions WHERE entity_id IN
            (SELECT id FROM entities WHERE id = ?1 OR canonical_id = ?1) LIMIT 200) m
        CROSS JOIN claims c ON c.version_id = m.version_id AND c."current" = 1
        CROSS JOIN figure_claims fc ON fc.claim_id = c.id
        CROSS JOIN figures f ON f.id = fc.figure_id
        WHERE f.verdict = 'conflict' AND c.origin_id IS NOT ?1
        GROUP BY f.id ORDER BY f.severity DESC, f.id LIMIT ?2""",
        [entity_id, limit],
    )


def claims(conn: Connection, entity_id: str, limit: int, offset: int) -> list[Row]:
    """The current claims that name this origin, latest first."""
    return select(
        conn,
        f"""SELECT {CLAIM_COLUMNS} FROM claims c {CLAIM_JOINS}
        WHERE c.origin_id = ? AND c."current" = 1 AND c.equivalent_of IS NULL
        ORDER BY coalesce(c.published_at, a.first_seen_at) DESC, c.id LIMIT ? OFFSET ?""",
        [entity_id, limit, offset],
    )


def claim_count(conn: Connection, entity_id: str) -> int:
    """How many current claims name this origin."""
    return int(
        scalar(
            conn,
            'SELECT count(*) FROM claims WHERE origin_id = ? AND "current" = 1 '
            "AND equivalent_of IS NULL",
            [entity_id],
        )
    )


def relays(conn: Connection, entity_id: str) -> list[Row]:
    """Through whom the origin's numbers reach outlets."""
    return select(
        conn,
        """SELECT t.name, t.entity_id, count(*) AS claim_count
        FROM claims c JOIN attributions t ON t.claim_id = c.id AND t.role = 'relay'
        WHERE c.origin_id = ? AND c."current" = 1
        GROUP BY t.name ORDER BY claim_count DESC, t.name LIMIT 20""",
        [entity_id],
    )


def mentions(conn: Connection, entity_id: str, limit: int = 50) -> list[Row]:
    """Articles that name this entity or a spelling of it, latest first."""
    return select(
        conn,
        """SELECT a.id, a.title, a.url, a.published_at, o.name AS outlet, count(*) AS mention_count
        FROM (SELECT version_id FROM mentions WHERE entity_id IN
            (SELECT id FROM entities WHERE id = ?1 OR canonical_id = ?1) LIMIT 2000) m
        CROSS JOIN versions v ON v.id = m.version_id
        CROSS JOIN articles a ON a.id = v.article_id CROSS JOIN outlets o ON o.id = a.outlet_id
        GROUP BY a.id ORDER BY a.published_at DESC, a.id LIMIT ?2""",
        [entity_id, limit],
    )
