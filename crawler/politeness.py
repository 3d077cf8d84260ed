"""Asking politely: robots.txt, crawl delays, pauses that servers ask for, throttling."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, exceptions, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionLost

from crawler.job import FAULTS, RobotsRules, job_of
from crawler.responses import MAX_ROBOTS
from crawler.safety import Refused
from crawler.urls import netloc_of

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

RULES_AGE = 24 * 3600.0
"""Seconds for which the rules of a site hold within one run (RFC 9309: at most 24 hours)."""

MAX_CRAWL_DELAY = 120.0
"""Seconds between requests that are granted; who asks for more is asked once and left."""

PATIENCE = 60.0
"""Seconds of pause that a run waits for; a longer pause leaves the page to a later run."""

ROBOTS_PRIORITY = 1000

DOWNLOAD_ERRORS: tuple[type[Exception], ...] = (
    exceptions.CannotResolveHostError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadConnectionRefusedError,
    exceptions.DownloadFailedError,
    exceptions.DownloadTimeoutError,
    exceptions.NotSupported,
    exceptions.ResponseDataLossError,
    exceptions.UnsupportedURLSchemeError,
    exceptions.IgnoreRequest,
    Refused,
    ConnectError,
    ConnectionLost,
    OSError,
    ValueError,
)
"""What a request can end with besides a response or a decision of ours."""


def said(error: BaseException) -> str:
    """An exception's message for people, without the names of Twisted's classes."""
    text = str(error) or type(error).__name__
    inner = re.findall(r"Failure [\w.]+: ([^>\]]+)", text)
    return (", ".join(message.strip() for message in inner) or text)[:300]


class Disallowed(IgnoreRequest):
    """A page that robots.txt does not allow."""


class Postponed(IgnoreRequest):
    """A page to ask for again after ``seconds``; ``kind`` names why."""

    def __init__(self, kind: str, detail: str, seconds: float) -> None:
        super().__init__(detail)
        self.kind = kind
        self.seconds = seconds


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for: a number or a date; ``None`` for neither.

    >>> retry_after("120", datetime(2026, 3, 4, tzinfo=UTC))
    120.0
    """
    text = (value or "").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


_AGENT_VERSION = re.compile(r"(?im)^([ \t]*user-agent[ \t]*:[ \t]*[\w-]{1,80})/\S*")
"""A group is for a product, whatever version of it is named."""


class RobotsMiddleware:
    """Downloader middleware: asks robots.txt before the first page of a site.

    404 and other 4xx: all is allowed. 429, 5xx and no answer: nothing is, until the site answers
    (RFC 9309). The same agent, guard, archive and redirect rules hold for robots.txt itself.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._job = job = job_of(crawler)
        self._limits = job.limits
        self._agent = job.settings.user_agent_name

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "RobotsMiddleware":
        made = cls(crawler)
        crawler.signals.connect(made.on_bytes, signal=signals.bytes_received)
        return made

    def on_bytes(self, data: bytes, request: Request) -> None:
        """Take no more of a robots.txt than is read; one beyond the cap is cut and obeyed."""
        if request.meta.get("robots_txt"):
            received = request.meta.get("robots_bytes", 0) + len(data)
            request.meta["robots_bytes"] = received
            if received > MAX_ROBOTS:
                raise exceptions.StopDownload(fail=False)

    async def process_request(self, request: Request) -> None:
        request.meta["download_slot"] = netloc_of(request.url)
        if request.meta.get("robots_txt"):
            return
        self._job.policy.check_url(request.url)
        rules = await self.rules_of(request.url)
        if rules.refused is not None:
            raise Refused(rules.refused)
        if rules.wait is not None:
            raise Postponed("robots_unreachable", rules.wait, 3600)
        if not rules.allows(request.url, self._agent):
            raise Disallowed("robots.txt does not allow it")
        netloc = netloc_of(request.url)
        if self._limits.delays.get(netloc, 0.0) > MAX_CRAWL_DELAY:
            detail = f"robots.txt asks for {self._limits.delays[netloc]:g} s between requests"
            raise Postponed("crawl_delay", detail, 86400)
        while (left := self._limits.pause_left(netloc)) > 0:
            if left > PATIENCE:
                raise Postponed("asked_to_wait", f"the host asked for {left:.0f} s", left)
            if await self._limits.ended_within(left):
                raise Postponed("asked_to_wait", "the run ended", 1)
        if self._limits.ended.is_set():  # while robots.txt was asked for: no queue to wait in
            raise exceptions.IgnoreRequest("the run ended")

    async def rules_of(self, url: str) -> RobotsRules:
        """The rules of the site of an address, asked for once a run, and daily in a long one."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        loop = asyncio.get_running_loop()
        known, asked_at = self._limits.rules.get(site, (None, 0.0))
        if known is None or (known.done() and loop.time() - asked_at > RULES_AGE):
            known = loop.create_future()
            self._limits.rules[site] = known, loop.time()
            try:
                known.set_result(await self._fetch(site))
            except FAULTS as fault:
                known.set_exception(fault)
        return await asyncio.shield(known)

    async def _fetch(self, site: str) -> RobotsRules:
        request = Request(
            f"{site}/robots.txt",
            priority=ROBOTS_PRIORITY,
            meta={"robots_txt": True, "download_maxsize": 0},
            callback=NO_CALLBACK,
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            refusal = self._job.policy.refusal(site)
            if refusal is not None:
                rules = RobotsRules(refused=refusal)
            else:
                rules = RobotsRules(wait=f"robots.txt: {said(error)}")
        else:
            rules = self._read(site, response)
        self._job.on_robots(site, rules)
        return rules

    def _read(self, site: str, response: "Response") -> RobotsRules:
        if response.status == 429 or response.status >= 500 or 300 <= response.status < 400:
            detail = f"robots.txt answers {response.status}"
            return RobotsRules(wait=detail, status=response.status)
        if response.status >= 400:
            return RobotsRules(status=response.status)
        body = response.body[:MAX_ROBOTS]
        if len(response.body) >= MAX_ROBOTS or not response.meta["receipt"].complete:
            body = body[: body.rfind(b"\n") + 1]  # half a rule is none
        text = body.decode("utf-8", "replace").lstrip("\ufeff")
        parser = Protego.parse(_AGENT_VERSION.sub(r"\1", text))
        delay = parser.crawl_delay(self._agent)
        netloc = netloc_of(site)
        if delay:
            self._limits.delays[netloc] = float(delay)
            _set_floor(self._crawler, netloc, _floor(float(delay)))
        return RobotsRules(parser, status=response.status, sitemaps=tuple(parser.sitemaps))


def _floor(delay: float) -> float:
    """The delay that keeps a crawl delay at the server, where requests arrive unevenly."""
    return min(delay, MAX_CRAWL_DELAY) * 1.05 + 0.05


def _set_floor(crawler: "Crawler", netloc: str, delay: float) -> None:
    """Make a host's download slot, now and later, one request at a time with this delay."""
    downloader = crawler.engine.downloader
    downloader.per_slot_settings[netloc] = {"delay": delay, "concurrency": 1, "jitter": 0.0}
    slot = downloader.slots.get(netloc)
    if slot is not None:
        slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0


class PauseMiddleware:
    """Downloader middleware: hears 429 and 503 and keeps the host in peace as long as it asks."""

    def __init__(self, crawler: "Crawler") -> None:
        job = job_of(crawler)
        self._limits = job.limits
        self._clock = job.clock

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "PauseMiddleware":
        return cls(crawler)

    def process_response(self, request: Request, response: "Response") -> "Response":
        if response.status in (429, 503):
            value = response.headers.get("Retry-After")
            asked = retry_after(value.decode("latin-1") if value else None, self._clock())
            if asked is not None:
                seconds = min(asked, timedelta(days=1).total_seconds())
                request.meta["retry_after"] = seconds
                self._limits.pause(netloc_of(response.url), seconds)
        return response


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle that never goes below what robots.txt asks for."""

    def _adjust_delay(self, slot: "Slot", latency: float, response: "Response") -> None:
        super()._adjust_delay(slot, latency, response)
        floor = job_of(self.crawler).limits.delays.get(netloc_of(response.url))
        if floor is not None:
            slot.delay = max(slot.delay, _floor(floor))
