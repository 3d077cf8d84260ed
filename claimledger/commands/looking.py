"""The verbs that read a ledger: conflicts, find, show, check, status."""

import dataclasses
import sys
from contextlib import suppress
from typing import Any

import click
from rich.console import Console

from answers import health
from answers.cards import cards
from answers.parameters import Moved, NotThere, Parameters
from answers.queries import figures, home
from claimledger import monitoring, showing
from claimledger.clock import now, stamp
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.ledgers import opened
from claimledger.lock import held
from claimledger.options import (
    Duration,
    Moment,
    as_json,
    print_json,
    with_config,
    with_reporter,
)
from claimledger.progress import Reporter
from db import ledger
from db.connection import LedgerError
from db.crawl import close_killed

_limit = click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many."
)
_exit_code = click.option(
    "--exit-code",
    "by_exit_code",
    is_flag=True,
    help=f"End with code {Exit.CONFLICTS.value} if there is a conflict.",
)


def console() -> Console:
    """Standard output; lines are never cut or wrapped, so that a pipe can be searched."""
    return Console(highlight=False, markup=False, soft_wrap=True)


@click.command()
@with_config
@as_json
@_limit
@_exit_code
@click.option(
    "--since",
    type=Moment(),
    metavar="TIME",
    help="Changed since then, as 2026-03-10 or 2026-03-10T08:00:00Z.",
)
@click.option(
    "--sort", type=click.Choice(["severity", "newest"]), default="severity", show_default=True
)
def conflicts(
    config: Config, as_json: bool, limit: int, by_exit_code: bool, since: str | None, sort: str
) -> None:
    """List figures that outlets contradict each other about.

    For each: what is printed, by whom, on whose word, and the reason why the numbers cannot both
    hold. Numbers that changed in place without a notice follow.
    """
    with opened(config.database) as db:
        conn = db.conn
        wanted = figures.Wanted(["conflict"], since=since)
        rows = figures.cards(conn, wanted, sort=sort, limit=limit)
        found = cards(conn, rows)
        total = figures.count(conn, wanted)
        edits = home.silent_edits(conn, limit=limit)
    if since is not None:
        edits = [row for row in edits if row["seen_at"] >= since]
    if as_json:
        print_json({"total": total, "conflicts": found, "silent_edits": edits})
    else:
        showing.conflicts(console(), found, total, edits)
    if by_exit_code and total:
        raise click.exceptions.Exit(Exit.CONFLICTS.value)


@click.command()
@with_config
@as_json
@_limit
@click.option("--in", "kind", type=click.Choice(["figure", "claim", "article"]), help="Only these.")
@click.argument("words", nargs=-1, required=True)
def find(
    config: Config, as_json: bool, limit: int, kind: str | None, words: tuple[str, ...]
) -> None:
    """Find figures, claims and articles by words.

    All words (or forms of them) must be there. The ids that are printed can be given to `show`.
    """
    kinds = (kind,) if kind else ("figure", "claim", "article")
    with opened(config.database) as db:
        hits = ledger.find(db, " ".join(words), kinds=kinds, limit=limit)
    if as_json:
        print_json([dataclasses.asdict(hit) for hit in hits])
    elif hits:
        showing.hits(console(), hits)
    else:
        click.echo(f"nothing found for: {' '.join(words)}", err=True)
    if not hits:
        raise click.exceptions.Exit(Exit.NOT_FOUND.value)


@click.command()
@with_config
@as_json
@click.option("--evidence", is_flag=True, help="With captures, digests, WARC files and offsets.")
@click.option("--tree", is_flag=True, help="Of a figure: who took it from whom.")
@click.argument("identifier", metavar="ID|URL")
def show(config: Config, as_json: bool, evidence: bool, tree: bool, identifier: str) -> None:
    """Show a figure, a claim or an article with what proves it.

    ID is one that `find`, `conflicts` or the explorer print; an article goes by its URL as well.
    With --tree it is a figure, and shown is who took its numbers from whom.
    """
    if tree:
        _tree(config, identifier, as_json=as_json)
        return
    with opened(config.database) as db:
        sheet = ledger.show(db, identifier)
    if sheet is None:
        raise CommandError(
            f"{identifier}: no figure, claim or article of this ledger has this id or address",
            Exit.NOT_FOUND,
        )
    if as_json:
        print_json({"kind": type(sheet).__name__.removesuffix("Sheet").lower()} | _plain(sheet))
    else:
        showing.sheet(console(), sheet, evidence=evidence)


def _tree(config: Config, figure_id: str, *, as_json: bool) -> None:
    # What finds copies takes its time to load, and no other verb here needs it.
    from answers import tree

    asked = Parameters(now=stamp(now()))
    with opened(config.database) as db:
        try:
            answer = tree.page(db.conn, asked, figure_id)
        except Moved as moved:
            answer = tree.page(db.conn, asked, moved.id)
        except NotThere as error:
            raise CommandError(f"{figure_id}: {error}", Exit.NOT_FOUND) from error
    if as_json:
        print_json(answer)
    else:
        click.echo("\n".join(tree.as_text(answer)))


@click.command()
@with_config
@with_reporter
@as_json
@_exit_code
@click.argument("target", metavar="URL|TEXT")
def check(
    config: Config, reporter: Reporter, as_json: bool, by_exit_code: bool, target: str
) -> None:
    """Say what is printed, now, for the numbers of a page or a text.

    For each number one line, then who prints the same number, one near it, or another.

    A URL is fetched (if robots.txt allows and the ledger does not have it); anything else is read
    as text; `-` reads standard input. Nothing is stored.
    """
    from claimledger import checking

    text = sys.stdin.read() if target == "-" else target
    answer = checking.check(config, text, reporter)
    if as_json:
        print_json(answer)
    else:
        showing.checked(console(), answer)
    if by_exit_code and checking.conflicting(answer):
        raise click.exceptions.Exit(Exit.CONFLICTS.value)


@click.command()
@with_config
@as_json
@with_reporter
@click.option("--problems", "listed", is_flag=True, help="List the last problems one by one.")
@_limit
@click.option(
    "--check",
    "checked",
    is_flag=True,
    help=f"Say only whether it is up to date; if it is not, end with code {Exit.LATE.value}.",
)
@click.option(
    "--max-age",
    type=Duration(),
    metavar="TIME",
    help="With --check: how old the last crawl that went well may be, as 90m, 1h or 2d.  "
    "[default: three times what is usual]",
)
@click.option(
    "--heartbeat",
    metavar="URL",
    help="With --check: fetch this address where all is well. What watches it misses it otherwise.",
)
def status(
    config: Config,
    as_json: bool,
    reporter: Reporter,
    listed: bool,
    limit: int,
    checked: bool,
    max_age: float | None,
    heartbeat: str | None,
) -> None:
    """Say what the ledger holds, how the last runs went and how the outlets are doing."""
    if not checked and (max_age is not None or heartbeat is not None):
        raise CommandError("--max-age and --heartbeat go with --check", Exit.USAGE)
    with opened(config.database) as db:
        with suppress(CommandError, LedgerError), held(config.database, "status"):
            close_killed(db, stamp(now()))
        if checked:
            age = None if max_age is None else max(1, int(max_age))
            found = health.health(db.conn, stamp(now()), age)
            _end_check(found, heartbeat, as_json=as_json, quiet=reporter.quiet)
            return
        state = ledger.status(db)
        problems = home.problems(db.conn, limit=limit) if listed else []
    if as_json:
        more = {"last_problems": problems} if listed else {}
        print_json({"database": str(config.database), **dataclasses.asdict(state), **more})
    elif listed:
        showing.problems(console(), problems)
    else:
        showing.status(console(), config, state)


def _end_check(found: health.Health, heartbeat: str | None, *, as_json: bool, quiet: bool) -> None:
    """Tell how the ledger is, and end with the exit code for it."""
    well = found["healthy"]
    if as_json:
        print_json(found)
    elif not (well and quiet):
        click.echo(monitoring.in_words(found))
    if not well:
        raise click.exceptions.Exit(Exit.LATE.value)
    if heartbeat is not None:
        monitoring.beat(heartbeat)


def _plain(sheet: ledger.Sheet) -> dict[str, Any]:
    return dataclasses.asdict(sheet)


COMMANDS = (conflicts, find, show, check, status)
