"""Forms that write to the ledger: who may send them, and how what they ask for becomes rows.

Only reviewers that the configuration names may write, only by POST, and never on a public server.
Datasette refuses a form of another site before it comes here (its token, or where it comes from).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from datasette import Forbidden, Response

from answers.parameters import NotThere, Parameters, WrongParameter
from answers.queries.rows import Connection, Unanswered
from db.connection import LedgerError, connect
from explore.config import config
from explore.web import View, declined, run

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form asks for: how to write it (as whom, at what time), and the page to show then."""

    write: Callable[[Database, str, str], object]
    page: str


Form = Mapping[str, str]

Check = Callable[..., Wish]
"""(connection, asked, form, *ids) → the wish; raises ``WrongParameter`` or ``NotThere``."""


def form_view(check: Check) -> View:
    """Datasette's view of an address that a form is sent to."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        settings = config(datasette)
        reviewer = None if settings is None else settings.reviewer(request.actor)
        if settings is None or reviewer is None:
            raise Forbidden("Only reviewers may decide; this server knows you as a reader.")
        if request.method != "POST":
            return Response.text("This address takes forms, by POST.\n", status=405)
        form = await request.post_vars()
        ids = list(request.url_vars.values())

        def wished(conn: Connection, asked: Parameters) -> Wish:
            return check(conn, asked, form, *ids)

        try:
            wish = await run(datasette, request, wished)
            path = Path(datasette.get_database(settings.database).path)
            await asyncio.to_thread(written, path, wish, reviewer, settings.clock())
        except (NotThere, WrongParameter, Unanswered) as error:
            return await declined(datasette, request, error, as_json=False)
        except LedgerError as error:
            return await declined(datasette, request, WrongParameter(str(error)), as_json=False)
        return Response.redirect(datasette.urls.path(wish.page))

    return answer


def written(path: Path, wish: Wish, reviewer: str, at: str) -> None:
    """Write what was wished for to the ledger."""
    db = connect(path, create=False)
    try:
        wish.write(db, reviewer, at)
    finally:
        db.close()
