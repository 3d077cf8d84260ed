"""Citations: which pages claims cite, and what became of these pages."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from db.captures import CaptureRow, record_capture
from db.connection import writing
from db.rows import Row, select, upsert
from terms.model import Number

TRIES = 3
"""Times that a page is asked for before it is given up."""

WORTH = 0.5
"""Salience from which on a claim is looked up."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """What became of a page; ``article_id`` where the ledger has it as an article."""

    url: str
    state: str
    checked_at: str
    title: str | None = None
    capture_id: str | None = None
    article_id: str | None = None
    reason: str | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """What a page says of a claim; the mark is where its number stands in ``sentence``."""

    claim_id: str
    url: str
    finding: str
    at: str
    quote: str | None = None
    value: Number | None = None
    unit: str | None = None
    sentence: str | None = None
    mark_start: int | None = None
    mark_end: int | None = None


def linking_versions(db: Database, since: str, limit: int) -> list[Row]:
    """The latest versions, seen since then, that have links and claims; the newest first."""
    return select(
        db,
        "SELECT v.id, v.article_id, v.text, a.url FROM versions v "
        "JOIN articles a ON a.id = v.article_id WHERE v.seen_at >= ? AND a.state = 'live' "
        "AND v.number = (SELECT max(number) FROM versions WHERE article_id = v.article_id) "
        "AND EXISTS (SELECT 1 FROM links l WHERE l.version_id = v.id) "
        "ORDER BY v.seen_at DESC, v.id LIMIT ?",
        [since, limit],
    )


def links_of(db: Database, version_id: str) -> list[Row]:
    """The links of a version that stand in its article proper."""
    return select(
        db,
        'SELECT l.start, l."end", l.href FROM links l WHERE l.version_id = ?1 AND NOT EXISTS ('
        "SELECT 1 FROM regions r WHERE r.version_id = ?1 AND r.kind = 'related' "
        'AND l.start BETWEEN r.start AND r."end") ORDER BY l.start',
        [version_id],
    )


def claims_to_cite(db: Database, version_id: str) -> list[Row]:
    """A version's claims of weight, each with the names in its chain and links found there."""
    return select(
        db,
        "SELECT c.id, c.sentence_start, c.sentence, c.salience, "
        "(SELECT json_group_array(name) FROM attributions t WHERE t.claim_id = c.id "
        "AND t.role <> 'outlet') AS names, "
        "(SELECT json_group_array(href) FROM attributions t WHERE t.claim_id = c.id "
        "AND href IS NOT NULL) AS hrefs "
        'FROM claims c WHERE c.version_id = ? AND c."current" = 1 AND c.equivalent_of IS NULL '
        f"AND c.region <> 'headline' AND c.salience >= {WORTH} ORDER BY c.salience DESC, c.start",
        [version_id],
    )


def settled(db: Database, now_minus_a_day: str) -> set[tuple[str, str]]:
    """Pairs of claim and page that need no look: compared, or given up, or just tried."""
    rows = db.conn.execute(
        "SELECT c.claim_id, c.url FROM citations c JOIN cited_pages p ON p.url = c.url "
        "WHERE c.finding <> 'unread' OR p.state IN ('refused', 'gone', 'unreadable') "
        "OR p.tries >= ? OR p.checked_at > ?",
        [TRIES, now_minus_a_day],
    )
    return {(claim, url) for claim, url in rows}


def known_articles(db: Database, urls: Sequence[str]) -> dict[str, str]:
    """The addresses among these that are articles of the ledger, with their ids."""
    rows = select(
        db,
        "SELECT u.url, u.article_id FROM json_each(?) j JOIN article_urls u ON u.url = j.value",
        [json.dumps(list(urls))],
    )
    return {row["url"]: row["article_id"] for row in rows}


def store_page(db: Database, page: CitedPage, capture: CaptureRow | None = None) -> None:
    """Write what became of a page, with the response that it was read from."""
    with writing(db):
        row = asdict(page)
        if capture is not None:
            row["capture_id"] = record_capture(db, capture)
        if page.state == "unreachable":
            before = select(db, "SELECT tries FROM cited_pages WHERE url = ?", [page.url])
            row["tries"] = 1 + (before[0]["tries"] if before else 0)
        upsert(db, "cited_pages", [row], ["url"])


def store_citations(db: Database, found: Iterable[Citation]) -> int:
    """Write what pages say of claims; returns how many rows were new or others."""
    with writing(db):
        return upsert(db, "citations", [asdict(one) for one in found], ["claim_id", "url"])


def capture_of_article(db: Database, article_id: str) -> CaptureRow | None:
    """The response that an article's latest text was taken from."""
    names = ", ".join(f"c.{name}" for name in CaptureRow.__slots__)
    rows = select(
        db,
        f"SELECT {names} FROM versions v JOIN captures c ON c.id = v.capture_id "
        "WHERE v.article_id = ? ORDER BY v.number DESC LIMIT 1",
        [article_id],
    )
    return CaptureRow(**{**rows[0], "truncated": bool(rows[0]["truncated"])}) if rows else None
