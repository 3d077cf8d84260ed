"""Lists of archives: streamed from loopback, filtered, copied, and gone on with where they broke."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from claimledger.verifying import record_fault
from crawler.collect import CrawlSummary, TargetError, import_targets
from crawler.imports import Job
from crawler.lists import read_list
from crawler.settings import CrawlSettings, OutletSettings
from crawler.shards import PageWorkers
from crawler.streams import Stream, StreamFailed
from crawler.warcs import Record, records
from db.connection import connect
from db.shards import WorkerDied

NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)
POST = OutletSettings("Post", ("post.example",))
PARAGRAPH = (
    "The flood at Orrin closed {n} roads and two bridges on Monday, the county said. Crews worked "
    "through the night to clear them, and {n} families slept in the school hall of the town. "
)


def page(url: str, number: int, about: str = "flood") -> bytes:
    body = "".join(f"<p>{PARAGRAPH.format(n=number + n)}</p>" for n in range(4))
    body = body.replace("flood", about)
    title = f"Report {number}: {about} at Orrin"
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        f"<link rel='canonical' href='{url}'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def record(kind: str, url: str, date: str, block: bytes, packed: bool) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nContent-Length: {len(block)}\r\n"
        f"Content-Type: application/{'http; msgtype=response' if kind == 'response' else 'warc-fields'}"
    )
    whole = head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return gzip.compress(whole) if packed else whole


def warc(urls: list[str], *, packed: bool = True, about: str = "flood") -> bytes:
    """An archive with a page for each address, each a gzip member of its own."""
    out = record("warcinfo", "x.warc", "2031-05-04T08:00:00Z", b"software: made up\r\n", packed)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nSet-Cookie: a=1\r\n\r\n"
    for number, url in enumerate(urls):
        date = f"2031-05-04T08:{number % 60:02}:00Z"
        out += record("response", url, date, answer + page(url, number, about), packed)
    return out


class Host:
    """A server of files. ``breaks`` are bytes after which the next answers stop short."""

    def __init__(self, files: dict[str, bytes], *, ranges: bool = True) -> None:
        self.files = files
        self.ranges = ranges
        self.breaks: list[int] = []
        self.asked: list[tuple[str, str | None]] = []
        self.netloc = ""

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"


@contextmanager
def serving(files: dict[str, bytes], *, ranges: bool = True) -> Iterator[Host]:
    host = Host(files, ranges=ranges)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers["Range"]
            host.asked.append((self.path, wanted))
            whole = host.files.get(self.path)
            if whole is None:
                self.send_error(404)
                return
            start = int(wanted.removeprefix("bytes=")[:-1]) if wanted and host.ranges else 0
            if start >= len(whole):
                self.send_error(416)
                return
            body = whole[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if host.breaks:
                body = body[: host.breaks.pop(0)]
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.netloc = f"127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def settings(folder: Path, *hosts: Host, **more: object) -> CrawlSettings:
    known = {"outlets": (POST,), "allow_hosts": tuple(host.netloc for host in hosts), "backoff": ()}
    return CrawlSettings(folder / "n.db", folder / "warc", "desk@example.org", **{**known, **more})  # type: ignore[arg-type]


def take_in(given: CrawlSettings, *targets: object, base: str | None = None) -> CrawlSummary:
    return import_targets(
        given.database, [str(one) for one in targets], settings=given, clock=lambda: NOW, base=base
    )


def rows(given: CrawlSettings, sql: str) -> list[tuple[object, ...]]:
    db = connect(given.database)
    found = db.conn.execute(sql).fetchall()
    db.close()
    return found


def urls(count: int, host: str = "www.post.example", name: str = "flood-report") -> list[str]:
    return [f"https://{host}/news/{name}-{number}-of-the-county" for number in range(count)]


def test_a_list_of_files_keeps_pages_of_the_configured_outlets_once(tmp_path: Path) -> None:
    mixed = [*urls(2), *urls(3, "echo.example"), *urls(1, "notpost.example")]
    (tmp_path / "a.warc.gz").write_bytes(warc(mixed))
    (tmp_path / "b.warc").write_bytes(warc(urls(2, "post.example", "other-report"), packed=False))
    (tmp_path / "files.txt").write_text("# two days\na.warc.gz\n\nb.warc\na.warc.gz\n")
    given = settings(tmp_path)

    first = take_in(given, tmp_path / "files.txt")
    second = take_in(given, tmp_path / "files.txt")

    assert first.counts == {"articles_new": 4, "files": 2, "pages_passed_over": 4}
    assert second.counts == {"files_same": 2}
    assert rows(given, "SELECT name FROM outlets") == [("Post",)]
    places = rows(given, "SELECT warc_file, warc_offset, final_url, sha256 FROM captures")
    for file, offset, url, sha in places:
        assert record_fault(Path(str(file)), int(str(offset)), str(url), str(sha)) is None


def test_topics_hold_where_no_outlet_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(urls(2, "echo.example")))
    (tmp_path / "b.warc.gz").write_bytes(warc(urls(2, "tide.example"), about="strike"))
    (tmp_path / "files.paths").write_text("a.warc.gz\nb.warc.gz\n")
    given = settings(tmp_path, outlets=(), topics=("strike orrin",))

    took = take_in(given, tmp_path / "files.paths")

    assert took.counts == {"articles_new": 2, "files": 2, "off_topic": 2}
    assert rows(given, "SELECT DISTINCT outlet_id FROM articles") == [("tide-example",)]


def test_what_is_wanted_now_is_looked_for_from_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc([*urls(1), *urls(1, "echo.example")]))
    (tmp_path / "files.txt").write_text("a.warc.gz\n")
    echo = OutletSettings("Echo", ("echo.example",))
    take_in(settings(tmp_path), tmp_path / "files.txt")
    again = take_in(settings(tmp_path, outlets=(POST, echo)), tmp_path / "files.txt")
    assert again.counts["articles_new"] == 1
    assert again.counts["articles_same"] == 1


def test_a_published_list_is_streamed_and_what_is_kept_is_copied(tmp_path: Path) -> None:
    listed = "crawl-data/DAY/a.warc.gz\ncrawl-data/DAY/b.warc.gz\n"
    files = {
        "/crawl-data/DAY/warc.paths.gz": gzip.compress(listed.encode()),
        "/crawl-data/DAY/a.warc.gz": warc([*urls(2), *urls(9, "echo.example")]),
        "/crawl-data/DAY/b.warc.gz": warc(urls(1, name="late-report")),
    }
    with serving(files) as host:
        given = settings(tmp_path, host)
        took = take_in(given, host.url("/crawl-data/DAY/warc.paths.gz"))
    assert took.counts == {"articles_new": 3, "files": 2, "pages_passed_over": 9}
    assert took.problems == 0
    [archive] = (tmp_path / "warc").iterdir()
    kept = [one for one in records(archive) if isinstance(one, Record) and one.kind == "response"]
    assert [one.url for one in kept] == [*urls(2), *urls(1, name="late-report")]
    assert kept[0].header("set-cookie") is None
    captures = rows(
        given, "SELECT warc_file, warc_offset, final_url, sha256, fetched_at FROM captures"
    )
    assert {row[4] for row in captures} == {"2031-05-04T08:00:00Z", "2031-05-04T08:01:00Z"}
    for file, offset, url, sha, _ in captures:
        path = tmp_path / "warc" / str(file)
        assert record_fault(path, int(str(offset)), str(url), str(sha)) is None


def test_lines_may_lie_under_another_address_or_folder(tmp_path: Path) -> None:
    (tmp_path / "files.txt").write_text("/day/a.warc.gz\n")
    with serving({"/mirror/day/a.warc.gz": warc(urls(1))}) as host:
        given = settings(tmp_path, host)
        took = take_in(given, tmp_path / "files.txt", base=host.url("/mirror"))
    assert took.counts["articles_new"] == 1

    def opened(where: str) -> BytesIO:
        return BytesIO(Path(where).read_bytes())

    assert read_list(str(tmp_path / "files.txt"), "/data", opened) == ["/day/a.warc.gz"]


def test_a_file_that_breaks_off_is_gone_on_with_in_the_middle(tmp_path: Path) -> None:
    body = warc(urls(12))
    with serving({"/a.warc.gz": body}) as host:
        given = settings(tmp_path, host)
        host.breaks = [len(body) // 2]
        first = take_in(given, host.url("/a.warc.gz"))
        found = int(str(rows(given, "SELECT count(*) FROM articles")[0][0]))
        second = take_in(given, host.url("/a.warc.gz"))
        third = take_in(given, host.url("/a.warc.gz"))
        asked = [wanted for _, wanted in host.asked]
    assert 0 < found < 12
    assert first.counts["unfinished"] == 1
    assert second.counts == {"articles_new": 12 - found, "files": 1}
    assert third.counts == {"files_same": 1}
    assert asked[0] is None
    assert int(str(asked[1]).removeprefix("bytes=")[:-1]) > len(body) // 4
    assert rows(given, "SELECT count(*), count(DISTINCT article_id) FROM versions") == [(12, 12)]
    assert rows(given, "SELECT kind FROM problems") == [("connection",)]


@pytest.mark.parametrize("ranges", [True, False])
def test_a_connection_that_breaks_is_made_again_within_the_run(
    tmp_path: Path, ranges: bool
) -> None:
    body = warc(urls(6))
    with serving({"/a.warc.gz": body}, ranges=ranges) as host:
        host.breaks = [300, 900] if ranges else [300]
        given = settings(tmp_path, host, backoff=(0.0, 0.0))
        took = take_in(given, host.url("/a.warc.gz"))
    assert took.counts == {"articles_new": 6, "files": 1}
    assert took.problems == 0


def test_an_import_that_is_interrupted_goes_on_and_doubles_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(urls(30)))
    (tmp_path / "files.txt").write_text("a.warc.gz\n")
    given = settings(tmp_path)
    seen: list[int] = []

    def stop(_doing: str, counts: dict[str, int]) -> None:
        seen.append(counts.get("articles_new", 0))
        if len(seen) == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_targets(
            given.database, [str(tmp_path / "files.txt")], settings=given, clock=lambda: NOW,
            progress=stop,
        )  # fmt: skip
    assert rows(given, "SELECT count(*) FROM articles") == [(11,)]
    again = take_in(given, tmp_path / "files.txt")
    assert again.counts == {"articles_new": 19, "files": 1}
    assert rows(given, "SELECT count(*) FROM versions") == [(30,)]


def test_addresses_inside_are_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with serving({"/a.warc.gz": warc(urls(1))}) as host:
        given = settings(tmp_path)
        took = take_in(given, host.url("/a.warc.gz"))
        assert host.asked == []
    assert took.counts["files_unfinished"] == 1
    assert rows(given, "SELECT kind FROM problems") == [("refused_address",)]


def test_a_missing_file_costs_no_other(tmp_path: Path) -> None:
    with serving({"/b.warc.gz": warc(urls(1))}) as host:
        (tmp_path / "files.txt").write_text(
            f"{host.url('/a.warc.gz')}\n{host.url('/b.warc.gz')}\nc.warc\n"
        )
        given = settings(tmp_path, host)
        took = take_in(given, tmp_path / "files.txt")
    assert took.counts["articles_new"] == 1
    assert took.counts["files_unfinished"] == 2
    kinds = rows(given, "SELECT kind FROM problems ORDER BY kind")
    assert kinds == [("file_unreadable",), ("http_404",)]


def test_a_damaged_file_gives_what_is_whole_and_is_done(tmp_path: Path) -> None:
    body = warc(urls(4))
    (tmp_path / "a.warc.gz").write_bytes(body[: len(body) - 40])
    (tmp_path / "files.txt").write_text("a.warc.gz\n")
    given = settings(tmp_path)
    assert take_in(given, tmp_path / "files.txt").counts["articles_new"] == 3
    [(kind, detail)] = rows(given, "SELECT kind, detail FROM problems")
    assert (kind, str(detail)[:13]) == ("warc_damaged", "a.warc.gz at ")
    assert take_in(given, tmp_path / "files.txt").counts == {"files_same": 1}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "names no file"),
        ("a.warc.gz\nreadme.md\n", "readme.md is no .warc"),
        ("\xff\xfe", "read"),
    ],
)
def test_a_list_that_is_none_is_named(tmp_path: Path, lines: str, why: str) -> None:
    (tmp_path / "files.txt").write_bytes(lines.encode("latin-1"))
    with pytest.raises(TargetError, match=why):
        take_in(settings(tmp_path), tmp_path / "files.txt")


class Here:
    """An engine that does its work where it is begun; what it does for a page may be to die."""

    ahead = 3

    def begin(self, seconds: float, function: Any, *given: Any) -> Any:
        del seconds
        dies = any(b"poison" in page.body for page in given[0].pages)
        error = WorkerDied("ended") if dies else None
        found = None if dies else function(*given)
        return type("Outcome", (), {"exception": lambda _: error, "result": lambda _: found})()


def test_workers_elsewhere_give_the_rows_that_processes_here_give(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(urls(40)))
    (tmp_path / "files.txt").write_text("a.warc.gz\n")
    here, there = settings(tmp_path / "here"), settings(tmp_path / "there")
    for given, workers in ((here, None), (there, PageWorkers[Job](Here(), tmp_path / "shards"))):
        given.database.parent.mkdir()
        took = import_targets(
            given.database, [str(tmp_path / "files.txt")], settings=given, clock=lambda: NOW,
            workers=workers,
        )  # fmt: skip
        assert took.counts == {"articles_new": 40, "files": 1}
    for table in ("articles", "versions", "regions", "headlines", "captures", "article_urls"):
        assert rows(here, f"SELECT * FROM {table}") == rows(there, f"SELECT * FROM {table}")
    assert list((tmp_path / "shards").iterdir()) == []


def test_a_page_that_ends_its_worker_costs_no_other(tmp_path: Path) -> None:
    both = warc(urls(5)) + warc(urls(1, name="late-report"), about="poison")
    (tmp_path / "a.warc.gz").write_bytes(both)
    (tmp_path / "files.txt").write_text("a.warc.gz\n")
    given = settings(tmp_path)
    took = import_targets(
        given.database, [str(tmp_path / "files.txt")], settings=given, clock=lambda: NOW,
        workers=PageWorkers[Job](Here(), tmp_path / "shards"),
    )  # fmt: skip
    assert took.counts["articles_new"] == 5
    assert rows(given, "SELECT kind FROM problems") == [("crashed",)]


def test_a_stream_gives_up_after_its_pauses(tmp_path: Path) -> None:
    from crawler.safety import AddressPolicy

    waited: list[float] = []
    with serving({"/a": b"x" * 5000}) as host:
        host.breaks = [1000, 0, 0, 0]
        policy = AddressPolicy((), (host.netloc,))
        with Stream(host.url("/a"), policy, pauses=(1.0, 2.0), sleep=waited.append) as stream:
            assert len(stream.read(1000)) == 1000
            with pytest.raises(StreamFailed, match="at 1000"):
                stream.read(1000)
    assert waited == [1.0, 2.0]
