"""The published views over a small dispute."""

import json

import pytest

from crosscheck.relations.decide import CONFLICTS
from db.articles import store_article
from db.captures import CaptureRow, record_capture
from db.ledger import store_extraction
from db.rows import select
from db.runs import Problem, record_problem
from terms.enums import Relation


def test_claims_flat_is_a_row_a_claim_with_its_names(judged, db):
    rows = {row["quote"]: row for row in select(db, "SELECT * FROM claims_flat")}
    assert set(rows) == {"Twelve", "$3m", "Twenty-one", "21"}
    hurt = rows["Twelve"]
    assert hurt["outlet"] == "The Harbour Post"
    assert hurt["article_title"] == "Ferry fire hurts 12"
    assert hurt["article_url"] == judged.ferry.url
    assert hurt["published_day"] == "2031-05-04"
    assert (hurt["origin"], hurt["source_class"]) == ("Coast Guard", "body")
    assert (hurt["figure_id"], hurt["verdict"], hurt["reading_id"]) == ("f1", "conflict", "r1")
    assert hurt["figure"] == "people hurt in the ferry fire"
    cost = rows["$3m"]
    assert (cost["origin"], cost["figure"], cost["verdict"]) == (None, None, None)


def test_an_origin_without_a_name_of_its_own_is_said_as_printed(judged, db):
    claim = judged.claims["$3m"]
    db.execute("UPDATE attributions SET hop = hop + 1 WHERE claim_id = ?", [claim])
    db.execute(
        "INSERT INTO attributions (claim_id, hop, role, name, source_class, rule, confidence) "
        "VALUES (?, 0, 'origin', 'two officials', 'anonymous', 'said-that', 0.9)",
        [claim],
    )
    row = next(iter(select(db, "SELECT * FROM claims_flat WHERE quote = '$3m'")))
    assert (row["origin"], row["origin_id"]) == ("two officials", None)
    assert row["source_class"] == "anonymous"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ('"current"', 0),
        ("salience", 0.49),
        ("region", "correction"),
        ("region", "related"),
        ("equivalent_of", "the first"),
    ],
)
def test_claims_flat_leaves_out_what_is_not_shown(judged, db, column, value):
    value = judged.claims["Twelve"] if value == "the first" else value
    db.execute(f"UPDATE claims SET {column} = ? WHERE quote = '21'", [value])
    quotes = {row["quote"] for row in select(db, "SELECT quote FROM claims_flat")}
    assert quotes == {"Twelve", "$3m", "Twenty-one"}


def test_facets_and_figures_are_answered_from_indexes(judged, db):
    def plan(sql):
        return " / ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"))

    flat = "(SELECT * FROM claims_flat)"
    facet = plan(f"SELECT kind, count(*) FROM {flat} GROUP BY kind")
    assert not {"articles", "outlets", "entities", "figures"} & set(facet.split())
    assert "COVERING INDEX idx_claims_shown" in facet
    assert plan(f"SELECT count(*) FROM {flat}") == "SCAN c USING COVERING INDEX idx_claims_shown"
    assert "SCAN" not in plan("SELECT * FROM claims_flat WHERE figure_id = 'f1'")
    newest = plan("SELECT * FROM claims_flat ORDER BY published_at DESC LIMIT 9")
    assert "idx_claims_shown" in newest
    assert "TEMP B-TREE" not in newest
    gravest = plan("SELECT * FROM conflicts ORDER BY severity DESC, changed_at DESC LIMIT 9")
    assert "idx_figures_verdict" in gravest
    assert "FOR ORDER BY" not in gravest.split("CORRELATED")[0]


def test_conflicts_show_the_gravest_pair(judged, db):
    (row,) = select(db, "SELECT * FROM conflicts")
    assert (row["figure_id"], row["story"], row["relation"]) == ("f1", "Ferry fire", "misquote")
    assert (row["value_a"], row["origin_a"]) == (12, "Coast Guard")
    assert (row["value_b"], row["origin_b"]) == (21, None)


def test_conflicts_state_their_numbers_in_the_figures_unit(judged, db):
    db.execute("UPDATE figures SET unit = 'km', conversion = 'mile × 1.60934 = km'")
    db.execute("UPDATE readings SET unit = 'km', stated_value = value WHERE id = 'r1'")
    db.execute(
        "UPDATE readings SET unit = 'mile', stated_value = 33.79614, "
        "conversion = 'mile × 1.60934 = km' WHERE id <> 'r1'"
    )
    (row,) = select(db, "SELECT * FROM conflicts")
    assert (row["unit"], row["conversion"]) == ("km", "mile × 1.60934 = km")
    assert (row["value_a"], row["printed_a"], row["unit_a"]) == (12, 12, "km")
    assert row["conversion_a"] is None
    assert (row["value_b"], row["printed_b"], row["unit_b"]) == (33.79614, 21, "mile")
    assert row["conversion_b"] == "mile × 1.60934 = km"


def test_a_possible_relation_is_a_reason_only_where_it_counts(judged, db):
    db.execute("UPDATE relations SET possible = 1")
    (lead,) = select(db, "SELECT relation, reason, value_a FROM conflicts")
    assert lead["relation"] == "misquote"
    db.execute("UPDATE relations SET severity = 0")
    (row,) = select(db, "SELECT relation, reason, value_a FROM conflicts")
    assert row == {"relation": None, "reason": None, "value_a": None}


@pytest.mark.parametrize("relation", Relation)
def test_conflicts_know_which_relations_make_one(judged, db, relation):
    db.execute("UPDATE relations SET relation = ?", [relation])
    (row,) = select(db, "SELECT relation FROM conflicts")
    assert row["relation"] == (relation if relation in CONFLICTS else None)


def test_other_verdicts_are_no_conflicts(judged, db):
    db.execute("UPDATE figures SET verdict = 'updated'")
    assert select(db, "SELECT * FROM conflicts") == []


def test_silent_edits_are_those_that_are_not_noted(judged, db, ferry):
    text = ferry.text.replace("Twelve", "Thirteen")
    new = store_article(db, ferry.page(text=text, seen_at=ferry.later), None)
    claim = ferry.claim("Thirteen", 13, text)
    store_extraction(db, new.version_id, type(ferry.extraction())("x", claims=(claim,)), ferry.noon)
    (old_version,) = db.execute(
        "SELECT id FROM versions WHERE number = 1 AND article_id = ?", [new.article_id]
    ).fetchone()
    (new_claim,) = db.execute("SELECT id FROM claims WHERE quote = 'Thirteen'").fetchone()
    db.execute(
        "INSERT INTO revisions VALUES ('e', ?, ?, ?, ?, ?, 0)",
        [new.article_id, old_version, new.version_id, judged.claims["Twelve"], new_claim],
    )
    (row,) = select(db, "SELECT * FROM silent_edits")
    assert (row["old_quote"], row["new_quote"]) == ("Twelve", "Thirteen")
    assert (row["old_value"], row["new_value"], row["unit"]) == (12, 13, "people")
    assert (row["old_seen_at"], row["new_seen_at"]) == (ferry.noon, ferry.later)
    assert row["outlet"] == "The Harbour Post"
    db.execute("UPDATE revisions SET noted = 1")
    assert select(db, "SELECT * FROM silent_edits") == []


def test_outlet_health_counts_what_an_outlet_gave(judged, db, ferry):
    record_problem(db, Problem(ferry.url, "crawl", "timeout", "30 s", ferry.later))
    record_capture(db, CaptureRow(ferry.url, ferry.url, ferry.noon, 200, "text/html", "0" * 64))
    db.execute(
        "INSERT INTO frontier (url, outlet_id, kind, state, first_seen_at, due_at, checked_at) "
        "VALUES ('u', 'the-harbour-post', 'feed', 'failed', '2031', '2031', '2031-05-05')"
    )
    health = {row["outlet_id"]: row for row in select(db, "SELECT * FROM outlet_health")}
    post = health["the-harbour-post"]
    assert (post["articles"], post["articles_not_live"], post["claims"]) == (1, 0, 2)
    assert (post["failing"], post["waiting"], post["problems"]) == (1, 0, 1)
    assert (post["last_checked_at"], post["last_problem_at"]) == ("2031-05-05", ferry.later)
    assert health["valley-times"]["claims"] == 2
    assert health["valley-times"]["last_checked_at"] is None
    assert json.loads(post["error_kinds"]) == {"timeout": 1}
    assert (post["without_date_share"], post["without_text_share"]) == (0, None)
    assert (post["articles_per_day"], post["usual_per_day"], post["warning"]) == (None, None, None)


def test_outlet_health_warns_when_less_comes_or_no_text(db):
    db.execute("INSERT INTO outlets (id, name) VALUES ('low', 'Low'), ('blank', 'Blank')")
    days = [1] * 40 + [day for day in range(5, 31) for _ in range(3)]
    db.conn.executemany(
        "INSERT INTO articles (id, outlet_id, url, title, first_seen_at, last_seen_at, state) "
        "VALUES (?1, 'low', ?1, 't', ?2, ?2, 'live')",
        [(str(n), f"2031-05-{day:02}T12:00:00Z") for n, day in enumerate(days)],
    )
    rows = [("low", f"l{n}", "done", None) for n in range(6)]
    rows += [("blank", f"b{n}", "failed", "no_text: none") for n in range(4)]
    rows += [("blank", f"c{n}", "done", None) for n in range(3)]
    rows += [("blank", f"d{n}", "failed", "timeout: 30 s") for n in range(9)]
    db.conn.executemany(
        "INSERT INTO frontier (outlet_id, url, state, reason, kind, first_seen_at, due_at, "
        "checked_at) VALUES (?, ?, ?, ?, 'article', '2031', '2031', '2031-05-31T12:00:00Z')",
        rows,
    )

    blank, low = select(
        db, "SELECT * FROM outlet_health WHERE outlet_id IN ('low', 'blank') ORDER BY outlet_id"
    )

    assert (low["articles_per_day"], low["usual_per_day"]) == (2.6, 2.7)
    assert (low["warning"], low["without_text_share"]) == (None, 0)
    assert low["last_success_at"] == "2031-05-31T12:00:00Z"
    assert (blank["without_text_share"], blank["warning"]) == (0.571, "pages without text")
    db.execute("DELETE FROM articles WHERE first_seen_at > '2031-05-24T13'")
    low = select(db, "SELECT * FROM outlet_health WHERE outlet_id = 'low'")[0]
    assert (low["articles_per_day"], low["warning"]) == (0, "fewer articles than usual")


def test_a_claim_carries_its_figure_and_the_verdict(judged, db):
    def carried():
        rows = db.execute("SELECT quote, figure_id, verdict FROM claims WHERE figure_id NOT NULL")
        return sorted(rows)

    def joined():
        return sorted(
            db.execute(
                "SELECT c.quote, f.id, f.verdict FROM figure_claims fc "
                "JOIN claims c ON c.id = fc.claim_id JOIN figures f ON f.id = fc.figure_id"
            )
        )

    assert carried() == joined() != []
    db.execute("UPDATE figures SET verdict = 'updated'")
    assert carried() == joined()
    assert {verdict for _, _, verdict in carried()} == {"updated"}
    db.execute("DELETE FROM figure_claims WHERE claim_id = ?", [judged.claims["Twelve"]])
    assert carried() == joined()
    assert "Twelve" not in {quote for quote, _, _ in carried()}
    db.execute("DELETE FROM figures")
    assert carried() == []
    assert db.execute("SELECT count(*) FROM claims WHERE verdict NOT NULL").fetchone() == (0,)
