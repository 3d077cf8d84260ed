"""The spider: asks for the addresses that are due and writes down what came of each."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import outcomes
from crawler.job import FAULTS, CrawlJob
from crawler.outcomes import Outcome
from crawler.pages import PageKeeper
from crawler.politeness import PATIENCE
from crawler.safety import Refused
from crawler.urls import normalise
from crawler.workers import ReadingFailed
from db.crawl import FrontierRow, find_article


class NewsSpider(Spider):
    """Fetches what is due, outlet by outlet, within the bounds of ``CrawlSettings``."""

    name = "claimledger"

    def __init__(self, job: CrawlJob) -> None:
        super().__init__()
        self.job = job
        self.keeper = PageKeeper(job)
        self._wake = asyncio.Event()
        self._started = False
        self._stopping = False
        self._pages = 0
        self._turn = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "NewsSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_spider_error, signal=signals.spider_error)
        crawler.signals.connect(spider.on_idle, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        job = self.job
        with self._watched():
            job.frontier.open()
        self._started = True
        if job.max_time is not None:
            asyncio.get_running_loop().call_later(job.max_time, self.stop)
        while not self._stopping:
            request = None
            with self._watched():
                request = self._next()
            if self.job.fault is not None:
                return
            if request is not None:
                yield request
            elif any(queue.out for queue in job.frontier.queues.values()):
                self._wake.clear()
                await self._wake.wait()
            else:
                return

    def closed(self, reason: str) -> None:
        """Called by Scrapy when the run has ended, however it did."""
        del reason
        if self.job.fault is None:
            with self._watched():
                self.keeper.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """End the run when the ledger or the archive fails: no page is to blame, none goes on."""
        try:
            yield
        except FAULTS as fault:
            self._break(fault)

    def _break(self, fault: Exception) -> None:
        self.job.broken(fault)
        self.stop()

    def stop(self) -> None:
        """End the run: nothing new is asked for, what waits in a queue is given back."""
        if self._stopping:
            return
        self._stopping = True
        self.job.ledger.counts["unfinished"] = 1
        self.job.limits.ended.set()
        if not self._started:
            return
        self._wake.set()
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(IgnoreRequest("the run ended"))

    def on_idle(self) -> None:
        self._wake.set()

    def on_spider_error(self, failure: Failure, response: Response | None) -> None:
        """A mistake of ours in a callback: the page is named and the run goes on."""
        if response is None or "row" not in response.meta or self.job.fault is not None:
            return
        detail = f"{type(failure.value).__name__}: {failure.value}"
        row = response.meta["row"]
        with self._watched():
            self._give_up(row, Outcome("internal_error", detail))

    def _next(self) -> Request | None:
        """The next request, taking the outlets by turns."""
        queues = list(self.job.frontier.queues.values())
        limit = self.job.settings.concurrency_per_host + 1
        for step in range(len(queues)):
            queue = queues[(self._turn + step) % len(queues)]
            while queue.out < limit:
                row = self.job.frontier.take(queue.outlet_id)
                if row is None:
                    break
                if self._admitted(row):
                    queue.out += 1
                    self._turn = (self._turn + step + 1) % len(queues)
                    return self._request(row)
        return None

    def _admitted(self, row: FrontierRow) -> bool:
        """Whether a row is asked for now; what never is, is settled here."""
        if self.job.ledger.forgotten(row.url):
            self.job.frontier.refused(row, "forgotten")
            return False
        if row.reason and row.reason.startswith("alias of"):
            self.job.frontier.refused(row, row.reason)
            return False
        if row.kind == "article":
            limit = self.job.settings.max_pages
            if limit is not None and self._pages >= limit:
                self.job.frontier.leave(row.outlet_id)
                return False
            self._pages += 1
        return True

    def _request(self, row: FrontierRow, attempt: int = 1, *, conditional: bool = True) -> Request:
        headers = {}
        if row.etag and conditional:
            headers["If-None-Match"] = row.etag
        if row.last_modified and conditional:
            headers["If-Modified-Since"] = row.last_modified
        return Request(
            row.url,
            headers=headers,
            callback=self.on_response,
            errback=self.on_error,
            dont_filter=True,
            priority=0 if row.kind == "article" else 10,
            meta={
                "row": row,
                "cookiejar": row.outlet_id,
                "attempt": attempt,
            },
        )

    async def on_response(self, response: Response) -> None:
        if self.job.fault is None:
            with self._watched():
                await self._take_in(response)

    async def _take_in(self, response: Response) -> None:
        row: FrontierRow = response.meta["row"]
        self.job.ledger.count("responses")
        status = response.status
        if status == 304:
            if self._led_elsewhere(row, response.url):
                self.crawler.engine.crawl(self._request(row, conditional=False))
                return
            self.job.frontier.unchanged(row)
            self.job.ledger.count("not_modified")
        elif status in (404, 410):
            self._gone(row, status)
        elif not 200 <= status < 300:
            outcome = outcomes.of_status(status, response.meta.get("retry_after"))
            if self._again(response.request, outcome):
                return
            self._give_up(row, outcome, status=status, release=False)
        elif not response.meta["receipt"].complete:
            outcome = Outcome("truncated", "the compressed body ended early", again=True)
            self.keeper.capture(response, truncated=True)
            if self._again(response.request, outcome):
                return
            self._give_up(row, outcome, status=status, release=False)
        else:
            try:
                await self.keeper.keep(row, response)
            except ReadingFailed as error:
                outcome = Outcome(error.kind, str(error))
                self._give_up(row, outcome, status=status, release=False)
        self._release(row)

    def _led_elsewhere(self, row: FrontierRow, final: str) -> bool:
        """Whether "not modified" comes from an address that the article is not known by yet."""
        address = normalise(final) or row.url
        if row.kind != "article" or address == row.url:
            return False
        return find_article(self.job.ledger.db, address) != row.article_id

    def on_error(self, failure: Failure) -> None:
        if isinstance(failure.value, FAULTS):
            self._break(failure.value)
        elif self.job.fault is None:
            with self._watched():
                self._not_had(failure)

    def _not_had(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy
        row: FrontierRow = request.meta["row"]
        if self._stopping and isinstance(failure.value, IgnoreRequest):
            self._release(row)
            return
        assert failure.value is not None
        refusal = self.job.policy.refusal(request.url)
        outcome = outcomes.of_error(Refused(refusal) if refusal else failure.value)
        if not self._again(request, outcome):
            self._give_up(row, outcome)

    def _gone(self, row: FrontierRow, status: int) -> None:
        if self.job.frontier.gone(row, status):
            self.job.ledger.count("articles_gone")
        else:
            self.job.ledger.problem(
                row.url, "not_found", f"status {status}, found on {row.found_on}"
            )

    def _again(self, request: Request | None, outcome: Outcome) -> bool:
        """Ask again in a while, if it is worth it; the row stays taken meanwhile."""
        assert request is not None
        attempt, backoff = request.meta["attempt"], self.job.settings.backoff
        if not outcome.again or self._stopping or attempt > len(backoff):
            return False
        row: FrontierRow = request.meta["row"]
        asked = request.meta.pop("retry_after", None)
        wait = max(backoff[attempt - 1], asked or 0.0)
        if wait > PATIENCE:
            return False
        fresh = self._request(row, attempt + 1)
        self.job.ledger.count("retries")
        asyncio.get_running_loop().call_later(wait, partial(self._ask, fresh))
        return True

    def _ask(self, request: Request) -> None:
        if self._stopping:
            self._release(request.meta["row"])
        else:
            self.crawler.engine.crawl(request)

    def _give_up(
        self,
        row: FrontierRow,
        outcome: Outcome,
        *,
        status: int | None = None,
        release: bool = True,
    ) -> None:
        frontier, ledger = self.job.frontier, self.job.ledger
        if outcome.wait is not None:
            frontier.later(row, outcome.detail, outcome.wait, status)
            ledger.count("waiting")
            if outcome.kind == "crawl_delay":
                ledger.problem(normalise("/robots.txt", row.url), outcome.kind, outcome.detail)
        elif outcome.refused:
            frontier.refused(row, outcome.detail)
            ledger.count("refused")
            if outcome.kind != "robots_disallowed":
                ledger.problem(row.url, outcome.kind, outcome.detail)
        else:
            reason = f"{outcome.kind}: {outcome.detail}"
            frontier.failed(row, reason, status=status, passing=outcome.again)
            ledger.count("failed")
            ledger.problem(row.url, outcome.kind, outcome.detail)
        if release:
            self._release(row)

    def _release(self, row: FrontierRow) -> None:
        """A row is settled: its outlet may ask for the next."""
        self.job.frontier.queues[row.outlet_id].out -= 1
        if self.job.progress is not None:
            self.job.progress("crawl", dict(self.job.ledger.counts))
        self._wake.set()
