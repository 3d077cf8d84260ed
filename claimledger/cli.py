"""``claimledger``: the command, its help and how errors become exit codes."""

import signal
import sys
from types import FrameType
from typing import IO, Any

import click

from claimledger.commands import collecting, desk, exploring, keeping, looking, setup
from claimledger.exits import CommandError, Exit, table
from claimledger.failing import TOLD, error_told, hush, silence

_ORDER = [
    "init",
    "crawl",
    "import",
    "extract",
    "crosscheck",
    "cite",
    "run",
    "serve",
    "check",
    "conflicts",
    "find",
    "show",
    "watch",
    "decisions",
    "review",
    "export",
    "status",
    "backup",
    "forget",
    "verify",
    "schedule",
    "demo",
]


def _on_terminate(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _flush(stream: IO[str] | None) -> None:
    """Hand on what was printed; there is no stream where it was closed before the start."""
    if stream is not None:
        stream.flush()


def _tell(ending: CommandError) -> None:
    """Print why the command ends, if there is still somewhere to print."""
    try:
        _flush(sys.stdout)
    except OSError:
        silence(1)
    try:
        click.echo(f"claimledger: {ending}", err=True)
    except OSError:
        silence(2)


class Command(click.Group):
    """The group of verbs: in the order of a day's work, with every error told in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which one meets them."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a known error ends it with its sentence and its exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                _flush(sys.stdout)  # what stops it can still be told here
        except BrokenPipeError:
            raise
        except TOLD as error:
            ending = error_told(error)
        except KeyboardInterrupt:
            ending = CommandError("interrupted; what was stored is whole", Exit.INTERRUPTED)
        _tell(ending)
        raise click.exceptions.Exit(ending.code.value)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As Click's, but help that cannot be printed is an error like any other."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            ending = error_told(error)
        _tell(ending)
        sys.exit(ending.code.value)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The exit codes, as they stand in the documentation too."""
        with formatter.section("Exit codes"):
            formatter.write(table() + "\n")


@click.group(
    cls=Command,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="claimledger")
def cli() -> None:
    """A ledger of the numbers in the news.

    Collects coverage, reads every numeric claim with its source, and shows where outlets agree,
    where a figure moved, and where they contradict each other. It never says who is right.

    \b
    A first look:      claimledger demo
    Your own outlets:  claimledger init, edit claimledger.toml, claimledger run, claimledger serve
    From files:        claimledger import --db news.db articles.jsonl
                       claimledger extract --db news.db
                       claimledger crosscheck --db news.db
    """


for _module in (setup, collecting, looking, desk, keeping, exploring):
    for _command in _module.COMMANDS:
        cli.add_command(_command)


def main() -> None:
    """The console script."""
    hush()
    # Children are started by `spawn` and see this module again: only the command takes signals.
    signal.signal(signal.SIGTERM, _on_terminate)
    cli.main(prog_name="claimledger")


if __name__ == "__main__":
    main()
