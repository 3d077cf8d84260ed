"""Real pages over loopback, with faults: the bars of collecting. Needs ../shared."""

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


class Replay:
    """The replay server, and its controls."""

    def __init__(self, bases: list[str]) -> None:
        self.bases = bases

    def control(self, command: str, outlet: int = 1):
        with urllib.request.urlopen(f"{self.bases[outlet - 1]}/_ctl/{command}") as response:
            return json.load(response)

    def outlets(self, **lists):
        return [
            {
                "name": f"Outlet {number}",
                "hosts": [base.removeprefix("http://")],
                "homepage": f"{base}/",
                **{kind: [f"{base}{path}" for path in paths] for kind, paths in lists.items()},
            }
            for number, base in enumerate(self.bases, start=1)
        ]


@contextmanager
def replay(shared: Path, *options: str) -> Iterator[Replay]:
    process, line = listening(shared, options)
    try:
        yield Replay([outlet["base"] for outlet in json.loads(line)["outlets"]])
    finally:
        end(process)


def listening(shared: Path, options: tuple[str, ...]) -> tuple[subprocess.Popen[str], str]:
    """A server and its first line. Its port must be free at six addresses: a few are tried."""
    for _ in range(10):
        with socket.socket() as probe:
            probe.bind(("127.0.1.1", 0))
            port = str(probe.getsockname()[1])
        process = subprocess.Popen(
            [sys.executable, str(shared / "tools" / "replay.py"), "--port", port,
             "--duration", "900", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        line = process.stdout.readline()
        if line:
            return process, line
        end(process)
    pytest.fail("the replay server did not start")


def end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


LISTS = {"feeds": ["/feed.xml", "/atom.xml"], "sitemaps": ["/sitemap.xml", "/news-sitemap.xml"]}


def score(shared, newsroom):
    command = [sys.executable, str(shared / "eval" / "score_pages.py"), str(newsroom.database)]
    done = subprocess.run(
        [*command, str(shared / "data" / "pages"), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_six_outlets(shared, newsroom):
    with replay(shared, "--outlets", "6", "--limit", "18") as server:
        outlets = server.outlets(**LISTS, sections=["/", "/section/0"])
        slow = outlets[3]
        slow |= {"feeds": slow["feeds"][:1], "sitemaps": [], "sections": []}
        ran = newsroom.crawl(*outlets)
        first = server.control("stats")
        server.control("reset")
        newsroom.now = "2031-05-05T12:30:00+00:00"
        again = newsroom.crawl(*outlets, recheck="all")
        second = server.control("stats")
        slug = server.control("list")[0]["slug"]
        server.control(f"revise?slug={slug}&old=%20the%20&new=%20THE%20")
        newsroom.now = "2031-05-05T14:00:00+00:00"
        revised = newsroom.crawl(*outlets, recheck="all")

    for number in range(1, 6):
        stats = first[f"outlet{number}"]
        assert stats["article_urls_got"] == stats["articles_live"]
        assert stats["dup_article_gets"] == 0
        assert stats["robots_violations"] == 0
    assert ran.seconds >= first["outlet4"]["requests"] - 1
    assert first["outlet6"]["requests"] == first["outlet6"]["robots_hits"] == 1
    assert newsroom.problems()["/robots.txt"] == "robots_unreachable"
    assert "articles_new" not in again.counts
    assert "articles_changed" not in again.counts
    articles = newsroom.one("SELECT count(*) FROM articles")
    assert again.counts["not_modified"] >= articles
    assert sum(stats["not_modified"] for stats in second.values()) >= articles
    assert revised.counts["articles_changed"] == 1
    assert newsroom.one("SELECT count(*) FROM versions") == articles + 1


def test_random_faults_end_in_the_same_articles(shared, newsroom):
    faults = "500=0.08,429=0.08,slow=0.08"
    with replay(
        shared, "--outlets", "2", "--limit", "24", "--fault", faults, "--slow", "1",
        "--retry-after", "1",
    ) as server:  # fmt: skip
        newsroom.crawl(*server.outlets(**LISTS))
        stats = server.control("stats")

    assert any(outlet["faults"] for outlet in stats.values())
    live = sum(outlet["articles_live"] for outlet in stats.values())
    assert newsroom.one("SELECT count(*) FROM articles") == live
    assert newsroom.one("SELECT count(*) FROM problems WHERE kind LIKE 'http%'") == 0


OUTCOMES = {
    "slow": "done",
    "stall": "timeout",
    "500": "done",
    "503": "done",
    "429": "done",
    "403": "http_403",
    "404": "gone",
    "410": "gone",
    "redirect-loop": "redirect_loop",
    "redirect-chain": "done",
    "truncated-gzip": "truncated",
    "wrong-charset": "done",
    "wrong-charset2": "done",
    "no-charset": "done",
    "big": "too_large",
    "gzip-bomb": "too_large",
    "reset": "connection",
    "reset-mid": "truncated",
    "short-body": "truncated",
    "empty": "empty",
    "octet": "done",
    "soft-404": "soft_404",
    "etag-flap": "done",
    "bad-chunk": "truncated",
    "huge-header": "done",
    "endless-pages": "no_text",
    "consent": "done",
    "latin1-header-bytes": "done",
}


def test_each_fault_ends_in_its_documented_outcome(shared, newsroom):
    with replay(
        shared, "--outlets", "1", "--limit", "3", "--slow", "1", "--stall", "300",
        "--retry-after", "1", "--bomb-mb", "300",
    ) as server:  # fmt: skip
        slug = server.control("list")[0]["slug"]
        base = server.bases[0]
        targets = {
            kind: f"{base}/fault/{kind}/{slug}{'-1' if kind == 'endless-pages' else ''}"
            for kind in OUTCOMES
        }
        silent = [targets.pop("stall")]
        outlets = server.outlets()
        ran = newsroom.run("import", outlets, targets=list(targets.values()), measured=True)
        newsroom.run("import", outlets, targets=silent, settings={"timeout": 0.5, "backoff": []})

    found = {}
    for url, state, reason in newsroom.rows("SELECT url, state, reason FROM frontier"):
        kind = url.split("/fault/")[1].split("/")[0]
        found[kind] = (reason or "").split(":")[0] if state == "failed" else state
    assert found == OUTCOMES
    texts = newsroom.rows(
        "SELECT DISTINCT text_sha256 FROM versions JOIN articles ON articles.id = article_id "
        "WHERE url NOT LIKE '%wrong-charset2%'"
    )
    assert len(texts) == 1
    assert ran.peak < 260 * 1024 * 1024


def test_pages_are_read_as_well_as_the_bars_ask(shared, newsroom):
    ran = newsroom.run("import", [], targets=[str(shared / "data" / "pages")])

    assert ran.counts["articles_new"] == 121
    result = score(shared, newsroom)
    assert result["found"] == 121
    assert result["title_any"] >= 0.98
    assert result["date_day"] >= 0.98
    assert result["date_minute"] >= 0.95
    assert result["body_f1"] >= result["trafilatura_body_f1"] - 0.005
    assert result["number_recall"] >= result["trafilatura_number_recall"] - 0.005


def test_every_article_of_the_gold_is_imported_once(shared, newsroom):
    path = shared / "data" / "crosscheck_articles_dev.jsonl"

    first = newsroom.run("import", [], targets=[str(path)])
    second = newsroom.run("import", [], targets=[str(path)])

    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert first.problems == 0
    assert first.counts["articles_new"] == len({line["url"] for line in lines})
    assert second.counts == {"articles_same": len(lines)}
    dates = dict(newsroom.rows("SELECT url, published_at FROM articles"))
    assert all(
        dates[line["url"]].startswith(line["published"]) for line in lines if line["published"]
    )
