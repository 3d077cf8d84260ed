"""The crawl in a process of its own: Scrapy's reactor cannot start twice in one process."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Literal, cast

from claimledger.clock import Clock
from claimledger.exits import CommandError, Exit
from claimledger.progress import Step
from claimledger.stages import StageReport
from crawler.settings import CrawlSettings, OutletSettings

if TYPE_CHECKING:
    from crawler.collect import CrawlSummary

Recheck = Literal["due", "all"]

GRACE = 20.0
"""Seconds that an interrupted crawl has to finish open requests before it is ended."""


def crawl(
    settings: CrawlSettings,
    *,
    recheck: Recheck,
    clock: Clock,
    step: Step,
    run_id: int,
    max_time: float | None = None,
) -> StageReport:
    """Fetch what is due of all outlets; the child does the work, this process watches it.

    ``Ctrl-C`` lets the child end its open requests, then goes on as ``KeyboardInterrupt``. Raises
    ``CommandError`` when there is nothing to crawl, or the child broke.
    """
    check(settings)
    child = (settings, recheck, clock, max_time, run_id)
    return cast("StageReport", _watch(_crawl_child, child, step, "crawl"))


def check(settings: CrawlSettings) -> None:
    """Raise ``CommandError`` for settings with which nobody may be crawled."""
    if not settings.outlets:
        raise CommandError("no outlets: add [[outlets]] to the configuration", Exit.USAGE)
    if not settings.contact:
        raise CommandError(
            "contact is empty: publishers must be able to reach who crawls them; "
            "set contact in the configuration to an e-mail address or a web page",
            Exit.USAGE,
        )


def import_targets(
    settings: CrawlSettings,
    targets: tuple[str, ...],
    *,
    clock: Clock,
    step: Step,
    run_id: int,
) -> StageReport:
    """Import files, folders, WARCs and addresses, in a process of its own as well."""
    child = (settings, targets, clock, run_id)
    return cast("StageReport", _watch(_import_child, child, step, "import"))


def discover(homepage: str, contact: str, *, clock: Clock, step: Step) -> OutletSettings:
    """Ask an outlet's front page and robots.txt for its name, feeds and sitemaps.

    Raises ``CommandError`` when the page cannot be had.
    """
    return cast("OutletSettings", _watch(_discover_child, (homepage, contact, clock), step, "init"))


def _watch(
    target: Callable[..., None], args: tuple[object, ...], step: Step, stage: str
) -> StageReport | OutletSettings:
    """Run a child to its end and return what it reports; raise what it says went wrong."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=target, args=(theirs, *args), name=f"claimledger {stage}")
    child.start()
    theirs.close()
    try:
        report = _listen(ours, step)
        child.join()  # before the pipe closes: a child that loses its parent stops itself
    except KeyboardInterrupt:
        _interrupt(child.pid)
        child.join(GRACE)
        if child.is_alive():
            child.terminate()
        child.join()
        raise
    finally:
        ours.close()
    if report is None:
        raise CommandError(
            f"the {stage} process ended with code {child.exitcode}; what it stored is whole"
        )
    return report


def _listen(connection: Connection, step: Step) -> StageReport | OutletSettings | None:
    """Hand progress on until the report comes; ``None`` when the child ended without one."""
    while True:
        try:
            message = connection.recv()
        except EOFError:
            return None
        if isinstance(message, StageReport | OutletSettings):
            return message
        if isinstance(message, CommandError):
            raise message
        step(*message)


def _interrupt(pid: int | None) -> None:
    if pid is not None:
        try:
            os.kill(pid, signal.SIGINT)
        except ProcessLookupError:
            return


def _detach(connection: Connection) -> Callable[[str, Mapping[str, int]], None]:
    """Set up a child: signals come from the parent alone, and it ends when the parent has gone."""
    os.setpgrp()

    def end_with_parent() -> None:
        try:
            connection.recv()
        except (EOFError, OSError):
            os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=end_with_parent, daemon=True).start()

    def progress(doing: str, counts: Mapping[str, int]) -> None:
        try:
            connection.send((doing, dict(counts)))
        except BrokenPipeError:
            return

    return progress


def _crawl_child(
    connection: Connection,
    settings: CrawlSettings,
    recheck: Recheck,
    clock: Clock,
    max_time: float | None,
    run_id: int,
) -> None:
    from crawler import collect

    progress = _detach(connection)
    summary = collect.crawl(
        settings,
        recheck=recheck,
        clock=clock,
        progress=progress,
        max_time=max_time,
        run_id=run_id,
    )
    connection.send(_report("crawl", summary))


def _import_child(
    connection: Connection,
    settings: CrawlSettings,
    targets: tuple[str, ...],
    clock: Clock,
    run_id: int,
) -> None:
    from crawler import collect

    progress = _detach(connection)
    try:
        summary = collect.import_targets(
            settings.database,
            targets,
            settings=settings,
            clock=clock,
            progress=progress,
            run_id=run_id,
        )
    except collect.TargetError as error:
        connection.send(CommandError(str(error), Exit.NOT_FOUND))
    else:
        connection.send(_report("import", summary))


def _discover_child(connection: Connection, homepage: str, contact: str, clock: Clock) -> None:
    from crawler import discovery

    _detach(connection)
    try:
        outlet = discovery.discover(homepage, contact=contact, clock=clock)
    except discovery.DiscoveryError as error:
        connection.send(CommandError(f"{error}; nothing was written", Exit.FAILED))
    else:
        connection.send(outlet)


def _report(stage: str, summary: "CrawlSummary") -> StageReport:
    counts = {name: count for name, count in summary.counts.items() if name != "unfinished"}
    unfinished = bool(summary.counts.get("unfinished"))
    return StageReport(stage, counts, summary.problems, unfinished)
