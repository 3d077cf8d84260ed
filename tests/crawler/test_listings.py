"""Feeds and sitemaps, also broken and hostile ones."""

import gzip

import pytest

from crawler.listings import MAX_CHILDREN, read_feed, read_sitemap

BASE = "https://told.example/feed.xml"
LIMIT = 16 * 1024 * 1024

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><ttl>15</ttl>
<item><title>Bridge &amp; road &lt;b&gt;close&lt;/b&gt;</title>
<link>https://told.example/news/one?utm_source=rss</link>
<pubDate>Sun, 04 May 2031 09:30:00 +0200</pubDate></item>
<item><guid>https://told.example/news/two</guid></item>
<item><title>no link</title></item></channel></rss>"""

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>One</title><link href="/news/one"/><published>2031-05-04T09:30:00Z</published></entry>
</feed>"""

JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "1", "url": "https://told.example/news/one", "title": "One",
 "date_published": "2031-05-04T09:30:00Z"}, {"id": "x"}, 7]}"""


def test_rss():
    listing = read_feed(RSS, BASE)

    assert [(item.url, item.title, item.published_at) for item in listing.found] == [
        ("https://told.example/news/one", "Bridge & road close", "2031-05-04T07:30:00Z"),
        ("https://told.example/news/two", None, None),
    ]
    assert listing.every_minutes == 15
    assert listing.troubles == (("feed_malformed", "1 entries without an address"),)


@pytest.mark.parametrize("body", [ATOM, JSON])
def test_atom_and_json_feed(body):
    listing = read_feed(body, BASE)

    assert [(item.url, item.title, item.published_at) for item in listing.found] == [
        ("https://told.example/news/one", "One", "2031-05-04T09:30:00Z")
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><item><title>Told</title></item>"
        b"<item><link>https://told.example/news/1</link></item></channel></rss>",
        b'{"items": [{"id": "7"}, {"id": "8", "url": "https://told.example/news/1"}]}',
    ],
)
def test_entries_without_an_address_are_told(body):
    listing = read_feed(body, "https://told.example/feed", "application/xml")

    assert [item.url for item in listing.found] == ["https://told.example/news/1"]
    assert listing.troubles == (("feed_malformed", "1 entries without an address"),)


def test_malformed_feed_gives_what_it_can():
    listing = read_feed(RSS.replace(b"</rss>", b"").replace(b"&amp;", b"&"), BASE)

    assert [item.url for item in listing.found] == [
        "https://told.example/news/one",
        "https://told.example/news/two",
    ]
    assert [kind for kind, _ in listing.troubles] == ["feed_malformed"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://u:p@x.example/"],
)
def test_links_that_may_not_be_fetched_are_dropped(link):
    body = RSS.replace(b"https://told.example/news/one?utm_source=rss", link.encode())

    assert [item.url for item in read_feed(body, BASE).found] == ["https://told.example/news/two"]


@pytest.mark.parametrize("body", [b"", b"<html><p>hello</p></html>", b"{}", b"{", b"\x00\xff"])
def test_no_feed_is_said(body):
    listing = read_feed(body, BASE)

    assert listing.found == ()
    assert listing.troubles


NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://told.example/video/one</loc><image:image><image:title>a photo</image:title>
</image:image><news:news><news:publication_date>2031-05-04T09:30:00+02:00</news:publication_date>
<news:title>One</news:title></news:news></url>
<url><loc> https://told.example/news/two </loc><lastmod>2031-05-01</lastmod></url>
<url><loc>https://told.example/tag/floods</loc></url><url><loc>file:///x</loc></url></urlset>"""


@pytest.mark.parametrize("body", [NEWS, gzip.compress(NEWS, mtime=0)])
def test_news_sitemap(body):
    listing = read_sitemap(body, "https://told.example/news.xml", LIMIT)

    assert [(item.url, item.title, item.published_at) for item in listing.found] == [
        ("https://told.example/video/one", "One", "2031-05-04T07:30:00Z"),
        ("https://told.example/news/two", None, None),
    ]


def test_index_takes_the_newest_first_and_so_many():
    entries = "".join(
        f"<sitemap><loc>https://told.example/{n}.xml</loc>"
        f"<lastmod>2031-01-01T00:{n // 60:02}:{n % 60:02}Z</lastmod></sitemap>"
        for n in range(MAX_CHILDREN + 10)
    )

    listing = read_sitemap(f"<sitemapindex>{entries}</sitemapindex>".encode(), BASE, LIMIT)

    assert len(listing.found) == MAX_CHILDREN
    assert listing.found[0].url == f"https://told.example/{MAX_CHILDREN + 9}.xml"
    assert {item.kind for item in listing.found} == {"sitemap"}
    assert [kind for kind, _ in listing.troubles] == ["sitemap_cut"]


def test_plain_list_and_cut_document():
    plain = b"https://told.example/news/one\nnot an address\nhttps://told.example/news/two\n"
    cut = NEWS[: NEWS.index(b"<url><loc>https://told.example/tag")]

    assert len(read_sitemap(plain, BASE, LIMIT).found) == 2
    listing = read_sitemap(cut, BASE, LIMIT)
    assert len(listing.found) == 2
    assert [kind for kind, _ in listing.troubles] == ["sitemap_malformed"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (gzip.compress(b" " * 2_000_000, mtime=0), "sitemap_refused"),
        (gzip.compress(NEWS, mtime=0)[:60], "sitemap_refused"),
        (b"<urlset></urlset>", "sitemap_empty"),
        (b"hello", "sitemap_malformed"),
        (b"", "sitemap_malformed"),
        (b"<html><p>not found</p></html>", "sitemap_empty"),
    ],
)
def test_no_sitemap_is_said(body, kind):
    listing = read_sitemap(body, BASE, 1_000_000)

    assert [found for found, _ in listing.troubles] == [kind]
    assert listing.found == ()


NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
ONE = "https://told.example/news/bridge-shut"


@pytest.mark.parametrize(
    "entry",
    [
        f"<image:image><image:loc>https://told.example/a.jpg</image:loc></image:image><loc>{ONE}</loc>",
        f"<video:video><video:player_loc>https://told.example/p</video:player_loc></video:video><loc>{ONE}</loc>",
        f"<loc>{ONE}</loc><image:image><image:loc>https://told.example/b.jpg</image:loc></image:image>",
        f"<image:loc>https://told.example/b.jpg</image:loc><loc>{ONE}</loc>",
        f"<x:loc xmlns:x='urn:x'>https://told.example/other</x:loc><loc>{ONE}</loc>",
        f"<loc> </loc><loc>{ONE}</loc>",
        ONE,
    ],
)
@pytest.mark.parametrize("namespaces", [NAMESPACES, ""])
def test_address_of_an_entry_is_its_own(entry, namespaces):
    body = f"<urlset {namespaces}><url>{entry}</url></urlset>".encode()

    assert [item.url for item in read_sitemap(body, BASE, LIMIT).found] == [ONE]


@pytest.mark.parametrize("query", ["?a=1&b=2", "?a=1&amp;b=2", "?a=1&b=2&c=%26"])
def test_address_keeps_its_parameters(query):
    body = f"<urlset {NAMESPACES}><url><loc>{ONE}{query}</loc></url></urlset>".encode()

    (item,) = read_sitemap(body, BASE, LIMIT).found
    assert item.url == f"{ONE}{query.replace('&amp;', '&')}"


def test_plain_list_may_begin_with_a_mark():
    found = read_sitemap(f"\ufeff{ONE}\r\n{ONE}-2\r\n".encode(), BASE, LIMIT).found

    assert [item.url for item in found] == [ONE, f"{ONE}-2"]


def test_news_title_is_no_image_title():
    body = (
        f"<urlset {NAMESPACES}><url><image:image><image:title>Photo</image:title></image:image>"
        f"<loc>{ONE}</loc><news:news><news:publication_date>2031-05-04T09:30:00Z"
        "</news:publication_date><news:title>Bridge shut</news:title></news:news></url></urlset>"
    ).encode()

    (item,) = read_sitemap(body, BASE, LIMIT).found
    assert (item.title, item.published_at) == ("Bridge shut", "2031-05-04T09:30:00Z")


@pytest.mark.parametrize("entry", ["<url><lastmod>2031-05-04</lastmod></url>", "<url/>"])
def test_entry_without_an_address_is_reported(entry):
    body = f"<urlset {NAMESPACES}><url><loc>{ONE}</loc></url>{entry}</urlset>".encode()

    listing = read_sitemap(body, BASE, LIMIT)

    assert [item.url for item in listing.found] == [ONE]
    assert listing.troubles == (("sitemap_malformed", "1 entries without an address"),)
