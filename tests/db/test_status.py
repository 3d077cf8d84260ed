"""The state of a ledger in numbers."""

from db.articles import store_article
from db.migrations import migrations
from db.runs import Problem, record_problem, start_run
from db.status import counts, status


def test_counts_of_what_is_there_and_what_is_left(judged, db, ferry):
    store_article(db, ferry.page(url=ferry.url + "/2"), None)
    found = counts(db)
    assert (found["articles"], found["claims"], found["figures"]) == (3, 4, 1)
    assert (found["conflicts"], found["unread"], found["touched"]) == (1, 1, 1)


def test_status_tells_how_the_ledger_is(judged, db, ferry, path):
    for number in range(7):
        start_run(db, f"crawl {number}", ferry.noon)
    for detail, at in (("a", ferry.later), ("b", ferry.noon)):
        record_problem(db, Problem(ferry.url, "crawl", "timeout", detail, at))
    found = status(db)
    assert found.schema == migrations.applied(db)[-1].name
    assert found.bytes == path.stat().st_size > 0
    assert found.verdicts == {"conflict": 1}
    assert found.extractors == {"test 1": 2}
    assert (found.first_article_at, found.last_article_at) == (ferry.noon, ferry.noon)
    assert [row["command"] for row in found.runs] == [f"crawl {n}" for n in (6, 5, 4, 3, 2)]
    assert found.problems == [
        {"stage": "crawl", "kind": "timeout", "count": 2, "last_at": ferry.later}
    ]
    assert [row["outlet_id"] for row in found.outlets] == ["the-harbour-post", "valley-times"]


def test_an_empty_ledger_has_a_status(db):
    found = status(db)
    assert found.first_article_at is None
    assert set(found.counts.values()) == {0, 1}
