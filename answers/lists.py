"""Pages that only list where to go on: feeds, exports."""

from answers.parameters import Parameters
from answers.queries import home
from answers.queries.rows import Connection
from answers.shapes import Answer


def feeds(conn: Connection, asked: Parameters) -> Answer:
    """The feeds there are."""
    return {
        "kind": "feeds",
        "title": "Feeds",
        "conflicts": home.verdict_counts(conn).get("conflict", 0),
    }


def exports(conn: Connection, asked: Parameters) -> Answer:
    """The exports of the whole ledger."""
    return {"kind": "exports", "title": "Exports", "verdicts": home.verdict_counts(conn)}
