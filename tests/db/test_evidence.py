"""A claim, figure or article is shown with what proves it."""

import pytest

from db.articles import store_article
from db.captures import CaptureRow, record_capture
from db.evidence import ArticleSheet, ClaimSheet, FigureSheet, conflicts, show
from db.ledger import store_extraction
from db.rows import select


def test_a_claim_is_shown_with_chain_text_and_capture(db, ferry):
    capture = record_capture(
        db, CaptureRow(ferry.url, ferry.url, ferry.noon, 200, "text/html", "0" * 64, "a.warc.gz", 9)
    )
    stored = store_article(db, ferry.page(), capture)
    store_extraction(db, stored.version_id, ferry.extraction(), ferry.noon)
    (claim,) = select(db, "SELECT id FROM claims WHERE quote = 'Twelve'")
    sheet = show(db, claim["id"])
    assert isinstance(sheet, ClaimSheet)
    assert [hop["name"] for hop in sheet.chain] == ["Coast Guard", "The Harbour Post"]
    assert sheet.article["outlet"] == "The Harbour Post"
    assert sheet.context == ferry.text
    assert (sheet.capture["warc_file"], sheet.capture["warc_offset"]) == ("a.warc.gz", 9)
    assert sheet.figures == []


def test_a_figure_is_shown_with_readings_relations_and_past(judged, db):
    sheet = show(db, "f1")
    assert isinstance(sheet, FigureSheet)
    assert sheet.figure["story"] == "Ferry fire"
    assert [(row["value"], row["origin"]) for row in sheet.readings] == [
        (12, "Coast Guard"),
        (21, None),
    ]
    assert len(sheet.claims) == 3
    assert sheet.relations[0]["reason"] == "12 and 21 have their digits swapped"
    assert len(sheet.implications) == len(sheet.history) == 1
    claim = show(db, judged.claims["Twelve"])
    assert [row["id"] for row in claim.figures] == ["f1"]
    assert claim.capture is None


def test_a_merged_figure_leads_to_the_one_that_is_left(judged, db):
    db.execute("INSERT INTO figure_aliases VALUES ('f3', 'f2', ''), ('f2', 'f1', '')")
    assert show(db, "f3").figure["id"] == "f1"


def test_aliases_that_bite_their_tail_end(judged, db):
    db.execute("INSERT INTO figure_aliases VALUES ('f3', 'f2', ''), ('f2', 'f3', '')")
    assert show(db, "f3") is None


@pytest.mark.parametrize("by", ["id", "url"])
def test_an_article_is_shown_by_id_or_address(judged, db, ferry, by):
    sheet = show(db, judged.articles[0] if by == "id" else ferry.url)
    assert isinstance(sheet, ArticleSheet)
    assert sheet.article["title"] == "Ferry fire hurts 12"
    assert [row["number"] for row in sheet.versions] == [1]
    assert sheet.versions[0]["characters"] == len(ferry.text)
    assert [row["quote"] for row in sheet.claims] == ["Twelve", "$3m"]
    assert sheet.revisions == []


def test_nothing_is_shown_of_what_is_not_there(db):
    assert show(db, "nobody") is None


def test_conflicts_come_gravest_first(judged, db):
    db.execute(
        "INSERT INTO figures (id, story_id, label, measure, unit, place, population, "
        "period_start, period_end, low, high, verdict, severity, article_count, outlet_count, "
        "origin_count, copy_count, first_seen_at, changed_at, tier) SELECT 'f2', story_id, 'people missing', measure, unit, place, "
        "population, period_start, period_end, low, high, verdict, 0.9, article_count, "
        "outlet_count, origin_count, copy_count, first_seen_at, ?, tier FROM figures",
        [judged.ferry.later],
    )
    assert [row["figure_id"] for row in conflicts(db)] == ["f2", "f1"]
    assert [row["figure_id"] for row in conflicts(db, limit=1)] == ["f2"]
    assert [row["figure_id"] for row in conflicts(db, since=judged.ferry.later)] == ["f2"]
    assert conflicts(db, since=judged.ferry.latest) == []
