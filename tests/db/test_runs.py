"""Runs are logged, problems stand once each."""

from db.rows import select
from db.runs import Problem, end_run, record_problem, record_problems, start_run

NOON = "2031-05-04T12:00:00Z"
LATER = "2031-05-05T12:00:00Z"
PROBLEM = Problem("https://harbour-post.example/a", "crawl", "timeout", "no answer in 30 s", NOON)


def test_a_run_has_a_beginning_and_an_end(db):
    run = start_run(db, "crawl", NOON)
    assert select(db, "SELECT ended_at, outcome FROM runs") == [{"ended_at": None, "outcome": None}]
    end_run(db, run, "ok", {"pages": 3, "articles": 2}, LATER)
    assert select(db, "SELECT * FROM runs") == [
        {
            "id": run,
            "command": "crawl",
            "started_at": NOON,
            "ended_at": LATER,
            "outcome": "ok",
            "counts": '{"articles": 2, "pages": 3}',
        }
    ]
    assert start_run(db, "crawl", LATER) != run


def test_a_repeated_problem_adds_no_row(db):
    run = start_run(db, "crawl", NOON)
    first = Problem(*(getattr(PROBLEM, name) for name in PROBLEM.__slots__[:-1]), run)
    again = Problem(PROBLEM.url, PROBLEM.stage, PROBLEM.kind, PROBLEM.detail, LATER)
    assert record_problem(db, first)
    assert not record_problem(db, again)
    assert select(db, "SELECT run_id, at FROM problems") == [{"run_id": run, "at": NOON}]


def test_problems_know_their_outlet(db):
    urls = (
        "https://harbour-post.example/a",
        "https://user:word@www.harbour-post.example/a",
        "https://nobody.example/a",
        "http://[bad",
        "articles.jsonl:17",
        None,
    )
    problems = [Problem(url, "crawl", "x", "y", NOON) for url in urls]
    assert record_problems(db, problems) == 6
    found = {row["url"]: row["outlet_id"] for row in select(db, "SELECT * FROM problems")}
    assert [found[url] for url in urls] == ["the-harbour-post"] * 2 + [None] * 4
