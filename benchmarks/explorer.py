"""How quick the explorer's pages are on a large generated ledger, while a writer adds claims.

    python -m benchmarks.explorer --claims 1000000 --ledger build/large.db

The ledger is generated once and kept; beyond a million claims it is cloned. Each page is asked for
five times over HTTP from the server that ``claimledger serve`` starts; the median counts. Bars
(milliseconds): 100 for home, figure, article and search, 250 for the faceted table of claims.
Beside the time that passed stands the CPU time of the server, which does not depend on what else
the machine has to do.
"""

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import httpx

from benchmarks.filling import KEY, Changed, clone, filling
from db.connection import connect

Rows = Sequence[tuple[object, ...]]
"""Rows of one table, in its columns' order."""

CLAIMS_PER_ARTICLE = 20
CLAIMS_PER_FIGURE = 25
MADE = 1_000_000
"""Claims that are made up one by one; the rest are clones of them."""
CLONED: Changed = {
    "stories": {"id": KEY},
    "articles": {"id": KEY, "url": KEY},
    "versions": {"id": KEY, "article_id": KEY},
    "claims": {"id": KEY, "version_id": KEY, "article_id": KEY},
    "attributions": {"claim_id": KEY},
    "figures": {"id": KEY, "story_id": KEY},
    "readings": {"id": KEY, "figure_id": KEY},
    "relations": {"figure_id": KEY, "reading_a": KEY, "reading_b": KEY},
    "figure_claims": {"figure_id": KEY, "claim_id": KEY, "reading_id": KEY},
}
OUTLETS = 60
ENTITIES = 2000
NOW = datetime.now(UTC)
AT = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"

SYLLABLES = "ba ke li mo nu pra sto ver wen dal fis gor hul jin tam rok sel vik zor ond".split()
NOUNS = "people houses schools patients voters trains hectares animals jobs ships".split()
VERBS = "killed injured evacuated arrested hired registered infected counted lost found".split()


def word(rng: random.Random) -> str:
    """A made-up name."""
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()


def key(*parts: object) -> str:
    """An id as the ledger's are."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def ago(rng: random.Random, days: int) -> str:
    """A moment of the last days."""
    then = NOW - timedelta(minutes=rng.randrange(days * 24 * 60))
    return f"{then:%Y-%m-%dT%H:%M:%SZ}"


def generate(path: Path, claims: int, seed: int = 7) -> None:
    """Fill a new ledger with about this many claims; indexes and search are built at the end."""
    db = connect(path)
    conn = db.conn
    with filling(conn, CLONED):
        for table, rows in _rows(random.Random(seed), min(claims, MADE)):
            conn.executemany(_insert(conn, table, len(rows[0])), rows)
        if claims > MADE:
            clone(conn, CLONED, claims // MADE - 1)
        # The triggers that keep this are away.
        conn.execute(
            "UPDATE claims SET figure_id = f.id, verdict = f.verdict FROM figure_claims fc "
            "JOIN figures f ON f.id = fc.figure_id WHERE fc.claim_id = claims.id"
        )
    db.close()


def _insert(conn: sqlite3.Connection, table: str, width: int) -> str:
    names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")][:width]
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * width)})"


def _rows(rng: random.Random, claims: int) -> Iterator[tuple[str, Rows]]:
    """(table, rows) in columns' order, a few thousand claims at a time."""
    outlets = [(f"outlet-{n}", f"{word(rng)} {n}", None, "AD", "en", None) for n in range(OUTLETS)]
    yield "outlets", outlets
    entities = [(key("e", n), f"{word(rng)} Office {n}", "body", "AD") for n in range(ENTITIES)]
    yield "entities", entities
    figures = max(1, claims // CLAIMS_PER_FIGURE)
    articles = max(1, claims // CLAIMS_PER_ARTICLE)
    yield "stories", [(f"s{n}", f"{word(rng)} story", AT, AT) for n in range(articles // 10 + 1)]
    for start in range(0, figures, 2000):
        yield from _figures(rng, range(start, min(start + 2000, figures)), articles)
    for start in range(0, articles, 1000):
        yield from _articles(
            rng, range(start, min(start + 1000, articles)), outlets, entities, figures
        )


def _figures(rng: random.Random, numbers: range, articles: int) -> Iterator[tuple[str, Rows]]:
    figures, readings, relations = [], [], []
    for n in numbers:
        verdict = rng.choices(
            ("single", "agree", "compatible", "updated", "conflict"), (50, 22, 12, 11, 5)
        )[0]
        noun, verb, place = rng.choice(NOUNS), rng.choice(VERBS), word(rng)
        severity = round(rng.random() * 3, 4) if verdict == "conflict" else 0.0
        figures.append(
            (key("f", n), f"s{rng.randrange(articles // 10 + 1)}", f"{noun} {verb}, {place} {n}",
             f"{noun} {verb}", "person", place, None, None, None, 5, 900, verdict, severity, 20,
             rng.randrange(1, 9), rng.randrange(1, 4), 1, AT, ago(rng, 30))
        )  # fmt: skip
        for k in range(3):
            readings.append(
                (key("r", n, k), key("f", n), 10 + k, 10 + k, 10 + k, "person", "exact",
                 key("e", rng.randrange(ENTITIES)), None, "stated", AT, AT, 8, 4)
            )  # fmt: skip
        low, high = sorted((key("r", n, 0), key("r", n, 1)))
        relation = "source_dispute" if verdict == "conflict" else "updated"
        relations.append(
            (key("f", n), low, high, relation, 0, "r", "10 → 11 (+1): later", severity)
        )
    yield "figures", figures
    yield "readings", readings
    yield "relations", relations


def _articles(
    rng: random.Random,
    numbers: range,
    outlets: Rows,
    entities: Rows,
    figures: int,
) -> Iterator[tuple[str, Rows]]:
    articles, versions, claims, hops, links = [], [], [], [], []
    for n in numbers:
        outlet = rng.choice(outlets)[0]
        article, version = key("a", n), key("v", n)
        at = ago(rng, 150)
        title = f"{word(rng)} {rng.choice(NOUNS)} {rng.choice(VERBS)}"
        sentences = []
        offset = len(title) + 2
        for k in range(CLAIMS_PER_ARTICLE):
            value = rng.randrange(2, 2000)
            office = rng.choice(entities)
            noun = rng.choice(NOUNS)
            sentence = (
                f"In {word(rng)} {value} {noun} were {rng.choice(VERBS)} near the {word(rng)} "
                f"river, {office[1]} said."
            )
            start = offset + sentence.index(f" {value} ") + 1
            claim = key("c", n, k)
            claims.append(
                (claim, version, article, outlet, sentence, offset, start, start + len(str(value)),
                 str(value), "body", "count", value, value, value, value, value, "person", 0,
                 rng.choice(("exact", "exact", "about", "at_least")), None, "stated", noun, "kill",
                 "total", None, None, None, None, word(rng), None, None, None, office[0], 0.9, 0.9,
                 at, 1)
            )  # fmt: skip
            nothing = (None, None, None)
            hops.append(
                (claim, 0, "origin", office[1], "body", office[0], *nothing, None, "r", 0.9)
            )
            hops.append((claim, 1, "outlet", outlet, "outlet", None, *nothing, None, "outlet", 1.0))
            # One figure in fifty is a long story: it gets a hundred times the claims.
            figure = (
                rng.randrange(figures) if rng.random() < 0.6 else rng.randrange(figures // 50 + 1)
            )
            links.append((key("f", figure), claim, key("r", figure, rng.randrange(3))))
            sentences.append(sentence)
            offset += len(sentence) + 1
        text = f"{title}\n\n{' '.join(sentences)}"
        url = f"https://{outlet}.example/{n}"
        articles.append(
            (article, outlet, url, title, None, "en", at, None, None, at, AT, "live", 0, None)
        )
        versions.append((version, article, 1, None, at, text, key(text), len(title)))
    yield "articles", articles
    yield "versions", versions
    yield "claims", claims
    yield "attributions", hops
    yield "figure_claims", links


class Writer(threading.Thread):
    """Adds claims to a ledger in small transactions until told to stop."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.stopping = threading.Event()
        self.written = 0

    def run(self) -> None:
        """Copy claims of one version under new ids, 200 at a time."""
        conn = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        columns = [row[1] for row in conn.execute("PRAGMA table_info(claims)")]
        rows = conn.execute("SELECT * FROM claims LIMIT 200").fetchall()
        insert = f"INSERT INTO claims VALUES ({', '.join('?' * len(columns))})"
        while not self.stopping.wait(0.2):
            conn.execute("BEGIN IMMEDIATE")
            for row in rows:
                self.written += 1
                conn.execute(insert, (key("new", time.time_ns(), self.written), *row[1:]))
            conn.execute("COMMIT")
        conn.close()


def pages(path: Path) -> dict[str, tuple[str, int]]:
    """Name → (address, bar in milliseconds)."""
    conn = sqlite3.connect(path)
    database = path.stem
    (typical,) = conn.execute(
        "SELECT id FROM figures WHERE verdict = 'conflict' LIMIT 1"
    ).fetchone()
    large = key("f", 0)
    (article,) = conn.execute("SELECT id FROM articles LIMIT 1").fetchone()
    (entity,) = conn.execute("SELECT origin_id FROM claims LIMIT 1").fetchone()
    (place,) = conn.execute("SELECT place FROM claims LIMIT 1").fetchone()
    (story,) = conn.execute("SELECT story_id FROM figures WHERE story_id NOTNULL").fetchone()
    conn.close()
    return {
        "home": ("/", 100),
        "figure": (f"/figures/{typical}", 100),
        "figure, the largest": (f"/figures/{large}", 100),
        "article": (f"/articles/{article}", 100),
        "search, a rare word": (f"/search?q={place}", 100),
        "search, in every sentence": ("/search?q=near", 100),
        "search, two common words": ("/search?q=people+killed", 100),
        "search, a pasted sentence": (
            f"/search?q=In+{place}+14+people+were+killed+near+the+river",
            100,
        ),
        "check": (f"/check?text=In+{place}+14+people+were+killed+near+the+river", 100),
        "story board": (f"/stories/{story}", 100),
        "figures": ("/figures?verdict=conflict&sort=newest", 100),
        "outlet": ("/outlets/outlet-1", 100),
        "source": (f"/sources/{entity}", 100),
        "compare": ("/compare?outlet=outlet-1&outlet=outlet-2", 100),
        "claims, faceted": (f"/{database}/claims", 250),
        "claims, facet of outlets": (f"/{database}/claims?_facet=outlet_id", 250),
        "claims, one outlet, faceted": (f"/{database}/claims?outlet_id=outlet-1", 250),
        "claims_flat": (f"/{database}/claims_flat", 250),
        "claims_flat, one figure": (f"/{database}/claims_flat?figure_id={typical}", 250),
        "figures table": (f"/{database}/figures", 250),
        "query: open conflicts": (f"/{database}/open_conflicts", 250),
    }


def cpu_ms(pid: int) -> float:
    """CPU time that a process has used so far, in milliseconds; 0 where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(path: Path) -> bool:
    """Print the median of five requests of each page; True when every bar holds."""
    server = subprocess.Popen(
        [sys.executable, "-c", "import sys; from pathlib import Path; from explore.serve import "
         "serve; serve(Path(sys.argv[1]), port=0)", str(path)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    address = server.stdout.readline().strip().rpartition(" ")[2].rstrip("/")
    writer = Writer(path)
    writer.start()
    held = True
    try:
        with httpx.Client(base_url=address, timeout=60) as client:
            client.get("/")
            for name, (page, bar) in pages(path).items():
                times = []
                used = cpu_ms(server.pid)
                for _ in range(5):
                    start = time.perf_counter()
                    answer = client.get(page)
                    times.append((time.perf_counter() - start) * 1000)
                    assert answer.status_code == 200, (page, answer.status_code)
                median = statistics.median(times)
                held &= median <= bar
                sign = "" if median <= bar else f"  over the bar of {bar}"
                cpu = (cpu_ms(server.pid) - used) / len(times)
                worst = f"(worst {max(times):.0f}, CPU {cpu:.0f})"
                print(f"{name:30} {median:7.0f} ms  {worst}{sign}", flush=True)
    finally:
        writer.stopping.set()
        writer.join(10)
        server.terminate()
        server.wait(10)
    print(f"meanwhile {writer.written:,} claims were written")
    return held


def main() -> None:
    """Generate if need be, then measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path, default=Path("build/large.db"))
    args = parser.parse_args()
    if not args.ledger.exists():
        args.ledger.parent.mkdir(parents=True, exist_ok=True)
        partial = args.ledger.with_suffix(".part")
        partial.unlink(missing_ok=True)
        start = time.perf_counter()
        generate(partial, args.claims)
        os.replace(partial, args.ledger)
        size = args.ledger.stat().st_size / 1e6
        took = time.perf_counter() - start
        print(f"generated {args.claims:,} claims in {took:.0f} s, {size:.0f} MB", flush=True)
    sys.exit(0 if measure(args.ledger) else 1)


if __name__ == "__main__":
    main()
