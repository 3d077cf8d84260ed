"""``cite``: twelve planted links, over a server on loopback that knows what it was asked."""

import json
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from claimledger.config import Cite, Config
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from claimledger.verifying import verify
from crawler.settings import CrawlSettings

pytestmark = pytest.mark.slow

pytest.importorskip("pypdfium2")


def pdf(*lines: str) -> bytes:
    """A PDF file of one page with these lines."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 40 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + head + table + tail % (len(objects) + 1, len(body))


def page(title: str, *paragraphs: str) -> bytes:
    """An HTML page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><main><article>"
        f"<h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


HTML, PDF = "text/html; charset=utf-8", "application/pdf"

PAGES: dict[str, tuple[bytes, str]] = {
    "/robots.txt": (b"User-agent: *\nDisallow: /closed/\n", "text/plain"),
    "/fire": (
        page(
            "Fire service: the year",
            "The Norrland fire service answered 4,812 calls in 2025, it said in its yearly report.",
            "Most of them came from the three towns on the coast, and one in ten was a false alarm.",
        ),
        HTML,
    ),
    "/fire.pdf": (
        pdf(
            "Yearly report of the Norrland fire service.",
            "The fire service answered 4,812 calls in 2025.",
            "A third of its engines are older than twenty years.",
        ),
        PDF,
    ),
    "/ward": (
        page(
            "Ward notes",
            "Doctors at Tarn Hospital treated 37 people for burns after the blast at the mill.",
            "Visitors are asked to leave their coats in the hall and to keep their voices low.",
        ),
        HTML,
    ),
    "/ward.pdf": (
        pdf(
            "Tarn Hospital, notice of 4 March 2026.",
            "37 people were treated for burns after the blast at the mill.",
        ),
        PDF,
    ),
    "/garden": (
        page(
            "Garden club",
            "The garden club of Tarn meets on the first Friday of each month in the old school.",
            "New members bring a spade and a cake, and leave with seeds from the year before.",
        ),
        HTML,
    ),
    "/garden.pdf": (pdf("The garden club of Tarn meets in the old school.", "Bring a cake."), PDF),
    "/budget": (
        page(
            "Budget in short",
            "The council will spend 2.35 million euros on the repair of the harbour bridge.",
            "Work is to begin when the ice has gone and the herring boats have left the quay.",
        ),
        HTML,
    ),
    "/share": (
        page(
            "Survey of the ferry",
            "Only 38 per cent of passengers on the Tarn ferry were content with it in 2025.",
            "The survey was made on board in two weeks of autumn, when the weather was rough.",
        ),
        HTML,
    ),
    "/scan.pdf": (pdf(), PDF),
    "/closed/report": (page("Closed", "The fire service answered 4,812 calls in 2025."), HTML),
}

LINKS: tuple[tuple[str, str, str, str], ...] = (
    ("/fire", "The Norrland fire service answered 4,812 calls in 2025, it said in a {}.",
     "same", "4,812"),
    ("/fire.pdf", "The fire service answered 4,812 calls in 2025, its yearly {} shows.",
     "same", "4,812"),
    ("/budget", "About €2.4 million will be spent on the repair of the harbour bridge, by the {}.",
     "same", "2.35 million euros"),
    ("/ward", "The hospital said that 73 people were treated for burns after the blast ({}).",
     "another", "37"),
    ("/ward.pdf", "According to a {}, 73 people were treated for burns after the blast at the mill.",
     "another", "37"),
    ("/share", "The {} found that 83 per cent of passengers on the Tarn ferry were content in 2025.",
     "another", "38 per cent"),
    ("/garden", "Some 5,400 eels were counted in the river, says the {}.", "none", ""),
    ("/garden.pdf", "The weir cost €780,000, the {} says.", "none", ""),
    ("/gone", "The lighthouse had 912 visitors in June, a {} shows.", "unread", "gone"),
    ("/scan.pdf", "The choir sold 640 tickets, a {} shows.", "unread", "unreadable"),
    ("/closed/report", "Divers brought up 212 amphorae, the {} says.", "unread", "refused"),
    ("dead", "The mill employed 348 people, by a {}.", "unread", "unreachable"),
)  # fmt: skip
"""Page, sentence with its link, finding, and the number that the page prints or its state."""


class Handler(BaseHTTPRequestHandler):
    """Serves ``PAGES``; notes what is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body, kind = PAGES.get(self.path, (b"<h1>Not here</h1>", HTML))
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def pipeline(site: str, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("citing")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        dead = f"127.0.0.1:{silent.getsockname()[1]}"
    articles = []
    for number, (path, sentence, _, _) in enumerate(LINKS):
        url = f"http://{dead}/report" if path == "dead" else f"http://{site}{path}"
        articles.append(
            {
                "url": f"https://marl-echo.example/{number}",
                "outlet": "Marl Echo",
                "title": f"News of the day, part {number}",
                "published": "2026-03-05T09:00:00Z",
                "text": f"{sentence.format('report')}\n\nThe Echo will follow this up on Friday.",
                "links": [{"text": "report", "href": url}],
            }
        )
    source = folder / "articles.jsonl"
    source.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    crawl = CrawlSettings(
        folder / "ledger.db",
        folder / "warc",
        "desk@marl-echo.example",
        (),
        delay=0,
        allow_hosts=(site, dead),
        backoff=(0.1,),
    )
    made = Pipeline(Config(crawl, cite=Cite(pages_per_host=20)), Reporter(quiet=True))
    made.import_targets([str(source)])
    made.extract()
    made.crosscheck()
    return made


def rows(pipeline: Pipeline, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(pipeline.config.database)) as conn:
        return conn.execute(sql).fetchall()


@pytest.fixture(scope="module")
def cited(pipeline: Pipeline) -> Pipeline:
    pipeline.cite()
    return pipeline


@pytest.mark.parametrize(
    ("number", "finding", "told"),
    [(number, finding, told) for number, (_, _, finding, told) in enumerate(LINKS)],
    ids=[path for path, _, _, _ in LINKS],
)
def test_planted_link(cited: Pipeline, number: int, finding: str, told: str) -> None:
    found = rows(
        cited,
        "SELECT t.finding, coalesce(t.quote, ''), p.state, t.sentence, t.mark_start, t.mark_end "
        "FROM citations t JOIN claims c ON c.id = t.claim_id JOIN articles a ON a.id = c.article_id "
        f"JOIN cited_pages p ON p.url = t.url WHERE a.url LIKE '%/{number}'",
    )
    findings = {row[0] for row in found}
    assert finding in findings, found
    assert findings <= {finding, "none"}
    for _, quote, state, sentence, start, end in (row for row in found if row[0] == finding):
        assert told == (state if finding == "unread" else quote)
        if finding in ("same", "another"):
            assert isinstance(sentence, str)
            assert sentence[start:end] == quote


def test_robots_are_heard_and_nothing_is_asked_twice(cited: Pipeline) -> None:
    assert "/closed/report" not in Handler.asked
    before = list(Handler.asked)
    again = cited.cite()
    assert Handler.asked == before
    assert not any(again.counts.values())


def test_cited_pages_are_no_articles_and_their_captures_hold(cited: Pipeline) -> None:
    assert rows(cited, "SELECT count(*) FROM articles") == [(len(LINKS),)]
    [(read,)] = rows(cited, "SELECT count(*) FROM cited_pages WHERE capture_id IS NOT NULL")
    assert read == 8
    assert verify(cited.config, lambda _doing, _counts: None).faults == ()


def test_the_budget_is_kept(pipeline: Pipeline, tmp_path: Path) -> None:
    copy = tmp_path / "ledger.db"
    with (
        closing(sqlite3.connect(pipeline.config.database)) as conn,
        closing(sqlite3.connect(copy)) as other,
    ):
        conn.backup(other)
        other.execute("DELETE FROM citations")
        other.execute("DELETE FROM cited_pages")
        other.commit()
    crawl = replace(pipeline.config.crawl, database=copy, warc_folder=tmp_path / "warc")
    small = Pipeline(replace(pipeline.config, crawl=crawl), Reporter(quiet=True))
    report = small.cite(budget=2)
    assert report.unfinished
    assert rows(small, "SELECT count(*) FROM cited_pages") == [(2,)]
