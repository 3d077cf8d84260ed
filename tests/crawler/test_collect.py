"""Whole crawls of small sites: what is found, kept, seen again, moved, gone and resumed."""

import asyncio
import os
import signal
import threading
from hashlib import sha256

from crawler.warcs import read_record

SECONDS = 200.0
"""Patience with a busy machine."""


def three_pages(site, told):
    for number in (1, 2, 3):
        site.page(
            f"/news/bridge-at-orrin-closed-{number}", title=f"Bridge {number} at Orrin closes"
        )
    site.feed("/feed.xml", "/news/bridge-at-orrin-closed-1", "/news/bridge-at-orrin-closed-2")
    urls = "".join(
        f"<url><loc>{site.url(f'/news/bridge-at-orrin-closed-{n}')}</loc></url>" for n in (2, 3)
    )
    site.routes["/sitemap.xml"] = told.answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>',
        content_type="application/xml",
    )
    return told.outlet(site, feeds=["/feed.xml"], sitemaps=["/sitemap.xml"])


def test_crawl_stores_each_article_once_with_evidence(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)

    ran = newsroom.crawl(outlet)

    assert ran.counts["articles_new"] == 3
    assert ran.problems == 0
    assert sorted(site.paths()) == sorted(
        ["/robots.txt", "/feed.xml", "/sitemap.xml"]
        + [f"/news/bridge-at-orrin-closed-{n}" for n in (1, 2, 3)]
    )
    assert {request.headers["user-agent"] for request in site.asked} == {
        "claimledger/0.1.0 (+https://claims.example/about)"
    }
    title, byline, published, zone, language = newsroom.rows(
        "SELECT title, byline, published_at, published_zone, language FROM articles ORDER BY url"
    )[0]
    assert (title, byline) == ("Bridge 1 at Orrin closes", "Jo Reed")
    assert (published, zone, language) == ("2031-05-04T07:30:00Z", "+02:00", "en")
    text, headline_end = newsroom.rows("SELECT text, headline_end FROM versions")[0]
    assert text[:headline_end].endswith("at Orrin closes")
    assert text[headline_end : headline_end + 2] == "\n\n"
    assert text.count("at Orrin closes") == 1
    assert "Home" not in text
    captures = newsroom.rows("SELECT final_url, sha256, warc_file, warc_offset FROM captures")
    assert len(captures) == 3
    for url, digest, file, offset in captures:
        record = read_record(newsroom.warcs / file, offset)
        assert (record.kind, record.url, record.status) == ("response", url, 200)
        assert sha256(record.payload).hexdigest() == digest


def test_second_crawl_asks_conditionally_and_adds_nothing(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    site.asked.clear()
    newsroom.now = "2031-05-05T12:01:00+00:00"

    due = newsroom.crawl(outlet)
    asked_when_due = site.paths()
    site.asked.clear()
    everything = newsroom.crawl(outlet, recheck="all")

    assert not any(path.startswith("/news/") for path in asked_when_due)
    assert "articles_new" not in due.counts
    assert everything.counts["not_modified"] == 3
    assert newsroom.one("SELECT count(*) FROM versions") == 3
    assert newsroom.rows("SELECT DISTINCT first_seen_at, last_seen_at FROM articles") == [
        ("2031-05-05T12:00:00Z", "2031-05-05T12:01:00Z")
    ]
    conditional = [asked for asked in site.asked if asked.path.startswith("/news/")]
    assert len(conditional) == 3
    assert all("if-none-match" in asked.headers for asked in conditional)


def test_changed_text_makes_a_version_and_changed_template_does_not(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    changed = "/news/bridge-at-orrin-closed-1"
    paragraphs = list(told.default_paragraphs(site.url(changed)))
    paragraphs[2] = paragraphs[2].replace("2.5", "3.5")
    site.page(changed, title="Bridge 1 at Orrin closes", paragraphs=tuple(paragraphs))
    site.page(
        "/news/bridge-at-orrin-closed-2",
        title="Bridge 2 at Orrin closes",
        head="<!-- build 7 --><link rel='stylesheet' href='/new.css'>",
    )
    newsroom.now = "2031-05-05T13:00:00+00:00"

    ran = newsroom.crawl(outlet)

    assert (ran.counts["articles_changed"], ran.counts["articles_same"]) == (1, 1)
    assert newsroom.rows(
        "SELECT url, count(*) FROM articles JOIN versions ON article_id = articles.id "
        "GROUP BY url HAVING count(*) > 1"
    ) == [(site.url(changed), 2)]


def test_gone_article_is_marked_and_kept(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    site.routes["/news/bridge-at-orrin-closed-1"] = told.answer("gone", 410)
    newsroom.now = "2031-05-05T13:00:00+00:00"

    ran = newsroom.crawl(outlet)

    assert ran.counts["articles_gone"] == 1
    assert newsroom.rows("SELECT url FROM articles WHERE state = 'gone'") == [
        (site.url("/news/bridge-at-orrin-closed-1"),)
    ]
    assert newsroom.one("SELECT count(*) FROM versions") == 3


def test_moved_article_keeps_its_identity(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    old, new = "/news/bridge-at-orrin-closed-1", "/2031/05/bridge-at-orrin-closed-after-flood"
    site.page(new, title="Bridge 1 at Orrin closes", paragraphs=told.default_paragraphs(old))
    site.routes[old] = told.answer(status=301, Location=site.url(new))
    newsroom.now = "2031-05-05T13:00:00+00:00"
    newsroom.crawl(outlet)
    site.feed("/feed.xml", new)
    newsroom.now = "2031-05-05T14:00:00+00:00"

    newsroom.crawl(outlet)

    assert newsroom.one("SELECT count(*) FROM articles") == 3
    assert newsroom.one("SELECT kind FROM article_urls WHERE url = ?", site.url(new)) == "redirect"
    assert newsroom.one("SELECT count(*) FROM versions") == 3


def test_article_that_leads_to_another_known_one_is_marked_gone(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    old, other = "/news/bridge-at-orrin-closed-1", "/news/bridge-at-orrin-closed-2"
    site.routes[old] = told.answer(status=302, Location=other)
    newsroom.now = "2031-05-05T13:00:00+00:00"

    newsroom.crawl(outlet)

    assert newsroom.rows("SELECT url FROM articles WHERE state = 'gone'") == [(site.url(old),)]
    assert newsroom.one("SELECT count(*) FROM versions") == 3


def test_canonical_address_names_the_article_only_on_the_outlets_own_hosts(sites, newsroom, told):
    site = sites()
    main = "/news/bridge-at-orrin-closed-1"
    site.page(main)
    site.page("/amp/bridge-at-orrin-closed-1", canonical=site.url(main))
    site.page("/news/bridge-at-orrin-closed-1/index.html", canonical=site.url(main))
    site.page("/news/bridge-at-orrin-copied-4", canonical="https://wire.example/other-page-here")

    outlet = told.outlet(site, feeds=["/feed.xml"])
    site.feed(
        "/feed.xml",
        "/amp/bridge-at-orrin-closed-1",
        "/news/bridge-at-orrin-closed-1/index.html",
        "/news/bridge-at-orrin-copied-4",
    )
    newsroom.crawl(outlet)
    first = [path for path in site.paths() if "bridge" in path]
    site.asked.clear()
    newsroom.now = "2031-05-05T13:00:00+00:00"
    newsroom.crawl(outlet)

    listed = {
        "/amp/bridge-at-orrin-closed-1",
        "/news/bridge-at-orrin-closed-1/index.html",
        "/news/bridge-at-orrin-copied-4",
    }
    # The canonical page is asked for itself unless index.html was read before the AMP one named it.
    assert len(first) == len(set(first))
    assert listed <= set(first) <= {*listed, main}
    assert sorted(path for path in site.paths() if "bridge" in path) == [
        main,
        "/news/bridge-at-orrin-copied-4",
    ]
    assert sorted(newsroom.rows("SELECT url FROM articles")) == sorted(
        [(site.url(main),), (site.url("/news/bridge-at-orrin-copied-4"),)]
    )


def test_stories_that_share_a_canonical_address_stay_apart(sites, newsroom, told):
    site = sites()
    lists = ["/index.php", "/en/", "/local", "/latest-reports"]
    paths = [
        f"/en/local/weir-{n}-at-orrin-{part}" for n in range(4) for part in ("breaks", "holds")
    ]
    paths += ["/show.aspx?nid=70", "/show.aspx?nid=71"]
    for number, path in enumerate(paths):
        canonical = [*lists, "/show.aspx"][number // 2]
        site.page(path, canonical=site.url(canonical), title=f"Weir {number} at Orrin breaks")
    items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in paths)
    site.routes["/feed.xml"] = told.answer(
        f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>",
        content_type="application/rss+xml",
    )
    outlet = told.outlet(site, feeds=["/feed.xml"], sections=["/latest-reports"])

    newsroom.crawl(outlet)
    newsroom.now = "2031-05-05T13:00:00+00:00"
    newsroom.crawl(outlet)

    rows = newsroom.rows("SELECT url, state FROM articles")
    assert sorted(rows) == sorted((site.url(path), "live") for path in paths)
    assert newsroom.one("SELECT count(*) FROM versions") == len(paths)


def test_canonical_address_of_another_story_is_not_believed(sites, newsroom, told):
    site = sites()
    mill = (
        "A baker bought the old mill for 90,000 euros and will grind rye there from the autumn.",
        "Its wheel has stood still for sixty years, and swallows nest in the loft above it now.",
        "Two apprentices will learn to dress the stones, and schools may come on each Friday.",
    )
    paths = ["/local/weir-at-orrin-breaks", "/local/mill-at-kell-is-sold"]
    shared = site.url("/local/todays-report")
    site.page(paths[0], canonical=shared, title="Weir at Orrin breaks")
    site.page(paths[1], canonical=shared, title="Mill at Kell is sold", paragraphs=mill)
    site.feed("/feed.xml", *paths)

    newsroom.crawl(told.outlet(site, feeds=["/feed.xml"]))

    assert newsroom.one("SELECT count(*) FROM articles") == 2
    assert newsroom.one("SELECT count(*) FROM versions") == 2


def test_interrupted_run_is_gone_on_with(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(30)]
    half = threading.Event()
    for number, name in enumerate(names):
        site.page(name, title=f"Bridge {number} at Orrin closes")
    kept = dict(site.routes)

    def counted(name):
        def serve(asked, writer):
            if sum(path.startswith("/news/") for path in site.paths()) == 15:
                half.set()
            return kept[name](asked, writer)

        return serve

    site.routes.update({name: counted(name) for name in names})
    site.feed("/feed.xml", *names)
    outlet = told.outlet(site, feeds=["/feed.xml"])

    job = newsroom.job("crawl", [outlet])
    process = newsroom.start(job)
    assert half.wait(SECONDS)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    newsroom.crawl(outlet)

    assert newsroom.one("SELECT count(*) FROM articles") == 30
    assert newsroom.one("SELECT count(*) FROM versions") == 30
    fetched = [path for path in site.paths() if path.startswith("/news/")]
    assert set(fetched) == set(names)
    assert len(fetched) - len(names) <= job["settings"]["concurrency_per_host"] + 1
    assert not list(newsroom.warcs.glob("*.open"))


def test_terminated_run_ends_cleanly_and_leaves_nothing_in_flight(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(40)]
    begun = threading.Event()
    for name in names:
        site.page(name)
    first = site.routes[names[0]]

    def serve(asked, writer):
        begun.set()
        return first(asked, writer)

    site.routes[names[0]] = serve
    site.feed("/feed.xml", *names)
    job = newsroom.job("crawl", [told.outlet(site, feeds=["/feed.xml"])], settings={"delay": 1.0})

    process = newsroom.start(job)
    assert begun.wait(SECONDS)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 0, err
    assert '"unfinished": 1' in out
    assert newsroom.one("SELECT count(*) FROM frontier WHERE state = 'in_flight'") == 0
    assert not list(newsroom.warcs.glob("*.open"))


def test_max_time_and_max_pages_leave_the_rest_due(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(8)]
    for name in names:
        site.page(name)
    site.feed("/feed.xml", *names)
    outlet = told.outlet(site, feeds=["/feed.xml"])

    few = newsroom.crawl(outlet, settings={"max_pages": 3})
    short = newsroom.crawl(outlet, settings={"delay": 600.0}, max_time=0.5)

    assert few.counts["articles_new"] == 3
    assert short.counts["unfinished"] == 1
    assert list(newsroom.frontier().values()).count("waiting") >= 4


def test_run_that_ends_while_robots_txt_is_awaited_ends_at_once(sites, newsroom, told):
    site = sites()

    async def robots(asked, writer):
        await asyncio.sleep(2)
        writer.write(told.answer("User-agent: *\nAllow: /\n", content_type="text/plain"))

    site.routes["/robots.txt"] = robots
    site.feed("/feed.xml")
    outlet = told.outlet(site, feeds=["/feed.xml"])

    ran = newsroom.crawl(outlet, settings={"delay": 600.0}, max_time=0.5)

    assert ran.counts["unfinished"] == 1
    assert site.paths() == ["/robots.txt"]
    assert newsroom.frontier() == {"/feed.xml": "waiting"}


def test_forgotten_page_is_not_asked_for_again(sites, newsroom, told):
    from db.forgetting import forget

    site = sites()
    outlet = three_pages(site, told)
    newsroom.crawl(outlet)
    db = newsroom.db()
    forget(db, site.url("/news/bridge-at-orrin-closed-1"), "asked to", "2031-05-05T12:30:00Z")
    db.close()
    site.asked.clear()
    newsroom.now = "2031-05-05T13:00:00+00:00"

    newsroom.crawl(outlet, recheck="all")

    assert "/news/bridge-at-orrin-closed-1" not in site.paths()
    assert newsroom.one("SELECT count(*) FROM versions") == 2


def test_topics_keep_only_what_has_all_words_of_one(sites, newsroom, told):
    site = sites()
    outlet = three_pages(site, told)
    site.page("/news/bridge-at-orrin-closed-3", paragraphs=("A cat show was held. " * 20,))

    ran = newsroom.crawl(outlet, settings={"topics": ["orrin arches", "harbour strike"]})

    assert (ran.counts["articles_new"], ran.counts["off_topic"]) == (2, 1)


def test_outlet_whose_pages_cannot_be_read_any_more_is_warned_of(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(6)]
    site.routes |= {name: told.answer("<html><div id=app></div></html>") for name in names}
    site.page(names[0])

    newsroom.fetch(site, *names)

    (detail,) = newsroom.rows("SELECT detail FROM problems WHERE kind = 'yield_dropped'")[0]
    assert detail.startswith("5 of 6 pages")


def test_outlet_without_lists_is_found_by_homepage_and_robots(sites, newsroom, told):
    site = sites()
    first, second = "/news/bridge-at-orrin-closed-1", "/news/bridge-at-orrin-closed-2"
    site.page(first)
    site.page(second)
    site.routes["/robots.txt"] = told.answer(
        f"User-agent: *\nDisallow: /private\nSitemap: {site.url('/map.xml')}\n"
    )
    site.routes["/map.xml"] = told.answer(
        f"<urlset><url><loc>{site.url(first)}</loc></url></urlset>", content_type="text/xml"
    )
    site.routes["/"] = told.answer(f"<html><a href='{second}'>Bridge at Orrin closed</a></html>")

    ran = newsroom.crawl(told.outlet(site, homepage=site.url("/"), language="en"))

    assert ran.counts["articles_new"] == 2
    assert newsroom.one("SELECT language FROM outlets") == "en"


def test_article_that_leads_from_one_spelling_to_another_is_no_loss(sites, newsroom, told):
    site = sites()
    refresh = "<meta http-equiv='refresh' content='{}'>"
    kept = ["/video/bridge-at-orrin-closed", "/news/tower-at-orrin-closed", "/live/flood-at-orrin"]
    for path in kept[:2]:
        site.page(path)
    site.routes |= {
        "/video/bridge": told.answer(status=301, Location=kept[0]),
        "/news/tower": told.answer(f"<html><head>{refresh.format('0; url=' + kept[1])}</head>"),
        kept[2]: told.answer(
            told.page_html(site.url(kept[2]), head=refresh.format(f"5; url={kept[2]}"))
        ),
        "/news/ring": told.answer(f"<html><head>{refresh.format('0; url=/news/ring?a=1')}</head>"),
        "/news/ring?a=1": told.answer(f"<head>{refresh.format('0; url=/news/ring')}</head>"),
    }

    newsroom.fetch(site, "/video/bridge", "/news/tower", kept[2], "/news/ring")

    assert sorted(newsroom.rows("SELECT url FROM articles")) == sorted(
        (site.url(path),) for path in kept
    )
    assert newsroom.problems() == {"/news/ring": "redirect_loop"}
    assert len([path for path in site.paths() if path == "/news/ring"]) == 6
