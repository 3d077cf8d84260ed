"""Runs one crawl, import or discovery for a test and prints what came of it as JSON.

    python run_collect.py JOB       # one job
    python run_collect.py --serve   # jobs from standard input, each in a fork of this process

Loading Scrapy and the readers takes most of a small crawl's time; the server loads them once.
"""

import dataclasses
import importlib
import json
import os
import resource
import signal
import socket
import sys
import time
from datetime import datetime
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from crawler import workers
from crawler.collect import crawl, import_targets
from crawler.discovery import discover
from crawler.settings import CrawlSettings, OutletSettings

LATE = (
    "crawler.running",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.extensions.throttle",
    "scrapy.pqueues",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "crawler.redirects",
    "tldextract",
)
"""What Scrapy loads when a crawl starts."""


def serve() -> None:
    """Run each line ``[job, stdout file, stderr file]`` in a fork; answer with its exit code.

    The server that readers are forked from is started here, for all jobs; a job that is
    ``measured`` has one of its own, whose readers' memory it can tell.
    """
    for name in LATE:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules
    workers._context()
    for line in sys.stdin:
        job, out, err = json.loads(line)
        child = os.fork()
        if child == 0:
            for descriptor, path in ((0, os.devnull), (1, out), (2, err)):
                os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), descriptor)
            given = json.loads(job)
            share_readers(not given.get("measured"))
            main(given)
            raise SystemExit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def share_readers(shared: bool) -> None:
    """In a fork: use the server of readers that the parent started, or forget it."""
    server = forkserver._forkserver
    if shared:  # only its parent may ask whether it is alive
        forkserver.ensure_running = server.ensure_running = lambda: None
    else:
        server._forkserver_pid = server._forkserver_address = None


def main(job: dict[str, Any]) -> None:
    given = job["settings"]
    if "room" in job:  # no file may grow beyond this: a disk that is full, in small
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["room"], job["room"]))
    outlets = tuple(
        OutletSettings(**{k: tuple(v) if isinstance(v, list) else v for k, v in outlet.items()})
        for outlet in given.pop("outlets")
    )
    settings = CrawlSettings(
        outlets=outlets,
        database=Path(given.pop("database")),
        warc_folder=Path(given.pop("warc_folder")),
        **{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()},
    )
    names = job.get("names", {})
    if names:
        socket.gethostbyname = names.__getitem__
    at = datetime.fromisoformat(job["now"])
    started = time.monotonic()

    def clock() -> datetime:
        return at

    value = None
    counts, problems = {}, 0
    if job["what"] == "discover":
        value = dataclasses.asdict(discover(job["homepage"], contact="x", clock=clock, timeout=10))
    else:
        if job["what"] == "crawl":
            summary = crawl(
                settings,
                clock=clock,
                recheck=job.get("recheck", "due"),
                max_time=job.get("max_time"),
            )
        else:
            summary = import_targets(
                settings.database, job["targets"], settings=settings, clock=clock
            )
        counts, problems = dict(summary.counts), summary.problems
    peak = None
    if job.get("measured"):
        forkserver._forkserver._stop()  # reaped, it counts: itself and the readers that it forked
        readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        peak = max(own_peak(), readers)
    print(
        json.dumps(
            {
                "counts": counts,
                "problems": problems,
                "peak": peak,
                "seconds": time.monotonic() - started,
                "value": value,
            }
        )
    )


def own_peak() -> int:
    """Most memory that this process held at once, in bytes.

    Linux hands ``ru_maxrss`` on from the process that started this one; ``VmHWM`` begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve()
    else:
        main(json.loads(sys.argv[1]))
