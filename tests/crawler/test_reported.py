"""Kinds of input that users of such programs reported: rows of ``reported.tsv``, each of our own.

``number`` is that of the report; a kind has other inputs in the tests of what reads it. Rows of the
kind ``elsewhere`` name a test, for reports that take a server or a disk to bring about.
"""

import csv
import gzip
import json
import re
import zlib
from pathlib import Path

import pytest

from crawler.articles import read_page
from crawler.discovery import read_front_page
from crawler.jsonl import BadLine, read_lines
from crawler.listings import read_feed, read_sitemap
from crawler.warcs import Page, pages
from nlp.reader import Reader
from terms.model import Document

HOST = "https://quay.example"
REST = (
    "<p>The ferry company said its crews would stay ashore until the swell eased in the bay.</p>"
    "<p>Bakers and grocers near the quay opened late, and pupils were sent home by the school.</p>"
    "<p>The harbour board will meet in the town hall to hear from fishermen and engineers.</p>"
)
REPORTS = {*range(1, 121)} - {62}
LIMIT = 1 << 24


def rows():
    path = Path(__file__).with_name("reported.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def reader():
    return Reader()


def page(markup, head="", title="Council meets in Tarn"):
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | Quay Post</title>{head}</head>"
        f"<body><main><article><h1>{title}</h1>{markup}{REST}</article></main></body></html>"
    )


# --- what comes of an input, as a row says it ---


def of_text(reader, text, headline_end=0, regions=()):
    document = Document(text, headline_end, regions, "2031-05-05", None, "en", "Quay Post", "US")
    return [words_of(claim) for claim in reader.read(document).claims]


def words_of(claim):
    number = f"{claim.low}..{claim.high}" if claim.value is None else claim.value
    words = (claim.unit, claim.qualifier, claim.change or "level", claim.region)
    return number, {str(word) for word in words if word}


def fits(found, expected):
    """Whether claims are as a row says: numbers, each with words that are its own."""
    wanted = [] if expected == "-" else expected.split("; ")
    if wanted[-1:] == ["*"]:
        wanted = wanted[:-1]
        found = found[: len(wanted)]
    if len(found) != len(wanted):
        return False
    return all(_is(one, *want.split()) for one, want in zip(found, wanted, strict=True))


def _is(claim, number, *words):
    value, own = claim
    ends = [float(end) for end in str(value).split("..")]
    same = ends == pytest.approx([float(end) for end in number.split("..")], rel=1e-9)
    return same and set(words) <= own


def claims(given, reader):
    return of_text(reader, given)


def page_claims(body, reader, content_type="text/html"):
    read = read_page(body, f"{HOST}/news/x", content_type)
    return of_text(reader, read.text, read.headline_end, read.regions)


def of_page(given, reader):
    return page_claims(page(given).encode(), reader)


def of_whole_page(given, reader):
    return page_claims(given.encode(), reader)


def of_bytes(given, reader):
    charset, content_type, markup = given.split(" | ")
    charset, _, stray = charset.partition(" +")
    body = page(markup).encode(charset)
    more = bytes.fromhex(stray) if re.fullmatch("[0-9a-f]+", stray) else stray.encode()
    return page_claims(body + more.decode("unicode_escape").encode("latin-1"), reader, content_type)


def date_of(given):
    head, markup, country, path = given.split(" | ")
    read = read_page(page(markup, head).encode(), HOST + path, "text/html", country.strip("-"))
    return read.published.text if read.published else "-"


def sitemap(given):
    listing = read_sitemap(given.encode(), f"{HOST}/sitemap.xml", LIMIT)
    troubles = {kind for kind, detail in listing.troubles if "prefix" not in detail}
    troubles -= {"sitemap_malformed"} if "&b" in given else set()
    return " ".join([*(found.url for found in listing.found), *sorted(troubles)])


def feed(given):
    listing = read_feed(given.encode(), f"{HOST}/feed", "application/xml")
    found = "; ".join(f"{one.url} {one.published_at or '-'}" for one in listing.found)
    return " ".join([found, *(kind for kind, _ in listing.troubles)])


def front(given):
    html = f"<html><head>{given}<title>Quay</title></head><body><p>x</p></body></html>"
    return " ".join(read_front_page(html.encode(), f"{HOST}/", "text/html").feeds)


def jsonl(given, folder):
    charset, _, lines = given.partition(" | ")
    path = folder / "lines.jsonl"
    path.write_bytes(lines.encode(charset))
    found = []
    for one in read_lines(path):
        if isinstance(one, BadLine):
            found.append(f"{one.number} {one.reason.partition(':')[0]}")
        else:
            found.append(" ".join(one.reading.text.split()))
    return "; ".join(found)


HTML = b"<!doctype html><html><body><p>The gale sank 61 boats off Lorn.</p></body></html>"


def record(number, body, *headers):
    http = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b"", body])
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-04T09:30:00Z\r\n"
        b"WARC-Target-URI: https://quay.example/%d\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (number, len(http)) + http + b"\r\n\r\n"


def archive(given):
    """A file of two records, odd in the way that is named."""
    packed = gzip.compress(HTML, mtime=0)
    plain = [record(1, HTML), record(2, HTML)]
    label = given.removesuffix("-label").encode()
    match given:
        case "one-piece":
            return gzip.compress(b"".join(plain))
        case "one-piece mixed":
            return gzip.compress(plain[0]) + gzip.compress(plain[1])
        case "short":
            length = re.search(rb"Content-Length: (\d+)", plain[0])
            short = b"Content-Length: %d" % (int(length[1]) - 4)
            return plain[0].replace(length[0], short) + plain[1]
        case "unparted":
            return plain[0].rstrip(b"\r\n") + b"\r\n" + plain[1]
        case "chunked gzip":
            body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
            odd = (b"Content-Encoding: gzip", b"Transfer-Encoding: chunked")
            return record(1, body, *odd) + plain[1]
        case "deflate-label":
            raw = zlib.compress(HTML)[2:-4]
            return record(1, raw, b"Content-Encoding: deflate") + plain[1]
        case _:
            return record(1, HTML, b"Content-Encoding: " + label) + plain[1]


def warc(given, folder):
    path = folder / "a.warc.gz"
    path.write_bytes(archive(given))
    return str(sum(isinstance(one, Page) for one in pages(path, LIMIT)))


def crawl(given, site, newsroom, told):
    """The addresses of the articles of an outlet with these pages, and dates that are theirs.

    Addresses of one page ("same") come a day after each other: of two that are read at once,
    the article has the one that was read first.
    """
    spec = json.loads(given)
    canonical = spec.get("canonical", "")
    canonical = site.url(canonical) if canonical.startswith("/") else canonical
    when = f"<pubDate>{spec['dated']}</pubDate>" if "dated" in spec else ""
    items = []
    for path in spec["feed"]:
        bare = path.partition("?")[0] if spec.get("same") else path
        html = told.page_html("x" if spec.get("same") else site.url(bare), canonical=canonical)
        if spec.get("undated"):
            html = html.replace('"datePublished": "2031-05-04T09:30:00+02:00", ', "")
        site.routes[bare] = told.answer(html)
        items.append(site.url(path).replace("&", "&amp;"))
    if "robots" in spec:
        site.routes["/robots.txt"] = told.answer(spec["robots"], content_type="text/plain")
    if path := spec.get("sitemap"):
        news = "http://www.google.com/schemas/sitemap-news/0.9"
        dated = spec.get("dated", "2031-05-04")
        locs = "".join(
            f"<url><loc>{one}</loc><n:news><n:publication_date>{dated}</n:publication_date>"
            "</n:news></url>"
            for one in items
        )
        site.routes[path.partition("?")[0]] = told.answer(
            f"<urlset xmlns:n='{news}'>{locs}</urlset>",
            content_type=spec.get("type", "application/xml"),
        )
        newsroom.crawl(told.outlet(site, sitemaps=[path]))
    else:
        for day, some in enumerate(([one] for one in items) if spec.get("same") else [items]):
            rss = "".join(
                f"<item><title>Gale</title><link>{one}</link>{when}</item>" for one in some
            )
            site.routes["/feed"] = told.answer(
                f"<rss version='2.0'><channel><title>q</title>{rss}</channel></rss>",
                content_type="application/rss+xml",
            )
            newsroom.now = f"2031-05-{5 + day:02d}T12:00:00+00:00"
            newsroom.crawl(told.outlet(site, feeds=["/feed"]))
    found = newsroom.rows("SELECT url, published_at FROM articles ORDER BY url")
    dates = "dated" in spec
    return "; ".join(
        url.removeprefix(site.url("")) + (f" {date}" if dates else "") for url, date in found
    )


def discover(given, site, newsroom, told):
    site.routes["/robots.txt"] = told.answer(json.loads(given)["robots"], content_type="text/plain")
    story = site.url("/news/gale-sinks-nine-boats")
    site.routes["/list.xml"] = told.answer(
        f"<urlset><url><loc>{story}</loc></url></urlset>", content_type="application/xml"
    )
    site.routes["/"] = told.answer("<html><title>Quay</title><body>x</body></html>")
    found = newsroom.run("discover", [], homepage=site.url("/")).value
    return " ".join(one.removeprefix(site.url("")) for one in found["sitemaps"])


OF_TEXT = {"claims": claims, "page": of_page, "whole": of_whole_page, "bytes": of_bytes}
OF_BYTES = {"date": date_of, "sitemap": sitemap, "feed": feed, "front": front}
OF_FILES = {"jsonl": jsonl, "warc": warc}
OF_SITES = {"crawl": crawl, "discover": discover}


def chosen(*tables):
    kinds = {kind for table in tables for kind in table}
    return [
        pytest.param(row, id=f"{row['number']} {row['input'][:40]}")
        for row in rows()
        if row["kind"] in kinds
    ]


def read(row):
    """Kind, input and what is expected; the inputs of crawls are JSON, with escapes of its own."""
    given = row["input"]
    if row["kind"] not in OF_SITES:
        given = given.replace("\\n", "\n")
    return row["kind"], given, row["expected"]


@pytest.mark.parametrize("row", chosen(OF_TEXT))
def test_claims_of_what_was_reported(row, reader):
    kind, given, expected = read(row)

    found = OF_TEXT[kind](given, reader)

    assert fits(found, expected), f"{found}, not {expected}"


@pytest.mark.parametrize("row", chosen(OF_BYTES))
def test_dates_and_lists_of_what_was_reported(row):
    kind, given, expected = read(row)

    assert OF_BYTES[kind](given) == expected


@pytest.mark.parametrize("row", chosen(OF_FILES))
def test_files_of_what_was_reported(row, tmp_path):
    kind, given, expected = read(row)

    assert OF_FILES[kind](given, tmp_path) == expected


@pytest.mark.parametrize("row", chosen(OF_SITES))
def test_crawls_of_what_was_reported(row, sites, newsroom, told):
    kind, given, expected = read(row)

    found = OF_SITES[kind](given, sites(), newsroom, told)

    assert re.fullmatch(re.escape(expected).replace(r"\*", ".*"), found), found


def test_every_report_has_a_row_and_every_test_that_is_named_is_there():
    told = rows()
    tests = Path(__file__).parents[1]

    assert {int(row["number"]) for row in told} == REPORTS
    for row in told:
        if row["kind"] == "elsewhere":
            file, _, name = row["input"].partition("::")
            assert f"def {name or 'test_'}" in (tests / file).read_text(encoding="utf-8"), row
