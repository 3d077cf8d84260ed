"""Looking around on an outlet's site before it is configured: its name, feeds and sitemaps."""

import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import linkeddata
from crawler.archive import NoArchive
from crawler.cleaning import one_line
from crawler.decoding import decode
from crawler.job import HostLimits, RobotsRules
from crawler.listings import Listing, read_feed, read_sitemap
from crawler.politeness import DOWNLOAD_ERRORS
from crawler.preset import scrapy_settings
from crawler.responses import header
from crawler.safety import AddressPolicy
from crawler.sections import base_of, read_section
from crawler.settings import CrawlSettings, OutletSettings
from crawler.urls import belongs_to, country_of_host, netloc_of, normalise
from crawler.workers import Readers, ReadingFailed

MAX_CANDIDATES = 12
"""Feeds and sitemaps that are tried; a site that names more names the main ones first."""

_USUAL = ("/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/news-sitemap.xml", "/sitemap_news.xml",
          "/sitemap.xml")  # fmt: skip
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_ALTERNATE_TYPES = (*_FEED_TYPES, "application/rdf+xml", "application/xml", "text/xml")
"""What a feed may be labelled as where the page says that it is itself in another form."""


class DiscoveryError(Exception):
    """The homepage cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a homepage says: the outlet's name, language and country, and feeds that it names."""

    name: str | None
    language: str | None
    country: str | None
    feeds: tuple[str, ...]
    articles: int


def read_front_page(body: bytes, url: str, content_type: str | None) -> FrontPage:
    """Read a homepage."""
    decoded = decode(body, content_type)
    tree = trafilatura.load_html(decoded.text) if decoded.text.strip() else None
    if tree is None:
        return FrontPage(None, None, None, (), 0)
    base = base_of(tree, url)
    feeds: dict[str, None] = {}
    for element in tree.iter("link", "a"):
        kind = (element.get("type") or "").lower().partition(";")[0].strip()
        is_alternate = "alternate" in (element.get("rel") or "").lower().split()
        address = normalise(element.get("href") or "", base)
        types = _ALTERNATE_TYPES if is_alternate else _FEED_TYPES
        if address and kind in types and "comments" not in address:
            feeds[address] = None
    locale = (tree.get("lang") or "").replace("_", "-").split("-")
    hosts = (netloc_of(url),)
    return FrontPage(
        name=_name(tree),
        language=locale[0].lower() if len(locale[0]) == 2 else None,
        country=_country(url, locale),
        feeds=tuple(feeds),
        articles=len(read_section(body, url, content_type, hosts).found),
    )


def _name(tree: lxml_html.HtmlElement) -> str | None:
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or "").lower()
        if key in ("og:site_name", "application-name") and element.get("content"):
            return one_line(element.get("content") or "")[:80] or None
    for node in linkeddata.nodes(tree):
        if {"NewsMediaOrganization", "Organization"} & set(linkeddata.types(node)):
            name = linkeddata.first(node, "name")
            if name:
                return one_line(name)[:80]
    title = one_line(tree.findtext(".//title") or "")
    return title.split(" | ")[0].split(" - ")[0].split(" – ")[0][:80] or None


def _country(url: str, locale: list[str]) -> str | None:
    if len(locale) > 1 and len(locale[1]) == 2 and locale[1].isalpha():
        return locale[1].upper()
    return country_of_host(url)


@dataclass
class _DiscoveryJob:
    """One discovery: what the middlewares need, and what was found."""

    settings: CrawlSettings
    policy: AddressPolicy
    readers: Readers
    clock: Callable[[], datetime]
    homepage: str
    archive: NoArchive = field(default_factory=NoArchive)
    limits: HostLimits = field(default_factory=HostLimits)
    sitemaps: tuple[str, ...] = ()
    failure: str | None = None
    found: OutletSettings | None = None

    def on_robots(self, site: str, rules: RobotsRules) -> None:
        """Hear what a site's robots.txt says."""
        if rules.wait is not None:
            self.failure = rules.wait
        self.sitemaps += tuple(filter(None, (normalise(url, site) for url in rules.sitemaps)))


class DiscoverySpider(Spider):
    """Asks the homepage, then tries the feeds and sitemaps that it and robots.txt name."""

    name = "claimledger-discovery"

    def __init__(self, job: _DiscoveryJob) -> None:
        super().__init__()
        self.job = job

    async def start(self) -> AsyncIterator[Request]:
        front = await self._get(self.job.homepage)
        if front is not None:
            try:
                self.job.found = await self._look_around(front)
            except ReadingFailed as error:
                self.job.failure = str(error)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _get(self, url: str) -> Response | None:
        """The answer to one request when it is a 200; else why not stands in ``failure``."""
        request = Request(url, callback=NO_CALLBACK, meta={"cookiejar": "discovery"})
        try:
            response = await self.crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            self.job.failure = self.job.failure or f"{type(error).__name__}: {error}"
            return None
        if response.status != 200:
            self.job.failure = f"status {response.status}"
            return None
        return response

    async def _look_around(self, front: Response) -> OutletSettings:
        job = self.job
        page = await job.readers.run(
            read_front_page, front.body, front.url, header(front.headers, "Content-Type")
        )
        host = netloc_of(front.url).removeprefix("www.")
        hosts = tuple(dict.fromkeys((host, netloc_of(job.homepage).removeprefix("www."))))
        base = f"{urlsplit(front.url).scheme}://{urlsplit(front.url).netloc}"
        named = [*page.feeds, *job.sitemaps]
        usual = [f"{base}{path}" for path in _USUAL] if not named else []
        feeds: dict[str, frozenset[str]] = {}
        sitemaps: dict[str, bool] = {}
        for url in dict.fromkeys([*named, *usual][:MAX_CANDIDATES]):
            response = await self._get(url) if belongs_to(url, hosts) else None
            if response is None:
                continue
            is_sitemap = (
                url in job.sitemaps
                or b"<urlset" in response.body[:4000]
                or (b"<sitemapindex" in response.body[:4000])
            )
            reader = read_sitemap if is_sitemap else read_feed
            extra = (job.settings.max_body,) if is_sitemap else ()
            listing: Listing = await job.readers.run(reader, response.body, response.url, *extra)
            own = frozenset(item.url for item in listing.found if belongs_to(item.url, hosts))
            if own and is_sitemap:
                sitemaps[url] = any(item.published_at and item.title for item in listing.found)
            elif own and not any(own <= other for other in feeds.values()):
                feeds[url] = own
        news = tuple(url for url, dated in sitemaps.items() if dated)
        return OutletSettings(
            name=page.name or host,
            hosts=hosts,
            homepage=normalise(front.url),
            country=page.country,
            language=page.language,
            feeds=tuple(feeds),
            sitemaps=news or tuple(sitemaps)[:1],
            sections=() if feeds or sitemaps else (normalise(front.url) or job.homepage,),
        )


def discover(
    homepage: str,
    *,
    contact: str,
    clock: Callable[[], datetime],
    timeout: float = 30,
) -> OutletSettings:
    """Ask a homepage and its robots.txt what the outlet is called and where its articles are.

    Feeds and sitemaps that are named, and else the usual addresses, are tried; those that name
    articles of the outlet are returned, without feeds that repeat another. Runs Scrapy in this
    process, which can be done once. Raises ``DiscoveryError`` when the homepage cannot be had.
    """
    url = normalise(homepage)
    if url is None:
        raise DiscoveryError(f"{homepage}: expected an http or https address")
    host = netloc_of(url)
    settings = CrawlSettings(
        database=Path(),
        warc_folder=Path(),
        contact=contact,
        outlets=(OutletSettings(host, (host,)),),
        delay=0.2,
        timeout=timeout,
    )
    policy = AddressPolicy.of(settings)
    with Readers(1) as readers:
        look = _DiscoveryJob(settings, policy, readers, clock, url)
        process = AsyncCrawlerProcess(scrapy_settings(settings, policy))
        process.crawl(DiscoverySpider, job=look)
        in_main = threading.current_thread() is threading.main_thread()
        process.start(install_signal_handlers=in_main)
    if look.found is None:
        raise DiscoveryError(f"{url}: {look.failure or 'no answer'}")
    return look.found
