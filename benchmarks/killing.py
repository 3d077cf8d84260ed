"""Does a crawl that is killed lose or double anything? SIGKILL at random moments, then a re-run.

    python -m benchmarks.collecting --kill 20 [--articles 900] [--seed 1]

A newsroom of three outlets is generated and served over loopback. Each trial begins with an empty
ledger, kills the whole crawl (with its reading processes) when a random number of articles has been
asked for, a random fraction of a second later, and crawls again until it ends by itself. Then every
article must be there once, with one version and a capture whose WARC record holds, nothing may be
left in flight, and no page may have been fetched twice beyond those under way when the kill came.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawler.settings import CrawlSettings, OutletSettings

OUTLETS = 3
CONCURRENCY = 4
PATIENCE = 300.0
"""Seconds for one crawl."""


@dataclass
class Newsroom:
    """The articles of one outlet, and what was asked of it."""

    articles: int
    asked: Counter[str] = field(default_factory=Counter)
    base: str = ""

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a path."""
        if path == "/sitemap.xml":
            urls = "".join(
                f"<url><loc>{self.base}/news/harbour-report-{number}</loc></url>"
                for number in range(self.articles)
            )
            return 200, "application/xml", f"<urlset>{urls}</urlset>".encode()
        number = path.removeprefix("/news/harbour-report-")
        if number.isdigit() and int(number) < self.articles:
            return 200, "text/html; charset=utf-8", _page(int(number)).encode()
        return 404, "text/html", b"<h1>Not found</h1>"


def _page(number: int) -> str:
    title = f"Harbour report {number}: {number + 40} ships came in"
    body = "".join(
        f"<p>Pier {pier} of the harbour took in {number + pier} ships in the week, the harbour "
        f"master said, {pier * 7 + number % 13} more than in the week before. The crews waited "
        f"{pier + number % 5} hours for a berth, and two of them left without unloading.</p>"
        for pier in range(1, 7)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        "<meta property='article:published_time' content='2024-05-04T09:30:00Z'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


@dataclass
class Served:
    """The newsrooms on air; ``reached`` is set when ``target`` articles have been asked for."""

    rooms: list[Newsroom]
    lock: threading.Lock = field(default_factory=threading.Lock)
    reached: threading.Event = field(default_factory=threading.Event)
    target: int = 0

    def count(self, room: Newsroom, path: str) -> None:
        with self.lock:
            if path.startswith("/news/"):
                room.asked[path] += 1
                if sum(one.asked.total() for one in self.rooms) >= self.target:
                    self.reached.set()

    def begin(self, target: int) -> None:
        """Forget what was asked; watch for so many articles."""
        with self.lock:
            for room in self.rooms:
                room.asked.clear()
            self.target = target
            self.reached.clear()


@contextmanager
def serving(articles: int) -> Iterator[Served]:
    """Serve as many articles, shared out over the outlets."""
    served = Served([Newsroom(articles // OUTLETS) for _ in range(OUTLETS)])
    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), _handler(served, room)) for room in served.rooms
    ]
    for room, server in zip(served.rooms, servers, strict=True):
        room.base = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler(served: Served, room: Newsroom) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.count(room, self.path)
            status, kind, body = room.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except ConnectionError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return

    return Handler


def crawl(folder: Path, bases: Sequence[str]) -> None:
    """What the killed process does: one crawl of all outlets."""
    from crawler import collect

    outlets = tuple(
        OutletSettings(f"Outlet {number}", (base.removeprefix("http://"),),
                       sitemaps=(f"{base}/sitemap.xml",))
        for number, base in enumerate(bases, start=1)
    )  # fmt: skip
    settings = CrawlSettings(
        folder / "ledger.db", folder / "warc", "benchmark", outlets,
        delay=0, concurrency_per_host=CONCURRENCY,
    )  # fmt: skip
    collect.crawl(settings, clock=lambda: datetime.now(UTC))


def _start(folder: Path, bases: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.killing", str(folder), json.dumps(bases)]
    return subprocess.Popen(command, start_new_session=True)


def trial(served: Served, target: int, later: float) -> tuple[int, list[str]]:
    """Kill a crawl ``later`` seconds after ``target`` articles; what the re-run leaves wrong.

    Returns how many pages were fetched more than once too.
    """
    bases = [room.base for room in served.rooms]
    served.begin(target)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        process = _start(folder, bases)
        if served.reached.wait(PATIENCE):
            time.sleep(later)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        again = _start(folder, bases)
        if again.wait(PATIENCE) != 0:
            return 0, [f"the second crawl ended with {again.returncode}"]
        return _examine(folder, served)


def _examine(folder: Path, served: Served) -> tuple[int, list[str]]:
    from claimledger.verifying import record_fault
    from crawler.warcs import located
    from db.connection import connect
    from db.rows import select

    wanted = {
        f"{room.base}/news/harbour-report-{number}"
        for room in served.rooms
        for number in range(room.articles)
    }
    db = connect(folder / "ledger.db")
    wrong = []
    found = [row["url"] for row in select(db, "SELECT url FROM articles")]
    if set(found) != wanted or len(found) != len(wanted):
        wrong.append(f"{len(found)} articles, {len(wanted - set(found))} missing")
    for table, count in (("versions", len(wanted)), ("problems", 0)):
        have = select(db, f"SELECT count(*) AS n FROM {table}")[0]["n"]
        if have != count:
            wrong.append(f"{have} {table} instead of {count}")
    if select(db, "SELECT 1 FROM frontier WHERE state = 'in_flight' LIMIT 1"):
        wrong.append("something is left in flight")
    if select(db, "SELECT 1 FROM versions WHERE capture_id IS NULL LIMIT 1"):
        wrong.append("a version without a capture")
    for row in select(db, "SELECT final_url, sha256, warc_file, warc_offset FROM captures"):
        path = located(folder / "warc", row["warc_file"])
        fault = record_fault(path, row["warc_offset"], row["final_url"], row["sha256"])
        if fault is not None:
            wrong.append(f"{row['final_url']}: {fault}")
    db.close()
    if list((folder / "warc").glob("*.open")):
        wrong.append("a WARC file was left open")
    twice = sum(count - 1 for room in served.rooms for count in room.asked.values())
    if twice > OUTLETS * (CONCURRENCY + 1):
        wrong.append(f"{twice} pages were fetched twice")
    return twice, wrong


def run(kills: int, articles: int, seed: int) -> bool:
    """All trials, a line for each; whether every one ended well."""
    chance = random.Random(seed)
    failed = 0
    with serving(articles) as served:
        total = sum(room.articles for room in served.rooms)
        for number in range(1, kills + 1):
            target = chance.randint(1, total)
            began = time.perf_counter()
            twice, wrong = trial(served, target, chance.random() / 5)
            took = time.perf_counter() - began
            failed += bool(wrong)
            verdict = "; ".join(wrong) or "complete"
            print(
                f"{number:>3}: killed at article {target} of {total}: {verdict}, "
                f"{twice} fetched twice ({took:.1f} s)",
                flush=True,
            )
    print(f"{kills - failed} of {kills} kills ended with every article once")
    return not failed


if __name__ == "__main__":
    crawl(Path(sys.argv[1]), json.loads(sys.argv[2]))
