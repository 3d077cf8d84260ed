"""The verbs that set up: init and schedule."""

from pathlib import Path

import click

from claimledger import discovering, starter
from claimledger.config import DEFAULT_PATH, Config, ConfigError
from claimledger.exits import CommandError, Exit
from claimledger.files import whole
from claimledger.options import FILE, resolve
from claimledger.progress import Reporter
from claimledger.schedule import Job, cron, everything, service, timer


@click.command()
@click.option(
    "--config", "path", type=FILE, default=DEFAULT_PATH, show_default=True, help="File to write."
)
@click.option("--db", type=FILE, metavar="FILE", help="The ledger that it names.")
@click.option("--contact", help="Your e-mail address or web page, for the User-Agent.")
@click.option(
    "--from",
    "homepages",
    multiple=True,
    metavar="URL",
    help="An outlet's front page: its name, feeds and sitemaps are looked up. Repeatable.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def init(
    path: Path, db: Path | None, contact: str | None, homepages: tuple[str, ...], force: bool
) -> None:
    """Write a configuration with a comment for every key."""
    if path.exists() and not force:
        raise ConfigError(path, ["is there already; --force overwrites it"])
    top: dict[str, object] = {}
    if db is not None:
        top["database"] = str(db)
    if contact is not None:
        top["contact"] = contact
    with Reporter().stage("init") as step:
        outlets = discovering.outlets(homepages, contact or "", step)
    text = starter.write({"": top}, outlets)
    with whole(path) as draft:
        draft.write_text(text, encoding="utf-8")
        try:
            resolve(draft, None)
        except ConfigError as error:
            faults = "\n".join(f"{path}: {fault}" for fault in error.faults)
            raise CommandError(
                f"not written, because of what was given: {faults}", Exit.USAGE
            ) from error
    click.echo(f"{path} written")
    if not contact:
        click.echo("Fill in 'contact' before the first crawl, so that publishers can reach you.")


@click.command()
@click.option("--config", "path", type=FILE, metavar="FILE", help="The configuration.")
@click.option("--db", type=FILE, metavar="FILE", help="The ledger, instead of the configured one.")
@click.option(
    "--every", type=click.IntRange(1, 1440), default=15, show_default=True, help="Minutes."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["all", "cron", "service", "timer"]),
    default="all",
    show_default=True,
    help="One of the texts alone, for a file.",
)
@click.option(
    "--heartbeat",
    metavar="URL",
    help="An address that is fetched after each run that leaves the ledger up to date.",
)
def schedule(
    path: Path | None, db: Path | None, every: int, form: str, heartbeat: str | None
) -> None:
    """Print a crontab line and a systemd timer for this configuration.

    Nothing is installed. Both call `claimledger run`, which holds a lock: runs never overlap. Both
    bound its time: it collects until the next one is due, and is interrupted half an hour later.
    After it they call `claimledger status --check`, which prints a line where the ledger is late.
    """
    config: Config = resolve(path or DEFAULT_PATH, db)
    job = Job((path or DEFAULT_PATH).resolve(), config.database if db else None, every, heartbeat)
    click.echo(
        {"all": everything, "cron": cron, "service": service, "timer": timer}[form](job), nl=False
    )


COMMANDS = (init, schedule)
