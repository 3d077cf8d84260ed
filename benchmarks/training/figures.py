"""Fit the scores of ``crosscheck/figures/likeness.json``, leaving out what they are measured on.

Three scores: of two claims, with and without their values, and of two answers. The first two learn
from every two claims of a gold story and from labelled pairs of real news; the third from the
answers that come of the first two, as they judge stories that they never saw. Each score is a
logistic regression and boosted trees, whose odds are mixed.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from benchmarks.loading import WRITERS, author, of_newsrooms
from benchmarks.training.boosting import (
    Booster,
    Growth,
    Labels,
    Matrix,
    Numbers,
    Weighed,
    mixed,
)
from benchmarks.training.gold import FOLDS, REAL, Set, fold_of
from benchmarks.training.logistic import signed
from benchmarks.training.pairs import LabelledPair
from crosscheck.figures.answers import Compared, compare
from crosscheck.figures.bars import comparable
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.facets import facets_of
from crosscheck.figures.likeness import VALUES, Model, features, sides_of
from crosscheck.trees import Columns, Score

LABELLED = "pairs"
OF_CLAIMS = Growth(trees=110, rate=0.08, leaves=10, rows=25, ridge=4.0, share=0.5, bins=10)
OF_ANSWERS = Growth(trees=110, rate=0.06, leaves=8, rows=20, ridge=6.0, share=0.35, bins=10)
RIDGE = 20.0
"""Pull of the regression's standardised weights towards 0: plateau 10 to 40."""
LINEAR = 0.4
"""Share of the regression in the odds: plateau 0.3 to 0.5."""
WEIGHTS = {REAL: 8000.0, LABELLED: 2500.0}
WEIGHT_OF_A_NEWSROOM, WEIGHT_OF_MARKED = 5000.0, 2000.0
"""Every set weighs as so many pairs, each of its stories by the root of its number of pairs."""
HALF_KNOWN = 0.25
"""Weight of a pair of which gold knows one claim alone: it is hardly of one question."""
THINNED = 0.3
"""Share of the half known pairs of real stories that is kept: there are many."""
OTHERS = 250
"""Pairs of two questions that a story of marked news brings; of more a sample, weighing as all."""
SAMPLES = 8
"""Small samples of a story that the score of answers learns from besides."""
_AT_ONCE = 300
"""Labelled pairs whose words are compared in one table."""

Key = tuple[str, int | None] | None
"""What a model never saw: a writer, a fold of the real stories, or (``None``) nothing."""


@dataclass(frozen=True, slots=True)
class Story:
    """The claims of a gold story that can be compared, and the question of each that gold knows."""

    key: Key
    name: str
    sides: tuple[Side, ...]
    asked: Mapping[str, object]
    exhaustive: bool

    @property
    def is_marked(self) -> bool:
        """Is it of marked news?"""
        name = self.key[0] if self.key else REAL
        return name != REAL and not of_newsrooms(name)


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled rows: features, labels, weights, and what each is left out with."""

    names: tuple[str, ...]
    x: Matrix
    same: Labels
    weight: Weighed
    keys: tuple[Key, ...]

    def without(self, key: Key) -> Numbers:
        """The rows that a model which never saw ``key`` may learn from."""
        return np.array([at for at, own in enumerate(self.keys) if key is None or own != key])


def stories_of(one: Set) -> list[Story]:
    """The stories of a set."""
    by_id = {article.id: article for article in one.articles}
    found: dict[str, list[Side]] = defaultdict(list)
    for claim in sorted(one.claims, key=lambda c: c.id):
        story = one.story[claim.article_id]
        if story is not None and claim.current and claim.region != "related":
            found[story].append(Side(claim, facets_of(claim, by_id[claim.article_id])))
    return [
        Story(key_of(one.files.name, name), name, tuple(sides), one.asked, one.exhaustive)
        for name, sides in sorted(found.items())
    ]


def key_of(name: str, story: str) -> Key:
    """What a story is left out with: its author, or its fold of the real ones."""
    return (REAL, fold_of(story)) if name in (REAL, LABELLED) else (author(name), None)


class _Gathered:
    """Rows in the making."""

    def __init__(self) -> None:
        self.found: list[Columns] = []
        self.same: list[bool] = []
        self.weight: list[float] = []
        self.of: list[tuple[str, str]] = []

    def add(self, same: bool, known: int, of: tuple[str, str], scale: float = 1.0) -> None:
        """A row, whose features come with those of its story.

        ``known`` are how many of its two gold knows; one of two questions stands for ``scale``.
        """
        self.same.append(same)
        self.weight.append((1.0 if known == 2 else HALF_KNOWN) * (1.0 if same else scale))
        self.of.append(of)

    def rows(self) -> Rows:
        names = tuple(self.found[0])
        stories, weight = Counter(self.of), np.array(self.weight)
        weight *= np.array([stories[of] ** -0.5 if of[0] != LABELLED else 1.0 for of in self.of])
        for name in {of[0] for of in self.of}:
            own = np.array([of[0] == name for of in self.of])
            weight[own] *= WEIGHTS.get(name, _weight(name)) / weight[own].sum()
        columns = [np.concatenate([one[name] for one in self.found]) for name in names]
        keys = tuple(key_of(*of) for of in self.of)
        return Rows(names, np.column_stack(columns), np.array(self.same), weight, keys)


def _weight(name: str) -> float:
    """That of the sets of one author, or of several that are left out together."""
    names = name.split("+")
    return sum(WEIGHT_OF_A_NEWSROOM if one in WRITERS else WEIGHT_OF_MARKED for one in names)


def claim_rows(stories: Sequence[Story], labelled: Sequence[LabelledPair]) -> Rows:
    """Every two claims of a story of which gold knows one at least, and the labelled pairs."""
    found, random = _Gathered(), np.random.default_rng(1)
    for story in stories:
        name = story.key[0] if story.key else ""
        asked = [story.asked.get(side.claim.id) for side in story.sides]
        chosen = []
        for x, y in combinations(range(len(asked)), 2):
            known = (asked[x] is not None) + (asked[y] is not None)
            thinned = name == REAL and known == 1 and random.random() > THINNED
            if known and not thinned and (known == 2 or story.exhaustive):
                chosen.append((x, y))
        same = [asked[x] is not None and asked[x] == asked[y] for x, y in chosen]
        kept, scale = _some(story, same, random)
        alike = {chosen[at] for at in kept if same[at]}
        for x, y in _features(found, story.sides, [chosen[at] for at in kept]):
            known = (asked[x] is not None) + (asked[y] is not None)
            found.add((x, y) in alike, known, (name, story.name), scale)
    for first in range(0, len(labelled), _AT_ONCE):
        some = labelled[first : first + _AT_ONCE]
        sides = [
            Side(claim, facets_of(claim, article))
            for pair in some
            for claim, article in zip((pair.a, pair.b), pair.articles, strict=True)
        ]
        for x, _ in _features(found, sides, [(x, x + 1) for x in range(0, len(sides), 2)]):
            found.add(some[x // 2].label == "S", 2, (LABELLED, some[x // 2].story))
    return found.rows()


def _some(
    story: Story, same: Sequence[bool], random: np.random.Generator
) -> tuple[list[int], float]:
    """The places of the pairs that are learned from, and how many stand for one of two questions.

    All of them, unless marked news has very many: long articles bring thousands.
    """
    others = [at for at, one in enumerate(same) if not one]
    if not story.is_marked or len(others) <= OTHERS:
        return list(range(len(same))), 1.0
    kept = {others[at] for at in random.choice(len(others), OTHERS, replace=False)}
    return [at for at, one in enumerate(same) if one or at in kept], len(others) / OTHERS


def _features(
    found: _Gathered, sides: Sequence[Side], chosen: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Those of the pairs that can be compared; their features are put to what is found."""
    if not chosen:
        return []
    told, places = sides_of(sides), np.array(chosen)
    places = places[comparable(Two(told, *places.T))]
    if len(places):
        found.found.append(features(Two(told, *places.T)))
    return [(x, y) for x, y in places.tolist()]


def small(stories: Sequence[Story]) -> list[Story]:
    """Samples of stories as brief notes would tell them: two or three articles, few numbers each.

    Where an article has one number of a kind, it is liked best whatever it counts; stories of gold
    are too rich to teach that.
    """
    random, found = np.random.default_rng(2), []
    for story in stories:
        by_article: dict[str, list[Side]] = defaultdict(list)
        for side in story.sides:
            by_article[side.claim.article_id].append(side)
        articles = sorted(by_article)
        if len(articles) < 2:
            continue
        for number in range(SAMPLES):
            some = random.choice(
                len(articles), min(len(articles), int(random.integers(2, 4))), replace=False
            )
            sides = []
            for at in sorted(some):
                own = by_article[articles[at]]
                kept = random.choice(
                    len(own), min(len(own), int(random.integers(1, 4))), replace=False
                )
                sides += [own[place] for place in sorted(kept)]
            told = tuple(sorted(sides, key=lambda side: side.claim.id))
            found.append(replace(story, name=f"{story.name} ({number})", sides=told))
    return found


def answer_rows(stories: Sequence[Story], compared: Sequence[Compared]) -> Rows:
    """Every two answers of which gold knows one at least, by the question of most claims."""
    found, random = _Gathered(), np.random.default_rng(3)
    for story, told in zip(stories, compared, strict=True):
        name = story.key[0] if story.key else ""
        by_place = [story.asked.get(claim.id) for claim in told.claims]
        asked = [_most([by_place[at] for at in answer]) for answer in told.answers]
        least = 1 if story.exhaustive else 2
        for pairs, columns in told.questions():
            known = np.array([sum(asked[at] is not None for at in pair) for pair in pairs])
            told_of = np.flatnonzero(known >= least)
            both = [[asked[at] for at in pairs[place]] for place in told_of]
            same = [one is not None and one == other for one, other in both]
            kept, scale = _some(story, same, random)
            places = told_of[kept]
            found.found.append({key: column[places] for key, column in columns.items()})
            for at, count in zip(kept, known[places].tolist(), strict=True):
                found.add(same[at], count, (name, story.name), scale)
    return found.rows()


def _most(asked: Sequence[object]) -> object:
    known = Counter(one for one in asked if one is not None)
    return known.most_common(1)[0][0] if known else None


class Learner:
    """Fits one score on rows, with anything left out."""

    def __init__(self, rows: Rows, how: Growth, hidden: frozenset[str] = frozenset()) -> None:
        self.rows = rows
        self.columns = [at for at, name in enumerate(rows.names) if name not in hidden]
        self.names = [rows.names[at] for at in self.columns]
        self.x = rows.x[:, self.columns]
        self.booster = Booster(self.x, self.names, sign_of, how)

    def fit(self, key: Key) -> dict[str, Any]:
        """The score as JSON, fitted without ``key``."""
        rows = self.rows.without(key)
        same, weight = self.rows.same, self.rows.weight
        start, trees = self.booster.fit(same, weight, rows)
        linear = signed(self.x[rows], same[rows], weight[rows], self.names, RIDGE, sign_of)
        bias = linear.pop("bias")
        return mixed((bias, linear), (start, trees), self.names, LINEAR)

    def fit_all(self, keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
        """The scores fitted without each of the keys, two at a time."""
        with ProcessPoolExecutor(2) as pool:
            return dict(zip(keys, pool.map(self.fit, keys), strict=True))


_AGAINST = ("_differs", "_differ", "_apart", "_one", "_nested", "distance", "magnitudes", "zero")
_FOR = ("_same", "_meet", "_words", "_shared", "_share", "equal", "near", "telling", "replaces")
_EITHER = frozenset(("superseded_one", "positions_apart", "days_apart", "status_same"))
_ANSWERS_FOR = ("_mean", "_best", "_top", "_median", "_least", "_mutual", "_first", "_lead")
_ANSWERS_AGAINST = ("_rank", "_better", "barred_share", "articles_share", "articles_shared")


def sign_of(name: str) -> int:
    """What a feature can say: 1 for one question, -1 against it, 0 either."""
    name, _, summed = name.partition(" ")
    if name.endswith(_ANSWERS_AGAINST) or name in ("excludes", "other_people", "no_conversion"):
        return -1
    if name in _EITHER or (summed and name in VALUES):
        return 0
    if name.endswith((*_FOR, *_ANSWERS_FOR)):
        return 1
    return -1 if name.endswith(_AGAINST) else 0


class Bench:
    """Gold, and the models that never saw one part of it."""

    def __init__(self, sets: Sequence[Set], labelled: Sequence[LabelledPair]) -> None:
        self.stories = [story for one in sets for story in stories_of(one)]
        names = {one.files.name for one in sets}
        self.fitted: dict[Key, Model] = {}
        authors = sorted({author(name) for name in names - {REAL}})
        self.keys: list[Key] = [None, *((name, None) for name in authors)]
        if REAL in names or labelled:
            self.keys += [(REAL, fold) for fold in range(FOLDS)]
        rows = claim_rows(self.stories, labelled)
        full = Learner(rows, OF_CLAIMS).fit_all(self.keys)
        blind = Learner(rows, OF_CLAIMS, VALUES).fit_all(self.keys)
        self.pairs = {key: (full[key], blind[key]) for key in self.keys}
        read = {key: tuple(map(Score.read, both)) for key, both in self.pairs.items()}
        every = [*self.stories, *small(self.stories)]
        compared = [compare(story.sides, *read[story.key]) for story in every]
        answers = Learner(answer_rows(every, compared), OF_ANSWERS)
        self.question = answers.fit_all(self.keys)

    def told(self, key: Key) -> dict[str, Any]:
        """The model that never saw ``key``, as JSON."""
        full, blind = self.pairs[key]
        return {"full": full, "blind": blind, "question": self.question[key]}

    def model(self, key: Key) -> Model:
        """The model that never saw ``key``, fitted once."""
        if key not in self.fitted:
            self.fitted[key] = Model.read(self.told(key))
        return self.fitted[key]
