"""From a request to a response: one page function answers in HTML and in JSON."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette import Forbidden, Response

from answers import actions, excerpts, formats, groups, words
from answers.parameters import Moved, NotThere, Parameters, WrongParameter
from answers.queries.rows import Connection, Damaged, TooSlow, Unanswered, snapshot
from explore import cells, charts, marks, share
from explore.config import Config, config
from explore.number_line import number_line
from explore.public import limit, unrestricted

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

Page = Callable[..., dict[str, Any]]
"""A page function: (connection, asked, *ids) → the page as a dictionary."""

View = Callable[..., Awaitable[Response]]


@dataclass(frozen=True)
class Route:
    """A page with its address: ``pattern`` may name groups, passed to the function in order."""

    pattern: str
    function: Page
    template: str

    @property
    def regex(self) -> str:
        """The address with an optional ``.json``."""
        return rf"^{self.pattern}(?P<json>\.json)?$"


def view(route: Route) -> View:
    """Datasette's view of a page."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        names = dict(request.url_vars)
        as_json = names.pop("json", None) is not None
        ids = [unquote(value) for value in names.values()]
        try:
            page = await run(datasette, request, attentive(route.function, as_json), *ids)
        except Moved as moved:
            return redirect(datasette, moved, ".json" if as_json else "")
        except (NotThere, WrongParameter, Unanswered) as error:
            return await declined(datasette, request, error, as_json)
        # A monitor looks at the status alone.
        status = 200 if page.get("healthy", True) else 503
        if as_json:
            return json_response(page, status)
        return await html_response(datasette, request, route.template, page, status)

    return answer


def attentive(function: Page, strict: bool) -> Page:
    """The page function, so that no parameter is passed over in silence.

    One that the page does not know is refused where a program reads the answer (``strict``); a
    reader is told of it on the page (``ignored``).
    """

    def answer(conn: Connection, asked: Parameters, *ids: str) -> dict[str, Any]:
        page = function(conn, asked, *ids)
        unknown = asked.unread()
        if not unknown:
            return page
        if strict:
            names = ", ".join(f"“{name[:60]}”" for name in unknown)
            known = ", ".join(sorted(asked.read)) or "none"
            raise WrongParameter(f"{names}: no parameter here. Parameters here: {known}.")
        return page | {"ignored": unknown}

    return answer


def redirect(datasette: Datasette, moved: Moved, ending: str = "") -> Response:
    """301 to the other entry, in the form that was asked for."""
    path = f"/{moved.kind}/{quote(moved.id, safe='')}{ending}"
    return Response.redirect(datasette.urls.path(path), status=301)


async def run(
    datasette: Datasette, request: Request, function: Callable[..., Any], *ids: str
) -> Any:
    """Run a page function on a read-only connection, after Datasette's permission checks."""
    settings = config(datasette)
    if settings is None:
        raise NotThere("No ledger is attached to this server.")
    await permit(datasette, request, settings)
    asked = await asking(datasette, request, settings)
    shown = limit(datasette, settings.database) if settings.public else None

    def in_thread(conn: Connection) -> Any:
        seen = unrestricted(conn) if settings.public else nullcontext()
        with seen, snapshot(conn, settings.limit_ms):
            page = function(conn, asked, *ids)
        return excerpts.capped(page, shown) if shown else page

    return await datasette.get_database(settings.database).execute_fn(in_thread)


async def asking(datasette: Datasette, request: Request, settings: Config) -> Parameters:
    """What the request asks for."""
    args = {key: request.args.getlist(key) for key in request.args.keys()}  # noqa: SIM118  (MultiParams iterates differently in 1.0)
    root = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    return Parameters(
        now=settings.clock(),
        public=settings.public,
        args=args,
        root=root,
        reviewer=settings.reviewer(request.actor),
    )


async def permit(datasette: Datasette, request: Request, settings: Config) -> None:
    """Raise ``Forbidden`` unless the actor may see the instance and the ledger's database."""
    if not await allowed(datasette, request.actor, "view-instance") or not await allowed(
        datasette, request.actor, "view-database", settings.database
    ):
        raise Forbidden("You may not see this ledger.")


async def allowed(
    datasette: Datasette, actor: dict[str, Any] | None, action: str, database: str | None = None
) -> bool:
    """Ask Datasette for permission, in the way of 0.65 or of 1.0."""
    if hasattr(datasette, "permission_allowed"):
        args = (actor, action) if database is None else (actor, action, database)
        return bool(await datasette.permission_allowed(*args, default=True))
    from datasette.resources import DatabaseResource

    resource = None if database is None else DatabaseResource(database)
    return bool(await datasette.allowed(action=action, resource=resource, actor=actor))


async def html_response(
    datasette: Datasette,
    request: Request,
    template: str,
    page: Mapping[str, Any],
    status: int = 200,
) -> Response:
    """The page in its template."""
    settings = config(datasette)

    def href(kind: str, name: str = "", suffix: str = "") -> str:
        path = f"/{kind}/{quote(name, safe='')}{suffix}" if name else f"/{kind}{suffix}"
        return str(datasette.urls.path(path))

    def mark_href(point: marks.Point) -> str:
        return f"{href('articles', point.article_id)}#claim-{point.claim_id}"

    context = {
        "page": page,
        "href": href,
        "cells": cells,
        "charts": charts,
        "mark_href": mark_href,
        "marks_of": marks.points,
        "band_of": marks.band,
        "why_no_band": marks.why_no_band,
        "has_pictures": share.installed(),
        "words": words,
        "number_line": number_line,
        "citation": formats.citation,
        "reviewing": actions,
        "groups": groups.groups,
        "distinct": groups.distinct,
        "root": datasette.absolute_url(request, "/").rstrip("/"),
        "public": settings.public if settings else False,
        "now": settings.clock() if settings else None,
        "tables": datasette.urls.database(settings.database) if settings else None,
        "stylesheet": datasette.urls.static_plugins("claimledger", "claimledger.css"),
        "script": datasette.urls.static_plugins("claimledger", "claimledger.js"),
    }
    name = f"claimledger/{template}.html"
    body = await datasette.render_template(name, context, request=request)
    return Response.html(body, status=status)


def json_response(page: Mapping[str, Any], status: int = 200) -> Response:
    """The page as JSON, as it comes from the page function."""
    body = json.dumps(page, ensure_ascii=False)
    return Response(body=body, status=status, content_type="application/json; charset=utf-8")


async def not_here(datasette: Datasette, request: Request) -> Response:
    """404 for what this server does not show."""
    error = NotThere("This server does not show that.")
    return await declined(datasette, request, error, request.path.endswith(".json"))


async def to_search(datasette: Datasette, request: Request) -> Response:
    """From Datasette's search over all tables to the explorer's."""
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(datasette.urls.path("/search") + query)


async def declined(
    datasette: Datasette, request: Request, error: Exception, as_json: bool
) -> Response:
    """404, 400, 501 or 503 with a sentence, in the form that was asked for."""
    if isinstance(error, NotThere):
        status, title = 404, "Not in the ledger"
    elif isinstance(error, WrongParameter):
        status, title = 400, "That cannot be answered"
    elif isinstance(error, share.NotInstalled):
        status, title = 501, "Not installed here"
    elif isinstance(error, TooSlow):
        status, title = 503, "That took too long"
    elif isinstance(error, Damaged):
        status, title = 503, "The ledger is damaged"
    else:
        status, title = 503, "The ledger is out of date"
    page = {"ok": False, "kind": "error", "status": status, "title": title, "error": str(error)}
    if as_json:
        return json_response(page, status)
    return await html_response(datasette, request, "error", page, status)
