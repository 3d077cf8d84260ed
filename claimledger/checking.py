"""``check``: what do others print, now, for the figures of this page or text?

The text is read like any article, in a ledger of its own that is thrown away, and crosschecked in
memory against the articles of the real ledger that speak of the same things. Nothing is stored.
"""

import dataclasses
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from answers import reasons, words
from claimledger import crosschecking
from claimledger.clock import Clock, Fixed, now, stamp
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from crosscheck.model import Outcome
from db.crawl import ArticlePage, ensure_outlet, find_article, store_article
from db.ledger import CheckRows, load_check_batch

NEIGHBOURS = 200
"""Articles that the text is compared with at most: those that share most of its rarer words."""

NEAREST = 3
"""Articles that decide at what time a text without a date is put beside the coverage."""

HITS = 2000
"""Sentences that are looked at to find those articles."""

GIVEN = "https://given.invalid/text"
"""The address under which a text without one is read."""

_WORD = re.compile(r"[^\W\d_]{5,}")

_CONFLICTING = frozenset(words.CONFLICTING)


@dataclass(frozen=True, slots=True)
class Other:
    """Another printed answer to the same question, and how it stands to the one checked."""

    called: str
    relation: str
    reason: str
    possible: bool
    conflicting: bool
    origin: str
    outlet: str
    published_at: str | None
    sentence: str
    url: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim of the text, with what others print for its figure."""

    called: str
    sentence: str
    figure_id: str | None
    conflicting: bool
    others: tuple[Other, ...]


def check(
    config: Config, target: str, reporter: Reporter, clock: Clock = now
) -> tuple[Checked, ...]:
    """What the ledger's outlets print for the figures of a URL or a text, in the text's order.

    Raises ``CommandError`` when the page cannot be had, or holds no text.
    """
    with opened(config.database) as db:
        if _is_url(target) and (known := find_article(db, target)) is not None:
            mine, others = known, load_check_batch(db, _neighbours(db, _text(db, known)))
            own = load_check_batch(db, [known])
        else:
            beside = clock if _is_url(target) else Fixed(_newest(db, target, clock()))
            mine, own, text = _read_aside(config, target, reporter, beside)
            others = load_check_batch(db, _neighbours(db, text))
    rows = _joined(own, others)
    return _answer(mine, rows, crosschecking.conclude(rows, stamp(clock())))


def _is_url(target: str) -> bool:
    return re.fullmatch(r"https?://\S+", target) is not None


def _read_aside(
    config: Config, target: str, reporter: Reporter, clock: Clock
) -> tuple[str, CheckRows, str]:
    """Read a page or text in a ledger of its own: its article's id, its rows, its text."""
    with tempfile.TemporaryDirectory(prefix="claimledger-check-") as folder:
        crawl = dataclasses.replace(
            config.crawl, database=Path(folder) / "check.db", warc_folder=Path(folder) / "warc"
        )
        aside = Pipeline(dataclasses.replace(config, crawl=crawl), Reporter(quiet=True), clock)
        if _is_url(target):
            aside.import_targets([target])
        else:
            with opened(crawl.database, create=True) as db:
                _store_text(db, target, stamp(clock()))
        reporter.say("reading the text")
        report = aside.extract(workers=1)
        if report.failed:
            raise CommandError(f"{target}: cannot be read: {report.warning}")
        with opened(crawl.database) as db:
            rows = load_check_batch(db)
            if not rows.articles:
                problem = db.execute("SELECT detail FROM problems LIMIT 1").fetchone()
                why = problem[0] if problem else "it holds no text"
                raise CommandError(f"{target}: cannot be checked: {why}", Exit.NOT_FOUND)
            return rows.articles[0]["id"], rows, _text(db, rows.articles[0]["id"])


def _store_text(db: Database, text: str, at: str) -> None:
    if not text.strip():
        raise CommandError("there is no text to check", Exit.USAGE)
    outlet = ensure_outlet(db, "the text given", "given.invalid")
    page = ArticlePage(
        url=GIVEN,
        outlet_id=outlet,
        title=None,
        byline=None,
        language="en",
        published_at=None,
        published_zone=None,
        modified_at=None,
        seen_at=at,
        paywalled=None,
        text=text.strip(),
    )
    store_article(db, page, None)


def _text(db: Database, article: str) -> str:
    row = db.execute(
        "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT 1", [article]
    ).fetchone()
    return str(row[0]) if row else ""


def _newest(db: Database, text: str, otherwise: datetime) -> datetime:
    """When the coverage that is nearest to a text without a date was last printed.

    A text is put beside the coverage that it resembles: whoever checks a sentence wants to know
    what was printed about that event, whenever it was.
    """
    times = [
        article["published_at"] or article["first_seen_at"]
        for article in load_check_batch(db, _ranked(db, text)[:NEAREST]).articles
    ]
    return datetime.fromisoformat(max(times)).replace(tzinfo=UTC) if times else otherwise


def _neighbours(db: Database, text: str) -> list[str]:
    """The articles that the text is compared with, by id."""
    return sorted(_ranked(db, text)[:NEIGHBOURS])


def _ranked(db: Database, text: str) -> list[str]:
    """Articles whose claims share words with the text, those that share most first."""
    found = sorted({word.casefold() for word in _WORD.findall(text)})
    if not found:
        return []
    match = " OR ".join(f'"{word}"' for word in found)
    tally = Counter(
        article
        for (article,) in db.execute(
            "SELECT c.article_id FROM claims_fts s JOIN claims c ON c.rowid = s.rowid "
            'WHERE claims_fts MATCH ? AND c."current" = 1 ORDER BY s.rank LIMIT ?',
            [match, HITS],
        )
    )
    return [article for article, _ in tally.most_common()]


def _joined(own: CheckRows, others: CheckRows) -> CheckRows:
    """Both batches as one; what stands in both is taken once."""
    articles = {row["id"] for row in others.articles}
    if all(row["id"] in articles for row in own.articles):
        return others
    both: dict[str, Any] = {
        field.name: [*getattr(others, field.name), *getattr(own, field.name)]
        for field in dataclasses.fields(CheckRows)
        if field.name not in ("stories", "aliases", "decisions", "touched")
    }
    return dataclasses.replace(others, **both)


def _answer(mine: str, rows: CheckRows, outcome: Outcome) -> tuple[Checked, ...]:
    claims = {row["id"]: row for row in rows.claims}
    articles = {row["id"]: row for row in rows.articles}
    readings = {one.claim_id: one.reading_id for one in outcome.figure_claims}
    figures = {one.claim_id: one.figure_id for one in outcome.figure_claims}
    members: dict[str, list[str]] = {}
    for claim, its_figure in figures.items():
        members.setdefault(its_figure, []).append(claim)
    pairs = {frozenset((one.reading_a, one.reading_b)): one for one in outcome.relations}
    known = {row["id"] for row in rows.figures}

    def other(claim_id: str, claim: dict[str, Any], beside: str) -> Other:
        article = articles[claim["article_id"]]
        pair = pairs.get(frozenset((readings[claim_id], readings[beside])))
        relation = pair.relation if pair else "echo"
        return Other(
            called=_called(claim),
            relation=words.RELATIONS[relation] if pair else "the same number",
            reason=reasons.relation(pair.rule, pair.facts) if pair else "",
            possible=bool(pair and pair.possible),
            conflicting=relation in _CONFLICTING and not (pair and pair.possible),
            origin=claim["origin_name"] or "no source named",
            outlet=article["outlet"],
            published_at=claim["published_at"],
            sentence=claim["sentence"],
            url=article["url"],
            claim_id=claim_id,
        )

    answer = []
    own = [row for row in rows.claims if row["article_id"] == mine and _shown(row)]
    for row in sorted(own, key=lambda row: (row["start"], row["id"])):
        figure = figures.get(row["id"])
        there = [
            claims[identifier]
            for identifier in members.get(figure or "", ())
            if claims[identifier]["article_id"] != mine and claims[identifier]["current"]
        ]
        beside = [other(claim["id"], claim, row["id"]) for claim in _once(there)]
        beside.sort(key=lambda item: (not item.conflicting, item.published_at or "", item.claim_id))
        answer.append(
            Checked(
                called=_called(row),
                sentence=row["sentence"],
                figure_id=figure if figure in known else None,
                conflicting=any(item.conflicting for item in beside),
                others=tuple(beside),
            )
        )
    return tuple(answer)


def _shown(claim: dict[str, Any]) -> bool:
    return bool(claim["current"] and claim["salience"] >= 0.5 and claim["equivalent_of"] is None)


def _once(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One claim for each number of an article: its headline repeats it, mostly without a source."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for claim in sorted(
        claims, key=lambda row: (row["origin_id"] is None, row["start"], row["id"])
    ):
        kept.setdefault((claim["article_id"], _called(claim)), claim)
    return list(kept.values())


def _called(claim: dict[str, Any]) -> str:
    return words.reading(
        claim["value"], claim["low"], claim["high"], claim["qualifier"], claim["unit"]
    )
