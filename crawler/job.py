"""What the middlewares of a run share, whichever spider runs."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from protego import Protego

from crawler.archive import Archivist
from crawler.safety import AddressPolicy
from crawler.settings import CrawlSettings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass
class Rules:
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
class Manners:
    """What the hosts of one run have asked for; ``rules`` with the loop's time of asking."""

    pauses: dict[str, float] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    rules: dict[str, tuple["asyncio.Future[Rules]", float]] = field(default_factory=dict)
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
    """What a spider's ``job`` has for the middlewares."""

    settings: CrawlSettings
    archive: Archivist
    policy: AddressPolicy
    manners: Manners

    @property
    def clock(self) -> Callable[[], datetime]: ...

    def on_robots(self, site: str, rules: Rules) -> None:
        """Hear what a site's robots.txt says."""


def job_of(crawler: "Crawler") -> Job:
    """The job of the spider that a crawler runs."""
    job: Job = crawler.spider.job  # type: ignore[union-attr] # set before middlewares are made
    return job
