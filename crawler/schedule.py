"""The schedule of a run: which addresses are due, when to look again, what came of each."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawler.dates import stamp
from crawler.filing import Ledger
from crawler.listings import Found
from crawler.settings import CrawlSettings, OutletSettings, Recheck
from crawler.urls import belongs_to, netloc_of, normalise
from db import crawl as store
from db.connection import writing
from db.crawl import FrontierRow
from db.rows import select

AGE_SHARE = 0.2
"""An article is due when the time since its check reaches this share of its age."""

FIRST_INTERVAL = timedelta(minutes=15)
"""Shortest time between two looks at one article."""

LAST_LOOK = timedelta(days=30)
"""An article older than this is looked at again only by ``--recheck all``."""

STALE_SHARE = 0.1
"""A list is due again after this share of the time since it last changed."""

SHORTEST_PACE = timedelta(seconds=1)
LONGEST_PACE = timedelta(hours=6)

NEVER = "9999-12-31T00:00:00Z"
"""Due time of what only ``--recheck all`` looks at again."""

SECTION_PAGES = 3
"""Pages of a section that are read when it is new; later ones are read from the first page on."""

SANE = 2025
"""The year before which no clock of a run can be right: this program is not older."""

_RETRY_LATER = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3))
_RETRY_PASSING = (timedelta(seconds=1), timedelta(minutes=15), *_RETRY_LATER)
_BATCH = 50


def parsed(moment: str) -> datetime:
    """A moment of the ledger as an aware datetime."""
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC)


def next_look(first_seen: datetime, checked: datetime) -> datetime | None:
    """When an article is due again: (t - checked) / (t - first seen) = 0.2, at least 15 minutes.

    With looks at once after each other the gaps grow by a quarter each: a dozen and a half in the
    first day, as many in the month after. ``None`` when it is too old to be looked at again.
    """
    if checked - first_seen >= LAST_LOOK:
        return None
    by_age = first_seen + (checked - first_seen) / (1 - AGE_SHARE)
    return max(by_age, checked + FIRST_INTERVAL)


def next_list(changed: datetime, checked: datetime, every_minutes: int | None) -> datetime:
    """When a feed, sitemap or section is due again: at once while it moves, later when it rests."""
    pace = (checked - changed) * STALE_SHARE
    if every_minutes and pace < timedelta(minutes=every_minutes) < checked - changed:
        pace = timedelta(minutes=every_minutes)
    return checked + min(max(pace, SHORTEST_PACE), LONGEST_PACE)


@dataclass
class Queue:
    """One outlet's addresses of this run: what is taken, what is out, whether there is more."""

    outlet_id: str
    ready: deque[FrontierRow] = field(default_factory=deque)
    out: int = 0
    exhausted: bool = False


@dataclass
class Frontier:
    """The addresses of the configured outlets. All of it is in the ledger after every step.

    With ``pages`` a run asks for these alone, whatever else is due.
    """

    ledger: Ledger
    settings: CrawlSettings
    recheck: Recheck
    started: str
    pages: tuple[str, ...] | None = None
    queues: dict[str, Queue] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)

    def open(self) -> None:
        """Take over what an interrupted run left, and add the configured lists."""
        released = store.release_in_flight(self.ledger.db)
        if released:
            self.ledger.count("resumed", released)
        self._set_right()
        if self.pages is not None:
            self._open_pages(self.pages)
            return
        for outlet_id, outlet in self.ledger.outlets.items():
            self.queues[outlet_id] = Queue(outlet_id)
            self.add(outlet_id, _configured(outlet), found_on=None)

    def _set_right(self) -> None:
        """Bring times that lie ahead back to the start of the run, and say so.

        They come of a run whose clock was ahead: nothing would be due before they have passed. With
        a clock that is behind every sane one, only what is due is set right, for this run.
        """
        before = parsed(self.started) - timedelta(seconds=1)
        sane = before.year >= SANE
        ahead = store.clamp_ahead(self.ledger.db, self.started, stamp(before), times=sane)
        if ahead is not None:
            self.ledger.count("clock_ahead", ahead.addresses)
            self.ledger.problem(
                None,
                "clock_ahead",
                f"{ahead.addresses} addresses were last looked at after this run began, the latest "
                f"{ahead.latest}: a clock was ahead, or is behind now; they are due now",
            )
        if self.recheck == "all":
            store.unmark_checked(self.ledger.db, self.started, stamp(before))

    def _open_pages(self, pages: Iterable[str]) -> None:
        for given in dict.fromkeys(pages):
            url = normalise(given)
            if url is None:
                self.ledger.problem(given, "bad_address", "expected an http or https address")
                continue
            outlet_id = self.ledger.outlet_of(url)
            outlet = self.ledger.outlets.get(outlet_id)
            hosts = (*(outlet.hosts if outlet else ()), netloc_of(url))
            self.ledger.outlets[outlet_id] = OutletSettings(outlet_id, hosts)
            queue = self.queues.setdefault(outlet_id, Queue(outlet_id, exhausted=True))
            entry = store.FrontierEntry(url, outlet_id, "article", due_at=self.started)
            store.seed_frontier(self.ledger.db, [entry], self.ledger.now())
            queue.exhausted = True
            queue.ready.extend(_row(self.ledger, url))

    def close(self) -> None:
        """Give back what was taken and not fetched."""
        store.release_in_flight(self.ledger.db)

    def add(self, outlet_id: str, found: Iterable[Found], found_on: str | None) -> int:
        """Add addresses of an outlet; returns how many were new. Others' addresses are counted."""
        hosts = self.ledger.outlets[outlet_id].hosts
        entries = []
        for item in found:
            if found_on is None and item.kind != "article":
                self.lists[item.url] = 0
            if not belongs_to(item.url, hosts):
                self.ledger.count("found_elsewhere")
            elif not self.ledger.forgotten(item.url):
                entries.append(
                    store.FrontierEntry(
                        item.url,
                        outlet_id,
                        item.kind,
                        due_at=self.started,
                        found_on=found_on,
                        title=item.title,
                        published_at=item.published_at,
                    )
                )
        if found_on is not None:
            depth = self.depth(found_on) + 1
            self.lists.update({e.url: depth for e in entries if e.kind != "article"})
        added = store.seed_frontier(self.ledger.db, entries, self.ledger.now())
        if added:
            self.ledger.count("found", added)
            self.queues[outlet_id].exhausted = False
        return added

    def next_page(self, row: FrontierRow, address: str) -> None:
        """Follow a section to its next page, the first time that it is read."""
        if row.checked_at is None and self.depth(row.url, row.found_on) < SECTION_PAGES - 1:
            self.add(row.outlet_id, [Found(address, "section")], row.url)

    def depth(self, url: str, found_on: str | None = None) -> int:
        """How many lists led to this one: 0 for a configured one."""
        if url in self.lists:
            return self.lists[url]
        return self.lists.get(found_on, 1) + 1 if found_on else 1

    def take(self, outlet_id: str) -> FrontierRow | None:
        """The next address of an outlet, marked as in flight; ``None`` when nothing is due.

        Due is what was due when the run began, and what it found since: a run meets each address
        once and comes to an end.
        """
        queue = self.queues[outlet_id]
        if not queue.ready and not queue.exhausted:
            rows = store.take_due(
                self.ledger.db,
                self.started,
                recheck=self.recheck,
                limit=_BATCH,
                outlet_id=outlet_id,
                since=self.started,
            )
            queue.ready.extend(rows)
            queue.exhausted = len(rows) < _BATCH
        return queue.ready.popleft() if queue.ready else None

    def leave(self, outlet_id: str) -> None:
        """Take nothing more of an outlet, unless a list comes that names something new."""
        queue = self.queues[outlet_id]
        queue.ready.clear()
        queue.exhausted = True

    def done(
        self,
        row: FrontierRow,
        *,
        status: int,
        changed: bool,
        etag: str | None = None,
        last_modified: str | None = None,
        article_id: str | None = None,
        every_minutes: int | None = None,
        reason: str | None = None,
    ) -> None:
        """An address was fetched and read, or has not changed (304)."""
        now = self.ledger.clock()
        if row.kind == "article":
            due = next_look(parsed(row.first_seen_at), now)
        else:
            since = now if changed or not row.changed_at else parsed(row.changed_at)
            due = next_list(since, now, every_minutes)
            if row.kind == "section" and self.depth(row.url, row.found_on):
                due = None
        self._settle(
            row,
            "done",
            http_status=status,
            etag=etag,
            last_modified=last_modified,
            article_id=article_id,
            changed=changed,
            due_at=stamp(due) if due else NEVER,
            reason=reason,
        )

    def unchanged(self, row: FrontierRow) -> None:
        """The server says that what is known still stands there (304)."""
        with writing(self.ledger.db):
            self.done(row, status=304, changed=False, reason=row.reason)
            if row.article_id is not None:
                store.seen_unchanged(self.ledger.db, row.article_id, self.ledger.now())

    def failed(
        self, row: FrontierRow, reason: str, *, status: int | None = None, passing: bool = False
    ) -> None:
        """An address could not be fetched or read; it is tried again ever more rarely.

        ``passing``: it may work in a moment (a lost connection, a 503), so the next runs try.
        """
        waits = _RETRY_PASSING if passing else _RETRY_LATER
        wait = waits[min(row.tries, len(waits) - 1)]
        due = stamp(self.ledger.clock() + wait)
        self._settle(row, "failed", http_status=status, due_at=due, reason=reason[:300])

    def later(
        self, row: FrontierRow, reason: str, seconds: float, status: int | None = None
    ) -> None:
        """An address waits: its host asked for it, or its robots.txt cannot be had."""
        due = stamp(self.ledger.clock() + timedelta(seconds=max(seconds, 1)))
        self._settle(row, "waiting", http_status=status, due_at=due, reason=reason[:300])

    def add_named(self, site: str, sitemaps: Iterable[str]) -> None:
        """Use the sitemaps that a site's robots.txt names, for an outlet that names no list."""
        for outlet_id, outlet in self.ledger.outlets.items():
            listed = outlet.feeds or outlet.sitemaps or outlet.sections
            if self.pages is None and not listed and belongs_to(site, outlet.hosts):
                named = [normalise(url, site) for url in sitemaps]
                self.add(outlet_id, [Found(url, "sitemap") for url in named if url], found_on=None)

    def renamed(self, row: FrontierRow, url: str) -> FrontierRow:
        """The row of the address that an article is known by; the one that led to it is an alias.

        From now on the article is looked at under its own address alone.
        """
        entry = store.FrontierEntry(
            url,
            row.outlet_id,
            "article",
            due_at=NEVER,
            found_on=row.url,
            title=row.title,
            published_at=row.published_at,
        )
        store.seed_frontier(self.ledger.db, [entry], self.ledger.now())
        self.refused(row, f"alias of {url}")
        (known,) = _row(self.ledger, url)
        return known

    def gone(self, row: FrontierRow, status: int) -> bool:
        """404 or 410: the article is marked and kept. Returns whether there was one."""
        now = self.ledger.now()
        self._settle(row, "gone", http_status=status, due_at=NEVER, reason=f"status {status}")
        return store.mark_state(self.ledger.db, row.url, "gone", now)

    def refused(self, row: FrontierRow, reason: str) -> None:
        """An address that is not to be fetched: robots.txt, guard, forgotten, an alias."""
        self._settle(row, "refused", due_at=NEVER, reason=reason[:300])

    def _settle(self, row: FrontierRow, state: str, **values: object) -> None:
        store.settle(self.ledger.db, row.url, state=state, now=self.ledger.now(), **values)  # type: ignore[arg-type] # named one by one above


def _row(ledger: Ledger, url: str) -> list[FrontierRow]:
    rows = select(ledger.db, "SELECT * FROM frontier WHERE url = ?", [url])
    return [FrontierRow(**{name: row[name] for name in FrontierRow.__slots__}) for row in rows]


def _configured(outlet: OutletSettings) -> list[Found]:
    """The lists that a configuration names; its homepage when it names none."""
    listed = [(url, "feed") for url in outlet.feeds]
    listed += [(url, "sitemap") for url in outlet.sitemaps]
    listed += [(url, "section") for url in outlet.sections]
    if not listed:
        listed = [(outlet.homepage or f"https://{outlet.hosts[0]}/", "section")]
    found = []
    for given, kind in listed:
        url = normalise(given)
        if url is not None:
            found.append(Found(url, kind))
    return found
