"""``check``: what do others print, now, for the numbers of this page or text?

The engine is ``answers.check``, the same as on the pages. A page that the ledger does not have is
fetched and read like any article, in a ledger of its own that is thrown away. Nothing is stored.
"""

import dataclasses
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from answers.check import answered, with_numbers
from claimledger.clock import Clock, now
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from db.crawl import find_article

TOUCHED = 3
"""Figures that are laid beside one sentence."""


def check(
    config: Config, target: str, reporter: Reporter, clock: Clock = now
) -> list[dict[str, Any]]:
    """What the ledger's outlets print for the numbers of a URL or a text, sentence by sentence.

    Raises ``CommandError`` when the page cannot be had, or holds no text.
    """
    if not target.strip():
        raise CommandError("there is no text to check", Exit.USAGE)
    with opened(config.database) as db:
        text = target
        if re.fullmatch(r"https?://\S+", target):
            known = find_article(db, target)
            text = _text(db, known) if known else _fetched(config, target, reporter, clock)
        return [answered(db.conn, sentence, TOUCHED) for sentence in with_numbers(text)]


def conflicting(answer: Sequence[dict[str, Any]]) -> bool:
    """Is another number in print for any of a text's numbers?"""
    return any(number["another"] for item in answer for number in item["numbers"])


def _fetched(config: Config, url: str, reporter: Reporter, clock: Clock) -> str:
    """The text of a page, by way of a ledger that is thrown away."""
    reporter.say("fetching the page")
    with tempfile.TemporaryDirectory(prefix="claimledger-check-") as folder:
        crawl = dataclasses.replace(
            config.crawl, database=Path(folder) / "check.db", warc_folder=Path(folder) / "warc"
        )
        aside = Pipeline(dataclasses.replace(config, crawl=crawl), Reporter(quiet=True), clock)
        aside.import_targets([url])
        with opened(crawl.database, create=True) as db:
            article = db.execute("SELECT id FROM articles LIMIT 1").fetchone()
            if article is None:
                problem = db.execute("SELECT detail FROM problems LIMIT 1").fetchone()
                why = problem[0] if problem else "it holds no text"
                raise CommandError(f"{url}: cannot be checked: {why}", Exit.NOT_FOUND)
            return _text(db, article[0])


def _text(db: Database, article: str) -> str:
    row = db.execute(
        "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT 1", [article]
    ).fetchone()
    return str(row[0]) if row else ""
