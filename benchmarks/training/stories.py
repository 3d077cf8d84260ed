"""Measure the link between articles (``crosscheck/articles/links.json``), left out.

    python -m benchmarks.training.stories [--shared FOLDER] [--corpora ARTICLES.jsonl]

Gold: the invented newsrooms, the annotated real stories where FOLDER (default ``../shared``)
has them, and two dense sets of ``benchmarks.training.corpora``: reports of hundreds of like crimes,
and of like events in pairs. Every figure is left out: a newsroom is scored by weights fitted
without its author, the others in folds of stories. Ridge logistic regression, with the signs that a
feature can have.

In gold the stories lie months apart, in a ledger they do not: dates alone would seem to tell
stories apart. So pairs of different stories are learned from twice, as they are and with every
story moved to begin on one day, and each set is also scored with all of its stories so moved ("one
day"; of twins, which nothing but dates can part, one is then left out). The dense sets stay as they
are. Stories of few places (``benchmarks/gold/local``) are scored, and never learned from.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.loading import HERE, author, lines
from benchmarks.training.gold import REAL, Files, fold_of, sets
from benchmarks.training.logistic import signed
from crosscheck.articles import find_stories, links
from crosscheck.articles.sketch import Sketch, sketch_of
from crosscheck.articles.stories import Linker
from crosscheck.model import CheckArticle
from crosscheck.trees import Column

MODEL = HERE.parent / "crosscheck" / "articles" / "links.json"
LOCAL = HERE / "gold" / "local"
VIOLENCE, COREFERENCE = "violence", "coreference"
DENSE = {VIOLENCE: (160, 140), COREFERENCE: (70, 0)}
"""Sets of the corpora → how many stories of several reports, and of one, are taken."""
THINNED = 5
"""Pairs of different stories of a dense set, of which one is learned from."""
FOLDED = (REAL, VIOLENCE, COREFERENCE)
FOLDS = 3
RIDGE = 3.3
"""Pull of standardised weights towards 0: plateau 1 to 10."""
PAIRS = 3000.0
"""Every set weighs as so many pairs, some as many times more."""
WEIGHTS = {REAL: 3.0}
ONE_DAY = date(2030, 3, 6)
Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]
Part = tuple[Matrix, Mask, Matrix]
"""Features, whether of one story, and the weight of each pair."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The articles of one set with the story of each, and twins that must stay apart."""

    name: str
    articles: tuple[CheckArticle, ...]
    story: Mapping[str, str]
    twins: tuple[tuple[str, str], ...]


def read(files: Files) -> Gold:
    """One set from its files."""
    of_story: dict[str, str] = {}
    for story in lines(files.gold):
        for doc in story["docs"]:
            of_story.setdefault(doc["doc_id"], story["story_id"])
    found: dict[str, CheckArticle] = {}
    for row in lines(files.articles):
        key = row["url"].rstrip("/").rsplit("/", 1)[-1]
        if key in of_story and key not in found:
            found[key] = _article(key, row)
    apart = tuple((row["story_a"], row["story_b"]) for row in lines(files.twins))
    return Gold(files.name, tuple(found.values()), of_story, apart)


def _article(key: str, row: Mapping[str, str]) -> CheckArticle:
    title = row.get("title") or ""
    opens = title and row["text"].startswith(title)
    text = row["text"] if opens or not title else f"{title}\n\n{row['text']}"
    return CheckArticle(
        id=key,
        outlet_id=row.get("outlet") or "",
        outlet=row.get("outlet") or "",
        group=None,
        url=row["url"],
        title=title or None,
        byline=row.get("byline"),
        text=text,
        published_at=row.get("published"),
        first_seen_at="2031-01-01T00:00:00Z",
    )


def dense_sets(corpora: Path | None) -> Iterator[Gold]:
    """Stories drawn from the corpora, the same whenever they are asked for."""
    if corpora is None:
        print("dense sets are left out: no --corpora")
        return
    stories_of: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    with corpora.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            stories_of[row["set"]][row["story"]].append(row)
    for name, sizes in DENSE.items():
        own, rng = stories_of[name], random.Random(5)
        several = sorted(story for story, rows in own.items() if len(rows) > 1)
        lone = sorted(story for story, rows in own.items() if len(rows) == 1)
        chosen: list[str] = []
        for names, size in zip((several, lone), sizes, strict=True):
            chosen += rng.sample(names, min(size, len(names)))
        rows = [row for story in sorted(chosen) for row in own[story]]
        articles = tuple(_article(row["doc"], {"url": row["doc"], **row}) for row in rows)
        yield Gold(name, articles, {row["doc"]: row["story"] for row in rows}, ())


def local_sets() -> Iterator[Gold]:
    """Stories of few places, which nothing is learned from."""
    for path in sorted(LOCAL.glob("*.jsonl")):
        rows = {f"{path.stem}{at:03d}": row for at, row in enumerate(lines(path))}
        articles = tuple(_article(key, row) for key, row in rows.items())
        yield Gold(f"local {path.stem}", articles, {k: row["story"] for k, row in rows.items()}, ())


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of a set: features, whether of one story, how many it stands for, the articles."""

    x: Matrix
    same: Mask
    counts: Matrix
    of: tuple[tuple[str, str], ...]


def on_one_day(gold: Gold) -> Gold:
    """The set with each story moved to begin on one day, the second of two twins left out."""
    first: dict[str, date] = {}
    for article in gold.articles:
        if article.published_at:
            day, story = date.fromisoformat(article.published_at[:10]), gold.story[article.id]
            first[story] = min(day, first.get(story, day))
    left_out = {later for _, later in gold.twins}
    moved = []
    for article in gold.articles:
        story = gold.story[article.id]
        if story in left_out:
            continue
        if article.published_at:
            day = date.fromisoformat(article.published_at[:10])
            at = (ONE_DAY + (day - first[story])).isoformat() + article.published_at[10:]
            article = replace(article, published_at=at)
        moved.append(article)
    return Gold(f"{gold.name}, one day", tuple(moved), gold.story, ())


def pairs_of(gold: Gold, sketches: Mapping[str, Sketch]) -> Pairs:
    """Every pair of a set's articles; of a dense set's different stories one in ``THINNED``."""
    rows, same, counts, of = [], [], [], []
    rng, every = random.Random(5), THINNED if gold.name in DENSE else 1
    for place, a in enumerate(gold.articles):
        others = []
        for b in gold.articles[place + 1 :]:
            one = gold.story[a.id] == gold.story[b.id]
            if one or rng.randrange(every) == 0:
                others.append(sketches[b.id])
                same.append(one)
                counts.append(1.0 if one else float(every))
                of.append((a.id, b.id))
        rows.append(np.stack([*links.features(sketches[a.id], others).values()], axis=1))
    return Pairs(np.vstack(rows), np.array(same), np.array(counts), tuple(of))


def fitted(parts: Sequence[Part], names: Sequence[str]) -> dict[str, float]:
    """Weights by name and ``bias``."""
    x = np.vstack([part[0] for part in parts])
    same = np.concatenate([part[1] for part in parts])
    weight = np.concatenate([part[2] for part in parts])
    return signed(x, same, weight, names, RIDGE, sign_of)


_AGAINST = frozenset(("gap", "days_clash", "undated_weekdays_clash"))
_EITHER = frozenset(("undated", "length_shorter", "length_longer", "event_unknown"))


def sign_of(name: str) -> int:
    """What a feature can say: 1 for one story, -1 against it, 0 either."""
    return -1 if name in _AGAINST else 0 if name in _EITHER else 1


def b_cubed(found: Sequence[Sequence[str]], story: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of stories (Bagga and Baldwin, 1998)."""
    of_gold: dict[str, set[str]] = defaultdict(set)
    keys = [key for group in found for key in group]
    for key in keys:
        of_gold[story[key]].add(key)
    precision = recall = 0.0
    for group in found:
        for key in group:
            together = len(of_gold[story[key]] & set(group))
            precision += together / len(group)
            recall += together / len(of_gold[story[key]])
    precision, recall = precision / len(keys), recall / len(keys)
    return precision, recall, 2 * precision * recall / (precision + recall)


def judged(gold: Gold, linker: Linker) -> list[list[str]]:
    """The stories that the product finds with this link."""
    found = find_stories(gold.articles, linker=linker)
    return [[article.id for article in story] for story in found]


def by_folds(gold: Gold, weights: Sequence[Mapping[str, float]]) -> Linker:
    """The link of two articles by weights that saw the story of neither."""
    fold = {id(sketch_of(a)): fold_of(gold.story[a.id], FOLDS) for a in gold.articles}

    def linker(one: Sketch, others: Sequence[Sketch]) -> Column:
        found = links.features(one, others)
        by_fold = [links.probability(found, own) for own in weights]
        at = [fold[id(other)] for other in others]
        theirs = np.choose(at, by_fold) if at else np.zeros(0)
        mean: Column = (by_fold[fold[id(one)]] + theirs) / 2
        return mean

    return linker


class Bench:
    """The sets with their pairs, as they are and moved to one day."""

    def __init__(self, sets: Sequence[Gold]) -> None:
        self.sets = tuple(sets)
        self.moved = {gold.name: on_one_day(gold) for gold in sets if gold.name not in DENSE}
        everything = [*sets, *self.moved.values()]
        self.pairs = {
            gold.name: pairs_of(gold, {a.id: sketch_of(a) for a in gold.articles})
            for gold in everything
        }
        some = sketch_of(sets[0].articles[0])
        self.names = list(links.features(some, [some]))

    def parts(self, gold: Gold, but: int | None = None) -> Iterator[Part]:
        """A set's pairs, and those of different stories on one day; without a fold's stories."""
        weight = PAIRS * WEIGHTS.get(gold.name, 1.0)
        for name in (one.name for one in self.as_is_and_moved(gold)):
            own = self.pairs[name]
            keep = np.ones(len(own.same), bool) if name == gold.name else ~own.same
            if but is not None:
                fold = {key: fold_of(story, FOLDS) for key, story in gold.story.items()}
                keep &= np.array([but not in (fold[a], fold[b]) for a, b in own.of])
            counts = own.counts[keep]
            yield own.x[keep], own.same[keep], weight * counts / counts.sum()

    def as_is_and_moved(self, gold: Gold) -> list[Gold]:
        """A set, and the same with all of its stories on one day, where that makes sense."""
        return [gold, self.moved[gold.name]] if gold.name in self.moved else [gold]

    def weights(self, test: Gold | None, fold: int | None = None) -> dict[str, float]:
        """Weights that saw nothing of a set, or nothing of one fold of the real stories."""
        found: list[Part] = []
        for gold in self.sets:
            if test is None or author(gold.name) != author(test.name):
                found += self.parts(gold)
            elif gold is test and fold is not None:
                found += self.parts(gold, fold)
        return fitted(found, self.names)

    def told(self, weights: Mapping[str, float]) -> dict[str, object]:
        """Weights as ``links.json`` has them."""
        kept = {name: round(weight, 3) for name, weight in weights.items()}
        return {"fitted on": [gold.name for gold in self.sets], "weights": kept}

    def left_out(self, gold: Gold) -> Iterator[tuple[Gold, list[list[str]]]]:
        """What is found in a set by weights that never saw it, as it is and on one day."""
        if gold.name in FOLDED:
            of_fold = [self.weights(gold, fold) for fold in range(FOLDS)]
            for one in self.as_is_and_moved(gold):
                yield one, judged(one, by_folds(one, of_fold))
        else:
            weights = self.weights(gold)
            for one in self.as_is_and_moved(gold):
                yield one, judged(one, lambda a, others: links.link(a, others, weights))


def main() -> None:
    """Measure left out, and show the weights fitted on all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--corpora", type=Path)
    given = parser.parse_args()
    bench = Bench([*map(read, sets(given.shared)), *dense_sets(given.corpora)])
    print("left out: B-cubed precision, recall, F1; twins in one story")
    for gold in bench.sets:
        for one, found in bench.left_out(gold):
            mixed = [{one.story[key] for key in group} for group in found]
            twins = sum(any({a, b} <= group for group in mixed) for a, b in one.twins)
            print(f"{one.name:16}", *(f"{v:.3f}" for v in b_cubed(found, one.story)), twins)
    weights = bench.weights(None)
    print("stories of few places, by the weights of all these sets")
    for gold in local_sets():
        found = judged(gold, lambda a, others: links.link(a, others, weights))
        print(f"{gold.name:16}", *(f"{v:.3f}" for v in b_cubed(found, gold.story)))
    for name, weight in weights.items():
        print(f"{name:24} {weight:8.3f}")


if __name__ == "__main__":
    main()
