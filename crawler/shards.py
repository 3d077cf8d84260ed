"""Pages read by workers of a cluster: some pages in, one file of readings out (``db.shards``)."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from crawler.articles import Reading, read_page
from crawler.workers import Failure, ReadingFailed, guarded
from db.codec import from_json, to_json
from db.connection import LedgerError
from db.shards import (
    Engine,
    Outcome,
    ShardRow,
    WorkerDied,
    await_shard,
    path_of,
    read_shard,
    write_shard,
)

PAGES = 16
"""Pages a shard: about a second of reading."""

BYTES = 4 * 1024 * 1024
"""Bytes of pages from which a shard is full."""

MOST_BYTES = 256 * 1024 * 1024
"""Bytes of pages that are under way at once: they lie in memory."""

SECONDS_PER_PAGE = 20.0


class PageJob(Protocol):
    """A page that somebody wants read."""

    @property
    def body(self) -> bytes: ...
    @property
    def url(self) -> str: ...
    @property
    def content_type(self) -> str | None: ...


J = TypeVar("J", bound=PageJob)


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page as a worker gets it."""

    body: bytes
    url: str
    content_type: str | None


@dataclass(frozen=True, slots=True)
class PageShard:
    """Pages for one worker; ``name`` is a digest of them and of what reads them."""

    name: str
    pages: tuple[PageToRead, ...]


@dataclass(frozen=True, slots=True)
class PageRead:
    """What came of one page: its reading, or why there is none."""

    reading: Reading | None = None
    kind: str = ""
    detail: str = ""


def make_page_shard(pages: Iterable[PageJob]) -> PageShard:
    """The shard of these pages in their order."""
    taken = tuple(PageToRead(one.body, one.url, one.content_type) for one in pages)
    digest = sha256(f"{version('claimledger')} {version('trafilatura')}".encode())
    for page in taken:
        digest.update(f"\0{page.url}\0{page.content_type}\0{len(page.body)}\0".encode() + page.body)
    return PageShard(digest.hexdigest()[:16], taken)


def fill_page_shard(shard: PageShard, folder: Path) -> str:
    """Read pages and write their file. Runs in a worker."""
    rows = [ShardRow(page.url, to_json(_read(page))) for page in shard.pages]
    write_shard(folder, shard.name, rows)
    return shard.name


def _read(page: PageToRead) -> PageRead:
    found = guarded(read_page, page.body, page.url, page.content_type)
    if isinstance(found, Failure):
        return PageRead(None, found.kind, found.detail)
    return PageRead(found)


@dataclass
class PageWorkers(Generic[J]):
    """Hands pages to an engine, shard by shard, and gives what was read in the pages' order."""

    engine: Engine
    folder: Path

    def read(self, jobs: Iterable[J]) -> Generator[tuple[J, Reading | ReadingFailed], None, None]:
        """Every page with its reading, or with why there is none."""
        begun: deque[tuple[list[J], PageShard, Outcome[str]]] = deque()
        for some in _parted(jobs):
            begun.append(self._begin(some))
            while len(begun) >= self.engine.ahead or _bytes(begun) > MOST_BYTES:
                yield from self._settled(*begun.popleft())
        while begun:
            yield from self._settled(*begun.popleft())

    def _begin(self, jobs: list[J]) -> tuple[list[J], PageShard, Outcome[str]]:
        shard = make_page_shard(jobs)
        seconds = SECONDS_PER_PAGE * len(jobs)
        return jobs, shard, self.engine.begin(seconds, fill_page_shard, shard, self.folder)

    def _settled(
        self, jobs: list[J], shard: PageShard, outcome: Outcome[str]
    ) -> Iterator[tuple[J, Reading | ReadingFailed]]:
        error = outcome.exception()
        if error is None:
            await_shard(self.folder, shard.name)
            rows = read_shard(self.folder, shard.name)
            for job, row in zip(jobs, rows, strict=True):
                found = from_json(PageRead, row.body)
                yield job, found.reading or ReadingFailed(found.kind, found.detail)
            path_of(self.folder, shard.name).unlink(missing_ok=True)
        elif isinstance(error, LedgerError):
            raise error
        elif len(jobs) > 1:
            for job in jobs:
                yield from self._settled(*self._begin([job]))
        else:
            kind = "crashed" if isinstance(error, WorkerDied) else "hung"
            yield jobs[0], ReadingFailed(kind, str(error) or f"not read in {SECONDS_PER_PAGE:g} s")


def _bytes(begun: Iterable[tuple[list[J], PageShard, Outcome[str]]]) -> int:
    return sum(len(job.body) for jobs, _, _ in begun for job in jobs)


def _parted(jobs: Iterable[J]) -> Iterator[list[J]]:
    """Jobs in lists that are full by number or by bytes."""
    some: list[J] = []
    for job in jobs:
        some.append(job)
        if len(some) >= PAGES or sum(len(one.body) for one in some) >= BYTES:
            yield some
            some = []
    if some:
        yield some
