"""Collecting: crawling the configured outlets, and taking in what lies here already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from crawler import imports
from crawler.archive import Archive, recover
from crawler.dates import stamp
from crawler.filing import Ledger, Onward
from crawler.job import CrawlJob
from crawler.listed import ListedArchives
from crawler.lists import BadList, is_address, is_archive, is_list, read_list
from crawler.preset import user_agent
from crawler.safety import AddressPolicy
from crawler.schedule import Frontier
from crawler.settings import CrawlSettings, Recheck
from crawler.shards import PageWorkers
from crawler.streams import Stream, StreamFailed
from crawler.wanted import Wanted
from crawler.workers import Readers
from db.connection import connect

Progress = Callable[[str, dict[str, int]], None]


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a run did: its counts by name, and how many problems were new.

    ``counts["unfinished"]`` is 1 when the run was ended before all that was due was done.
    """

    counts: Mapping[str, int]
    problems: int


class TargetError(Exception):
    """A target that cannot be imported; the message names it and says what is expected."""


def crawl(
    settings: CrawlSettings,
    *,
    recheck: Recheck = "due",
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    max_time: float | None = None,
    run_id: int | None = None,
) -> CrawlSummary:
    """Crawl the configured outlets once, with Scrapy in this process.

    A process can do this once: Twisted's reactor cannot be started again. Reading happens in
    processes that import the main module anew, so a script that calls this needs the usual
    ``if __name__ == "__main__":``. ``max_time`` is seconds; what is not done then stays due.
    SIGINT and SIGTERM end the run cleanly, and after a SIGKILL the next run goes on where the
    ledger says it was. Raises ``LedgerError`` or ``ArchiveError`` when one of
    them cannot be written: what was stored is whole.
    """
    ledger = Ledger(connect(settings.database), Onward(clock), run_id, "crawl")
    try:
        ledger.configure(settings)
        _run(settings, ledger, recheck, progress, max_time, pages=None)
    finally:
        ledger.db.close()
    return _summary(ledger)


def import_targets(
    database: Path,
    targets: Sequence[str],
    *,
    settings: CrawlSettings | None,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    run_id: int | None = None,
    base: str | None = None,
    workers: PageWorkers[imports.Job] | None = None,
) -> CrawlSummary:
    """Import JSONL files, HTML files, folders of them, WARC files, lists of WARCs, and addresses.

    A target that is missing or of another kind raises ``TargetError`` before anything is written;
    what cannot be used inside a target becomes a problem and the rest is imported. Addresses are
    fetched as a crawl would, robots.txt and all, which a process can do once; addresses of WARC
    files and of lists are streamed (``crawler.listed``). ``base`` is what the lines of lists are
    relative to; ``workers`` read the pages of WARC files instead of processes of this machine.
    """
    files, addresses, listed = _sorted_out(targets)
    ledger = Ledger(connect(database), Onward(clock), run_id, "import")
    try:
        if settings is not None:
            ledger.configure(settings)
        if settings is None:
            settings = CrawlSettings(database, database.parent / "warc", "", ())
        for path in files:

            def told(name: str = path.name) -> None:
                if progress is not None:
                    progress(name, dict(ledger.counts))

            imports.import_path(ledger, path, settings.warc_folder, told, workers)
        if listed:
            _import_listed(settings, ledger, listed, base, progress, workers)
        if addresses:
            _run(settings, ledger, "all", progress, None, pages=tuple(addresses))
    finally:
        ledger.db.close()
    return _summary(ledger)


def _sorted_out(targets: Sequence[str]) -> tuple[list[Path], list[str], list[str]]:
    """Files to read, pages to fetch, and archives and lists of them to stream."""
    files: list[Path] = []
    addresses: list[str] = []
    listed: list[str] = []
    for target in targets:
        if is_list(target) or (is_address(target) and is_archive(target)):
            if not is_address(target) and not Path(target).is_file():
                raise TargetError(f"{target}: there is no such list")
            listed.append(target)
        elif is_address(target):
            addresses.append(target)
        else:
            files.append(_importable(Path(target)))
    return files, addresses, listed


def _importable(path: Path) -> Path:
    if not path.exists():
        raise TargetError(f"{path}: neither a file, a folder nor an http(s) address")
    if path.is_file() and not imports.importable(path):
        raise TargetError(f"{path}: expected {imports.EXPECTED}")
    return path


def _import_listed(
    settings: CrawlSettings,
    ledger: Ledger,
    targets: Sequence[str],
    base: str | None,
    progress: Progress | None,
    workers: PageWorkers[imports.Job] | None,
) -> None:
    """The archives that are named, or that lists name, one after another."""
    started = ledger.clock()
    policy = AddressPolicy.of(settings)
    _close_torn(settings, ledger)
    info = {"software": user_agent(settings), "format": "WARC File Format 1.1"}

    def stream(address: str, start: int) -> Stream:
        return Stream(
            address, policy, start=start, agent=user_agent(settings), timeout=settings.timeout,
            pauses=settings.backoff,
        )  # fmt: skip

    def opened(where: str) -> IO[bytes] | Stream:
        return stream(where, 0) if is_address(where) else Path(where).open("rb")

    sources: dict[str, None] = {}
    for target in targets:
        try:
            found = read_list(target, base, opened) if is_list(target) else [target]
        except (BadList, StreamFailed) as error:
            raise TargetError(str(error)) from error
        sources.update(dict.fromkeys(found))
    with Archive(settings.warc_folder, started=started, info=info) as archive:
        listed = ListedArchives(ledger, Wanted(settings), archive, stream, workers)
        for number, source in enumerate(sources):

            def told(source: str = source, done: int = number) -> None:
                if progress is not None:
                    counts = {**ledger.counts, "done": done, "total": len(sources)}
                    progress(Path(source).name, counts)

            listed.take(source, told)
    if ledger.counts.get("files_unfinished"):
        ledger.count("unfinished")


def _close_torn(settings: CrawlSettings, ledger: Ledger) -> None:
    """Close the archive of a run that was killed."""
    for left in recover(settings.warc_folder):
        if left.cut:
            detail = f"{left.file}: a torn record of {left.cut} bytes was cut off"
            ledger.problem(None, "warc_torn", detail)


def _run(
    settings: CrawlSettings,
    ledger: Ledger,
    recheck: Recheck,
    progress: Progress | None,
    max_time: float | None,
    *,
    pages: tuple[str, ...] | None,
) -> None:
    """One run of the spider over the configured outlets, or over single pages."""
    started = ledger.clock()
    policy = AddressPolicy.of(settings)
    _close_torn(settings, ledger)
    info = {"software": user_agent(settings), "format": "WARC File Format 1.1"}
    with (
        Archive(settings.warc_folder, started=started, info=info) as archive,
        Readers() as readers,
    ):
        from crawler import running  # Scrapy is loaded while the readers load what they need

        job = CrawlJob(
            settings=settings,
            ledger=ledger,
            frontier=Frontier(ledger, settings, recheck, stamp(started), pages),
            archive=archive,
            readers=readers,
            policy=policy,
            max_time=max_time,
            progress=progress,
        )
        running.run(job)
        if job.fault is not None:
            raise job.fault
        job.frontier.close()


def _summary(ledger: Ledger) -> CrawlSummary:
    return CrawlSummary(dict(sorted(ledger.counts.items())), ledger.problems)
