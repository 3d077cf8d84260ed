"""Reading versions by workers: shards in, files of rows out, one merger.

A shard is a deterministic list of versions; what a worker makes of it depends on nothing else. The
worker writes it as a file (``db.shards``); the merger takes the files in their order, each in one
transaction with its name. What is done is what is committed in the ledger: a file that was written
and not merged is merged by the next pass, if its versions still are as they were.

A worker that dies loses its shard, which is then read version by version, so that one bad text
costs no other. That text becomes a row of ``problems`` and is tried again by the next run; after
three failures only by another reader.

New versions come first. What another reader has read is read again behind them, the newest first
and so much a pass; claims keep their ids.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claimledger.clock import Clock, stamp
from claimledger.config import Reading
from claimledger.engines import MEMORY_LIMIT, Opened, in_turn, processes
from claimledger.exits import CommandError
from claimledger.progress import Step
from claimledger.stages import StageReport
from db.codec import from_json, to_json
from db.connection import LedgerError, writing
from db.crawl import Problem, record_problem
from db.ids import content_id
from db.ledger import (
    TRIES,
    StoredExtraction,
    VersionToRead,
    documents,
    everything,
    numbers_of,
    record_failure,
    store_extraction,
    waiting,
)
from db.shards import (
    Engine,
    Outcome,
    ShardRow,
    WorkerDied,
    await_shard,
    folder_of,
    forget_names,
    is_merged,
    names_in,
    note_merged,
    path_of,
    read_shard,
    sweep,
    write_shard,
)
from terms.model import Document, Extraction

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

ReadShard = Callable[[str, "Shard"], Sequence[Extraction]]


@dataclass(frozen=True, slots=True)
class Shard:
    """Versions for one worker; ``name`` is the hash of the extractor and of what is read."""

    name: str
    versions: tuple[VersionToRead, ...]


def make_shard(versions: Sequence[VersionToRead], extractor: str) -> Shard:
    """The shard of these versions in their order."""
    return Shard(content_id(extractor, *map(repr, versions)), tuple(versions))


def make_shards(
    versions: Sequence[VersionToRead], extractor: str, size: int = SHARD
) -> list[Shard]:
    """Part versions into shards in the order given; the same versions give the same shards."""
    return [
        make_shard(versions[first : first + size], extractor)
        for first in range(0, len(versions), size)
    ]


_READING = threading.Lock()
"""A reader is not for two threads; a worker of a cluster may have several."""


@cache
def _reader(model: str) -> "Reader":
    from nlp.reader import Reader

    return Reader(model)


def ready(model: str, first: Document) -> None:
    """Load the reader with this model for good, and read a first text, which takes longer."""
    with _READING:
        _reader(model).read(first)


def extractor_of(model: str) -> str:
    """The version string of the reader with this model. Runs in a worker: it loads spaCy."""
    with _READING:
        return str(_reader(model).extractor)


def foretold(model: str) -> str | None:
    """That version string without loading spaCy; ``None`` where only a worker can tell."""
    from nlp import version

    return version.extractor_of(model)


def read_versions(model: str, shard: Shard) -> list[Extraction]:
    """Read every version of a shard, in order, by a model that is loaded once."""
    with _READING:
        return list(_reader(model).read_many([one.document for one in shard.versions]))


def fill_shard(read: ReadShard, model: str, shard: Shard, folder: Path) -> str:
    """Read a shard and write its file. Runs in a worker, here or on another machine."""
    found = zip(shard.versions, read(model, shard), strict=True)
    rows = [ShardRow(version.version_id, to_json(extraction)) for version, extraction in found]
    write_shard(folder, shard.name, rows)
    return shard.name


class Pass:
    """One pass over the versions that an extractor has not read; ``again``: over all of them.

    ``folder`` is where workers write shards; it is empty, and gone, when the pass ends well.
    """

    loaded: Outcome[str]
    """Which reader a worker has, asked for before anything is read."""

    def __init__(
        self,
        db: Database,
        model: str,
        clock: Clock,
        step: Step,
        late: Callable[[], bool] = lambda: False,
        *,
        again: bool = False,
        folder: Path | None = None,
        extractor_of: Callable[[str], str] = extractor_of,
        read: ReadShard = read_versions,
    ) -> None:
        self.again = again
        self.extractor = ""
        self.extractor_of = extractor_of
        self.read = read
        self.db = db
        self.folder = folder or shard_folder(db)
        self.late = late
        self.model = model
        self.clock = clock
        self.step = step
        self.counts: Counter[str] = Counter()
        self.total = 0
        self.failed: set[str] = set()
        self.reasons: Counter[str] = Counter()
        self.problems = 0
        self.unfinished = False

    def run(self, opened: Opened, limit: int | None) -> StageReport:
        """Read all that is unread, or ``limit`` versions of it."""
        if most := self._most():
            with opened(-(-most // SHARD)) as engine:
                self.loaded = engine.begin(START_SECONDS, self.extractor_of, self.model)
                self.extractor = foretold(self.model) or self._extractor()
                self._merge_leftovers()
                numbers = self._numbers()[:limit]
                self.total = self.counts["versions"] + len(numbers)
                self._read(engine, self._shards(numbers))
        forget_names(self.db, stamp(self.clock()))
        sweep(self.folder)
        return StageReport(
            "extract",
            dict(self.counts),
            self.problems,
            self.unfinished,
            failed=bool(self.failed) and not self.counts["versions"],
            warning=self._warning(),
        )

    def _most(self) -> int:
        """How many versions there can be to read, told before a worker has loaded the model."""
        named = None if self.again else foretold(self.model)
        if named is None:
            return len(everything(self.db))
        return len(waiting(self.db, named, again=AGAIN))

    def _warning(self) -> str | None:
        if not self.failed:
            return None
        [(reason, _)] = self.reasons.most_common(1)
        return (
            f"{len(self.failed)} texts could not be read, most often because: {reason} "
            "(claimledger status --problems)"
        )

    def _extractor(self) -> str:
        """Which reader the workers have, once the first of them has loaded the model."""
        error = self.loaded.exception()
        if error is not None:
            raise CommandError(f"the model {self.model} cannot be loaded: {error}") from error
        return self.loaded.result()

    def _numbers(self) -> list[int]:
        """The versions to read, in their order, by their row numbers."""
        if self.again:
            return everything(self.db)
        return waiting(self.db, self.extractor, again=AGAIN)

    def _shards(self, numbers: Sequence[int]) -> Iterator[Shard]:
        for first in range(0, len(numbers), BATCH):
            batch = documents(self.db, numbers[first : first + BATCH])
            for shard in make_shards(batch, self.extractor):
                self.unfinished = self.unfinished or self.late()
                if self.unfinished:
                    return
                yield shard

    def _merge_leftovers(self) -> None:
        """Take in what a pass before this one had read when it was ended."""
        names = names_in(self.folder)
        unread = set(waiting(self.db, self.extractor)) if names else set[int]()
        for name in names:
            with suppress(LedgerError):
                rows = read_shard(self.folder, name)
                numbers = numbers_of(self.db, [row.key for row in rows])
                shard = make_shard(documents(self.db, numbers), self.extractor)
                if shard.name == name and unread.issuperset(numbers):
                    self._merge(shard)

    def _read(self, engine: Engine, shards: Iterable[Shard]) -> None:
        """Have shards read, some ahead, and take them in in their order.

        The first are begun while the model is being loaded, so that every worker loads it then.
        """
        for shard, outcome in in_turn(engine, shards, partial(self._begin, engine)):
            self._settle(engine, shard, outcome)

    def _begin(self, engine: Engine, shard: Shard) -> Outcome[str]:
        seconds = START_SECONDS + SECONDS_PER_VERSION * len(shard.versions)
        return engine.begin(seconds, fill_shard, self.read, self.model, shard, self.folder)

    def _settle(self, engine: Engine, shard: Shard, outcome: Outcome[str]) -> None:
        """Take a shard in; part it when its worker died, and name the text that did it."""
        self._extractor()
        error = outcome.exception()
        if error is None:
            await_shard(self.folder, shard.name)
            self._merge(shard)
        elif isinstance(error, LedgerError | CommandError):
            raise error
        elif len(shard.versions) > 1:
            self._read(engine, [make_shard([one], self.extractor) for one in shard.versions])
        else:
            self._fail(shard.versions[0], error)

    def _merge(self, shard: Shard) -> None:
        """Take a shard in with its name, in one transaction; what was taken in before is not."""
        rows = read_shard(self.folder, shard.name)
        at = stamp(self.clock())
        counts: Counter[str] = Counter()
        troubles = 0
        with writing(self.db):
            new = self.again or not is_merged(self.db, shard.name)
            for row in rows if new else ():
                extraction = from_json(Extraction, row.body)
                if extraction.extractor != self.extractor:
                    raise CommandError(
                        f"a worker reads with {extraction.extractor} and not {self.extractor}: "
                        "workers need the same claimledger and model"
                    )
                counts += _counted(store_extraction(self.db, row.key, extraction, at))
                troubles += len(extraction.troubles)
            note_merged(self.db, shard.name, "extract", at)
        path_of(self.folder, shard.name).unlink(missing_ok=True)
        self.counts += counts
        self.problems += troubles
        done = {"done": self.counts["versions"] + len(self.failed), "total": self.total}
        self.step("", {**self.counts, **done} if self.total else self.counts)

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


def _counted(stored: StoredExtraction) -> Counter[str]:
    return Counter(
        versions=1,
        claims_added=stored.added,
        claims_changed=stored.changed,
        claims_removed=stored.removed,
    )


def shard_folder(db: Database) -> Path:
    """Where the shards of an open ledger are written when nothing else is said."""
    (path,) = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return folder_of(Path(path))


def _diagnosis(error: BaseException) -> tuple[str, str]:
    """Kind and detail of a problem: the reader crashed, hung, or raised."""
    if isinstance(error, WorkerDied):
        return "reader-crash", f"reading: {error}"
    if isinstance(error, MemoryError):
        return "reader-memory", f"reading needs more than {MEMORY_LIMIT >> 20} MB"
    if isinstance(error, TimeoutError):
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
    opened: Opened | None = None,
    folder: Path | None = None,
) -> StageReport:
    """Read every version that this extractor has not read; ``workers`` 0 is one a core.

    ``opened`` opens other workers than processes of this machine, which write to ``folder``.

    ``late`` is asked between batches: when it says so, the pass ends early. ``again`` reads every
    version, whoever has read it.
    """
    work = Pass(db, model, clock, step, late, again=again, folder=folder)
    loaded = "claimledger.readied" if model == Reading().model else __name__
    return work.run(opened or processes(workers, loaded), limit)
