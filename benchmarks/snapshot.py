"""What the ledger holds of given articles, as text: two trees that read alike print the same.

    python -m benchmarks.snapshot OUT_FOLDER ARTICLES.jsonl [ARTICLES.jsonl ...]

Each file is imported, read and crosschecked into a ledger of its own; every published row is
written to ``OUT_FOLDER/NAME.jsonl`` in a fixed order, without what differs between two runs (times
of runs, the clock, the extractor's name). A change that only moves code leaves ``diff -r`` of two
such folders empty.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

LEFT_OUT = frozenset(
    "at extractor warc_file warc_offset fetched_at first_seen_at last_seen_at seen_at changed_at "
    "run_id started_at ended_at capture_id".split()
)
"""Columns that differ between two runs over the same articles."""
TABLES = (
    "articles", "versions", "regions", "entities", "mentions", "claims", "attributions", "stories",
    "story_articles", "copies", "figures", "figure_claims", "readings", "relations",
    "implications", "revisions", "problems",
)  # fmt: skip


def make_ledger(articles: Path, ledger: Path) -> None:
    """Import, read and crosscheck with the command itself."""
    for verb in (["import", str(articles)], ["extract", "--workers", "2"], ["crosscheck"]):
        command = [sys.executable, "-m", "claimledger.cli", *verb, "--db", str(ledger)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def rows(ledger: Path) -> list[str]:
    """Every published row as a line of JSON, in the order of its text."""
    found: list[str] = []
    today = datetime.now(UTC).strftime("%Y-%m-%dT")
    with sqlite3.connect(ledger) as conn:
        conn.row_factory = sqlite3.Row
        for table in TABLES:
            of_table = []
            for row in conn.execute(f"SELECT * FROM {table}"):
                kept = {
                    key: "now" if str(row[key]).startswith(today) else row[key]
                    for key in row.keys()  # noqa: SIM118
                    if key not in LEFT_OUT
                }
                of_table.append(json.dumps([table, kept], ensure_ascii=False, sort_keys=True))
            found += sorted(of_table)
    return found


def main() -> None:
    """Write one file of rows for each file of articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for articles in given.articles:
        name = f"{articles.parent.name}-{articles.stem}"
        with tempfile.TemporaryDirectory() as folder:
            ledger = Path(folder) / "snapshot.db"
            make_ledger(articles, ledger)
            (given.out / f"{name}.jsonl").write_text("\n".join(rows(ledger)) + "\n")
        print(name, flush=True)


if __name__ == "__main__":
    main()
