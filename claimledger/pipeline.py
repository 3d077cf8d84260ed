"""The stages of one ledger, under its lock, and the run that puts them in a row."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlite_utils import Database

from claimledger import crawling, extracting
from claimledger.clock import Clock, now, stamp
from claimledger.config import Config
from claimledger.engines import Opened, here, processes
from claimledger.failing import TOLD
from claimledger.ledgers import opened
from claimledger.lock import held
from claimledger.progress import Reporter, summary_line
from claimledger.stages import StageReport
from crawler.settings import Recheck
from db.connection import checkpoint
from db.crawl import close_killed, end_run, start_run
from db.watches import watches

if TYPE_CHECKING:
    from claimledger.language_model import LanguageModel

CRAWL_SHARE = 0.7
"""The part of ``--max-time`` that the crawl of a run may take; the rest is for reading."""


@dataclass
class Pipeline:
    """The stages for one configuration. Each takes the ledger's lock, or raises ``Locked``."""

    config: Config
    reporter: Reporter = field(default_factory=Reporter)
    clock: Clock = now
    monotonic: Callable[[], float] = time.monotonic
    _locked: bool = False

    def crawl(self, *, recheck: Recheck = "due", max_time: float | None = None) -> StageReport:
        """Fetch what is due (or everything known), archive it and store the articles."""
        crawling.check(self.config.crawl)
        with (
            self._exclusive("crawl"),
            self._logged("crawl") as log,
            self.reporter.stage("crawl") as step,
        ):
            return log(
                crawling.crawl(
                    self.config.crawl,
                    recheck=recheck,
                    clock=self.clock,
                    step=step,
                    max_time=max_time,
                    run_id=log.start(),
                )
            )

    def import_targets(self, targets: Sequence[str], *, base: str | None = None) -> StageReport:
        """Store articles from JSONL, HTML, WARC files, folders and lists of them, and addresses.

        ``base`` is what the lines of lists are relative to.
        """
        with (
            self._exclusive("import"),
            self._logged("import") as log,
            self.reporter.stage("import") as step,
        ):
            return log(
                crawling.import_targets(
                    self.config.crawl,
                    tuple(targets),
                    clock=self.clock,
                    step=step,
                    run_id=log.start(),
                    base=base,
                    cluster=self.config.cluster,
                )
            )

    def extract(
        self,
        *,
        workers: int | None = None,
        limit: int | None = None,
        max_time: float | None = None,
        again: bool = False,
    ) -> StageReport:
        """Read the versions that this extractor has not read, or all of them ``again``."""
        deadline = None if max_time is None else self.monotonic() + max_time
        with (
            self._exclusive("extract"),
            self.ledger() as db,
            self._logged("extract") as log,
            self.reporter.stage("extract") as step,
        ):
            return log(
                extracting.extract(
                    db,
                    model=self.config.reading.model,
                    clock=self.clock,
                    step=step,
                    workers=self.config.reading.workers if workers is None else workers,
                    limit=limit,
                    late=lambda: deadline is not None and self.monotonic() > deadline,
                    again=again,
                    opened=self._cluster(),
                    folder=self.config.cluster.folder,
                )
            )

    def _cluster(self) -> Opened | None:
        """The workers of the configured scheduler; ``None`` where this machine does the work."""
        if self.config.cluster.scheduler is None:
            return None
        from claimledger.cluster import cluster

        return cluster(self.config.cluster)

    def crosscheck(self, *, rebuild: bool = False, workers: int = 1) -> StageReport:
        """Lay claims side by side where articles changed, or everywhere; 0 workers: one a core."""
        # Its libraries take a third of a second to load, which no other verb should wait for.
        from claimledger import crosschecking

        with (
            self._exclusive("crosscheck"),
            self.ledger() as db,
            self._logged("crosscheck") as log,
            self.reporter.stage("crosscheck") as step,
        ):
            local = here if workers == 1 else processes(workers, "claimledger.crosschecking")
            return log(
                crosschecking.crosscheck(
                    db,
                    clock=self.clock,
                    step=step,
                    rebuild=rebuild,
                    opened=self._cluster() or local,
                    folder=self.config.cluster.folder,
                )
            )

    def run(
        self, *, recheck: Recheck = "due", max_time: float | None = None, cite: bool = False
    ) -> list[StageReport]:
        """Crawl, extract, crosscheck and tell who watches, under one lock.

        With ``max_time`` the crawl ends after most of it and reading at the end of it; what is
        there by then is crosschecked in any case. With ``cite`` the pages that claims cite are
        looked up before anybody is told.
        """
        started = self.monotonic()
        with self._exclusive("run"):
            share = None if max_time is None else max_time * CRAWL_SHARE
            reports = [self.crawl(recheck=recheck, max_time=share)]
            left = None if max_time is None else max(1.0, started + max_time - self.monotonic())
            reports.append(self.extract(max_time=left))
            reports.append(self.crosscheck())
            if cite:
                reports.append(self.cite())
            if (told := self.notify()) is not None:
                reports.append(told)
        return reports

    def cite(self, *, budget: int | None = None) -> StageReport:
        """Look up the pages that claims cite; ``budget`` bounds how many are fetched."""
        # As for crosscheck: what it loads no other verb should wait for.
        from claimledger import citing

        with (
            self._exclusive("cite"),
            self.ledger() as db,
            self._logged("cite") as log,
            self.reporter.stage("cite") as step,
        ):
            return log(citing.cite(db, self.config, clock=self.clock, step=step, budget=budget))

    def notify(self) -> StageReport | None:
        """Tell what has happened to what is watched; ``None`` where nothing is."""
        with self.ledger() as db:
            watched = bool(watches(db))
        if not watched:
            return None
        # As for crosscheck: what it loads only a ledger with watches should wait for.
        from claimledger import notifying

        with (
            self._exclusive("notify"),
            self.ledger() as db,
            self._logged("notify") as log,
            self.reporter.stage("notify") as step,
        ):
            return log(
                notifying.notify(
                    db, self.config.notify, clock=self.clock, step=step, run_id=log.start
                )
            )

    def review(self, model: "LanguageModel") -> list[StageReport]:
        """Have a second reader answer, then crosscheck what that bears on.

        Asking holds no lock, so that a slow model keeps no run waiting.
        """
        from claimledger import reviewing

        with (
            opened(self.config.database) as db,
            self._logged("review") as log,
            self.reporter.stage("review") as step,
        ):
            asked = reviewing.review(db, model, self.config.review, clock=self.clock, step=step)
            log(asked)
        return [asked, self.crosscheck()]

    @contextmanager
    def _exclusive(self, command: str) -> Iterator[None]:
        if self._locked:
            yield
            return
        with held(self.config.database, command, self.clock):
            self._locked = True
            try:
                self._close_killed()
                yield
            finally:
                self._locked = False

    def _close_killed(self) -> None:
        if self.config.database.exists():
            with opened(self.config.database) as db:
                close_killed(db, stamp(self.clock()))

    @contextmanager
    def ledger(self) -> Iterator[Database]:
        """The open ledger; its write-ahead log is emptied when the block ends well."""
        with opened(self.config.database, create=True) as db:
            yield db
            checkpoint(db)

    @contextmanager
    def _logged(self, command: str) -> Iterator["RunLog"]:
        """Give the stage its entry in ``runs``; what ends it early is noted there too."""
        log = RunLog(self, command, stamp(self.clock()))
        try:
            yield log
        except BaseException as error:
            with suppress(*TOLD):  # where the ledger fails, it is the error at hand that is told
                log.end("interrupted" if isinstance(error, KeyboardInterrupt) else "failed", {})
            raise


@dataclass
class RunLog:
    """The row of ``runs`` of one stage; a stage that had nothing to do leaves none."""

    pipeline: Pipeline
    command: str
    started: str
    run_id: int | None = None

    def start(self) -> int:
        """Write the row now, for a stage that needs its id; the ledger is created if need be."""
        if self.run_id is None:
            with self.pipeline.ledger() as db:
                self.run_id = start_run(db, self.command, self.started)
        return self.run_id

    def end(self, outcome: str, counts: Mapping[str, int]) -> None:
        """Write how it ended."""
        run_id = self.start()
        with self.pipeline.ledger() as db:
            end_run(db, run_id, outcome, counts, stamp(self.pipeline.clock()))

    def __call__(self, report: StageReport) -> StageReport:
        """Note the stage's report, tell it, and hand it on."""
        if self.run_id is not None or any(report.counts.values()):
            outcome = "failed" if report.failed else "unfinished" if report.unfinished else "done"
            self.end(outcome, report.counts)
        self.pipeline.reporter.say(summary_line(self.command, report.counts))
        if report.warning:
            self.pipeline.reporter.warn(f"{self.command}: {report.warning}")
        return report
