"""What the explorer knows of the server it runs in: which database, public or not, what time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow

from db.reading import open_to_read

if TYPE_CHECKING:
    from datasette.app import Datasette


PLUGIN = "claimledger"
"""The plugin's name in Datasette's configuration."""

_NEEDED = {"figures", "claims", "articles", "versions", "attributions"}


@dataclass(frozen=True)
class Config:
    """The plugin's configuration, read from ``plugins: claimledger:``.

    ``now`` pins the clock (for demonstrations and tests); ``limit_ms`` is the time that the
    queries of one page may take; ``reviewers`` says which actors may record decisions, as one of
    Datasette's allow blocks (none: nobody).
    """

    database: str
    public: bool
    limit_ms: int
    now: str | None
    reviewers: dict[str, Any] | None

    def reviewer(self, actor: dict[str, Any] | None) -> str | None:
        """The name under which this actor may record decisions; None for a reader.

        On a public server everybody is a reader.
        """
        if actor is None or not self.reviewers or self.public:
            return None
        if not actor_matches_allow(actor, self.reviewers):
            return None
        return str(actor.get("id") or actor.get("username") or actor.get("name") or "reviewer")

    def clock(self) -> str:
        """The time, UTC."""
        return self.now or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def config(datasette: Datasette) -> Config | None:
    """The configuration, or None when no ledger is attached to this Datasette."""
    found = datasette.plugin_config(PLUGIN) or {}
    name = found.get("database") or ledger_database(datasette)
    if name is None:
        return None
    return Config(
        database=str(name),
        public=bool(found.get("public", False)),
        limit_ms=int(found.get("limit_ms", 2500)),
        now=found.get("now"),
        reviewers=found.get("reviewers"),
    )


def ledger_database(datasette: Datasette) -> str | None:
    """The name of the first attached database that is a ledger."""
    for name, database in datasette.databases.items():
        if database.path and is_ledger(Path(database.path)):
            return str(name)
    return None


_ledgers: set[Path] = set()
"""Files that were found to be ledgers: they are asked about with every request."""


def is_ledger(path: Path) -> bool:
    """Whether the file is an SQLite database with the ledger's main tables."""
    if path in _ledgers:
        return True
    try:
        with closing(open_to_read(path)) as conn:
            tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        return False
    if tables >= _NEEDED:
        _ledgers.add(path)
    return path in _ledgers
