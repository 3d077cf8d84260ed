"""What importing archives costs: pages passed over, pages kept, memory, bytes.

    python -m benchmarks.archives ARTICLES.jsonl [--kept 400] [--passed 20000]

Writes an archive of the texts of a JSONL file as pages of one configured outlet, among pages of
others, and imports it through a list, twice: once without the kept pages. Prints CPU milliseconds
for each page that is passed over, read and filed, the most memory of the process, and what a kept
article takes in the ledger.
"""

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from crawler.articles import read_page
from crawler.collect import import_targets
from crawler.settings import CrawlSettings, OutletSettings
from db.connection import connect

NOW = datetime(2031, 5, 13, tzinfo=UTC)
KEPT = OutletSettings("Kept", ("kept.example",))
FURNITURE = "".join(
    f"<li><a href='/section/{n}'>More of section {n}, the weather there and letters</a></li>"
    for n in range(300)
)


def page(row: dict[str, str]) -> bytes:
    """A page of about the size of real ones around a text."""
    title = escape(row.get("title") or "News")
    body = "".join(f"<p>{escape(part)}</p>" for part in row["text"].split("\n") if part.strip())
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>"
        f"<nav><ul>{FURNITURE}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer><ul>{FURNITURE}</ul></footer></body></html>"
    ).encode()


def records(rows: list[dict[str, str]], kept: int, passed: int) -> Iterator[bytes]:
    """Gzip members: pages of the outlet, spread evenly among those of others."""
    pages = [page(row) for row in rows]
    every = max(1, passed // kept) if kept else 0
    for number in range(passed):
        yield member(
            f"https://other.example/news/report-{number}-of-the-day", pages[number % len(rows)]
        )
        if every and number % every == 0 and number // every < kept:
            yield member(
                f"https://kept.example/news/report-{number}-of-the-day", pages[number % len(rows)]
            )


def member(url: str, body: bytes) -> bytes:
    """One response as a gzip member."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2031-05-04T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(
        found.ru_utime + found.ru_stime
        for found in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def reading(rows: list[dict[str, str]]) -> float:
    """CPU seconds of reading one page."""
    read_page(page(rows[0]), "https://kept.example/0")
    began = time.process_time()
    for row in rows:
        read_page(page(row), "https://kept.example/1")
    return (time.process_time() - began) / len(rows)


def imported(folder: Path, archive: Path) -> float:
    """Import an archive through a list into a new ledger; the CPU seconds."""
    folder.mkdir()
    (folder / "files.txt").write_text(f"{archive}\n")
    settings = CrawlSettings(folder / "n.db", folder / "warc", "benchmark", (KEPT,))
    began = cpu()
    took = import_targets(
        settings.database, [str(folder / "files.txt")], settings=settings, clock=lambda: NOW
    )
    print(f"{archive.name}: {dict(took.counts)}", flush=True)
    return cpu() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kept", type=int, default=400)
    parser.add_argument("--passed", type=int, default=20_000)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.articles.read_text("utf-8").splitlines() if line]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, kept in (("others", 0), ("mixed", given.kept)):
            with (folder / f"{title}.warc.gz").open("wb") as out:
                out.writelines(records(rows, kept, given.passed))
        others = imported(folder / "a", folder / "others.warc.gz")
        mixed = imported(folder / "b", folder / "mixed.warc.gz")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        db = connect(folder / "b" / "n.db")
        (count,) = db.execute("SELECT count(*) FROM articles").fetchone()
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        (each,) = db.execute("PRAGMA page_size").fetchone()
        db.close()
    print(f"passed over   {1000 * others / given.passed:.2f} ms of CPU a page")
    print(f"reading       {1000 * reading(rows[:100]):.1f} ms of CPU a page, in another process")
    print(
        f"filing        {1000 * (mixed - others) / count:.1f} ms of CPU an article, {count} of them"
    )
    print(f"memory        {peak} MB")
    print(
        f"ledger        {pages * each / count:,.0f} bytes an article before it is read for claims"
    )


if __name__ == "__main__":
    main()
