"""What every verb takes (``--config``, ``--db``, ``--quiet``), and the configuration it makes."""

import dataclasses
import functools
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from answers.health import seconds
from claimledger.clock import stamp
from claimledger.config import DEFAULT_PATH, Config, ConfigError, for_database, load
from claimledger.exits import Exit
from claimledger.keys import CLUSTER
from claimledger.progress import Reporter
from claimledger.stages import StageReport

P = ParamSpec("P")
R = TypeVar("R")

FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
"""A file; that it cannot be read is said where it is opened."""


def resolve(config: Path | None, db: Path | None) -> Config:
    """The configuration that the two options ask for.

    ``--config`` names a file; without it ``claimledger.toml`` is taken if there is one. ``--db``
    overrides its database, and is enough where there is no file. Raises ``ConfigError``.
    """
    if config is not None or DEFAULT_PATH.exists() or db is None:
        loaded = load(config or DEFAULT_PATH)
        if db is None:
            return loaded
        crawl = dataclasses.replace(loaded.crawl, database=_absolute(db))
        return dataclasses.replace(loaded, crawl=crawl)
    return for_database(_absolute(db))


def _absolute(db: Path) -> Path:
    database = db.expanduser().absolute()
    if database.is_dir():
        raise ConfigError(db, ["is a folder; --db expects the path of a file"])
    if database.exists() and not database.is_file():
        raise ConfigError(db, ["is no regular file; --db expects the path of one"])
    return database


def with_config(function: Callable[..., R]) -> Callable[..., R]:
    """Give a verb ``--config`` and ``--db``; it gets ``config``, a loaded ``Config``."""

    @click.option(
        "--config",
        "config_path",
        type=FILE,
        metavar="FILE",
        help=f"The configuration.  [default: {DEFAULT_PATH}]",
    )
    @click.option(
        "--db", type=FILE, metavar="FILE", help="The ledger, instead of the configured one."
    )
    @functools.wraps(function)
    def wrapper(*args: Any, config_path: Path | None, db: Path | None, **kwargs: Any) -> R:
        return function(*args, config=resolve(config_path, db), **kwargs)

    return wrapper


def with_scheduler(function: Callable[..., R]) -> Callable[..., R]:
    """Give a verb that has ``config`` the option ``--scheduler``, which stands in it then."""

    @click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Read on the workers of this Dask scheduler, as tcp://10.0.0.5:8786.",
    )
    @functools.wraps(function)
    def wrapper(*args: Any, config: Config, scheduler: str | None, **kwargs: Any) -> R:
        if scheduler is not None:
            key = next(key for key in CLUSTER if key.name == "scheduler")
            if not key.check(scheduler):
                raise click.BadParameter(
                    f"{scheduler!r}: expected {key.expects}", param_hint="--scheduler"
                )
            cluster = dataclasses.replace(config.cluster, scheduler=scheduler)
            config = dataclasses.replace(config, cluster=cluster)
        return function(*args, config=config, **kwargs)

    return wrapper


def with_reporter(function: Callable[..., R]) -> Callable[..., R]:
    """Give a verb ``--quiet``; it gets ``reporter``."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
    @functools.wraps(function)
    def wrapper(*args: Any, quiet: bool, **kwargs: Any) -> R:
        return function(*args, reporter=Reporter(quiet=quiet), **kwargs)

    return wrapper


class Moment(click.ParamType[str]):
    """A parameter that is a date or a time; its value is as the ledger writes times."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``2026-03-10`` or ``2026-03-10T08:00:00Z``, checked; other zones are converted."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value!r} is no time; expected 2026-03-10 or 2026-03-10T08:00:00Z", param, ctx
            )
        if len(str(value)) == len("2026-03-10"):
            return moment.date().isoformat()
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


class Duration(click.ParamType[float]):
    """A command-line parameter such as ``10m``; its value is seconds."""

    name = "duration"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Seconds of the duration that was given."""
        try:
            return seconds(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a duration; expected one as 90s, 10m or 1.5h", param, ctx)


def end(reports: Sequence[StageReport], *, as_json: bool) -> None:
    """Print the reports of stages for scripts, and end with the code that they make."""
    if as_json:
        print_json([report.as_json() for report in reports])
    if any(report.failed for report in reports):
        raise click.exceptions.Exit(Exit.FAILED.value)
    if any(report.unfinished for report in reports):
        raise click.exceptions.Exit(Exit.UNFINISHED.value)
