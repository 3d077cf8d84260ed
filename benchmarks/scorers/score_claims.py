#!/usr/bin/env python3
"""Score a ledger against fully annotated articles: every numeric claim, its fields and its sources.

    score_claims.py LEDGER.db GOLD_FOLDER [--errors N] [--json]

GOLD_FOLDER holds articles.jsonl (what was imported; the last part of each URL is the doc_id; annotated_until ends the
annotated part, ignore_spans are neither right nor wrong), claims.jsonl, negatives.jsonl and ages.jsonl; offsets there
count from the start of the article's text. CONVENTIONS.md says how the fields were decided. Only the published tables are
read: articles, versions, claims, attributions. A ledger's claim counts as shown when salience >= 0.5.

Printed, each between 0 and 1:
  found precision/recall/F1   a claim overlapping the gold span with gold's value; shown claims that match nothing cost precision
                              (persons' ages, headlines and what lies outside the annotated part are left out)
  salient recall              the same recall, gold claims that a fact-checker would care about, shown ones only
  kind unit qualifier change status period measure    accuracy on the claims found (a measure has at most 12 words)
  origin                      of found claims whose gold names a source: the first of the chain is the same body
  chain                       the same number of hops (the outlet aside), each the same body
  invented                    of found claims without a source in the text: share given one
  negatives shown             share of dates, names, codes, scores that became a shown claim
"""

import argparse
import json
import re
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

from score_crosscheck import close, find_span

STOP = set(
    "the a an of and or in on at to for by with from his her its their our s mr ms mrs dr said says".split()
)


def words(text):
    found = (w.lower().rstrip(".") for w in re.findall(r"[\w']+", text or ""))
    return {re.sub(r"('s|s|')$", "", w) if len(w) > 3 else w for w in found} - STOP


def same_body(a, b):
    """Two names are one body when the shorter's words stand in the longer, or most words are shared; a name has at most ten words."""
    x, y = words(a), words(b)
    if not x or not y or len((b or "").split()) > 10:
        return False
    shared = len(x & y)
    return shared == min(len(x), len(y)) or shared / len(x | y) >= 0.5


def same_measure(a, b):
    """Two measure phrases name one quantity when half of the content words of the shorter stand in the other; at most twelve words."""
    x, y = words(a), words(b)
    return bool(x) and bool(y) and len(b.split()) <= 12 and len(x & y) >= 0.5 * min(len(x), len(y))


UNITS = {
    "people": "person",
    "persons": "person",
    "deaths": "death",
    "percentage_points": "percentage_point",
    "%": "percent",
    "dollar": "usd",
    "kilometre": "km",
    "kilometer": "km",
    "millimetre": "mm",
    "millimeter": "mm",
    "kph": "km/h",
    "kmh": "km/h",
    "gigawatt": "gw",
    "megawatt": "mw",
    "gramme": "gram",
}


def unit_name(unit):
    """A unit in lower case, plural s and spelling variants aside."""
    name = (
        " ".join((unit or "").lower().replace("_", " ").split())
        .replace("percentage points", "percentage_point")
        .replace("percentage point", "percentage_point")
    )
    if (
        name not in UNITS
        and len(name) > 3
        and name.endswith("s")
        and not name.endswith("ss")
        and "/" not in name
    ):
        name = name[:-1]
    return UNITS.get(name, name)


def same_unit(gold, claim):
    a, b = unit_name(gold["unit"]), unit_name(claim["unit"])
    return a == b or (
        gold["kind"] == "count" and bool(a) and bool(b) and a.split()[-1] == b.split()[-1]
    )


STATUS = {None: "stated", "confirmed": "stated", "probable": "suspected"}


def same_number(gold, claim):
    if gold.get("value") is not None:
        if {gold["kind"], claim["kind"]} == {"percent", "ratio"}:
            return close(gold["value"] * 100, claim["value"]) or close(
                gold["value"], (claim["value"] or 0) * 100
            )
        return close(gold["value"], claim["value"]) or close(-gold["value"], claim["value"])
    return (gold.get("low") is None or close(gold["low"], claim["low"])) and (
        gold.get("high") is None or close(gold["high"], claim["high"])
    )


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger")
    parser.add_argument("gold")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    gold = Path(args.gold)
    articles = {a["url"].rsplit("/", 1)[-1]: a for a in read(gold / "articles.jsonl")}
    bodies = {doc_id: a["text"] for doc_id, a in articles.items()}
    db = sqlite3.connect(f"file:{Path(args.ledger).resolve()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    texts, claims = {}, defaultdict(list)
    for row in db.execute(
        "select a.url, v.id, v.text from versions v join articles a on a.id = v.article_id order by v.number"
    ):
        texts[row["url"].rsplit("/", 1)[-1]] = (row["id"], row["text"])
    for row in db.execute("select * from claims"):
        claims[row["version_id"]].append(dict(row))
    hops = defaultdict(list)
    for row in db.execute(
        "select claim_id, hop, name, role from attributions order by claim_id, hop"
    ):
        if row["role"] != "outlet":
            hops[row["claim_id"]].append(row["name"])

    def place(doc_id, row):
        """Where a gold span lies in the ledger's text, found by its surroundings."""
        if doc_id not in texts:
            return None
        body, whole = bodies[doc_id], texts[doc_id][1]
        for margin in (60, 30, 15):
            lo, hi = max(0, row["start"] - margin), min(len(body), row["end"] + margin)
            around = find_span(whole, body[lo:hi])
            if around:
                inner = (
                    find_span(whole[around[0] : around[1]], body[lo : row["start"]])
                    if row["start"] > lo
                    else (0, 0)
                )
                begin = around[0] + (inner[1] if inner else 0)
                exact = find_span(whole[begin : around[1]], row["quote"])
                return (begin + exact[0], begin + exact[1]) if exact else around
        return None

    golds, ages, negatives = (
        read(gold / "claims.jsonl"),
        read(gold / "ages.jsonl"),
        read(gold / "negatives.jsonl"),
    )
    spans = defaultdict(list)
    reach = Counter()
    ignored = []
    for doc_id, article in articles.items():
        until = article["annotated_until"]
        tail = place(
            doc_id,
            {
                "start": max(0, until - 25),
                "end": until,
                "quote": article["text"][max(0, until - 25) : until],
            },
        )
        reach[doc_id] = tail[1] if tail else 0
        ignored += [
            {"doc_id": doc_id, "start": a, "end": b, "quote": article["text"][a:b]}
            for a, b in article["ignore_spans"]
        ]
    for row in golds + ages + negatives + ignored:
        row["at"] = place(row["doc_id"], row)
    for row in ages + ignored:
        if row["at"]:
            spans[row["doc_id"]].append(row["at"])

    def overlaps(a, b):
        return a[0] < b[1] and b[0] < a[1]

    right, seen = Counter(), Counter()
    sure = Counter()
    missed, wrong, taken = [], defaultdict(list), set()
    for row in golds:
        version = texts.get(row["doc_id"], (None,))[0]
        hits = [
            c
            for c in claims[version]
            if row["at"]
            and overlaps((c["start"], c["end"]), row["at"])
            and c["id"] not in taken
            and same_number(row, c)
        ]
        seen["gold"] += 1
        seen["salient"] += bool(row.get("salient", True))
        if not hits:
            missed.append(
                (
                    row["doc_id"],
                    row["quote"],
                    row.get("value"),
                    bodies[row["doc_id"]][max(0, row["start"] - 40) : row["end"] + 30],
                )
            )
            continue
        claim = max(hits, key=lambda c: min(c["end"], row["at"][1]) - max(c["start"], row["at"][0]))
        taken.add(claim["id"])
        right["gold"] += 1
        right["salient"] += bool(row.get("salient", True)) and (claim["salience"] or 0) >= 0.5
        checks = {
            field: (row.get(field) or None) == (claim[field] or None)
            for field in ("kind", "qualifier", "change")
        }
        checks["status"] = STATUS.get(row.get("status"), row.get("status")) == STATUS.get(
            claim["status"], claim["status"]
        )
        checks["unit"] = same_unit(row, claim)
        period = row.get("period") or {}
        checks["period"] = [period.get("start"), period.get("end")] == [
            (claim["period_start"] or "")[:10] or None,
            (claim["period_end"] or "")[:10] or None,
        ]
        checks["measure"] = not row.get("measure") or same_measure(
            row["measure"], claim["measure"] or ""
        )
        chain, wanted = hops[claim["id"]], row["sources"]
        variants = [
            [name, *(row.get("sources_alt") or [[]] * len(wanted))[i]]
            for i, name in enumerate(wanted)
        ]
        if wanted:
            fits = [
                any(same_body(v, given) for v in names) for names, given in zip(variants, chain)
            ]
            checks["origin"] = bool(fits) and fits[0]
            checks["chain"] = len(chain) == len(wanted) and all(fits)
        else:
            checks["invented"] = bool(chain)
        for name, ok in checks.items():
            seen[name] += 1
            right[name] += ok
            if not row.get("doubtful"):
                sure[name] += 1
                sure[name + " right"] += ok
            if ok == (name == "invented"):
                given = {
                    "origin": chain,
                    "chain": chain,
                    "invented": chain,
                    "period": [claim["period_start"], claim["period_end"]],
                }.get(name, claim.get(name))
                wish = {
                    "origin": wanted,
                    "chain": wanted,
                    "invented": [],
                    "period": [period.get("start"), period.get("end")],
                }.get(name, row.get(name))
                wrong[name].append((row["doc_id"], row["quote"], "gold", wish, "ledger", given))
    extra = []
    for doc_id, (version, whole) in texts.items():
        for claim in claims[version] if doc_id in reach else []:
            headline = len(whole.split("\n\n", 1)[0])
            span = (claim["start"], claim["end"])
            if (
                claim["id"] in taken
                or claim["start"] >= reach[doc_id]
                or claim["start"] < headline
                or (claim["salience"] or 0) < 0.5
            ):
                continue
            if any(overlaps(span, s) for s in spans[doc_id]):
                continue
            extra.append(
                (doc_id, claim["quote"], whole[max(0, claim["start"] - 40) : claim["end"] + 30])
            )
    shown = 0
    for row in negatives:
        version = texts.get(row["doc_id"], (None,))[0]
        shown += bool(row["at"]) and any(
            overlaps((c["start"], c["end"]), row["at"]) and (c["salience"] or 0) >= 0.5
            for c in claims[version]
        )
    precision = right["gold"] / max(1, right["gold"] + len(extra))
    recall = right["gold"] / max(1, seen["gold"])
    result = {
        "found_precision": precision,
        "found_recall": recall,
        "found_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "salient_recall": right["salient"] / max(1, seen["salient"]),
    }
    for name in (
        "kind",
        "unit",
        "qualifier",
        "change",
        "status",
        "period",
        "measure",
        "origin",
        "chain",
        "invented",
    ):
        result[name] = right[name] / max(1, seen[name])
    for name in ("origin", "chain", "invented"):
        result[name + "_undoubted"] = sure[name + " right"] / max(1, sure[name])
    result["negatives_shown"] = shown / max(1, len(negatives))
    result["claims"] = seen["gold"]
    if args.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:18} {value:.3f}" if isinstance(value, float) else f"{name:18} {value}")
    for title, rows in [("missed", missed), ("extra", extra), *wrong.items()]:
        for row in rows[: args.errors]:
            print(f"  {title}: {row}")


if __name__ == "__main__":
    main()
