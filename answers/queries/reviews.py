"""SELECTs for the review queue: pairs that the judge weighed, and what was answered of pairs."""

import json
from collections.abc import Collection, Sequence

from answers.queries.rows import Connection, Row, first, marks, select
from answers.words import CONFLICTING, MAKES
from crosscheck.answered import ANSWERS, UNDONE
from crosscheck.relations.judge import trained

_CLASH = f"relation IN ({', '.join(repr(str(name)) for name in CONFLICTING)})"
_MOVE = f"relation IN ({', '.join(repr(str(name)) for name in MAKES['updated'])})"

CUTS = trained().cuts

_OFF = f"""CASE WHEN {_MOVE} THEN abs(r.probability - {CUTS.update})
    ELSE min(abs(r.probability - {CUTS.contradiction}), abs(r.probability - {CUTS.lead})) END"""
"""How far the judge is from a threshold: near it a person's word changes most."""

_PAIR = """r.figure_id, r.reading_a, r.reading_b, r.relation, r.possible, r.reason, r.rule,
    r.facts, r.probability, f.label, f.outlet_count, s.label AS story
    FROM relations r JOIN figures f ON f.id = r.figure_id
    LEFT JOIN stories s ON s.id = f.story_id"""

_ENDS = "min({0}reading_a, {0}reading_b) || ' ' || max({0}reading_a, {0}reading_b)"
"""The name of a pair of readings, whichever stands first."""

_NOT_IN = f"{_ENDS.format('r.')} NOT IN (SELECT value FROM json_each(?))"


def most_helpful(conn: Connection, without: Collection[str]) -> Row | None:
    """The pair near a threshold of the judge and in many outlets; ``without`` these pairs."""
    return first(
        conn,
        f"""SELECT {_PAIR} WHERE r.probability < 1 AND ({_CLASH} OR {_MOVE}) AND {_NOT_IN}
        ORDER BY (1 - 2 * ({_OFF})) * f.outlet_count / (f.outlet_count + 2.0) DESC,
        r.reading_a, r.reading_b LIMIT 1""",
        [json.dumps(sorted(without))],
    )


NEAR = 0.15
"""How far from a threshold the judge is still unsure."""


def unsure_or_cried(conn: Connection) -> list[Row]:
    """The pairs that a second reader is asked about, in its order, of which no person has decided.

    Those that are shown as a clash and those near a threshold; first those that are both. What
    laws decide alone, the judge was not asked.
    """
    cried = f"({_CLASH} AND r.probability >= {CUTS.lead})"
    return select(
        conn,
        f"""SELECT {_PAIR} WHERE r.probability < 1 AND ({_CLASH} OR {_MOVE})
        AND ({cried} OR {_OFF} <= {NEAR})
        AND coalesce(CASE WHEN json_valid(r.facts)
            THEN json_extract(r.facts, '$.decided_by') LIKE 'model:%' END, 1)
        ORDER BY {cried} + max(0, 1 - {_OFF} / {NEAR}) DESC, r.severity DESC,
        r.reading_a, r.reading_b""",
    )


_FIRM = [sure for sure in (0.625, 0.75, 0.875, 0.95) if sure > CUTS.contradiction]
_BETWEEN = (CUTS.lead + CUTS.contradiction) / 2
SURE = tuple(sorted({CUTS.lead, _BETWEEN, CUTS.contradiction, *_FIRM}))
"""Least probabilities of the classes by which what is shown is weighted."""

_SURE = f"CASE {' '.join(f'WHEN probability >= {p} THEN {p}' for p in reversed(SURE))} END"

_SUREST = f"""SELECT figure_id, reading_a, reading_b, max(probability) AS probability
    FROM relations WHERE probability >= {CUTS.lead} AND {_CLASH} GROUP BY figure_id"""
"""The surest clash of each figure, whatever reviewers said of it since."""


def by_lot(conn: Connection, without: Collection[str]) -> Row | None:
    """The next of the surest clashes, in an order that says nothing of them: their hashes'."""
    return first(
        conn,
        f"""WITH surest AS MATERIALIZED ({_SUREST}) SELECT {_PAIR}
        JOIN surest USING (figure_id, reading_a, reading_b)
        WHERE {_CLASH} AND {_NOT_IN} ORDER BY substr(r.reading_a, 5), r.reading_b LIMIT 1""",
        [json.dumps(sorted(without))],
    )


def shown_by_class(conn: Connection) -> dict[float, int]:
    """How many figures have their surest clash in each class of ``SURE``."""
    rows = conn.execute(f"SELECT {_SURE}, count(*) FROM ({_SUREST}) GROUP BY 1")
    return {float(least): int(count) for least, count in rows}


def surest_answered(conn: Connection, pairs: Collection[str]) -> list[Row]:
    """Those of these pairs of readings that are the surest clash of a figure, with their class."""
    return select(
        conn,
        f"""SELECT {_ENDS.format("")} AS pair, {_SURE} AS least FROM ({_SUREST})
        WHERE {_ENDS.format("")} IN (SELECT value FROM json_each(?))""",
        [json.dumps(sorted(pairs))],
    )


def relation_of(conn: Connection, reading_a: str, reading_b: str) -> Row | None:
    """The relation of two readings that is weightiest, if there is one."""
    return first(
        conn,
        f"""SELECT {_PAIR} WHERE (r.reading_a, r.reading_b) IN (VALUES (?1, ?2), (?2, ?1))
        ORDER BY r.probability IS NULL, r.severity DESC LIMIT 1""",
        [reading_a, reading_b],
    )


_ACTIONS = (*ANSWERS, UNDONE)


def answers(conn: Connection) -> list[Row]:
    """All that was answered of pairs of claims, in order: ``subject``, ``actor``, ``action``."""
    return select(
        conn,
        f"SELECT id, at, actor, subject, action, note FROM decisions "
        f"WHERE action IN ({marks(_ACTIONS)}) ORDER BY at, id",
        _ACTIONS,
    )


def readings_of(conn: Connection, claim_ids: Collection[str]) -> dict[str, str]:
    """The reading that holds each of these claims now."""
    rows = conn.execute(
        "SELECT claim_id, reading_id FROM figure_claims WHERE claim_id IN "
        "(SELECT value FROM json_each(?))",
        [json.dumps(sorted(claim_ids))],
    )
    return {str(claim): str(reading) for claim, reading in rows}


def with_text(conn: Connection, claim_ids: Sequence[str]) -> dict[str, Row]:
    """Claims with what a pair of the training files says of each: text, headline, outlet, story."""
    rows = select(
        conn,
        """SELECT c.id, c.article_id, c.sentence, c.sentence_start, c.start, c."end", c.quote,
        substr(v.text, max(1, c.sentence_start - 199), min(200, c.sentence_start)) AS before,
        coalesce(c.published_at, a.published_at) AS published_at, a.title, o.name AS outlet,
        (SELECT story_id FROM story_articles WHERE article_id = c.article_id) AS story_id
        FROM claims c JOIN versions v ON v.id = c.version_id JOIN articles a ON a.id = c.article_id
        JOIN outlets o ON o.id = c.outlet_id
        WHERE c.id IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(claim_ids))],
    )
    return {row["id"]: row for row in rows}
