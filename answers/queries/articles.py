"""SELECTs about articles: one with its versions, claims, entities and evidence."""

from answers.queries.figures import CLAIM_COLUMNS, CLAIM_JOINS
from answers.queries.rows import Connection, Row, first, scalar, select


def article(conn: Connection, article_id: str) -> Row | None:
    """One article with its outlet."""
    return first(
        conn,
        """SELECT a.*, o.name AS outlet, o.group_name FROM articles a
        JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?""",
        [article_id],
    )


def by_url(conn: Connection, url: str) -> str | None:
    """The id of the article at this URL, whichever of its URLs it is."""
    found = scalar(conn, "SELECT article_id FROM article_urls WHERE url = ?", [url])
    if found is None:
        found = scalar(conn, "SELECT id FROM articles WHERE url = ?", [url])
    return None if found is None else str(found)


def versions(conn: Connection, article_id: str) -> list[Row]:
    """The distinct texts of an article with their captures, oldest first; without the text."""
    return select(
        conn,
        """SELECT v.id, v.number, v.seen_at, v.text_sha256, v.headline_end,
        length(v.text) AS length, v.capture_id, c.url AS capture_url, c.final_url,
        c.fetched_at, c.http_status, c.content_type, c.sha256, c.warc_file,
        c.warc_offset, c.truncated, c.charset, c.charset_source, x.extractor,
        x.at AS extracted_at, x.claim_count
        FROM versions v LEFT JOIN captures c ON c.id = v.capture_id
        LEFT JOIN extractions x ON x.version_id = v.id
        WHERE v.article_id = ? ORDER BY v.number""",
        [article_id],
    )


def text(conn: Connection, version_id: str) -> str:
    """The text of one version."""
    return str(scalar(conn, "SELECT text FROM versions WHERE id = ?", [version_id]) or "")


def claims(conn: Connection, version_id: str) -> list[Row]:
    """The version's claims in the order of the text, each with its figure and verdict."""
    return select(
        conn,
        f"""SELECT {CLAIM_COLUMNS}, c.equivalent_of, c.part_of, fc.figure_id, fc.reading_id,
        f.label AS figure, f.verdict, f.settled, f.tier
        FROM claims c {CLAIM_JOINS}
        LEFT JOIN figure_claims fc ON fc.claim_id = c.id LEFT JOIN figures f ON f.id = fc.figure_id
        WHERE c.version_id = ? ORDER BY c.start, c."end", c.id""",
        [version_id],
    )


def citations(conn: Connection, version_id: str) -> list[Row]:
    """What the pages that the version's claims cite say of them."""
    return select(
        conn,
        """SELECT t.claim_id, t.url, t.finding, t.quote, t.sentence, t.mark_start, t.mark_end,
        p.state, p.title, p.article_id, p.checked_at
        FROM claims c JOIN citations t ON t.claim_id = c.id JOIN cited_pages p ON p.url = t.url
        WHERE c.version_id = ? ORDER BY c.start, t.url""",
        [version_id],
    )


def entities(conn: Connection, version_id: str) -> list[Row]:
    """Who and what the version names, most often named first."""
    return select(
        conn,
        """SELECT coalesce(k.id, e.id) AS id, coalesce(k.name, e.name) AS name,
        coalesce(k.kind, e.kind) AS kind, count(*) AS mention_count
        FROM mentions m JOIN entities e ON e.id = m.entity_id
        LEFT JOIN entities k ON k.id = e.canonical_id
        WHERE m.version_id = ? GROUP BY 1 ORDER BY mention_count DESC, name""",
        [version_id],
    )


def regions(conn: Connection, version_id: str) -> list[Row]:
    """The parts of the text that are not plain body."""
    return select(
        conn,
        'SELECT start, "end", kind FROM regions WHERE version_id = ? ORDER BY start',
        [version_id],
    )


def copies(conn: Connection, article_id: str) -> dict[str, list[Row]]:
    """Whose text the article is (``of``), and who has its text (``by``)."""
    sql = """SELECT k.share, a.id, a.title, a.url, a.published_at, o.name AS outlet
        FROM copies k JOIN articles a ON a.id = k.{other} JOIN outlets o ON o.id = a.outlet_id
        WHERE k.{this} = ? ORDER BY k.share DESC, a.id"""
    return {
        "of": select(conn, sql.format(other="of_article_id", this="article_id"), [article_id]),
        "by": select(conn, sql.format(other="article_id", this="of_article_id"), [article_id]),
    }


def revisions(conn: Connection, article_id: str) -> list[Row]:
    """Numbers that changed in place, latest first; one side only where it came or went."""
    return select(
        conn,
        """SELECT v.id, v.noted, n.seen_at, p.number AS old_number, n.number AS new_number,
        v.old_claim, v.new_claim, x.quote AS old_quote, y.quote AS new_quote,
        x.sentence AS old_sentence, y.sentence AS new_sentence
        FROM revisions v JOIN versions n ON n.id = v.new_version
        JOIN versions p ON p.id = v.old_version
        LEFT JOIN claims x ON x.id = v.old_claim LEFT JOIN claims y ON y.id = v.new_claim
        WHERE v.article_id = ? ORDER BY n.number DESC, coalesce(y.start, x.start)""",
        [article_id],
    )


def headlines(conn: Connection, article_id: str) -> list[Row]:
    """Every printed variant of the headline."""
    return select(
        conn,
        "SELECT text, group_concat(source, ', ') AS sources FROM headlines WHERE article_id = ? "
        "GROUP BY text ORDER BY text",
        [article_id],
    )


def stories(conn: Connection, article_id: str) -> list[Row]:
    """The stories that the article belongs to."""
    return select(
        conn,
        "SELECT s.id, s.label FROM story_articles x JOIN stories s ON s.id = x.story_id "
        "WHERE x.article_id = ? ORDER BY s.id",
        [article_id],
    )
