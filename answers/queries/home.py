"""SELECTs for the home page: what is new, what is in dispute, how the last runs went."""

from answers.queries.rows import Connection, Row, marks, scalar, select


def totals(conn: Connection) -> dict[str, int]:
    """How much the ledger holds."""
    return {
        name: int(scalar(conn, f"SELECT count(*) FROM {name}"))
        for name in ("outlets", "articles", "figures")
    }


def verdict_counts(conn: Connection) -> dict[str, int]:
    """Figures by verdict."""
    rows = conn.execute("SELECT verdict, count(*) FROM figures GROUP BY verdict")
    return {verdict: int(count) for verdict, count in rows}


def runs(conn: Connection, limit: int = 5) -> list[Row]:
    """The last runs with the number of problems each had."""
    return select(
        conn,
        """SELECT r.*, (SELECT count(*) FROM problems p WHERE p.run_id = r.id) AS problem_count
        FROM runs r ORDER BY r.id DESC LIMIT ?""",
        [limit],
    )


STAGES = ("extract", "crosscheck")
"""Commands that work on what an earlier one brought in."""


def problems_of_last_run(conn: Connection) -> int:
    """Problems that are new since the last pages were collected, of all stages since then."""
    start = scalar(
        conn,
        f"SELECT started_at FROM runs WHERE command NOT IN ({marks(STAGES)}) "
        "ORDER BY id DESC LIMIT 1",
        STAGES,
    )
    if start is None:
        start = scalar(conn, "SELECT min(started_at) FROM runs") or ""
    return int(scalar(conn, "SELECT count(*) FROM problems WHERE at >= ?", [start]))


def latest_runs(conn: Connection, limit: int = 200) -> list[Row]:
    """The last runs of all stages, without their counts, latest first."""
    return select(
        conn,
        "SELECT command, started_at, ended_at, outcome FROM runs ORDER BY id DESC LIMIT ?",
        [limit],
    )


def problems(conn: Connection, run_id: int | None = None, limit: int = 100) -> list[Row]:
    """Problems, latest first, of one run or of all."""
    if run_id is None:
        return select(conn, "SELECT * FROM problems ORDER BY at DESC, id LIMIT ?", [limit])
    return select(
        conn,
        "SELECT * FROM problems WHERE run_id = ? ORDER BY at DESC, id LIMIT ?",
        [run_id, limit],
    )


def silent_edits(
    conn: Connection, *, outlet_id: str | None = None, limit: int = 10, offset: int = 0
) -> list[Row]:
    """Numbers that changed in place without a notice, latest first."""
    return _revisions(conn, "v.noted = 0", outlet_id, limit, offset)


def corrections(
    conn: Connection, *, outlet_id: str | None = None, limit: int = 10, offset: int = 0
) -> list[Row]:
    """Numbers that changed in place with a notice on the page, latest first."""
    return _revisions(conn, "v.noted = 1", outlet_id, limit, offset)


def _revisions(
    conn: Connection, where: str, outlet_id: str | None, limit: int, offset: int
) -> list[Row]:
    """Pairs of numbers before and after; pages that only lost or gained a number are left out.

    CROSS JOIN keeps SQLite at the revisions, which are few, as the table to begin with.
    """
    params: list[object] = []
    if outlet_id is not None:
        where += " AND a.outlet_id = ?"
        params.append(outlet_id)
    return select(
        conn,
        f"""SELECT v.id, v.article_id, v.noted, a.title, a.url, a.outlet_id, o.name AS outlet,
        n.seen_at, n.number AS new_number, p.number AS old_number,
        x.quote AS old_quote, y.quote AS new_quote, x.value AS old_value, y.value AS new_value,
        x.unit, y.sentence, y.sentence_start, y.start, y."end",
        (SELECT figure_id FROM figure_claims f WHERE f.claim_id IN (v.new_claim, v.old_claim)
         LIMIT 1) AS figure_id
        FROM revisions v CROSS JOIN articles a ON a.id = v.article_id
        CROSS JOIN outlets o ON o.id = a.outlet_id
        CROSS JOIN versions n ON n.id = v.new_version CROSS JOIN versions p ON p.id = v.old_version
        CROSS JOIN claims x ON x.id = v.old_claim CROSS JOIN claims y ON y.id = v.new_claim
        WHERE {where} ORDER BY n.seen_at DESC, v.id LIMIT ? OFFSET ?""",
        [*params, limit, offset],
    )


def quiet_outlets(conn: Connection, before: str, limit: int = 20) -> list[Row]:
    """Outlets none of whose articles was first seen since this time, quietest first."""
    return select(
        conn,
        """SELECT o.id, o.name,
        (SELECT max(first_seen_at) FROM articles a WHERE a.outlet_id = o.id) AS last_article
        FROM (SELECT id, name FROM outlets WHERE id NOT IN
            (SELECT outlet_id FROM articles WHERE first_seen_at >= ?) ORDER BY name LIMIT ?) o
        ORDER BY last_article, o.name""",
        [before, limit],
    )
