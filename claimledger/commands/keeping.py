"""The verbs that keep a ledger: export, backup, forget, verify."""

import dataclasses
import sqlite3
import sys
from pathlib import Path
from typing import IO

import click

from claimledger.clock import now, stamp
from claimledger.config import Config
from claimledger.exits import Exit
from claimledger.ledgers import opened
from claimledger.lock import held
from claimledger.options import FILE, as_json, print_json, with_config, with_reporter
from claimledger.progress import Reporter
from db import ledger

CLAIMS = "claims_flat"


@click.command()
@with_config
@click.option("--figure", "figure_id", metavar="ID", help="One figure with all its claims.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "json", "parquet", "jsonld", "claimreview"]),
    default="csv",
    show_default=True,
    help="jsonld (schema.org) and claimreview (a draft to finish) go with --figure; parquet needs "
    "the extra [parquet] and --to.",
)
@click.option("--to", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
@click.option(
    "--wacz",
    type=FILE,
    metavar="FILE",
    help="Pack the archived pages behind a figure, for ReplayWeb.page.",
)
@click.option(
    "--packet",
    type=FILE,
    metavar="FILE",
    help="Pack a figure with all its evidence and a script that proves it offline.",
)
@click.argument("table", default=CLAIMS, metavar="[TABLE|FIGURE]")
def export(
    config: Config,
    figure_id: str | None,
    form: str,
    to: Path | None,
    wacz: Path | None,
    packet: Path | None,
    table: str,
) -> None:
    """Write claims, a published table or view, or one figure to a file.

    Without TABLE: the current claims with outlet, article, origin, figure and verdict. TABLE
    `eventreport` has the shape that the R package of that name reads. Text that a spreadsheet
    would run as a formula is written so that it does not.

    With --wacz the evidence of one figure (`export FIGURE --wacz evidence.wacz`) becomes one file:
    the WARC records of the pages that its claims were read from, with index, page list and digests
    (WACZ 1.1.1), and the claims as JSONL. https://replayweb.page shows it in a browser.

    With --packet (`export FIGURE --packet evidence.zip`) the file also holds a dossier as HTML, the
    claims as CSV and JSON-LD, the rules, digests, and `check.py`, which needs Python and nothing
    else to prove that every quoted sentence stands in its capture and every reason follows from
    what is printed.
    """
    from claimledger import exporting

    if wacz is not None or packet is not None:
        _pack(config, figure_id or table, wacz, packet)
        return
    known = exporting.FORMATS if figure_id is None else exporting.FIGURE_FORMATS
    if form not in known:
        raise click.UsageError(f"--format {form}: here it is one of {', '.join(known)}")

    if form == "parquet":
        if to is None:
            raise click.UsageError("--format parquet is written to a file: --to FILE")
        with opened(config.database) as db:
            count = exporting.to_parquet(db.conn, table, to)
        click.echo(f"{to}: {count} rows", err=True)
        return

    def write(conn: sqlite3.Connection, out: IO[str]) -> int:
        if figure_id is not None:
            return exporting.one_figure(conn, figure_id, form, stamp(now()), out)
        return exporting.table(conn, table, form, out)

    with opened(config.database) as db:
        if to is None:
            write(db.conn, sys.stdout)
            return
        count = exporting.to_file(to, lambda out: write(db.conn, out))
    click.echo(f"{to}: {count} rows", err=True)


def _pack(config: Config, identifier: str, wacz: Path | None, packet: Path | None) -> None:
    """Pack one figure as WACZ, as a packet, or both."""
    from answers import words
    from claimledger import exporting

    packers = (("--wacz", wacz, exporting.wacz), ("--packet", packet, exporting.packet))
    for option, target, write in packers:
        if target is None:
            continue
        if identifier == CLAIMS:
            raise click.UsageError(f"{option} packs one figure: export FIGURE {option} FILE")
        with opened(config.database) as db:
            packed = write(db, config.crawl.warc_folder, identifier, stamp(now()), target)
        click.echo(f"{target}: {words.plural(packed.pages, 'page')}", err=True)
        if packed.without_capture:
            click.echo(f"claims without an archived page: {packed.without_capture}", err=True)


@click.command()
@with_config
@click.argument("target", type=FILE, required=False)
def backup(config: Config, target: Path | None) -> None:
    """Copy the ledger to one file, also while a run is writing.

    The copy is checked before it gets its name. Without TARGET its name is the ledger's with the
    time. WARC files never change once written: copy their folder with rsync or the like.
    """
    moment = now().strftime("%Y%m%d-%H%M%S")
    database = config.database
    path = target or database.with_name(f"{database.stem}-{moment}{database.suffix}")
    with opened(database) as db:
        click.echo(f"{ledger.backup(db, path)} written")


@click.command()
@with_config
@click.option("--reason", required=True, help="Why; it is kept with the tombstone.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.argument("target", metavar="URL|ENTITY")
def forget(config: Config, reason: str, dry_run: bool, target: str) -> None:
    """Remove a page, or all pages that name somebody, for good.

    Text, claims, captures and WARC records go. A tombstone stays, so that no crawl brings the page
    back. ENTITY is an id or the exact name of a person or body. Backups, copies and readers that
    have the ledger open are not reached; they are named.
    """
    # What reads archives takes its time to load, and no other verb should wait for it.
    from claimledger import forgetting

    with held(config.database, "forget"):
        gone = forgetting.forget(config, target, reason, dry_run=dry_run)
    verb = "would go" if dry_run else "gone"
    click.echo(
        f"{verb}: {gone.pages} pages, {gone.claims} claims, {gone.captures} captures, "
        f"{gone.records} WARC records"
    )
    for url in gone.urls:
        click.echo(f"  {url}")
    if not gone.pages:
        click.echo(
            "the ledger holds no page of this address: if it should, look for the page with "
            "'claimledger find' and give the address that it shows"
        )
    click.echo("not reached, so remove it there yourself:")
    for place in gone.unreached:
        click.echo(f"  {place}")
    if not dry_run:
        click.echo("run 'claimledger crosscheck' to compare what is left")


@click.command()
@with_config
@with_reporter
@as_json
def verify(config: Config, reporter: Reporter, as_json: bool) -> None:
    """Prove the ledger again: every span, digest and WARC record.

    Re-reads each text and each archived response and reports what no longer holds. Ends with code
    6 if something does not.
    """
    from claimledger import verifying  # as for forget

    with reporter.stage("verify") as step:
        result = verifying.verify(config, step)
    if as_json:
        print_json(dataclasses.asdict(result))
    else:
        for fault in result.faults:
            click.echo(fault)
        click.echo(
            f"{result.versions} texts, {result.claims} claims and {result.captures} captures "
            f"looked at; {len(result.faults)} faults"
        )
    if result.faults:
        raise click.exceptions.Exit(Exit.BROKEN.value)


COMMANDS = (export, backup, forget, verify)
