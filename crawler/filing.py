"""What one run files in the ledger, and what it asks of it: outlets, articles, counts, problems."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlite_utils import Database

from crawler.articles import Reading
from crawler.canonicals import is_another_story, may_name
from crawler.cleaning import one_line
from crawler.dates import Moment, plausible, stamp
from crawler.settings import CrawlSettings, OutletSettings
from crawler.urls import belongs_to, is_variant, netloc_of
from db import crawl as store
from db.connection import LedgerError
from db.rows import scalar, select

STAGE = "crawl"

LONGEST_NAME = 120
"""Characters of an outlet's name that are kept."""


@dataclass
class Onward:
    """A clock that never goes back: a run whose machine sets its clock back would meet pages anew.

    It stands still until the machine's clock has caught up.
    """

    clock: Callable[[], datetime]
    latest: datetime | None = None

    def __call__(self) -> datetime:
        """The present moment, or the latest one that was told."""
        moment = self.clock()
        if self.latest is None or moment > self.latest:
            self.latest = moment
        return self.latest


@dataclass
class Ledger:
    """One run's view of the ledger: clock, run, outlets and counts in one place."""

    db: Database
    clock: Callable[[], datetime]
    run_id: int | None = None
    stage: str = STAGE
    counts: dict[str, int] = field(default_factory=dict)
    problems: int = 0
    outlets: dict[str, OutletSettings] = field(default_factory=dict)

    def now(self) -> str:
        """The clock's time as the ledger writes it."""
        return stamp(self.clock())

    def count(self, name: str, by: int = 1) -> None:
        """Add to one of the run's counts."""
        self.counts[name] = self.counts.get(name, 0) + by

    def configure(self, settings: CrawlSettings) -> None:
        """Write the configured outlets; their ids are the keys of ``outlets`` from then on."""
        rows = [
            store.OutletRow(
                outlet.name,
                outlet.hosts,
                outlet.homepage,
                outlet.country,
                outlet.language,
                outlet.group,
                outlet.aliases,
            )
            for outlet in settings.outlets
        ]
        ids = store.upsert_outlets(self.db, rows)
        self.outlets = {ids[outlet.name]: outlet for outlet in settings.outlets}

    def outlet_of(self, url: str, name: str | None = None, country: str | None = None) -> str:
        """Id of the outlet of an address; one that nobody configured is made from its host.

        ``name`` is as a stranger's file has it; one without letters and digits names nobody.
        """
        host = netloc_of(url)
        name = one_line(name or "")[:LONGEST_NAME].strip() or None
        if name is not None and not any(map(str.isalnum, name)):
            name = None
        if name is None:
            known = store.outlet_for(self.db, host)
            if known is not None:
                return known
        return store.ensure_outlet(self.db, name or host.removeprefix("www."), host, country)

    def problem(self, url: str | None, kind: str, detail: str) -> None:
        """Record a problem; the same one again is one row, first seen when it was."""
        self.problems += store.record_problem(
            self.db, store.Problem(url, self.stage, kind, detail[:500], self.now(), self.run_id)
        )

    def forgotten(self, url: str) -> bool:
        """Whether the address was forgotten and must not be fetched or stored again."""
        return store.is_forgotten(self.db, url)

    def body_length(self, url: str) -> int | None:
        """Characters of the latest text of the article at an address, without its headline."""
        found = scalar(
            self.db,
            "SELECT length(versions.text) - versions.headline_end FROM versions "
            "JOIN article_urls USING (article_id) WHERE article_urls.url = ? "
            "ORDER BY versions.number DESC LIMIT 1",
            [url],
        )
        return None if found is None else int(found)

    def own_hosts(self, outlet_id: str, url: str) -> tuple[str, ...]:
        """Hosts of an outlet, or the address's own where none is configured."""
        outlet = self.outlets.get(outlet_id)
        return (*outlet.hosts, netloc_of(url)) if outlet else (netloc_of(url),)

    def accepted(
        self, reading: Reading, url: str, hosts: Iterable[str], article_id: str | None = None
    ) -> str:
        """The address that names the article: its canonical one, if the outlet owns it.

        Not if it is a list of the outlet, or the known address of another story. ``article_id`` is
        the article that the same frontier address gave before.
        """
        canonical = reading.canonical
        if canonical is None or canonical == url or not belongs_to(canonical, hosts):
            return url
        if not may_name(canonical, url) or self._is_list(canonical):
            return url
        shared = not is_variant(url) and self._is_of_another(canonical, reading, article_id)
        return url if shared else canonical

    def _is_list(self, url: str) -> bool:
        """Whether an address is known as a feed, a section page or the like."""
        wanted = "SELECT 1 FROM frontier WHERE url = ? AND kind <> 'article'"
        return scalar(self.db, wanted, [url]) is not None

    def _is_of_another(self, url: str, reading: Reading, article_id: str | None) -> bool:
        """Whether an address is that of an article with another title and text."""
        other = store.find_article(self.db, url)
        if other is None or other == article_id:
            return False
        text = scalar(
            self.db,
            "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT 1",
            [other],
        )
        titles = select(self.db, "SELECT text FROM headlines WHERE article_id = ?", [other])
        known = [str(row["text"]) for row in titles]
        return text is not None and is_another_story(reading.title, reading.text, known, str(text))

    def identity(self, url: str, article_id: str | None) -> str:
        """The address under which an article is known already: it may have moved, or be an alias.

        ``article_id`` is the article that the same frontier address gave before.
        """
        found = scalar(
            self.db,
            "SELECT url FROM articles WHERE id = coalesce(?1, "
            "(SELECT article_id FROM article_urls WHERE url = ?2))",
            [article_id, url],
        )
        return str(found) if found else url

    def same_page(self, outlet_id: str, url: str, reading: Reading) -> str | None:
        """The address of a known article whose page this is, asked for with other parameters.

        That is one of the same path and text; a page that names its address is taken at its word.
        """
        if reading.canonical is not None and "?" in url and reading.canonical == url:
            return None
        path = url.partition("?")[0]
        rows = select(
            self.db,
            "SELECT DISTINCT articles.url FROM articles JOIN versions "
            "ON versions.article_id = articles.id "
            "WHERE articles.outlet_id = ? AND versions.text_sha256 = ?",
            [outlet_id, sha256(reading.text.encode()).hexdigest()],
        )
        known = (str(row["url"]) for row in rows)
        return next((one for one in known if one != url and one.partition("?")[0] == path), None)

    def country_of(self, outlet_id: str) -> str | None:
        """The country of a configured outlet."""
        outlet = self.outlets.get(outlet_id)
        return outlet.country if outlet else None

    def published(self, url: str, moment: Moment | None) -> Moment | None:
        """A plausible publication moment; an impossible one becomes a problem and is dropped."""
        if moment is None or plausible(moment, self.clock()):
            return moment
        self.problem(url, "date_implausible", f"published {moment.text}: not used")
        return None

    def _language_of(self, outlet_id: str) -> str | None:
        outlet = self.outlets.get(outlet_id)
        return outlet.language if outlet else None

    def store(
        self,
        url: str,
        outlet_id: str,
        reading: Reading,
        *,
        capture_id: str | None = None,
        seen_at: str | None = None,
        urls: Iterable[tuple[str, str]] = (),
    ) -> store.StoredArticle | None:
        """Store what was read; ``None`` (and a problem) when it cannot be."""
        published = self.published(url, reading.published)
        page = store.ArticlePage(
            url=url,
            outlet_id=outlet_id,
            title=reading.title,
            byline=reading.byline,
            language=reading.language or self._language_of(outlet_id),
            published_at=published.text if published else None,
            published_zone=published.zone if published else None,
            modified_at=reading.modified.text if reading.modified else None,
            seen_at=seen_at or self.now(),
            paywalled=reading.paywalled,
            text=reading.text,
            headline_end=reading.headline_end,
            regions=reading.regions,
            links=reading.links,
            headlines=reading.headlines,
            urls=tuple(dict(pair for pair in urls if pair[0] != url).items()),
        )
        for kind, detail in reading.troubles:
            self.problem(url, kind, detail)
        try:
            stored = store.store_article(self.db, page, capture_id)
        except LedgerError as error:
            self.problem(url, "forgotten", str(error))
            return None
        if stored.new_article:
            self.count("articles_new")
        elif stored.new_version:
            self.count("articles_changed")
        else:
            self.count("articles_same")
        return stored
