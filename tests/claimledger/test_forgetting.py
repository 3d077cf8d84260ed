"""What goes when a page is forgotten, and what stays."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.forgetting import forget
from claimledger.verifying import verify
from crawler.archive import Archive, Archived, Exchange, digest
from crawler.settings import CrawlSettings
from crawler.warcs import Record, records
from db.articles import store_article
from db.captures import CaptureRow, record_capture
from db.connection import connect
from db.frontier import FrontierEntry, seed_frontier, settle
from tests.claimledger.conftest import AT, page

HOST = "https://p.example"
PAGE, AMP, OTHER, FEED = (
    f"{HOST}/{path}" for path in ("news/quarry-march", "amp/quarry-march", "news/other", "feed.xml")
)


def archived(archive: Archive, url: str, body: str, *, zipped: bool = False) -> Archived:
    raw = gzip.compress(body.encode()) if zipped else body.encode()
    headers = (("Content-Type", "text/html"), *((("Content-Encoding", "gzip"),) if zipped else ()))
    moment = datetime(2031, 5, 13, 9, tzinfo=UTC)
    return archive.write(Exchange(url, moment, "GET", (), 200, headers, raw))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A ledger of two articles; a feed and an AMP page of one of them are archived too."""
    settings = CrawlSettings(tmp_path / "news.db", tmp_path / "warc", "me", ())
    db = connect(settings.database)
    db.execute("INSERT INTO outlets (id, name) VALUES ('p', 'Post')")
    bodies = {
        PAGE: "<p>The secret text.</p>",
        AMP: "<p>The secret text.</p>",
        OTHER: "<a href='/news/quarry-march'>More</a>",
    }
    began = datetime(2031, 5, 13, 9, tzinfo=UTC)
    with Archive(settings.warc_folder, started=began, info={}) as archive:
        archived(archive, FEED, f"<item>{PAGE}: The secret text.</item>", zipped=True)
        archived(archive, f"{HOST}/robots.txt", "User-agent: *")
        for url, body in bodies.items():
            place = archived(archive, url, body)
            row = CaptureRow(
                url, url, AT, 200, "text/html", digest(body.encode()), place.file, place.offset
            )
            capture = record_capture(db, row)
            if url != AMP:
                store_article(db, page("p", url, "Title", "Body.", AT), capture)
    seed_frontier(db, [FrontierEntry(AMP, "p", "article")], AT)
    settle(db, AMP, state="refused", now=AT, reason=f"alias of {PAGE}")
    db.close()
    return Config(settings, tmp_path / "claimledger.toml")


def left(config: Config) -> set[tuple[str, str]]:
    found = set()
    for file in config.crawl.warc_folder.iterdir():
        for record in records(file):
            assert isinstance(record, Record)
            found.add((record.kind, record.url.removeprefix(HOST)))
    return found


def test_variants_and_lists_go_and_other_captures_stay(config: Config) -> None:
    gone = forget(config, PAGE, "asked to")

    assert gone.records == 5
    assert left(config) == {
        ("warcinfo", ""),
        ("request", "/feed.xml"),
        ("response", "/robots.txt"),
        ("request", "/robots.txt"),
        ("response", "/news/other"),
        ("request", "/news/other"),
    }
    assert verify(config, lambda _doing, _counts: None).faults == ()
    db = connect(config.database)
    buried = [url for (url,) in db.execute("SELECT url FROM tombstones ORDER BY url")]
    db.close()
    assert buried == [AMP, PAGE]


def test_a_damaged_archive_is_named_and_nothing_goes(config: Config) -> None:
    (file,) = config.crawl.warc_folder.iterdir()
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(CommandError, match="nothing was forgotten") as caught:
        forget(config, PAGE, "asked to")

    assert caught.value.code is Exit.BROKEN
    db = connect(config.database)
    assert db["articles"].count_where("state = 'forgotten'") == 0
    db.close()
