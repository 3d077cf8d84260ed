"""``claimledger demo``: the made-up newsroom, crawled twice, and what came out."""

import dataclasses
import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from answers import figure
from answers.parameters import Parameters
from answers.queries import figures, home
from claimledger import starter
from claimledger.clock import now, stamp
from claimledger.config import Config, load
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from claimledger.newsroom.server import Served, serving
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter

CONTACT = "newsroom@example.org"

WIDTH = 120
"""Columns of the table where there is no terminal to ask."""

AROUND = 32
"""Characters of a sentence that are shown on either side of its number."""

OURS = (
    "claimledger.toml",
    "newsroom.db",
    "newsroom.db-wal",
    "newsroom.db-shm",
    "newsroom.db.lock",
)
"""What the demo writes into its folder, and may take away again."""


def demo(folder: Path, reporter: Reporter, *, port: int | None) -> None:
    """Run the demo in ``folder``, print what it found, and serve the ledger on ``port``.

    ``None`` ends it after the table. What an earlier demo left in the folder is replaced.
    """
    with serving() as served:
        config = prepare(folder, served)
        crawl_twice(config, served, reporter)
        report(config)
        if port is not None:
            print("\nThe newsroom is served as well, for the links to its pages. Ctrl-C ends both.")
            with suppress(KeyboardInterrupt):
                _serve(config.database, port)


def _serve(database: Path, port: int) -> None:
    from explore.serve import serve

    try:
        serve(database, port=port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        serve(database, port=0)


def prepare(folder: Path, served: Served) -> Config:
    """An empty folder with a configuration of the newsroom's outlets."""
    folder.mkdir(parents=True, exist_ok=True)
    strange = {entry.name for entry in folder.iterdir()} - {*OURS, "warc"}
    if strange and not (folder / OURS[0]).exists():
        raise CommandError(
            f"{folder} holds other things ({', '.join(sorted(strange)[:3])}); "
            "name an empty folder with --folder",
            Exit.USAGE,
        )
    for name in OURS:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "warc", ignore_errors=True)
    path = folder / OURS[0]
    settings: dict[str, dict[str, object]] = {
        "": {"database": "newsroom.db", "contact": CONTACT},
        "politeness": {"delay": 0, "concurrency_per_host": 4},
    }
    outlets = [dataclasses.asdict(outlet) for outlet in served.settings()]
    path.write_text(starter.write(settings, outlets), encoding="utf-8")
    return load(path)


def crawl_twice(config: Config, served: Served, reporter: Reporter) -> None:
    """Crawl, read and compare; let one outlet change a number; and once more, visiting all.

    The second time what articles link to for a number is looked up as well.
    """
    pipeline = Pipeline(config, reporter)
    reporter.say(f"{len(served.newsroom.articles)} articles of {len(served.desks)} outlets on air")
    pipeline.run()
    served.change_silently()
    reporter.say("one outlet has changed a number; crawling again")
    pipeline.run(recheck="all", cite=True)


def report(config: Config, out: Console | None = None) -> None:
    """Print the conflicts that the ledger holds, and what changed without a notice."""
    console = out or Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = WIDTH
    with opened(config.database) as db:
        conn = db.conn
        found = figures.cards(conn, figures.Wanted(["conflict"]), limit=100)
        pages = [figure.page(conn, Parameters(now=stamp(now())), row["id"]) for row in found]
        edits = home.silent_edits(conn, limit=100)
    title = f"{len(found)} figures in conflict"
    table = Table(title=title, title_justify="left", show_lines=True, expand=True)
    for heading, ratio in (("figure", 2), ("who prints what, on whose word", 6), ("why", 4)):
        table.add_column(heading, overflow="fold", ratio=ratio)
    for page in pages:
        sides = "\n".join(line for side in page["readings"] for line in _side(side))
        table.add_row(page["title"], sides, f"{page['relation']}: {page['why']}")
    console.print(table)
    for row in edits:
        console.print(
            f"Changed without a notice: {row['outlet']} printed {row['old_quote']}, "
            f"now {row['new_quote']} ({row['title']})",
            soft_wrap=True,
        )


def _side(side: Mapping[str, Any]) -> Iterator[str]:
    """A reading with its origin, then who prints it, in the words around the number."""
    yield f"{side['called']}  {side['origin'] or 'no source named'}"
    for claim in side["claims"]:
        start, end = claim["mark"]
        sentence = claim["sentence"]
        before, after = sentence[:start], sentence[end:]
        left = before if len(before) <= AROUND else "…" + before[-AROUND:].partition(" ")[2]
        right = after if len(after) <= AROUND else after[:AROUND].rpartition(" ")[0] + "…"
        yield f"  {claim['outlet']}: {left}[{sentence[start:end]}]{right}"
