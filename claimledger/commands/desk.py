"""The verbs of an editor's desk: watch, decisions and review."""

import dataclasses
import sqlite3
import sys
from pathlib import Path
from typing import IO

import click

from answers.actions import WORDS
from answers.formats import json_line
from answers.parameters import NotThere, WrongParameter
from answers.queries import watches as queries
from claimledger.asking import prompt
from claimledger.clock import now, stamp
from claimledger.config import Config
from claimledger.exits import CommandError, Exit
from claimledger.files import whole
from claimledger.ledgers import opened
from claimledger.options import FILE, as_json, end, print_json, with_config, with_reporter
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from claimledger.stages import StageReport
from crosscheck.answered import MODEL
from db.model_answers import forget_model
from db.rows import select
from db.watches import EVENTS, HOURS, KINDS, PERCENT, add_watch, remove_watch


@click.group()
def watch() -> None:
    """Watch figures, stories, outlets, sources, words or a sentence, and be told.

    `run` looks at every watch when it ends, keeps what is new (`/watches` shows it) and sends it
    to the channels that the configuration names under [notify]. Nothing is told twice.
    """


@watch.command("add")
@with_config
@click.option(
    "--on",
    "events",
    type=click.Choice(EVENTS),
    multiple=True,
    help="conflict: a new one; changed: a number moved; still: an outlet still prints a number "
    "that was replaced. Repeatable.  [default: all]",
)
@click.option(
    "--percent", type=float, default=PERCENT, show_default=True,
    help="changed: by more than this.",
)  # fmt: skip
@click.option(
    "--hours", type=float, default=HOURS, show_default=True,
    help="still: so many hours after the other number was first printed.",
)  # fmt: skip
@click.option("--name", help="What to call it.  [default: its target]")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("target")
def add(
    config: Config,
    events: tuple[str, ...],
    percent: float,
    hours: float,
    name: str | None,
    kind: str,
    target: str,
) -> None:
    """Begin to watch TARGET: an id or address, an outlet's or a source's name, words to search, or
    a sentence.

    What is in dispute already is not told; what happens from now on is.
    """
    from answers import watches

    with opened(config.database) as db:
        try:
            wanted = watches.wanted(
                db.conn, kind, target, events=events or EVENTS, percent=percent, hours=hours,
                name=name,
            )  # fmt: skip
        except NotThere as error:
            raise CommandError(str(error), Exit.NOT_FOUND) from error
        except WrongParameter as error:
            raise CommandError(str(error), Exit.USAGE) from error
        at = stamp(now())
        found = watches.found(db.conn, watches.fields(wanted), at)
        number = add_watch(db, wanted, found, at, "command")
    click.echo(f"watch {number}: {wanted.name}")


@watch.command("list")
@with_config
@as_json
def list_(config: Config, as_json: bool) -> None:
    """List what is watched, and how much was found for it."""
    from answers import watches

    with opened(config.database) as db:
        found = [watches.shown(row) for row in queries.listed(db.conn)]
    if as_json:
        print_json(found)
        return
    for item in found:
        click.echo(f"{item['id']}  {item['kind']}: {item['name']}")
        told = f"{item['alert_count']} alerts" + (
            f", the last {item['last_at']}" if item["last_at"] else ""
        )
        click.echo(f"    tells of {', '.join(item['tells'])}; {told}")
    if not found:
        click.echo("nothing is watched; begin with: claimledger watch add KIND TARGET", err=True)


@watch.command("remove")
@with_config
@click.argument("number", type=int, metavar="NUMBER")
def remove(config: Config, number: int) -> None:
    """End a watch by its number."""
    with opened(config.database) as db:
        if queries.watch(db.conn, number) is None:
            raise CommandError(f"watch {number}: not in the ledger", Exit.NOT_FOUND)
        remove_watch(db, number)
    click.echo(f"watch {number} ended")


@watch.command("test")
@with_config
def test(config: Config) -> None:
    """Send a test message to every channel of [notify]."""
    from claimledger import notifying

    if not config.notify.channels:
        raise CommandError("there is no channel: set notify.channels", Exit.USAGE)
    failed = 0
    for number, channel in enumerate(config.notify.channels, start=1):
        try:
            sent = notifying.by_apprise(
                notifying.expanded(channel), "claimledger: a test", "This channel works."
            )
        except notifying.NoApprise as error:
            raise CommandError(f"nothing can be sent: {notifying.INSTALL}") from error
        failed += not sent
        click.echo(
            f"channel {number} ({notifying.scheme(channel)}): {'sent' if sent else 'not sent'}"
        )
    if failed:
        raise click.exceptions.Exit(Exit.FAILED.value)


@click.group()
def decisions() -> None:
    """What reviewers decided: list it, or export it as pairs to train on.

    They decide in the explorer: `claimledger serve --review`.
    """


@decisions.command("list")
@with_config
@as_json
def listed(config: Config, as_json: bool) -> None:
    """List every decision, the latest first."""
    with opened(config.database) as db:
        found = select(db, "SELECT * FROM decisions ORDER BY at DESC, id DESC")
    if as_json:
        print_json(found)
        return
    for row in found:
        words = WORDS.get(row["action"], row["action"])
        note = f": {row['note']}" if row["note"] else ""
        click.echo(f"{row['at']}  {row['actor']}  {words}{note}  {row['subject']}")
    if not found:
        click.echo("nothing has been decided; begin with: claimledger serve --review", err=True)


@decisions.command("export")
@with_config
@click.option("--to", type=FILE, metavar="FILE", help="Write there instead of to the terminal.")
def export(config: Config, to: Path | None) -> None:
    """Write what was answered of pairs of numbers as JSONL, to fit or measure a judge on.

    Each line holds two sentences with their number, and the label that most reviewers give: S (same
    question; verdict A agree, U update, C conflict), P part, T other time, J other subject, E other
    event, M other measure, N no claim, X unclear. `labels` are all that were given.
    """
    from answers.reviews import training_pairs

    def write(conn: sqlite3.Connection, out: IO[str]) -> int:
        pairs = [json_line(pair) for pair in training_pairs(conn)]
        out.writelines(pairs)
        return len(pairs)

    with opened(config.database) as db:
        if to is None:
            write(db.conn, sys.stdout)
            return
        with whole(to) as draft, draft.open("w", encoding="utf-8", newline="") as file:
            count = write(db.conn, file)
    click.echo(f"{to}: {count} pairs", err=True)


@click.command()
@with_config
@with_reporter
@as_json
@click.option(
    "--max-calls", type=click.IntRange(1), metavar="N", help="Ask so many questions at most."
)
@click.option(
    "--budget", type=click.IntRange(1), metavar="TOKENS", help="Use so many tokens in 24 hours."
)
@click.option("--dry-run", is_flag=True, help="Print what would be sent; ask nobody.")
@click.option("--forget", "forgotten", metavar="NAME", help="Undo all that this model decided.")
def review(
    config: Config,
    reporter: Reporter,
    as_json: bool,
    max_calls: int | None,
    budget: int | None,
    dry_run: bool,
    forgotten: str | None,
) -> None:
    """Ask a language model about the pairs of numbers that are unsure or shown as a conflict.

    Do two sentences answer one question? Which model is asked, `model` under [review] says; without
    it nothing is asked and nothing leaves this machine. The model sees two sentences with their
    numbers marked, headlines, outlets and times. Its answers are decisions of the actor
    `model:NAME`: any person's stands above them, and --forget NAME takes all of them back. An
    answer whose words stand in neither sentence is void, and so is one about a sentence that
    answers for the model. What was answered is not asked again.
    """
    from claimledger import reviewing
    from claimledger.language_model import installed

    limits = config.review
    limits = dataclasses.replace(
        limits, max_calls=max_calls or limits.max_calls, budget=budget or limits.budget
    )
    pipeline = Pipeline(dataclasses.replace(config, review=limits), reporter)
    if forgotten is not None:
        end([_forgotten(pipeline, forgotten), pipeline.crosscheck()], as_json=as_json)
        return
    if dry_run:
        with opened(config.database) as db:
            for pair in reviewing.waiting(db, limits.model or ""):
                click.echo(prompt(pair))
        return
    if limits.model is None:
        raise CommandError(
            "no model is named, so nothing was asked or sent: set model under [review] in the "
            "configuration",
            Exit.USAGE,
        )
    model = installed(limits.model)
    if model.remote is not None:
        reporter.warn(
            f"{model.name} is remote: sentences, headlines, outlets and times of the pairs that "
            f"are asked go to {model.remote}"
        )
    end(pipeline.review(model), as_json=as_json)


def _forgotten(pipeline: Pipeline, name: str) -> StageReport:
    """Take out all that a model decided; raises ``CommandError`` where it decided nothing."""
    from claimledger.reviewing import actor

    model = name.removeprefix(MODEL)
    with opened(pipeline.config.database) as db:
        gone, answers = forget_model(db, model, actor(model), stamp(pipeline.clock()))
    if not gone and not answers:
        raise CommandError(f"{model}: this model has answered nothing here", Exit.NOT_FOUND)
    pipeline.reporter.say(f"{model}: {gone} decisions and {answers} answers are gone")
    return StageReport("review", {"forgotten": gone})


COMMANDS = (watch, decisions, review)
