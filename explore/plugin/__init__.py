"""The Datasette plugin: every hook that claimledger uses, and nothing else.

Datasette loads it by its entry point. Where no attached database is a ledger it stays out of the
way. Templates and static files lie beside this file, where Datasette looks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import datasette as datasette_package
from pluggy import HookimplMarker

from explore import security
from explore.config import config
from explore.pages import article, figure, home, outlet, source
from explore.web import Route, view

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")

ROUTES = (
    Route("/", home.page, "home"),
    Route("/figures/(?P<id>[^/.]+)", figure.page, "figure"),
    Route("/articles/(?P<id>[^/.]+)", article.page, "article"),
    Route("/outlets", outlet.index, "outlets"),
    Route("/outlets/(?P<id>[^/.]+)", outlet.page, "outlet"),
    Route("/sources", source.index, "sources"),
    Route("/sources/(?P<id>[^/.]+)", source.page, "source"),
)

VALUE_LIMIT = 5_000_000
"""Bytes that one value may take in SQLite: without it ``zeroblob`` asks for gigabytes."""

_SQLITE_LIMIT_LENGTH = 0


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """The pages, each in HTML and JSON."""
    if config(datasette) is None:
        return []
    return [(route.regex, view(route)) for route in ROUTES]


@hookimpl
def prepare_connection(conn: Any) -> None:
    """Cap the size of a value, so that no query can ask for all memory."""
    conn.setlimit(_SQLITE_LIMIT_LENGTH, VALUE_LIMIT)


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """The stylesheet for Datasette's own pages."""
    if config(datasette) is None:
        return []
    return [datasette.urls.static_plugins("claimledger", "datasette.css")]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[security.App], security.App]:
    """Security headers on every response."""
    folder = Path(datasette_package.__file__).parent / "templates"
    sources = [path.read_text("utf-8") for path in sorted(folder.glob("*.html"))]
    csp = security.policy(security.inline_scripts(sources))

    def wrap(app: security.App) -> security.App:
        return security.with_headers(app, csp)

    return wrap
