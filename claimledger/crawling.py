"""The crawl in a process of its own: Scrapy's reactor cannot start twice in one process."""

import dataclasses
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, cast

from claimledger.clock import Clock
from claimledger.config import ClusterSettings
from claimledger.exits import CommandError, Exit
from claimledger.failing import TOLD, error_told, hush
from claimledger.progress import Step
from claimledger.stages import StageReport
from crawler.settings import CrawlSettings, OutletSettings, Recheck
from db.shards import folder_of, sweep

if TYPE_CHECKING:
    from crawler.collect import CrawlSummary
    from crawler.imports import Job
    from crawler.shards import PageWorkers

Answer = StageReport | OutletSettings
"""What a child hands back."""

GRACE = 60.0
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
    work = (settings, recheck, clock, max_time, run_id)
    return cast("StageReport", _watch("crawl", step, _crawl, *work))


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
    base: str | None = None,
    cluster: ClusterSettings | None = None,
) -> StageReport:
    """Import files, folders, WARCs, lists and addresses, in a process of its own as well.

    The workers of ``cluster`` read the pages of WARC files, if it has a scheduler.
    """
    work = (settings, targets, clock, run_id, base, cluster or ClusterSettings())
    return cast("StageReport", _watch("import", step, _import, *work))


def discover(homepage: str, contact: str, *, clock: Clock, step: Step) -> OutletSettings:
    """Ask an outlet's front page and robots.txt for its name, feeds and sitemaps.

    Raises ``CommandError`` when the page cannot be had.
    """
    return cast("OutletSettings", _watch("init", step, _discover, homepage, contact, clock))


def _watch(stage: str, step: Step, work: Callable[..., Answer], *args: object) -> Answer:
    """Have work done in a child and return its answer; raise what it says went wrong."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_child, args=(theirs, work, *args), name=f"claimledger {stage}")
    with _undisturbed():
        child.start()
    theirs.close()
    try:
        answer = _listen(ours, step)
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
    if isinstance(answer, CommandError):
        raise answer
    if answer is None:
        raise CommandError(
            f"the {stage} process ended with code {child.exitcode}; what it stored is whole"
        )
    return answer


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start a child with Ctrl-C ignored: until it has set itself up, the parent speaks for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _listen(connection: Connection, step: Step) -> Answer | CommandError | None:
    """Hand progress on until the answer comes; ``None`` when the child ended without one."""
    while True:
        try:
            message = connection.recv()
        except EOFError:
            return None
        if isinstance(message, StageReport | OutletSettings | CommandError):
            return message
        step(*message)


def _interrupt(pid: int | None) -> None:
    if pid is not None:
        try:
            os.kill(pid, signal.SIGINT)
        except ProcessLookupError:
            return


def _child(connection: Connection, work: Callable[..., Answer], *args: object) -> None:
    """The life of a child: signals come from the parent alone, and it ends when that has gone."""
    hush()
    os.setpgrp()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_end_with_parent, args=(connection,), daemon=True).start()

    def progress(doing: str, counts: Mapping[str, int]) -> None:
        try:
            connection.send((doing, dict(counts)))
        except BrokenPipeError:
            return

    try:
        connection.send(work(progress, *args))
    except (KeyboardInterrupt, BrokenPipeError):
        raise SystemExit(Exit.INTERRUPTED.value) from None
    except TOLD as error:
        connection.send(error_told(error))


def _end_with_parent(connection: Connection) -> None:
    """End at once when the parent was killed: its lock is gone, and another run may begin.

    What is in the ledger is whole at any moment; the next run goes on from there.
    """
    try:
        connection.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGKILL)


def _crawl(
    progress: Step,
    settings: CrawlSettings,
    recheck: Recheck,
    clock: Clock,
    max_time: float | None,
    run_id: int,
) -> StageReport:
    from crawler import collect

    summary = collect.crawl(
        settings,
        recheck=recheck,
        clock=clock,
        progress=progress,
        max_time=max_time,
        run_id=run_id,
    )
    return _report("crawl", summary)


def _import(
    progress: Step,
    settings: CrawlSettings,
    targets: tuple[str, ...],
    clock: Clock,
    run_id: int,
    base: str | None,
    cluster: ClusterSettings,
) -> StageReport:
    from crawler import collect

    try:
        with _page_workers(settings, cluster) as workers:
            summary = collect.import_targets(
                settings.database,
                targets,
                settings=settings,
                clock=clock,
                progress=progress,
                run_id=run_id,
                base=base,
                workers=workers,
            )
    except collect.TargetError as error:
        raise CommandError(str(error), Exit.NOT_FOUND) from error
    report = _report("import", summary)
    if any(name.startswith(("articles", "files")) for name in report.counts):
        return report
    warning = "no article came of it (claimledger status --problems)"
    return dataclasses.replace(report, failed=True, warning=warning)


@contextmanager
def _page_workers(
    settings: CrawlSettings, given: ClusterSettings
) -> Iterator["PageWorkers[Job] | None"]:
    """The workers of a scheduler, where one is named."""
    if given.scheduler is None:
        yield None
        return
    from claimledger.cluster import cluster
    from crawler.shards import PageWorkers

    folder = given.folder or folder_of(settings.database)
    with cluster(given)(0) as engine:
        yield PageWorkers(engine, folder)
    sweep(folder)


def _discover(progress: Step, homepage: str, contact: str, clock: Clock) -> OutletSettings:
    from crawler import discovery

    progress(homepage, {})
    try:
        return discovery.discover(homepage, contact=contact, clock=clock)
    except discovery.DiscoveryError as error:
        raise CommandError(f"{error}; nothing was written") from error


def _report(stage: str, summary: "CrawlSummary") -> StageReport:
    counts = {name: count for name, count in summary.counts.items() if name != "unfinished"}
    unfinished = bool(summary.counts.get("unfinished"))
    return StageReport(stage, counts, summary.problems, unfinished)
