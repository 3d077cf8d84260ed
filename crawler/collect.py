"""Collecting: crawling the configured outlets, and taking in what lies here already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler import imports
from crawler.ledger import Ledger
from crawler.settings import CrawlSettings
from db.connection import connect

Progress = Callable[[str, dict[str, int]], None]


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a run did: its counts by name, and how many problems were new."""

    counts: Mapping[str, int]
    problems: int


class TargetError(Exception):
    """A target that can not be imported; the message names it and says what is expected."""


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
