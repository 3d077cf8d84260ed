"""How much a ledger holds, and how it is."""

from sqlite_utils import Database

from db.rows import scalar

_COUNTED = """
    outlets captures articles versions problems extractions entities mentions claims attributions
    stories copies figures readings relations implications revisions decisions frontier runs
"""


def counts(db: Database) -> dict[str, int]:
    """Rows of each table that people ask for, by its name, and of what is left to do."""
    found = {table: int(scalar(db, f"SELECT count(*) FROM {table}")) for table in _COUNTED.split()}
    found["conflicts"] = int(scalar(db, "SELECT count(*) FROM figures WHERE verdict = 'conflict'"))
    found["unread"] = int(
        scalar(
            db,
            "SELECT count(*) FROM versions v "
            "WHERE NOT EXISTS (SELECT 1 FROM extractions WHERE version_id = v.id)",
        )
    )
    found["touched"] = int(scalar(db, "SELECT count(*) FROM touched_articles"))
    return found
