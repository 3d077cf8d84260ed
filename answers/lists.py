"""Pages that only list where to go on: feeds, exports."""

from typing import Any

from answers.parameters import Parameters
from answers.queries import home
from answers.queries.rows import Connection


def feeds(conn: Connection, asked: Parameters) -> dict[str, Any]:
    """The feeds there are."""
    return {
        "kind": "feeds",
        "title": "Feeds",
        "conflicts": home.verdict_counts(conn).get("conflict", 0),
    }


def exports(conn: Connection, asked: Parameters) -> dict[str, Any]:
    """The exports of the whole ledger."""
    return {"kind": "exports", "title": "Exports", "verdicts": home.verdict_counts(conn)}
