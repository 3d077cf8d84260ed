"""How well claims are laid side by side, on stories that the learned parts never saw.

    python -m benchmarks.crosscheck --encoders FOLDER [--shared FOLDER] [--corpora FILE]
                                    [--only SET,…] [--write] [--keep FOLDER]

Sets: the invented newsrooms (but those kept shut), and the annotated real stories where FOLDER
(default ``../shared``) has them. Each is imported, read and crosschecked; the scorer reads the
ledger. *As it is* are the models fitted on everything; *left out* those that never saw the set, nor
anything else of its author (the real stories: in four folds, each story taken from the run that
never saw it), the link between articles as well; what numbers are told of, which
``benchmarks.training.encoder`` left in ``--encoders``, is by an encoder that never saw them in
either case. ``--corpora`` are the texts of the labelled pairs
of real news, to learn from besides (``benchmarks.training.corpora`` makes them). ``--write`` writes
the models that are fitted on everything, ``links.json``, ``likeness.json`` and ``judge.json`` with
its cuts; ``--keep`` keeps the ledgers and takes those that are there. Last comes a table that says
at which stage the differing numbers of one question part, left out. Missing gold articles end it
with an error.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.loading import HERE, JUDGED, author, lines
from benchmarks.training import cuts, figures, judge, labelled, losses, marked, meanings, stories
from benchmarks.training.figures import key_of
from benchmarks.training.gold import FOLDS, REAL, Files, Set, fold_of, load, sets
from benchmarks.training.pairs import LabelledPair, labelled_pairs, texts_of
from crosscheck.articles import find_stories, links
from crosscheck.articles.stories import Linker
from crosscheck.check import Batch, lay_out
from crosscheck.model import Outcome
from crosscheck.relations.judge import Cuts, Judge, TrainedJudge, read

MODEL = HERE.parent / "crosscheck" / "figures" / "likeness.json"
JUDGE = HERE.parent / "crosscheck" / "relations" / "judge.json"
AT = "2031-01-01T00:00:00Z"

SHOWN = (
    "story_f1", "grouping_f1", "differing_pairs_together", "strangers_merged",
    "twin_stories_merged", "cross_story_pairs_merged", "verdict_accuracy", "conflict_precision",
    "conflict_recall", "conflict_pairs_right", "conflict_pairs_wrong", "cried",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A set in figures by models that never saw ``key``; ``claims`` are those it counts for."""

    key: figures.Key
    claims: set[str] | None
    batch: Batch

    def outcome(self, judge: Judge, cuts: Cuts) -> Outcome:
        """The rows of the crosscheck."""
        return self.batch.outcome(self.batch.weigher(judge), cuts, AT)


class Bench:
    """The sets, and what is found in them by models that never saw them."""

    def __init__(
        self,
        found: Sequence[Set],
        pairs: Sequence[LabelledPair],
        corpora: Path | None,
        marked: Sequence[Set] = (),
    ) -> None:
        self.sets, self.marked = found, marked
        step("links between articles")
        self.stories = stories.Bench([*map(_gold, found), *stories.dense_sets(corpora)])
        step(f"figures, from {len(pairs)} labelled pairs besides")
        self.figures = figures.Bench([*found, *marked], pairs)
        step("what the judge is asked")
        self.judges: dict[figures.Key, TrainedJudge] = {}
        self.parts = {one.files.name: [*self._unseen(one)] for one in (*found, *marked)}
        self.asked = judge.labelled_rows(pairs, lambda fold: self.figures.model((REAL, fold)))
        judged = [one for one in found if one.files.name in JUDGED] + list(marked)
        for one in judged:
            for part in self.parts[one.files.name]:
                self.asked += _asked(one, part)
        step("judges and their cuts")
        self.trials = [
            cuts.Trial(name, part.batch, part.batch.weigher(self.judge(part.key)),
                       cuts.quantities(one, part.batch, part.key[1] if part.key else None))
            for one in judged
            for name in [one.files.name]
            if one.exhaustive
            for part in self.parts[name]
        ]  # fmt: skip

    def judge_told(self, key: figures.Key) -> dict[str, Any]:
        """The judge that never saw ``key``, as JSON, with the cuts of all sets."""
        fitted = judge.fit_judge([row for row in self.asked if key is None or row.key != key])
        return {**fitted, "cuts": asdict(cuts.START)}

    def judge(self, key: figures.Key) -> TrainedJudge:
        """The judge that never saw ``key``, fitted once."""
        if key not in self.judges:
            self.judges[key] = read(self.judge_told(key))
        return self.judges[key]

    def as_is(self, one: Set) -> list[tuple[set[str] | None, Outcome]]:
        """The outcome by models fitted on everything, and the link as shipped."""
        batch = lay_out(one.articles, one.claims, weights=self.figures.model(None))
        part = Part(None, None, batch)
        return [(None, part.outcome(self.judge(None), cuts.chosen(self.trials)))]

    def left_out(self, one: Set) -> list[tuple[set[str] | None, Outcome]]:
        """The outcomes by models and cuts that never saw the set, each for its own claims."""
        name = one.files.name
        at = cuts.chosen(self.trials, name)
        print(f"{name}: {at}")
        return [(part.claims, part.outcome(self.judge(part.key), at)) for part in self.parts[name]]

    def losses(self, found: Sequence[Set]) -> str:
        """Where differing numbers of one question part, left out, as a table."""
        batches = {name: [(p.claims, p.batch) for p in own] for name, own in self.parts.items()}
        parted = {one.files.name: losses.losses(one, batches[one.files.name]) for one in found}
        return losses.table(parted)

    def of_marked(self) -> str:
        """A table of the marked news, left out."""
        told = {}
        for one in self.marked:
            name = one.files.name
            at = cuts.chosen(self.trials, name)
            said = [said for t in self.trials if t.set == name for said in t.said(at)]
            told[name] = marked.scores(one, said, [part.batch for part in self.parts[name]])
        return marked.table(told)

    def _unseen(self, one: Set) -> Iterator[Part]:
        name = one.files.name
        gold = next((gold for gold in self.stories.sets if gold.name == name), None)
        if gold is None or name != REAL:  # from marked news no link is learned
            weights = self.stories.weights(gold)
            every = {a.id for a in one.articles}
            key = (author(name), None)
            yield self._part(one, key, lambda a, others: links.link(a, others, weights), every)
            return
        unseen = [self.stories.weights(gold, fold) for fold in range(stories.FOLDS)]
        linker = stories.by_folds(gold, unseen)
        found = find_stories(one.articles, linker=linker)
        fold_by = {a.id: fold_of(one.story[a.id] or "") for a in one.articles}
        for fold in range(FOLDS):
            near = {a.id for told in found if fold in {fold_by[a.id] for a in told} for a in told}
            yield self._part(one, (REAL, fold), linker, near)

    def _part(self, one: Set, key: tuple[str, int | None], linker: Linker, near: set[str]) -> Part:
        """The articles ``near``, in stories and figures by models that never saw ``key``."""
        articles = [a for a in one.articles if a.id in near]
        claims = [c for c in one.claims if c.article_id in near]
        own = {c.id for c in claims if key_of(key[0], one.story[c.article_id] or "") == key}
        model = self.figures.model(key)
        return Part(key, own, lay_out(articles, claims, weights=model, linker=linker))

    def write(self) -> None:
        """Write the models fitted on everything, and the cuts."""
        links_told = self.stories.told(self.stories.weights(None))
        stories.MODEL.write_text(json.dumps(links_told, indent=1) + "\n", encoding="utf-8")
        names = [one.files.name for one in (*self.sets, *self.marked)]
        model = {"fitted on": names, **self.figures.told(None)}
        MODEL.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        judge_told = {**self.judge_told(None), "cuts": asdict(cuts.chosen(self.trials))}
        JUDGE.write_text(json.dumps(judge_told, indent=0) + "\n", encoding="utf-8")


def _asked(one: Set, part: Part) -> list[judge.Row]:
    """What a judge is asked of a set in figures by models that never saw it."""
    recorder = judge.Recorder()
    part.outcome(recorder, cuts.START)
    pairs = [p for p in recorder.asked if part.claims is None or p.a.id in part.claims]
    name, exhaustive = one.files.name, one.exhaustive
    return judge.rows_of_run(pairs, one.asked, one.verdicts, name, exhaustive=exhaustive)


def _gold(one: Set) -> stories.Gold:
    articles = tuple(article for article in one.articles if one.story[article.id])
    story = {article.id: one.story[article.id] or "" for article in articles}
    apart = tuple((row["story_a"], row["story_b"]) for row in lines(one.files.twins))
    return stories.Gold(one.files.name, articles, story, apart)


def write(out: Path, ledger: Path, parts: Sequence[tuple[set[str] | None, Outcome]]) -> None:
    """A copy of a ledger with the figures of several outcomes: of each those of its own claims."""
    out.unlink(missing_ok=True)
    with sqlite3.connect(ledger) as source, sqlite3.connect(out) as target:
        source.backup(target)
        target.execute("PRAGMA foreign_keys = OFF")
        for name in (*_FIGURES, "figures", "story_articles", "stories"):
            target.execute(f"DELETE FROM {name}")
        for name in ("stories", "story_articles"):
            _insert(target, name, [asdict(row) for _, one in parts for row in getattr(one, name)])
        for number, (claims, outcome) in enumerate(parts):
            members = outcome.figure_claims
            kept = {m.figure_id for m in members if claims is None or m.claim_id in claims}
            named = [asdict(row) for row in outcome.figures if row.id in kept]
            _insert(target, "figures", [{**row, "id": f"{number} {row['id']}"} for row in named])
            for name in _FIGURES:
                rows = [asdict(row) for row in getattr(outcome, name) if row.figure_id in kept]
                _insert(target, name, [_numbered(row, number) for row in rows])


_FIGURES = ("readings", "figure_claims", "relations")
_NUMBERED = ("figure_id", "reading_id", "reading_a", "reading_b", "replaced")


def _numbered(row: Mapping[str, object], number: int) -> dict[str, object]:
    named = {key: f"{number} {row[key]}" for key in _NUMBERED if row.get(key)}
    return {**row, **named} | ({"id": f"{number} {row['id']}"} if "id" in row else {})


def _insert(target: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    for row in rows:
        told = {**row, "reason": "", "facts": None}
        used = [name for name in columns if name in told]
        marks = ", ".join("?" * len(used))
        target.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(used)}) VALUES ({marks})",
            [str(v) if isinstance(v := told[name], str) else v for name in used],
        )


def score(ledger: Path, files: Files) -> dict[str, float]:
    """What the scorer says of a ledger, and conflicts cried by tier; missing articles are fatal."""
    command = [sys.executable, str(HERE / "scorers" / "score_crosscheck.py"), str(ledger)]
    command += [str(files.gold), "--twins", str(files.twins), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{files.name}: {ran.stderr.strip()}")
    found = dict(json.loads(ran.stdout))
    with sqlite3.connect(ledger) as conn:
        if any(row[1] == "tier" for row in conn.execute("PRAGMA table_info(figures)")):
            tiers = Counter(t for (t,) in conn.execute("SELECT tier FROM figures") if t)
            found |= {f"cried as {tier}": count for tier, count in sorted(tiers.items())}
    return found


def shown(name: str, columns: Mapping[str, Mapping[str, float]]) -> str:
    """A table of scores, one column each."""
    head = f"\n{name:28}" + "".join(f"{column:>12}" for column in columns)
    rows = list(SHOWN)
    rows += sorted({key for found in columns.values() for key in found if key.startswith("cried ")})
    body = [
        f"{row:28}" + "".join(f"{found.get(row, 0):12.3f}" for found in columns.values())
        for row in rows
    ]
    return "\n".join([head, *body])


def known_pairs(paths: Sequence[Path], found: Sequence[Set], place: Path) -> list[LabelledPair]:
    """The labelled pairs of real news; their sentences are read once into a ledger."""
    there = [path for path in paths if path.exists()]
    if not there:
        return []
    key = sha256("".join(f"{path} {path.stat().st_size}" for path in there).encode()).hexdigest()
    texts = [texts_of(one.ledger) for one in found]
    pairs = labelled_pairs(there, texts, place / f"pairs-{key[:8]}.db")
    return [pair for pair in pairs if pair.set not in {one.files.name for one in found}]


def main() -> None:
    """Fit, write, and print the scores side by side."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--encoders", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    only = tuple(filter(None, given.only.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        step("reading the gold")
        found = [load(one, place / f"{one.name}.db") for one in sets(given.shared)]
        files = [given.shared / "data" / "pairs_dev.jsonl", place / "pairs.jsonl"]
        if given.corpora:
            rows = map(json.dumps, labelled.pairs(given.corpora))
            files[1].write_text("\n".join(rows) + "\n", encoding="utf-8")
        step("reading the labelled pairs")
        pairs = known_pairs(files, found, place)
        step("reading the marked news")
        known = [marked.load(path, place) for path in marked.files()]
        step("what the encoders say of them")
        encoders = meanings.Encoders.load(given.encoders)
        found, known = ([encoders.told(one) for one in sets_] for sets_ in (found, known))
        bench = Bench(found, meanings.of_pairs(pairs), given.corpora, known)
        if given.write:
            bench.write()
            step("written")
        for one in found:
            if only and one.files.name not in only:
                continue
            out = Path(folder) / "scored.db"
            columns = {}
            for name, outcome in (("left out", bench.left_out), ("as it is", bench.as_is)):
                write(out, one.ledger, outcome(one))
                columns[name] = score(out, one.files)
            print(shown(one.files.name, columns), flush=True)
        print(f"\n{bench.losses(found)}\n\n{bench.of_marked()}")
        step("done")


_BEGUN = time.monotonic()


def step(name: str) -> None:
    """Say what is done now, and how many seconds have passed."""
    print(f"{time.monotonic() - _BEGUN:6.0f} s  {name}", flush=True)


if __name__ == "__main__":
    main()
