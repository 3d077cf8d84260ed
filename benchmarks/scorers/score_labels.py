#!/usr/bin/env python3
"""Score the names of figures: would a reader who has not seen the article know what is asked?

    score_labels.py LEDGER.db [GOLD.jsonl ...] [--errors N] [--json]

Over all figures that two or more outlets print (all figures where none is): the share of labels with a formal fault: it begins with
a small letter, a digit or an ellipsis, holds an ellipsis, ends on a word that leads on (of, the, and, to ...), is shorter than
two words or longer than 100 characters, or repeats another figure's label of the same story.
With gold: for each quantity's main figure, the share of the content words of gold's label (what is measured, of what or where, when)
that the figure's label or its story's label holds, in any form of the word; `told` is the mean, `good` the share of at least one half.
Numbers that are years or days count as words; a label that prints one of the figure's own answers is a formal fault.
"""

import argparse
import json
import re
import sqlite3
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from score_crosscheck import Ledger

HANGING = set(
    "a an the of in on at to for by with from and or that as than but who which its his her their was were is are".split()
)
STOP = HANGING | set("per number total share people many much how what".split())


def stem(word):
    word = word.lower()
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "edly",
        "ies",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
        "al",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def words(text):
    return {
        stem(w) for w in re.findall(r"[^\W_]+", text or "") if w.lower() not in STOP and len(w) > 1
    }


def faults(label, answers, twice):
    found = []
    if not label or (not label[0].isupper() and label[0] not in "“\"‘'"):
        found.append("begins small, with a digit or a mark")
    if "…" in label or "..." in label:
        found.append("ellipsis")
    last = re.findall(r"[^\W_]+", label or "")
    if len(last) < 2 or len(label) > 100:
        found.append("too short or too long")
    elif last[-1].lower() in HANGING:
        found.append("hangs")
    printed = {re.sub(r"[^\d.]", "", n).strip(".") for n in re.findall(r"\d[\d.,]*", label or "")}
    if printed & answers:
        found.append("prints an answer")
    if twice:
        found.append("not unique in its story")
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger")
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    db = sqlite3.connect(f"file:{Path(args.ledger).resolve()}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    rows = db.execute(
        "select f.id, f.label, f.story_id, f.outlet_count, s.label as story from figures f left join stories s on s.id = f.story_id"
    ).fetchall()
    shown = [r for r in rows if r["outlet_count"] > 1] or rows
    answers = {}
    for figure, value in db.execute(
        "select figure_id, value from claims where figure_id is not null and value is not null"
    ):
        answers.setdefault(figure, set()).add(
            f"{value:g}" if isinstance(value, float) else str(value)
        )
    seen = Counter((r["story_id"], r["label"]) for r in shown)
    kinds, bad = Counter(), []
    for r in shown:
        found = faults(
            r["label"] or "",
            {a for a in answers.get(r["id"], ()) if len(a) > 1},
            seen[r["story_id"], r["label"]] > 1,
        )
        kinds.update(found)
        if found:
            bad.append((r["label"], found))
    out = {
        "figures": len(shown),
        "faulty": len(bad) / max(1, len(shown)),
        **{k: v for k, v in kinds.items()},
    }
    if args.gold:
        ledger, by_id, told, poor = Ledger(args.ledger), {r["id"]: r for r in rows}, [], []
        for line in (l for g in args.gold for l in Path(g).read_text().splitlines() if l.strip()):
            story = json.loads(line)
            for quantity in story["quantities"]:
                votes = Counter()
                for figure in quantity["figures"]:
                    if isinstance(figure["value"], str) or figure.get("scope"):
                        continue
                    claim = ledger.locate(
                        figure["doc_id"], {**figure, "unit": figure.get("unit") or quantity["unit"]}
                    )
                    votes.update(ledger.figures_of[claim["id"]] if claim else ())
                wanted = words(quantity.get("label") or quantity["question"])
                if not votes or not wanted:
                    continue
                row = by_id[votes.most_common(1)[0][0]]
                share = len(wanted & (words(row["label"]) | words(row["story"]))) / len(wanted)
                told.append(share)
                if share < 0.5:
                    poor.append((quantity.get("label") or quantity["question"], row["label"]))
        out |= {
            "quantities": len(told),
            "told": sum(told) / max(1, len(told)),
            "good": sum(t >= 0.5 for t in told) / max(1, len(told)),
        }
    if args.json:
        print(json.dumps(out))
        return
    for name, value in out.items():
        print(f"{name:40} {value:.3f}" if isinstance(value, float) else f"{name:40} {value}")
    for row in bad[: args.errors]:
        print("  fault:", row)
    for row in (poor if args.gold else [])[: args.errors]:
        print("  wanted:", row[0], "| got:", row[1])


if __name__ == "__main__":
    main()
