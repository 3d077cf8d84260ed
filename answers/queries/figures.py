"""SELECTs about figures: lists of them, and all that belongs to one."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from answers.queries.rows import Connection, Row, first, marks, scalar, select
from db.articles import EDITED_AT

CLAIM_LIMIT = 500
"""Claims shown on one figure page; the rest is counted and exported."""

QUOTES = 50
"""Claims of a reading that are looked at for how its number is mostly printed."""

_CARD = """
    f.id, f.label, f.verdict, f.settled, f.tier, f.severity, f.unit, f.place, f.low, f.high,
    f.article_count, f.outlet_count, f.origin_count, f.copy_count, f.first_seen_at,
    f.changed_at, f.story_id, f.latest, f.latest_at, f.shared_low, f.shared_high,
    f.shared_count, s.label AS story FROM figures f LEFT JOIN stories s ON s.id = f.story_id"""

SORTS = {
    "severity": "f.severity DESC, f.changed_at DESC, f.id",
    "newest": "f.changed_at DESC, f.id",
    "outlets": "f.outlet_count DESC, f.changed_at DESC, f.id",
    "label": "f.label, f.id",
    "verdict": "CASE f.verdict WHEN 'conflict' THEN f.tier IS 'lead' WHEN 'updated' THEN 2 "
    "WHEN 'compatible' THEN 3 WHEN 'agree' THEN 4 ELSE 5 END, f.outlet_count DESC, "
    "f.severity DESC, f.id",
    "telling": "CASE f.verdict WHEN 'conflict' THEN 0 WHEN 'updated' THEN 1 "
    "WHEN 'compatible' THEN 2 WHEN 'agree' THEN 3 ELSE 4 END, f.changed_at DESC, f.id",
}
"""Orders that a reader can ask for → SQL."""

WHOLE_COPY = 0.6
"""Share of an article's words from which on all of its claims count as copied."""

COPIED_FROM = f"""(SELECT k.of_article_id FROM copies k WHERE k.article_id = c.article_id
    AND (k.share >= {WHOLE_COPY} OR EXISTS (SELECT 1 FROM json_each(k.paragraphs) p
        WHERE json_extract(p.value, '$[0]') <= c.start
        AND json_extract(p.value, '$[1]') >= c."end"))
    ORDER BY k.share DESC LIMIT 1)"""
"""The article that the claim ``c`` was copied from: it stands in a copied paragraph or article."""

CLAIM_AT = f"coalesce({EDITED_AT}, c.published_at, a.published_at, a.first_seen_at)"
"""When the number of the claim ``c`` was first printed by its article: with it, or by an edit."""

NAMED_ORIGIN = """(SELECT t.name FROM attributions t
    WHERE t.claim_id = c.id AND t.hop = 0 AND t.role = 'origin')"""
"""Who is named as the origin of the claim ``c``, also where that is no one body ("officials")."""

_ALL_NAME = """(SELECT CASE WHEN count(DISTINCT coalesce(t.name, '')) = 1 THEN max(t.name) END
    FROM (SELECT claim_id FROM figure_claims WHERE reading_id = r.id LIMIT 50) q
    LEFT JOIN attributions t ON t.claim_id = q.claim_id AND t.hop = 0 AND t.role = 'origin')"""
"""Whom all claims of the reading ``r`` name; of a reading with many claims fifty are looked at."""

CLAIM_COLUMNS = f"""
    c.id, c.version_id, c.article_id, c.outlet_id, c.sentence, c.sentence_start, c.start, c."end",
    c.quote, c.region, c.kind, c.value, c.low, c.high, c.p_low, c.p_high, c.unit, c.unit_assumed,
    c.qualifier, c.change, c.status, c.measure, c.word_class, c.predicate, c.accumulation,
    c.period_text, c.period_start, c.period_end, c.as_of, c.place, c.population,
    c.origin_id, c.confidence, c.salience, c."current",
    coalesce(c.published_at, a.published_at) AS published_at,
    {EDITED_AT} AS edited_at, a.first_seen_at, a.url, a.title, a.byline, a.state,
    {COPIED_FROM} AS copied_from, h.sha256, h.fetched_at, o.name AS outlet,
    o.group_name, coalesce(e.name, {NAMED_ORIGIN}) AS origin"""

CLAIM_JOINS = """
    JOIN versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
    JOIN outlets o ON o.id = c.outlet_id LEFT JOIN entities e ON e.id = c.origin_id
    LEFT JOIN captures h ON h.id = v.capture_id"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures a list holds; what is left out does not narrow it.

    ``verdicts`` may hold ``OPEN``, which "compatible" does not take in here. ``since`` is when the
    figure changed at the latest, ``printed`` between which days some text with it was published,
    the second one not included (``YYYY-MM-DD`` or a moment); ``match`` is an FTS5 query over
    labels; ``kind`` one of the kinds of claims.
    """

    verdicts: Sequence[str] = ()
    since: str | None = None
    printed: tuple[str, str] | None = None
    tier: str | None = None
    story_id: str | None = None
    outlet_id: str | None = None
    kind: str | None = None
    match: str | None = None

    def sql(self) -> tuple[str, list[object]]:
        """The condition on ``figures f``, and its parameters."""
        where, params = ["1"], list[object]()
        if self.verdicts:
            one_of = [_VERDICTS.get(name, "f.verdict = ?") for name in self.verdicts]
            where.append(f"({' OR '.join(one_of)})")
            params.extend(name for name in self.verdicts if name not in _VERDICTS)
        for condition, value in (
            ("f.changed_at >= ?", self.since),
            ("f.tier = ?", self.tier),
            ("f.story_id = ?", self.story_id),
            (_SOME_CLAIM.format("c.outlet_id = ?"), self.outlet_id),
            (_SOME_CLAIM.format("c.kind = ?"), self.kind),
            ("f.rowid IN (SELECT rowid FROM figures_fts WHERE figures_fts MATCH ?)", self.match),
        ):
            if value:
                where.append(condition)
                params.append(value)
        if self.printed:
            where.append(_SOME_CLAIM.format("c.published_at >= ? AND c.published_at < ?"))
            params.extend(self.printed)
        return " AND ".join(where), params


OPEN = "unsettled"
"""Figures that count as compatible, though their numbers differ and nothing explains it."""
_VERDICTS = {OPEN: "f.settled = 0", "compatible": "(f.verdict = 'compatible' AND f.settled = 1)"}
_SOME_CLAIM = "EXISTS (SELECT 1 FROM claims c WHERE c.figure_id = f.id AND {})"

EVERY = Wanted()
COUNTED = 10_000
"""Figures of a narrowed list that are counted; above, the list says "more than"."""


def cards(
    conn: Connection,
    wanted: Wanted = EVERY,
    *,
    sort: str = "severity",
    limit: int = 20,
    offset: int = 0,
) -> list[Row]:
    """Figures for a list, in one of ``SORTS``."""
    where, params = wanted.sql()
    sql = f"SELECT {_CARD} WHERE {where} ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?"
    return select(conn, sql, [*params, limit, offset])


def count(conn: Connection, wanted: Wanted = EVERY, most: int | None = None) -> int:
    """How many figures are wanted, counted up to ``most``."""
    where, params = wanted.sql()
    if most is None:
        return int(scalar(conn, f"SELECT count(*) FROM figures f WHERE {where}", params))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM figures f WHERE {where} LIMIT ?)"
    return int(scalar(conn, sql, [*params, most]))


def by_ids(conn: Connection, ids: Sequence[str]) -> list[Row]:
    """Cards of these figures, in the order of ``ids``."""
    found = select(conn, f"SELECT {_CARD} WHERE f.id IN ({marks(ids)})", ids)
    order = {id_: index for index, id_ in enumerate(ids)}
    return sorted(found, key=lambda row: order[row["id"]])


def figure(conn: Connection, figure_id: str) -> Row | None:
    """One figure with its story's label."""
    return first(
        conn,
        "SELECT f.*, s.label AS story FROM figures f LEFT JOIN stories s ON s.id = f.story_id "
        "WHERE f.id = ?",
        [figure_id],
    )


def alias(conn: Connection, figure_id: str) -> str | None:
    """The id that a merged figure lives on under."""
    found = scalar(conn, "SELECT new_id FROM figure_aliases WHERE old_id = ?", [figure_id])
    return None if found is None else str(found)


def readings(conn: Connection, figure_ids: Sequence[str]) -> list[Row]:
    """The readings of these figures, most voices first.

    ``of_several``: do they count things by several nouns, or measure in several units?
    """
    found = select(
        conn,
        f"""SELECT r.*, coalesce(e.name, {_ALL_NAME}) AS origin,
        (SELECT c.kind FROM figure_claims fc
        JOIN claims c ON c.id = fc.claim_id WHERE fc.reading_id = r.id LIMIT 1) AS kind,
        (SELECT c.change FROM figure_claims fc
        JOIN claims c ON c.id = fc.claim_id WHERE fc.reading_id = r.id LIMIT 1) AS change,
        (SELECT quote FROM (SELECT claim_id FROM figure_claims
            WHERE reading_id = r.id LIMIT {QUOTES}) q CROSS JOIN claims k ON k.id = q.claim_id
        GROUP BY quote ORDER BY quote GLOB '*[0-9]*' DESC, count(*) DESC, quote LIMIT 1) AS quote
        FROM readings r LEFT JOIN entities e ON e.id = r.origin_id
        WHERE r.figure_id IN ({marks(figure_ids)})
        ORDER BY r.figure_id, r.voice_count DESC, r.last_at DESC, r.id""",
        figure_ids,
    )
    units: defaultdict[str, set[str]] = defaultdict(set)
    for row in found:
        units[row["figure_id"]] |= {row["unit"]} - {None}
    return [{**row, "of_several": len(units[row["figure_id"]]) > 1} for row in found]


def figures_of_readings(conn: Connection, reading_ids: Sequence[str]) -> list[str]:
    """The figures that these readings answer."""
    rows = select(
        conn,
        f"SELECT DISTINCT figure_id FROM readings WHERE id IN ({marks(reading_ids)}) "
        "ORDER BY figure_id",
        reading_ids,
    )
    return [str(row["figure_id"]) for row in rows]


def claims(conn: Connection, figure_id: str, limit: int = CLAIM_LIMIT) -> list[Row]:
    """The figure's claims, latest published first, with reading, article, outlet and origin."""
    return select(
        conn,
        f"""SELECT fc.reading_id, {CLAIM_COLUMNS}
        FROM figure_claims fc JOIN claims c ON c.id = fc.claim_id {CLAIM_JOINS}
        WHERE fc.figure_id = ?
        ORDER BY {CLAIM_AT} DESC, c.id
        LIMIT ?""",
        [figure_id, limit],
    )


def claims_by_ids(conn: Connection, claim_ids: Sequence[str]) -> list[Row]:
    """These claims, with article, outlet and origin."""
    return select(
        conn,
        f"SELECT {CLAIM_COLUMNS} FROM claims c {CLAIM_JOINS} WHERE c.id IN ({marks(claim_ids)})",
        claim_ids,
    )


def representatives(conn: Connection, reading_ids: Sequence[str]) -> list[Row]:
    """One claim of each reading: one that still stands, in the body, with its source, early.

    Of a reading with many claims fifty are looked at.
    """
    return select(
        conn,
        f"""SELECT j.value AS reading_id, {CLAIM_COLUMNS}
        FROM json_each(?) j CROSS JOIN claims c ON c.id = (
            SELECT k.id FROM (
                SELECT claim_id FROM figure_claims WHERE reading_id = j.value LIMIT 50) f
            CROSS JOIN claims k ON k.id = f.claim_id
            ORDER BY k."current" DESC, k.region = 'headline', k.origin_id IS NULL, k.published_at
            LIMIT 1) {CLAIM_JOINS}""",
        [json.dumps(reading_ids)],
    )


def reading_outlets(conn: Connection, figure_ids: Sequence[str]) -> list[Row]:
    """Which outlets print which reading, once each, the first first; a copy is told apart."""
    return select(
        conn,
        f"""SELECT fc.figure_id, fc.reading_id, c.outlet_id, o.name AS outlet,
        min({COPIED_FROM} IS NOT NULL) AS copy, max(c."current") AS "current"
        FROM figure_claims fc JOIN claims c ON c.id = fc.claim_id
        JOIN outlets o ON o.id = c.outlet_id
        WHERE fc.figure_id IN ({marks(figure_ids)})
        GROUP BY fc.figure_id, fc.reading_id, c.outlet_id ORDER BY min(c.published_at), outlet""",
        figure_ids,
    )


def chains(conn: Connection, claim_ids: Sequence[str]) -> dict[str, list[Row]]:
    """The source chain of each claim, innermost hop first."""
    rows = select(
        conn,
        f"""SELECT claim_id, hop, role, name, source_class, entity_id, surface_start, surface_end,
        cue, href, rule, confidence FROM attributions
        WHERE claim_id IN ({marks(claim_ids)}) ORDER BY claim_id, hop""",
        claim_ids,
    )
    found: dict[str, list[Row]] = {claim_id: [] for claim_id in claim_ids}
    for row in rows:
        found[row.pop("claim_id")].append(row)
    return found


def relations(conn: Connection, figure_ids: Sequence[str]) -> list[Row]:
    """Relations between readings of these figures, the most severe first."""
    return select(
        conn,
        f"""SELECT * FROM relations WHERE figure_id IN ({marks(figure_ids)})
        ORDER BY possible, severity DESC, relation, reading_a, reading_b""",
        figure_ids,
    )


def implications(conn: Connection, figure_id: str) -> list[Row]:
    """Values that arithmetic entails from the figure's claims."""
    return select(conn, "SELECT * FROM implications WHERE figure_id = ? ORDER BY id", [figure_id])


def history(conn: Connection, figure_id: str) -> list[Row]:
    """How the verdict moved, latest first."""
    return select(
        conn,
        "SELECT at, verdict, severity, reason, rule, facts FROM figure_history WHERE figure_id = ? "
        "ORDER BY at DESC",
        [figure_id],
    )


def histories(conn: Connection, figure_ids: Sequence[str], limit: int) -> list[Row]:
    """What became of these figures, latest first."""
    return select(
        conn,
        """SELECT h.figure_id, f.label, h.at, h.verdict, h.reason
        FROM json_each(?) j CROSS JOIN figure_history h ON h.figure_id = j.value
        CROSS JOIN figures f ON f.id = h.figure_id
        ORDER BY h.at DESC, h.figure_id LIMIT ?""",
        [json.dumps(figure_ids), limit],
    )


def reasons(conn: Connection, figure_ids: Sequence[str]) -> dict[str, Row]:
    """The verdict, rule and facts that each figure's history gives last."""
    rows = select(
        conn,
        f"""SELECT figure_id, verdict, rule, facts, max(at) AS at FROM figure_history
        WHERE figure_id IN ({marks(figure_ids)}) GROUP BY figure_id""",
        figure_ids,
    )
    return {row["figure_id"]: row for row in rows}


def decisions(conn: Connection, subjects: Sequence[str]) -> list[Row]:
    """What reviewers decided about any of these ("figure:…", "claim:…"), latest first.

    A decision about readings is found by the claims that they held then: readings may be others
    since.
    """
    return select(
        conn,
        """SELECT id, at, actor, subject, action, note FROM decisions d
        WHERE EXISTS (SELECT 1 FROM json_each(?) s
            WHERE ' ' || d.subject || ' ' LIKE '% ' || s.value || ' %'
            OR d.claims LIKE '%"' || substr(s.value, 7) || '"%' AND s.value LIKE 'claim:%')
        ORDER BY id DESC""",
        [json.dumps(subjects)],
    )


def claim_count(conn: Connection, figure_id: str) -> int:
    """How many claims the figure has."""
    sql = "SELECT count(*) FROM figure_claims WHERE figure_id = ?"
    return int(scalar(conn, sql, [figure_id]))


def sources_of_copies(conn: Connection, article_ids: Sequence[str]) -> dict[tuple[str, str], Row]:
    """What these articles copy and how much of it, by (copy, original)."""
    rows = select(
        conn,
        f"""SELECT k.article_id, k.of_article_id, k.share, o.name AS outlet, a.title
        FROM copies k JOIN articles a ON a.id = k.of_article_id JOIN outlets o ON o.id = a.outlet_id
        WHERE k.article_id IN ({marks(article_ids)})""",
        article_ids,
    )
    return {(row["article_id"], row["of_article_id"]): row for row in rows}


def revisions(conn: Connection, figure_id: str) -> list[Row]:
    """Numbers of this figure that changed in place."""
    return select(
        conn,
        """SELECT DISTINCT v.id, v.article_id, v.noted, v.old_claim, v.new_claim, a.title,
        a.url, o.name AS outlet, a.outlet_id, x.quote AS old_quote, y.quote AS new_quote,
        x.value AS old_value, y.value AS new_value, n.seen_at, n.number AS new_number
        FROM revisions v CROSS JOIN articles a ON a.id = v.article_id
        CROSS JOIN outlets o ON o.id = a.outlet_id
        CROSS JOIN versions n ON n.id = v.new_version
        LEFT JOIN claims x ON x.id = v.old_claim LEFT JOIN claims y ON y.id = v.new_claim
        WHERE v.old_claim IN (SELECT claim_id FROM figure_claims WHERE figure_id = ?1)
           OR v.new_claim IN (SELECT claim_id FROM figure_claims WHERE figure_id = ?1)
        ORDER BY n.seen_at DESC""",
        [figure_id],
    )


def siblings(conn: Connection, figure_id: str, story_id: str | None, limit: int = 12) -> list[Row]:
    """Other figures of the same story: not compared, because they ask something else."""
    if story_id is None:
        return []
    return select(
        conn,
        f"SELECT {_CARD} WHERE f.story_id = ? AND f.id <> ? "
        "ORDER BY f.article_count DESC, f.id LIMIT ?",
        [story_id, figure_id, limit],
    )


def conflict_began(conn: Connection, figure_ids: Sequence[str]) -> dict[str, str]:
    """When each figure last became a conflict, as its history tells."""
    rows = select(
        conn,
        f"""SELECT h.figure_id, min(h.at) AS at FROM figure_history h
        WHERE h.figure_id IN ({marks(figure_ids)}) AND h.verdict = 'conflict'
        AND h.at > coalesce((SELECT max(p.at) FROM figure_history p
            WHERE p.figure_id = h.figure_id AND p.verdict <> 'conflict'), '')
        GROUP BY h.figure_id""",
        figure_ids,
    )
    return {row["figure_id"]: row["at"] for row in rows}
