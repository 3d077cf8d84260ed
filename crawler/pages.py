"""What becomes of a page that came back well: a list is followed, an article is kept."""

from collections import Counter
from dataclasses import replace

from scrapy.http import Headers, Response

from crawler.articles import Reading, not_an_article, read_page
from crawler.dates import Moment, stamp
from crawler.documents import is_pdf, read_pdf, readable
from crawler.job import CrawlJob
from crawler.listings import Found, read_feed, read_sitemap
from crawler.payloads import is_page
from crawler.responses import Receipt, header
from crawler.sections import read_section
from crawler.urls import belongs_to, is_variant, may_be_article, normalise
from crawler.wanted import on_topic
from db import crawl as store
from db.connection import writing
from db.crawl import FrontierRow

MAX_INDEX_DEPTH = 2
"""An index may name sitemaps, and these may be indexes once more; further ones are a trap."""

SHRUNK = 0.6
"""A text shorter than this share of the one before is held back until it is seen twice."""

SHRUNK_FROM = 600
"""Characters from which that is looked at; short texts shrink for honest reasons."""

YIELD_FROM = 5
YIELD_SHARE = 0.5
"""An outlet is warned of when more than half of at least five pages could not be read."""


class PageKeeper:
    """Reads responses in the workers and tells frontier and ledger what they were."""

    def __init__(self, job: CrawlJob) -> None:
        self._job = job
        self._read: Counter[str] = Counter()
        self._held: Counter[str] = Counter()

    def close(self) -> None:
        """Say which outlets gave mostly pages that could not be read: their site has changed."""
        for outlet_id, held in self._held.items():
            total = self._read[outlet_id]
            if total >= YIELD_FROM and held > YIELD_SHARE * total:
                outlet = self._job.ledger.outlets[outlet_id]
                detail = (
                    f"{held} of {total} pages of a run could not be read: has the site changed?"
                )
                self._job.ledger.problem(f"http://{outlet.hosts[0]}/", "yield_dropped", detail)

    async def keep(self, row: FrontierRow, response: Response) -> None:
        """Read a response by its row's kind. Raises ``ReadingFailed``."""
        if row.kind == "article":
            await self._keep_article(row, response)
        else:
            await self._keep_list(row, response)

    def capture(
        self, response: Response, *, truncated: bool = False, reading: Reading | None = None
    ) -> str:
        """Record the response that a row ended with; returns the capture's id."""
        receipt: Receipt = response.meta["receipt"]
        row: FrontierRow = response.meta["row"]
        return store.record_capture(
            self._job.ledger.db,
            store.CaptureRow(
                url=row.url,
                final_url=response.url,
                fetched_at=stamp(receipt.at),
                http_status=response.status,
                content_type=header(response.headers, "Content-Type"),
                sha256=receipt.sha256,
                warc_file=receipt.archived.file if receipt.archived else None,
                warc_offset=receipt.archived.offset if receipt.archived else None,
                etag=header(response.headers, "ETag"),
                last_modified=header(response.headers, "Last-Modified"),
                truncated=truncated,
                charset=reading.charset if reading else None,
                charset_source=reading.charset_source if reading else None,
            ),
        )

    async def _keep_list(self, row: FrontierRow, response: Response) -> None:
        job = self._job
        content_type = header(response.headers, "Content-Type")
        hosts = job.ledger.outlets[row.outlet_id].hosts
        if row.kind == "sitemap":
            listing = await job.readers.run(
                read_sitemap, response.body, response.url, job.settings.max_body
            )
        elif row.kind == "section":
            listing = await job.readers.run(
                read_section, response.body, response.url, content_type, hosts
            )
        else:
            listing = await job.readers.run(read_feed, response.body, response.url, content_type)
        found = listing.found
        if row.kind == "sitemap" and job.frontier.depth(row.url, row.found_on) >= MAX_INDEX_DEPTH:
            deeper = [item for item in found if item.kind == "sitemap"]
            if deeper:
                detail = f"{len(deeper)} sitemaps under {MAX_INDEX_DEPTH} indexes were not followed"
                job.ledger.problem(row.url, "sitemap_depth", detail)
                found = tuple(item for item in found if item.kind != "sitemap")
        with writing(job.ledger.db):
            added = job.frontier.add(row.outlet_id, found, row.url)
            if listing.next_page is not None:
                job.frontier.next_page(row, listing.next_page)
            for kind, detail in listing.troubles:
                job.ledger.problem(row.url, kind, detail)
            if found:
                job.frontier.done(
                    row,
                    status=response.status,
                    changed=bool(added),
                    etag=header(response.headers, "ETag"),
                    last_modified=header(response.headers, "Last-Modified"),
                    every_minutes=listing.every_minutes,
                )
            else:
                job.frontier.done(row, status=response.status, changed=False, reason="empty")
        job.ledger.count(f"{row.kind}s")

    async def _keep_article(self, row: FrontierRow, response: Response) -> None:
        job = self._job
        self._read[row.outlet_id] += 1
        content_type = header(response.headers, "Content-Type") or ""
        receipt: Receipt = response.meta["receipt"]
        reserved = self._reserved(receipt)
        if reserved is not None:
            job.ledger.problem(row.url, reserved, "the page asks not to be taken")
            job.frontier.refused(row, reserved)
            return
        if not response.body.strip():
            self._hold_back(row, response, "empty", f"status {response.status} without a body")
            return
        if job.settings.documents and readable() and is_pdf(response.body):
            reading = await job.readers.run(read_pdf, response.body, response.url)
        elif is_page(response.body, content_type):
            country = job.ledger.country_of(row.outlet_id)
            reading = await job.readers.run(
                read_page, response.body, response.url, content_type, country
            )
        else:
            self._hold_back(row, response, "not_html", f"content type {content_type or 'missing'}")
            return
        if reading.date_guessed and row.published_at is not None:
            reading = replace(reading, published=Moment(row.published_at), date_guessed=False)
        self._store(row, response, reading)

    def _reserved(self, receipt: Receipt) -> str | None:
        """The reservation of rights that keeps a page out, if there is one."""
        if self._job.settings.respect_noarchive and receipt.tdm_reserved:
            return "tdm_reserved"
        if self._job.settings.respect_noindex and "noindex" in receipt.directives:
            return "noindex"
        return None

    def _hold_back(self, row: FrontierRow, response: Response, kind: str, detail: str) -> None:
        """A page that is not what was asked for: a problem, and nothing known is overwritten."""
        self._job.ledger.problem(row.url, kind, detail)
        self._job.ledger.count("held_back")
        self._held[row.outlet_id] += 1
        with writing(self._job.ledger.db):
            self.capture(response)
            self._job.frontier.failed(row, f"{kind}: {detail}", status=response.status)

    def _store(self, row: FrontierRow, response: Response, reading: Reading) -> None:
        job, ledger = self._job, self._job.ledger
        final = normalise(response.url) or row.url
        hosts = ledger.own_hosts(row.outlet_id, row.url)
        if not job.settings.documents and may_be_article(row.url) and not may_be_article(final):
            self._hold_back(row, response, "redirected_away", f"leads to {final}")
            return
        if not belongs_to(final, hosts):
            final = row.url
        named = ledger.accepted(reading, final, hosts, row.article_id)
        other = store.find_article(ledger.db, named)
        if row.article_id is not None and other not in (None, row.article_id):
            self._became(row, named)
            return
        if named != final and row.article_id is None and is_variant(final):
            with writing(ledger.db):
                self.capture(response, reading=reading)
                job.frontier.add(row.outlet_id, [Found(named)], row.url)
                job.frontier.refused(row, f"alias of {named}")
            ledger.count("variants")
            return
        url = ledger.identity(named, row.article_id)
        refused = self._unusable(reading) or self._shrunk(row, url, reading)
        if refused is not None:
            self._hold_back(row, response, *refused)
            return
        if row.article_id is None and other is None:
            url = ledger.same_page(row.outlet_id, url, reading) or url
        if job.settings.topics and not on_topic(reading.text, job.settings.topics):
            with writing(ledger.db):
                ledger.count("off_topic")
                job.frontier.refused(row, "off topic")
            return
        aliases = [(row.url, "redirect")] if row.url != url else []
        aliases += [(other, "redirect") for other in {final, named} - {url, row.url}]
        if reading.amp_url and belongs_to(reading.amp_url, hosts):
            aliases.append((reading.amp_url, "amp"))
        with writing(ledger.db):
            capture = self.capture(response, reading=reading)
            stored = ledger.store(url, row.outlet_id, reading, capture_id=capture, urls=aliases)
            if stored is None:
                job.frontier.refused(row, "forgotten")
                return
            if row.url != url:
                row = job.frontier.renamed(row, url)
            validators = header if url in (final, row.url) else _no_header
            job.frontier.done(
                row,
                status=response.status,
                changed=stored.new_version,
                etag=validators(response.headers, "ETag"),
                last_modified=validators(response.headers, "Last-Modified"),
                article_id=stored.article_id,
            )

    def _unusable(self, reading: Reading) -> tuple[str, str] | None:
        """Why a page is no article, or a document no document."""
        if not self._job.settings.documents:
            return not_an_article(reading)
        return None if reading.body.strip() else ("no_text", "status 200, no text")

    def _became(self, row: FrontierRow, url: str) -> None:
        """An article whose address leads to another known one now: marked, and not asked again."""
        with writing(self._job.ledger.db):
            store.mark_state(self._job.ledger.db, row.url, "gone", self._job.ledger.now())
            self._job.frontier.refused(row, f"alias of {url}")
        self._job.ledger.count("articles_gone")

    def _shrunk(self, row: FrontierRow, url: str, reading: Reading) -> tuple[str, str] | None:
        before = self._job.ledger.body_length(url)
        length = len(reading.body)
        if before is None or before < SHRUNK_FROM or length >= SHRUNK * before:
            return None
        detail = f"{length} characters after {before}"
        if row.reason == f"shrunk: {detail}":
            return None
        return "shrunk", detail


def _no_header(headers: Headers, name: str) -> None:
    """Validators of another address are none of this one's."""
    del headers, name
