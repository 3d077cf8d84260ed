"""Captures: one HTTP response each, as it was received and archived."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from db.connection import writing
from db.ids import capture_id
from db.rows import upsert


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One response: where its bytes lie (WARC file and offset) and what digest they have."""

    url: str
    final_url: str
    fetched_at: str
    http_status: int | None
    content_type: str | None
    sha256: str
    warc_file: str | None = None
    warc_offset: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    truncated: bool = False
    charset: str | None = None
    charset_source: str | None = None


def record_capture(db: Database, row: CaptureRow) -> str:
    """Write a capture and return its id; the same response recorded again is one row."""
    identifier = capture_id(row.url, row.fetched_at, row.sha256)
    record = {"id": identifier, **asdict(row), "truncated": int(row.truncated)}
    with writing(db):
        upsert(db, "captures", [record], ["id"])
    return identifier


def move_captures(db: Database, places: Mapping[str, tuple[str, int]]) -> None:
    """Say where captures lie now that their WARC file was rewritten: file and offset by id."""
    with writing(db):
        db.conn.executemany(
            "UPDATE captures SET warc_file = ?, warc_offset = ? WHERE id = ?",
            [(file, offset, identifier) for identifier, (file, offset) in places.items()],
        )
