"""Answers that are files: CSV, JSONL, JSON-LD, feeds. Long ones are streamed batch by batch."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode

from datasette import Response

from answers import excerpts, figure, formats, reviews
from answers.parameters import Moved, NotThere, Parameters, WrongParameter
from answers.queries import exports
from answers.queries.rows import Connection, Row, TooSlow, Unanswered
from explore import feed_contents, feeds, pictures, share, watching
from explore.config import config
from explore.csv_pages import Table
from explore.public import limit
from explore.share import NotInstalled
from explore.web import Page, View, attentive, declined, redirect, run

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"
JSON = "application/json; charset=utf-8"
JSONL = "application/x-ndjson; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"
ATOM = "application/atom+xml; charset=utf-8"

Batch = Callable[[Connection, str, int], list[Row]]

SMALLEST = 30
"""Rows of the smallest batch that is tried when larger ones take too long."""

CUT = "THIS EXPORT IS NOT WHOLE: the ledger took too long to answer. Please try again later."
"""The last line of an export that had to be broken off."""

WHOLE: dict[str, tuple[tuple[str, ...], Batch, Callable[[Row], Mapping[str, Any]]]] = {
    "claims": (exports.CLAIM_COLUMNS, exports.claims, dict),
    "figures": (exports.FIGURE_COLUMNS, exports.figures, dict),
    "eventreport": (formats.REPORT_FIELDS, exports.reports, formats.report_row),
}
"""Exports of the whole ledger: columns, a batch of rows behind an id, a row in its shape."""


async def whole(
    datasette: Datasette, request: Request, send: Callable[[dict[str, Any]], Awaitable[None]]
) -> Response | None:
    """``/exports/claims.csv`` and its like, streamed; after ``?end=1`` the last line counts them.

    A batch that takes too long is asked for again, smaller. Where that does not help either the
    last line says so, and the answer is left without its end: no client takes it for whole.
    """
    name, form = request.url_vars["name"], request.url_vars["form"]
    columns, batch, shape = WHOLE[name]
    size = exports.BATCH

    async def following(after: str) -> list[Row]:
        nonlocal size

        def some(conn: Connection, asked: Parameters) -> list[Row]:
            return batch(conn, after, size)

        while True:
            try:
                rows: list[Row] = await run(datasette, request, some)
            except TooSlow:
                if size == SMALLEST:
                    raise
                size = max(SMALLEST, size // 4)
            else:
                return rows

    try:
        rows = await following("")
    except Unanswered as error:
        return await declined(datasette, request, error, as_json=False)
    headers = _attachment(f"claimledger-{name}.{form}") | {
        "content-type": CSV if form == "csv" else JSONL
    }
    await _start(send, headers)
    await _piece(send, formats.csv_line(columns) if form == "csv" else "")
    count = 0
    while rows:
        count += len(rows)
        lines = _lines(rows, columns, shape, form)
        await _piece(send, "".join(lines))
        try:
            rows = await following(rows[-1]["id"])
        except Unanswered:
            cut = _last_line(form, "error", CUT)
            await send({"type": "http.response.body", "body": cut, "more_body": True})
            return None
    end = _last_line(form, "end", f"{count} rows") if request.args.get("end") == "1" else b""
    await send({"type": "http.response.body", "body": end})
    return None


def _last_line(form: str, key: str, says: str) -> bytes:
    line = formats.csv_line([key, says]) if form == "csv" else formats.json_line({key: says})
    return line.encode()


def _lines(
    rows: list[Row],
    columns: tuple[str, ...],
    shape: Callable[[Row], Mapping[str, Any]],
    form: str,
) -> Iterator[str]:
    for row in rows:
        shown = shape(row)
        if form == "csv":
            yield formats.csv_line([shown[column] for column in columns])
        else:
            yield formats.json_line(shown)


def _attachment(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _figure_csv(page: dict[str, Any], root: str) -> tuple[str, str]:
    rows = ([row[name] for name in formats.CLAIM_FIELDS] for row in formats.figure_rows(page))
    return "".join(formats.csv_lines(formats.CLAIM_FIELDS, rows)), CSV


def _figure_jsonl(page: dict[str, Any], root: str) -> tuple[str, str]:
    return "".join(formats.json_line(row) for row in formats.figure_rows(page)), JSONL


def _figure_jsonld(page: dict[str, Any], root: str) -> tuple[str, str]:
    body = json.dumps(formats.claim_markup(page, root), ensure_ascii=False, indent=2)
    return body, "application/ld+json; charset=utf-8"


def _figure_review(page: dict[str, Any], root: str) -> tuple[str, str]:
    return json.dumps(formats.review_draft(page, root), ensure_ascii=False, indent=2), JSON


def _figure_svg(page: dict[str, Any], root: str) -> tuple[str, str]:
    return pictures.svg(page, root), SVG


def _figure_png(page: dict[str, Any], root: str) -> tuple[bytes, str]:
    return share.png(page, root), PNG


FIGURE_FORMS: dict[str, Callable[[dict[str, Any], str], tuple[str | bytes, str]]] = {
    "csv": _figure_csv,
    "jsonl": _figure_jsonl,
    "jsonld": _figure_jsonld,
    "claimreview.json": _figure_review,
    "svg": _figure_svg,
    "png": _figure_png,
}
"""Suffix of a figure's address → the file that it names."""


async def one_figure(datasette: Datasette, request: Request) -> Response:
    """``/figures/ID.csv`` and its like."""
    form = request.url_vars["form"]

    def made(conn: Connection, asked: Parameters, figure_id: str) -> tuple[str | bytes, str]:
        page = figure.page(conn, asked, figure_id)
        settings = config(datasette)
        if settings is not None and settings.public:
            page = excerpts.capped(page, limit(datasette, settings.database))
        return FIGURE_FORMS[form](page, asked.root)

    try:
        body, kind = await run(datasette, request, made, unquote(request.url_vars["id"]))
    except Moved as moved:
        return redirect(datasette, moved, f".{form}")
    except (NotThere, NotInstalled, WrongParameter, Unanswered) as error:
        return await declined(datasette, request, error, as_json=form.endswith("json"))
    kept = {} if kind in (SVG, PNG) else _attachment(f"figure.{form}")
    return _tagged(request, body, kind, kept)


FEEDS: dict[str, tuple[str, feed_contents.Contents]] = {
    "/feeds/conflicts.{}": ("json", feed_contents.conflicts),
    "/feeds/search.{}": ("json", feed_contents.searched),
    "/feeds/check.{}": ("json", feed_contents.checked),
    "/feeds/outdated.{}": ("json", feed_contents.outdated),
    "/feeds/watches.{}": ("json", watching.everything),
    "/watches/ID.{}": ("feed.json", watching.one),
    "/stories/ID.{}": ("feed.json", feed_contents.story),
    "/figures/ID.{}": ("feed.json", feed_contents.one_figure),
    "/outlets/ID.{}": ("feed.json", feed_contents.outlet),
    "/sources/ID.{}": ("feed.json", feed_contents.source),
}
"""Address of a feed → its suffix as JSON Feed (as Atom it is ``atom``), and what it follows."""


def feed_view(contents: feed_contents.Contents) -> View:
    """Datasette's view of a feed, in both forms."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        names = dict(request.url_vars)
        form = names.pop("form")
        ids = [unquote(value) for value in names.values()]
        try:
            feed = await run(datasette, request, contents, *ids)
            settings = config(datasette)
            if settings is not None and settings.public:
                feed = feeds.shortened(feed, limit(datasette, settings.database))
        except Moved as moved:
            return redirect(datasette, moved, f".{form}")
        except (NotThere, WrongParameter, Unanswered) as error:
            return await declined(datasette, request, error, as_json=form != "atom")
        if form == "atom":
            return _tagged(request, feeds.atom(feed), ATOM, {})
        return _tagged(request, feeds.json_feed(feed), "application/feed+json", {})

    return answer


async def training_pairs(datasette: Datasette, request: Request) -> Response:
    """``/exports/pairs.jsonl``: what reviewers answered, as pairs that a judge is fitted on."""

    def made(conn: Connection, asked: Parameters) -> str:
        if asked.public:  # the pairs hold what stands before a sentence, too
            raise NotThere("This server does not show that.")
        return "".join(map(formats.json_line, reviews.training_pairs(conn)))

    try:
        body = await run(datasette, request, made)
    except (NotThere, Unanswered) as error:
        return await declined(datasette, request, error, as_json=False)
    return _tagged(request, body, JSONL, _attachment("pairs.jsonl"))


AT_ONCE = 500
"""Rows of a page's table that are read at a time where all of it is asked for."""


def csv_view(page: Page, table: Callable[[dict[str, Any]], Table]) -> View:
    """Datasette's view of a page's table as CSV: all of it, or the one page that is asked for.

    A single page says in a Link header where the next one and the one before are.
    """

    async def answer(
        datasette: Datasette, request: Request, send: Callable[[dict[str, Any]], Awaitable[None]]
    ) -> Response | None:
        ids = [unquote(value) for value in request.url_vars.values()]
        one = request.args.get("page") is not None

        def part(number: int) -> Page:
            def some(conn: Connection, asked: Parameters, *names: str) -> dict[str, Any]:
                whole = replace(asked, rows=AT_ONCE, args={**asked.args, "page": [str(number)]})
                return page(conn, asked if one else whole, *names)

            return attentive(some, strict=True)

        try:
            found = await run(datasette, request, part(1), *ids)
        except Moved as moved:
            return redirect(datasette, moved, ".csv")
        except (NotThere, WrongParameter, Unanswered) as error:
            return await declined(datasette, request, error, as_json=False)
        headers = _attachment(f"{found['kind']}.csv")
        if one or not found.get("more"):
            links = _links(request, found) if one else {}
            body = "".join(formats.csv_lines(*table(found)))
            return _tagged(request, body, CSV, headers | links)
        await _start(send, headers | {"content-type": CSV})
        number = 1
        await _piece(send, "".join(formats.csv_lines(*table(found))))
        while found.get("more"):
            number += 1
            try:
                found = await run(datasette, request, part(number), *ids)
            except (NotThere, Unanswered):
                await _piece(send, formats.csv_line(["error", CUT]))
                return None
            await _piece(send, "".join(map(formats.csv_line, table(found)[1])))
        await send({"type": "http.response.body", "body": b""})
        return None

    return answer


def _links(request: Request, page: Mapping[str, Any]) -> dict[str, str]:
    """The Link header of one page of a table (RFC 8288)."""
    kept = [(k, v) for k, v in parse_qsl(request.query_string) if k != "page"]
    found = []
    for name, number, there in (
        ("prev", page.get("page", 1) - 1, page.get("page", 1) > 1),
        ("next", page.get("page", 1) + 1, page.get("more")),
    ):
        if there:
            query = urlencode([*kept, ("page", str(number))])
            found.append(f'<{request.path}?{query}>; rel="{name}"')
    return {"link": ", ".join(found)} if found else {}


async def _start(
    send: Callable[[dict[str, Any]], Awaitable[None]], headers: Mapping[str, str]
) -> None:
    shown = [(key.encode(), value.encode()) for key, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": shown})


async def _piece(send: Callable[[dict[str, Any]], Awaitable[None]], text: str) -> None:
    body = text.encode("utf-8", "replace")
    await send({"type": "http.response.body", "body": body, "more_body": True})


def _tagged(request: Request, body: str | bytes, kind: str, headers: dict[str, str]) -> Response:
    """The body with an ETag; 304 without it when the reader has this very body."""
    data = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    headers = {**headers, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(body="", status=304, headers=headers, content_type=kind)
    return Response(body=data, headers=headers, content_type=kind)
