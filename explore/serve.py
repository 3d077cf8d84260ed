"""Datasette over one ledger, with the settings that were measured to keep it quick and safe."""

from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette

from explore.config import PLUGIN, is_ledger
from explore.metadata import metadata

SETTINGS: dict[str, Any] = {
    "suggest_facets": False,  # took 2.3 s of a 2.5 s page on a million claims
    "cache_size_kb": 65536,  # SQLite's own 2 MB made facets time out
    "default_facet_size": 10,
    "facet_time_limit_ms": 600,
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 2500,
    "num_sql_threads": 5,
    "max_csv_mb": 100,
}
"""Datasette's settings for analysts on their own machine."""

PUBLIC_SETTINGS: dict[str, Any] = {
    "default_allow_sql": False,
    "allow_download": False,
    "sql_time_limit_ms": 1500,
    "max_csv_mb": 20,
}
"""What a server for everybody changes."""


class NotALedger(Exception):
    """The file to serve is missing, or not a ledger."""


def build(
    database: Path, *, public: bool = False, now: str | None = None, **more: Any
) -> Datasette:
    """Datasette over the ledger at ``database``; ``now`` pins its clock.

    Raises ``NotALedger``. Further keywords go into the plugin's configuration.
    """
    if not database.exists():
        raise NotALedger(f"{database}: there is no ledger here")
    if not is_ledger(database):
        raise NotALedger(f"{database}: not a ledger of claimledger")
    plugin: dict[str, Any] = {"public": public, **more}
    if now is not None:
        plugin["now"] = now
    return Datasette(
        [str(database)],
        settings={**SETTINGS, **(PUBLIC_SETTINGS if public else {})},
        metadata=metadata(database, public=public) | {"plugins": {PLUGIN: plugin}},
        cors=False,
    )


def close(datasette: Datasette) -> None:
    """Close the connections that ``build``'s Datasette opened."""
    for database in datasette.databases.values():
        database.close()
    if datasette.executor is not None:
        datasette.executor.shutdown(wait=True)


def serve(
    database: Path, *, host: str = "127.0.0.1", port: int = 8001, public: bool = False
) -> None:
    """Serve the ledger until interrupted, printing the address first."""
    datasette = build(database, public=public)
    print(f"claimledger: {database} on http://{host}:{port}/", flush=True)
    uvicorn.run(
        datasette.app(),
        host=host,
        port=port,
        log_level="warning",
        lifespan="on",
        server_header=False,
    )
