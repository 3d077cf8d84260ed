"""A ledger or archive that cannot be written ends a crawl at once; a wrong clock does not."""

import sqlite3
from datetime import UTC, datetime

import pytest

from crawler.filing import Onward
from crawler.warcs import Damage, records

PAGES = [f"/news/bridge-at-orrin-closed-{number}" for number in range(1, 9)]


def many_pages(site, told, pages=PAGES):
    for path in pages:
        site.page(path, title=f"Bridge {path[-1]} at Orrin closes")
    site.feed("/feed.xml", *pages)
    return told.outlet(site, feeds=["/feed.xml"])


def failed(newsroom, outlet, **options) -> str:
    """What a crawl that must fail says last."""
    code, _, err = newsroom.runner.run(newsroom.job("crawl", [outlet], **options))
    assert code == 1, err
    return err.strip().splitlines()[-1]


def whole(newsroom) -> int:
    """Articles, after a check that each has one version and an archived page that holds."""
    assert newsroom.one("PRAGMA integrity_check") == "ok"
    articles = newsroom.one("SELECT count(*) FROM articles")
    assert newsroom.rows("SELECT count(*), count(DISTINCT article_id) FROM versions") == [
        (articles, articles)
    ]
    found = [one for path in newsroom.warcs.glob("*.warc.gz") for one in records(path)]
    assert not any(isinstance(one, Damage) for one in found)
    assert not list(newsroom.warcs.glob("*.open"))
    return articles


def test_a_ledger_that_somebody_locks_ends_the_crawl_and_the_next_goes_on(sites, newsroom, told):
    site = sites()
    outlet = many_pages(site, told)
    kept = site.routes[PAGES[2]]
    other = []

    def lock(asked, writer):
        if not other:
            other.append(sqlite3.connect(newsroom.database, check_same_thread=False))
            other[0].execute("BEGIN IMMEDIATE")
        return kept(asked, writer)

    site.routes[PAGES[2]] = lock
    said = failed(newsroom, outlet)
    assert "another process has been writing for too long" in said
    other[0].rollback()
    other[0].close()

    newsroom.crawl(outlet)
    assert whole(newsroom) == len(PAGES)
    assert "in_flight" not in newsroom.frontier().values()


def test_an_archive_without_room_ends_the_crawl_with_whole_records(sites, newsroom, told):
    site = sites()
    outlet = many_pages(site, told)
    newsroom.db().close()
    long = told.page_html(site.url(PAGES[4]), head=f"<!-- {list(range(90_000))} -->")
    site.routes[PAGES[4]] = told.answer(long)

    said = failed(newsroom, outlet, room=140_000, settings={"concurrency_per_host": 1})
    assert "the archive cannot be written" in said or "the ledger cannot be written" in said

    newsroom.crawl(outlet)
    assert whole(newsroom) == len(PAGES)


def test_a_ledger_that_cannot_be_written_while_robots_is_asked_for(sites, newsroom, told):
    site = sites()
    outlet = many_pages(site, told)
    other = []

    def lock(asked, writer):
        other.append(sqlite3.connect(newsroom.database, check_same_thread=False))
        other[0].execute("BEGIN IMMEDIATE")
        writer.write(told.answer(status=503))

    site.routes["/robots.txt"] = lock
    assert "another process" in failed(newsroom, outlet)
    other[0].close()


@pytest.mark.parametrize("ahead", ["2031-05-06T12:00:00+00:00", "2040-01-01T00:00:00+00:00"])
def test_a_clock_that_was_ahead_stops_nothing_and_is_told(sites, newsroom, told, ahead):
    site = sites()
    outlet = many_pages(site, told, PAGES[:2])
    right, newsroom.now = newsroom.now, ahead
    newsroom.crawl(outlet)

    newsroom.now = right
    many_pages(site, told, PAGES[:4])
    ran = newsroom.crawl(outlet)
    assert ran.counts["articles_new"] == 2
    assert ran.counts["clock_ahead"] == 3
    (detail,) = newsroom.rows("SELECT detail FROM problems WHERE kind = 'clock_ahead'")
    assert ahead[:10] in detail[0]
    latest = newsroom.one("SELECT max(max(first_seen_at, checked_at, changed_at)) FROM frontier")
    assert latest <= "2031-05-05T12:00:00Z"

    assert "clock_ahead" not in newsroom.crawl(outlet).counts


def test_recheck_all_means_all(sites, newsroom, told):
    site = sites()
    outlet = many_pages(site, told, PAGES[:3])
    right, newsroom.now = newsroom.now, "2040-01-01T00:00:00+00:00"
    newsroom.crawl(outlet)
    newsroom.now = right
    for _ in range(2):  # the second one in the very second of the first
        site.asked.clear()
        newsroom.crawl(outlet, recheck="all")
        assert sorted(site.paths()) == sorted(["/robots.txt", "/feed.xml", *PAGES[:3]])


def test_a_clock_that_is_behind_every_sane_one_changes_no_time(sites, newsroom, told):
    site = sites()
    outlet = many_pages(site, told, PAGES[:2])
    newsroom.crawl(outlet)
    before = newsroom.rows("SELECT url, first_seen_at FROM frontier ORDER BY url")
    newsroom.now = "1970-01-01T00:10:00+00:00"
    many_pages(site, told, PAGES[:3])
    ran = newsroom.crawl(outlet)
    assert ran.counts["articles_new"] == 1
    after = newsroom.rows("SELECT url, first_seen_at FROM frontier ORDER BY url")
    assert [row for row in after if row in before] == before


def test_a_run_never_goes_back_in_time():
    told = iter(datetime(2031, 5, 5, hour, tzinfo=UTC) for hour in (12, 13, 9, 10, 14))
    clock = Onward(lambda: next(told))
    assert [clock().hour for _ in range(5)] == [12, 13, 13, 13, 14]
