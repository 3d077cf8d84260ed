"""How fast is the crawl stage? Ours (fetch, archive, read, store) against Scrapy with trafilatura.

    python -m benchmarks.collecting [--replay ../shared/tools/replay.py] [--repeat 3]
    python -m benchmarks.collecting --kill 20    # nothing lost by SIGKILL: benchmarks/killing.py

Both crawl the same replayed pages over loopback, without delays, in turns in one run: peer, ours,
peer, ours, on three outlets (the fourth of the replay server asks for a second between requests,
which the peer would not obey). Printed: pages a second of each (wall clock, start-up included) and
the ratio of the sums. The peer fetches and extracts in one process: no robots.txt, no archive, no
metadata, no store. Ours reads in processes of their own: it needs the second core that it counts
on, so a busy machine says nothing.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import killing

REPLAY = Path(__file__).parents[2] / "shared" / "tools" / "replay.py"

PEER = """
import sys, scrapy, trafilatura
from scrapy.crawler import AsyncCrawlerProcess
class Peer(scrapy.spiders.SitemapSpider):
    name = "peer"
    sitemap_urls = sys.argv[1].split(",")
    sitemap_rules = [("/news/", "parse")]
    count = 0
    def parse(self, response):
        document = trafilatura.bare_extraction(response.body, include_comments=False)
        Peer.count += document is not None
process = AsyncCrawlerProcess({"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False})
process.crawl(Peer)
process.start()
print(Peer.count)
"""


def ours(bases: list[str]) -> int:
    """Crawl with claimledger into a ledger that is thrown away; returns the articles stored."""
    from crawler.collect import crawl
    from crawler.settings import CrawlSettings, OutletSettings

    with tempfile.TemporaryDirectory() as folder:
        outlets = tuple(
            OutletSettings(
                base, (base.removeprefix("http://"),), sitemaps=(f"{base}/sitemap-all.xml.gz",)
            )
            for base in bases
        )
        settings = CrawlSettings(
            Path(folder, "ledger.db"),
            Path(folder, "warc"),
            "benchmark",
            outlets,
            delay=0,
            concurrency_per_host=8,
        )
        return crawl(settings, clock=lambda: datetime.now(UTC)).counts["articles_new"]


def timed(command: list[str]) -> tuple[int, float]:
    """Pages that a command says it got, and its wall-clock seconds."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return int(done.stdout.split()[-1]), time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replay", type=Path, default=REPLAY)
    parser.add_argument("--kill", type=int, default=0, help="instead: kill so many crawls")
    parser.add_argument("--articles", type=int, default=900, help="with --kill")
    parser.add_argument("--seed", type=int, default=1, help="with --kill")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--outlets", type=int, default=3)
    parser.add_argument("--port", type=int, default=18890)
    parser.add_argument("--ours", default="")
    arguments = parser.parse_args()
    if arguments.kill:
        sys.exit(0 if killing.run(arguments.kill, arguments.articles, arguments.seed) else 1)
    if arguments.ours:
        print(ours(arguments.ours.split(",")))
        return
    server = subprocess.Popen(
        [sys.executable, str(arguments.replay), "--repeat", str(arguments.repeat),
         "--outlets", str(arguments.outlets), "--port", str(arguments.port)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        bases = [outlet["base"] for outlet in json.loads(server.stdout.readline())["outlets"]]
        sitemaps = ",".join(f"{base}/sitemap-all.xml.gz" for base in bases)
        commands = {
            "peer": [sys.executable, "-c", PEER, sitemaps],
            "ours": [sys.executable, "-m", "benchmarks.collecting", "--ours", ",".join(bases)],
        }
        pages = dict.fromkeys(commands, 0)
        seconds = dict.fromkeys(commands, 0.0)
        for _ in range(2):
            for name, command in commands.items():
                got, took = timed(command)
                pages[name] += got
                seconds[name] += took
                print(f"{name}: {got} pages in {took:.1f} s = {got / took:.1f} pages/s")
        rates = {name: pages[name] / seconds[name] for name in commands}
        print(f"ratio ours/peer: {rates['ours'] / rates['peer']:.2f}")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
