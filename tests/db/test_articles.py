"""Articles keep every text that stood there, and what is known of them."""

import pytest

from db.articles import find_article, mark_state, seen_unchanged, store_article
from db.connection import LedgerError
from db.ids import article_id
from db.ledger import store_extraction, touched
from db.rows import select
from db.tombstones import bury
from terms.enums import Region
from terms.model import Link, TextRegion


def _numbers(db):
    return [
        (row["number"], row["text"][-1])
        for row in select(db, "SELECT number, text FROM versions ORDER BY number")
    ]


def test_a_page_becomes_an_article_with_a_version(db, ferry):
    stored = store_article(
        db,
        ferry.page(
            regions=(TextRegion(0, 5, Region.CAPTION),),
            links=(Link(21, 27, "https://guard.example/log"),),
            headlines=(("Ferry fire", "og"),),
            urls=(("https://harbour-post.example/amp/ferry", "amp"),),
        ),
        None,
    )
    assert stored.article_id == article_id(ferry.url)
    assert (stored.new_article, stored.new_version) == (True, True)
    assert select(db, "SELECT number, text, headline_end FROM versions") == [
        {"number": 1, "text": ferry.text, "headline_end": 19}
    ]
    assert select(db, "SELECT * FROM regions")[0]["kind"] == "caption"
    assert select(db, "SELECT * FROM links")[0]["href"] == "https://guard.example/log"
    assert select(db, "SELECT text, source FROM headlines") == [
        {"text": "Ferry fire", "source": "og"}
    ]
    assert find_article(db, ferry.url) == stored.article_id
    assert find_article(db, "https://harbour-post.example/amp/ferry") == stored.article_id
    assert touched(db) == [stored.article_id]


def test_the_same_page_again_changes_nothing(db, ferry, snapshot):
    store_article(db, ferry.page(), None)
    before = snapshot(db)
    again = store_article(db, ferry.page(), None)
    assert (again.new_article, again.new_version) == (False, False)
    assert snapshot(db) == before


def test_the_same_text_later_moves_last_seen_alone(db, ferry):
    store_article(db, ferry.page(), None)
    db.execute("DELETE FROM touched_articles")
    before = select(db, "SELECT * FROM articles")[0]
    store_article(db, ferry.page(seen_at=ferry.later), None)
    after = select(db, "SELECT * FROM articles")[0]
    assert {name for name in after if after[name] != before[name]} == {"last_seen_at"}
    assert after["last_seen_at"] == ferry.later
    assert touched(db) == []


def test_a_page_that_is_as_it_was_moves_last_seen_alone(db, ferry):
    article = store_article(db, ferry.page(), None).article_id
    db.execute("DELETE FROM touched_articles")
    before = select(db, "SELECT * FROM articles")[0]
    seen_unchanged(db, article, ferry.later)
    seen_unchanged(db, article, ferry.noon)
    assert select(db, "SELECT * FROM articles") == [before | {"last_seen_at": ferry.later}]
    assert touched(db) == []
    mark_state(db, ferry.url, "gone", ferry.later)
    seen_unchanged(db, article, ferry.later)
    assert select(db, "SELECT state FROM articles") == [{"state": "live"}]
    assert touched(db) == [article]


def test_another_text_is_another_version(db, ferry, claims):
    text = ferry.text.replace("12", "14")
    stored = store_article(db, ferry.page(text=text, seen_at=ferry.later), None)
    assert (stored.new_article, stored.new_version) == (False, True)
    assert select(db, "SELECT title FROM articles") == [{"title": "Ferry fire hurts 14"}]
    assert select(db, 'SELECT DISTINCT "current" FROM claims') == [{"current": 0}]
    assert select(db, "SELECT count(*) AS n FROM claims_flat") == [{"n": 0}]


def test_a_text_that_comes_back_is_a_version_again(db, ferry):
    texts = [ferry.text + end for end in "ABAB"]
    days = [f"2031-05-0{day}T12:00:00Z" for day in range(4, 8)]
    ids = [
        store_article(db, ferry.page(text=text, seen_at=day), None).version_id
        for text, day in zip(texts, days, strict=True)
    ]
    assert len(set(ids)) == 4
    assert _numbers(db) == [(1, "A"), (2, "B"), (3, "A"), (4, "B")]


def test_a_page_from_an_archive_takes_its_place_in_time(db, ferry, snapshot):
    store_article(db, ferry.page(text=ferry.text + "B", seen_at=ferry.later), None)
    old = ferry.page(text=ferry.text + "A", seen_at=ferry.noon, title="An older title")
    stored = store_article(db, old, None)
    assert stored.new_version
    assert _numbers(db) == [(1, "A"), (2, "B")]
    assert select(db, "SELECT title, first_seen_at, last_seen_at FROM articles") == [
        {
            "title": "Ferry fire hurts 12",
            "first_seen_at": ferry.noon,
            "last_seen_at": ferry.later,
        }
    ]
    before = snapshot(db)
    assert not store_article(db, old, None).new_version
    assert snapshot(db) == before


def test_the_current_claims_stay_when_an_older_page_comes(db, ferry, claims):
    old = ferry.page(text=ferry.text + "A", seen_at="2031-05-01T12:00:00Z")
    version = store_article(db, old, None).version_id
    assert select(db, 'SELECT DISTINCT "current" FROM claims') == [{"current": 1}]
    store_extraction(db, version, ferry.extraction(text=old.text), ferry.later)
    assert select(db, 'SELECT "current", count(*) AS n FROM claims GROUP BY 1 ORDER BY 1') == [
        {"current": 0, "n": 2},
        {"current": 1, "n": 2},
    ]


def test_what_a_page_does_not_give_is_kept(db, ferry):
    store_article(db, ferry.page(byline="A. Reporter", paywalled=True), None)
    store_article(
        db,
        ferry.page(seen_at=ferry.later, published_at=None, modified_at=ferry.later),
        None,
    )
    assert select(db, "SELECT byline, published_at, modified_at, paywalled FROM articles") == [
        {
            "byline": "A. Reporter",
            "published_at": "2031-05-04T09:30:00Z",
            "modified_at": ferry.later,
            "paywalled": 1,
        }
    ]


def test_a_better_date_reaches_the_claims(db, ferry, claims):
    store_article(db, ferry.page(seen_at=ferry.later, published_at="2031-05-03"), None)
    assert select(db, "SELECT DISTINCT published_at FROM claims") == [
        {"published_at": "2031-05-03"}
    ]


def test_a_canonical_address_is_not_taken_over(db, ferry):
    first = store_article(db, ferry.page(), None)
    other = "https://harbour-post.example/2031/pier"
    second = store_article(db, ferry.page(url=other, urls=((ferry.url, "redirect"),)), None)
    assert find_article(db, ferry.url) == first.article_id
    assert find_article(db, other) == second.article_id


def test_an_address_becomes_canonical_when_it_says_so(db, ferry):
    other = "https://harbour-post.example/2031/pier"
    store_article(db, ferry.page(urls=((other, "redirect"),)), None)
    second = store_article(db, ferry.page(url=other), None)
    assert find_article(db, other) == second.article_id


def test_mark_state(db, ferry, version, snapshot):
    db.execute("DELETE FROM touched_articles")
    assert mark_state(db, ferry.url, "gone", ferry.later)
    assert select(db, "SELECT state FROM articles") == [{"state": "gone"}]
    assert touched(db) == [article_id(ferry.url)]
    before = snapshot(db)
    assert mark_state(db, ferry.url, "gone", ferry.latest)
    assert snapshot(db) == before
    assert not mark_state(db, "https://nobody.example/", "gone", ferry.later)


def test_an_article_that_is_back_is_live(db, ferry, version):
    mark_state(db, ferry.url, "gone", ferry.noon)
    store_article(db, ferry.page(seen_at=ferry.later), None)
    assert select(db, "SELECT state FROM articles") == [{"state": "live"}]


def test_a_forgotten_address_is_refused(db, ferry, snapshot):
    amp = "https://harbour-post.example/amp/ferry"
    bury(db, [amp], "asked to", ferry.noon)
    before = snapshot(db)
    with pytest.raises(LedgerError, match="amp/ferry: forgotten"):
        store_article(db, ferry.page(urls=((amp, "amp"),)), None)
    assert snapshot(db) == before
