"""Reading versions in worker processes: shards in, extractions out, one writer.

A shard is a deterministic list of versions; what a worker makes of it depends on nothing else. What
is done is what is committed in the ledger: a worker that dies loses its shard, which is then read
version by version, so that one bad text costs no other. That text becomes a row of ``problems`` and
is tried again by the next run; after three failures only by another reader.

New versions come first. What another reader has read is read again behind them, the newest first
and so much a pass; claims keep their ids.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as WorkTimeout
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from sqlite_utils import Database

from claimledger.clock import Clock, stamp
from claimledger.exits import CommandError
from claimledger.progress import Step
from claimledger.stages import StageReport
from db.crawl import Problem, record_problem
from db.ids import content_id
from db.ledger import (
    TRIES,
    VersionToRead,
    documents,
    everything,
    record_failure,
    store_extraction,
    waiting,
)
from terms.model import Extraction

if TYPE_CHECKING:
    from nlp.reader import Reader

SHARD = 16
"""Versions a shard: about two seconds of reading, so little is lost and every core stays busy."""

AGAIN = 2000
"""Versions that another reader has read and a pass reads again at most: some minutes' work."""

BATCH = 512
"""Versions fetched from the ledger at a time; their texts are what memory holds."""

SECONDS_PER_VERSION = 30.0
"""A text that takes longer than this hangs: the slowest real article took under two seconds."""

START_SECONDS = 120.0
"""What a worker may take to load the model, on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Versions for one worker; ``name`` is the hash of the extractor and their ids."""

    name: str
    versions: tuple[VersionToRead, ...]


@dataclass(frozen=True, slots=True)
class ShardResult:
    """The extractions of a shard by version id, in the shard's order."""

    name: str
    extractions: tuple[tuple[str, Extraction], ...]


def make_shards(
    versions: Sequence[VersionToRead], extractor: str, size: int = SHARD
) -> list[Shard]:
    """Part versions into shards in the order given; the same versions give the same shards."""
    shards = []
    for first in range(0, len(versions), size):
        part = tuple(versions[first : first + size])
        shards.append(Shard(content_id(extractor, *(one.version_id for one in part)), part))
    return shards


MEMORY_LIMIT = 3 << 29
"""Bytes of address space of one worker; the model with the largest text takes a third of it. A text
that needs more is given up."""


def _prepare_worker() -> None:
    """Limit a worker's memory, and leave Ctrl-C, which reaches the whole group, to the parent."""
    from crawler.workers import limit_memory

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MEMORY_LIMIT)


@cache
def _reader(model: str) -> "Reader":
    from nlp.reader import Reader

    return Reader(model)


def extractor_of(model: str) -> str:
    """The version string of the reader with this model. Runs in a worker: it loads spaCy."""
    return str(_reader(model).extractor)


def read_shard(model: str, shard: Shard) -> ShardResult:
    """Read every version of a shard. Runs in a worker, which loads the model once."""
    documents = [version.document for version in shard.versions]
    ids = [version.version_id for version in shard.versions]
    extractions = _reader(model).read_many(documents)
    return ShardResult(shard.name, tuple(zip(ids, extractions, strict=True)))


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _workers(count: int) -> Iterator[ProcessPool]:
    """Worker processes that end with the block; at once when it is interrupted."""
    pool: Any = ProcessPool(
        max_workers=count, initializer=_prepare_worker, context=get_context("spawn")
    )
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()


class Pass:
    """One pass over the versions that an extractor has not read; ``again``: over all of them."""

    def __init__(
        self,
        db: Database,
        model: str,
        clock: Clock,
        step: Step,
        late: Callable[[], bool] = lambda: False,
        *,
        again: bool = False,
        extractor_of: Callable[[str], str] = extractor_of,
        read: Callable[[str, Shard], ShardResult] = read_shard,
    ) -> None:
        self.again = again
        self.extractor = ""
        self.extractor_of = extractor_of
        self.read = read
        self.db = db
        self.late = late
        self.model = model
        self.clock = clock
        self.step = step
        self.counts: Counter[str] = Counter()
        self.failed: set[str] = set()
        self.reasons: Counter[str] = Counter()
        self.problems = 0

    def run(self, workers: int, limit: int | None) -> StageReport:
        """Read all that is unread, or ``limit`` versions of it, with ``workers`` processes."""
        waiting = self.db.execute("SELECT count(*) FROM versions").fetchone()[0]
        workers = min(workers or cores(), -(-waiting // SHARD)) or 1
        unfinished = False
        with _workers(workers) as pool:
            self.extractor = self._extractor(pool)
            numbers = self._numbers()[:limit]
            for first in range(0, len(numbers), BATCH):
                unfinished = self.late()
                if unfinished:
                    break
                batch = documents(self.db, numbers[first : first + BATCH])
                self._read(pool, make_shards(batch, self.extractor))
        return StageReport(
            "extract",
            dict(self.counts),
            self.problems,
            unfinished,
            failed=bool(self.failed) and not self.counts["versions"],
            warning=self._warning(),
        )

    def _warning(self) -> str | None:
        if not self.failed:
            return None
        [(reason, _)] = self.reasons.most_common(1)
        return (
            f"{len(self.failed)} texts could not be read, most often because: {reason} "
            "(claimledger status --problems)"
        )

    def _extractor(self, pool: ProcessPool) -> str:
        future = pool.schedule(self.extractor_of, args=[self.model], timeout=START_SECONDS)
        error = future.exception()
        if error is not None:
            raise CommandError(f"the model {self.model} cannot be loaded: {error}")
        return str(future.result())

    def _numbers(self) -> list[int]:
        """The versions to read, in their order, by their row numbers."""
        if self.again:
            return everything(self.db)
        return waiting(self.db, self.extractor, again=AGAIN)

    def _read(self, pool: ProcessPool, shards: Sequence[Shard]) -> None:
        work = [(shard, self._schedule(pool, shard)) for shard in shards]
        for shard, future in work:
            self._settle(pool, shard, future)

    def _schedule(self, pool: ProcessPool, shard: Shard) -> "ProcessFuture[ShardResult]":
        seconds = START_SECONDS + SECONDS_PER_VERSION * len(shard.versions)
        return pool.schedule(self.read, args=[self.model, shard], timeout=seconds)

    def _settle(
        self, pool: ProcessPool, shard: Shard, future: "ProcessFuture[ShardResult]"
    ) -> None:
        """Store what a shard gave; part it when its worker died, and name the text that did it."""
        error = future.exception()
        if error is None:
            self._store(future.result())
        elif len(shard.versions) > 1:
            self._read(pool, [Shard(shard.name, (one,)) for one in shard.versions])
        else:
            self._fail(shard.versions[0], error)

    def _store(self, result: ShardResult) -> None:
        at = stamp(self.clock())
        for version_id, extraction in result.extractions:
            stored = store_extraction(self.db, version_id, extraction, at)
            self.counts["versions"] += 1
            self.counts["claims_added"] += stored.added
            self.counts["claims_changed"] += stored.changed
            self.counts["claims_removed"] += stored.removed
            self.problems += len(extraction.troubles)
        self.step("", self.counts)

    def _fail(self, version: VersionToRead, error: BaseException) -> None:
        self.failed.add(version.version_id)
        self.counts["failed"] += 1
        url = self.db.execute(
            "SELECT url FROM articles WHERE id = ?", [version.article_id]
        ).fetchone()[0]
        kind, detail = _diagnosis(error)
        self.reasons[detail] += 1
        at = stamp(self.clock())
        self.problems += record_problem(self.db, Problem(url, "extract", kind, detail, at))
        if record_failure(self.db, version.version_id, self.extractor, at) == TRIES:
            given_up = f"failed {TRIES} times ({detail}): the next reader tries again"
            problem = Problem(url, "extract", "quarantined", given_up, at)
            self.problems += record_problem(self.db, problem)


def _diagnosis(error: BaseException) -> tuple[str, str]:
    """Kind and detail of a problem: the reader crashed, hung, or raised."""
    if isinstance(error, ProcessExpired):
        return "reader-crash", f"the reading process ended with code {error.exitcode}"
    if isinstance(error, MemoryError):
        return "reader-memory", f"reading needs more than {MEMORY_LIMIT >> 20} MB"
    if isinstance(error, WorkTimeout):
        return "reader-hang", f"reading took longer than {SECONDS_PER_VERSION:.0f} seconds"
    return "reader-error", f"{type(error).__name__}: {error}"


def extract(
    db: Database,
    *,
    model: str,
    clock: Clock,
    step: Step,
    workers: int = 0,
    limit: int | None = None,
    late: Callable[[], bool] = lambda: False,
    again: bool = False,
) -> StageReport:
    """Read every version that this extractor has not read; ``workers`` 0 is one a core.

    ``late`` is asked between batches: when it says so, the pass ends early. ``again`` reads every
    version, whoever has read it.
    """
    return Pass(db, model, clock, step, late, again=again).run(workers, limit)
