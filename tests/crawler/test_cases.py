"""Reported inputs that once failed, end to end: a page or line in, its claims and dates out.

The inputs lie in ../shared/cases, each beside what is expected of it; without that folder these
tests are skipped.
"""

from pathlib import Path

import pytest

from crawler.articles import read_page
from crawler.collect import import_targets
from crawler.discovery import read_front_page
from crawler.listings import read_sitemap
from nlp.reader import Reader
from terms.enums import Region
from terms.model import Document

PAGE = "https://pages.example/news/case"


@pytest.fixture(scope="module")
def cases():
    folder = Path(__file__).parents[2].parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: reported inputs are not part of the repository")
    return folder


@pytest.fixture(scope="module")
def reader():
    return Reader()


def claims_of(reader, text, headline_end=0, regions=()):
    document = Document(text, headline_end, regions, "2026-03-11", None, "en", "Harbour Post", "US")
    return reader.read(document).claims


def read_case(cases, reader, name):
    read = read_page((cases / f"{name}.html").read_bytes(), PAGE, "text/html")
    return read, claims_of(reader, read.text, read.headline_end, read.regions)


def values(claims):
    return [claim.value for claim in claims]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("page-br-numbers", [12, 300, 7, 500]),
        ("page-del-ins", [14, 210]),
        ("page-inline-spans", [12, 30, 14, 27, 18, 41, 3, 17, 9, 52]),
        ("page-layout-table-cell", [148, 64, 212]),
        ("page-layout-table-columns", [149, 65, 213]),
        ("page-paywall-offer", [6, 310_000_000, 1150]),
        ("page-sup-footnote", [1234, 56, 12, 9_000_000, 7]),
        ("page-figcaption", [19, 5600]),
        ("page-liveblog-lines", [9, 14_000, 4]),
        ("page-live-no-jsonld", [9, 14_000, 4]),
        ("page-table-units", [2, 88.5, 1240, 12, 105, 310, -4]),
    ],
)
def test_numbers_of_a_page(cases, reader, name, expected):
    assert values(read_case(cases, reader, name)[1]) == expected


@pytest.mark.parametrize("name", ["page-layout-table-cell", "page-layout-table-columns"])
def test_layout_tables_are_body(cases, reader, name):
    _, claims = read_case(cases, reader, name)

    assert {claim.region for claim in claims} == {Region.BODY}


def test_counter_drawn_by_script(cases, reader):
    assert values(read_case(cases, reader, "page-counter")[1]) in ([48_200, 31], [31])


def test_caption_is_a_region(cases, reader):
    _, claims = read_case(cases, reader, "page-figcaption")

    assert [claim.region for claim in claims if claim.value == 5600] == [Region.CAPTION]


def test_live_posts_are_paragraphs(cases, reader):
    read, _ = read_case(cases, reader, "page-liveblog-lines")

    lines = read.body.split("\n\n")
    assert lines[:3] == [
        "12 min ago", "Toll rises", "The number of dead has risen to 9, the ministry says.",
    ]  # fmt: skip
    live, claims = read_case(cases, reader, "page-live-no-jsonld")
    assert live.live_blog
    assert {claim.region for claim in claims} == {Region.LIVEBLOG}


def test_units_of_table_heads(cases, reader):
    _, claims = read_case(cases, reader, "page-table-units")

    in_table = {claim.value: claim.unit for claim in claims if claim.region == Region.TABLE}
    assert in_table == {
        88.5: "mm", 105: "mm", 1240: "home", 310: "home", 12: "percent", -4: "percent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected", "modified"),
    [
        ("date-am-pm", {"2019-07-10T13:18:00Z"}, None),
        ("date-ctime", {"2009-04-20T20:05:30Z"}, None),
        ("date-updated-first", {"2026-03-09"}, "2026-03-12"),
        ("date-year-only-guess", {None, "2026-04-12", "2026-04-12T10:30:00Z"}, None),
    ],
)
def test_dates(cases, name, expected, modified):
    read = read_page((cases / f"{name}.html").read_bytes(), PAGE, "text/html")

    assert (read.published.text if read.published else None) in expected
    assert (read.modified.text if read.modified else None) == modified


def test_undeclared_shift_jis(cases, reader):
    _, claims = read_case(cases, reader, "enc-sjis-undeclared")

    assert values(claims) == [7_000_000_000]


def test_front_page_with_a_base(cases):
    body = (cases / "init-base-href-feed.html").read_bytes()

    front = read_front_page(body, "https://base.example/", "text/html")

    assert front.feeds == ("https://base.example/en/feed.xml",)


def test_image_sitemap(cases):
    body = (cases / "sitemap-image-loc-first.xml").read_bytes()

    listing = read_sitemap(body, "http://127.0.0.1:8706/sitemap.xml", 1 << 24)

    assert [item.url for item in listing.found] == [
        "http://127.0.0.1:8706/news/image-story-of-harbour"
    ]


def undated(told, url):
    html = told.page_html(url)
    return html.replace('"datePublished": "2031-05-04T09:30:00+02:00", ', "")


def test_date_of_the_feed(cases, sites, newsroom, told):
    site = sites()
    feed = (cases / "feed-date-unused.xml").read_text()
    site.routes["/feed"] = told.answer(
        feed.replace("127.0.0.1:8705", site.netloc), content_type="application/rss+xml"
    )
    path = "/news/dated-story-number-0"
    site.routes[path] = told.answer(undated(told, site.url(path)))

    newsroom.crawl(told.outlet(site, feeds=["/feed"]))

    assert newsroom.rows("SELECT published_at FROM articles") == [("2020-05-25T04:45:26Z",)]


def test_one_article_under_three_addresses(cases, sites, newsroom, told):
    site = sites()
    feed = (cases / "url-ref-param.xml").read_text()
    site.routes["/feed"] = told.answer(
        feed.replace("127.0.0.1:8708", site.netloc), content_type="application/rss+xml"
    )
    site.routes["/news/tracked-story-of-harbour"] = told.answer(told.page_html("x"))

    newsroom.crawl(told.outlet(site, feeds=["/feed"]))

    assert newsroom.one("SELECT count(*) FROM articles") == 1
    assert newsroom.one("SELECT count(*) FROM versions") == 1


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("jsonl-short-fragment.jsonl", ["109"]),
        ("warc-whole-gzip.warc.gz", ["11", "12"]),
        ("warc-gzip-label-plain-body.warc.gz", ["13", "14", "15"]),
    ],
)
def test_files_are_read_whole(cases, newsroom, told, name, people):
    from datetime import UTC, datetime

    ran = import_targets(
        newsroom.database,
        [str(cases / name)],
        settings=None,
        clock=lambda: datetime(2026, 3, 12, tzinfo=UTC),
    )

    texts = [text for (text,) in newsroom.rows("SELECT text FROM versions ORDER BY text")]
    assert len(texts) == len(people)
    assert all(any(f"{number} people" in text for text in texts) for number in people)
    assert ran.problems == 0


NUMBERS = {
    "num-bare-hundred": [[120], [150], [None, 140], [100]],
    "num-block-address": [[2], [], [], [3]],
    "num-broken-grouping": [[], []],
    "num-higher-than": [[1400], [60, 40], [200]],
    "num-inches": [[9, 12]],
    "num-moved-by-to": [
        [1.2e6, 23.5e6], [1.2e6, 23.5e6, 24.7e6], [0.8e6, 12.4e6], [2e6, 9e6, 7e6], [4e6, 9e6], [3, 8],
    ],
    "num-musd": [[50e6]],
    "num-plus-or-minus": [[1004, 3.1], [2.1, 0.4]],
    "num-score": [[40]],
    "num-verb-a-day": [[40], [300], [200], [90, 12], [0.4]],
    "num-year-like-count": [[1500, 1900], [1950], [2020, 1987]],
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_of_sentences(cases, reader, name):
    lines = (cases / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    found = [values(claims_of(reader, line)) for line in lines if line.strip()]

    assert found == NUMBERS[name]


def test_every_case_has_a_test(cases):
    told = Path(__file__).read_text(encoding="utf-8")
    names = {path.name.removesuffix(".expected.md") for path in cases.glob("*.expected.md")}

    assert {name for name in names if name not in told} == set()
