"""What is still to be read: versions in their order, as documents, and those that fail."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import writing
from db.rows import Row, select
from terms.enums import Region
from terms.model import Document, Link, TextRegion

TRIES = 3
"""A version that one reader failed at so often waits for another reader."""


@dataclass(frozen=True, slots=True)
class VersionToRead:
    """A version that an extractor has not read yet."""

    version_id: str
    article_id: str
    document: Document


def waiting(db: Database, extractor: str, *, again: int | None = None) -> list[int]:
    """Row numbers of the versions that an extractor has to read, in its order.

    First what nobody has read, oldest first; then what another extractor has read, newest first,
    at most ``again`` of it. Versions at which this extractor failed three times are left out.
    """
    kept = (
        "FROM versions v LEFT JOIN extractions e ON e.version_id = v.id "
        "LEFT JOIN reading_failures f ON f.version_id = v.id AND f.extractor = ? "
        f"WHERE coalesce(f.tries, 0) < {TRIES} AND "
    )
    new = db.conn.execute(
        f"SELECT v.rowid {kept} e.version_id IS NULL ORDER BY v.seen_at, v.id", [extractor]
    )
    stale = db.conn.execute(
        f"SELECT v.rowid {kept} e.extractor <> ? ORDER BY v.seen_at DESC, v.id LIMIT ?",
        [extractor, extractor, -1 if again is None else again],
    )
    return [row for (row,) in new] + [row for (row,) in stale]


def everything(db: Database) -> list[int]:
    """Row numbers of all versions, newest first: what a reading that is forced reads."""
    return [
        row for (row,) in db.conn.execute("SELECT rowid FROM versions ORDER BY seen_at DESC, id")
    ]


def documents(db: Database, numbers: Sequence[int]) -> list[VersionToRead]:
    """The versions with these row numbers as documents for the reader, in the order given."""
    rows = select(
        db,
        "SELECT v.rowid AS number, v.id, v.article_id, v.text, v.headline_end, a.published_at, "
        "a.published_zone, coalesce(a.language, o.language) AS language, o.name AS outlet, "
        "o.country FROM versions v JOIN articles a ON a.id = v.article_id "
        "JOIN outlets o ON o.id = a.outlet_id "
        f"WHERE v.rowid IN ({', '.join('?' * len(numbers))})",
        list(numbers),
    )
    by_number = {row["number"]: row for row in rows}
    return [_to_read(db, by_number[one]) for one in numbers if one in by_number]


def numbers_of(db: Database, ids: Sequence[str]) -> list[int]:
    """Row numbers of versions by their ids, in the order given; one that is gone is left out."""
    found = (
        db.conn.execute("SELECT rowid FROM versions WHERE id = ?", [one]).fetchone() for one in ids
    )
    return [row[0] for row in found if row]


def unread(db: Database, extractor: str, limit: int = 500) -> list[VersionToRead]:
    """The first versions that this extractor has to read."""
    return documents(db, waiting(db, extractor)[:limit])


def _to_read(db: Database, row: Row) -> VersionToRead:
    spans = [row["id"]]
    regions = db.conn.execute(
        'SELECT start, "end", kind FROM regions WHERE version_id = ? ORDER BY start', spans
    )
    links = db.conn.execute(
        'SELECT start, "end", href FROM links WHERE version_id = ? ORDER BY start', spans
    )
    document = Document(
        text=row["text"],
        headline_end=row["headline_end"],
        regions=tuple(TextRegion(start, end, Region(kind)) for start, end, kind in regions),
        published_at=row["published_at"],
        zone=row["published_zone"],
        language=row["language"],
        outlet=row["outlet"],
        country=row["country"],
        links=tuple(Link(start, end, href) for start, end, href in links),
    )
    return VersionToRead(row["id"], row["article_id"], document)


def record_failure(db: Database, version_id: str, extractor: str, at: str) -> int:
    """Note that an extractor failed at a version; returns how often it has by now."""
    with writing(db):
        [(tries,)] = db.conn.execute(
            "INSERT INTO reading_failures (version_id, extractor, tries, at) VALUES (?, ?, 1, ?) "
            "ON CONFLICT (version_id) DO UPDATE SET at = excluded.at, "
            "tries = CASE WHEN extractor = excluded.extractor THEN tries + 1 ELSE 1 END, "
            "extractor = excluded.extractor RETURNING tries",
            [version_id, extractor, at],
        ).fetchall()
    return int(tries)
