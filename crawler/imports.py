"""Taking in pages that lie here already: JSONL, HTML files and folders of them, WARC files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from crawler.articles import Reading, not_an_article, read_page
from crawler.jsonl import BadLine, read_lines
from crawler.ledger import Ledger
from crawler.urls import netloc_of, normalise
from db.connection import writing

MAX_PAGE = 16 * 1024 * 1024
"""Bytes of an HTML file; longer ones are reported and left."""

NO_HOST = "files.invalid"
"""Host of files that name no address of their own; ``.invalid`` never resolves."""

_BATCH = 50


def import_jsonl(ledger: Ledger, path: Path) -> None:
    """Import articles of a JSONL file; a bad line is reported with its number and skipped."""
    lines = iter(read_lines(path))
    more = True
    while more:
        with writing(ledger.db):
            for _ in range(_BATCH):
                item = next(lines, None)
                if item is None:
                    more = False
                    break
                if isinstance(item, BadLine):
                    ledger.count("lines_bad")
                    ledger.problem(
                        None, "bad_line", f"{path.name}, line {item.number}: {item.reason}"
                    )
                    continue
                outlet_id = ledger.outlet_of(item.url, item.outlet, item.country)
                ledger.store(item.url, outlet_id, item.reading)


def html_files(target: Path) -> Iterator[tuple[Path, str | None]]:
    """The HTML files of a target with their names inside a folder; ``None`` for a single file."""
    if target.is_dir():
        for path in sorted((*target.rglob("*.html"), *target.rglob("*.htm"))):
            yield path, path.relative_to(target).as_posix()
    else:
        yield target, None


def file_url(reading: Reading, path: Path, name: str | None) -> tuple[str, str | None]:
    """Address of an HTML file, and the canonical one beside it.

    A single file is the page that it says it is. In a folder the names tell the pages apart
    (several captures of one page may lie there): the address is the canonical link's host with the
    file's name, and the canonical link is kept as another address of the article.
    """
    canonical = reading.canonical
    if name is None and canonical is not None:
        return canonical, None
    host = netloc_of(canonical) if canonical else NO_HOST
    url = normalise(f"https://{host}/{quote(name or path.name)}")
    assert url is not None
    return url, canonical


def import_html(ledger: Ledger, path: Path, name: str | None) -> None:
    """Import one HTML file; what cannot be used becomes a problem that names the file."""
    label = name or path.name
    size = path.stat().st_size
    if size > MAX_PAGE:
        ledger.problem(None, "too_large", f"{label}: {size} bytes, at most {MAX_PAGE} are read")
        return
    reading = read_page(path.read_bytes(), f"https://{NO_HOST}/{quote(label)}")
    url, canonical = file_url(reading, path, name)
    refused = not_an_article(reading)
    if refused is not None:
        ledger.problem(url, refused[0], f"{label}: {refused[1]}")
        return
    reading = replace(reading, links=tuple(k for k in reading.links if NO_HOST not in k.href))
    aliases = [(canonical, "redirect")] if canonical else []
    ledger.store(url, ledger.outlet_of(url), reading, urls=aliases)
