"""Would a ledger be quicker in parts, a file for each month, than as one file?

    python -m benchmarks.parting [--rows 1000000] [--months 8]

Fills the index by which the crosscheck finds articles (``article_terms``) with made-up words over
so many months, once in one file and once with a file for each month, all attached to one connection
(SQLite attaches ten at most). Then it asks both for the articles nearest in time to a day, word by
word, as the crosscheck does some hundred times for an article, and prints microseconds each.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = 20_000
DAYS = 30
NEAREST = 60
LOOKS = 5_000
TABLE = (
    "CREATE TABLE {}article_terms (article_id TEXT NOT NULL, term TEXT NOT NULL, "
    "day INTEGER NOT NULL, PRIMARY KEY (article_id, term)) STRICT, WITHOUT ROWID"
)
INDEX = "CREATE INDEX {}idx_article_terms ON article_terms (term, day, article_id)"


def rows(count: int, months: int) -> Iterator[tuple[str, str, int]]:
    """Article, word and day, the days in order."""
    rng = random.Random(7)
    for number in range(count):
        day = number * months * DAYS // count
        yield f"{rng.getrandbits(64):016x}", f"word{rng.randrange(WORDS)}", day


def whole(folder: Path, count: int, months: int) -> sqlite3.Connection:
    """All in one file."""
    conn = sqlite3.connect(folder / "whole.db")
    conn.execute(TABLE.format(""))
    conn.executemany("INSERT INTO article_terms VALUES (?, ?, ?)", rows(count, months))
    conn.execute(INDEX.format(""))
    conn.commit()
    return conn


def parted(folder: Path, count: int, months: int) -> sqlite3.Connection:
    """A file for each month, with a view over all of them."""
    conn = sqlite3.connect(":memory:")
    for month in range(months):
        conn.execute("ATTACH ? AS ?", [str(folder / f"{month}.db"), f"m{month}"])
        conn.execute(TABLE.format(f"m{month}."))
        of_month = (row for row in rows(count, months) if row[2] // DAYS == month)
        conn.executemany(f"INSERT INTO m{month}.article_terms VALUES (?, ?, ?)", of_month)
        conn.execute(INDEX.format(f"m{month}."))
        conn.commit()
    every = " UNION ALL ".join(f"SELECT * FROM m{month}.article_terms" for month in range(months))
    conn.execute(f"CREATE TEMP VIEW article_terms AS {every}")
    return conn


def microseconds(conn: sqlite3.Connection, months: int) -> tuple[float, int]:
    """What one look takes, and how many articles were found in all."""
    rng, found = random.Random(8), 0
    began = time.process_time()
    for _ in range(LOOKS):
        given = [f"word{rng.randrange(WORDS)}", rng.randrange(months * DAYS), NEAREST]
        for comparison, order in ((">=", "ASC"), ("<", "DESC")):
            found += len(
                conn.execute(
                    f"SELECT article_id FROM article_terms WHERE term = ? AND day {comparison} ? "
                    f"ORDER BY day {order}, article_id LIMIT ?",
                    given,
                ).fetchall()
            )
    return 1e6 * (time.process_time() - began) / LOOKS, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for told, make in (("one file", whole), ("a file a month", parted)):
            conn = make(Path(name), given.rows, given.months)
            took, found = microseconds(conn, given.months)
            conn.close()
            print(f"{told:15} {took:6.0f} µs of CPU a look, {found:,} found")


if __name__ == "__main__":
    main()
