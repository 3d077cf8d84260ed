"""Runs one crawl, import or discovery for a test and prints what came of it as JSON."""

import dataclasses
import json
import resource
import socket
import sys
import time
from datetime import datetime
from pathlib import Path

from crawler.collect import crawl, import_targets
from crawler.discovery import discover
from crawler.settings import CrawlSettings, OutletSettings


def main() -> None:
    job = json.loads(sys.argv[1])
    given = job["settings"]
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
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(
        json.dumps(
            {
                "counts": counts,
                "problems": problems,
                "peak": max(own_peak(), workers),
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
    main()
