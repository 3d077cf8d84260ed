"""Which of a page's dates is that of its publication, and which is none."""

import pytest
from lxml import html as lxml_html

from crawler.articles import read_page
from crawler.dates import Order
from crawler.metadata import has_live_posts
from crawler.stamps import read_stamps

LEAD = "<p>Engineers shut the lanes of the bridge at Orrin while they look at its arches.</p>" * 3


def dates(stamp, head="", url="https://told.example/news/bridge", lang="en", country=None):
    html = (
        f"<html lang='{lang}'><head><title>Bridge shut</title>{head}</head><body><article>"
        f"<h1>Bridge shut</h1>{stamp}{LEAD}</article></body></html>"
    )
    read = read_page(html.encode(), url, None, country)
    return tuple(one.text if one else None for one in (read.published, read.modified))


@pytest.mark.parametrize(
    ("stamp", "published", "modified"),
    [
        ("<p>Updated 12 March 2031, first published 9 March 2031</p>", "2031-03-09", "2031-03-12"),
        (
            "<div>Last updated: March 12, 2031 | Published: March 9, 2031</div>",
            "2031-03-09",
            "2031-03-12",
        ),
        ("<span>Published 9 March 2031 (updated 12 March 2031)</span>", "2031-03-09", "2031-03-12"),
        ("<div>9 March 2031 · Updated: 12 March 2031</div>", "2031-03-09", "2031-03-12"),
        ("<p>First published on 9 March 2031 at 10.30 BST</p>", "2031-03-09T09:30:00Z", None),
        (
            "<ul><li>Modified 2031-03-12 08:00</li><li>Originally published 2031-03-09 07:00</li></ul>",
            "2031-03-09T07:00:00Z",
            "2031-03-12T08:00:00Z",
        ),
        (
            "<p>Updated <time datetime='2031-03-12'>12 March</time></p><p>Posted on 9 March 2031</p>",
            "2031-03-09",
            None,
        ),
        ("<p>Modified: 12 March 2031 | Created: 9 March 2031</p>", "2031-03-09", "2031-03-12"),
        (
            "<dl><dd>Last Updated 12 March 2031</dd><dd>Created 9 March 2031</dd></dl>",
            "2031-03-09",
            "2031-03-12",
        ),
        (
            "<p>Received: 2 March 2031 / Revised: 5 March 2031 / Published: 9 March 2031</p>",
            "2031-03-09",
            "2031-03-05",
        ),
        (
            "<time class='entry-date published updated' datetime='2031-03-09T10:00:00Z'>9 March 2031"
            "</time>",
            "2031-03-09T10:00:00Z",
            None,
        ),
        (
            "<time class='updated' datetime='2031-03-12T10:00:00Z'>Updated 12 March</time>"
            "<time class='entry-date published' datetime='2031-03-09T10:00:00Z'>9 March</time>",
            "2031-03-09T10:00:00Z",
            None,
        ),
    ],
)
def test_first_published_goes_before_updated(stamp, published, modified):
    assert dates(stamp) == (published, modified)


@pytest.mark.parametrize(
    ("lang", "country", "url", "published"),
    [
        ("en-US", None, "https://told.example/a", "2026-03-04"),
        ("en-GB", None, "https://told.example/a", "2026-04-03"),
        ("en", "US", "https://told.example/a", "2026-03-04"),
        ("en-US", "AU", "https://told.example/a", "2026-04-03"),
        ("en", None, "https://told.example.uk/a", "2026-04-03"),
        ("en", None, "https://told.example/a", None),
        ("en-CA", None, "https://told.example/a", None),
    ],
)
def test_order_of_figures_is_the_country_s(lang, country, url, published):
    assert dates("<p>Published 03/04/2026</p>", lang=lang, country=country, url=url)[0] == published


@pytest.mark.parametrize(
    "stamp",
    [
        "<p>Posted 4/12/2026 10:30 AM</p>",
        "<p>Spring 2026</p>",
        "<p>Our 2025 report is out.</p>",
        "<footer>Copyright 2026</footer>",
        "<p>March 2026</p>",
        "<p>Volume 12, 2026</p>",
        "<p>Fairs at Sept 12, 2025</p>",
        "<p>07:40 Sept 12, 2025</p><p>08:20 Sept 14, 2025</p>",
    ],
)
def test_guess_without_a_printed_day_is_none(stamp):
    assert dates(stamp)[0] is None


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("<p>12 de abril de 2026</p>", "2026-04-12"),
        ("<p>12. April 2026</p>", "2026-04-12"),
        ("<p class='date'>April 12th, 2026</p>", "2026-04-12"),
        ("<p>16/04/2026</p>", "2026-04-16"),
        ("<p>12.04.2026, 10:30</p>", "2026-04-12"),
        ("<time datetime='2026-04-12'>yesterday</time>", "2026-04-12"),
        ("<p>07:40 Sept 12, 2025</p>", "2025-09-12"),
        ("<p>Fri 12 Sept 2025, 7.40 pm CEST</p>", "2025-09-12"),
    ],
)
def test_guess_with_a_printed_day_stands(stamp, published):
    assert (dates(stamp)[0] or "")[:10] == published


def test_days_before_publication_are_none_of_it():
    handed_in = "<meta name='dc.dateSubmitted' content='2031-03-02'>"
    online = "<meta name='citation_online_date' content='2031/03/09'>"

    assert dates("", handed_in)[0] is None
    assert dates("", handed_in + online)[0] == "2031-03-09"
    assert dates("<p>The fund was created on 2 March 2031.</p>")[1] is None


def test_day_of_the_address_stands():
    assert dates("", url="https://told.example/2026/04/12/bridge-shut")[0] == "2026-04-12"


@pytest.mark.parametrize("value", ["1583827200000", 1583827200, 1583827200000])
def test_epochs_in_json_ld(value):
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge shut", '
        f'"datePublished": {value if isinstance(value, int) else repr(value)}}}</script>'
    ).replace("'", '"')
    assert dates("", head)[0] == "2020-03-10T08:00:00Z"


def test_stamps_of_footer_and_navigation_are_not_the_article_s():
    tree = lxml_html.fromstring(
        "<div><nav>Updated 1 May 2031</nav><p>Published 9 March 2031</p><footer>Posted 2 May 2031"
        "</footer></div>"
    )
    stamps = read_stamps(tree, Order.DAY_FIRST)
    assert stamps.published is not None
    assert (stamps.published.text, stamps.modified) == ("2031-03-09", None)


@pytest.mark.parametrize(
    ("posts", "hinted", "live"),
    [
        (
            "<article class='live-post'><time>08:15</time><p>Nine have died in Orrin.</p></article>",
            False,
            True,
        ),
        ("<li class='ticker-entry'>09:40 The bridge at Orrin is shut now.</li>", False, True),
        (
            "<div class='block'><time>1h ago</time><p>The bridge at Orrin is shut.</p></div>",
            True,
            True,
        ),
        (
            "<section class='update'><p>12 min ago</p><p>The bridge is shut now.</p></section>",
            True,
            True,
        ),
        (
            "<div class='block'><time>1h ago</time><p>The bridge at Orrin is shut.</p></div>",
            False,
            False,
        ),
        (
            "<div class='comment live'><time>1h ago</time><p>I saw it all from my house.</p></div>",
            True,
            False,
        ),
    ],
)
def test_live_posts(posts, hinted, live):
    tree = lxml_html.fromstring(f"<div><h1>Storm</h1>{posts * 3}</div>")
    assert has_live_posts(tree, hinted=hinted) is live
