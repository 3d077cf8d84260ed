#!/usr/bin/env python3
"""Score quantity-extraction predictions against gold in NewsQuant's JSON format.

usage: score_newsquant.py GOLD.json PRED.jsonl [--mode one2one|published]
                          [--average-ranges] [--unit-alias alias.json]
                          [--errors N] [--json]

GOLD  : [{"text":..., "quantities":[{"value":"12.0"|"3-5", "normalized_unit":..,
          "change":.., "referred_concepts":"a, b c"}]}]
PRED  : one JSON object per line, in gold order:
        {"text":..., "quantities":[{"value": 12 | [3,5], "unit": "metre",
          "change": "=", "concepts": ["a","b"]}]}

What counts (the conventions of the CQE paper's evaluation):
  value          : isclose(rtol 1e-5, atol 1e-8); a range only equals a range,
                   both ends close.
  value+unit     : value, and lower-cased unit string == gold normalized_unit.
  value+change   : value, and same change label (unit NOT required).
  value+concept_partial  : value, and >=1 shared lower-cased concept word
                           ('-' = "no concept" is itself a word; unit NOT required).
  value+concept_complete : value, and equal concept words.
  P = hits / predicted quantities, R = hits / gold quantities, micro over corpus.

mode one2one (default): for every metric, a maximum one-to-one matching between
  the gold and predicted quantities of a sentence (Kuhn augmenting paths), so a
  prediction can be credited once at most.
mode published: counts the way the published script does.  For each gold item
  (ordered by unit), every not-yet-consumed prediction (ordered by unit) whose
  value matches is credited for value/change/concept; a prediction is consumed,
  and the walk for this gold item ends, only when the unit matches as well.
  Value credits are capped by the sentence's number of gold items; change and
  concept credits are not, so they can be counted twice.
"""

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict

METRICS = ["value", "value+unit", "value+change", "value+concept_partial", "value+concept_complete"]


def close(a, b):
    if any(math.isinf(x) or math.isnan(x) for x in (a, b)):
        return False
    return abs(a - b) <= 1e-8 + 1e-5 * abs(b)


def parse_gold_value(v):
    if isinstance(v, str):
        s = v.strip()
        if "E" not in s and not s.startswith("-") and "-" in s:
            lo, hi = s.split("-")[:2]
            return (float(lo), float(hi))
        return float(s)
    if isinstance(v, (list, tuple)):
        return (float(v[0]), float(v[1]))
    return float(v)


def words(x):
    if x is None:
        return ["-"]
    if isinstance(x, str):
        x = [x]
    out = [w for s in x for w in re.split(r"[,\s]+", s.lower()) if w != ""]
    return out or ["-"]


def gold_words(s):
    # the published script keeps empty strings; harmless for matching
    return [w.lower() for w in re.split(r"[,\s]+", s)] if isinstance(s, str) else words(s)


class Q:
    __slots__ = ("change", "concepts", "raw", "unit", "value")

    def __init__(self, value, unit, change, concepts, raw):
        self.value, self.unit, self.change, self.concepts, self.raw = (
            value,
            unit,
            change,
            concepts,
            raw,
        )


def load_gold(path, avg=False):
    out = []
    for s in json.load(open(path, encoding="utf8")):
        qs = []
        for q in s["quantities"]:
            v = parse_gold_value(q["value"])
            if avg and isinstance(v, tuple):
                v = (v[0] + v[1]) / 2
            qs.append(
                Q(
                    v,
                    q["normalized_unit"].lower(),
                    q.get("change"),
                    gold_words(q["referred_concepts"]) if "referred_concepts" in q else None,
                    q,
                )
            )
        out.append((s["text"], qs))
    return out


def load_pred(path, alias):
    out = []
    for line in open(path, encoding="utf8"):
        if not line.strip():
            continue
        d = json.loads(line)
        qs = []
        for q in d["quantities"]:
            v = q["value"]
            v = (float(v[0]), float(v[1])) if isinstance(v, (list, tuple)) else float(v)
            u = (q.get("unit") or "-").strip().lower() or "-"
            u = alias.get(u, u)
            qs.append(Q(v, u, q.get("change"), words(q.get("concepts")), q))
        out.append((d["text"], qs))
    return out


def same_value(g, p):
    if isinstance(g, tuple) != isinstance(p, tuple):
        return False
    if isinstance(g, tuple):
        return close(g[0], p[0]) and close(g[1], p[1])
    return close(g, p)


def tests(g, p):
    """which of the five metrics this pair satisfies"""
    if not same_value(g.value, p.value):
        return None
    r = {"value": True, "value+unit": g.unit == p.unit}
    r["value+change"] = g.change is not None and g.change == p.change
    if g.concepts is None:
        r["value+concept_partial"] = r["value+concept_complete"] = False
    else:
        inter = set(g.concepts) & set(p.concepts)
        r["value+concept_partial"] = bool(inter)
        r["value+concept_complete"] = len(inter) == len(g.concepts) == len(p.concepts)
    return r


def max_matching(adj, n_right):
    """adj[i] = right nodes of left i -> list of (left,right)"""
    owner = [-1] * n_right

    def try_(i, seen):
        for j in adj[i]:
            if j in seen:
                continue
            seen.add(j)
            if owner[j] < 0 or try_(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in range(len(adj)):
        try_(i, set())
    return [(i, j) for j, i in enumerate(owner) if i >= 0]


def count_one2one(gold, pred):
    hits = Counter()
    pairs_all = []
    for (_, gs), (_, ps) in zip(gold, pred):
        t = [[tests(g, p) for p in ps] for g in gs]
        for m in METRICS:
            adj = [[j for j in range(len(ps)) if t[i][j] and t[i][j][m]] for i in range(len(gs))]
            if m == "value":  # prefer pairs that also agree on unit, then change
                adj = [
                    sorted(a, key=lambda j: (-t[i][j]["value+unit"], -t[i][j]["value+change"]))
                    for i, a in enumerate(adj)
                ]
            mm = max_matching(adj, len(ps))
            hits[m] += len(mm)
            if m == "value":
                pairs_all.append(mm)
    return hits, pairs_all


def count_published(gold, pred):
    hits = Counter()
    for (_, gs), (_, ps) in zip(gold, pred):
        gs = sorted(gs, key=lambda q: q.raw["normalized_unit"])
        left = sorted(ps, key=lambda q: q.unit)
        cap = len(gs)
        for g in gs:
            for p in list(left):
                r = tests(g, p)
                if r is None:
                    continue
                if cap > 0:
                    hits["value"] += 1
                    cap -= 1
                for m in METRICS[2:]:
                    hits[m] += r[m]
                if r["value+unit"]:
                    hits["value+unit"] += 1
                    left.remove(p)
                    break
    return hits


def prf(h, np_, ng):
    p = h / np_ if np_ else 0.0
    r = h / ng if ng else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return round(100 * p, 1), round(100 * r, 1), round(100 * f, 1)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("gold")
    ap.add_argument("pred")
    ap.add_argument("--mode", choices=["one2one", "published"], default="one2one")
    ap.add_argument(
        "--average-ranges",
        action="store_true",
        help="gold ranges become their mid-point (what the paper does for quantulum3)",
    )
    ap.add_argument("--unit-alias", help="JSON {pred unit: gold unit}")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--by-change", action="store_true")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    alias = (
        {k.lower(): v.lower() for k, v in json.load(open(a.unit_alias)).items()}
        if a.unit_alias
        else {}
    )
    gold, pred = load_gold(a.gold, a.average_ranges), load_pred(a.pred, alias)
    if len(gold) != len(pred):
        sys.exit(f"gold has {len(gold)} sentences, predictions {len(pred)}")
    for i, (g, p) in enumerate(zip(gold, pred)):
        if g[0] != p[0]:
            sys.exit(f"sentence {i} differs: {g[0]!r} / {p[0]!r}")
    ng, np_ = sum(len(q) for _, q in gold), sum(len(q) for _, q in pred)
    hits, pairs = count_one2one(gold, pred)
    if a.mode == "published":
        hits = count_published(gold, pred)
    has_change = any(q.change is not None for _, s in gold for q in s)
    has_conc = any(q.concepts is not None for _, s in gold for q in s)
    use = [
        m
        for m in METRICS
        if (has_change or m != "value+change") and (has_conc or "concept" not in m)
    ]
    res = {m: dict(zip("PRF", prf(hits[m], np_, ng)), hits=hits[m]) for m in use}
    empties = [len(p) for (_, g), (_, p) in zip(gold, pred) if not g]
    extra = {
        "gold": ng,
        "pred": np_,
        "sentences": len(gold),
        "empty_sentences": len(empties),
        "empty_kept_empty": sum(1 for n in empties if n == 0),
    }
    if a.json:
        print(json.dumps({"mode": a.mode, **extra, "metrics": res}))
        return
    print(
        f"# {a.mode}  gold={ng} pred={np_} sentences={len(gold)}  "
        f"no-quantity sentences left empty: {extra['empty_kept_empty']}/{len(empties)}"
    )
    for m in use:
        print(f"{m:24s} P {res[m]['P']:5.1f}  R {res[m]['R']:5.1f}  F1 {res[m]['F']:5.1f}")
    if a.by_change and has_change:
        conf = defaultdict(Counter)
        for (_, gs), (_, ps), mm in zip(gold, pred, pairs):
            done = {i for i, _ in mm}
            for i, j in mm:
                conf[gs[i].change][ps[j].change] += 1
            for i, g in enumerate(gs):
                if i not in done:
                    conf[g.change]["(missed)"] += 1
        for k in conf:
            print("  change", k, dict(conf[k].most_common()))
    if a.errors:
        n = 0
        for (t, gs), (_, ps), mm in zip(gold, pred, pairs):
            gi, pj = {i for i, _ in mm}, {j for _, j in mm}
            miss = [(g.value, g.unit) for i, g in enumerate(gs) if i not in gi]
            spur = [(p.value, p.unit) for j, p in enumerate(ps) if j not in pj]
            wu = [
                ((gs[i].value, gs[i].unit), ps[j].unit) for i, j in mm if gs[i].unit != ps[j].unit
            ]
            if miss or spur or wu:
                print("\n" + t)
                if miss:
                    print("   MISSED ", miss)
                if spur:
                    print("   SPURIOUS", spur)
                if wu:
                    print("   UNIT   ", wu)
                n += 1
                if n >= a.errors:
                    break


if __name__ == "__main__":
    main()
