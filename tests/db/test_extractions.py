"""Reading a version again keeps ids, and replaces what differs in one transaction."""

import sqlite3
from dataclasses import replace

import pytest

from db.articles import store_article
from db.ids import claim_id
from db.ledger import StoredExtraction, forget, load_check_batch, store_extraction, touched, unread
from db.rows import select
from terms.enums import Qualifier, Region, SourceClass
from terms.model import Link, TextRegion, Trouble


def claims(db):
    return {row["quote"]: row for row in select(db, "SELECT * FROM claims")}


def test_unread_gives_documents(db, ferry):
    region = TextRegion(0, 5, Region.CAPTION)
    link = Link(21, 27, "https://guard.example/log")
    stored = store_article(db, ferry.page(regions=(region,), links=(link,)), None)
    (found,) = unread(db, "test 1")
    assert (found.version_id, found.article_id) == (stored.version_id, stored.article_id)
    document = found.document
    assert document.text == ferry.text
    assert document.headline_end == 19
    assert (document.regions, document.links) == ((region,), (link,))
    assert (document.published_at, document.zone) == ("2031-05-04T09:30:00Z", "Pacific/Auckland")
    assert (document.outlet, document.country, document.language) == (
        "The Harbour Post",
        "NZ",
        "en",
    )


def test_unread_is_per_extractor_and_bounded(db, ferry):
    for number in range(3):
        url = f"{ferry.url}/{number}"
        store_article(db, ferry.page(url=url, seen_at=f"2031-05-0{number + 1}T00:00:00Z"), None)
    first, second = unread(db, "test 1", limit=2)
    assert first.article_id != second.article_id
    store_extraction(db, first.version_id, ferry.extraction(), ferry.noon)
    assert [row.version_id for row in unread(db, "test 1", limit=1)] == [second.version_id]
    assert len(unread(db, "test 1")) == 2
    assert len(unread(db, "test 2")) == 3


def test_claims_are_stored_with_their_spans_and_sources(db, ferry, version):
    assert store_extraction(db, version, ferry.extraction(), ferry.noon) == StoredExtraction(
        2, 0, 0, 0
    )
    hurt, cost = claims(db)["Twelve"], claims(db)["$3m"]
    assert hurt["id"] == claim_id(version, hurt["start"], hurt["end"], 0)
    for row in (hurt, cost):
        assert ferry.text[row["start"] : row["end"]] == row["quote"]
        assert row["current"] == 1
        assert row["outlet_id"] == "the-harbour-post"
        assert row["published_at"] == "2031-05-04T09:30:00Z"
    assert isinstance(hurt["value"], int)
    assert isinstance(cost["value"], float)
    (guard,) = select(db, "SELECT * FROM entities")
    assert (guard["name"], guard["kind"], guard["country"]) == ("Coast Guard", "body", "NZ")
    assert (hurt["origin_id"], cost["origin_id"]) == (guard["id"], None)
    assert select(
        db,
        "SELECT hop, role, name, entity_id FROM attributions WHERE claim_id = ? ORDER BY hop",
        [hurt["id"]],
    ) == [
        {"hop": 0, "role": "origin", "name": "Coast Guard", "entity_id": guard["id"]},
        {"hop": 1, "role": "outlet", "name": "The Harbour Post", "entity_id": None},
    ]
    assert select(db, "SELECT quote FROM mentions") == [{"quote": "the coast guard"}]
    assert select(db, "SELECT extractor, claim_count FROM extractions") == [
        {"extractor": "test 1", "claim_count": 2}
    ]


def test_the_same_reading_again_changes_nothing(db, ferry, version, snapshot):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    before = snapshot(db)
    again = store_extraction(db, version, ferry.extraction(), ferry.later)
    assert again == StoredExtraction(0, 0, 0, 2)
    assert snapshot(db) == before


def test_another_extractor_keeps_ids_and_replaces_the_rest(db, ferry, version):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    before = claims(db)
    db.execute("DELETE FROM touched_articles")
    hurt, _ = ferry.extraction().claims
    second = replace(
        ferry.extraction("test 2"),
        claims=(
            replace(hurt, qualifier=Qualifier.AT_LEAST, high=None),
            ferry.claim("12", 12),
        ),
    )
    assert store_extraction(db, version, second, ferry.later) == StoredExtraction(1, 1, 1, 0)
    after = claims(db)
    assert set(after) == {"Twelve", "12"}
    assert after["Twelve"]["id"] == before["Twelve"]["id"]
    assert (after["Twelve"]["qualifier"], after["Twelve"]["high"]) == ("at_least", None)
    assert touched(db) == [after["12"]["article_id"]]
    assert unread(db, "test 2") == []


def test_another_extractor_that_reads_the_same_touches_nothing(db, ferry, version):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    db.execute("DELETE FROM touched_articles")
    again = store_extraction(db, version, ferry.extraction("test 2"), ferry.later)
    assert again == StoredExtraction(0, 0, 0, 2)
    assert touched(db) == []
    assert select(db, "SELECT extractor, at FROM extractions") == [
        {"extractor": "test 2", "at": ferry.later}
    ]


def test_another_source_is_a_change(db, ferry, version):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    hurt, cost = ferry.extraction().claims
    without = replace(ferry.extraction("test 2"), claims=(replace(hurt, chain=cost.chain), cost))
    assert store_extraction(db, version, without, ferry.later) == StoredExtraction(0, 1, 0, 1)
    assert select(db, "SELECT role FROM attributions") == [{"role": "outlet"}] * 2
    assert claims(db)["Twelve"]["origin_id"] is None


def test_claims_of_one_span_are_told_apart_by_their_order(db, ferry, version):
    twice = replace(ferry.extraction(), claims=(ferry.claim("12", 12), ferry.claim("12", 0.12)))
    store_extraction(db, version, twice, ferry.noon)
    rows = select(db, "SELECT id, start, end, value FROM claims ORDER BY value")
    assert [row["id"] for row in rows] == [
        claim_id(version, rows[0]["start"], rows[0]["end"], ordinal) for ordinal in (1, 0)
    ]


def test_parts_and_conversions_point_to_claims(db, ferry, version):
    linked = replace(
        ferry.extraction(),
        claims=(
            ferry.claim("12", 12, part_of=1),
            ferry.claim("Twelve", 12),
            ferry.claim("$3m", 3, equivalent_of=0),
        ),
    )
    store_extraction(db, version, linked, ferry.noon)
    found = claims(db)
    assert found["12"]["part_of"] == found["Twelve"]["id"]
    assert found["$3m"]["equivalent_of"] == found["12"]["id"]
    store_extraction(db, version, replace(linked, claims=()), ferry.noon)
    assert claims(db) == {}


def test_a_count_beyond_sqlite_is_kept_as_a_float(db, ferry, version):
    huge = replace(ferry.extraction(), claims=(ferry.claim("12", 10**30),))
    store_extraction(db, version, huge, ferry.noon)
    assert claims(db)["12"]["value"] == 1e30


def test_claims_of_an_older_version_are_not_current(db, ferry):
    old = store_article(db, ferry.page(), None).version_id
    text = ferry.text + " It is out."
    new = store_article(db, ferry.page(text=text, seen_at=ferry.later), None).version_id
    store_extraction(db, old, ferry.extraction(), ferry.noon)
    store_extraction(db, new, ferry.extraction(text=text), ferry.noon)
    assert select(db, 'SELECT version_id, "current" FROM claims GROUP BY 1 ORDER BY 2') == [
        {"version_id": old, "current": 0},
        {"version_id": new, "current": 1},
    ]


def test_a_vanished_claim_leaves_its_figure(db, ferry, version, claims):
    db.execute(
        "INSERT INTO figures (id, label, low, high, verdict, severity, article_count, "
        "outlet_count, origin_count, copy_count, first_seen_at, changed_at) "
        "VALUES ('f', 'people hurt', 12, 12, 'single', 0, 1, 1, 1, 0, '2031', '2031')"
    )
    db.execute(
        "INSERT INTO readings (id, figure_id, qualifier, status, claim_count, voice_count) "
        "VALUES ('r', 'f', 'exact', 'stated', 1, 1)"
    )
    db.execute("INSERT INTO figure_claims VALUES ('f', ?, 'r')", [claims["Twelve"]])
    db.execute("DELETE FROM touched_articles")
    store_extraction(db, version, replace(ferry.extraction("test 2"), claims=()), ferry.later)
    assert load_check_batch(db).figure_claims == []
    assert len(touched(db)) == 1


def test_troubles_become_problems_once(db, ferry, version):
    trouble = Trouble("language", "not English: mi")
    for extractor in ("test 1", "test 2"):
        read = replace(ferry.extraction(extractor), troubles=(trouble,))
        store_extraction(db, version, read, ferry.noon)
    assert select(db, "SELECT url, stage, kind, detail, outlet_id FROM problems") == [
        {
            "url": ferry.url,
            "stage": "extract",
            "kind": "language",
            "detail": "not English: mi",
            "outlet_id": "the-harbour-post",
        }
    ]


def test_a_version_forgotten_meanwhile_has_nothing_to_store(db, ferry, version, snapshot):
    forget(db, ferry.url, "asked to", ferry.noon)
    before = snapshot(db)
    done = store_extraction(db, version, ferry.extraction(), ferry.noon)
    assert done == StoredExtraction(0, 0, 0, 0)
    assert snapshot(db) == before


def test_half_an_extraction_is_never_stored(db, ferry, version, snapshot):
    store_extraction(db, version, ferry.extraction(), ferry.noon)
    before = snapshot(db)
    broken = replace(ferry.extraction("test 2"), claims=(ferry.claim("12", 12, confidence=2.0),))
    with pytest.raises(sqlite3.IntegrityError):
        store_extraction(db, version, broken, ferry.later)
    assert snapshot(db) == before


@pytest.mark.parametrize(
    ("source_class", "kind"),
    [
        (SourceClass.BODY, "body"),
        (SourceClass.PERSON, "person"),
        (SourceClass.DOCUMENT, "document"),
        (SourceClass.ANONYMOUS, None),
    ],
)
def test_an_origin_without_an_entity_gets_one_unless_it_is_anonymous(
    db, ferry, version, source_class, kind
):
    hop = replace(ferry.guard_hop(None), source_class=source_class)
    hurt = ferry.claim("Twelve", 12, chain=(hop, ferry.outlet_hop))
    store_extraction(
        db, version, replace(ferry.extraction(), entities=(), claims=(hurt,)), ferry.noon
    )
    entities = select(db, "SELECT id, kind FROM entities")
    assert [row["kind"] for row in entities] == ([kind] if kind else [])
    (claim,) = claims(db).values()
    assert claim["origin_id"] == (entities[0]["id"] if kind else None)
    assert select(db, "SELECT name FROM attributions WHERE hop = 0") == [{"name": "Coast Guard"}]
