"""Decisions are written down, and their articles are checked again."""

import json

import pytest

from db.connection import LedgerError
from db.decisions import decide, decisions_on
from db.ledger import load_check_batch, touched


def test_a_decision_marks_the_articles_it_concerns(judged, db):
    number = decide(db, "Ana", "figure:f1", "split", judged.ferry.later, "two ferries")
    assert touched(db) == sorted(judged.articles)
    (row,) = load_check_batch(db).decisions
    held = json.loads(row.pop("claims"))
    assert {"f1": sorted(held["f1"])} == held
    assert set(held["f1"]) <= set(judged.claims.values())
    assert row == {
        "id": number,
        "at": judged.ferry.later,
        "actor": "Ana",
        "subject": "figure:f1",
        "action": "split",
        "note": "two ferries",
    }


@pytest.mark.parametrize("kind", ["claim", "article", "reading", "story", "entity"])
def test_a_subject_may_be_anything_with_an_id(judged, db, kind):
    (guard,) = db.execute("SELECT id FROM entities").fetchone()
    identifier = {
        "claim": judged.claims["Twelve"],
        "article": judged.articles[0],
        "reading": "r1",
        "story": "s1",
        "entity": guard,
    }[kind]
    decide(db, "Ana", f"{kind}:{identifier}", "note", judged.ferry.later)
    expected = judged.articles if kind == "story" else judged.articles[:1]
    assert touched(db) == sorted(expected)


def test_a_decision_may_concern_two_things(judged, db):
    pair = f"claim:{judged.claims['Twelve']}  claim:{judged.claims['21']}"
    decide(db, "Ana", pair, "apart", judged.ferry.later)
    assert touched(db) == sorted(judged.articles)
    assert len(decisions_on(db, f"claim:{judged.claims['21']}")) == 1
    assert decisions_on(db, "claim:other", "figure:f1") == []


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("", "needs a subject"),
        ("f1", "expected one of article, claim"),
        ("figure:", "expected one of"),
        ("outlet:post", "expected one of"),
        ("figure:f9", "figure:f9: not in the ledger"),
        ("figure:f1 claim:none", "claim:none: not in the ledger"),
    ],
)
def test_a_decision_about_nothing_is_refused(judged, db, subject, message, snapshot):
    before = snapshot(db)
    with pytest.raises(LedgerError, match=message):
        decide(db, "Ana", subject, "apart", judged.ferry.later)
    assert snapshot(db) == before
