"""The Datasette plugin: every hook that claimledger uses, and nothing else.

Datasette loads it by its entry point. Where no attached database is a ledger it stays out of the
way. Templates and static files lie beside this file, where Datasette looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import datasette as datasette_package
from datasette import NotFound as DatasetteNotFound
from datasette import Response
from markupsafe import Markup
from pluggy import HookimplMarker

from answers import (
    accuracy,
    article,
    check,
    compare,
    figure,
    figures,
    health,
    home,
    lists,
    outdated,
    outlet,
    review,
    source,
    stories,
    tree,
    versions,
    watches,
)
from answers import runs as runs_page
from answers import search as search_page
from answers.parameters import NotThere, WrongParameter
from explore import downloads, public, reviewing, security, tables, watching
from explore.config import PLUGIN, config
from explore.csv_pages import CSV_PAGES
from explore.forms import form_view
from explore.web import Route, declined, not_here, to_search, view

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

hookimpl = HookimplMarker("datasette")

ROUTES = (
    Route("/", home.page, "home"),
    Route("/figures", figures.index, "figures"),
    Route("/figures/(?P<id>[^/.]+)", figure.page, "figure"),
    Route("/figures/(?P<id>[^/.]+)/tree", tree.page, "tree"),
    Route("/figures/(?P<id>[^/.]+)/dossier", figure.page, "dossier"),
    Route("/figures/(?P<id>[^/.]+)/embed", figure.page, "embed"),
    Route("/stories", stories.index, "stories"),
    Route("/stories/(?P<id>[^/.]+)", stories.page, "story"),
    Route("/articles/(?P<id>[^/.]+)", article.page, "article"),
    Route("/articles/(?P<id>[^/.]+)/versions", versions.page, "versions"),
    Route("/outlets", outlet.index, "outlets"),
    Route("/outlets/(?P<id>[^/.]+)", outlet.page, "outlet"),
    Route("/sources", source.index, "sources"),
    Route("/sources/(?P<id>[^/.]+)", source.page, "source"),
    Route("/entities", source.index, "sources"),
    Route("/entities/(?P<id>[^/.]+)", source.page, "source"),
    Route("/hedges", tree.hedges, "hedges"),
    Route("/outdated", outdated.page, "outdated"),
    Route("/outdated/years", outdated.years, "outdated_years"),
    Route("/compare", compare.page, "compare"),
    Route("/search", search_page.page, "search"),
    Route("/check", check.page, "check"),
    Route("/review", review.page, "review"),
    Route("/watches", watches.page, "watches"),
    Route("/runs", runs_page.page, "runs"),
    Route("/health", health.page, "health"),
    Route("/accuracy", accuracy.page, "accuracy"),
    Route("/feeds", lists.feeds, "feeds"),
    Route("/exports", lists.exports, "exports"),
)

OTHERS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (rf"^/exports/(?P<name>{'|'.join(downloads.WHOLE)})\.(?P<form>csv|jsonl)$", downloads.whole),
    (
        rf"^/figures/(?P<id>[^/.]+)\.(?P<form>{'|'.join(map(re.escape, downloads.FIGURE_FORMS))})$",
        downloads.one_figure,
    ),
    *(
        (
            "^"
            + re.escape(path)
            .replace("ID", "(?P<id>[^/.]+)")
            .replace(r"\{\}", f"(?P<form>atom|{re.escape(suffix)})")
            + "$",
            downloads.feed_view(contents),
        )
        for path, (suffix, contents) in downloads.FEEDS.items()
    ),
    *(
        (f"^{path.replace('ID', '(?P<id>[^/.]+)')}\\.csv$", downloads.csv_view(page, table))
        for path, (page, table) in CSV_PAGES.items()
    ),
    (r"^/figures/(?P<id>[^/.]+)/decide$", form_view(reviewing.about_figure)),
    (r"^/review/answer$", form_view(reviewing.answer)),
    (r"^/review/undo$", form_view(reviewing.undo)),
    (r"^/exports/pairs\.jsonl$", downloads.training_pairs),
    (r"^/watches/begin$", form_view(watching.begin)),
    (r"^/watches/(?P<id>[^/.]+)/end$", form_view(watching.end)),
    (r"^/-/search$", to_search),
)
"""Addresses that are no pages: files, forms, and the way from Datasette's search to ours."""

SECTIONS = ("stories", "figures", "check", "compare", "outlets", "sources")
"""The pages that the head of every page leads to."""

MACHINE = (
    r"^/-/(databases|threads|settings|config|versions|plugins|metadata|permissions|allow-debug"
    r"|messages|patterns)(\.json)?$"
)
"""Datasette's pages about the machine it runs on; a public server has none."""

VALUE_LIMIT = 5_000_000
"""Bytes that one value may take in SQLite: without it ``zeroblob`` asks for gigabytes."""

MAPPED = 4 << 30
"""Bytes of the ledger that SQLite reads through a memory map (most builds cap this at 2 GiB)."""

_SQLITE_LIMIT_LENGTH = 0

_slots: WeakKeyDictionary[Datasette, security.Slots] = WeakKeyDictionary()
"""One gate for each server: Datasette 1.0 wraps its app again for each request of its client."""


@hookimpl(tryfirst=True)
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """The pages, each in HTML and JSON; none when no ledger is attached."""
    settings = config(datasette)
    if settings is None:
        return []
    routes: list[tuple[str, Callable[..., Any]]] = [(r.regex, view(r)) for r in ROUTES]
    return routes + list(OTHERS) + ([(MACHINE, not_here)] if settings.public else [])


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Cap the size of a value, so that no query can ask for all memory; restrict public servers.

    The file is mapped: a writer's every commit empties a connection's page cache, and pages that
    are copied out of the kernel again and again made facets a third slower.
    """
    conn.setlimit(_SQLITE_LIMIT_LENGTH, VALUE_LIMIT)
    conn.execute(f"PRAGMA mmap_size = {MAPPED}")
    found = datasette.plugin_config(PLUGIN) or {}
    if found.get("public") and database in datasette.databases:
        public.restrict(conn, public.limit(datasette, database))


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, datasette: Datasette
) -> Markup | str | None:
    """Sentences with their number marked, and links from ids to the explorer's pages."""
    return tables.cell(row, value, column, table, datasette.urls.path)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """The filter that our frame of Datasette's pages puts their content through."""
    env.filters["accessible"] = tables.accessible


@hookimpl
def extra_js_urls(datasette: Datasette) -> list[str]:
    """The script for Datasette's own pages."""
    if config(datasette) is None:
        return []
    return [datasette.urls.static_plugins("claimledger", "datasette.js")]


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """The stylesheet for Datasette's own pages."""
    if config(datasette) is None:
        return []
    return [datasette.urls.static_plugins("claimledger", "datasette.css")]


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """The ways to the pages, for the head of Datasette's own; none where no ledger is attached."""
    settings = config(datasette)
    if settings is None:
        return {}
    links = [
        {"href": datasette.urls.path(f"/{name}"), "label": name.capitalize()} for name in SECTIONS
    ]
    tables = {"href": datasette.urls.database(settings.database), "label": "Tables"}
    return {"ledger_links": [*links, tables]}


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """Pages of ours: 404 with a way home for what is not here, where JSON stays Datasette's; 400
    for a place or a sort in a table's address that is none.
    """
    if config(datasette) is None:
        return None
    error: Exception
    if tables.misnamed(exception, request.args):
        error = WrongParameter(tables.NO_PLACE)
    elif isinstance(exception, DatasetteNotFound) and not request.path.endswith(".json"):
        error = NotThere(f"The address {request.path} names nothing on this server.")
    else:
        return None

    async def answer() -> Response:
        as_json = request.path.endswith(".json")
        return await declined(datasette, request, error, as_json=as_json)

    return answer


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[security.App], security.App]:
    """Security headers, known names, visible text, safe CSV cells, and a gate for free SQL."""
    folder = Path(datasette_package.__file__).parent / "templates"
    version = re.compile(r"\{\{ *datasette_version *\}\}")
    sources = [
        version.sub(datasette_package.__version__, path.read_text("utf-8"))
        for path in sorted(folder.glob("*.html"))
    ]
    csp = security.policy(security.inline_scripts(sources))
    slots = _slots.setdefault(datasette, security.Slots())
    plugin = datasette.plugin_config(PLUGIN) or {}
    names = plugin.get("names")

    def wrap(app: security.App) -> security.App:
        safe = security.with_safe_csv(security.with_visible_text(app))
        gated = security.with_noted_misses(security.SqlGate(safe, slots))
        if plugin.get("public"):
            gated = public.without_guesses(gated, datasette)
        known = gated if names is None else security.with_known_names(gated, names)
        return security.with_headers(known, csp)

    return wrap
