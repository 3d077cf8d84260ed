"""robots.txt, crawl delays, pauses that servers ask for, and who asks."""

import asyncio
import gzip
from datetime import UTC, datetime

import pytest

from crawler.politeness import retry_after, said

NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 05 May 2031 12:01:30 GMT", 90.0),
        ("Mon, 05 May 2031 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_said_leaves_out_the_names_of_classes():
    error = OSError(
        "[<twisted.python.failure.Failure twisted.internet.error.ConnectionLost: Gone.>]"
    )

    assert said(error) == "Gone."
    assert said(ValueError()) == "ValueError"


def test_disallowed_pages_are_never_asked_for(sites, newsroom, told):
    site = sites()
    site.routes["/robots.txt"] = told.answer(
        "User-agent: *\nDisallow: /\n\nUser-agent: claimledger\nDisallow: /private/\n",
        content_type="text/plain",
    )
    site.page("/private/notes-on-the-bridge-at-orrin")
    site.page("/news/bridge-at-orrin-closed-1")
    site.routes["/news/moved-bridge-at-orrin"] = told.answer(
        status=302, Location="/private/notes-on-the-bridge-at-orrin"
    )

    ran = newsroom.fetch(
        site,
        "/private/notes-on-the-bridge-at-orrin",
        "/news/bridge-at-orrin-closed-1",
        "/news/moved-bridge-at-orrin",
    )

    assert not any(path.startswith("/private/") for path in site.paths())
    assert site.paths().count("/robots.txt") == 1
    assert (ran.counts["refused"], ran.counts["articles_new"], ran.problems) == (2, 1, 0)
    reasons = newsroom.rows("SELECT DISTINCT reason FROM frontier WHERE state = 'refused'")
    assert reasons == [("robots.txt does not allow it",)]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_had_means_wait(sites, newsroom, told, status):
    site = sites()
    site.page("/news/bridge-at-orrin-closed-1")
    site.routes["/robots.txt"] = told.answer("no", status)

    ran = newsroom.fetch(site, "/news/bridge-at-orrin-closed-1")

    assert site.paths() == ["/robots.txt"]
    assert newsroom.frontier() == {"/news/bridge-at-orrin-closed-1": "waiting"}
    assert newsroom.problems() == {"/robots.txt": "robots_unreachable"}
    assert ran.counts["waiting"] == 1


def test_robots_redirected_inside_means_wait(sites, newsroom, told):
    inside = sites("127.0.0.2", {"/robots.txt": told.answer("User-agent: *\nAllow: /")})
    site = sites()
    site.page("/news/x")
    site.routes["/robots.txt"] = told.answer(status=302, Location=inside.url("/robots.txt"))

    newsroom.fetch(site, "/news/x")

    assert inside.asked == []
    assert newsroom.frontier() == {"/news/x": "waiting"}


def test_huge_robots_is_cut_and_obeyed(sites, newsroom, told):
    site = sites()
    site.page("/news/x")
    rules = "User-agent: *\nDisallow: /news/\n" + "# filler\n" * 200_000
    site.routes["/robots.txt"] = told.answer(rules, content_type="text/plain")

    newsroom.fetch(site, "/news/x")

    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("zipped", [False, True])
def test_robots_beyond_every_cap_is_cut_and_obeyed(sites, newsroom, told, zipped):
    site = sites()
    site.page("/news/x")
    site.page("/free/y")
    rules = b"User-agent: *\nDisallow: /news/\n" + b"# filler\n" * 2_500_000
    body = gzip.compress(rules, 1) if zipped else rules
    extra = {"Content_Encoding": "gzip"} if zipped else {}
    site.routes["/robots.txt"] = told.answer(body, content_type="text/plain", **extra)

    newsroom.fetch(site, "/news/x", "/free/y")

    assert site.paths() == ["/robots.txt", "/free/y"]
    assert newsroom.problems() == {}


def test_crawl_delay_and_one_connection(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(4)]
    under_way, most = [0], []

    def first_one_slow(name):
        async def serve(asked, writer):
            under_way[0] += 1
            most.append(under_way[0])
            await asyncio.sleep(1.0 if name == names[0] else 0)
            under_way[0] -= 1
            writer.write(told.answer(told.page_html(site.url(name))))

        return serve

    site.routes.update({name: first_one_slow(name) for name in names})
    site.routes["/robots.txt"] = told.answer(
        "User-agent: *\nCrawl-delay: 0.5\n", content_type="text/plain"
    )

    ran = newsroom.fetch(site, *names)

    assert ran.seconds >= len(names) * 0.5
    assert max(most) == 1


def test_crawl_delay_beyond_reason_leaves_the_outlet(sites, newsroom, told):
    site = sites()
    site.page("/news/x")
    site.routes["/robots.txt"] = told.answer(
        "User-agent: *\nCrawl-delay: 86400\n", content_type="text/plain"
    )

    newsroom.fetch(site, "/news/x")

    assert newsroom.frontier() == {"/news/x": "waiting"}


def test_long_pause_keeps_the_whole_host_in_peace(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(6)]
    for name in names:
        site.routes[name] = told.answer("later", 503, Retry_After="7200")

    newsroom.fetch(site, *names, settings={"concurrency_per_host": 1, "delay": 0.2})

    asked = [path for path in site.paths() if path.startswith("/news/")]
    assert len(asked) <= 2
    assert set(newsroom.frontier().values()) == {"waiting"}
    due = newsroom.rows("SELECT due_at FROM frontier WHERE state = 'waiting'")
    assert all(at >= "2031-05-05T13:50" for (at,) in due)


def test_at_most_so_many_requests_at_once(sites, newsroom, told):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(10)]
    under_way, most = [0], [0]

    def slow(name):
        async def serve(asked, writer):
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            await asyncio.sleep(0.05)
            under_way[0] -= 1
            writer.write(told.answer(told.page_html(site.url(name))))

        return serve

    site.routes.update({name: slow(name) for name in names})

    ran = newsroom.fetch(site, *names, settings={"concurrency_per_host": 2})

    assert ran.counts["articles_new"] == 10
    assert most[0] <= 2
