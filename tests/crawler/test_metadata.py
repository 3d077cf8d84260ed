"""What a page says of itself."""

import json

import pytest
from lxml import html as lxml_html

from crawler.metadata import is_live, read_metadata

URL = "https://told.example/news/bridge"


def read(head="", body="", lang="en", url=URL, **data):
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    page = f'<html lang="{lang}"><head>{head}{script}</head><body>{body}</body></html>'
    return read_metadata(lxml_html.fromstring(page), url)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge closes",
    "datePublished": "2031-05-04T09:30:00+02:00",
    "dateModified": "2031-05-04T11:00:00+02:00",
    "author": [{"@type": "Person", "name": "Jo Reed"}, {"@type": "Person", "name": "Ana Kell"}],
    "publisher": {"@type": "Organization", "name": "The Told"},
    "isAccessibleForFree": "False",
}


def test_json_ld_comes_first():
    found = read(
        '<meta property="og:title" content="Bridge at Orrin closes - The Told">'
        '<meta property="article:published_time" content="2031-05-03">',
        "<h1>Bridge closes</h1>",
        **ARTICLE,
    )

    assert found.headlines[0] == ("Bridge closes", "json-ld")
    assert ("Bridge at Orrin closes - The Told", "og:title") in found.headlines
    assert found.printed == ("Bridge closes",)
    assert (found.published.text, found.published.zone) == ("2031-05-04T07:30:00Z", "+02:00")
    assert found.modified.text == "2031-05-04T09:00:00Z"
    assert found.authors == ("Jo Reed", "Ana Kell")
    assert found.publisher == "The Told"
    assert found.paywalled is True
    assert found.described
    assert found.language == "en"


@pytest.mark.parametrize(
    "wrapped",
    [
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        [[{"@type": "BreadcrumbList"}], ARTICLE],
    ],
)
def test_wherever_the_article_stands(wrapped):
    script = f'<script type="application/ld+json">{json.dumps(wrapped)}</script>'

    assert read(script).headlines[0][0] == "Bridge closes"


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Bridge closes",}',
        '<!-- {"@type": "NewsArticle", "headline": "Bridge closes"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Bridge closes"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Bridge closes",\n"articleBody": "line\nbreak"}',
        '{"@type": "NewsArticle", "headline": "Bridge closes"}{"@type": "Person"}',
        '{"@type": ["NewsArticle", "Report"], "headline": "Bridge closes"}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "Bridge closes"}',
    ],
)
def test_broken_json_ld_is_read_all_the_same(broken):
    found = read(f'<script type="application/ld+json">{broken}</script>')

    assert found.headlines[0][0] == "Bridge closes"


@pytest.mark.parametrize("broken", ["", "{", "null", "[1, 2]", "{" * 5000, '{"@type": 7}'])
def test_hopeless_json_ld_says_nothing(broken):
    assert not read(f'<script type="application/ld+json">{broken}</script>').described


def test_related_articles_are_not_taken_for_the_page():
    related = {**ARTICLE, "headline": "Another story", "url": "https://told.example/news/other"}
    own = {**ARTICLE, "url": URL}
    script = f'<script type="application/ld+json">{json.dumps([related, own])}</script>'

    assert read(script).headlines[0][0] == "Bridge closes"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            '<meta name="parsely-pub-date" content="2031-05-04T09:30:00Z">',
            "",
            "2031-05-04T09:30:00Z",
        ),
        ('<meta itemprop="datePublished" content="2031-05-04">', "", "2031-05-04"),
        ("", '<time datetime="2031-05-04T09:30:00Z">4 May</time>', "2031-05-04T09:30:00Z"),
        (
            "",
            '<time class="updated" datetime="2031-05-05"></time>'
            '<time itemprop="datePublished" datetime="2031-05-04"></time>',
            "2031-05-04",
        ),
        (
            '<meta name="date" content="2031-05-04">',
            '<time itemprop="datePublished" datetime="2031-05-04T09:30:00Z"></time>',
            "2031-05-04T09:30:00Z",
        ),
        ("", '<time datetime="2031-05-04"></time><time datetime="2031-05-03"></time>', None),
        ('<meta name="date" content="0001-01-01T00:00:00">', "", None),
    ],
)
def test_published_without_json_ld(head, body, expected):
    found = read(head, body).published

    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("By Jo Reed and Ana Kell", ("Jo Reed", "Ana Kell")),
        ("Jo Reed, Ana Kell & Tom Ash", ("Jo Reed", "Ana Kell", "Tom Ash")),
        ("Jo Reed, Health Correspondent", ("Jo Reed",)),
        ("jo-reed", ("Jo Reed",)),
        ("https://told.example/author/jo", ()),
        ("The Told", ("The Told",)),
        (["Jo Reed", "The Told"], ("Jo Reed",)),
        ("(Photo: Wire)", ()),
        ("Martin Luther King Jr.", ("Martin Luther King Jr",)),
    ],
)
def test_authors(stated, expected):
    assert read(**{**ARTICLE, "author": stated}).authors == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bridge closes after flood | The Told", "Bridge closes after flood"),
        ("Bridge closes after flood – Local – The Told", "Bridge closes after flood – Local"),
        ("The Told: news", "The Told: news"),
    ],
)
def test_title_without_the_outlets_name(title, expected):
    assert (expected, "title") in read(f"<title>{title}</title>").headlines


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/news/main">', "https://told.example/news/main"),
        ('<meta property="og:url" content="https://told.example/og">', "https://told.example/og"),
        ('<link rel="canonical" href="javascript:x">', None),
        ("", None),
    ],
)
def test_canonical(head, canonical):
    assert read(head).canonical == canonical


def test_language_and_paywall_and_reservations():
    found = read(
        '<meta name="robots" content="NoArchive, max-snippet:-1">'
        '<meta name="tdm-reservation" content="1">'
        '<meta property="article:content_tier" content="metered">',
        lang="de-AT",
    )

    assert found.language == "de"
    assert found.paywalled is True
    assert found.tdm_reserved
    assert "noarchive" in found.robots
    assert read().paywalled is None


@pytest.mark.parametrize(
    ("url", "title", "live"),
    [
        ("https://told.example/live-updates/flood", "Flood at Orrin", True),
        ("https://told.example/news/liveblog-flood", "Flood at Orrin", True),
        ("https://told.example/news/flood", "Live: the flood at Orrin", True),
        ("https://told.example/news/flood", "Flood at Orrin — as it happened", True),
        ("https://told.example/news/flood", "Flood live updates", True),
        ("https://told.example/live/where-the-rich-live", "Where the rich live", False),
        ("https://told.example/news/eels", "Live eels for sale", False),
    ],
)
def test_live_blogs_by_address_and_headline(url, title, live):
    assert is_live(url, title) is live


def test_live_blog():
    assert read(**{"@type": "LiveBlogPosting", "headline": "Flood: live"}).live_blog
