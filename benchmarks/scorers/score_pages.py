#!/usr/bin/env python3
"""Score what the crawl stage read from real pages: score_pages.py LEDGER.db PAGES_FOLDER [--json]

The ledger holds pages crawled from tools/replay.py (URL paths end in the file name without .html) or imported from the folder
(URLs end in the file name). Printed: pages found; title and date right where the manifest's gold comes from a publisher-specific
parser (date to the day, and to the minute where gold has a time); body token F1 and recall of number tokens against gold_bodies.json.
With trafilatura installed, its own default on the same pages is printed beside, as the peer to meet.
"""

import json
import re
import sqlite3
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path


def tokens(text):
    return re.findall(r"\w+", text or "")


def token_f1(gold, found):
    a, b = Counter(tokens(gold)), Counter(tokens(found))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def number_recall(gold, found):
    a, b = (Counter(t for t in re.findall(r"\d[\d.,]*\d|\d", text or "")) for text in (gold, found))
    return sum((a & b).values()) / sum(a.values()) if a else None


def body(text):
    """A version's text without its headline."""
    return text.split("\n\n", 1)[-1]


def moment(text):
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def norm(text):
    return re.sub(r"\W+", " ", text or "").strip().lower()


def mean(values):
    values = [v for v in values if v is not None]
    return round(sum(values) / len(values), 4) if values else None


def main():
    db = sqlite3.connect(f"file:{Path(sys.argv[1]).resolve()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    folder = Path(sys.argv[2])
    manifest = {Path(r["file"]).stem: r for r in json.loads((folder / "manifest.json").read_text())}
    bodies = {
        Path(k).stem: v for k, v in json.loads((folder / "gold_bodies.json").read_text()).items()
    }
    rows = {}
    for row in db.execute(
        "select a.id, a.url, a.title, a.published_at, v.text from articles a join versions v on v.article_id = a.id order by v.number"
    ):
        rows[re.sub(r"\.html?$", "", row["url"].split("?")[0].rstrip("/").rsplit("/", 1)[-1])] = row
    headlines = Counter()
    candidates = {}
    if db.execute("select 1 from sqlite_master where name = 'headlines'").fetchone():
        for row in db.execute("select article_id, text from headlines"):
            candidates.setdefault(row["article_id"], set()).add(norm(row["text"]))
    found = [k for k in manifest if k in rows]
    title, any_title, day, minute = [], [], [], []
    for key in found:
        gold, row = manifest[key], rows[key]
        if "fundus" not in (gold.get("title_source") or ""):
            continue
        title.append(norm(gold["title"]) == norm(row["title"]))
        any_title.append(
            norm(gold["title"]) in candidates.get(row["id"], set()) | {norm(row["title"])}
        )
        want, got = moment(gold["date"]), moment(row["published_at"])
        if want:
            day.append(
                bool(got)
                and abs((want - got).total_seconds()) < 86400
                and (want.date() == got.date() or want.date() == got.astimezone(want.tzinfo).date())
            )
            minute.append(bool(got) and abs((want - got).total_seconds()) <= 60)
    result = {
        "pages": len(manifest),
        "found": len(found),
        "title": mean(title),
        "title_any": mean(any_title),
        "date_day": mean(day),
        "date_minute": mean(minute),
        "body_f1": mean(token_f1(bodies[k], body(rows[k]["text"])) for k in found if k in bodies),
        "number_recall": mean(
            number_recall(bodies[k], body(rows[k]["text"])) for k in found if k in bodies
        ),
    }
    try:
        from trafilatura import bare_extraction
    except ImportError:
        pass
    else:
        peer = {}
        for key in found:
            doc = bare_extraction((folder / manifest[key]["file"]).read_bytes())
            peer[key] = doc.text if doc else ""
        result["trafilatura_body_f1"] = mean(
            token_f1(bodies[k], peer[k]) for k in found if k in bodies
        )
        result["trafilatura_number_recall"] = mean(
            number_recall(bodies[k], peer[k]) for k in found if k in bodies
        )
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        print(*(f"{k:26} {v}" for k, v in result.items()), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main()
