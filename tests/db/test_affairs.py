"""Stories of one lasting matter."""

from itertools import permutations

import pytest
from sqlite_utils import Database

from db.affairs import join_affairs
from db.neighbours import articles_asking
from db.touching import put_in_force, rules_in_force, touched

AT = "2031-03-01T09:00:00Z"


@pytest.fixture
def ledger(db: Database) -> Database:
    db.conn.execute("INSERT INTO outlets (id, name) VALUES ('o', 'Orbit')")
    for key in "abcd":
        db.conn.execute(
            "INSERT INTO articles (id, outlet_id, url, first_seen_at, last_seen_at, state) "
            "VALUES (?, 'o', ?, ?, ?, 'live')",
            [key, f"https://orbit.example/{key}", AT, AT],
        )
        db.conn.execute(
            "INSERT INTO versions (id, article_id, number, seen_at, text, text_sha256) "
            "VALUES (?, ?, 1, ?, 'Text.', '')",
            [f"v{key}", key, AT],
        )
        db.conn.execute(
            "INSERT INTO stories (id, label, first_seen_at, last_seen_at) VALUES (?, '', ?, ?)",
            [f"s{key}", AT, AT],
        )
        db.conn.execute("INSERT INTO story_articles VALUES (?, ?)", [f"s{key}", key])
    db.conn.commit()
    return db


def affairs(db: Database) -> dict[str, str]:
    return dict(db.conn.execute("SELECT id, affair_id FROM stories").fetchall())


def test_a_story_is_an_affair_of_its_own(ledger: Database) -> None:
    join_affairs(ledger, [], None)
    assert affairs(ledger) == {f"s{key}": f"s{key}" for key in "abcd"}


@pytest.mark.parametrize("order", list(permutations([("a", "b"), ("c", "d"), ("b", "d")])))
def test_kin_join_in_any_order(ledger: Database, order: list[tuple[str, str]]) -> None:
    for pair in order:
        join_affairs(ledger, [pair], list("abcd"))
    assert set(affairs(ledger).values()) == {"sa"}


def test_answers_are_found_by_the_keys_of_one_question(ledger: Database) -> None:
    keys = {"b": ["x|1", "x|2"], "c": ["x|1", "y|2"], "d": ["x|1", "x|2", "x|3"]}
    for key, held in keys.items():
        rows = [(key, word, 741_500) for word in held]
        ledger.conn.executemany("INSERT INTO question_keys VALUES (?, ?, ?)", rows)
    ledger.conn.commit()
    asked = [{"x|1", "x|2"}, {"y|2", "y|3"}]
    assert articles_asking(ledger, asked, 741_400, "a", 2) == ["b", "d"]
    assert articles_asking(ledger, asked, 741_400, "d", 2) == ["b"]


def test_other_rules_mark_every_article(ledger: Database) -> None:
    assert rules_in_force(ledger, "crosscheck") is None
    put_in_force(ledger, "crosscheck", "one", AT)
    assert rules_in_force(ledger, "crosscheck") == "one"
    assert touched(ledger) == list("abcd")
