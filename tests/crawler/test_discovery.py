"""Looking around on a homepage."""

import json

import pytest

from crawler.discovery import read_front_page


def test_name_feeds_and_sitemaps_are_found(sites, newsroom, told):
    site = sites()
    page = "/news/bridge-at-orrin-closed-1"
    site.feed("/feed.xml", page)
    site.feed("/same.xml", page)
    site.routes["/broken.xml"] = told.answer("<oops>")
    site.routes["/news.xml"] = told.answer(
        '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        f"<loc>{site.url(page)}</loc><n:news><n:publication_date>2031-05-04</n:publication_date>"
        "<n:title>One</n:title></n:news></url></urlset>"
    )
    site.routes["/all.xml"] = told.answer(
        f"<urlset><url><loc>{site.url(page)}</loc></url></urlset>"
    )
    site.routes["/robots.txt"] = told.answer(
        f"User-agent: *\nDisallow: /private\nSitemap: {site.url('/all.xml')}\n"
        f"Sitemap: {site.url('/news.xml')}\nSitemap: https://elsewhere.example/s.xml\n"
    )
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}">'
        for path in ("/feed.xml", "/same.xml", "/broken.xml", "/private/feed.xml")
    )
    site.routes["/"] = told.answer(
        f'<html lang="en-NZ"><head><meta property="og:site_name" content="The Told">{links}'
        "</head><body>hello</body></html>"
    )

    found = newsroom.run("discover", [], homepage=site.url("/")).value

    assert found["name"] == "The Told"
    assert (found["language"], found["country"]) == ("en", "NZ")
    assert found["feeds"] == [site.url("/feed.xml")]
    assert found["sitemaps"] == [site.url("/news.xml")]
    assert found["hosts"] == [site.netloc]
    assert "/private/feed.xml" not in site.paths()


def test_homepage_itself_when_nothing_is_named(sites, newsroom, told):
    site = sites()
    site.routes["/"] = told.answer("<html><title>The Told - News</title></html>")

    found = newsroom.run("discover", [], homepage=site.url("/")).value

    assert (found["name"], found["sections"]) == ("The Told", [site.url("/")])


def test_homepage_that_cannot_be_had_is_an_error(sites, newsroom):
    site = sites()
    job = newsroom.job("discover", [], homepage=site.url("/missing"))

    code, _, err = newsroom.runner.run(job)

    assert code != 0
    assert "DiscoveryError" in err
    assert "404" in err


@pytest.mark.parametrize(
    ("url", "lang", "country"),
    [
        ("https://told.example/", "en", None),
        ("https://told.co.uk/", "en", "GB"),
        ("https://told.nz/", "en", "NZ"),
        ("https://told.io/", "en", None),
        ("https://told.nz/", "en-AU", "AU"),
    ],
)
def test_country(url, lang, country):
    assert (
        read_front_page(f"<html lang='{lang}'><p>x</p></html>".encode(), url, None).country
        == country
    )


def test_name_from_json_ld():
    data = json.dumps({"@type": "NewsMediaOrganization", "name": "The Told"})
    page = f"<html><script type='application/ld+json'>{data}</script><title>x</title></html>"

    assert read_front_page(page.encode(), "https://told.example/", None).name == "The Told"


@pytest.mark.parametrize(
    ("link", "feed"),
    [
        ('<link rel="alternate feed" type="application/rss+xml; charset=utf-8" href="/f">', "f"),
        ('<link rel="alternate" type="text/xml" href="/f">', "f"),
        ('<a type="application/atom+xml" href="f">Feed</a>', "f"),
        ('<base href="de/"><link rel="alternate" type="application/rss+xml" href="f">', "de/f"),
        ('<link rel="search" type="application/xml" href="/f">', None),
        ('<link rel="alternate" type="text/html" href="/f">', None),
    ],
)
def test_feeds_by_their_labels(link, feed):
    html = f"<html><head>{link}<title>x</title></head><body><p>x</p></body></html>"
    found = read_front_page(html.encode(), "https://told.example/", None).feeds

    assert found == ((f"https://told.example/{feed}",) if feed else ())
