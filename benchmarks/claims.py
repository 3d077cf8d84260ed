"""How right the claims are: read fully annotated articles into a ledger and score it.

    python -m benchmarks.claims GOLD_FOLDER --scorer SCORE_CLAIMS.PY [--errors N] [--ledger FILE]

GOLD_FOLDER holds ``articles.jsonl`` in the import format and the gold that the scorer reads. The
articles go the way that every article goes: imported, read, stored; the scorer then reads the
published tables. Prints each measure with its bar; the exit status is 1 when one is missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from claimledger.clock import now, stamp
from crawler.collect import import_targets
from db.connection import connect
from db.ledger import store_extraction, unread
from nlp.reader import Reader

BARS = {
    "found_f1": 0.92,
    "salient_recall": 0.90,
    "unit": 0.92,
    "qualifier": 0.95,
    "change": 0.90,
    "kind": 0.93,
    "period": 0.75,
    "measure": 0.85,
}
CEILINGS = {"negatives_shown": 0.03}


def build(articles: Path, ledger: Path) -> int:
    """Import and read the articles into a new ledger; the number of claims."""
    import_targets(ledger, [str(articles)], settings=None, clock=now)
    reader = Reader()
    db = connect(ledger)
    claims = 0
    while versions := unread(db, reader.extractor):
        documents = [version.document for version in versions]
        for version, found in zip(versions, reader.read_many(documents), strict=True):
            store_extraction(db, version.version_id, found, stamp(now()))
            claims += len(found.claims)
    db.conn.close()
    return claims


def missed(result: Mapping[str, float]) -> list[str]:
    """The measures that fall short of their bar."""
    low = [name for name, bar in BARS.items() if result[name] < bar]
    return low + [name for name, bar in CEILINGS.items() if result[name] > bar]


def _print(result: Mapping[str, float]) -> None:
    for name, value in result.items():
        bar = f"  (bar: {BARS[name]} or more)" if name in BARS else ""
        bar = f"  (bar: {CEILINGS[name]} or less)" if name in CEILINGS else bar
        print(f"{name:20} {value:.3f}{bar}" if isinstance(value, float) else f"{name:20} {value}")


def main() -> int:
    """Build, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each kind")
    parser.add_argument("--ledger", type=Path, help="keep the ledger here (must not exist yet)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = options.ledger or Path(folder) / "claims.db"
        build(options.gold / "articles.jsonl", ledger)
        command = [sys.executable, str(options.scorer), str(ledger), str(options.gold)]
        scored = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
        result = json.loads(scored.stdout)
        _print(result)
        if options.errors:
            subprocess.run([*command, "--errors", str(options.errors)], check=True)
    short = missed(result)
    if short:
        print("below the bar:", ", ".join(short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
