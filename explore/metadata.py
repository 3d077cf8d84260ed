"""What Datasette's own pages say of the tables: titles, descriptions, facets, labels, queries."""

from pathlib import Path
from typing import Any


def metadata(database: Path, *, public: bool) -> dict[str, Any]:
    """Datasette's metadata for the ledger in this file."""
    return {
        "title": "claimledger",
        "description": "The numbers in the news: who printed which, when, on whose word.",
        "databases": {database.stem: {"tables": {}}},
    }
