"""What a Dask cluster on this machine gains: two workers against one, and the rows they make.

    python -m benchmarks.cluster ARTICLES.jsonl [--articles 320] [--rounds 2] [--pause SECONDS]

Fills a ledger with so many articles (those of the file again and again, each under an address of
its own), then has copies of it read by worker processes without Dask, by one worker and by two, in
turn. Workers have loaded their model before the time is taken. Prints the wall time of each, how
much sooner two are done than one (bar: 1.8), articles an hour, claims a second and worker, peak
memory of the processes and bytes of the ledger for each article; ends with code 1 when the
ledgers differ. With a pause workers sleep so long for each text and read nothing: what handing out
and taking in costs, also on a machine whose cores others use.
"""

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from claimledger.cluster import cluster
from claimledger.config import ClusterSettings
from claimledger.engines import Opened, processes
from claimledger.extracting import Pass, Shard, extract, extractor_of
from db.connection import checkpoint, connect
from db.crawl import ArticlePage, OutletRow, store_article, upsert_outlets
from nlp.reader import MODEL
from terms.model import Extraction

BAR = 1.8
PAUSE = ""
"""Seconds that a worker sleeps for each text; empty: it reads."""
NOW = datetime(2031, 5, 13, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Run:
    """One way of reading the ledger: seconds, claims, MB at most of a worker, digest of rows."""

    workers: str
    seconds: float
    claims: int
    megabytes: int
    rows: str


def fill(path: Path, articles: Path, count: int) -> None:
    """A ledger with so many articles of a JSONL file."""
    rows = [json.loads(line) for line in articles.read_text("utf-8").splitlines() if line]
    db = connect(path)
    outlet = upsert_outlets(db, [OutletRow("Any", ("any.example",), None, None, "en", None)])["Any"]
    for number in range(count):
        row = rows[number % len(rows)]
        title = row.get("title") or ""
        page = ArticlePage(
            f"https://any.example/{number}", outlet, title or None, None, "en",
            row.get("published"), None, None, "2031-05-12T10:00:00Z", None,
            f"{title}\n\n{row['text']}" if title else row["text"], len(title),
        )  # fmt: skip
        store_article(db, page, None)
    checkpoint(db)
    db.close()


def digest(path: Path) -> str:
    """A digest of all that was read, row by row."""
    db = connect(path)
    found = sha256()
    for table in ("extractions", "claims", "attributions", "entities", "mentions", "problems"):
        for row in db.conn.execute(f"SELECT * FROM {table}"):
            found.update(repr(row).encode())
    db.close()
    return found.hexdigest()[:16]


def peak() -> int:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def pausing(seconds: str) -> str:
    """The name of a reader that sleeps."""
    return f"pausing {seconds}"


def pause(seconds: str, shard: Shard) -> list[Extraction]:
    """Sleep for each text of a shard."""
    time.sleep(float(seconds) * len(shard.versions))
    return [Extraction(pausing(seconds))] * len(shard.versions)


def read(path: Path, opened: Opened, workers: str) -> Run:
    """Read a ledger and say what it took."""
    db = connect(path)
    began = time.perf_counter()
    if PAUSE:
        work = Pass(
            db, PAUSE, lambda: NOW, lambda *_: None, extractor_of=pausing, read=pause
        )  # fmt: skip
        report = work.run(opened, None)
    else:
        report = extract(db, model=MODEL, clock=lambda: NOW, step=lambda *_: None, opened=opened)
    took = time.perf_counter() - began
    db.close()
    return Run(workers, took, report.counts.get("claims_added", 0), 0, digest(path))


def by_cluster(path: Path, count: int) -> Run:
    """Read a ledger by so many workers of a cluster on this machine."""
    from dask import config
    from distributed import Client, LocalCluster

    config.set({"distributed.admin.log-format": "%(message)s"})
    with LocalCluster(
        n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None,
        silence_logs=50,
    ) as local:  # fmt: skip
        client = Client(local)
        if not PAUSE:
            client.run(extractor_of, MODEL)
        found = read(path, cluster(ClusterSettings(local.scheduler_address)), f"{count} of Dask")
        megabytes = max(client.run(peak).values())
        client.close()
    return Run(found.workers, found.seconds, found.claims, megabytes, found.rows)


def rounds(empty: Path, folder: Path, number: int) -> list[Run]:
    """One round: by one worker of a cluster, by two, and first of all without Dask."""
    found = []
    for name in ("one", "two") if number else ("alone", "one", "two"):
        path = folder / f"{name}-{number}.db"
        shutil.copy(empty, path)
        if name == "alone":
            found.append(read(path, processes(2), "2 processes, loading their model"))
        else:
            found.append(by_cluster(path, 1 if name == "one" else 2))
        print(f"{found[-1].workers:34} {found[-1].seconds:7.1f} s", flush=True)
    return found


def told(runs: Sequence[Run], articles: int, size: int) -> bool:
    """Print the figures; whether all ledgers are the same."""
    one = min(run.seconds for run in runs if run.workers.startswith("1"))
    two = min(run.seconds for run in runs if run.workers == "2 of Dask")
    claims = runs[0].claims
    print(f"two workers of Dask       {one / two:.2f} x one (bar: {BAR})")
    print(f"articles an hour          {3600 * articles / two:,.0f} by two workers")
    print(f"claims a worker's second  {claims / one:.0f}")
    print(f"memory of a worker        {max(run.megabytes for run in runs)} MB")
    print(f"memory of the merger      {peak()} MB")
    print(f"ledger                    {size / articles:,.0f} bytes an article")
    same = len({run.rows for run in runs}) == 1
    print("rows                      " + ("the same" if same else "DIFFER"))
    return same


def main() -> None:
    """Measure and print."""
    global PAUSE
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSONL with text, title, published")
    parser.add_argument("--articles", dest="count", type=int, default=320)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--pause", default="", help="seconds to sleep for each text, and not read")
    given = parser.parse_args()
    PAUSE = given.pause
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "empty.db", given.articles, given.count)
        runs: list[Run] = []
        for number in range(given.rounds):
            runs += rounds(folder / "empty.db", folder, number)
        path = folder / "alone-0.db"
        same = told(runs, given.count, path.stat().st_size)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
