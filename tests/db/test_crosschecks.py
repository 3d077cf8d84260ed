"""Crosscheck takes rows and gives rows; what did not change is not written."""

from dataclasses import replace

import pytest

from db.articles import store_article
from db.crosschecks import severity_class
from db.ledger import load_check_batch, store_crosscheck, store_extraction, touched
from db.rows import select
from terms.enums import Region
from terms.model import TextRegion


def ids(db, table, column="id"):
    return [row[column] for row in select(db, f"SELECT {column} FROM {table} ORDER BY 1")]


def test_a_batch_has_what_crosscheck_needs(dispute, db, ferry):
    batch = load_check_batch(db)
    by_outlet = {row["outlet"]: row for row in batch.articles}
    assert by_outlet["Valley Times"]["group"] == "Valley"
    assert by_outlet["The Harbour Post"]["text"] == ferry.text
    assert by_outlet["The Harbour Post"]["headline_end"] == 19
    names = {row["quote"]: row["origin_name"] for row in batch.claims}
    assert names == {"Twelve": "Coast Guard", "$3m": None, "Twenty-one": None, "21": None}
    assert [row["hop"] for row in batch.attributions if row["claim_id"] == dispute.claims["Twelve"]]
    assert batch.versions == batch.regions == batch.figures == []
    assert batch.touched == tuple(sorted(dispute.articles))


def test_a_batch_may_be_of_some_articles(judged, db):
    first, second = judged.articles
    both = load_check_batch(db)
    part = load_check_batch(db, [first])
    assert [row["id"] for row in part.articles] == [first]
    assert {row["article_id"] for row in part.claims} == {first}
    assert part.claims == [row for row in both.claims if row["article_id"] == first]
    assert len(part.figures) == len(part.figure_claims) == len(part.story_articles) == 1
    assert {row["claim_id"] for row in part.attributions} <= {row["id"] for row in part.claims}
    assert load_check_batch(db, [first, second]) == both
    nothing = load_check_batch(db, [])
    assert nothing.articles == nothing.claims == nothing.figures == []


def test_a_batch_is_read_in_few_queries(dispute, db):
    asked = []
    db.conn.set_trace_callback(asked.append)
    load_check_batch(db)
    db.conn.set_trace_callback(None)
    assert len(asked) <= 12


def test_versions_come_with_their_regions_where_there_are_several(dispute, db, ferry):
    text = ferry.text + "\n\nCorrection: an earlier text had another number."
    region = TextRegion(len(ferry.text) + 2, len(text), Region.CORRECTION)
    stored = store_article(db, ferry.page(text=text, seen_at=ferry.later, regions=(region,)), None)
    store_extraction(db, stored.version_id, ferry.extraction(text=text), ferry.later)
    batch = load_check_batch(db)
    assert [(row["number"], row["text"]) for row in batch.versions] == [(1, ferry.text), (2, text)]
    assert [(row["version_id"], row["kind"]) for row in batch.regions] == [
        (stored.version_id, "correction")
    ]
    mine = [row for row in batch.claims if row["article_id"] == stored.article_id]
    assert sorted(row["current"] for row in mine) == [0, 0, 1, 1]
    (article,) = (row for row in batch.articles if row["id"] == stored.article_id)
    assert article["text"] == text


def test_conclusions_are_stored_and_clear_what_was_touched(judged, db):
    assert ids(db, "figures") == ["f1"]
    assert ids(db, "readings") == ["r1", "r2"]
    assert select(db, "SELECT possible FROM relations") == [{"possible": 0}]
    assert touched(db) == []


def test_the_same_conclusions_again_change_nothing(judged, db, snapshot):
    before = snapshot(db)
    assert store_crosscheck(db, judged.rows(), judged.ferry.later) == 0
    assert snapshot(db) == before


def test_what_differs_is_updated_and_what_vanished_goes(judged, db):
    rows = judged.rows()
    (reading, _) = rows.readings
    store_crosscheck(
        db,
        replace(
            rows,
            figures=[{**rows.figures[0], "verdict": "single", "severity": 0.0}],
            readings=[{**reading, "claim_count": 2}],
            figure_claims=rows.figure_claims[:1],
            relations=(),
            implications=(),
        ),
        judged.ferry.later,
    )
    assert select(db, "SELECT id, verdict FROM figures") == [{"id": "f1", "verdict": "single"}]
    assert select(db, "SELECT id, claim_count FROM readings") == [{"id": "r1", "claim_count": 2}]
    assert ids(db, "relations", "relation") == ids(db, "implications") == []
    assert ids(db, "figure_claims", "claim_id") == [judged.claims["Twelve"]]


def test_a_claim_moves_to_another_figure(judged, db):
    rows = judged.rows()
    second = {**rows.figures[0], "id": "f2", "verdict": "single"}
    reading = {**rows.readings[1], "figure_id": "f2"}
    store_crosscheck(
        db,
        replace(
            rows,
            figures=[rows.figures[0], second],
            readings=[rows.readings[0], reading],
            figure_claims=[
                {**row, "figure_id": "f2"} if row["reading_id"] == "r2" else row
                for row in rows.figure_claims
            ],
            relations=(),
            implications=(),
        ),
        judged.ferry.later,
    )
    assert select(
        db, "SELECT figure_id, count(*) AS n FROM figure_claims GROUP BY 1 ORDER BY 1"
    ) == [{"figure_id": "f1", "n": 1}, {"figure_id": "f2", "n": 2}]


def test_a_merged_figure_leaves_an_alias(judged, db):
    rows = judged.rows()
    alias = {"old_id": "f0", "new_id": "f1", "at": judged.ferry.later}
    store_crosscheck(db, replace(rows, figure_aliases=[alias]), judged.ferry.later)
    store_crosscheck(db, rows, judged.ferry.latest)
    assert select(db, "SELECT * FROM figure_aliases") == [alias]


def test_out_of_scope_stays(judged, db):
    rows = judged.rows()
    only = replace(
        judged.rows(),
        stories=(),
        story_articles=(),
        figures=[{**rows.figures[0], "id": "f2", "story_id": None}],
        figure_history=(),
        readings=(),
        figure_claims=(),
        relations=(),
        implications=(),
        scope_story_ids=[],
        scope_figure_ids=["f2"],
        scope_article_ids=[],
    )
    store_crosscheck(db, only, judged.ferry.later)
    assert ids(db, "figures") == ["f1", "f2"]
    assert ids(db, "stories") == ["s1"]
    assert len(ids(db, "figure_claims", "claim_id")) == 3
    gone = replace(only, figures=(), scope_figure_ids=["f2"])
    store_crosscheck(db, gone, judged.ferry.later)
    assert ids(db, "figures") == ["f1"]


def test_only_the_articles_dealt_with_are_cleared(dispute, db):
    store_crosscheck(db, replace(dispute.rows(), touched=dispute.articles[:1]), dispute.ferry.noon)
    assert touched(db) == [dispute.articles[1]]


def test_nothing_concluded_empties_the_tables(judged, db):
    store_crosscheck(db, type(judged.rows())(), judged.ferry.later)
    for table in ("stories", "figures", "readings"):
        assert ids(db, table) == []
    assert ids(db, "figure_history", "figure_id") == ["f1"]


@pytest.mark.parametrize(
    ("verdict", "severity", "rows"),
    [
        ("conflict", 0.56, 1),
        ("conflict", 0.61, 1),
        ("conflict", 0.2, 2),
        ("updated", 0.56, 2),
    ],
)
def test_history_notes_a_change_and_no_more(judged, db, verdict, severity, rows):
    later = {
        "figure_id": "f1",
        "at": judged.ferry.later,
        "verdict": verdict,
        "severity": severity,
        "reason": "read again",
    }
    store_crosscheck(db, judged.rows(figure_history=[later]), judged.ferry.later)
    assert len(ids(db, "figure_history", "at")) == rows


def test_severity_classes():
    assert [severity_class(value) for value in (0.0, 0.05, 0.1, 0.3, 0.5, 0.7, 9)] == [
        0, 1, 1, 2, 2, 3, 3,
    ]  # fmt: skip


def test_a_copy_is_marked_and_unmarked(dispute, db):
    first, second = dispute.articles
    copy = {"article_id": second, "of_article_id": first, "share": 0.9, "paragraphs": "[]"}
    marked = "SELECT copy_of FROM articles WHERE id = ?"
    store_crosscheck(db, dispute.rows(copies=[copy]), dispute.ferry.noon)
    assert select(db, marked, [second]) == [{"copy_of": first}]
    store_crosscheck(db, dispute.rows(copies=[{**copy, "share": 0.3}]), dispute.ferry.noon)
    assert select(db, marked, [second]) == [{"copy_of": None}]
    store_crosscheck(db, dispute.rows(copies=[copy]), dispute.ferry.noon)
    store_crosscheck(db, dispute.rows(), dispute.ferry.noon)
    assert select(db, marked, [second]) == [{"copy_of": None}]


def test_an_origin_that_only_a_reading_held_goes_with_it(judged, db, ferry):
    (version,) = db.execute(
        "SELECT id FROM versions WHERE article_id = ?", [judged.articles[0]]
    ).fetchone()
    nothing = replace(ferry.extraction("test 2"), entities=(), claims=())
    store_extraction(db, version, nothing, ferry.later)
    assert ids(db, "entities", "name") == ["Coast Guard"]
    store_crosscheck(db, type(judged.rows())(), ferry.later)
    assert ids(db, "entities", "name") == []
