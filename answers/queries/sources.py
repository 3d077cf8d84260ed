"""SELECTs about sources and other entities: what they are cited for, and by whom."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from answers.queries.figures import CLAIM_COLUMNS, CLAIM_JOINS
from answers.queries.rows import Connection, Row, first, scalar, select


def sources(conn: Connection, limit: int, offset: int, *, every: bool) -> list[Row]:
    """Entities that numbers are attributed to, most cited first.

    Only ``every`` has those that name but a kind of source, or nobody. The connection knows
    ``is_generic`` and ``is_nobody``.
    """
    return select(
        conn,
        """SELECT e.id, e.name, e.kind, e.country, count(*) AS claim_count,
        count(DISTINCT c.outlet_id) AS outlet_count
        FROM claims c JOIN entities e ON e.id = c.origin_id
        WHERE c."current" = 1 GROUP BY e.id
        HAVING ? OR NOT (is_generic(e.name, e.kind) OR is_nobody(e.name))
        ORDER BY outlet_count DESC, claim_count DESC, e.name LIMIT ? OFFSET ?""",
        [every, limit, offset],
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """Who is cited: the entities of one body or person, in one story where that is given."""

    ids: Sequence[str]
    story_id: str | None = None

    def sql(self) -> tuple[str, list[object]]:
        """The condition on ``claims c``, and its parameters."""
        where = "c.origin_id IN (SELECT value FROM json_each(?))"
        params: list[object] = [json.dumps(list(self.ids))]
        if self.story_id is not None:
            where += (
                " AND c.article_id IN (SELECT article_id FROM story_articles WHERE story_id = ?)"
            )
            params.append(self.story_id)
        return where, params


def generic(conn: Connection, limit: int = 30) -> list[Row]:
    """Names that only say of what kind a source is, by story, the most cited first."""
    return select(
        conn,
        """SELECT e.id, e.name, s.id AS story_id, s.label AS story, count(*) AS claim_count,
        count(DISTINCT c.outlet_id) AS outlet_count
        FROM (SELECT e.id, e.name, e.kind FROM entities e WHERE is_generic(e.name, e.kind)
            AND NOT is_nobody(e.name)
            AND EXISTS (SELECT 1 FROM claims k WHERE k.origin_id = e.id) LIMIT 200) e
        CROSS JOIN claims c ON c.origin_id = e.id AND c."current" = 1
        CROSS JOIN story_articles x ON x.article_id = c.article_id
        CROSS JOIN stories s ON s.id = x.story_id
        GROUP BY e.id, s.id ORDER BY outlet_count DESC, claim_count DESC, e.name, s.id LIMIT ?""",
        [limit],
    )


def stories_of(conn: Connection, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The stories that each of these entities is an origin in."""
    rows = select(
        conn,
        """SELECT DISTINCT c.origin_id, x.story_id FROM json_each(?) j
        CROSS JOIN claims c ON c.origin_id = j.value AND c."current" = 1
        CROSS JOIN story_articles x ON x.article_id = c.article_id""",
        [json.dumps(list(ids))],
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["origin_id"], set()).add(row["story_id"])
    return {name: frozenset(stories) for name, stories in found.items()}


def in_one_story(conn: Connection, entity_id: str, limit: int = 400) -> list[Row]:
    """Other origins of the stories that this one is an origin in, with their kind."""
    return select(
        conn,
        """SELECT DISTINCT e.id, e.name, e.kind
        FROM (SELECT DISTINCT x.story_id FROM claims c
            JOIN story_articles x ON x.article_id = c.article_id WHERE c.origin_id = ? LIMIT 50) s
        CROSS JOIN story_articles y ON y.story_id = s.story_id
        CROSS JOIN claims k ON k.article_id = y.article_id
        CROSS JOIN entities e ON e.id = k.origin_id ORDER BY e.id LIMIT ?""",
        [entity_id, limit],
    )


def stories(conn: Connection, ids: Sequence[str], limit: int = 100) -> list[Row]:
    """The stories in which these entities are origins, the latest first."""
    return select(
        conn,
        """SELECT s.id, s.label, count(*) AS claim_count,
        count(DISTINCT c.outlet_id) AS outlet_count
        FROM claims c JOIN story_articles x ON x.article_id = c.article_id
        JOIN stories s ON s.id = x.story_id
        WHERE c.origin_id IN (SELECT value FROM json_each(?)) AND c."current" = 1
        GROUP BY s.id ORDER BY s.last_seen_at DESC, s.id LIMIT ?""",
        [json.dumps(list(ids)), limit],
    )


def entity(conn: Connection, entity_id: str) -> Row | None:
    """One entity."""
    return first(conn, "SELECT * FROM entities WHERE id = ?", [entity_id])


def present(conn: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that the ledger has an entity of."""
    rows = select(
        conn,
        "SELECT e.id FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value",
        [json.dumps(list(ids))],
    )
    return frozenset(row["id"] for row in rows)


def spellings(conn: Connection, entity_id: str) -> list[Row]:
    """The other spellings that were joined to this entity, and by which rule."""
    return select(
        conn,
        "SELECT id, name, rule FROM entities WHERE canonical_id = ? AND id <> ? ORDER BY name",
        [entity_id, entity_id],
    )


def cited_by(conn: Connection, cited: Cited) -> list[Row]:
    """Outlets that print this origin's numbers: how many directly, how many through a relay."""
    where, params = cited.sql()
    return select(
        conn,
        f"""SELECT o.id, o.name, count(*) AS claim_count, count(DISTINCT c.article_id)
        AS article_count, sum(EXISTS (SELECT 1 FROM attributions t WHERE t.claim_id = c.id
        AND t.role = 'relay')) AS relayed_count
        FROM claims c JOIN outlets o ON o.id = c.outlet_id
        WHERE {where} AND c."current" = 1
        GROUP BY o.id ORDER BY claim_count DESC, o.name LIMIT 50""",
        params,
    )


def figures(conn: Connection, cited: Cited, limit: int = 50) -> list[Row]:
    """Figures that this origin is cited for, conflicts first."""
    where, params = cited.sql()
    return select(
        conn,
        f"""SELECT f.id, f.label, f.verdict, f.settled, f.tier, f.severity, f.changed_at, f.unit,
        f.outlet_count,
        json_group_array(DISTINCT fc.reading_id) AS reading_ids
        FROM claims c JOIN figure_claims fc ON fc.claim_id = c.id
        JOIN figures f ON f.id = fc.figure_id
        WHERE {where}
        GROUP BY f.id ORDER BY f.verdict = 'conflict' DESC, f.severity DESC, f.changed_at DESC, f.id
        LIMIT ?""",
        [*params, limit],
    )


def disputes(conn: Connection, entity_id: str, limit: int = 10) -> list[Row]:
    """Figures in conflict that articles naming this entity print, on another's word.

    For an entity named everywhere, 200 texts are looked at.
    """
    return select(
        conn,
        """SELECT f.id, f.label, f.verdict, f.settled, f.tier, f.severity, f.changed_at, f.unit,
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


def claims(conn: Connection, cited: Cited, limit: int, offset: int) -> list[Row]:
    """The current claims that name this origin, latest first."""
    where, params = cited.sql()
    return select(
        conn,
        f"""SELECT {CLAIM_COLUMNS} FROM claims c {CLAIM_JOINS}
        WHERE {where} AND c."current" = 1 AND c.equivalent_of IS NULL
        ORDER BY coalesce(c.published_at, a.first_seen_at) DESC, c.id LIMIT ? OFFSET ?""",
        [*params, limit, offset],
    )


def claim_count(conn: Connection, cited: Cited) -> int:
    """How many current claims name this origin."""
    where, params = cited.sql()
    return int(
        scalar(
            conn,
            f'SELECT count(*) FROM claims c WHERE {where} AND c."current" = 1 '
            "AND c.equivalent_of IS NULL",
            params,
        )
    )


def relays(conn: Connection, cited: Cited) -> list[Row]:
    """Through whom the origin's numbers reach outlets."""
    where, params = cited.sql()
    return select(
        conn,
        f"""SELECT t.name, t.entity_id, count(*) AS claim_count
        FROM claims c JOIN attributions t ON t.claim_id = c.id AND t.role = 'relay'
        WHERE {where} AND c."current" = 1
        GROUP BY t.name ORDER BY claim_count DESC, t.name LIMIT 20""",
        params,
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
