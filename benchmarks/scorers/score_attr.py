"""score_attr.py GOLD.jsonl PRED.jsonl [--items] [--json]
Scores attribution predictions. One article a line: {"doc_id", "text", "attributions": [{"source": [start, end] or null,
"cue": [start, end] or null, "content": [[start, end], ...]}]}, offsets in characters.
NUM_quant_source (P, R, F1) is the figure that matters: for each quantity token inside a gold content span that has a gold source,
is the predicted source the gold one? NUM_quant_reportive_recall: the same recall where the gold cue is a reporting word.
items right (--items lists the wrong ones): documents in which every quantity token has the right source, none an invented one, and
the relays ("relays": names from the innermost outwards, the publishing outlet aside; a list per document in gold, a key of each
attribution in predictions) are those of gold. --min-confidence X drops predicted attributions whose "confidence" is below X.
A predicted source of more than 20 tokens is no source. Gold/pred attribution: source [s,e]|None (or source_all list), cue, content [[s,e]..].
All matching is on alphanumeric tokens (punctuation/quote marks never count)."""

import collections
import json
import re
import sys

TOK = re.compile(r"[A-Za-z0-9$£€%]+(?:[.,'’][A-Za-z0-9]+)*%?", re.U)
NUMW = set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens".split()
)
MONTH = re.compile(r"^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*$", re.I)
STOP = set(
    "the a an of and or in on at to for by with from his her their its our your my this that these those some many several other another one mr ms mrs dr who which is was were are been 's s".split()
)


def toks(text):
    return [(m.start(), m.end(), m.group()) for m in TOK.finditer(text)]


def in_spans(T, spans, stop=False):
    r = set()
    for s, e in spans or []:
        for i, (a, b, w) in enumerate(T):
            if a >= e:
                break
            if b > s and a < e:
                r.add(i)
    return r


def is_num(T, i):
    w = T[i][2].strip(".,")
    if re.search(r"\d", w):
        return bool(re.match(r"^[$£€]?\d[\d.,]*(%|[kmb]n?)?$", w, re.I))
    parts = re.split("-", w.lower())
    return parts[0] in NUMW


def is_date(T, i):
    w = T[i][2].rstrip(".,")
    if re.match(r"^(19|20)\d\d$", w):
        return True
    if re.match(r"^\d{1,2}$", w) and i > 0 and MONTH.match(T[i - 1][2]):
        return True
    return False


def spans(a, k):
    if a.get(k + "_all"):
        return a[k + "_all"]
    v = a.get(k)
    if not v:
        return []
    return [v] if not isinstance(v[0], (list, tuple)) else v


def prf(tp, np_, ng):
    p = tp / np_ if np_ else 0
    r = tp / ng if ng else 0
    return (
        round(100 * p, 1),
        round(100 * r, 1),
        round(100 * 2 * p * r / (p + r) if p + r else 0, 1),
    )


def content_words(T, ix):
    return {T[i][2].lower().replace("’", "'").removesuffix("'s") for i in ix} - STOP


REP = set(
    "say says said saying tell tells told telling according per add adds added adding write writes wrote writing written report reports reported reporting reportedly note notes noted noting show shows showed shown showing find finds found finding announce announced announces announcing explain explained explains state stated states claim claimed claims claiming argue argued argues arguing suggest suggests suggested suggesting estimate estimates estimated reveal revealed reveals indicate indicates indicated confirm confirmed confirms warn warned warns acknowledge acknowledged acknowledges conclude concluded concludes insist insisted insists recall recalled recalls tweet tweeted admit admitted declare declared reply replied respond responded continue continued project projects projected predict predicted predicts cite cited citing cites quote quoted allege alleged alleges deny denied denies testify testified assert asserted contend contended maintain maintained point pointed pointing points observe observed remark remarked mention mentioned stress stressed complain complained put puts statement claim report estimate : , – — ―".split()
)


def reportive(text, a):
    for s, e in spans(a, "cue"):
        w = text[s:e].lower()
        if set(re.findall(r"[a-z]+", w)) & REP or w.strip() in REP:
            return True
    return False


class Acc:
    pass


def score(gold, pred, only=None, doc_filter=None):
    C = collections.Counter()
    ex = []
    P = {r["doc_id"]: r for r in pred}
    for g in gold:
        T = toks(g["text"])
        pr = P.get(g["doc_id"], {"attributions": []})
        G = []
        Q = []
        for src, dst in ((g["attributions"], G), (pr["attributions"], Q)):
            for a in src:
                d = dict(
                    s=in_spans(T, spans(a, "source")),
                    c=in_spans(T, spans(a, "cue")),
                    k=in_spans(T, a.get("content") or []),
                    a=a,
                )
                if d["k"]:
                    dst.append(d)
        gk = set().union(*[d["k"] for d in G]) if G else set()
        qk = set().union(*[d["k"] for d in Q]) if Q else set()
        C["ck_tp"] += len(gk & qk)
        C["ck_p"] += len(qk)
        C["ck_g"] += len(gk)
        gc = set().union(*[d["c"] for d in G]) if G else set()
        # cue overlap: gold cues hit / predicted cues that hit
        C["cue_g"] += sum(1 for d in G if d["c"])
        C["cue_p"] += sum(1 for d in Q if d["c"])
        qc = set().union(*[d["c"] for d in Q]) if Q else set()
        C["cue_gt"] += sum(1 for d in G if d["c"] & qc)
        C["cue_pt"] += sum(1 for d in Q if d["c"] & gc)
        # 1-1 greedy by content F1 (cue overlap bonus)
        pairs = []
        for i, x in enumerate(G):
            for j, y in enumerate(Q):
                o = len(x["k"] & y["k"])
                if o:
                    pairs.append(
                        (
                            2 * o / (len(x["k"]) + len(y["k"])) + (0.05 if x["c"] & y["c"] else 0),
                            i,
                            j,
                        )
                    )
        pairs.sort(key=lambda t: (-t[0], t[1], t[2]))
        ui = set()
        uj = set()
        M = []
        for f, i, j in pairs:
            if i in ui or j in uj:
                continue
            ui.add(i)
            uj.add(j)
            M.append((f, i, j))
        C["a_g"] += len(G)
        C["a_p"] += len(Q)
        C["a_tp"] += len(M)
        C["a_tp5"] += sum(1 for f, _, _ in M if f >= 0.5)
        C["s_g"] += sum(1 for d in G if d["s"])
        C["s_p"] += sum(1 for d in Q if d["s"])
        for f, i, j in M:
            x, y = G[i], Q[j]
            if x["s"] and y["s"]:
                C["m_both"] += 1
                hit = bool(
                    {t for t in x["s"] & y["s"] if T[t][2].lower() not in STOP}
                    or (x["s"] == y["s"])
                )
                C["s_tp"] += hit
                o = len(x["s"] & y["s"])
                C["s_tp5"] += 2 * o / (len(x["s"]) + len(y["s"])) >= 0.5
                C["s_ex"] += x["s"] == y["s"]
                C["s_len"] += hit or bool(content_words(T, x["s"]) & content_words(T, y["s"]))

        # numbers
        def owner(L, t):
            c = [d for d in L if t in d["k"]]
            return min(c, key=lambda d: len(d["k"])) if c else None

        for t in range(len(T)):
            if not is_num(T, t):
                continue
            gd = owner(G, t)
            qd = owner(Q, t)
            for tag in ("n", "q") if not is_date(T, t) else ("n",):
                C[tag + "_all"] += 1
                gs = gd is not None and bool(gd["s"])
                qs = qd is not None and bool(qd["s"])
                C[tag + "_g"] += gs
                C[tag + "_p"] += qs
                if gs and qd is not None:
                    C[tag + "_cov"] += 1
                rep = gs and reportive(g["text"], gd["a"])
                if rep:
                    C[tag + "_rg"] += 1
                ok = False
                len_ = False
                if gs and qs:
                    ok = bool(
                        {k for k in gd["s"] & qd["s"] if T[k][2].lower() not in STOP}
                        or gd["s"] == qd["s"]
                    )
                    len_ = ok or bool(content_words(T, gd["s"]) & content_words(T, qd["s"]))
                    C[tag + "_tp"] += ok
                    C[tag + "_rtp"] += ok and rep
                    C[tag + "_ltp"] += len_
                if tag == "q" and (gs or qs):
                    ex.append(
                        (
                            g["doc_id"],
                            T[t][0],
                            T[t][2],
                            "ok"
                            if ok
                            else "len"
                            if len_
                            else "wrong"
                            if gs and qs
                            else "miss"
                            if gs
                            else "spur",
                            gd and gd["a"],
                            qd and qd["a"],
                        )
                    )
    R = {
        "content_tok": prf(C["ck_tp"], C["ck_p"], C["ck_g"]),
        "attr_overlap": prf(C["a_tp"], C["a_p"], C["a_g"]),
        "attr_f>=.5": prf(C["a_tp5"], C["a_p"], C["a_g"]),
        "cue_overlap": (
            round(100 * C["cue_pt"] / max(1, C["cue_p"]), 1),
            round(100 * C["cue_gt"] / max(1, C["cue_g"]), 1),
            None,
        ),
        "source_overlap(e2e)": prf(C["s_tp"], C["s_p"], C["s_g"]),
        "source_f>=.5(e2e)": prf(C["s_tp5"], C["s_p"], C["s_g"]),
        "source_exact(e2e)": prf(C["s_ex"], C["s_p"], C["s_g"]),
        "source_name_lenient(e2e)": prf(C["s_len"], C["s_p"], C["s_g"]),
        "source_acc_given_match": round(100 * C["s_tp"] / max(1, C["m_both"]), 1),
        "NUM_all_source": prf(C["n_tp"], C["n_p"], C["n_g"]),
        "NUM_quant_source": prf(C["q_tp"], C["q_p"], C["q_g"]),
        "NUM_quant_lenient": prf(C["q_ltp"], C["q_p"], C["q_g"]),
        "NUM_quant_covered%": round(100 * C["q_cov"] / max(1, C["q_g"]), 1),
        "NUM_quant_reportive_recall": (round(100 * C["q_rtp"] / max(1, C["q_rg"]), 1), C["q_rg"]),
        "counts": {
            k: C[k]
            for k in ("a_g", "a_p", "s_g", "s_p", "n_all", "n_g", "n_p", "q_all", "q_g", "q_p")
        },
    }
    r = R["cue_overlap"]
    p_, r_ = r[0], r[1]
    R["cue_overlap"] = (p_, r_, round(2 * p_ * r_ / (p_ + r_), 1) if p_ + r_ else 0)
    return R, ex


def load(p):
    return [json.loads(l) for l in open(p)]


if __name__ == "__main__":
    if len(sys.argv) < 3 or "-h" in sys.argv or "--help" in sys.argv:
        sys.exit(__doc__)
    g = load(sys.argv[1])
    p = load(sys.argv[2])
    least = (
        float(sys.argv[sys.argv.index("--min-confidence") + 1])
        if "--min-confidence" in sys.argv
        else None
    )
    for r in p:
        kept = [a for a in r["attributions"] if least is None or a.get("confidence", 1.0) >= least]
        for a in kept:
            if (
                a.get("source")
                and len(
                    TOK.findall(r["text"][a["source"][0] : a["source"][1]] if "text" in r else "")
                )
                > 20
            ):
                a["source"] = None
        r["attributions"] = kept
    R, ex = score(g, p)
    bad = {}
    P = {r["doc_id"]: r for r in p}
    for r in g:
        if "relays" in r:
            want = r["relays"]
            got = [x.get("relays") or [] for x in P.get(r["doc_id"], {}).get("attributions", [])]

            def fit(a, b):
                x, y = (
                    set(re.findall(r"\w+", a.lower())) - STOP,
                    set(re.findall(r"\w+", b.lower())) - STOP,
                )
                return bool(x & y) and len(x & y) >= min(len(x), len(y)) * 0.5

            if want and not any(
                len(q) == len(want) and all(fit(a, b) for a, b in zip(q, want)) for q in got
            ):
                bad.setdefault(r["doc_id"], []).append(("relays", "miss"))
            if not want and any(got):
                bad.setdefault(r["doc_id"], []).append(("relays", "spur"))
    for e in ex:
        if e[3] not in ("ok", "len"):
            bad.setdefault(e[0], []).append((e[2], e[3]))
    R["items right"] = (len(g) - len(bad), len(g))
    if "--items" in sys.argv:
        for d, w in bad.items():
            print("  wrong:", d, w)
    if "--json" in sys.argv:
        print(json.dumps(R))
    else:
        for k, v in R.items():
            print(f"{k:28s}", v)
