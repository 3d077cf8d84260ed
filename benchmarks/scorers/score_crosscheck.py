#!/usr/bin/env python3
"""Score a ledger against hand-annotated figures of real multi-outlet stories.

    score_crosscheck.py LEDGER.db GOLD.jsonl [--twins TWINS.jsonl] [--errors N] [--json]

The ledger must hold the articles of the matching articles file, imported with their URLs
(https://OUTLET.example/DOC_ID), extracted and crosschecked. Only the published tables are read:
articles, versions, claims, figure_claims, figures.

Gold: one story a line; a story has quantities; a quantity has figures (one article's value for it) and a
verdict (agree, compatible, update, conflict, single_source). It is not exhaustive: a claim that gold
does not list is not wrong. Figures whose value is a clock time are left out; vague ones ("dozens")
count in grouping only where found.

Printed, each between 0 and 1:
  extraction  recall of gold figures: a claim of that article, overlapping the gold sentence, with that value
  qualifier   accuracy of the hedge on the figures found
  grouping    B-cubed precision, recall and F1 over all gold figures and distractors, where a figure that was
              not found is alone, so that missing ones cost recall (figures with a narrower scope are left out)
  differing   grouping where it is hard: B-cubed F1 over quantities whose values differ, and the share of pairs of
              differing values that were kept together (a key made of the value scores 0 here)
  strangers   share of distractors (same-looking numbers of other events) that were merged with a figure of their story
  twins       pairs of twin stories (same kind of event, same place) that share a figure across different articles
  verdict     accuracy over quantities that two or more outlets print, in three classes: no conflict (agree or compatible),
              updated, conflict; verdict_fine tells agree from compatible too. Where gold allows a second verdict, either is right
  conflict    precision and recall of the verdict 'conflict' on those quantities, the arguable ones left out; "grouped" = only
              quantities whose claims were found and put together (at least 80 % in one figure): how good the judging is
  stories     B-cubed over articles: which articles the ledger holds to be about one thing (table story_articles)
  pairs       certain conflict relations whose two readings both hold annotated claims: how many are right (one quantity, whose
              verdict is conflict or may be, differing values) and how many are not. A figure may be right for a wrong pair: this shows it
  cried       figures of the whole ledger whose verdict is conflict, annotated or not

Gold articles that are not in the ledger end the scoring with exit code 2 (--allow-missing scores what is there).
"""

import argparse
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

CRIED = (
    "misquote",
    "reporting_error",
    "source_dispute",
    "inconsistent_within_article",
    "unattributed_conflict",
    "derived_wrongly",
    "part_exceeds_whole",
)
SAME_VERDICT = {"update": "updated", "single_source": "single"}
# The gold names each quantity's value in its own unit: these factors turn a printed unit into the claim's.
LENGTH_IN_METRES = {
    "km": 1000,
    "m": 1,
    "metre": 1,
    "metres": 1,
    "meter": 1,
    "cm": 0.01,
    "mm": 0.001,
    "mi": 1609.344,
    "mile": 1609.344,
    "miles": 1609.344,
    "ft": 0.3048,
    "foot": 0.3048,
    "feet": 0.3048,
    "in": 0.0254,
    "inch": 0.0254,
    "inches": 0.0254,
    "kilometre": 1000,
    "kilometer": 1000,
}


def squash(text):
    """Text with each run of white space as one blank, and the position in the original of every character kept."""
    kept, positions, blank = [], [], True
    for i, ch in enumerate(text):
        if ch.isspace():
            if not blank:
                kept.append(" ")
                positions.append(i)
            blank = True
        else:
            kept.append(
                {
                    "\u2019": "'",
                    "\u2018": "'",
                    "\u201c": '"',
                    "\u201d": '"',
                    "\u2013": "-",
                    "\u2014": "-",
                }.get(ch, ch)
            )
            positions.append(i)
            blank = False
    return "".join(kept), positions


def find_span(text, needle):
    """Character span of needle in text, white space and quotation marks aside; None where it does not stand."""
    flat, positions = squash(text)
    wanted = squash(needle)[0].strip()
    at = flat.find(wanted)
    if at < 0:
        at = flat.lower().find(wanted.lower())
    if at < 0:
        return None
    return positions[at], positions[min(at + len(wanted), len(positions)) - 1] + 1


def close(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def same_value(gold, claim):
    """Does the claim print gold's value: the number itself, a range's ends, a share as percent, or another length unit?"""
    wanted = gold["value"]
    if wanted is None:
        return gold["qualifier"] == "vague" and claim["value"] is None
    if isinstance(wanted, list):
        return close(wanted[0], claim["low"]) and close(wanted[1], claim["high"])
    numbers = [
        n
        for n in (claim["value"], claim["low"] if claim["value"] is None else None)
        if n is not None
    ]
    for number in numbers:
        if close(number, wanted) or close(number, wanted * 100) or close(number, -wanted):
            return True
        if claim["unit"] in LENGTH_IN_METRES and gold.get("unit") in LENGTH_IN_METRES:
            if close(
                number * LENGTH_IN_METRES[claim["unit"]], wanted * LENGTH_IN_METRES[gold["unit"]]
            ):
                return True
    return False


class Ledger:
    def __init__(self, path):
        db = sqlite3.connect(f"file:{Path(path).resolve()}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        self.texts, self.claims = {}, defaultdict(list)
        for row in db.execute(
            "select a.url, v.id, v.text from versions v join articles a on a.id = v.article_id"
        ):
            self.texts.setdefault(row["url"].rsplit("/", 1)[-1], []).append(
                (row["id"], row["text"])
            )
        for row in db.execute("select * from claims"):
            self.claims[row["version_id"]].append(dict(row))
        self.figures_of = defaultdict(set)
        for row in db.execute("select figure_id, claim_id from figure_claims"):
            self.figures_of[row["claim_id"]].add(row["figure_id"])
        self.verdicts = dict(db.execute("select id, verdict from figures").fetchall())
        self.readings_of = defaultdict(set)
        for row in db.execute(
            "select reading_id, claim_id from figure_claims where reading_id is not null"
        ):
            self.readings_of[row["claim_id"]].add(row["reading_id"])
        self.conflicts = [
            (row["reading_a"], row["reading_b"])
            for row in db.execute(
                f"select reading_a, reading_b from relations where not possible and relation in ({','.join('?' * len(CRIED))})",
                CRIED,
            )
        ]
        self.story_of = dict(
            db.execute(
                "select a.url, s.story_id from story_articles s join articles a on a.id = s.article_id"
            ).fetchall()
        )
        self.story_of = {url.rsplit("/", 1)[-1]: story for url, story in self.story_of.items()}

    def locate(self, doc_id, gold):
        """The claim that prints a gold figure, the one nearest to gold's anchor first; None where there is none."""
        best = None
        for version, text in self.texts.get(doc_id, []):
            span = find_span(text, gold["sentence"]) or find_span(text, gold["anchor"])
            if span is None:
                continue
            anchor = find_span(text[span[0] : span[1]], gold["anchor"])
            lo, hi = (span[0] + anchor[0], span[0] + anchor[1]) if anchor else span
            for claim in self.claims[version]:
                if (
                    claim["end"] <= span[0]
                    or claim["start"] >= span[1]
                    or not same_value(gold, claim)
                ):
                    continue
                outside = max(0, lo - claim["start"], claim["end"] - hi)
                if best is None or outside < best[0]:
                    best = (outside, claim)
        return best and best[1]


def b_cubed(items, gold_of, found_of):
    """B-cubed precision and recall. items: keys; gold_of: key -> cluster; found_of: key -> set of clusters (empty: alone)."""

    def together_found(a, b):
        return a == b or bool(found_of[a] & found_of[b])

    by_gold = defaultdict(list)
    for item in items:
        by_gold[gold_of[item]].append(item)
    by_found = defaultdict(set)
    for item in items:
        for cluster in found_of[item]:
            by_found[cluster].add(item)
    precision = recall = 0.0
    for item in items:
        mates = set().union({item}, *(by_found[c] for c in found_of[item]))
        precision += sum(gold_of[m] == gold_of[item] for m in mates) / len(mates)
        recall += sum(together_found(item, m) for m in by_gold[gold_of[item]]) / len(
            by_gold[gold_of[item]]
        )
    n = len(items) or 1
    return precision / n, recall / n


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger")
    parser.add_argument("gold")
    parser.add_argument("--twins")
    parser.add_argument("--errors", type=int, default=0, help="show so many misses of each kind")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--allow-missing", action="store_true")
    args = parser.parse_args()
    ledger = Ledger(args.ledger)
    stories = [
        json.loads(line) for line in Path(args.gold).read_text().splitlines() if line.strip()
    ]
    missing_docs = {d["doc_id"] for s in stories for d in s["docs"]} - set(ledger.texts)
    if missing_docs:
        print(
            f"{len(missing_docs)} gold articles are not in the ledger: {sorted(missing_docs)[:5]}",
            file=sys.stderr,
        )
        if not args.allow_missing:
            sys.exit(2)

    found = {}
    totals, qualifiers = Counter(), Counter()
    gold_of, found_of, story_of = {}, {}, {}
    misses, verdict_rows, stranger_rows, disputed = [], [], [], set()
    well_grouped, values_of = set(), {}
    n_strangers = 0
    for story in stories:
        story_keys = {}
        for quantity in story["quantities"]:
            for figure in quantity["figures"]:
                if isinstance(figure["value"], str):
                    continue
                gold = {**figure, "unit": figure.get("unit") or quantity["unit"]}
                claim = ledger.locate(figure["doc_id"], gold)
                key = figure["figure_id"]
                found[key] = claim
                if figure["value"] is not None:
                    totals["figures"] += 1
                    totals["found"] += claim is not None
                    if claim is None:
                        misses.append((figure["doc_id"], figure["value"], figure["anchor"]))
                    else:
                        qualifiers["right"] += claim["qualifier"] == figure["qualifier"]
                        qualifiers["all"] += 1
                if claim is None and figure["value"] is None:
                    continue
                if not figure.get("scope"):
                    gold_of[key] = (story["story_id"], quantity["quantity"])
                    values_of[key] = json.dumps(figure["value"])
                    found_of[key] = ledger.figures_of[claim["id"]] if claim else set()
                    story_of[key] = story["story_id"]
                    story_keys[key] = quantity["quantity"]
        for i, distractor in enumerate(story.get("distractors", [])):
            claim = ledger.locate(distractor["doc_id"], {"qualifier": "exact", **distractor})
            key = f"{story['story_id']}.distractor.{i}"
            gold_of[key], story_of[key] = (
                (story["story_id"], "distractor", distractor.get("key", i)),
                story["story_id"],
            )
            found[key] = claim
            found_of[key] = ledger.figures_of[claim["id"]] if claim else set()
            n_strangers += 1
            mates = [k for k in story_keys if found_of[key] & found_of[k]]
            if mates:
                stranger_rows.append((distractor["anchor"], mates[0]))
        for quantity in story["quantities"]:
            outlets = {f["outlet"] for f in quantity["figures"] if not isinstance(f["value"], str)}
            keys = [f["figure_id"] for f in quantity["figures"] if f["figure_id"] in gold_of]
            if len(outlets) < 2 or len(keys) < 2:
                continue
            votes = Counter(fig for k in keys for fig in found_of[k])
            said = "missing"
            if votes and votes.most_common(1)[0][1] >= 2:
                top = max(votes.values())
                said = min(
                    (str(ledger.verdicts.get(f)) for f, n in votes.items() if n == top),
                    key=lambda v: v != "conflict",
                )
            wanted = SAME_VERDICT.get(quantity["verdict"], quantity["verdict"])
            also = quantity.get("verdict_alt", [])
            whole = bool(votes) and max(votes.values()) >= 0.8 * len(keys)
            verdict_rows.append(
                (story["story_id"], quantity["quantity"], said if said in also else wanted, said)
            )
            well_grouped.update({(story["story_id"], quantity["quantity"])} if whole else ())
            disputed.update({(story["story_id"], quantity["quantity"])} if also else ())

    doc_of = {
        f["figure_id"]: f["doc_id"]
        for story in stories
        for q in story["quantities"]
        for f in q["figures"]
    }
    twin_merges = 0
    for line in Path(args.twins).read_text().splitlines() if args.twins else []:
        pair = json.loads(line)
        a = [k for k in values_of if story_of[k] == pair["story_a"]]
        b = [k for k in values_of if story_of[k] == pair["story_b"]]
        twin_merges += any(
            found_of[x] & found_of[y] and doc_of[x] != doc_of[y] for x in a for y in b
        )

    wanted_story = {d["doc_id"]: s["story_id"] for s in stories for d in s["docs"]}
    docs = [d for d in wanted_story if d in ledger.texts]
    story_p, story_r = b_cubed(
        docs,
        wanted_story,
        {d: {ledger.story_of[d]} if d in ledger.story_of else set() for d in docs},
    )
    may_conflict = {
        (s["story_id"], q["quantity"])
        for s in stories
        for q in s["quantities"]
        if "conflict" in (q["verdict"], *q.get("verdict_alt", []))
    }
    holds = defaultdict(set)
    for key, claim in found.items():
        for reading in ledger.readings_of[claim["id"]] if claim else ():
            holds[reading].add(key)
    quantity_of = {
        f["figure_id"]: (s["story_id"], q["quantity"])
        for s in stories
        for q in s["quantities"]
        for f in q["figures"]
    }
    for key in gold_of:
        quantity_of.setdefault(key, gold_of[key])
    right_pairs = wrong_pairs = 0
    for a, b in ledger.conflicts:
        if holds[a] and holds[b]:
            shared = {quantity_of[k] for k in holds[a]} & {quantity_of[k] for k in holds[b]}
            if shared & may_conflict:
                right_pairs += 1
            else:
                wrong_pairs += 1

    items = list(gold_of)
    precision, recall = b_cubed(items, gold_of, found_of)
    cross = sum(
        bool(found_of[x] & found_of[y])
        for i, x in enumerate(items)
        for y in items[i + 1 :]
        if story_of[x] != story_of[y]
    )
    spread = defaultdict(set)
    for key, value in values_of.items():
        spread[gold_of[key]].add(value)
    hard = [k for k in values_of if len(spread[gold_of[k]]) > 1]
    hard_p, hard_r = b_cubed(hard, gold_of, found_of)
    pairs = [
        (x, y)
        for i, x in enumerate(hard)
        for y in hard[i + 1 :]
        if gold_of[x] == gold_of[y] and values_of[x] != values_of[y] and found[x] and found[y]
    ]
    kept = sum(bool(found_of[x] & found_of[y]) for x, y in pairs)
    right = sum(w == s for *_, w, s in verdict_rows)
    coarse = {"agree": "none", "compatible": "none", "single": "none"}
    right3 = sum(coarse.get(w, w) == coarse.get(s, s) for *_, w, s in verdict_rows)
    plain = [row for row in verdict_rows if row[:2] not in disputed]
    cried = [w for *_, w, s in plain if s == "conflict"]
    real = [s for *_, w, s in plain if w == "conflict"]
    cp = cried.count("conflict") / len(cried) if cried else 0.0
    cr = real.count("conflict") / len(real) if real else 0.0
    judged = [row for row in plain if row[:2] in well_grouped]
    gp = [w for *_, w, s in judged if s == "conflict"]
    gr = [s for *_, w, s in judged if w == "conflict"]
    result = {
        "extraction_recall": totals["found"] / max(1, totals["figures"]),
        "qualifier_accuracy": qualifiers["right"] / max(1, qualifiers["all"]),
        "grouping_precision": precision,
        "grouping_recall": recall,
        "grouping_f1": f1(precision, recall),
        "differing_grouping_f1": f1(hard_p, hard_r),
        "differing_pairs_together": kept / max(1, len(pairs)),
        "strangers_merged": len(stranger_rows) / max(1, n_strangers),
        "twin_stories_merged": twin_merges,
        "cross_story_pairs_merged": cross,
        "verdict_accuracy": right3 / max(1, len(verdict_rows)),
        "verdict_fine_accuracy": right / max(1, len(verdict_rows)),
        "conflict_precision": cp,
        "conflict_recall": cr,
        "conflict_f1": f1(cp, cr),
        "grouped_quantities": len(judged),
        "grouped_verdict_accuracy": sum(coarse.get(w, w) == coarse.get(s, s) for *_, w, s in judged)
        / max(1, len(judged)),
        "grouped_conflict_precision": gp.count("conflict") / max(1, len(gp)),
        "grouped_conflict_recall": gr.count("conflict") / max(1, len(gr)),
        "gold_conflicts": len(real),
        "story_precision": story_p,
        "story_recall": story_r,
        "story_f1": f1(story_p, story_r),
        "conflict_pairs_right": right_pairs,
        "conflict_pairs_wrong": wrong_pairs,
        "cried": sum(v == "conflict" for v in ledger.verdicts.values()),
        "figures": totals["figures"],
        "quantities": len(verdict_rows),
    }
    if args.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:26} {value:.3f}" if isinstance(value, float) else f"{name:26} {value}")
    print("verdicts (gold -> ledger):", dict(Counter(f"{w} -> {s}" for *_, w, s in verdict_rows)))
    for title, rows in (
        ("not found", misses),
        ("strangers merged", stranger_rows),
        ("wrong verdicts", [r for r in verdict_rows if r[2] != r[3]]),
    ):
        for row in rows[: args.errors]:
            print(f"  {title}: {row}")


if __name__ == "__main__":
    main()
