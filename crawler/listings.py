"""Lists of pages: feeds, sitemaps and section pages read into addresses to look at.

Pure functions over bytes, run in worker processes: what they read was written by strangers.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import feedparser
from lxml import etree

from crawler.cleaning import one_line
from crawler.dates import parse
from crawler.urls import may_be_article, normalise

MAX_ITEMS = 5000
"""Entries of one feed that are looked at; feeds have fifty."""

MAX_LOCATIONS = 50_000
"""Addresses of one sitemap: the limit of the sitemap protocol."""

MAX_CHILDREN = 50
"""Sitemaps of one index that are followed, the newest first."""

_NEWS_SCHEMA = "sitemap-news"
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,12};)(?=[\x20-\x7e])")
"""One that begins no entity: addresses are written with it unescaped."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Found:
    """An address that a list names; ``kind`` is article or sitemap, ``published_at`` as stored."""

    url: str
    kind: str = "article"
    title: str | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list names; ``next_page`` is where a section goes on.

    ``every_minutes`` is the pace that a feed asks for. ``troubles`` are (kind, detail) pairs.
    """

    found: tuple[Found, ...]
    next_page: str | None = None
    every_minutes: int | None = None
    troubles: tuple[tuple[str, str], ...] = ()


def _title(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    return one_line(_TAG.sub(" ", text))[:500] or None


def _when(text: Any) -> str | None:
    moment = parse(text) if isinstance(text, str) else None
    return moment.text if moment else None


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Listing:
    """Read RSS, Atom or JSON Feed. A malformed feed gives what it can, and a trouble."""
    if body.lstrip()[:1] == b"{":
        return _read_json_feed(body, url)
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    parsed = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    troubles: list[tuple[str, str]] = []
    entries = parsed.entries[:MAX_ITEMS]
    found = [item for entry in entries for item in _entry(entry, url)]
    if len(parsed.entries) > MAX_ITEMS:
        troubles.append(("feed_cut", f"{len(parsed.entries)} entries, {MAX_ITEMS} were read"))
    if not found:
        reason = parsed.get("bozo_exception") or f"{len(parsed.entries)} entries without a link"
        troubles.append(("feed_empty", str(reason)[:200]))
    elif parsed.get("bozo") and not _harmless(parsed.get("bozo_exception")):
        troubles.append(("feed_malformed", str(parsed.get("bozo_exception"))[:200]))
    else:
        troubles += _without_address("feed_malformed", len(entries) - len(found))
    ttl = str(parsed.feed.get("ttl") or "")
    return Listing(
        tuple(found),
        every_minutes=int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 6 else None,
        troubles=tuple(troubles),
    )


def _harmless(error: Any) -> bool:
    return isinstance(
        error,
        (
            feedparser.exceptions.CharacterEncodingOverride,
            feedparser.exceptions.NonXMLContentType,
        ),
    )


def _entry(entry: Any, base: str) -> Iterator[Found]:
    for address in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        url = normalise(address, base) if isinstance(address, str) and "/" in address else None
        if url is not None:
            when = entry.get("published") or entry.get("updated") or entry.get("created")
            yield Found(url, "article", _title(entry.get("title")), _when(when))
            return


def _read_json_feed(body: bytes, url: str) -> Listing:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Listing((), troubles=(("feed_malformed", str(error)[:200]),))
    items = document.get("items") if isinstance(document, dict) else None
    items = items[:MAX_ITEMS] if isinstance(items, list) else []
    found = []
    for item in items:
        if not isinstance(item, dict):
            continue
        for key in ("url", "external_url", "id"):
            value = item.get(key)
            link = normalise(value, url) if isinstance(value, str) and "/" in value else None
            if link is not None:
                when = _when(item.get("date_published") or item.get("date_modified"))
                found.append(Found(link, "article", _title(item.get("title")), when))
                break
    if not found:
        return Listing((), troubles=(("feed_empty", "a JSON feed without items"),))
    troubles = _without_address("feed_malformed", len(items) - len(found))
    return Listing(tuple(found), troubles=troubles)


def _without_address(kind: str, count: int) -> tuple[tuple[str, str], ...]:
    """The trouble of a list of which so many entries have no address."""
    return ((kind, f"{count} entries without an address"),) if count else ()


def read_sitemap(body: bytes, url: str, max_size: int) -> Listing:
    """Read a sitemap or sitemap index, gzipped or not, by the sitemap or Google News schema.

    ``max_size`` bounds the bytes after decompression. Entities are not resolved, nothing is
    fetched; a document cut in the middle gives what came before, and a trouble.
    """
    try:
        body = gunzip(body, max_size) if body[:2] == b"\x1f\x8b" else body
    except ValueError as error:
        return Listing((), troubles=(("sitemap_refused", str(error)),))
    if b"<" not in body[:2000]:
        return _read_plain_sitemap(body, url)
    root, fault = _parse(body)
    if "EntityRef" in fault and b"<![CDATA[" not in body:
        root, _ = _parse(_BARE_AMPERSAND.sub(rb"&amp;", body))
    if root is None:
        return Listing((), troubles=(("sitemap_malformed", fault),))
    troubles = [("sitemap_malformed", fault)] if fault else []
    is_index = _local(root) == "sitemapindex"
    found = list(_locations(root, url, "sitemap" if is_index else "article"))
    without = sum(1 for entry in _entries(root) if "loc" not in _values(entry))
    if _local(root) in ("urlset", "sitemapindex"):
        troubles += _without_address("sitemap_malformed", without)
    if is_index:
        found.sort(key=lambda item: item.published_at or "9999", reverse=True)
    limit = MAX_CHILDREN if is_index else MAX_LOCATIONS
    if len(found) > limit:
        troubles.append(("sitemap_cut", f"{len(found)} addresses, {limit} were taken"))
    if not found and not troubles:
        troubles.append(("sitemap_empty", f"no address in a {_local(root)}"))
    return Listing(tuple(found[:limit]), troubles=tuple(troubles))


def _parse(body: bytes) -> tuple[Any, str]:
    """The root of an XML document, as far as it can be read, and the first fault of it or ""."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    try:
        root: Any = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)[:200]
    if root is None:
        return None, "no XML element was found"
    return root, str(parser.error_log[0].message)[:200] if len(parser.error_log) else ""


def _parts(element: Any) -> tuple[str, str]:
    """Namespace and local name of an element; a prefix that nobody declared is a namespace."""
    if not isinstance(element.tag, str):
        return "", ""
    if element.tag.startswith("{"):
        namespace, _, name = element.tag[1:].partition("}")
    else:
        namespace, _, name = element.tag.rpartition(":")
    return namespace, name


def _local(element: Any) -> str:
    return _parts(element)[1]


def _entries(root: Any) -> Iterator[Any]:
    """The entries of a sitemap, or of sitemaps that were pasted into one another."""
    for entry in root:
        if _local(entry) in ("urlset", "sitemapindex"):
            yield from _entries(entry)
        elif _local(entry):
            yield entry


def _values(entry: Any) -> dict[str, str]:
    """An entry's own fields, and those of Google News; images and videos have a loc of theirs.

    An entry that holds nothing but an address is one that lost its ``loc``.
    """
    values: dict[str, str] = {}
    for element in entry.iter():
        (namespace, name), parent = _parts(element), element.getparent()
        is_news = _NEWS_SCHEMA in namespace or namespace == "news"
        is_own = parent is entry and namespace == _parts(entry)[0]
        if not is_own and not is_news:
            continue
        if name and element.text and element.text.strip():
            values.setdefault(name, element.text.strip())
    bare = (entry.text or "").strip()
    if "loc" not in values and bare.startswith(("http://", "https://")) and " " not in bare:
        values["loc"] = bare
    return values


def _locations(root: Any, base: str, kind: str) -> Iterator[Found]:
    for entry in _entries(root):
        values = _values(entry)
        url = normalise(values["loc"], base) if "loc" in values else None
        if url is None:
            continue
        if kind == "sitemap":
            yield Found(url, kind, None, _when(values.get("lastmod")))
        else:
            published = values.get("publication_date")
            if published or may_be_article(url):
                yield Found(url, kind, _title(values.get("title")), _when(published))


def _read_plain_sitemap(body: bytes, url: str) -> Listing:
    """A sitemap that is a list of addresses, one a line."""
    lines = body.decode("utf-8-sig", "replace").splitlines()[:MAX_LOCATIONS]
    found = [Found(link) for line in lines if "://" in line and (link := normalise(line, url))]
    troubles = () if found else (("sitemap_malformed", "neither XML nor a list of addresses"),)
    return Listing(tuple(found), troubles=troubles)


def gunzip(body: bytes, max_size: int) -> bytes:
    """Gunzip at most ``max_size`` bytes; ``ValueError`` for more, or for a broken archive."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            text = file.read(max_size + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"broken gzip: {error}") from error
    if len(text) > max_size:
        raise ValueError(f"more than {max_size} bytes after decompression")
    return text
