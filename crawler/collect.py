"""Collecting: crawling the configured outlets, and taking in what lies here already."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess

from crawler import imports
from crawler.archive import Archive
from crawler.dates import stamp
from crawler.frontier import Frontier, Recheck
from crawler.ledger import Ledger
from crawler.preset import scrapy_settings, user_agent
from crawler.safety import AddressPolicy
from crawler.settings import CrawlSettings
from crawler.spiders import CrawlJob, NewsSpider
from crawler.workers import Readers
from db.connection import connect

Progress = Callable[[str, dict[str, int]], None]


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a run did: its counts by name, and how many problems were new."""

    counts: Mapping[str, int]
    problems: int


class TargetError(Exception):
    """A target that can not be imported; the message names it and says what is expected."""


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

    A process can do this once: Twisted's reactor cannot be started again. ``max_time`` is seconds;
    what is not done then stays due. SIGINT and SIGTERM end the run cleanly, and after a SIGKILL
    the next run goes on where the ledger says it was.
    """
    ledger = Ledger(connect(settings.database), clock, run_id, "crawl")
    try:
        ledger.configure(settings)
        started = clock()
        policy = AddressPolicy.of(settings)
        info = {"software": user_agent(settings), "format": "WARC File Format 1.1"}
        with (
            Archive(settings.warc_folder, started=started, info=info) as archive,
            Readers() as readers,
        ):
            job = CrawlJob(
                settings=settings,
                ledger=ledger,
                frontier=Frontier(ledger, settings, recheck, stamp(started)),
                archive=archive,
                readers=readers,
                policy=policy,
                max_time=max_time,
                tell=progress,
            )
            process = AsyncCrawlerProcess(scrapy_settings(settings, policy))
            process.crawl(NewsSpider, job=job)
            in_main = threading.current_thread() is threading.main_thread()
            process.start(install_signal_handlers=in_main)
            job.frontier.close()
    finally:
        ledger.db.close()
    return CrawlSummary(dict(sorted(ledger.counts.items())), ledger.problems)


def import_targets(
    database: Path,
    targets: Sequence[str],
    *,
    settings: CrawlSettings | None,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    run_id: int | None = None,
) -> CrawlSummary:
    """Import JSONL files, HTML files, folders of them, WARC files and URLs.

    A file that is missing or of another kind raises ``TargetError`` before anything is written;
    what cannot be used inside a target becomes a problem and the rest is imported.
    """
    ledger = Ledger(connect(database), clock, run_id, "import")
    if settings is not None:
        ledger.configure(settings)
    for target in targets:
        path = Path(target)
        if path.suffix == ".jsonl":
            imports.import_jsonl(ledger, path)
        else:
            for file, name in imports.html_files(path):
                imports.import_html(ledger, file, name)
        if progress is not None:
            progress(target, dict(ledger.counts))
    ledger.db.close()
    return CrawlSummary(dict(sorted(ledger.counts.items())), ledger.problems)
