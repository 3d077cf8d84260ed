"""From files to crosschecked figures: articles an hour, claims a core's second, memory, bytes.

    python -m benchmarks.endtoend [ARTICLES.jsonl ...] [--articles 2000] [--workers 2] [--jsonl]

Writes a WARC file (or JSONL) of so many articles, those given told again with other names (ours
where none are given), and has the command import, extract and crosscheck them. Every half second
all processes of a stage are looked at: CPU seconds of all, and the most memory that one of them
had. 100,000 articles take about 1.5 GB of disk, and as many hours as two cores take for them:
each stage prints its own line when it ends, and goes on where it was with the same ``--folder``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.archives import member, page
from benchmarks.renamed import Article, read, renamed
from db.connection import checkpoint, connect

EVERY = 0.5
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Watched:
    """What the processes of one stage used, by process id; ``own`` of it the command itself."""

    seconds: float = 0.0
    own: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    megabytes: dict[int, int] = field(default_factory=dict)

    @property
    def used(self) -> float:
        """CPU seconds of all processes."""
        return sum(self.cpu.values())

    @property
    def peak(self) -> int:
        """The most memory of one process, in MB."""
        return max(self.megabytes.values(), default=0)

    def look(self, session: int) -> None:
        """See what each process of a session has used by now; one that just ended is left out."""
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                of = (entry / "stat").read_text().rpartition(")")[2].split()
                status = (entry / "status").read_text()
            except OSError:
                continue
            if int(of[3]) == session:
                used = (int(of[11]) + int(of[12])) / TICKS
                self.cpu[int(entry.name)] = used
                peak = next((ln for ln in status.splitlines() if ln.startswith("VmHWM")), "")
                self.megabytes[int(entry.name)] = int(peak.split()[1]) >> 10 if peak else 0


def watch(verb: list[str], ledger: Path, every: float = EVERY) -> Watched:
    """Run the command and look at its processes until it ends; raises where it fails."""
    command = [sys.executable, "-m", "claimledger.cli", *verb, "--db", str(ledger), "--quiet"]
    found, began = Watched(), time.perf_counter()
    running = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    while running.poll() is None:
        found.look(running.pid)
        time.sleep(every)
    found.seconds = time.perf_counter() - began
    found.own = found.cpu.get(running.pid, 0.0)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return found


def write_warc(path: Path, articles: Iterable[Article]) -> None:
    """Pages of the articles, with furniture around the text, as gzip members."""
    with path.open("wb") as out:
        out.writelines(member(row["url"], page(row)) for row in articles)


def write_jsonl(path: Path, articles: Iterable[Article]) -> None:
    """The articles, one a line."""
    with path.open("w") as out:
        out.writelines(json.dumps(row) + "\n" for row in articles)


def run(folder: Path, articles: Iterable[Article], workers: int, *, jsonl: bool) -> None:
    """All stages, with a line for each, and what came of them."""
    source = folder / ("articles.jsonl" if jsonl else "articles.warc.gz")
    if not source.exists():
        (write_jsonl if jsonl else write_warc)(source, articles)
    ledger, stages = folder / "news.db", {}
    for verb in (
        ["import", str(source)],
        ["extract", "--workers", str(workers)],
        ["crosscheck", "--workers", str(workers)],
    ):
        stages[verb[0]] = found = watch(verb, ledger)
        print(
            f"{verb[0]:12} {found.seconds:8.1f} s, {found.used:8.1f} s of CPU, "
            f"{found.peak:,} MB a process at most",
            flush=True,
        )
    told(ledger, stages, workers)


def told(ledger: Path, stages: dict[str, Watched], workers: int) -> None:
    """Print the figures of all stages together."""
    db = connect(ledger, create=False)
    (articles,), (claims,), (conflicts,) = (
        db.execute(f"SELECT count(*) FROM {table}").fetchone()
        for table in ("articles", "claims", "conflicts")
    )
    checkpoint(db)
    db.close()
    seconds = sum(found.seconds for found in stages.values())
    used = sum(found.used for found in stages.values())
    most = max(found.peak for found in stages.values())
    print(f"articles             {articles:,}, {claims:,} claims, {conflicts:,} conflicts")
    print(f"articles an hour     {3600 * articles / seconds:,.0f} by {workers} workers")
    print(f"articles a core hour {3600 * articles / used:,.0f}")
    print(f"claims a core second {claims / used:.1f}")
    for name, found in stages.items():
        print(f"{name:20} {1000 * found.used / articles:.1f} ms of CPU an article")
    print(f"memory               {most:,} MB a process at most (bar: 2,000)")
    print(f"ledger               {ledger.stat().st_size / articles:,.0f} bytes an article")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--jsonl", action="store_true", help="texts, no pages to be read")
    parser.add_argument("--folder", type=Path, help="kept, and gone on with")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        articles = renamed(read(given.files), given.articles)
        run(folder, articles, given.workers, jsonl=given.jsonl)


if __name__ == "__main__":
    main()
