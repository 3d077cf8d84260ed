"""Articles that come as JSON, one a line."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, AnyStr

from crawler.articles import Reading, read_fragment, read_page, read_plain
from crawler.cleaning import one_line
from crawler.dates import Moment, parse
from crawler.urls import normalise
from terms.model import Link

MAX_LINE = 16 * 1024 * 1024
"""Bytes of a line; longer ones are no articles."""


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One line: whose article it is, and what it says."""

    url: str
    outlet: str | None
    country: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, by its number from 1, and why."""

    number: int
    reason: str


def read_lines(path: Path) -> Iterator[ImportedArticle | BadLine]:
    """Read a JSONL file line by line; blank lines are passed over.

    Keys: ``url``, ``title``, ``published`` (ISO 8601, bare dates stay dates, null allowed),
    ``text`` or ``html``, and optionally ``outlet``, ``country``, ``byline``, ``language``,
    ``links`` ([{"text", "href"}]). Others are ignored. One sentence is an article, and so is
    a title alone. Never raises for a line's content.
    """
    charset = _charset(path)
    if charset is None:
        with path.open("rb") as file:
            yield from _read(file, b"\n")
    else:
        with path.open(encoding=charset, errors="replace", newline="\n") as text:
            yield from _read(text, "\n")


def _charset(path: Path) -> str | None:
    """UTF-16 or UTF-32, by the mark at the head of a file or by its zeros; else ``None``."""
    with path.open("rb") as file:
        head = file.read(64)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[::2], head[1::2]
    if len(head) > 2 and not any(odd):
        return "utf-16-le"
    return "utf-16-be" if len(head) > 2 and not any(even) else None


def _read(file: IO[AnyStr], end: AnyStr) -> Iterator[ImportedArticle | BadLine]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(end):
                line = file.readline(MAX_LINE)
            yield BadLine(number, f"longer than {MAX_LINE} bytes")
        elif line.strip():
            yield _read_line(number, line)


def _read_line(number: int, line: bytes | str) -> ImportedArticle | BadLine:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadLine(number, f"not JSON: {error}")
    if not isinstance(record, dict):
        return BadLine(number, "not a JSON object")
    try:
        return _article(record)
    except ValueError as error:
        return BadLine(number, str(error))


def _text(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{key}: expected text, found {type(value).__name__}")
    return value.strip() or None


def _article(record: dict[str, Any]) -> ImportedArticle:
    given = _text(record, "url")
    url = normalise(given) if given else None
    if url is None:
        raise ValueError(f"url: expected an http or https address, found {record.get('url')!r}")
    published = _text(record, "published")
    moment = parse(published)
    if published and moment is None:
        raise ValueError(f"published: expected ISO 8601, found {published!r}")
    reading = _reading(record, url, moment)
    if not reading.text:
        raise ValueError("text: the article is empty")
    return ImportedArticle(url, _text(record, "outlet"), _country(record), reading)


def _country(record: dict[str, Any]) -> str | None:
    country = _text(record, "country")
    if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise ValueError(f"country: expected two letters (ISO 3166-1), found {country!r}")
    return country.upper() if country else None


def _reading(record: dict[str, Any], url: str, moment: Moment | None) -> Reading:
    title, text, html = _text(record, "title"), _text(record, "text"), _text(record, "html")
    if text is not None:
        reading = read_plain(text, title)
    elif html is not None:
        reading = _read_html(html, url, title, _country(record))
    elif title is not None:
        reading = read_plain("", title)
    else:
        raise ValueError("text: missing; expected text or html")
    language = _text(record, "language")
    byline = _text(record, "byline")
    headline = one_line(title) if title else reading.title
    changes: dict[str, Any] = {
        "title": headline,
        "headlines": reading.headlines or (((headline, "given"),) if headline else ()),
        "byline": one_line(byline) if byline else reading.byline,
        "language": language.split("-")[0].lower() if language else reading.language,
        "published": moment or reading.published,
        "links": (*reading.links, *_links(record.get("links"), reading)),
    }
    return replace(reading, **changes)


def _read_html(html: str, url: str, title: str | None, country: str | None) -> Reading:
    """An article that came as HTML: a page, or a piece of one that is all article."""
    body = html.encode("utf-8", "replace")
    reading = read_page(body, url, "text/html; charset=utf-8", country)
    return _headed(reading, title) if reading.body else read_fragment(html, title or reading.title)


def _headed(reading: Reading, title: str | None) -> Reading:
    """The reading of a page that has no headline of its own, under the title that came with it."""
    if title is None or reading.headline_end:
        return reading
    head = one_line(title)
    by = len(head) + 2
    moved = [replace(one, start=one.start + by, end=one.end + by) for one in reading.regions]
    links = [replace(one, start=one.start + by, end=one.end + by) for one in reading.links]
    return replace(
        reading,
        text=f"{head}\n\n{reading.text}",
        headline_end=len(head),
        regions=tuple(moved),
        links=tuple(links),
    )


def _links(given: Any, reading: Reading) -> list[Link]:
    """Links by the words that carry them; each is looked for after the one before."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise ValueError("links: expected a list of objects with text and href")
    found: list[Link] = []
    after = 0
    for item in given:
        words = item.get("text") if isinstance(item, dict) else None
        href = normalise(item.get("href") or "") if isinstance(item, dict) else None
        if not isinstance(words, str) or not words.strip() or href is None:
            continue
        words = one_line(words)
        start = reading.text.find(words, after)
        if start < 0:
            start = reading.text.find(words)
        if start >= 0:
            found.append(Link(start, start + len(words), href))
            after = start + len(words)
    return found
