"""Articles, their addresses and headlines, and every distinct text that stood there."""

from dataclasses import dataclass
from hashlib import sha256

from sqlite_utils import Database

from db.connection import LedgerError, writing
from db.ids import article_id, version_id
from db.rows import Row, scalar, select, upsert
from db.tombstones import is_forgotten
from db.touching import touch
from terms.model import Link, TextRegion

EDITED_AT = """CASE WHEN v.number > 1 THEN (
    SELECT CASE WHEN min(w.number) > 1 THEN min(w.seen_at) END
    FROM claims k JOIN versions w ON w.id = k.version_id
    WHERE k.article_id = c.article_id AND k.unit IS c.unit
    AND k.value IS c.value AND k.low IS c.low AND k.high IS c.high) END"""
"""When an edit brought the number of the claim ``c`` of the version ``v`` into its article; null
where the first version had it."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as a page shows it at one moment.

    ``url`` is canonical; ``urls`` are (url, kind) pairs of its other addresses, kind being amp,
    print or redirect; ``headlines`` (text, source) pairs; ``text`` is headline, blank line, body.
    """

    url: str
    outlet_id: str
    title: str | None
    byline: str | None
    language: str | None
    published_at: str | None
    published_zone: str | None
    modified_at: str | None
    seen_at: str
    paywalled: bool | None
    text: str
    headline_end: int = 0
    regions: tuple[TextRegion, ...] = ()
    links: tuple[Link, ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()
    urls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What storing a page did; ``version_id`` is the version whose text the page has."""

    article_id: str
    version_id: str
    new_article: bool
    new_version: bool


def store_article(db: Database, page: ArticlePage, capture_id: str | None) -> StoredArticle:
    """Write what a page shows, in one transaction.

    The same text as the version of that time moves ``last_seen_at`` alone; another text becomes a
    version, also when the article had it once before. A page older than what is known (an archive
    read late) is put at its place in time. Metadata that the page does not give keeps its value.
    Raises ``LedgerError`` when one of its addresses was forgotten.
    """
    identifier = article_id(page.url)
    with writing(db):
        for url in (page.url, *(url for url, _ in page.urls)):
            if is_forgotten(db, url):
                raise LedgerError(f"{url}: forgotten, not stored again")
        before = _article(db, identifier)
        _store_record(db, identifier, page, before)
        _store_addresses(db, identifier, page)
        version, new_version = _store_version(db, identifier, page, capture_id)
        if new_version:
            touch(db, [identifier], page.seen_at)
    return StoredArticle(identifier, version, before is None, new_version)


_COMPARED = ("title", "byline", "published_at", "state")
"""What crosscheck reads of an article besides its text."""


def _article(db: Database, identifier: str) -> Row | None:
    rows = select(db, "SELECT * FROM articles WHERE id = ?", [identifier])
    return rows[0] if rows else None


def _store_record(db: Database, identifier: str, page: ArticlePage, before: Row | None) -> None:
    newest = before is None or page.seen_at >= before["last_seen_at"]
    given = {
        "title": page.title,
        "byline": page.byline,
        "language": page.language,
        "published_at": page.published_at,
        "published_zone": page.published_zone,
        "modified_at": page.modified_at,
        "paywalled": None if page.paywalled is None else int(page.paywalled),
    }
    record: Row = {"id": identifier, "outlet_id": page.outlet_id, "url": page.url}
    if before is None:
        record |= given | {"first_seen_at": page.seen_at, "last_seen_at": page.seen_at}
        record["state"] = "live"
    else:
        record["outlet_id"] = before["outlet_id"]
        for name, value in given.items():
            first, second = (value, before[name]) if newest else (before[name], value)
            record[name] = second if first is None else first
        record["first_seen_at"] = min(before["first_seen_at"], page.seen_at)
        record["last_seen_at"] = max(before["last_seen_at"], page.seen_at)
        record["state"] = "live" if newest else before["state"]
    upsert(db, "articles", [record], ["id"])
    if before is None:
        return
    if record["published_at"] != before["published_at"]:
        db.conn.execute(
            "UPDATE claims SET published_at = ? WHERE article_id = ?",
            [record["published_at"], identifier],
        )
    if any(record[name] != before[name] for name in _COMPARED):
        touch(db, [identifier], page.seen_at)


def _store_addresses(db: Database, identifier: str, page: ArticlePage) -> None:
    db.conn.execute(
        "INSERT INTO article_urls (url, article_id, kind) VALUES (?, ?, 'canonical') "
        "ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id, kind = excluded.kind "
        "WHERE article_id IS NOT excluded.article_id OR kind IS NOT excluded.kind",
        [page.url, identifier],
    )
    db.conn.executemany(
        "INSERT INTO article_urls (url, article_id, kind) VALUES (?, ?, ?) "
        "ON CONFLICT (url) DO UPDATE SET article_id = excluded.article_id, kind = excluded.kind "
        "WHERE kind <> 'canonical' "
        "AND (article_id IS NOT excluded.article_id OR kind IS NOT excluded.kind)",
        [(url, identifier, kind) for url, kind in page.urls if url != page.url],
    )
    upsert(
        db,
        "headlines",
        [
            {"article_id": identifier, "text": text, "source": source}
            for text, source in page.headlines
        ],
        ["article_id", "text", "source"],
    )


def _store_version(
    db: Database, article: str, page: ArticlePage, capture_id: str | None
) -> tuple[str, bool]:
    """The version that has the page's text at its time, and whether it is new."""
    digest = sha256(page.text.encode()).hexdigest()
    known = select(
        db,
        "SELECT id, number, seen_at, text_sha256 FROM versions WHERE article_id = ? "
        "ORDER BY number",
        [article],
    )
    before = [row for row in known if row["seen_at"] <= page.seen_at]
    after = known[len(before) :]
    for neighbour in (before[-1:], after[:1]):
        if neighbour and neighbour[0]["text_sha256"] == digest:
            return str(neighbour[0]["id"]), False
    recurrence = sum(row["text_sha256"] == digest for row in known)
    identifier = version_id(article, digest, recurrence)
    for row in reversed(after):
        db.conn.execute("UPDATE versions SET number = number + 1 WHERE id = ?", [row["id"]])
    record = {
        "id": identifier,
        "article_id": article,
        "number": len(before) + 1,
        "capture_id": capture_id,
        "seen_at": page.seen_at,
        "text": page.text,
        "text_sha256": digest,
        "headline_end": page.headline_end,
    }
    upsert(db, "versions", [record], ["id"])
    _store_spans(db, identifier, page)
    if not after:
        db.conn.execute(
            'UPDATE claims SET "current" = 0 WHERE article_id = ? AND "current" = 1', [article]
        )
    return identifier, True


def _store_spans(db: Database, version: str, page: ArticlePage) -> None:
    regions = [
        {
            "version_id": version,
            "start": region.start,
            "end": region.end,
            "kind": region.kind.value,
        }
        for region in page.regions
    ]
    upsert(db, "regions", regions, ["version_id", "start", "end", "kind"])
    links = [
        {"version_id": version, "start": link.start, "end": link.end, "href": link.href}
        for link in page.links
    ]
    upsert(db, "links", links, ["version_id", "start", "end", "href"])


def mark_state(db: Database, url: str, state: str, at: str) -> bool:
    """Say what became of the article at ``url`` (live, gone, withdrawn); False when unknown."""
    identifier = find_article(db, url)
    if identifier is None:
        return False
    with writing(db):
        changed = db.conn.execute(
            "UPDATE articles SET state = ? WHERE id = ? AND state IS NOT ?",
            [state, identifier, state],
        ).rowcount
        if changed:
            touch(db, [identifier], at)
    return True


def seen_unchanged(db: Database, identifier: str, at: str) -> None:
    """A server says that the page is as it was (304): it was there at that time.

    No version and nothing to read or compare again, unless the article was thought to be gone.
    """
    with writing(db):
        db.conn.execute(
            "UPDATE articles SET last_seen_at = ?1 WHERE id = ?2 AND last_seen_at < ?1",
            [at, identifier],
        )
        back = db.conn.execute(
            "UPDATE articles SET state = 'live' WHERE id = ? AND state = 'gone'", [identifier]
        ).rowcount
        if back:
            touch(db, [identifier], at)


def find_article(db: Database, url: str) -> str | None:
    """Id of the article at this address, canonical or not."""
    found: str | None = scalar(db, "SELECT article_id FROM article_urls WHERE url = ?", [url])
    return found
