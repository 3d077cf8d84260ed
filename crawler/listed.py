"""Importing the archives of lists, as those of CC-NEWS: streamed, filtered, and gone on with.

Pages of other outlets are passed over by their address alone. What is kept of a file of the web is
copied into the ledger's own archive, byte for byte; a file that lies here stays the evidence. How
far a file was dealt with stands in the ledger: another import goes on there.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from crawler.archive import Archive, Exchange
from crawler.articles import Reading
from crawler.dates import parse
from crawler.filing import Ledger
from crawler.imports import MAX_PAGE, Job, keep_archived, read_all
from crawler.lists import is_address
from crawler.shards import PageWorkers
from crawler.streams import Stream, StreamFailed
from crawler.urls import may_be_article, normalise
from crawler.wanted import Wanted
from crawler.warcs import Damage, Page, opened_at, pages_on
from db.positions import ArchivePosition, archive_position, note_position

NOTE_EVERY = 50
"""Pages dealt with between two notes of the place in the file: so many are read twice at most."""


@dataclass
class Place:
    """How far a file is dealt with, while pages of it are still being read.

    A page counts once it and all before it are dealt with; those that are passed over count with
    the one that was begun before them. ``broken``: why the file could not be read to its end, as
    kind and detail of a problem.
    """

    ledger: Ledger
    source: str
    wanted: str
    position: int
    begun: deque[int] = field(default_factory=deque)
    unnoted: int = 0
    broken: tuple[str, str] | None = None

    def begin(self, offset: int) -> None:
        """A page is being read."""
        self.begun.append(offset)

    def passed(self, offset: int) -> None:
        """A page needs no reading."""
        if self.begun:
            self.begun[-1] = offset
        else:
            self._reached(offset)

    def ended(self) -> None:
        """The page that was begun first is dealt with."""
        self._reached(self.begun.popleft())

    def _reached(self, offset: int) -> None:
        self.position = offset
        self.unnoted += 1
        if self.unnoted >= NOTE_EVERY:
            self.note()

    def note(self, *, done: bool = False) -> None:
        """Write it down."""
        self.unnoted = 0
        at = ArchivePosition(self.position, done)
        note_position(self.ledger.db, self.source, self.wanted, at, self.ledger.now())


@dataclass
class ListedArchives:
    """Imports archives one after another: what is ``wanted`` of them, and where copies go."""

    ledger: Ledger
    wanted: Wanted
    archive: Archive
    stream: Callable[[str, int], Stream]
    workers: PageWorkers[Job] | None = None

    def take(self, source: str, told: Callable[[], None] = lambda: None) -> bool:
        """Import one file from where it was left; False when it could not be read to its end."""
        at = archive_position(self.ledger.db, source, self.wanted.name)
        if at.done:
            self.ledger.count("files_same")
            return True
        place = Place(self.ledger, source, self.wanted.name, at.position)
        whole = False
        try:
            with self._opened(source, max(0, at.position)) as file:
                read_all(self.ledger, self._jobs(source, file, place), told, self.workers)
            whole = place.broken is None
        except OSError as error:
            place.broken = ("file_unreadable", str(error))
        finally:
            place.note(done=whole)
        if place.broken is not None:
            self.ledger.problem(source if is_address(source) else None, *place.broken)
        self.ledger.count("files" if whole else "files_unfinished")
        return whole

    @contextmanager
    def _opened(self, source: str, start: int) -> Iterator[Any]:
        if is_address(source):
            with self.stream(source, start) as stream:
                yield stream
        else:
            with opened_at(Path(source), start) as file:
                yield file

    def _jobs(self, source: str, file: IO[bytes], place: Place) -> Iterator[Job]:
        """The pages to read; what was begun before a file breaks off is still dealt with."""
        try:
            yield from self._pages(source, file, place)
        except StreamFailed as error:
            place.broken = (error.kind, str(error))

    def _pages(self, source: str, file: IO[bytes], place: Place) -> Iterator[Job]:
        for item in pages_on(file, MAX_PAGE):
            if item.offset <= place.position:
                continue
            if isinstance(item, Damage):
                detail = f"{Path(source).name} at {item.offset}: {item.reason}"
                self.ledger.problem(None, "warc_damaged", detail)
                continue
            url = normalise(item.url)
            if url is None or not may_be_article(url) or not self.wanted.is_outlet(url):
                self.ledger.count("pages_passed_over")
                place.passed(item.offset)
                continue

            def keep(reading: Reading, page: Page = item, url: str = url) -> None:
                self._keep(source, reading, page, url)

            place.begin(item.offset)
            label = f"{Path(source).name} at {item.offset}"
            yield Job(label, item.body, url, item.content_type, keep, place.ended)

    def _keep(self, source: str, reading: Reading, page: Page, url: str) -> None:
        if not self.wanted.is_topic(reading.text):
            self.ledger.count("off_topic")
            return
        place = (str(Path(source).resolve()), page.offset)
        if is_address(source) and reading.body:
            place = self._copied(source, page)
        keep_archived(self.ledger, reading, page, url, place)

    def _copied(self, source: str, page: Page) -> tuple[str, int]:
        """Copy a page's answer into the ledger's archive; where it lies there."""
        moment = parse(page.date)
        copy = Exchange(
            url=page.url,
            at=datetime.fromisoformat(moment.text) if moment else self.ledger.clock(),
            method="GET",
            request_headers=(),
            status=200,
            response_headers=page.headers,
            body=page.payload,
            copied_from=f"{source} {page.offset}",
        )
        kept = self.archive.write(copy)
        return kept.file, kept.offset
