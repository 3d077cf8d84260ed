"""How much a ledger holds, and how it is."""

from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from db.migrations import migrations
from db.rows import Row, scalar, select
from db.unread import TRIES

_COUNTED = """
    outlets captures articles versions problems extractions entities mentions claims attributions
    stories copies figures readings relations implications revisions decisions frontier runs
"""


@dataclass(frozen=True, slots=True)
class Status:
    """What ``claimledger status`` tells of a ledger.

    ``bytes`` is the size of the database file; ``extractors`` counts versions, ``verdicts``
    figures, ``problems`` problems by stage and kind (the newest time beside the count).
    """

    schema: str
    bytes: int
    counts: dict[str, int]
    verdicts: dict[str, int]
    extractors: dict[str, int]
    first_article_at: str | None
    last_article_at: str | None
    runs: list[Row]
    problems: list[Row]
    outlets: list[Row]


def counts(db: Database) -> dict[str, int]:
    """Rows of each table that people ask for, by its name, and what is left to do.

    ``conflicts`` are figures in conflict, ``unread`` versions that no extractor has read or given
    up, ``touched`` articles that wait for crosscheck.
    """
    found = {table: int(scalar(db, f"SELECT count(*) FROM {table}")) for table in _COUNTED.split()}
    found["conflicts"] = int(scalar(db, "SELECT count(*) FROM figures WHERE verdict = 'conflict'"))
    found["unread"] = int(
        scalar(
            db,
            "SELECT count(*) FROM versions v "
            "WHERE NOT EXISTS (SELECT 1 FROM extractions WHERE version_id = v.id) AND NOT EXISTS "
            f"(SELECT 1 FROM reading_failures WHERE version_id = v.id AND tries >= {TRIES})",
        )
    )
    found["touched"] = int(scalar(db, "SELECT count(*) FROM touched_articles"))
    return found


def status(db: Database, *, runs: int = 5) -> Status:
    """The state of the ledger, with its last ``runs`` runs."""
    file = scalar(db, "SELECT file FROM pragma_database_list WHERE name = 'main'")
    return Status(
        schema=migrations.applied(db)[-1].name,
        bytes=Path(file).stat().st_size if file else 0,
        counts=counts(db),
        verdicts=_tally(db, "SELECT verdict, count(*) FROM figures GROUP BY verdict"),
        extractors=_tally(db, "SELECT extractor, count(*) FROM extractions GROUP BY extractor"),
        first_article_at=scalar(db, "SELECT min(first_seen_at) FROM articles"),
        last_article_at=scalar(db, "SELECT max(first_seen_at) FROM articles"),
        runs=select(db, "SELECT * FROM runs ORDER BY id DESC LIMIT ?", [runs]),
        problems=select(
            db,
            "SELECT stage, kind, count(*) AS count, max(at) AS last_at FROM problems "
            "GROUP BY stage, kind ORDER BY stage, kind",
        ),
        outlets=select(db, "SELECT * FROM outlet_health ORDER BY outlet_id"),
    )


def _tally(db: Database, sql: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in db.conn.execute(f"{sql} ORDER BY 1")}
