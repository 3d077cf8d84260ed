"""What belongs to one run: its settings, ledger, archive, workers, and what hosts asked for."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from protego import Protego

from crawler.archive import ArchiveError, Archivist
from crawler.filing import Ledger
from crawler.safety import AddressPolicy
from crawler.schedule import Frontier
from crawler.settings import CrawlSettings
from crawler.workers import NoReaders, Readers
from db.connection import LedgerError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

FAULTS = (LedgerError, sqlite3.Error, ArchiveError, NoReaders)
"""What ends a run, whatever the page is: the ledger or the archive cannot be written or read, or
nothing can be read at all."""


@dataclass
class RobotsRules:
    """What the robots.txt of one site says.

    ``wait`` says why nothing may be asked for now, ``refused`` why never: the site's name leads to
    an address that must not be connected to.
    """

    parser: Protego | None = None
    wait: str | None = None
    refused: str | None = None
    status: int | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str, agent: str) -> bool:
        """Whether the agent may ask for this address."""
        return self.parser is None or bool(self.parser.can_fetch(url, agent))


@dataclass
class HostLimits:
    """What the hosts of one run have asked for; ``rules`` with the loop's time of asking."""

    pauses: dict[str, float] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    rules: dict[str, tuple["asyncio.Future[RobotsRules]", float]] = field(default_factory=dict)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def pause(self, netloc: str, seconds: float) -> None:
        """Ask nothing of a host for some seconds from now."""
        until = asyncio.get_running_loop().time() + seconds
        self.pauses[netloc] = max(until, self.pauses.get(netloc, 0.0))

    def pause_left(self, netloc: str) -> float:
        """Seconds that a host's pause has still to run."""
        return self.pauses.get(netloc, 0.0) - asyncio.get_running_loop().time()

    async def ended_within(self, seconds: float) -> bool:
        """Wait; true as soon as the run is told to end."""
        try:
            async with asyncio.timeout(seconds):
                await self.ended.wait()
        except TimeoutError:
            return False
        return True


class Job(Protocol):
    """What the middlewares need of any spider's ``job``, that of a crawl or of a discovery."""

    settings: CrawlSettings
    archive: Archivist
    policy: AddressPolicy
    limits: HostLimits

    @property
    def clock(self) -> Callable[[], datetime]: ...

    def on_robots(self, site: str, rules: RobotsRules) -> None:
        """Hear what a site's robots.txt says."""


@dataclass
class CrawlJob:
    """Everything that one crawl works with.

    ``max_time`` is in seconds; ``progress`` is told the stage and its counts.
    """

    settings: CrawlSettings
    ledger: Ledger
    frontier: Frontier
    archive: Archivist
    readers: Readers
    policy: AddressPolicy
    limits: HostLimits = field(default_factory=HostLimits)
    max_time: float | None = None
    progress: Callable[[str, dict[str, int]], None] | None = None
    fault: Exception | None = None

    @property
    def clock(self) -> Callable[[], datetime]:
        """The ledger's clock."""
        return self.ledger.clock

    def broken(self, fault: Exception) -> None:
        """Note the fault that ends the run; what is still under way waits for no lock any more."""
        if self.fault is None:
            self.fault = fault
            self.ledger.db.conn.execute("PRAGMA busy_timeout = 0")

    def on_robots(self, site: str, rules: RobotsRules) -> None:
        """Hear what a site's robots.txt says."""
        self.ledger.count("robots_read" if rules.wait is None else "robots_waiting")
        if rules.wait is not None:
            self.ledger.problem(f"{site}/robots.txt", "robots_unreachable", rules.wait)
        self.frontier.add_named(site, rules.sitemaps)


def job_of(crawler: "Crawler") -> Job:
    """The job of the spider that a crawler runs."""
    job: Job = crawler.spider.job  # type: ignore[union-attr] # set before middlewares are made
    return job
