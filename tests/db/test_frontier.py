"""The frontier hands out each address once, and remembers what came of it."""

import pytest

from db.frontier import FrontierEntry, release_in_flight, seed_frontier, settle, take_due
from db.rows import select

NOON = "2031-05-04T12:00:00Z"
LATER = "2031-05-05T12:00:00Z"
LATEST = "2031-05-06T12:00:00Z"


def entry(name: str, kind: str = "article", **fields: str) -> FrontierEntry:
    return FrontierEntry(f"https://harbour-post.example/{name}", "the-harbour-post", kind, **fields)


def names(rows):
    return [row.url.rsplit("/", 1)[-1] for row in rows]


def settle_all(db, rows, now, **fields):
    for row in rows:
        settle(db, row.url, **({"state": "done", "now": now} | fields))


def test_seeding_twice_adds_once(db, snapshot):
    assert seed_frontier(db, [entry("feed", "feed"), entry("a")], NOON) == 2
    before = snapshot(db)
    assert seed_frontier(db, [entry("feed", "feed"), entry("a")], LATER) == 0
    assert snapshot(db) == before


def test_seeding_fills_gaps_and_overwrites_nothing(db):
    seed_frontier(db, [entry("a", title="Ferry")], NOON)
    seed_frontier(db, [entry("a", title="Other", published_at="2031-05-04")], LATER)
    assert select(db, "SELECT title, published_at, first_seen_at FROM frontier") == [
        {"title": "Ferry", "published_at": "2031-05-04", "first_seen_at": NOON}
    ]


def test_lists_come_before_articles_and_robots_before_all(db):
    kinds = ("article", "sitemap", "robots", "feed")
    seed_frontier(db, [entry(kind, kind) for kind in kinds], NOON)
    assert names(take_due(db, NOON)) == ["robots", "feed", "sitemap", "article"]


def test_an_address_is_taken_once(db):
    seed_frontier(db, [entry("a"), entry("b"), entry("c")], NOON)
    taken = [name for _ in range(3) for name in names(take_due(db, NOON, limit=2))]
    assert taken == ["a", "b", "c"]
    assert {row["state"] for row in select(db, "SELECT state FROM frontier")} == {"in_flight"}


def test_due_waits_for_its_time(db):
    seed_frontier(db, [entry("a", due_at=LATER), entry("b")], NOON)
    rows = take_due(db, NOON)
    assert names(rows) == ["b"]
    settle_all(db, rows, NOON, due_at=LATEST)
    assert names(take_due(db, LATER)) == ["a"]
    assert names(take_due(db, LATEST)) == ["b"]


def test_all_meets_every_address_once_a_run(db):
    seed_frontier(db, [entry("a", due_at=LATEST), entry("b"), entry("c")], NOON)
    settle(db, entry("c").url, state="gone", now=NOON)
    rows = take_due(db, LATER, recheck="all", since=LATER)
    assert sorted(names(rows)) == ["a", "b", "c"]
    settle_all(db, rows, LATER)
    assert take_due(db, LATEST, recheck="all", since=LATER) == []
    assert len(take_due(db, LATEST, recheck="all")) == 3


def test_one_outlet_alone(db):
    db.execute("INSERT INTO outlets (id, name) VALUES ('other', 'Other')")
    other = FrontierEntry("https://other.example/a", "other", "article")
    seed_frontier(db, [entry("a"), other], NOON)
    assert [row.outlet_id for row in take_due(db, NOON, outlet_id="other")] == ["other"]


@pytest.mark.parametrize(("state", "tries"), [("failed", 2), ("done", 0), ("gone", 0)])
def test_failures_are_counted_in_a_row(db, state, tries):
    seed_frontier(db, [entry("a")], NOON)
    settle(db, entry("a").url, state="failed", now=NOON, reason="timeout")
    settle(db, entry("a").url, state=state, now=LATER)
    assert select(db, "SELECT tries, reason FROM frontier") == [{"tries": tries, "reason": None}]


def test_a_304_keeps_what_was_known(db, version, ferry):
    seed_frontier(db, [entry("a")], NOON)
    article = select(db, "SELECT id FROM articles")[0]["id"]
    settle(
        db,
        entry("a").url,
        state="done",
        now=NOON,
        http_status=200,
        etag='"1"',
        last_modified="yesterday",
        due_at=LATER,
        article_id=article,
        changed=True,
    )
    settle(db, entry("a").url, state="done", now=LATER, http_status=304)
    assert select(
        db,
        "SELECT http_status, etag, last_modified, due_at, article_id, checked_at, changed_at "
        "FROM frontier",
    ) == [
        {
            "http_status": 304,
            "etag": '"1"',
            "last_modified": "yesterday",
            "due_at": LATER,
            "article_id": article,
            "checked_at": LATER,
            "changed_at": NOON,
        }
    ]


def test_an_interrupted_run_gives_its_addresses_back(db):
    seed_frontier(db, [entry("a"), entry("b")], NOON)
    take_due(db, NOON)
    assert take_due(db, NOON) == []
    assert release_in_flight(db) == 2
    assert names(take_due(db, NOON)) == ["a", "b"]
