"""Does crosschecking a change stay as quick as the ledger grows?

    python -m benchmarks.growth --claims 10000 100000 [--folder DIR]

Makes up the news of ten days: events of eight articles each, told within two days. Each event names
one of fifty towns and shares no other made-up name with another one (a chance one would make one
story of the two). Its first article counts something in the town for its month, as others of the
town do. Larger ledgers reach further back with clones of that news, whose telling words are others;
all of it stands in the indexes. Then the last 50 articles (1,000 claims) are added and crosschecked
as ``claimledger crosscheck`` does it, by a process of its own; its CPU seconds are printed with the
ratio of the slowest to the quickest, and the most memory that it had. The bars are a ratio of 2 and
1 GB. Sizes are multiples of 10,000; five millions take a quarter of an hour and 20 GB of disk.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from sqlite_utils import Database

from benchmarks.filling import KEY, Changed, clone, filling
from claimledger.crosschecking import articles_of, claims_of, crosscheck
from crosscheck.articles import term_rows
from crosscheck.figures import facets_of, key_rows
from crosscheck.identity import rules_digest
from db.connection import connect, writing
from db.ids import article_id, claim_id, content_id, version_id
from db.ledger import load_check_batch
from db.rows import Row, upsert
from db.touching import put_in_force, touch
from nlp.meaning.question import with_questions
from terms.enums import Kind, Region
from terms.model import Claim
from terms.rows import columns_of

CLAIMS_PER_ARTICLE = 20
ARTICLES_PER_EVENT = 8
EVENTS_PER_DAY = 6
LAST = 50
AT_ONCE = 500
"""Articles that are written in one transaction: what the benchmark itself holds in memory."""
END = datetime(2031, 3, 1, 12, tzinfo=UTC)
OUTLETS = 40
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "pra", "sto", "ver", "wen", "dal", "fis", "gor", "hul")
TOWNS = tuple(
    first + last
    for first in ("Bex", "Cald", "Dorn", "Ell", "Fenn", "Garl", "Hask", "Ingel", "Karn", "Lund")
    for last in ("ford", "ham", "mouth", "stead", "wick")
)
VERBS = ("killed", "injured", "rescued", "destroyed", "damaged", "closed", "counted", "lost")


MADE = 10_000
"""Claims that are made up one by one; older news are clones of them."""
TIMES = ("published_at", "first_seen_at", "last_seen_at")
SPAN = 1 + MADE // (CLAIMS_PER_ARTICLE * ARTICLES_PER_EVENT * EVENTS_PER_DAY)
"""Days between news and its next older clone."""
SHIFTED = f"strftime('%Y-%m-%dT%H:%M:%SZ', first.{{}}, '-' || (n * {SPAN}) || ' days')"
DAY = f"first.day - n * {SPAN}"


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its claims, as rows for the ledger."""

    id: str
    article: tuple[object, ...]
    version: tuple[object, ...]
    claims: tuple[Row, ...]


def name(rng: random.Random, event: int) -> str:
    """A made-up name that no other event has: two syllables tell which one it is."""
    own = (SYLLABLES[event // len(SYLLABLES)], SYLLABLES[event % len(SYLLABLES)])
    return "".join([*own, *(rng.choice(SYLLABLES) for _ in range(3))]).capitalize()


def articles(count: int) -> Iterator[Written]:
    """The ``count`` latest articles of the made-up news, the newest first: the same in any number.

    An event is told by eight articles within two days; their numbers differ here and there.
    """
    for event in range(-(-count // ARTICLES_PER_EVENT)):
        rng = random.Random(event)
        names = [name(rng, event) for _ in range(3)]
        words = [name(rng, event).lower() for _ in range(20)]
        told = [
            (f"{name(rng, event).lower()}s were {rng.choice(VERBS)}", rng.randrange(2, 900))
            for _ in range(CLAIMS_PER_ARTICLE)
        ]
        then = END - timedelta(days=event / EVENTS_PER_DAY)
        for number in range(ARTICLES_PER_EVENT):
            if event * ARTICLES_PER_EVENT + number >= count:
                return
            at = then - timedelta(hours=rng.randrange(48))
            yield _written(rng, f"{event}-{number}", at, names, words, told)


def _written(
    rng: random.Random,
    slug: str,
    at: datetime,
    names: list[str],
    words: list[str],
    told: list[tuple[str, int]],
) -> Written:
    place, second, storm = names
    event, _, number = slug.partition("-")
    town = TOWNS[int(event) % len(TOWNS)]
    outlet = f"outlet-{rng.randrange(OUTLETS)}"
    lead = f"{storm} in {place} and {second}. {' '.join(words)}."
    lead += f" The council of {town} met."
    text = lead
    sentences: list[tuple[int, str, int, str, str, str | None, str | None]] = []
    for thing, value in told:
        printed = value + (rng.randrange(1, 9) if rng.random() < 0.1 else 0)
        sentence = f"{printed} {thing} in {place}."
        sentences.append((len(text) + 1, sentence, printed, thing, place, None, None))
        text += f"\n{sentence}"
    if number == "0":
        first, last = at.replace(day=1), at.replace(day=28)
        asked = "fires were reported"  # a rare word would join all towns' events
        printed = 40 + len(town) + at.month + (rng.random() < 0.1)
        sentence = f"{printed} {asked} in {town} in {at:%B %Y}."
        month = (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
        sentences.append((len(text) + 1, sentence, printed, asked, town, *month))
        text += f"\n{sentence}"
    url = f"https://{outlet}.example/{slug}"
    key, when = article_id(url), f"{at:%Y-%m-%dT%H:%M:%SZ}"
    version = version_id(key, content_id(text))
    claims: list[Row] = []
    for start, sentence, value, thing, where_at, since, until in sentences:
        end = start + len(str(value))
        made = Claim(
            sentence, start, start, end, str(value), Region.BODY, Kind.COUNT,
            value, value, value, value, value, unit=thing.split()[0], measure=thing,
            predicate=thing.split()[-1], place=where_at, period_start=since, period_end=until,
        )  # fmt: skip
        ids = {
            "id": claim_id(version, start, end, 0), "version_id": version, "article_id": key,
            "outlet_id": outlet, "published_at": when, "current": 1,
        }  # fmt: skip
        claims.append(columns_of(with_questions([made], text)[0]) | ids)
    return Written(
        key,
        (key, outlet, url, lead[:60], when, when, when, "live"),
        (version, key, 1, when, text, content_id(text)),
        tuple(claims),
    )


_ARTICLE = "id, outlet_id, url, title, published_at, first_seen_at, last_seen_at, state"
_VERSION = "id, article_id, number, seen_at, text, text_sha256"


def add(db: Database, found: list[Written]) -> None:
    """Put articles with their claims into a ledger and mark them."""
    with writing(db):
        for table, columns, rows in (
            ("articles", _ARTICLE, [one.article for one in found]),
            ("versions", _VERSION, [one.version for one in found]),
        ):
            marks = ", ".join("?" * len(columns.split(",")))
            db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        upsert(db, "claims", [row for one in found for row in one.claims], ["id"])
        touch(db, [one.id for one in found], f"{END:%Y-%m-%dT%H:%M:%SZ}")


def index(db: Database, ids: list[str]) -> None:
    """Put articles into the indexes by which the crosscheck finds them, as it does itself."""
    rows = load_check_batch(db, ids)
    found, claims = articles_of(rows.articles), claims_of(rows)
    by_id = {one.id: one for one in found}
    facets = {one.id: facets_of(one, by_id[one.article_id]) for one in claims}
    with writing(db):
        for table, word, made in (
            ("article_terms", "term", term_rows(found)),
            ("question_keys", "key", key_rows(claims, facets, by_id)),
        ):
            upsert(db, table, [asdict(row) for row in made], ["article_id", word])


_CLONED: Changed = {
    "articles": {"id": KEY, "url": KEY, **dict.fromkeys(TIMES, SHIFTED)},
    "versions": {"id": KEY, "article_id": KEY, "seen_at": SHIFTED},
    "claims": {"id": KEY, "version_id": KEY, "article_id": KEY, "published_at": SHIFTED},
    "article_terms": {"article_id": KEY, "term": KEY, "day": DAY},
    "question_keys": {"article_id": KEY, "key": KEY, "day": DAY},
}
"""What differs between news and its clone, which is so many days older: the rest is copied.

Its telling words and questions are others: nothing new is about it.
"""


def settle(db: Database, but: list[str]) -> None:
    """Take all articles but these for crosschecked, by the rules of today."""
    put_in_force(db, "crosscheck", rules_digest(), f"{END:%Y-%m-%dT%H:%M:%SZ}")
    with writing(db):
        db.conn.execute(
            "DELETE FROM touched_articles WHERE article_id NOT IN (SELECT value FROM json_each(?))",
            [json.dumps(but)],
        )


def make(path: Path, claims: int) -> None:
    """Write a ledger of so many claims, the last articles missing and those before not checked."""
    db = connect(path)
    with writing(db):
        db.conn.executemany(
            "INSERT INTO outlets (id, name) VALUES (?, ?)",
            [(f"outlet-{n}", f"Outlet {n}") for n in range(OUTLETS)],
        )
    made = articles(MADE // CLAIMS_PER_ARTICLE)
    before = list(islice(made, LAST, 3 * LAST))
    add(db, before)
    while older := list(islice(made, AT_ONCE)):
        add(db, older)
        index(db, [one.id for one in older])
    if claims > MADE:
        with filling(db.conn, _CLONED):
            clone(db.conn, _CLONED, claims // MADE - 1)
    settle(db, [one.id for one in before])
    db.close()


def seconds(path: Path) -> tuple[float, int]:
    """CPU seconds of crosschecking the last articles of such a ledger, and MB of memory."""
    db = connect(path)
    crosscheck(db, clock=lambda: END, step=lambda *_: None)
    add(db, list(articles(LAST)))
    db.conn.execute("ANALYZE")
    started = time.process_time()
    crosscheck(db, clock=lambda: END, step=lambda *_: None)
    took = time.process_time() - started
    db.close()
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    """Print the seconds for every size, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    spawn = get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        took = []
        for claims in given.claims:
            path = (given.folder or Path(folder)) / f"{claims}.db"
            path.unlink(missing_ok=True)
            started = time.perf_counter()
            with ProcessPoolExecutor(1, spawn, max_tasks_per_child=1) as pool:
                pool.submit(make, path, claims).result()
                made = time.perf_counter() - started
                used, peak = pool.submit(seconds, path).result()
            took.append(used)
            print(
                f"{claims:>10,} claims: {used:6.2f} s for the last {LAST} articles, {peak:,} MB; "
                f"the ledger {path.stat().st_size >> 20:,} MB, made in {made:.0f} s",
                flush=True,
            )
    print(f"ratio {max(took) / min(took):.2f}")


if __name__ == "__main__":
    main()
