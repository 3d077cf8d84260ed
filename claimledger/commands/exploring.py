"""The verbs that show a ledger in a browser: serve and demo."""

from pathlib import Path

import click

from claimledger.config import Config
from claimledger.exits import CommandError
from claimledger.options import with_config, with_reporter
from claimledger.progress import Reporter


@click.command()
@with_config
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1, this machine alone]")
@click.option("--port", type=click.IntRange(0, 65535), help="[default: 8001]")
@click.option("--public", is_flag=True, help="Hide full texts and captures, turn free SQL off.")
@click.option("--review", is_flag=True, help="Print a link that signs a reviewer in, to decide.")
def serve(config: Config, host: str | None, port: int | None, public: bool, review: bool) -> None:
    """Explore the ledger in a browser, with Datasette.

    Listens on this machine alone unless --host says otherwise. Use --public before others can
    reach it.
    """
    if public and review:
        raise click.UsageError(
            "--public shows the ledger to everybody, and never writes: no --review"
        )
    from explore.serve import NotALedger
    from explore.serve import serve as serve_ledger

    address = host or config.serving.host
    number = config.serving.port if port is None else port
    try:
        serve_ledger(
            config.database,
            host=address,
            port=number,
            public=public,
            review=review,
            names=config.serving.names,
        )
    except NotALedger as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise CommandError(
            f"cannot listen on {address}:{number} ({reason}); choose another --host or --port"
        ) from error
    except KeyboardInterrupt:
        return


@click.command()
@with_reporter
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/demo"),
    show_default=True,
    help="Where the demo writes its configuration, ledger and WARC files.",
)
@click.option("--config", hidden=True, expose_value=False)
@click.option("--db", hidden=True, expose_value=False)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--serve/--no-serve", default=True, help="Show the ledger in a browser afterwards.")
def demo(reporter: Reporter, folder: Path, port: int, serve: bool) -> None:
    """Crawl a made-up newsroom and show what contradicts what.

    Six fictional outlets are served on this machine and crawled twice; between the crawls one of
    them changes a number without saying so. Prints the conflicts that come out, then serves the
    ledger until Ctrl-C.
    """
    from claimledger import demo as newsroom_demo

    newsroom_demo.demo(folder, reporter, port=port if serve else None)


COMMANDS = (serve, demo)
