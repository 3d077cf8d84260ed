"""The schema: built by migrations from nothing, or from any step in between."""

import re
import sqlite3

import pytest
from sqlite_utils import Database

from db.connection import connect
from db.migrations import migrations

PUBLISHED = {
    "outlets": "id name homepage country language group_name",
    "captures": "id url final_url fetched_at http_status content_type sha256 warc_file warc_offset "
    "etag last_modified truncated charset charset_source",
    "articles": "id outlet_id url title byline language published_at published_zone modified_at "
    "first_seen_at last_seen_at state paywalled copy_of",
    "article_urls": "url article_id kind",
    "headlines": "article_id text source",
    "versions": "id article_id number capture_id seen_at text text_sha256",
    "regions": "version_id start end kind",
    "links": "version_id start end href",
    "runs": "id command started_at ended_at outcome counts",
    "problems": "id run_id url stage kind detail at",
    "extractions": "version_id extractor at claim_count",
    "entities": "id name kind country canonical_id rule",
    "mentions": "entity_id version_id start end quote",
    "claims": "id version_id article_id outlet_id sentence sentence_start start end quote region "
    "kind value low high p_low p_high unit unit_assumed qualifier change status measure predicate "
    "accumulation period_text period_start period_end as_of place population part_of equivalent_of "
    "origin_id confidence salience published_at current",
    "attributions": "claim_id hop role name source_class entity_id surface_start surface_end cue "
    "href rule confidence",
    "stories": "id label first_seen_at last_seen_at",
    "story_articles": "story_id article_id",
    "copies": "article_id of_article_id share paragraphs",
    "figures": "id story_id label measure unit place population period_start period_end low high "
    "verdict severity article_count outlet_count origin_count copy_count first_seen_at changed_at",
    "figure_aliases": "old_id new_id at",
    "figure_history": "figure_id at verdict severity reason rule facts",
    "figure_claims": "figure_id claim_id reading_id",
    "readings": "id figure_id value low high unit qualifier origin_id as_of status first_at "
    "last_at claim_count voice_count",
    "relations": "figure_id reading_a reading_b relation possible rule reason severity "
    "replaced facts",
    "implications": "id figure_id value low high unit period_start period_end inputs formula "
    "reason facts",
    "revisions": "id article_id old_version new_version old_claim new_claim noted",
    "decisions": "id at actor subject action note",
}
"""The columns that are promised, of the tables that are; more may be added."""


def schema(db):
    return db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    ).fetchall()


def own_tables(db):
    return [
        name
        for name in db.table_names()
        if not name.startswith("_") and not re.search("_fts(_|$)", name)
    ]


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_promised_column_is_there(db, table):
    columns = [column.name for column in db.table(table).columns]
    assert columns[: len(PUBLISHED[table].split())] == PUBLISHED[table].split()


@pytest.mark.parametrize("view", ["claims_flat", "conflicts", "silent_edits", "outlet_health"])
def test_every_promised_view_can_be_read(db, view):
    assert view in db.view_names()
    db.execute(f"SELECT * FROM {view}").fetchall()


def test_every_table_is_strict_and_has_a_key(db):
    for name in own_tables(db):
        assert db.table(name).strict, name
        assert db.table(name).pks != ["rowid"], name


def test_every_foreign_key_has_an_index(db):
    """Without one, deleting a parent reads the whole child table."""
    missing = []
    for name in own_tables(db):
        table = db.table(name)
        leading = {index.columns[0] for index in table.indexes} | set(table.pks[:1])
        missing += [
            f"{name}.{key.column}" for key in table.foreign_keys if key.column not in leading
        ]
    assert [name for name in missing if name not in RARELY_DELETED] == []


RARELY_DELETED = {"frontier.article_id", "revisions.old_version", "revisions.new_version"}


@pytest.mark.parametrize(
    "step", [migration.name for migration in migrations.pending(Database(memory=True))]
)
def test_a_ledger_of_any_age_becomes_the_same(tmp_path, step):
    young = connect(tmp_path / "young.db")
    conn = sqlite3.connect(tmp_path / "old.db")
    migrations.apply(Database(conn), stop_before=step)
    conn.close()
    old = connect(tmp_path / "old.db")
    assert schema(old) == schema(young)
    old.close()
    young.close()


@pytest.mark.parametrize("table", ["articles", "claims", "figures"])
def test_search_indexes_have_their_triggers(db, table):
    assert db.table(table).detect_fts() == f"{table}_fts"
    names = {trigger.name for trigger in db.table(table).triggers}
    assert names >= {f"{table}_ai", f"{table}_ad", f"{table}_au"}


def test_a_search_index_follows_its_table(db, ferry, version):
    def found(word):
        return db.execute(
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", [word]
        ).fetchone()[0]

    assert (found("ferries"), found("pier")) == (1, 0)
    db.execute("UPDATE articles SET title = 'Pier fire', state = 'gone'")
    assert (found("ferries"), found("pier")) == (0, 1)
    db.execute("UPDATE articles SET title = NULL")
    assert (found("ferries"), found("pier")) == (0, 0)
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize(
    ("number", "stored"), [("297", "integer"), ("4.5", "real"), ("NULL", "null"), ("4.0", "real")]
)
def test_numbers_keep_their_form(db, claims, number, stored):
    db.execute(f"UPDATE claims SET value = {number} WHERE quote = 'Twelve'")
    assert db.execute("SELECT typeof(value) FROM claims WHERE quote = 'Twelve'").fetchone() == (
        stored,
    )


@pytest.mark.parametrize(
    "assignment",
    [
        "value = 'twelve'",
        "low = x'00'",
        "kind = 'guess'",
        "change = 'up'",
        "confidence = 1.5",
        "unit_assumed = 2",
        "origin_id = 'nobody'",
        "start = 'here'",
    ],
)
def test_the_database_refuses_what_is_no_claim(db, claims, assignment):
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(f"UPDATE claims SET {assignment}")
