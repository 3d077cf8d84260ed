#!/usr/bin/env python3
"""Score a ledger that holds the two seed articles: score_seeds.py LEDGER.db [--seeds FOLDER] [--json]

Prints how many gold claims are in the ledger with their value, how many of those have gold's whole source chain, qualifier and
change, which shown claims gold does not have, and whether the ledger saw what the first article implies: 117 cases in 2023.
"""

import json
import sqlite3
import sys
from pathlib import Path

from score_claims import same_body

SEEDS = (
    Path(sys.argv[sys.argv.index("--seeds") + 1])
    if "--seeds" in sys.argv
    else Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
)


def main():
    db = sqlite3.connect(f"file:{Path(sys.argv[1]).resolve()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    golds = [json.loads(line) for line in (SEEDS / "gold_claims.jsonl").read_text().splitlines()]
    found = chains = qualifiers = changes = 0
    notes, used = [], set()
    for gold in golds:
        version = db.execute(
            "select v.id, v.text from versions v join articles a on a.id = v.article_id where a.url like ?",
            (f"%/{gold['doc']}",),
        ).fetchone()
        at = version["text"].find(gold["evidence"]) if version else -1
        rows = (
            db.execute(
                "select * from claims where version_id = ? and start < ? and end > ?",
                (version["id"], at + len(gold["evidence"]), at),
            ).fetchall()
            if at >= 0
            else []
        )
        used.update(r["id"] for r in rows)
        row = next(
            (
                r
                for r in rows
                if r["value"] is not None
                and (
                    abs(r["value"] - gold["value"]) < 1e-6
                    or (gold["kind"] == "ratio" and abs(r["value"] / 100 - gold["value"]) < 1e-6)
                )
            ),
            None,
        )
        if row is None:
            notes.append(f"not found: {gold['id']} {gold['evidence']!r}")
            continue
        found += 1
        chain = [
            r["name"]
            for r in db.execute(
                "select name from attributions where claim_id = ? and role != 'outlet' order by hop",
                (row["id"],),
            )
        ]
        ok = any(
            len(chain) == len(names) and all(same_body(a, b) for a, b in zip(names, chain))
            for names in [gold["sources"], *gold.get("sources_alt", [])]
        )
        chains += ok
        qualifiers += row["qualifier"] == gold["qualifier"]
        changes += (row["change"] or None) == (gold.get("change") or None)
        if not ok:
            notes.append(
                f"sources of {gold['id']} {gold['evidence']!r}: gold {gold['sources']}, ledger {chain}"
            )
    extra = [
        r["quote"]
        for r in db.execute(
            "select c.* from claims c join articles a on a.id = c.article_id where a.url like '%/newsweek.txt' or a.url like '%/global_times.txt'"
        )
        if r["id"] not in used and (r["salience"] or 0) >= 0.5
    ]
    implied = db.execute(
        "select count(*) from implications where abs(value - 117) < 1e-6"
    ).fetchone()[0]
    result = {
        "gold": len(golds),
        "found": found,
        "chains": chains,
        "qualifiers": qualifiers,
        "changes": changes,
        "extra_shown": len(extra),
        "implied_117": bool(implied),
    }
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        print(*(f"{k:12} {v}" for k, v in result.items()), sep="\n")
        print(*notes, *(f"shown, not in gold: {q!r}" for q in extra), sep="\n")


if __name__ == "__main__":
    main()
