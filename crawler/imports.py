"""Taking in pages that lie here already: JSONL, HTML files and folders of them, WARC files."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from crawler.articles import Reading, not_an_article, read_page
from crawler.canonicals import may_name
from crawler.dates import parse
from crawler.filing import Ledger
from crawler.jsonl import BadLine, read_lines
from crawler.settings import MEBIBYTE
from crawler.shards import PageWorkers
from crawler.urls import may_be_article, netloc_of, normalise
from crawler.warcs import Damage, Page, pages
from crawler.workers import Pending, Readers, ReadingFailed
from db import crawl as store
from db.connection import writing

MAX_PAGE = 16 * MEBIBYTE
"""Bytes of a page; longer ones are reported and left."""

NO_HOST = "files.invalid"
"""Host of files that name no address of their own; ``.invalid`` never resolves."""

EXPECTED = "a .jsonl, .html, .warc or .warc.gz file, or a .paths or .txt list of WARC files"

_NAMED = 5
"""Files that a problem names."""
_BATCH = 50
_AHEAD = 8
_BYTES_AHEAD = MAX_PAGE
"""Pages that are read at once are small ones; a large one is read alone."""

_HTML = (".html", ".htm", ".xhtml")
_WARC = (".warc", ".warc.gz", ".arc.gz")


def importable(path: Path) -> bool:
    """Whether a file's name says that it can be imported."""
    return path.name.lower().endswith((".jsonl", ".ndjson", *_HTML, *_WARC))


def import_path(
    ledger: Ledger,
    path: Path,
    warc_folder: Path,
    told: Callable[[], None] | None = None,
    workers: "PageWorkers[Job] | None" = None,
) -> None:
    """Import a file, or every HTML, JSONL and WARC file of a folder and the folders in it.

    ``workers`` read the pages of WARC files; without them processes of this machine do.
    """
    told = told or (lambda: None)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        inside = [file for file in files if importable(file)]
        if not inside:
            ledger.problem(None, "empty_folder", f"{path.name}: no file to import")
        if left := [file.name for file in files if not importable(file) and file.name[0] != "."]:
            named = ", ".join(left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
            ledger.problem(None, "files_left", f"{path.name}: not {EXPECTED}: {named}")
        names: list[tuple[Path, str | None]] = [
            (file, file.relative_to(path).as_posix()) for file in inside if _is_html(file)
        ]
        _import_html(ledger, names, told)
        for file in inside:
            if not _is_html(file):
                import_path(ledger, file, warc_folder, told, workers)
    elif _is_html(path):
        _import_html(ledger, [(path, None)], told)
    elif path.name.lower().endswith(_WARC):
        _import_warc(ledger, path, warc_folder, told, workers)
    else:
        _import_jsonl(ledger, path, told)


def _is_html(path: Path) -> bool:
    return path.name.lower().endswith(_HTML)


def _import_jsonl(ledger: Ledger, path: Path, told: Callable[[], None]) -> None:
    """Articles of a JSONL file; a bad line is reported with its number and skipped."""
    lines = iter(read_lines(path))
    while batch := list(islice(lines, _BATCH)):
        with writing(ledger.db):
            for item in batch:
                if isinstance(item, BadLine):
                    ledger.count("lines_bad")
                    detail = f"{path.name}, line {item.number}: {item.reason}"
                    ledger.problem(None, "bad_line", detail)
                else:
                    outlet_id = ledger.outlet_of(item.url, item.outlet, item.country)
                    ledger.store(item.url, outlet_id, item.reading)
        told()


@dataclass(frozen=True, slots=True)
class Job:
    """A page to read: what to call it in problems, its bytes, and what to do with the reading.

    ``after`` is called when it was dealt with, kept or not.
    """

    label: str
    body: bytes
    url: str
    content_type: str | None
    keep: Callable[[Reading], None]
    after: Callable[[], None] = lambda: None


def read_all(
    ledger: Ledger,
    jobs: Iterable[Job],
    told: Callable[[], None],
    workers: PageWorkers[Job] | None = None,
) -> None:
    """Read pages in processes of this machine or by ``workers``, and keep them in their order."""
    found = _read_here(jobs) if workers is None else workers.read(jobs)
    with closing(found):
        for job, reading in found:
            if isinstance(reading, ReadingFailed):
                ledger.problem(job.url, reading.kind, f"{job.label}: {reading}")
            else:
                job.keep(reading)
            job.after()
            told()


def _read_here(jobs: Iterable[Job]) -> Generator[tuple[Job, Reading | ReadingFailed], None, None]:
    """Read pages in worker processes, a few ahead."""
    waiting: deque[tuple[Job, Pending[Reading]]] = deque()
    with Readers() as readers:

        def finished() -> tuple[Job, Reading | ReadingFailed]:
            job, pending = waiting.popleft()
            try:
                return job, readers.result(pending)
            except ReadingFailed as error:
                return job, error

        for job in jobs:
            while waiting and len(job.body) + sum(map(_size_of, waiting)) > _BYTES_AHEAD:
                yield finished()
            pending = readers.submit(read_page, job.body, job.url, job.content_type)
            waiting.append((job, pending))
            if len(waiting) >= _AHEAD:
                yield finished()
        while waiting:
            yield finished()


def _size_of(waiting: "tuple[Job, Pending[Reading]]") -> int:
    return len(waiting[0].body)


def _import_html(
    ledger: Ledger, files: list[tuple[Path, str | None]], told: Callable[[], None]
) -> None:
    def jobs() -> Iterator[Job]:
        for path, name in files:
            label = name or path.name
            size = path.stat().st_size
            if size > MAX_PAGE:
                detail = f"{label}: {size} bytes, at most {MAX_PAGE} are read"
                ledger.problem(None, "too_large", detail)
                continue

            def keep(reading: Reading, path: Path = path, name: str | None = name) -> None:
                _keep_file(ledger, reading, path, name)

            url = f"https://{NO_HOST}/{quote(label)}"
            yield Job(label, path.read_bytes(), url, None, keep)

    read_all(ledger, jobs(), told)


def file_url(reading: Reading, path: Path, name: str | None) -> tuple[str, str | None]:
    """Address of an HTML file, and the canonical one beside it.

    A single file is the page that it says it is. In a folder the names tell the pages apart
    (several captures of one page may lie there): the address is the canonical link's host with the
    file's name, and the canonical link is kept as another address of the article, unless it is the
    front page's.
    """
    canonical = reading.canonical
    shared = canonical is not None and not may_name(canonical, canonical)
    if name is None and canonical is not None and NO_HOST not in canonical and not shared:
        return canonical, None
    host = netloc_of(canonical) if canonical else NO_HOST
    url = normalise(f"https://{host}/{quote(name or path.name)}")
    assert url is not None
    return url, None if shared else canonical


def _keep_file(ledger: Ledger, reading: Reading, path: Path, name: str | None) -> None:
    url, canonical = file_url(reading, path, name)
    refused = not_an_article(reading)
    if refused is not None:
        ledger.problem(url, refused[0], f"{name or path.name}: {refused[1]}")
        return
    links = tuple(link for link in reading.links if NO_HOST not in link.href)
    aliases = [(canonical, "redirect")] if canonical else []
    ledger.store(url, ledger.outlet_of(url), replace(reading, links=links), urls=aliases)


def _import_warc(
    ledger: Ledger,
    path: Path,
    warc_folder: Path,
    told: Callable[[], None],
    workers: PageWorkers[Job] | None,
) -> None:
    """The article pages of a WARC file, at the times when they were captured."""
    inside = path.resolve().parent == warc_folder.resolve()
    file = path.name if inside else str(path.resolve())

    def jobs() -> Iterator[Job]:
        for item in pages(path, MAX_PAGE):
            if isinstance(item, Damage):
                detail = f"{path.name} at {item.offset}: {item.reason}"
                ledger.problem(None, "warc_damaged", detail)
                continue
            url = normalise(item.url)
            if url is None or not may_be_article(url):
                ledger.count("pages_passed_over")
                continue

            def keep(reading: Reading, page: Page = item, url: str = url) -> None:
                keep_archived(ledger, reading, page, url, (file, page.offset))

            yield Job(f"{path.name} at {item.offset}", item.body, url, item.content_type, keep)

    read_all(ledger, jobs(), told, workers)


def keep_archived(
    ledger: Ledger, reading: Reading, page: Page, url: str, place: tuple[str, int]
) -> None:
    """Store the article of an archived page, whose record lies at ``place`` (file, offset)."""
    refused = not_an_article(reading)
    if refused is not None:
        ledger.problem(url, refused[0], refused[1])
        return
    captured = parse(page.date)
    seen_at = captured.text if captured and captured.has_time else ledger.now()
    outlet_id = ledger.outlet_of(url)
    canonical = ledger.accepted(reading, url, ledger.own_hosts(outlet_id, url))
    canonical = ledger.same_page(outlet_id, canonical, reading) or canonical
    with writing(ledger.db):
        capture = store.record_capture(
            ledger.db,
            store.CaptureRow(
                url=url,
                final_url=page.url,
                fetched_at=seen_at,
                http_status=200,
                content_type=page.content_type,
                sha256=page.sha256,
                warc_file=place[0],
                warc_offset=place[1],
                etag=page.etag,
                last_modified=page.last_modified,
                charset=reading.charset,
                charset_source=reading.charset_source,
            ),
        )
        ledger.store(
            canonical,
            outlet_id,
            reading,
            capture_id=capture,
            seen_at=seen_at,
            urls=[(url, "redirect")],
        )
