"""The newsroom on loopback: real HTTP with ETag, Last-Modified and 304, one port an outlet."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread

from claimledger.newsroom import pages
from claimledger.newsroom.content import Article, Document, Newsroom, Outlet, load
from crawler.settings import OutletSettings

LOOPBACK = "127.0.0.1"
_KINDS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "sitemap": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its bytes, content type and time of last change."""

    body: bytes
    content_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """A strong entity tag of the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def build_pages(
    outlet: Outlet, articles: tuple[Article, ...], base: str, documents: Iterable[Document] = ()
) -> dict[str, Page]:
    """Everything that one outlet serves, by path. ``base`` is its address without a slash."""
    newest = max(article.published for article in articles)
    found: dict[str, Page] = {}

    def put(path: str, text: str, kind: str, modified: datetime = newest) -> None:
        found[path] = Page(text.encode(), f"{kind}; charset=utf-8", modified)

    put("/robots.txt", pages.robots(outlet, base), "text/plain")
    put("/", pages.front_page(outlet, articles, base), "text/html")
    put("/drafts/2026/03/16/not-yet-published", "<p>A draft.</p>", "text/html")
    for way, build in (("rss", pages.rss), ("atom", pages.atom), ("sitemap", pages.sitemap)):
        if way in outlet.finds:
            put(f"/{way}.xml", build(outlet, articles, base), _KINDS[way])
    for document in documents:
        if document.outlet == outlet.id:
            put(document.path, pages.document_page(document), "text/html")
    for article in articles:
        text = pages.article_page(outlet, article, base)
        put(article.path, text, "text/html", article.published)
    return found


@dataclass
class Desk:
    """One outlet being served. ``requests`` counts answers by (path, status)."""

    outlet: Outlet
    base: str
    pages: Mapping[str, Page]
    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    asked: Condition = field(default_factory=Condition)

    def count(self, path: str, status: int) -> None:
        """Note an answer and wake who waits for one."""
        with self.asked:
            self.requests[path, status] += 1
            self.asked.notify_all()

    def wait(self, enough: Callable[[Mapping[tuple[str, int], int]], bool], seconds: float) -> bool:
        """Wait until the answers given so far are enough; false when time runs out first."""
        with self.asked:
            return self.asked.wait_for(lambda: enough(self.requests), seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    desk: Desk


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    server: _Server

    def do_GET(self) -> None:
        self._answer(send_body=True)

    def do_HEAD(self) -> None:
        self._answer(send_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it
        """Say nothing: the crawl tells what was fetched."""

    def _answer(self, *, send_body: bool) -> None:
        path = self.path.partition("?")[0]
        page = self.server.desk.pages.get(path)
        if page is None:
            text = b"<!doctype html><title>Not found</title><h1>Not found</h1>"
            page = Page(text, "text/html; charset=utf-8", datetime.now().astimezone())
            status = HTTPStatus.NOT_FOUND
        elif self._known(page):
            status = HTTPStatus.NOT_MODIFIED
        else:
            status = HTTPStatus.OK
        self.server.desk.count(path, status.value)
        self.send_response(status)
        if status is not HTTPStatus.NOT_FOUND:
            self.send_header("ETag", page.etag)
            self.send_header(
                "Last-Modified", format_datetime(page.modified.astimezone(UTC), usegmt=True)
            )
        if status is HTTPStatus.NOT_MODIFIED:
            self.end_headers()
            return
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if send_body:
            self.wfile.write(page.body)

    def _known(self, page: Page) -> bool:
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return page.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return page.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False


@dataclass
class Served:
    """The newsroom while it is served."""

    newsroom: Newsroom
    desks: tuple[Desk, ...]

    def url(self, article: Article) -> str:
        """The address of an article."""
        desk = next(desk for desk in self.desks if desk.outlet.id == article.outlet)
        return desk.base + article.path

    def change_silently(self) -> None:
        """Serve from now on the revised texts; nothing on the pages says so."""
        for desk in self.desks:
            revised = tuple(article.revised() for article in self.newsroom.of(desk.outlet))
            desk.pages = build_pages(desk.outlet, revised, desk.base, self.newsroom.documents)

    def settings(self) -> tuple[OutletSettings, ...]:
        """The outlets as a configuration of the crawl names them."""
        return tuple(_settings(desk) for desk in self.desks)


def _settings(desk: Desk) -> OutletSettings:
    finds = desk.outlet.finds
    return OutletSettings(
        name=desk.outlet.name,
        hosts=(desk.base.removeprefix("http://"),),
        homepage=desk.base + "/",
        language="en",
        group=desk.outlet.group,
        feeds=tuple(f"{desk.base}/{way}.xml" for way in ("rss", "atom") if way in finds),
        sitemaps=(f"{desk.base}/sitemap.xml",) if "sitemap" in finds else (),
        sections=(desk.base + "/",) if "section" in finds else (),
    )


@contextmanager
def serving(newsroom: Newsroom | None = None) -> Iterator[Served]:
    """Serve the newsroom on free ports of 127.0.0.1 until the block ends."""
    room = newsroom or load()
    servers: list[_Server] = []
    threads: list[Thread] = []
    try:
        for outlet in room.outlets:
            server = _Server((LOOPBACK, 0), _Handler)
            servers.append(server)
            base = f"http://{LOOPBACK}:{server.server_address[1]}"
            served = build_pages(outlet, room.of(outlet), base, room.documents)
            server.desk = Desk(outlet, base, served)
        for server in servers:
            # A short poll: the server's end waits for at most one.
            thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            threads.append(thread)
        yield Served(room, tuple(server.desk for server in servers))
    finally:
        for server, _thread in zip(servers, threads, strict=False):
            server.shutdown()
        for server in servers:
            server.server_close()
        for thread in threads:
            thread.join()
