"""Datasette over one ledger, with the settings that were measured to keep it quick and safe."""

import socket
from collections.abc import Sequence
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from sqlite_utils import Database

from db.connection import LedgerError, connect
from db.migrations import migrations
from db.reading import is_still, open_to_read, settled
from explore.config import PLUGIN, is_ledger
from explore.metadata import metadata

IS_1_0 = not hasattr(Datasette, "permission_allowed")
"""Whether this is Datasette 1.0, which asks for permissions and takes its settings differently."""

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
    database: Path,
    *,
    public: bool = False,
    reviewers: dict[str, Any] | None = None,
    now: str | None = None,
    names: Sequence[str] = (),
) -> Datasette:
    """Datasette over the ledger at ``database``.

    A ledger of an older claimledger is brought up to date first; one that may not be written is
    served as it is now. ``reviewers`` is one of
    Datasette's allow blocks: the actors who may record decisions (none: nobody). ``now`` pins the
    clock, for demonstrations. ``names`` are the host names that the server answers to, besides
    ``localhost`` and addresses in numbers. Raises ``NotALedger``.
    """
    if not database.exists():
        raise NotALedger(f"{database}: there is no ledger here")
    if not is_ledger(database):
        raise NotALedger(f"{database}: not a ledger of claimledger")
    _bring_up_to_date(database)
    plugin: dict[str, Any] = {"public": public, "names": list(names)}
    if reviewers is not None:
        plugin["reviewers"] = reviewers
    if now is not None:
        plugin["now"] = now
    told = metadata(database, public=public) | {"plugins": {PLUGIN: plugin}}
    # From 1.0 on the same dictionary is wanted twice: titles as metadata, the rest as config.
    twice = {"config": deepcopy(told)} if IS_1_0 else {}
    # What is not there is told in a line, not with the state of the machine in a box of frames.
    # Asked of the plugins: imported before them, the handler would be registered while still empty.
    pm.get_plugin("datasette.handle_exception").rich = None
    still = is_still(database)
    file = str(settled(database) if still else database)
    return Datasette(
        [] if still else [file],
        immutables=[file] if still else [],
        settings={**SETTINGS, **(PUBLIC_SETTINGS if public else {})},
        metadata=told,
        cors=False,
        **twice,
    )


def _bring_up_to_date(database: Path) -> None:
    """Migrate a ledger that is older than this program; one that is not is only read."""
    with closing(open_to_read(database)) as conn:
        ledger = Database(conn)
        known = {migration.name for migration in migrations.applied(ledger)}
        current = not migrations.pending(ledger) and len(known) == len(migrations._migrations)
    if current:
        return
    try:
        connect(database, create=False).close()
    except LedgerError as error:
        raise NotALedger(str(error)) from error


def close(datasette: Datasette) -> None:
    """Close the connections that ``build``'s Datasette opened."""
    for database in datasette.databases.values():
        database.close()
    if datasette.executor is not None:
        datasette.executor.shutdown(wait=True)


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket; port 0 is any free one. Raises ``OSError`` when it cannot be had.

    The protocol is named because asyncio sets TCP_NODELAY only where it is: without it every
    answer waits 40 ms for an acknowledgement.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def serve(
    database: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    public: bool = False,
    review: bool = False,
    names: Sequence[str] = (),
) -> None:
    """Serve the ledger until interrupted, printing the address once it can be opened.

    Port 0 is any free one. Raises ``OSError`` when the address cannot be listened on.
    With ``review`` a link is printed that signs its first user in as the reviewer ``root``.
    """
    reviewers = {"id": "root"} if review else None
    datasette = build(database, public=public, reviewers=reviewers, names=(host, *names))
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}"
    print(f"claimledger: {database} on {address}/", flush=True)
    if review:
        datasette.root_enabled = True
        print(
            f"to decide, sign in: {address}/-/auth-token?token={datasette._root_token}", flush=True
        )
    config = uvicorn.Config(
        datasette.app(), log_level="warning", lifespan="on", server_header=False
    )
    uvicorn.Server(config).run(sockets=[listener])
