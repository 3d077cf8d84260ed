"""How well claims are laid side by side: annotated stories, with and without tuning on them.

    python -m benchmarks.crosscheck --articles ARTICLES.jsonl --gold GOLD.jsonl \\
        --scorer SCORER.py [--twins TWINS.jsonl] [--leave-one-out] [--ledger FILE]

The articles are imported, read and crosschecked into a new ledger (kept with ``--ledger``), which
the scorer then reads. ``--leave-one-out`` also fits the weights of pairs (``figures.pairs``)
anew for every story without that story, takes each story's figures from the run that never saw
it, and scores those: what to expect of stories that nothing was tuned on. Cuts, weights set by
hand and the rules of verdicts are not fitted, so they stay as they are.
"""

import argparse
import importlib.util
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from claimledger import crosschecking
from crosscheck.check import crosscheck
from crosscheck.figures import grouping as figures
from crosscheck.figures import pairs
from crosscheck.figures.facets import Facets, facets_of
from crosscheck.model import CheckArticle, LedgerClaim, Outcome
from db.connection import connect
from db.ledger import load_check_batch

AT = "2031-01-01T00:00:00Z"
RIDGE = 10.0
"""Strength of the pull of weights towards 0: plateau 3 to 30."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the ledger holds, as the crosscheck takes it."""

    articles: tuple[CheckArticle, ...]
    claims: tuple[LedgerClaim, ...]
    facets: Mapping[str, Facets]


def make_ledger(articles: Path, ledger: Path) -> None:
    """Import, read and crosscheck with the command itself."""
    for verb in (["import", str(articles)], ["extract"], ["crosscheck"]):
        subprocess.run(
            [sys.executable, "-m", "claimledger.cli", *verb, "--db", str(ledger)],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def load(ledger: Path) -> Batch:
    """The articles and claims of a ledger."""
    db = connect(ledger, create=False)
    rows = load_check_batch(db)
    db.close()
    articles = crosschecking.articles_of(rows.articles)
    claims = crosschecking.claims_of(rows)
    by_id = {a.id: a for a in articles}
    facets = {c.id: facets_of(c, by_id[c.article_id]) for c in claims}
    return Batch(tuple(articles), tuple(claims), facets)


def labels(gold: Sequence[Any], ledger: Any) -> dict[str, dict[str, object]]:
    """By story: the quantity that each found claim answers, as the gold has it."""
    found: dict[str, dict[str, object]] = {}
    for story in gold:
        of: dict[str, object] = {}
        for quantity in story["quantities"]:
            for figure in quantity["figures"]:
                if isinstance(figure["value"], str):
                    continue
                unit = figure.get("unit") or quantity["unit"]
                claim = ledger.locate(figure["doc_id"], {**figure, "unit": unit})
                if claim is not None:
                    of.setdefault(claim["id"], (quantity["quantity"], figure.get("scope")))
        for number, stranger in enumerate(story.get("distractors", [])):
            claim = ledger.locate(stranger["doc_id"], {"qualifier": "exact", **stranger})
            if claim is not None:
                of.setdefault(claim["id"], ("stranger", stranger.get("key", number)))
        found[story["story_id"]] = of
    return found


def training(batch: Batch, told: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
    """By story: the features of its labelled pairs, and whether they answer one question."""
    by_id = {c.id: c for c in batch.claims}
    examples: dict[str, Any] = {}
    for story, of in told.items():
        claims = [by_id[key] for key in sorted(of) if key in by_id]
        beside = pairs.printed_beside(claims)
        rows, same = [], []
        for a, b in combinations(claims, 2):
            fa, fb = batch.facets[a.id], batch.facets[b.id]
            if fa.dimension != fb.dimension or figures.hard_bar(a, fa, b, fb):
                continue
            features = pairs.features_of(a, fa, b, fb, beside)
            rows.append([float(getattr(features, name)) for name in pairs.WEIGHTS])
            same.append(of[a.id] == of[b.id])
        if rows:
            examples[story] = np.array(rows), np.array(same, float)
    return examples


def fit(examples: Iterable[Any]) -> tuple[dict[str, float], float]:
    """Ridge logistic regression by Newton's method; each story weighs by the root of its pairs.

    Weights set by hand stay as they are, and the others are fitted around them.
    """
    chosen = list(examples)
    names = list(pairs.WEIGHTS)
    free = [i for i, name in enumerate(names) if name not in pairs.BY_HAND]
    fixed = np.array([pairs.WEIGHTS[n] if n in pairs.BY_HAND else 0.0 for n in names])
    rows = np.vstack([rows for rows, _ in chosen])
    given = rows @ fixed
    y = np.concatenate([same for _, same in chosen])
    w = np.concatenate([np.full(len(same), len(same) ** -0.5) for _, same in chosen])
    w /= w.mean()
    x = np.c_[rows[:, free], np.ones(len(rows))]
    beta = np.zeros(x.shape[1])
    ridge = np.eye(len(beta)) * RIDGE
    ridge[-1, -1] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-given - x @ beta))
        gradient = x.T @ (w * (p - y)) + ridge @ beta
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + ridge, gradient)
        beta -= step
        if abs(step).max() < 1e-7:
            break
    weights = dict(zip(names, map(float, fixed), strict=True))
    weights |= {names[i]: float(b) for i, b in zip(free, beta[:-1], strict=True)}
    return weights, float(beta[-1])


def run(batch: Batch, weights: Mapping[str, float], bias: float) -> Outcome:
    """The crosscheck with other weights."""
    with patch.object(pairs, "WEIGHTS", weights), patch.object(pairs, "BIAS", bias):
        return crosscheck(batch.articles, batch.claims, now=AT)


def write(path: Path, ledger: Path, parts: Sequence[tuple[frozenset[str], Outcome]]) -> None:
    """A ledger like another one, with the figures of several outcomes: of each its own claims."""
    with sqlite3.connect(ledger) as source, sqlite3.connect(path) as target:
        source.backup(target)
        for table in ("relations", "figure_claims", "readings", "implications", "figures"):
            target.execute(f"DELETE FROM {table}")
        target.execute("PRAGMA foreign_keys = OFF")
        target.execute("DROP TABLE figure_claims")
        target.execute("DROP TABLE figures")
        target.execute("CREATE TABLE figure_claims (figure_id, claim_id)")
        target.execute("CREATE TABLE figures (id, verdict)")
        for number, (claims, outcome) in enumerate(parts):
            target.executemany(
                "INSERT INTO figure_claims VALUES (?, ?)",
                [
                    (f"{number} {row.figure_id}", row.claim_id)
                    for row in outcome.figure_claims
                    if row.claim_id in claims
                ],
            )
            target.executemany(
                "INSERT INTO figures VALUES (?, ?)",
                [(f"{number} {row.id}", row.verdict) for row in outcome.figures],
            )


def leave_one_out(batch: Batch, gold: Sequence[Any], scorer: Any, ledger: Path, out: Path) -> None:
    """Write the ledger whose every story was judged by weights that never saw it."""
    told = labels(gold, scorer.Ledger(ledger))
    examples = training(batch, told)
    of_url = {a.url.rsplit("/", 1)[-1]: a.id for a in batch.articles}
    by_article: dict[str, set[str]] = defaultdict(set)
    for claim in batch.claims:
        by_article[claim.article_id].add(claim.id)
    done: set[str] = set()
    parts = []
    for story in gold:
        name = story["story_id"]
        weights, bias = fit(found for key, found in examples.items() if key != name)
        own = set().union(*(by_article[of_url[d["doc_id"]]] for d in story["docs"])) - done
        done |= own
        parts.append((frozenset(own), run(batch, weights, bias)))
    write(out, ledger, parts)


def score(scorer: Path, ledger: Path, gold: Path, twins: Path | None) -> dict[str, float]:
    """What the scorer says of a ledger."""
    more = ["--twins", str(twins)] if twins else []
    said = subprocess.run(
        [sys.executable, str(scorer), str(ledger), str(gold), "--json", *more],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(said.stdout))


def main() -> None:
    """Print the scores side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("articles", "gold", "scorer"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--twins", type=Path)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--leave-one-out", action="store_true")
    given = parser.parse_args()
    gold = [json.loads(line) for line in given.gold.read_text().splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or Path(folder) / "stories.db"
        if not ledger.exists():
            make_ledger(given.articles, ledger)
        scores = {"as it is": score(given.scorer, ledger, given.gold, given.twins)}
        if given.leave_one_out:
            spec = importlib.util.spec_from_file_location("scorer", given.scorer)
            assert spec is not None
            assert spec.loader is not None
            scorer = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(scorer)
            out = Path(folder) / "left-out.db"
            leave_one_out(load(ledger), gold, scorer, ledger, out)
            scores["left out"] = score(given.scorer, out, given.gold, given.twins)
    print(f"{'':28}" + "".join(f"{name:>12}" for name in scores))
    for name in next(iter(scores.values())):
        print(f"{name:28}" + "".join(f"{found[name]:12.3f}" for found in scores.values()))


if __name__ == "__main__":
    main()
