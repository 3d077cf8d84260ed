"""Forgetting: taking a text out of the ledger for good, with a tombstone in its place."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import LedgerError, checkpoint, writing
from db.entities import drop_orphans
from db.rows import Row, scalar, select
from db.tombstones import bury, bury_entity
from db.touching import touch

FORGOTTEN = "forgotten"
"""The state of the article's emptied row, and the reason in the frontier."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: ids of the articles, how many claims, and the captures whose bytes must go too.

    ``captures`` are rows with ``id``, ``url``, ``warc_file`` and ``warc_offset``.
    """

    articles: tuple[str, ...] = ()
    claims: int = 0
    captures: tuple[Row, ...] = ()


def captures_of(db: Database, url: str) -> list[Row]:
    """The captures of an article under all of its addresses: what WARC files still hold of it."""
    return select(
        db,
        "WITH addresses AS (SELECT ?1 AS url UNION SELECT url FROM article_urls "
        "WHERE article_id = (SELECT article_id FROM article_urls WHERE url = ?1)) "
        "SELECT id, url, warc_file, warc_offset FROM captures WHERE url IN addresses UNION "
        "SELECT id, url, warc_file, warc_offset FROM captures WHERE id IN (SELECT v.capture_id "
        "FROM versions v JOIN article_urls u ON u.article_id = v.article_id WHERE u.url = ?1) "
        "ORDER BY id",
        [url],
    )


def articles_naming(db: Database, entity: str) -> list[Row]:
    """Articles (id, url, title) that mention an entity or quote it as a source, by id."""
    return select(
        db,
        "SELECT id, url, title FROM articles WHERE id IN ("
        "SELECT v.article_id FROM mentions m JOIN versions v ON v.id = m.version_id "
        "WHERE m.entity_id = ?1 UNION "
        "SELECT c.article_id FROM attributions t JOIN claims c ON c.id = t.claim_id "
        "WHERE t.entity_id = ?1) ORDER BY id",
        [entity],
    )


def forget(db: Database, url: str, reason: str, at: str) -> Forgotten:
    """Remove the article at ``url`` and leave tombstones for all of its addresses.

    Its text, headlines, claims, mentions, captures and problems go, and so do figures, readings
    and stories that nothing else holds up; articles that shared one are marked for crosscheck,
    which rewords what is left. The row in ``articles`` stays, emptied, in state ``forgotten``. An
    unknown address gets its tombstone alone. What is freed is overwritten. Removing the WARC
    records is the caller's: ask ``captures_of`` and remove them first, then a forgetting that is
    interrupted can be done again.
    """
    with _overwriting(db), writing(db):
        found = erase(db, url, reason, at)
    checkpoint(db)
    return found


def forget_entity(db: Database, entity: str, reason: str, at: str) -> Forgotten:
    """Remove an entity by id, and every article that names it (see ``articles_naming``).

    Its tombstone makes ``store_extraction`` forget an article that names it later. Raises
    ``LedgerError`` for an id that the ledger does not have.
    """
    names = [
        name
        for (name,) in db.conn.execute(
            "SELECT name FROM entities WHERE id = ?1 UNION "
            "SELECT quote FROM mentions WHERE entity_id = ?1 UNION "
            "SELECT name FROM attributions WHERE entity_id = ?1",
            [entity],
        )
    ]
    if not names:
        raise LedgerError(f"entity {entity}: not in the ledger")
    with _overwriting(db), writing(db):
        bury_entity(db, entity, reason, at)
        parts = [erase(db, row["url"], reason, at) for row in articles_naming(db, entity)]
        db.conn.execute("UPDATE entities SET canonical_id = NULL WHERE canonical_id = ?", [entity])
        drop_orphans(db, {entity})
        db.conn.executemany(
            "UPDATE citations SET sentence = NULL, mark_start = NULL, mark_end = NULL "
            "WHERE instr(sentence, ?)",
            [(name,) for name in names],
        )
        for name in sorted(names, key=len, reverse=True):
            db.conn.execute(
                "UPDATE figure_history SET reason = replace(reason, ?1, ?3), "
                "facts = replace(facts, ?2, ?3) WHERE instr(reason, ?1) OR instr(facts, ?2)",
                [name, json.dumps(name, ensure_ascii=False)[1:-1], "[forgotten]"],
            )
    checkpoint(db)
    return Forgotten(
        tuple(article for part in parts for article in part.articles),
        sum(part.claims for part in parts),
        tuple(capture for part in parts for capture in part.captures),
    )


@contextmanager
def _overwriting(db: Database) -> Iterator[None]:
    """Overwrite what the block frees, in the tables and in the search indexes."""
    before = scalar(db, "PRAGMA secure_delete")
    db.conn.execute("PRAGMA secure_delete = ON")
    try:
        yield
        with writing(db):
            for table in ("articles", "claims", "figures"):
                db.conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
    finally:
        db.conn.execute(f"PRAGMA secure_delete = {before}")


def erase(db: Database, url: str, reason: str, at: str) -> Forgotten:
    """The rows of ``forget``, as a part of the caller's transaction."""
    article: str | None = scalar(db, "SELECT article_id FROM article_urls WHERE url = ?", [url])
    captures = captures_of(db, url)
    addresses = [url] if article is None else _addresses(db, article)
    bury(db, {url, *addresses}, reason, at)
    claims = 0
    if article is not None:
        _blank_alerts(db, article)
        _drop_models_words(db, article)
        touch(db, _neighbours(db, article), at)
        claims = _erase_reading(db, article)
        _erase_article(db, article)
    _erase_traces(db, {url, *addresses}, captures)
    return Forgotten((article,) if article else (), claims, tuple(captures))


def _blank_alerts(db: Database, article: str) -> None:
    """Empty what was told of an article's figures; that it was told stays, so it is told once."""
    db.conn.execute(
        "UPDATE alerts SET title = '[forgotten]', text = '' WHERE figure_id IN "
        "(SELECT figure_id FROM claims WHERE article_id = ? AND figure_id IS NOT NULL)",
        [article],
    )


def _drop_models_words(db: Database, article: str) -> None:
    """Delete what models decided of an article's claims: their notes quote its sentences."""
    db.conn.execute(
        "DELETE FROM decisions WHERE actor LIKE 'model:%' AND EXISTS (SELECT 1 FROM claims c "
        "WHERE c.article_id = ? AND instr(subject || ' ', 'claim:' || c.id || ' '))",
        [article],
    )


def _addresses(db: Database, article: str) -> list[str]:
    return [
        url
        for (url,) in db.conn.execute(
            "SELECT url FROM article_urls WHERE article_id = ?", [article]
        )
    ]


def _neighbours(db: Database, article: str) -> list[str]:
    """Articles that share a story, a figure or text with this one."""
    return [
        identifier
        for (identifier,) in db.conn.execute(
            "SELECT b.article_id FROM story_articles a JOIN story_articles b USING (story_id) "
            "WHERE a.article_id = :id UNION "
            "SELECT other.article_id FROM claims mine "
            "JOIN figure_claims a ON a.claim_id = mine.id "
            "JOIN figure_claims b ON b.figure_id = a.figure_id "
            "JOIN claims other ON other.id = b.claim_id WHERE mine.article_id = :id UNION "
            "SELECT article_id FROM copies WHERE of_article_id = :id UNION "
            "SELECT of_article_id FROM copies WHERE article_id = :id "
            "EXCEPT SELECT :id",
            {"id": article},
        )
    ]


def _erase_reading(db: Database, article: str) -> int:
    """Remove what was read out of an article and what was concluded from it; counts claims."""
    entities = {
        identifier
        for (identifier,) in db.conn.execute(
            "SELECT m.entity_id FROM mentions m JOIN versions v ON v.id = m.version_id "
            "WHERE v.article_id = ?1 UNION SELECT t.entity_id FROM attributions t "
            "JOIN claims c ON c.id = t.claim_id "
            "WHERE c.article_id = ?1 AND t.entity_id IS NOT NULL",
            [article],
        )
    }
    db.conn.execute("DELETE FROM revisions WHERE article_id = ?", [article])
    db.conn.execute(
        "DELETE FROM implications WHERE EXISTS (SELECT 1 FROM json_each(inputs) i "
        "JOIN claims c ON c.id = i.value WHERE c.article_id = ?)",
        [article],
    )
    claims = db.conn.execute("DELETE FROM claims WHERE article_id = ?", [article]).rowcount
    versions = "(SELECT id FROM versions WHERE article_id = ?)"
    for table in ("mentions", "extractions", "reading_failures", "regions", "links"):
        db.conn.execute(f"DELETE FROM {table} WHERE version_id IN {versions}", [article])
    db.conn.execute("DELETE FROM story_articles WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM readings WHERE id NOT IN (SELECT reading_id FROM figure_claims)")
    db.conn.execute(
        "DELETE FROM figure_history WHERE figure_id IN (SELECT id FROM figures) "
        "AND figure_id NOT IN (SELECT figure_id FROM figure_claims)"
    )
    db.conn.execute("DELETE FROM figures WHERE id NOT IN (SELECT figure_id FROM figure_claims)")
    db.conn.execute(
        "DELETE FROM stories WHERE id NOT IN (SELECT story_id FROM story_articles) "
        "AND id NOT IN (SELECT story_id FROM figures WHERE story_id IS NOT NULL)"
    )
    drop_orphans(db, entities)
    return claims


def _erase_article(db: Database, article: str) -> None:
    """Empty an article's row and remove its texts, headlines and copies."""
    db.conn.execute("DELETE FROM copies WHERE article_id = ?1 OR of_article_id = ?1", [article])
    db.conn.execute("UPDATE articles SET copy_of = NULL WHERE copy_of = ?", [article])
    db.conn.execute("DELETE FROM versions WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM headlines WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM touched_articles WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM article_terms WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM question_keys WHERE article_id = ?", [article])
    db.conn.execute("DELETE FROM article_links WHERE article_id = ?1 OR other_id = ?1", [article])
    db.conn.execute(
        "UPDATE articles SET title = NULL, byline = NULL, language = NULL, published_at = NULL, "
        "published_zone = NULL, modified_at = NULL, paywalled = NULL, copy_of = NULL, state = ? "
        "WHERE id = ?",
        [FORGOTTEN, article],
    )


def _erase_traces(db: Database, urls: Iterable[str], captures: Iterable[Row]) -> None:
    """Remove captures and problems, and empty the frontier's rows of these addresses."""
    listed = [(url,) for url in sorted(urls)]
    db.conn.executemany("DELETE FROM cited_pages WHERE url = ?", listed)
    db.conn.executemany("DELETE FROM captures WHERE id = ?", [(row["id"],) for row in captures])
    db.conn.executemany("DELETE FROM problems WHERE url = ?", listed)
    db.conn.executemany(
        "UPDATE frontier SET state = 'refused', title = NULL, published_at = NULL, etag = NULL, "
        "last_modified = NULL, reason = 'forgotten' WHERE url = ?",
        listed,
    )
