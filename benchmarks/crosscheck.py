"""How well claims are laid side by side, on stories that the learned parts never saw.

    python -m benchmarks.crosscheck [--shared FOLDER] [--only SET,…] [--write] [--keep FOLDER]

Sets: the invented newsrooms A to D, and the annotated real stories where FOLDER (default
``../shared``) has them. Each is imported, read and crosschecked; the scorer reads the ledger. *As
it is* fits both models of ``crosscheck.figures.likeness`` on everything; *left out* without the set
(the real stories: in four folds) and takes each story's figures from the run that never saw it.
Stories are found as shipped: ``benchmarks.training.stories`` leaves them out. ``--write`` writes
``likeness.json``; ``--keep`` keeps the ledgers and takes those that are there.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.snapshot import make_ledger
from benchmarks.training.logistic import Labels, Matrix, Weighed, signed
from claimledger import crosschecking
from crosscheck.check import crosscheck
from crosscheck.figures.facets import facets_of
from crosscheck.figures.likeness import VALUES, Model, Side, features, side_of
from crosscheck.model import CheckArticle, LedgerClaim, Outcome
from db.connection import connect
from db.ledger import load_check_batch

HERE = Path(__file__).parent
MODEL = HERE.parent / "crosscheck" / "figures" / "likeness.json"
AT = "2031-01-01T00:00:00Z"
REAL = "real"
FOLDS = 4
RIDGE = 20.0
"""Pull of standardised weights towards 0: plateau 10 to 40."""
PAIRS = {REAL: 8000.0}
"""Every set weighs as so many pairs, each of its stories by the root of its number of pairs."""
PAIRS_OF_A_WRITER = 5000.0
HALF_KNOWN = 0.25
"""Weight of a pair of which gold knows one claim alone: it is hardly of one question."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one set."""

    name: str
    articles: Path
    gold: Path
    twins: Path


def sets(shared: Path) -> Iterator[Files]:
    """The newsrooms, and the real stories where they are."""
    for writer in ("A", "B", "C", "D"):
        folder = HERE / "gold" / "newsrooms" / writer
        yield Files(writer, *(folder / f"{n}.jsonl" for n in ("articles", "gold", "twins")))
    data = shared / "data"
    real = Files(REAL, *(data / f"crosscheck_{n}_dev.jsonl" for n in ("articles", "gold", "twins")))
    if real.articles.exists():
        yield real
    else:
        print(f"real stories are left out: {data} is not here")


@dataclass(frozen=True, slots=True)
class Set:
    """One set with its ledger, and the question that each claim answers as gold has it."""

    files: Files
    ledger: Path
    articles: tuple[CheckArticle, ...]
    claims: tuple[LedgerClaim, ...]
    asked: Mapping[str, tuple[str, object]]
    story: Mapping[str, str | None]


def load(files: Files, ledger: Path) -> Set:
    """Import, read and crosscheck where that is not done yet, and find gold's claims."""
    if not ledger.exists():
        make_ledger(files.articles, ledger)
    db = connect(ledger, create=False)
    rows = load_check_batch(db)
    db.close()
    articles = crosschecking.articles_of(rows.articles)
    scorer = _scorer()
    gold = _lines(files.gold)
    of_doc: dict[str, str] = {}
    for story in gold:
        for doc in story["docs"]:
            of_doc.setdefault(doc["doc_id"], story["story_id"])
    story_of = {a.id: of_doc.get(a.url.rsplit("/", 1)[-1]) for a in articles}
    claims = tuple(crosschecking.claims_of(rows))
    asked = labels(gold, scorer.Ledger(ledger))
    return Set(files, ledger, tuple(articles), claims, asked, story_of)


def _scorer() -> Any:
    sys.path.insert(0, str(HERE / "scorers"))
    return import_module("score_crosscheck")


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def labels(gold: Sequence[Any], ledger: Any) -> dict[str, tuple[str, object]]:
    """The story and question that each claim which gold lists answers.

    A figure that gold gives a narrower scope ("children") is a question of its own, unless the
    scope only says when it was printed: an earlier toll of an update is of the same question.
    """
    found: dict[str, tuple[str, object]] = {}
    for story in gold:
        for quantity in story["quantities"]:
            moved = quantity["verdict"] in ("update", "conflict")
            for figure in quantity["figures"]:
                if isinstance(figure["value"], str):
                    continue
                unit = figure.get("unit") or quantity["unit"]
                claim = ledger.locate(figure["doc_id"], {**figure, "unit": unit})
                if claim is not None:
                    scope = None if moved else figure.get("scope")
                    question = (story["story_id"], (quantity["quantity"], scope))
                    found.setdefault(claim["id"], question)
        for number, stranger in enumerate(story.get("distractors", [])):
            claim = ledger.locate(stranger["doc_id"], {"qualifier": "exact", **stranger})
            if claim is not None:
                key = ("stranger", stranger.get("key", number))
                found.setdefault(claim["id"], (story["story_id"], key))
    return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """The labelled pairs of a set: features, labels, weights, and the story of each."""

    x: Matrix
    same: Labels
    weight: Weighed
    story: tuple[str, ...]


def pairs_of(one: Set) -> tuple[Pairs, list[str]]:
    """Every pair of one story and dimension of which gold knows a claim at least."""
    by_id = {article.id: article for article in one.articles}
    groups: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for claim in one.claims:
        story = one.story[claim.article_id]
        if story is not None and claim.current and claim.region != "related":
            side = side_of(claim, facets_of(claim, by_id[claim.article_id]))
            groups[story, side.facets.dimension].append(side)
    rows, same, weight, of_story = [], [], [], []
    names: list[str] = []
    for (story, _), sides in sorted(groups.items()):
        for a, b in combinations(sorted(sides, key=lambda s: s.claim.id), 2):
            mine, theirs = one.asked.get(a.claim.id), one.asked.get(b.claim.id)
            if mine is None and theirs is None:
                continue
            found = features(a, b)
            names = names or list(found)
            rows.append(list(found.values()))
            same.append(mine is not None and mine == theirs)
            weight.append(1.0 if mine is not None and theirs is not None else HALF_KNOWN)
            of_story.append(story)
    w, count = np.array(weight), np.array([of_story.count(story) for story in of_story])
    w = w * count**-0.5
    w *= PAIRS.get(one.files.name, PAIRS_OF_A_WRITER) / w.sum()
    return Pairs(np.array(rows), np.array(same), w, tuple(of_story)), names


class Bench:
    """The sets with their pairs; fits models that leave out a set, or some of its stories."""

    def __init__(self, found: Sequence[Set]) -> None:
        self.sets = tuple(found)
        self.pairs: dict[str, Pairs] = {}
        self.names: list[str] = []
        for one in found:
            self.pairs[one.files.name], self.names = pairs_of(one)

    def model(self, test: str | None = None, fold: int | None = None) -> Model:
        """Both models, fitted without a set, or without one fold of its stories."""
        kept = []
        for name, own in self.pairs.items():
            if name != test:
                kept.append((own.x, own.same, own.weight))
            elif fold is not None:
                outside = np.array([fold_of(story) != fold for story in own.story])
                kept.append((own.x[outside], own.same[outside], own.weight[outside]))
        x, y, w = (np.concatenate(parts) for parts in zip(*kept, strict=True))
        blind = [at for at, name in enumerate(self.names) if name not in VALUES]
        unseen = [self.names[at] for at in blind]
        return Model(
            signed(x, y, w, self.names, RIDGE, sign_of),
            signed(x[:, blind], y, w, unseen, RIDGE, sign_of),
        )

    def left_out(self, one: Set, out: Path) -> None:
        """Write a ledger like a set's, its figures found by models that never saw them."""
        name = one.files.name
        if name != REAL:
            write(out, one.ledger, [(None, run(one, self.model(name)))])
            return
        parts = []
        for fold in range(FOLDS):
            own = {
                claim.id
                for claim in one.claims
                if fold_of(one.story[claim.article_id] or "") == fold
            }
            parts.append((own, run(one, self.model(name, fold))))
        write(out, one.ledger, parts)


_AGAINST = ("_differs", "_differ", "_apart", "_one", "_nested", "distance", "magnitudes", "zero")
_FOR = ("_same", "_meet", "_words", "_shared", "equal", "near", "telling", "replaces")
_EITHER = frozenset(("superseded_one", "positions_apart", "days_apart", "status_same"))


def sign_of(name: str) -> int:
    """What a feature can say: 1 for one question, -1 against it, 0 either."""
    if name in _EITHER:
        return 0
    return 1 if name.endswith(_FOR) else -1 if name.endswith(_AGAINST) else 0


def fold_of(story: str) -> int:
    """The fold of a story, by its name."""
    return sha256(story.encode()).digest()[0] % FOLDS


def run(one: Set, weights: Model) -> Outcome:
    """The crosscheck of a set with other models."""
    return crosscheck(one.articles, one.claims, now=AT, weights=weights)


def write(out: Path, ledger: Path, parts: Sequence[tuple[set[str] | None, Outcome]]) -> None:
    """A copy of a ledger with the figures of several outcomes: of each those of its own claims."""
    with sqlite3.connect(ledger) as source, sqlite3.connect(out) as target:
        source.backup(target)
        target.execute("PRAGMA foreign_keys = OFF")
        for name in ("relations", "figure_claims", "readings", "implications", "figures"):
            target.execute(f"DELETE FROM {name}")
        for number, (claims, outcome) in enumerate(parts):
            figures = {
                row.figure_id
                for row in outcome.figure_claims
                if claims is None or row.claim_id in claims
            }
            _insert(target, number, figures, outcome)


def _insert(target: sqlite3.Connection, number: int, figures: set[str], outcome: Outcome) -> None:
    for row in outcome.figures:
        if row.id in figures:
            target.execute(
                "INSERT INTO figures (id, label, verdict, severity, article_count, outlet_count, "
                "origin_count, copy_count, first_seen_at, changed_at) "
                "VALUES (?, ?, ?, ?, 1, 1, 1, 0, ?, ?)",
                [f"{number} {row.id}", row.label, row.verdict, row.severity, AT, AT],
            )
    for reading in outcome.readings:
        if reading.figure_id in figures:
            target.execute(
                "INSERT INTO readings (id, figure_id, value, low, high, unit, qualifier, status, "
                "claim_count, voice_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1)",
                [f"{number} {reading.id}", f"{number} {reading.figure_id}", reading.value,
                 reading.low, reading.high, reading.unit, reading.qualifier, reading.status],
            )  # fmt: skip
    for member in outcome.figure_claims:
        if member.figure_id in figures:
            target.execute(
                "INSERT OR IGNORE INTO figure_claims VALUES (?, ?, ?)",
                [f"{number} {member.figure_id}", member.claim_id, f"{number} {member.reading_id}"],
            )
    for relation in outcome.relations:
        if relation.figure_id in figures:
            target.execute(
                "INSERT INTO relations (figure_id, reading_a, reading_b, relation, possible, rule, "
                "reason, severity) VALUES (?, ?, ?, ?, ?, ?, '', ?)",
                [f"{number} {relation.figure_id}", f"{number} {relation.reading_a}",
                 f"{number} {relation.reading_b}", relation.relation, relation.possible,
                 relation.rule, relation.severity],
            )  # fmt: skip


def score(ledger: Path, files: Files) -> dict[str, float]:
    """What the scorer says of a ledger; it fails when gold articles are missing."""
    command = [sys.executable, str(HERE / "scorers" / "score_crosscheck.py"), str(ledger)]
    command += [str(files.gold), "--twins", str(files.twins), "--json"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(ran.stdout))


SHOWN = (
    "story_f1", "grouping_f1", "differing_pairs_together", "strangers_merged",
    "cross_story_pairs_merged", "verdict_accuracy", "conflict_precision", "conflict_recall",
    "conflict_pairs_right", "conflict_pairs_wrong", "cried",
)  # fmt: skip


def main() -> None:
    """Print the scores side by side."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    only = tuple(filter(None, given.only.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        bench = Bench([load(one, place / f"{one.name}.db") for one in sets(given.shared)])
        if given.write:
            fitted = bench.model()
            told = {
                "fitted on": [one.files.name for one in bench.sets],
                "full": {name: round(value, 4) for name, value in fitted.full.items()},
                "blind": {name: round(value, 4) for name, value in fitted.blind.items()},
            }
            MODEL.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        for one in bench.sets:
            if only and one.files.name not in only:
                continue
            as_is, left_out = Path(folder) / "as-is.db", Path(folder) / "left-out.db"
            for path in (as_is, left_out):
                path.unlink(missing_ok=True)
            write(as_is, one.ledger, [(None, run(one, bench.model()))])
            bench.left_out(one, left_out)
            found = [score(path, one.files) for path in (left_out, as_is)]
            print(f"\n{one.files.name:28}{'left out':>10}{'as it is':>10}")
            for name in SHOWN:
                print(
                    f"{name:28}" + "".join(f"{scores[name]:10.3f}" for scores in found), flush=True
                )


if __name__ == "__main__":
    main()
