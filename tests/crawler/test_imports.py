"""Taking in what lies here already."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.collect import TargetError, import_targets
from crawler.settings import CrawlSettings

NOW = datetime(2031, 5, 5, 12, tzinfo=UTC)


def take_in(newsroom, *targets, settings=None):
    return import_targets(
        newsroom.database, [str(target) for target in targets], settings=settings, clock=lambda: NOW
    )


def test_jsonl_twice_adds_nothing(newsroom, tmp_path):
    path = tmp_path / "articles.jsonl"
    record = {"title": "Bridge closes", "published": None, "text": "The bridge was closed."}
    lines = [{**record, "url": f"https://told.example/{n}", "outlet": "The Told"} for n in range(3)]
    path.write_text("\n".join(json.dumps(line) for line in [*lines, lines[0], "broken"]))

    first = take_in(newsroom, path)
    second = take_in(newsroom, path)

    assert first.counts == {"articles_new": 3, "articles_same": 1, "lines_bad": 1}
    assert second.counts == {"articles_same": 4, "lines_bad": 1}
    assert (first.problems, second.problems) == (1, 0)
    assert newsroom.one("SELECT detail FROM problems").startswith("articles.jsonl, line 5: ")
    assert newsroom.rows("SELECT id, name FROM outlets") == [("the-told", "The Told")]
    assert newsroom.one("SELECT count(*) FROM versions") == 3


def test_single_html_file_is_the_page_that_it_says_it_is(newsroom, tmp_path, told):
    canonical = "https://told.example/news/bridge"
    path = tmp_path / "saved.html"
    path.write_text(told.page_html(canonical, canonical=canonical))

    take_in(newsroom, path)

    assert newsroom.rows("SELECT url, published_at FROM articles") == [
        (canonical, "2031-05-04T07:30:00Z")
    ]


def test_folder_keeps_names_and_canonical_addresses(newsroom, tmp_path, told):
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    canonical = "https://told.example/news/bridge"
    (folder / "one.html").write_text(told.page_html("one", canonical=canonical))
    (folder / "deep" / "two words.html").write_text(told.page_html("two"))
    (folder / "empty.html").write_text("<html><body></body></html>")
    (folder / "notes.txt").write_text("not taken")
    (folder / ".listing").write_text("not taken")

    ran = take_in(newsroom, folder)

    assert sorted(newsroom.rows("SELECT url FROM articles")) == [
        ("https://files.invalid/deep/two%20words.html",),
        ("https://told.example/one.html",),
    ]
    assert newsroom.one("SELECT kind FROM article_urls WHERE url = ?", canonical) == "redirect"
    assert ran.problems == 2
    kinds = dict(newsroom.rows("SELECT kind, detail FROM problems"))
    assert kinds.keys() == {"no_text", "files_left"}
    assert kinds["files_left"].endswith(": notes.txt")


def test_warc_of_a_crawl_adds_nothing_to_its_ledger_and_fills_another(
    sites, newsroom, tmp_path, told
):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(3)]
    for name in names:
        site.page(name)
    newsroom.fetch(site, *names)
    captures = newsroom.rows("SELECT * FROM captures ORDER BY id")

    again = take_in(
        newsroom,
        newsroom.warcs,
        settings=CrawlSettings(newsroom.database, newsroom.warcs, "x", ()),
    )
    other = replace(newsroom, folder=tmp_path / "other")
    other.folder.mkdir()
    take_in(other, newsroom.warcs)

    assert again.counts == {"articles_same": 3}
    assert newsroom.rows("SELECT * FROM captures ORDER BY id") == captures
    assert other.rows("SELECT text_sha256 FROM versions ORDER BY 1") == newsroom.rows(
        "SELECT text_sha256 FROM versions ORDER BY 1"
    )
    assert other.one("SELECT DISTINCT seen_at FROM versions") == "2031-05-05T12:00:00Z"


def test_damaged_warc_gives_what_is_whole(sites, newsroom, tmp_path):
    site = sites()
    names = [f"/news/bridge-at-orrin-closed-{number}" for number in range(3)]
    for name in names:
        site.page(name)
    newsroom.fetch(site, *names)
    (path,) = newsroom.warcs.glob("*.warc.gz")
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(path.read_bytes()[: newsroom.one("SELECT max(warc_offset) FROM captures") + 99])
    other = replace(newsroom, folder=tmp_path / "other")
    other.folder.mkdir()

    ran = take_in(other, cut)

    assert ran.counts == {"articles_new": 2}
    assert other.one("SELECT kind FROM problems") == "warc_damaged"


def test_implausible_dates_are_problems_and_order_nothing(newsroom, tmp_path):
    path = tmp_path / "articles.jsonl"
    record = {"title": "Bridge", "text": "The bridge was closed."}
    path.write_text(
        "\n".join(
            json.dumps({**record, "url": f"https://told.example/{n}", "published": published})
            for n, published in enumerate(["2099-01-01", "1970-01-01T00:00:00Z", "2031-05-04"])
        )
    )

    take_in(newsroom, path)

    assert newsroom.rows("SELECT published_at FROM articles ORDER BY url") == [
        (None,),
        (None,),
        ("2031-05-04",),
    ]
    assert newsroom.one("SELECT count(*) FROM problems WHERE kind = 'date_implausible'") == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "picture.png"])
def test_targets_that_cannot_be_imported_are_named_before_anything_is_written(
    newsroom, tmp_path, name
):
    (tmp_path / "picture.png").write_bytes(b"x")
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps({"url": "https://told.example/1", "text": "The bridge was closed."}))
    newsroom.database.unlink()

    with pytest.raises(TargetError, match=name):
        take_in(newsroom, good, tmp_path / name)

    assert not newsroom.database.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("The\u202e Told\u200b", "The Told"),
        ("  Harbour\n\tPost \x07", "Harbour Post"),
        ("Post\u2028Two", "Post Two"),
        ("\u200b\u202e", "told.example"),
        ("---", "told.example"),
        ("", "told.example"),
        ("Zu\u0308rich Post", "Zürich Post"),
        ("News " * 200, ("News " * 24).strip()),
    ],
)
def test_names_of_outlets_are_cleaned_like_other_text(newsroom, tmp_path, given, kept):
    path = tmp_path / "articles.jsonl"
    record = {"url": "https://www.told.example/a", "title": "Bridge closes", "outlet": given}
    path.write_text(json.dumps({**record, "text": "The bridge at Orrin was closed on Monday."}))
    take_in(newsroom, path)
    assert newsroom.one("SELECT name FROM outlets") == kept
