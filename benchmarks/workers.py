"""Two worker processes against one: reading and crosschecking, in turn, in one run.

    python -m benchmarks.workers [ARTICLES.jsonl ...] [--articles 800] [--rounds 2]

So many articles (ours told again with other names, where none are given) are imported once; copies
of that ledger are read by the command with one process and with two, and copies of one that was
read are crosschecked by the command alone and with two processes. Prints for each stage the seconds
of every round, the median of its ratios (bar: 1.8), what share of the CPU time the command itself
took beside two workers, and to what ratio that holds them if nobody works meanwhile (Amdahl). Ends
with code 1 when the rows differ.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from benchmarks.endtoend import watch, write_jsonl
from benchmarks.renamed import read, renamed
from db.connection import connect

BAR = 1.8
TABLES = {
    "extract": ("claims", "attributions", "entities", "mentions", "problems"),
    "crosscheck": ("stories", "story_articles", "figures", "figure_claims", "readings",
                   "relations", "implications", "article_terms", "question_keys"),
}  # fmt: skip


def digest(path: Path, tables: tuple[str, ...]) -> str:
    """A digest of the rows of some tables, in the order of their text, but for times."""
    db, found = connect(path), sha256()
    for table in tables:
        columns = [name for name in db[table].columns_dict if not name.endswith("_at")]
        told = ", ".join(f'"{name}"' for name in columns)
        for row in sorted(map(repr, db.conn.execute(f"SELECT {told} FROM {table}"))):
            found.update(row.encode())
    db.close()
    return found.hexdigest()


def paired(stage: str, base: Path, rounds: int) -> bool:
    """Measure one stage and print it; whether all rows are the same."""
    ratios, shares, rows = [], [], set()
    for number in range(rounds):
        took = {}
        for workers in (1, 2) if number % 2 == 0 else (2, 1):
            path = base.with_name(f"{stage}-{number}-{workers}.db")
            shutil.copy(base, path)
            found = watch([stage, "--workers", str(workers)], path)
            took[workers] = found.seconds
            if workers == 2:
                shares.append(found.own / found.used)
            rows.add(digest(path, TABLES[stage]))
            print(f"{stage:10} by {workers}: {found.seconds:6.1f} s", flush=True)
        ratios.append(took[1] / took[2])
    share = statistics.median(shares)
    print(
        f"{stage:10} two are {statistics.median(ratios):.2f} x as fast as one (bar: {BAR}); "
        f"the command itself has {share:.0%} of the CPU time, alone it would hold them to "
        f"{1 / (share + (1 - share) / 2):.2f}; rows {'the same' if len(rows) == 1 else 'DIFFER'}",
        flush=True,
    )
    return len(rows) == 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        texts, base = Path(name) / "articles.jsonl", Path(name) / "news.db"
        write_jsonl(texts, renamed(read(given.files), given.articles))
        command = [sys.executable, "-m", "claimledger.cli", "import", str(texts), "--quiet"]
        subprocess.run([*command, "--db", str(base)], check=True)
        same = paired("extract", base, given.rounds)
        same &= paired("crosscheck", base.with_name("extract-0-1.db"), given.rounds)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
