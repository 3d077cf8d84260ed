"""Pages that are tables, as CSV: the rows that the page shows, from the same function."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from answers import article, compare, figures, outdated, outlet, runs, source, stories, tree
from explore.web import Page

Header = list[str]
Table = tuple[Header, list[list[Any]]]

FIGURE = ("id", "label", "story", "severity", "outlet_count", "origin_count", "copy_count",
          "first_seen_at", "changed_at", "unit", "low", "high", "latest", "latest_at",
          "shared_low", "shared_high", "shared_count")  # fmt: skip
CLAIM = ("id", "figure_id", "printed", "called", "value", "low", "high", "unit", "qualifier",
         "change", "status", "measure", "period", "as_of", "place", "population", "origin",
         "outlet", "at", "current", "confidence", "sentence")  # fmt: skip
ARTICLE = ("id", "title", "url", "published_at", "first_seen_at", "state", "copy_of",
           "claim_count", "version_count")  # fmt: skip
OUTLET = ("id", "name", "homepage", "country", "language", "group_name", "article_count",
          "last_article")  # fmt: skip
STORY = ("id", "label", "outlet_count", "article_count", "figure_count", "conflicts",
         "first_at", "last_at")  # fmt: skip
SOURCE = ("id", "name", "kind", "country", "outlet_count", "claim_count")
OUTDATED = ("figure_id", "figure", "article_id", "outlet", "title", "url", "old", "new", "why",
            "since", "at", "seen_at", "hours", "late", "sentence")  # fmt: skip
RUN = ("id", "command", "started_at", "ended_at", "outcome", "problem_count")


def _plain(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Table:
    header = list(columns)
    return header, [[row.get(name) for name in header] for row in rows]


def _figures(page: dict[str, Any]) -> Table:
    """Figures with their verdict in a word and what is printed, number by number."""
    header, rows = _plain(FIGURE, page["figures"])
    for card, row in zip(page["figures"], rows, strict=True):
        sides = (
            f"{side['called']} ({side['origin'] or 'no source named'})" for side in card["sides"]
        )
        row += [card["verdict"]["name"], card["relation"], card["why"], "; ".join(sides)]
    return [*header, "verdict", "relation", "why", "printed"], rows


def _claims(page: dict[str, Any]) -> Table:
    """Claims with their source chain."""
    header, rows = _plain(CLAIM, page["claims"])
    for claim, row in zip(page["claims"], rows, strict=True):
        row.append(" → ".join(hop["name"] for hop in claim["chain"]))
    return [*header, "chain"], rows


CSV_PAGES: dict[str, tuple[Page, Callable[[dict[str, Any]], Table]]] = {
    "/figures": (figures.index, _figures),
    "/stories": (stories.index, lambda page: _plain(STORY, page["stories"])),
    "/stories/ID": (stories.page, _figures),
    "/articles/ID": (article.page, _claims),
    "/outlets": (outlet.index, lambda page: _plain(OUTLET, page["outlets"])),
    "/outlets/ID": (outlet.page, lambda page: _plain(ARTICLE, page["articles"])),
    "/sources": (source.index, lambda page: _plain(SOURCE, page["sources"])),
    "/sources/ID": (source.page, _claims),
    "/runs": (runs.page, lambda page: _plain(RUN, page["runs"])),
    "/hedges": (
        tree.hedges,
        lambda page: _plain(("id", "name", "passed_on", "lossy", *tree.LOSSES), page["outlets"]),
    ),
    "/outdated": (outdated.page, lambda page: _plain(OUTDATED, page["still"])),
    "/outdated/years": (
        outdated.years,
        lambda page: _plain(("year", "id", "name", *outdated.COUNTS), page["rows"]),
    ),
    "/compare": (compare.page, compare.table),
}
"""Address of a page → its function, and the table in what that gives."""
