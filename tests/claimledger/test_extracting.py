"""Shards and workers: a worker that dies costs one text, not the pass."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from claimledger.clock import now
from claimledger.engines import MEMORY_LIMIT, Opened, processes
from claimledger.exits import CommandError
from claimledger.extracting import (
    Pass,
    Shard,
    fill_shard,
    make_shard,
    make_shards,
    shard_folder,
)
from db.connection import connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from db.ledger import VersionToRead, counts, documents, waiting
from terms.model import Document, Extraction, Trouble

EXTRACTOR = "test 1"


def extractor(_model: str) -> str:
    return EXTRACTOR


def read(_model: str, shard: Shard) -> list[Extraction]:
    """A reader with a text that ends its process, and one that it cannot read."""
    found = []
    for version in shard.versions:
        if "end this process" in version.document.text:
            os._exit(9)
        if "need all memory" in version.document.text:
            bytearray(2 * MEMORY_LIMIT)
        if "raise" in version.document.text:
            raise ValueError("cannot read this")
        trouble = (Trouble("odd", "odd text"),) if "odd" in version.document.text else ()
        found.append(Extraction(EXTRACTOR, troubles=trouble))
    return found


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return connect(tmp_path / "news.db")


def fill(db: Database, *texts: str) -> None:
    outlet = upsert_outlets(db, [OutletRow("Post", ("p.example",), None, None, "en", None)])["Post"]
    for number, text in enumerate(texts):
        seen = f"2031-05-13T09:00:{number:02}Z"
        page = ArticlePage(
            f"https://p.example/{number}", outlet, None, None, "en", None, None, None, seen, None, text
        )  # fmt: skip
        store_article(db, page, None)


class Done:
    """An outcome: what a piece of work made, or its error."""

    def __init__(self, function: Any, *given: object) -> None:
        self.error: ValueError | None = None
        try:
            self.found = function(*given)
        except ValueError as error:
            self.error = error

    def exception(self) -> ValueError | None:
        return self.error

    def result(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.found


class AtOnce:
    """Work that is done where it is begun."""

    ahead = 1

    def begin(self, seconds: float, function: Any, *given: object) -> Any:
        del seconds
        return Done(function, *given)


@contextmanager
def at_once(pieces: int) -> Iterator[AtOnce]:
    del pieces
    yield AtOnce()


def run(db: Database, opened: Opened | None = None, limit: int | None = None) -> Pass:
    """A pass without workers, which tell nothing that is told below but where they are named."""
    work = Pass(db, "model", now, lambda _doing, _counts: None, extractor_of=extractor, read=read)
    work.run(opened or at_once, limit)
    return work


def versions(*ids: str) -> list[VersionToRead]:
    return [VersionToRead(one, one, Document("")) for one in ids]


def test_shards_are_the_same_for_the_same_versions() -> None:
    shards = make_shards(versions(*"abcde"), "x 1", size=2)
    assert [[one.version_id for one in shard.versions] for shard in shards] == [
        ["a", "b"],
        ["c", "d"],
        ["e"],
    ]
    assert shards == make_shards(versions(*"abcde"), "x 1", size=2)
    assert len({shard.name for shard in shards}) == 3
    assert shards[0].name != make_shards(versions(*"ab"), "x 2", size=2)[0].name


def test_everything_is_read_once(db: Database) -> None:
    fill(db, *(f"text {number}" for number in range(20)))
    assert run(db, processes(2)).counts["versions"] == 20
    assert not db.conn.in_transaction
    assert run(db).counts["versions"] == 0


def test_the_limit_holds(db: Database) -> None:
    fill(db, "one", "two", "three")
    assert run(db, limit=2).counts["versions"] == 2
    assert run(db, limit=2).counts["versions"] == 1


def test_a_dead_worker_and_an_error_cost_their_own_texts_alone(db: Database) -> None:
    fill(db, "one", "end this process", "two", "raise", "an odd one", "three")
    work = run(db, processes(1))
    assert work.counts["versions"] == 4
    assert work.counts["failed"] == 2
    problems = db.execute("SELECT url, stage, kind, detail FROM problems ORDER BY url").fetchall()
    assert [(url, kind) for url, _, kind, _ in problems] == [
        ("https://p.example/1", "reader-crash"),
        ("https://p.example/3", "reader-error"),
        ("https://p.example/4", "odd"),
    ]
    assert {stage for _, stage, _, _ in problems} == {"extract"}
    assert problems[1][3] == "ValueError: cannot read this"


def test_what_failed_is_tried_again_by_the_next_pass_and_reported_once(db: Database) -> None:
    fill(db, "raise", "one")
    assert run(db).problems == 1
    again = run(db)
    assert again.counts["failed"] == 1
    assert again.problems == 0
    assert db.execute("SELECT count(*) FROM problems").fetchone()[0] == 1


def test_a_pass_in_which_everything_failed_says_so_and_why(db: Database) -> None:
    fill(db, "raise", "raise again", "end this process")
    work = Pass(db, "model", now, lambda _d, _c: None, extractor_of=extractor, read=read)
    report = work.run(processes(1), None)
    assert report.failed
    assert report.warning is not None
    assert report.warning.startswith(
        "3 texts could not be read, most often because: ValueError: cannot read this"
    )


def test_time_that_is_up_ends_the_pass(db: Database) -> None:
    fill(db, "one", "two")
    late = Pass(
        db, "model", now, lambda _d, _c: None, lambda: True, extractor_of=extractor, read=read
    )
    assert late.run(at_once, None).unfinished
    assert late.counts["versions"] == 0


def test_what_another_reader_has_read_is_read_behind_new_versions(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(db, "a", "b", "c")
    assert run(db).counts["versions"] == 3
    fill(db, "a", "b", "c", "d")
    numbers = waiting(db, "test 2", again=2)
    texts = [one.document.text for one in documents(db, numbers)]
    assert texts == ["d", "c", "b"]
    monkeypatch.setattr("claimledger.extracting.AGAIN", 1)
    assert run(db).counts["versions"] == 1


def test_a_text_that_fails_three_times_is_left_to_another_reader(db: Database) -> None:
    fill(db, "raise", "one")
    assert [run(db).counts["failed"] for _ in range(5)] == [1, 1, 1, 0, 0]
    kinds = db.execute("SELECT kind, count(*) FROM problems GROUP BY kind ORDER BY kind").fetchall()
    assert kinds == [("quarantined", 1), ("reader-error", 1)]
    assert counts(db)["unread"] == 0
    assert len(waiting(db, "test 2", again=0)) == 1


def test_a_reading_that_is_forced_reads_all_and_keeps_ids(db: Database) -> None:
    fill(db, "one", "raise", "two")
    run(db)
    work = Pass(
        db, "model", now, lambda _d, _c: None, again=True, extractor_of=extractor, read=read
    )
    work.run(at_once, None)
    assert (work.counts["versions"], work.counts["failed"]) == (2, 1)


def test_where_nothing_is_to_read_no_worker_is_asked(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(pieces: int) -> Any:
        raise AssertionError(pieces)

    work = Pass(db, "model", now, lambda _d, _c: None, extractor_of=extractor, read=read)
    assert work.run(nobody, None).counts == {}
    fill(db, "one", "two")
    assert run(db).counts["versions"] == 2
    monkeypatch.setattr("claimledger.extracting.foretold", extractor)
    assert work.run(nobody, None).counts == {}
    fill(db, "one", "another two")
    with pytest.raises(AssertionError, match="1"):
        work.run(nobody, None)


def leave(db: Database, numbers: slice) -> Path:
    """A shard of some versions, as a pass leaves it that was ended before it took it in."""
    shard = make_shard(documents(db, waiting(db, EXTRACTOR))[numbers], EXTRACTOR)
    fill_shard(read, "model", shard, shard_folder(db))
    return shard_folder(db)


def test_what_was_read_and_not_taken_in_is_not_read_again(db: Database) -> None:
    fill(db, *(f"text {number}" for number in range(5)))
    folder = leave(db, slice(1, 4))
    seen: list[str] = []
    work = Pass(
        db, "model", now, lambda _d, _c: None, extractor_of=extractor,
        read=lambda _model, shard: seen.append(shard.name) or read(_model, shard),
    )  # fmt: skip
    work.run(at_once, 0)
    assert work.counts["versions"] == 3
    assert seen == []
    assert not folder.exists()
    assert run(db).counts["versions"] == 2


def test_what_was_read_of_another_text_or_by_another_reader_is_dropped(db: Database) -> None:
    fill(db, "one", "two", "three")
    folder = leave(db, slice(0, 2))
    db.execute("UPDATE articles SET published_at = '2031-05-01'")
    db.conn.commit()
    shard = make_shard(documents(db, waiting(db, EXTRACTOR)), "other 1")
    fill_shard(read, "model", shard, folder)
    (folder / "torn.shard").write_bytes(b"SQLite format 3")
    work = run(db, limit=1)
    assert work.counts["versions"] == 1
    assert not folder.exists()


def test_a_shard_that_comes_twice_counts_once(db: Database) -> None:
    fill(db, "one", "two")
    shard = make_shard(documents(db, waiting(db, EXTRACTOR)), EXTRACTOR)
    assert run(db).counts["versions"] == 2
    fill_shard(read, "model", shard, shard_folder(db))
    assert run(db).counts["versions"] == 0
    assert db.execute("SELECT name, stage FROM shards").fetchall() == [(shard.name, "extract")]
    assert not shard_folder(db).exists()


def test_a_worker_with_another_reader_is_told(db: Database) -> None:
    fill(db, "one")
    work = Pass(db, "model", now, lambda _d, _c: None, extractor_of=lambda _: "test 2", read=read)
    with pytest.raises(CommandError, match="a worker reads with test 1 and not test 2"):
        work.run(at_once, None)
    assert db.execute("SELECT count(*) FROM extractions").fetchone() == (0,)


def test_progress_says_of_how_many(db: Database) -> None:
    fill(db, *(f"text {number}" for number in range(20)))
    told: list[tuple[int, int]] = []
    work = Pass(
        db, "model", now, lambda _d, counts: told.append((counts["done"], counts["total"])),
        extractor_of=extractor, read=read,
    )  # fmt: skip
    work.run(at_once, None)
    assert told == [(16, 20), (20, 20)]


def test_a_text_that_needs_all_memory_is_given_up_alone(db: Database) -> None:
    fill(db, "one", "need all memory", "two")
    work = run(db, processes(1))
    assert work.counts["versions"] == 2
    assert db.execute("SELECT url, kind FROM problems").fetchall() == [
        ("https://p.example/1", "reader-memory")
    ]


LINES = """
import time
from nlp.reader import Reader
from terms.model import Document
reader = Reader()
reader.read(Document("The slide at Orlo hurt 12 people, the mayor said.", language="en"))
took = []
for lines in (2_000, 100_000):
    text = "\\n".join(str(number % 10) for number in range(lines))
    began = time.process_time()
    found = reader.read(Document(text, language="en"))
    took.append(time.process_time() - began)
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM:")]
print(*took, peak.split()[1])
"""
"""``VmHWM``, as Linux hands ``ru_maxrss`` on from the process that starts this one."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a process tells its own peak on Linux only")
def test_a_text_of_a_hundred_thousand_lines_is_read_within_bounds() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LINES], capture_output=True, text=True, timeout=200, check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    few, many, kilobytes = map(float, ran.stdout.split())
    assert many < 3 * few  # of lines without end no more are read than of some thousand
    assert kilobytes < 500_000
