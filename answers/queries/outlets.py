"""SELECTs about outlets: what they printed, corrected and changed, and what feeds them."""

from answers.queries.rows import Connection, Row, first, scalar, select


def outlets(conn: Connection) -> list[Row]:
    """All outlets with the number of their articles and when the last was seen."""
    return select(
        conn,
        """SELECT o.*, (SELECT count(*) FROM articles a WHERE a.outlet_id = o.id) AS article_count,
        (SELECT max(first_seen_at) FROM articles a WHERE a.outlet_id = o.id) AS last_article
        FROM outlets o ORDER BY o.name""",
    )


def outlet(conn: Connection, outlet_id: str) -> Row | None:
    """One outlet with its counts."""
    return first(
        conn,
        """SELECT o.*, (SELECT count(*) FROM articles a WHERE a.outlet_id = o.id) AS article_count,
        (SELECT count(*) FROM claims c WHERE c.outlet_id = o.id) AS claim_count,
        (SELECT max(first_seen_at) FROM articles a WHERE a.outlet_id = o.id) AS last_article
        FROM outlets o WHERE o.id = ?""",
        [outlet_id],
    )


def hosts(conn: Connection, outlet_id: str) -> list[str]:
    """The hosts that the outlet publishes on."""
    rows = select(
        conn, "SELECT host FROM outlet_hosts WHERE outlet_id = ? ORDER BY host", [outlet_id]
    )
    return [row["host"] for row in rows]


def articles(conn: Connection, outlet_id: str, limit: int, offset: int) -> list[Row]:
    """The outlet's articles, latest published first."""
    return select(
        conn,
        """SELECT a.id, a.title, a.url, a.published_at, a.first_seen_at, a.state, a.copy_of,
        (SELECT count(*) FROM versions v WHERE v.article_id = a.id) AS version_count,
        (SELECT count(*) FROM claims c WHERE c.article_id = a.id AND c."current" = 1) AS claim_count
        FROM articles a WHERE a.outlet_id = ?
        ORDER BY a.published_at DESC, a.id LIMIT ? OFFSET ?""",
        [outlet_id, limit, offset],
    )


RECENT = 3000
"""Claims of an outlet, the latest, in which its conflicts and sources are looked for."""

_LATEST = f"""(SELECT id, article_id, origin_id, "current", figure_id, verdict FROM claims
    WHERE outlet_id = ?
    ORDER BY published_at DESC LIMIT {RECENT})"""


def names(conn: Connection) -> list[Row]:
    """All outlets by name."""
    return select(conn, "SELECT id, name FROM outlets ORDER BY name")


def figures(conn: Connection, outlet_id: str, limit: int = 20) -> list[Row]:
    """Figures in conflict that the outlet has lately printed a number for."""
    return select(
        conn,
        f"""SELECT f.id, f.label, f.verdict, f.tier, f.severity, f.changed_at, f.unit,
        json_group_array(DISTINCT fc.reading_id) AS reading_ids
        FROM {_LATEST} c CROSS JOIN figure_claims fc ON fc.claim_id = c.id
        CROSS JOIN figures f ON f.id = fc.figure_id
        WHERE c.verdict = 'conflict'
        GROUP BY f.id ORDER BY f.severity DESC, f.id LIMIT ?""",
        [outlet_id, limit],
    )


def copied(conn: Connection, outlet_id: str) -> list[Row]:
    """Whose text the outlet runs: outlets by how many of its articles copy them."""
    return select(
        conn,
        """SELECT o.id, o.name, count(*) AS article_count
        FROM articles a JOIN articles b ON b.id = a.copy_of JOIN outlets o ON o.id = b.outlet_id
        WHERE a.outlet_id = ? GROUP BY o.id ORDER BY article_count DESC, o.name LIMIT 20""",
        [outlet_id],
    )


def feeds(conn: Connection, outlet_id: str) -> list[Row]:
    """The feeds, sitemaps and sections of the outlet, and when each was last looked at."""
    return select(
        conn,
        """SELECT url, kind, state, http_status, checked_at, changed_at, due_at, reason
        FROM frontier WHERE outlet_id = ? AND kind IN ('feed', 'sitemap', 'section', 'robots')
        ORDER BY kind, url LIMIT 100""",
        [outlet_id],
    )


def problem_count(conn: Connection, hosts: list[str]) -> int:
    """Problems with pages on these hosts."""
    return sum(
        int(
            scalar(
                conn,
                "SELECT count(*) FROM problems WHERE url BETWEEN ? AND ? OR url BETWEEN ? AND ?",
                [f"http://{host}/", f"http://{host}0", f"https://{host}/", f"https://{host}0"],
            )
        )
        for host in hosts
    )


def origins(conn: Connection, outlet_id: str, limit: int = 20) -> list[Row]:
    """The bodies and persons whose numbers the outlet lately prints most."""
    return select(
        conn,
        f"""SELECT e.id, e.name, count(DISTINCT c.article_id) AS article_count
        FROM {_LATEST} c CROSS JOIN entities e ON e.id = c.origin_id
        WHERE c."current" = 1
        GROUP BY e.id ORDER BY article_count DESC, e.name LIMIT ?""",
        [outlet_id, limit],
    )
