"""Shards: the same work gives the same bytes, and is taken in once."""

import dataclasses
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import shards
from db.codec import from_json, to_json
from db.connection import LedgerError, connect
from db.shards import ShardRow, read_shard, write_shard
from terms.enums import Change, Kind, Qualifier, Region, Role, SourceClass
from terms.model import Claim, Entity, Extraction, Hop, Mention, Trouble
from terms.question import Question, TimeCue

ROWS = [ShardRow("v1", '{"a":1}'), ShardRow("v0", "{}")]
AT = "2031-05-13T09:00:00Z"

EXTRACTION = Extraction(
    "reader 1",
    entities=(Entity("Orlo", "place", "GB", (Mention(3, 7, "Orlo"),), "same name"),),
    claims=(
        Claim(
            "At least 1.5m roofs went, Orlo said.", 0, 9, 13, "1.5m", Region.BODY, Kind.COUNT,
            1_500_000, 1_450_000.0, None, 1_450_000.0, 1.6e6, "roof", True, Qualifier.AT_LEAST,
            Change.INCREASE_TO, confidence=0.25,
            question=Question(
                counted="roof", subject=frozenset({"orlo", "go"}), ballot=(3, 4), clock=frozenset({9}),
                times=(TimeCue(frozenset({2029, 2031}), past=True), TimeCue()),
            ),
            part_of=0,
            chain=(Hop(Role.ORIGIN, "Orlo", SourceClass.BODY, 26, 30, "said", None, 0, "said", 0.5),),
        ),
    ),
    troubles=(Trouble("odd", "“quoted” 10\u2009000"),),
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "news.db")


def test_rows_come_back_in_order_and_bytes_are_the_same(tmp_path: Path) -> None:
    first = write_shard(tmp_path / "a", "name", ROWS)
    second = write_shard(tmp_path / "b", "name", iter(ROWS))
    assert read_shard(tmp_path / "a", "name") == ROWS
    assert first.read_bytes() == second.read_bytes()
    assert shards.names_in(tmp_path / "a") == ["name"]
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["name.shard"]


@pytest.mark.parametrize("cut", [0, 60, 5000])
def test_a_torn_file_is_no_shard(tmp_path: Path, cut: int) -> None:
    path = write_shard(tmp_path, "name", ROWS)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(LedgerError, match="name"):
        read_shard(tmp_path, "name")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="file: a shard cannot be written"):
        write_shard(tmp_path / "file", "name", ROWS)


def test_a_name_is_noted_once_and_forgotten_in_time(db: Database) -> None:
    assert shards.note_merged(db, "one", "extract", AT)
    assert not shards.note_merged(db, "one", "extract", AT)
    assert shards.is_merged(db, "one")
    shards.forget_names(db, "2031-06-12T09:00:00Z")
    assert shards.is_merged(db, "one")
    shards.forget_names(db, "2031-06-12T09:00:01Z")
    assert not shards.is_merged(db, "one")


def test_sweeping_leaves_what_is_kept_and_what_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    for name in ("one", "two"):
        write_shard(folder, name, ROWS)
    (folder / "two.x.part").write_text("")
    shards.sweep(folder, ["one"])
    assert [path.name for path in folder.iterdir()] == ["one.shard"]
    (folder / "notes").write_text("")
    shards.sweep(folder)
    assert [path.name for path in folder.iterdir()] == ["notes"]
    (folder / "notes").unlink()
    shards.sweep(folder)
    assert not folder.exists()
    shards.sweep(folder)


def test_an_extraction_comes_back_as_it_was() -> None:
    text = to_json(EXTRACTION)
    assert from_json(Extraction, text) == EXTRACTION
    assert to_json(from_json(Extraction, text)) == text
    claim = from_json(Extraction, text).claims[0]
    assert (type(claim.value), type(claim.low), type(claim.kind)) == (int, float, Kind)


def test_numbers_keep_their_type_where_a_default_is_equal() -> None:
    hop = Hop(Role.OUTLET, "Post", SourceClass.OUTLET, confidence=1)
    assert type(from_json(Hop, to_json(hop)).confidence) is int
    changed = dataclasses.replace(EXTRACTION.claims[0], value=297.0)
    assert repr(from_json(Claim, to_json(changed)).value) == "297.0"


@pytest.mark.parametrize("text", ["{}", '{"unheard":1}', "3", "[]", "{"])
def test_what_is_no_extraction_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(Extraction, text)
