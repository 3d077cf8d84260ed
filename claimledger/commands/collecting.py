"""The verbs that fill a ledger: crawl, import, extract, crosscheck, and run, which is all of it."""

import sys

import click

from answers import words
from claimledger import news
from claimledger.config import Config
from claimledger.options import (
    Duration,
    as_json,
    end,
    with_config,
    with_reporter,
    with_scheduler,
)
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from crawler.settings import Recheck

_recheck = click.option(
    "--recheck",
    type=click.Choice(["due", "all"]),
    default="due",
    show_default=True,
    help="Known articles to visit again: those that are due, or all.",
)
_max_time = click.option(
    "--max-time",
    type=Duration(),
    metavar="TIME",
    help="Stop after so long, as 90s, 10m or 2h; the next run goes on from there.",
)


@click.command()
@with_config
@with_reporter
@as_json
@_recheck
@_max_time
def crawl(
    config: Config, reporter: Reporter, as_json: bool, recheck: Recheck, max_time: float | None
) -> None:
    """Fetch new coverage of the configured outlets.

    Looks at their feeds, sitemaps and sections, fetches articles that are new or due for another
    look, archives every response as WARC and stores the text of each page that is an article.
    robots.txt, crawl delays and Retry-After are obeyed.
    """
    report = Pipeline(config, reporter).crawl(recheck=recheck, max_time=max_time)
    end([report], as_json=as_json)


@click.command("import")
@with_config
@with_scheduler
@with_reporter
@as_json
@click.option(
    "--base",
    metavar="URL|FOLDER",
    help="Where the files lie that a list names.  [default: its host, or its folder]",
)
@click.argument("targets", nargs=-1, required=True, metavar="FILE|FOLDER|URL...")
def import_(
    config: Config, reporter: Reporter, as_json: bool, base: str | None, targets: tuple[str, ...]
) -> None:
    """Take in articles from files, folders or addresses.

    \b
    FILE.jsonl   one article a line: url, title, published, text or html, and optionally
                 outlet, country, byline, language, links
    FILE.html    one page; its canonical address names it
    FILE.warc    (also .warc.gz) archived responses, such as those of CC-NEWS
    FILE.paths   (also .txt, each also .gz) a list of WARC files, a path or an address a line:
                 only pages of the configured outlets, on the configured topics, are kept
    FOLDER       all such files in it, but lists
    URL          is fetched, if robots.txt allows; a list or a WARC file is streamed, filtered
                 as above, and gone on with where it was left
    """
    report = Pipeline(config, reporter).import_targets(targets, base=base)
    if report.problems and not report.warning:
        reporter.warn(
            f"{words.plural(report.problems, 'problem')}; which lines or files, and why: "
            "claimledger status --problems"
        )
    end([report], as_json=as_json)


@click.command()
@with_config
@with_scheduler
@with_reporter
@as_json
@click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes; 0: one a core."
)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Read at most so many texts."
)
@click.option(
    "--again", is_flag=True, help="Read every text again, also what this reader has read."
)
def extract(
    config: Config,
    reporter: Reporter,
    as_json: bool,
    workers: int | None,
    limit: int | None,
    again: bool,
) -> None:
    """Read the claims out of texts that have not been read.

    Every number that a text states becomes a claim: value, unit, hedge, what it measures, when and
    where, and who said it first. When the reader has changed, texts are read again behind new ones,
    the newest first, some thousands a run. A text that fails three times waits for another reader.
    """
    end(
        [Pipeline(config, reporter).extract(workers=workers, limit=limit, again=again)],
        as_json=as_json,
    )


@click.command()
@with_config
@with_scheduler
@with_reporter
@as_json
@click.option("--rebuild", is_flag=True, help="Compare everything anew, not only what changed.")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    default=1,
    show_default=True,
    help="Processes; 0: one a core.",
)
def crosscheck(
    config: Config, reporter: Reporter, as_json: bool, rebuild: bool, workers: int
) -> None:
    """Lay claims about the same figure side by side.

    Finds copies and stories, puts claims that answer one question into a figure, and relates their
    values: agreeing, rounded, bounded, updated with time, or in conflict, each with a reason.
    """
    report = Pipeline(config, reporter).crosscheck(rebuild=rebuild, workers=workers)
    end([report], as_json=as_json)


@click.command()
@with_config
@with_reporter
@as_json
@click.option(
    "--budget", type=click.IntRange(min=0), metavar="N", help="Fetch at most so many pages."
)
def cite(config: Config, reporter: Reporter, as_json: bool, budget: int | None) -> None:
    """Look whether the pages that articles link to bear their numbers out.

    Fetches what the articles of the last 30 days link to beside a number or name as its source,
    as politely as a crawl does, HTML and (with the extra `pdf`) PDF, and says for each number: the
    cited page prints the same one, another one for the same question, or none. Articles of the
    ledger are not fetched again. The rest waits for the next time when the budget is used up.
    """
    end([Pipeline(config, reporter).cite(budget=budget)], as_json=as_json)


@click.command()
@with_config
@with_scheduler
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Tell of every stage, also without a terminal.")
@as_json
@_recheck
@_max_time
@click.option("--cite", is_flag=True, help="Look up the pages that numbers are linked to, too.")
def run(
    config: Config,
    quiet: bool,
    verbose: bool,
    as_json: bool,
    recheck: Recheck,
    max_time: float | None,
    cite: bool,
) -> None:
    """Crawl, extract and crosscheck: what cron calls.

    Prints what is new: conflicts, numbers that changed without a notice, problems. Without news it
    prints nothing (unless on a terminal, or with --verbose). A second run on one ledger says so and
    ends with code 4. Last it tells who watches: see `claimledger watch`, `claimledger schedule`.
    """
    silent = quiet or as_json or not (verbose or sys.stderr.isatty())
    pipeline = Pipeline(config, Reporter(quiet=silent))
    since = news.mark(pipeline.clock())
    reports = pipeline.run(recheck=recheck, max_time=max_time, cite=cite)
    if not quiet and not as_json:
        for line in news.since(config.database, since, reports):
            click.echo(line)
    end(reports, as_json=as_json)


COMMANDS = (crawl, import_, extract, crosscheck, cite, run)
