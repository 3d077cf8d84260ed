"""Draw pairs of claims of one story for people to label: do the two answer one question?

    python -m benchmarks.training.draw ARTICLES.jsonl --ledger DB --out PAIRS.jsonl
        [--stories N] [--most N] [--known PAIRS.jsonl…]

``ARTICLES.jsonl`` comes from ``benchmarks.training.corpora``. Only pairs whose numbers differ and
that no hard bar parts are drawn: what the product lays in one figure first, then what the score
that is blind to values likes best, ``--most`` a story. Pairs of ``--known`` are left out. The rows
have the form of the labelled pairs (``a`` and ``b`` with sentence, offsets and what stands before).
"""

import argparse
import json
import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loading import lines
from benchmarks.snapshot import make_ledger
from benchmarks.training.pairs import texts_of
from crosscheck.figures.bars import barred, comparable
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.facets import facets_of
from crosscheck.figures.likeness import features, model, sides_of
from crosscheck.model import LedgerClaim

LEAST_SALIENCE = 0.5
BEFORE = 200
"""Characters of the text before the sentence that a reader is shown."""
MOST_OF_A_CLAIM = 4
Key = tuple[str, int]


def chosen(articles: Path, stories: int) -> list[dict[str, Any]]:
    """Articles of so many stories of each set, drawn at random from those of two outlets."""
    by_story: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in lines(articles):
        by_story[row["set"]][row["story"]].append(row)
    rng, found = random.Random(7), []
    for _, own in sorted(by_story.items()):
        names = sorted(name for name, rows in own.items() if len(rows) > 1)
        for name in rng.sample(names, min(stories, len(names))):
            found += own[name]
    return found


def drawn(
    ledger: Path, rows: list[dict[str, Any]], most: int, known: set[frozenset[Key]]
) -> Iterator[dict[str, Any]]:
    """The pairs of each story, best first."""
    texts = texts_of(ledger)
    of_doc = {row["doc"]: row for row in rows}
    row_of = {claim.id: of_doc[doc] for doc, claims in texts.claims.items() for claim in claims}
    with sqlite3.connect(ledger) as conn:
        figure_of = dict(conn.execute("SELECT claim_id, figure_id FROM figure_claims"))
    groups: dict[str, list[Side]] = defaultdict(list)
    for doc, claims in texts.claims.items():
        for claim in claims:
            if claim.salience >= LEAST_SALIENCE and claim.value is not None:
                facets = facets_of(claim, texts.articles[doc])
                groups[of_doc[doc]["story"]].append(Side(claim, facets))
    for story, sides in sorted(groups.items()):
        taken: Counter[str] = Counter()
        left = most
        for joined, score, a, b in _ranked(sides, figure_of):
            of = [row_of[claim.id] for claim in (a, b)]
            key = frozenset(((of[0]["doc"], a.start), (of[1]["doc"], b.start)))
            if not left:
                break
            if key in known or max(taken[a.id], taken[b.id]) >= MOST_OF_A_CLAIM:
                continue
            taken.update((a.id, b.id))
            left -= 1
            told = {"set": of[0]["set"], "story": story, "joined": joined, "score": score}
            yield {**told, "a": _shown(a, of[0]), "b": _shown(b, of[1])}


def _ranked(
    sides: list[Side], figure_of: Mapping[str, str]
) -> list[tuple[bool, float, LedgerClaim, LedgerClaim]]:
    told = sides_of(sorted(sides, key=lambda s: s.claim.id))
    two = Two(told, *np.triu_indices(len(sides), 1))
    asked = ~two.same("value") & comparable(two) & ~barred(two)
    two = Two(told, two.a[asked], two.b[asked])
    rows, weights, found = features(two), model(), []
    scores = np.maximum(weights.full.probabilities(rows), weights.blind.probabilities(rows))
    for at, score in enumerate(scores.tolist()):
        a, b = (side.claim for side in two.pair(at))
        mine = figure_of.get(a.id)
        joined = mine is not None and mine == figure_of.get(b.id)
        found.append((joined, round(score, 3), a, b))
    return sorted(found, key=lambda one: one[:2], reverse=True)


def _shown(claim: LedgerClaim, row: dict[str, Any]) -> dict[str, Any]:
    start = claim.sentence_start
    return {
        "doc": row["doc"], "outlet": row["outlet"], "published": row["published"],
        "headline": row["title"], "before": row["text"][max(0, start - BEFORE) : start],
        "sentence": claim.sentence, "start": claim.start - start, "end": claim.end - start,
        "quote": claim.quote, "offset": claim.start,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=250, help="stories of each set")
    parser.add_argument("--most", type=int, default=10, help="pairs of a story")
    parser.add_argument("--known", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    rows = chosen(options.articles, options.stories)
    if not options.ledger.exists():
        source = options.out.with_suffix(".import.jsonl")
        with source.open("w", encoding="utf-8") as out:
            for row in rows:
                url = f"https://{row['outlet'] or 'unnamed.example'}/{row['doc']}"
                kept = {key: row[key] for key in ("outlet", "title", "published")}
                body = row["text"].partition("\n\n")[2]
                told = {"url": url, **kept, "country": "US", "text": body}
                out.write(json.dumps(told) + "\n")
        make_ledger(source, options.ledger)
    known: set[frozenset[Key]] = set()
    for path in options.known:
        for pair in lines(path):
            known.add(frozenset((pair[s]["doc"], pair[s].get("offset", -1)) for s in ("a", "b")))
    with options.out.open("w", encoding="utf-8") as out:
        for number, pair in enumerate(drawn(options.ledger, rows, options.most, known)):
            out.write(json.dumps({"id": f"n{number:05d}", **pair}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
