"""``cite``: do the pages that articles link to for a number bear it out?

The pages are fetched as a crawl fetches, robots.txt, delays and caps and all, into a ledger that is
thrown away: what is cited is no article of an outlet and must not take part in the crosscheck. Kept
are the responses (WARC), what became of each page, and the sentence that each finding rests on.
"""

import dataclasses
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from sqlite_utils import Database

from claimledger.clock import Clock, stamp
from claimledger.config import ClusterSettings, Config
from claimledger.crosschecking import articles_of, claims_of
from claimledger.ledgers import opened
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter, Step
from claimledger.stages import StageReport
from crawler.urls import netloc_of, normalise
from crosscheck.bearing import Bearing, bearing
from crosscheck.model import CheckArticle, LedgerClaim
from db import citations as store
from db.citations import Citation, CitedPage
from db.ledger import load_check_batch
from db.rows import Row, select
from db.tombstones import is_forgotten

DAYS = 30
"""Days for which the links of a text are looked at after it was first seen."""

VERSIONS = 2_000
"""Texts with links that a pass looks at, the newest."""

LINKS = 2
"""Pages that are looked at for one claim."""

NAMING = 4
"""Letters of a word in a link that may name a source."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim of an article and a page that it cites."""

    claim_id: str
    article_id: str
    url: str


def cite(
    db: Database, config: Config, *, clock: Clock, step: Step, budget: int | None = None
) -> StageReport:
    """Look up what claims cite: at most ``budget`` pages are fetched (else as configured)."""
    now = clock()
    pages = config.cite.pages if budget is None else budget
    since = stamp(now - timedelta(days=DAYS))
    wanted = list(_wanted(db, since, store.settled(db, stamp(now - timedelta(days=1)))))
    known = store.known_articles(db, [one.url for one in wanted])
    chosen = _within(
        (one.url for one in wanted if one.url not in known), pages, config.cite.pages_per_host
    )
    counts: Counter[str] = Counter()
    ours = [one for one in wanted if one.url in known]
    for url in dict.fromkeys(one.url for one in ours):
        store.store_page(db, CitedPage(url, "read", stamp(now), article_id=known[url]))
    pairs: dict[str, list[Cited]] = defaultdict(list)
    for one in ours:
        pairs[known[one.url]].append(one)
    for article_id, cited in pairs.items():
        _compare(db, db, article_id, cited, stamp(now), counts)
    left = [one for one in wanted if one.url in chosen]
    if left:
        step("fetching", {"pages": len(chosen)})
        _look_up(db, config, left, clock, counts)
    return StageReport(
        "cite", dict(counts), unfinished=any(one.url not in chosen | known.keys() for one in wanted)
    )


def _wanted(db: Database, since: str, settled: set[tuple[str, str]]) -> Iterator[Cited]:
    """Claims with the pages that they cite, those of the newest texts first."""
    for version in store.linking_versions(db, since, VERSIONS):
        links = store.links_of(db, version["id"])
        for claim in store.claims_to_cite(db, version["id"]):
            for href in cited_by(version["text"], links, claim)[:LINKS]:
                url = _page(href, version["url"])
                if url is None or (claim["id"], url) in settled or is_forgotten(db, url):
                    continue
                yield Cited(claim["id"], version["article_id"], url)


def cited_by(text: str, links: Sequence[Row], claim: Mapping[str, object]) -> list[str]:
    """The links by which a claim cites, the nearest first.

    One on the source's name, then those of its sentence, those whose words name its source, and
    those of its paragraph.
    """
    start = int(str(claim["sentence_start"]))
    end = start + len(str(claim["sentence"]))
    first = text.rfind("\n\n", 0, start) + 1
    after = text.find("\n\n", end)
    last = len(text) if after < 0 else after
    names = {
        word.casefold()
        for name in json.loads(str(claim["names"]))
        for word in re.findall(rf"[A-Z]\w{{{NAMING - 1},}}", name)
    }

    def named(link: Row) -> bool:
        words = re.findall(r"\w+", text[link["start"] : link["end"]].casefold())
        return bool(names & set(words))

    found = list(json.loads(str(claim["hrefs"])))
    found += [link["href"] for link in links if start <= link["start"] < end]
    found += [link["href"] for link in links if named(link)]
    found += [link["href"] for link in links if first <= link["start"] < last]
    return list(dict.fromkeys(found))


def _page(href: str, own: str) -> str | None:
    """The address of a page that may bear a number out: no front page, not the article itself."""
    url = normalise(href)
    if url is None or url == own or urlsplit(url).path in ("", "/"):
        return None
    return url


def _within(urls: Iterable[str], pages: int, per_host: int) -> set[str]:
    """The first addresses that the budget has room for."""
    chosen: dict[str, None] = {}
    hosts: Counter[str] = Counter()
    for url in urls:
        host = netloc_of(url)
        if url not in chosen and len(chosen) < pages and hosts[host] < per_host:
            chosen[url] = None
            hosts[host] += 1
    return set(chosen)


def _look_up(
    db: Database, config: Config, cited: Sequence[Cited], clock: Clock, counts: Counter[str]
) -> None:
    """Fetch and read the cited pages, and compare each with what cites it."""
    by_url: dict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        by_url[one.url].append(one)
    own = [host for outlet in config.crawl.outlets for host in outlet.hosts]
    with tempfile.TemporaryDirectory(prefix="claimledger-cite-") as folder:
        crawl = dataclasses.replace(
            config.crawl,
            database=Path(folder) / "cited.db",
            outlets=(),
            topics=(),
            allow_hosts=(*config.crawl.allow_hosts, *own),
            documents=True,
            backoff=config.crawl.backoff[:1],
        )
        aside = Pipeline(
            dataclasses.replace(config, crawl=crawl, cluster=ClusterSettings()),
            Reporter(quiet=True, stream=StringIO()),
            clock,
        )
        aside.import_targets(list(by_url))
        aside.extract()
        now = stamp(clock())
        with opened(crawl.database) as read:
            for url, pairs in by_url.items():
                page = _outcome(read, url, now)
                article_id = page.article_id
                capture = store.capture_of_article(read, article_id) if article_id else None
                store.store_page(db, dataclasses.replace(page, article_id=None), capture)
                counts[f"pages_{page.state}"] += 1
                if article_id is not None:
                    _compare(db, read, article_id, pairs, now, counts)
                    continue
                unread = [Citation(one.claim_id, url, "unread", now) for one in pairs]
                counts["unread"] += store.store_citations(db, unread)


def _outcome(read: Database, url: str, now: str) -> CitedPage:
    """What became of a page, as the thrown-away ledger has it."""
    article = select(
        read,
        "SELECT a.id, a.title FROM article_urls u JOIN articles a ON a.id = u.article_id "
        "WHERE u.url = ?",
        [url],
    )
    if article:
        return CitedPage(url, "read", now, article[0]["title"], article_id=article[0]["id"])
    rows = select(read, "SELECT state, reason, http_status FROM frontier WHERE url = ?", [url])
    state, reason = (rows[0]["state"], rows[0]["reason"]) if rows else ("failed", None)
    if state in ("refused", "gone"):
        return CitedPage(url, state, now, reason=reason)
    kind = str(reason or "").partition(":")[0]
    unreadable = kind in ("no_text", "not_html", "empty", "broke", "hung", "crashed", "too_large")
    return CitedPage(url, "unreadable" if unreadable else "unreachable", now, reason=reason)


def _compare(
    db: Database,
    read: Database,
    page_id: str,
    cited: Sequence[Cited],
    now: str,
    counts: Counter[str],
) -> None:
    """Say of each claim what a page, an article of the ledger ``read``, prints."""
    page, printed = _article(read, page_id)
    by_article: dict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        by_article[one.article_id].append(one)
    found: list[Citation] = []
    for article_id, pairs in by_article.items():
        if page is None or article_id == page_id:
            continue
        article, claims = _article(db, article_id)
        if article is None:
            continue
        if page.published_at is None:
            page = dataclasses.replace(page, published_at=article.published_at)
        wanted = {one.claim_id for one in pairs}
        said = bearing(article, [c for c in claims if c.id in wanted], page, printed)
        urls = {one.claim_id: one.url for one in pairs}
        found += [_citation(key, urls[key], one, now) for key, one in said.items()]
    store.store_citations(db, found)
    counts.update(one.finding for one in found)


def _article(db: Database, article_id: str) -> tuple[CheckArticle | None, list[LedgerClaim]]:
    rows = load_check_batch(db, [article_id])
    articles = articles_of(rows.articles)
    current = [c for c in claims_of(rows) if c.current and c.equivalent_of is None]
    return (articles[0] if articles else None), current


def _citation(claim_id: str, url: str, said: Bearing, now: str) -> Citation:
    claim = said.claim
    if claim is None:
        return Citation(claim_id, url, said.finding.value, now)
    return Citation(
        claim_id, url, said.finding.value, now, claim.quote, claim.value, claim.unit,
        claim.sentence, claim.start - claim.sentence_start, claim.end - claim.sentence_start,
    )  # fmt: skip
