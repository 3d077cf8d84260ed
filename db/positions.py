"""How far archives were imported, so that an import goes on in the middle of a file."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import writing


@dataclass(frozen=True, slots=True)
class ArchivePosition:
    """Where an import of an archive stands.

    ``position`` is the offset of the last record that was dealt with (-1 before the first),
    ``done`` whether the file was read to its end.
    """

    position: int = -1
    done: bool = False


def archive_position(db: Database, source: str, wanted: str) -> ArchivePosition:
    """How far an archive was imported for what is wanted (a digest); nothing for another want."""
    row = db.conn.execute(
        "SELECT position, done FROM archive_positions WHERE source = ? AND wanted = ?",
        [source, wanted],
    ).fetchone()
    return ArchivePosition(int(row[0]), bool(row[1])) if row else ArchivePosition()


def note_position(db: Database, source: str, wanted: str, at: ArchivePosition, when: str) -> None:
    """Write how far an archive was imported."""
    with writing(db):
        db.conn.execute(
            "INSERT OR REPLACE INTO archive_positions (source, position, done, wanted, at) "
            "VALUES (?, ?, ?, ?, ?)",
            [source, at.position, int(at.done), wanted, when],
        )
