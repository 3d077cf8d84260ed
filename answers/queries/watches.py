"""SELECTs for watches: the figures that one follows, and what happened to them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from answers.queries.rows import Connection, Row, first, scalar, select

NEWEST = 20_000
"""Sentences that a search looks at, the newest."""

MOST = 5_000
"""Moves that are looked at, those of the figures that changed last."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The figures that a watch follows, as a SELECT of their ids; ``outlet`` where it is one's."""

    sql: str
    params: tuple[object, ...]
    outlet: str | None = None


def of_figure(figure_id: str) -> Scope:
    """A figure, under whatever id it goes now."""
    return Scope(
        "WITH RECURSIVE named (id) AS (SELECT ? UNION SELECT new_id FROM figure_aliases, named "
        "WHERE old_id = named.id) SELECT id FROM named",
        (figure_id,),
    )


def of_story(story_id: str, article_id: str | None) -> Scope:
    """The figures of a story, or of the one that holds an article of it now."""
    return Scope(
        "SELECT id FROM figures WHERE story_id = ?1 OR story_id IN "
        "(SELECT story_id FROM story_articles WHERE article_id = ?2)",
        (story_id, article_id),
    )


def of_outlet(outlet_id: str) -> Scope:
    """The figures of which an outlet prints a number."""
    return Scope(
        "SELECT figure_id FROM claims WHERE outlet_id = ? AND figure_id IS NOT NULL",
        (outlet_id,),
        outlet_id,
    )


def of_source(entity_id: str) -> Scope:
    """The figures that a body or person is cited for, under all of its names."""
    return Scope(
        "SELECT figure_id FROM claims WHERE figure_id IS NOT NULL AND origin_id IN "
        "(SELECT id FROM entities WHERE ?1 IN (id, canonical_id) "
        "UNION SELECT canonical_id FROM entities WHERE id = ?1)",
        (entity_id,),
    )


def of_words(match: str) -> Scope:
    """The figures whose question, or a sentence of which, has all of the words."""
    return Scope(
        "SELECT id FROM figures WHERE rowid IN "
        "(SELECT rowid FROM figures_fts WHERE figures_fts MATCH ?1) "
        "UNION SELECT figure_id FROM claims WHERE figure_id IS NOT NULL AND rowid IN "
        f"(SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?1 ORDER BY rowid DESC "
        f"LIMIT {NEWEST})",
        (match,),
    )


def of_figures(ids: Sequence[str]) -> Scope:
    """These figures."""
    return Scope("SELECT value FROM json_each(?)", (json.dumps(list(ids)),))


def conflicts(conn: Connection, scope: Scope) -> list[Row]:
    """Figures in conflict: ``id``, ``label``, ``tier``."""
    return select(
        conn,
        "SELECT id, label, tier FROM figures WHERE verdict = 'conflict' "
        f"AND id IN ({scope.sql}) ORDER BY severity DESC, id",
        scope.params,
    )


_KIND = (
    "(SELECT kind FROM claims WHERE id = "
    "(SELECT claim_id FROM figure_claims WHERE reading_id = n.id LIMIT 1)) AS kind"
)

_ENDS = ", ".join(
    f"{table}.{column} AS {name}_{column}"
    for table, name in (("o", "old"), ("n", "new"))
    for column in ("id", "value", "low", "high", "unit", "qualifier", "first_at")
)

_MOVES = """relations r JOIN readings o ON o.id = r.replaced
    JOIN readings n ON n.id = CASE r.replaced WHEN r.reading_a THEN r.reading_b ELSE r.reading_a END
    JOIN figures f ON f.id = n.figure_id"""

_SETTLED = "r.relation IN ('updated', 'revised_down') AND r.possible = 0"


def moves(conn: Connection, scope: Scope) -> list[Row]:
    """Readings that another one replaced, and the other one: ``old_…`` and ``new_…``."""
    return select(
        conn,
        f"SELECT f.id AS figure_id, f.label, {_ENDS}, {_KIND} "
        f"FROM {_MOVES} WHERE {_SETTLED} AND f.id IN ({scope.sql}) "
        f"ORDER BY f.changed_at DESC, f.id, o.first_at, o.id LIMIT {MOST}",
        scope.params,
    )


def still_printed(conn: Connection, scope: Scope) -> list[Row]:
    """Live articles that print a replaced number and not the one in its place, by outlet.

    Also a number that another article withdrew: there ``new_…`` is the number itself, and
    ``withdrawn`` is 1.
    """
    own = " AND c.outlet_id = ?" if scope.outlet else ""
    return select(
        conn,
        f"""WITH followed (id) AS MATERIALIZED ({scope.sql}),
        dead (old_id, new_id, withdrawn) AS MATERIALIZED (
            SELECT o.id, n.id, 0 FROM {_MOVES}
            WHERE {_SETTLED} AND f.id IN (SELECT id FROM followed)
            UNION ALL SELECT o.id, w.id, 1 FROM followed JOIN readings w
                ON w.figure_id = followed.id AND w.status = 'withdrawn'
            JOIN readings o ON o.figure_id = w.figure_id AND o.value = w.value
                AND o.unit IS w.unit AND o.status <> 'withdrawn')
        SELECT f.id AS figure_id, f.label, {_ENDS}, {_KIND}, d.withdrawn,
        c.outlet_id, p.name AS outlet, max(a.last_seen_at) AS seen_at,
        count(DISTINCT a.id) AS article_count,
        EXISTS (SELECT 1 FROM figure_claims g JOIN claims k ON k.id = g.claim_id
            WHERE g.reading_id = n.id AND k.outlet_id = c.outlet_id AND k."current" = 1) AS both
        FROM dead d JOIN readings o ON o.id = d.old_id JOIN readings n ON n.id = d.new_id
        JOIN figures f ON f.id = n.figure_id JOIN figure_claims fc ON fc.reading_id = o.id
        JOIN claims c ON c.id = fc.claim_id JOIN articles a ON a.id = c.article_id
        JOIN outlets p ON p.id = c.outlet_id JOIN versions v ON v.id = c.version_id
        WHERE c."current" = 1 AND c.region <> 'related' AND a.state = 'live'
        AND v.capture_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM figure_claims g JOIN claims k ON k.id = g.claim_id
            WHERE g.reading_id = n.id AND k.article_id = c.article_id AND k."current" = 1){own}
        GROUP BY c.outlet_id, o.id, n.id ORDER BY f.changed_at DESC, n.first_at, n.id, p.name
        LIMIT {MOST}""",
        (*scope.params, *((scope.outlet,) if scope.outlet else ())),
    )


def of_scope(conn: Connection, scope: Scope) -> set[str]:
    """The ids of the figures that a watch follows."""
    sql = f"WITH followed (id) AS ({scope.sql}) SELECT id FROM followed"
    return {row["id"] for row in select(conn, sql, scope.params)}


def told(conn: Connection, watch_id: int) -> dict[str, Row]:
    """What was found for a watch already, by event."""
    rows = select(
        conn,
        "SELECT event, kind, figure_id, value, unit, at FROM alerts WHERE watch_id = ? "
        "ORDER BY at, event",
        [watch_id],
    )
    return {row["event"]: row for row in rows}


def listed(conn: Connection) -> list[Row]:
    """All watches, oldest first, with how much was found for each and when last."""
    return select(
        conn,
        """SELECT w.*, count(a.event) FILTER (WHERE a.known = 0) AS alert_count,
        max(a.at) FILTER (WHERE a.known = 0) AS last_at
        FROM watches w LEFT JOIN alerts a ON a.watch_id = w.id GROUP BY w.id ORDER BY w.id""",
    )


def watch(conn: Connection, watch_id: int) -> Row | None:
    """One watch."""
    return first(conn, "SELECT * FROM watches WHERE id = ?", [watch_id])


def alerts(conn: Connection, watch_id: int | None, limit: int) -> list[Row]:
    """What was found, latest first, for one watch or for all."""
    return select(
        conn,
        """SELECT a.*, w.name FROM alerts a JOIN watches w ON w.id = a.watch_id
        WHERE a.known = 0 AND (?1 IS NULL OR a.watch_id = ?1)
        ORDER BY a.at DESC, a.kind, a.event LIMIT ?2""",
        [watch_id, limit],
    )


_NAMED = {
    "outlet": "SELECT id FROM outlets WHERE name = ? COLLATE NOCASE ORDER BY id LIMIT 5",
    "source": "SELECT id FROM entities WHERE name = ? COLLATE NOCASE ORDER BY id LIMIT 5",
}


def named(conn: Connection, kind: str, name: str) -> list[str]:
    """The ids, a few at most, of the outlets or sources (``kind``) of a name, in any letters."""
    return [row["id"] for row in select(conn, _NAMED[kind], [name])]


def same(conn: Connection, watch: Sequence[object]) -> int | None:
    """The number of the watch of this kind, target, events, share and hours, if there is one."""
    number = scalar(
        conn,
        "SELECT id FROM watches WHERE kind = ? AND target = ? AND events = ? AND percent = ? "
        "AND hours = ?",
        list(watch),
    )
    return None if number is None else int(number)


def known(conn: Connection, kind: str, target: str) -> tuple[str, str | None] | None:
    """What a figure, story, outlet or source is called, and for a story an article of it."""
    if kind == "story":
        row = first(conn, "SELECT label FROM stories WHERE id = ?", [target])
        anchor = scalar(
            conn,
            "SELECT article_id FROM story_articles WHERE story_id = ? ORDER BY article_id LIMIT 1",
            [target],
        )
        return None if row is None else (str(row["label"]), anchor)
    table, column = {
        "figure": ("figures", "label"),
        "outlet": ("outlets", "name"),
        "source": ("entities", "name"),
    }[kind]
    name = scalar(conn, f"SELECT {column} FROM {table} WHERE id = ?", [target])
    return None if name is None else (str(name), None)
