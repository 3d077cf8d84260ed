"""Fits the judge of pairs: what a run over gold holds, and labelled pairs of real news.

Every pair that the crosscheck would ask the judge about, inside figures and across them, in runs
whose figures were found by models that never saw the set: so it learns on impure figures. To these
come the labelled pairs, each as a figure of its own. ``same`` is fitted on all, ``clash`` (a
conflict, not an update) on those of one question, the kinds on the labelled ones of two.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.loading import WRITERS, author, invented
from benchmarks.training.boosting import Booster, Growth, mixed
from benchmarks.training.figures import Key
from benchmarks.training.gold import FOLDS, REAL, fold_of, verdict_of
from benchmarks.training.logistic import Labels, Matrix, Signs, Weighed, signed
from benchmarks.training.pairs import LabelledPair
from crosscheck.figures.columns import Side, Two
from crosscheck.figures.facets import Facets, facets_of
from crosscheck.figures.grouping import Alike, Likings
from crosscheck.figures.likeness import Model, features, sides_of
from crosscheck.figures.readings import find_readings
from crosscheck.relations.evidence import Evidence, disjoint
from crosscheck.relations.judge import KINDS, Opinion, Pair
from crosscheck.weighing import Weigher

RIDGE, CLASH_RIDGE = 80.0, 40.0
"""Pull of the standardised weights towards 0, of ``same`` and of ``clash``: plateaus."""
TREES = Growth(trees=80, rate=0.08, leaves=6, rows=25, ridge=8.0, share=0.4, bins=10)
LINEAR = 0.5
"""Share of the regression in the odds of ``same``: plateau 0.3 to 0.7."""
OF_A_RUN = 2.0
"""Weight of a pair that a run asks about inside a figure; of two figures, half."""
OF_MARKED = 0.2
"""How much less a pair of marked news weighs: there are many, and real news must not drown."""
HALF_KNOWN = 0.25
LABELLED = 0.3
"""Weight of a labelled pair: a hard one, drawn where a score was high."""
SAME = ("conflict", "update")
KIND_OF = dict(zip("PTJEMN", KINDS, strict=True))
_LEAST = 5e-4
_NOTHING = Opinion(0.0, 0.0)


_ORDERS = (
    "order ", "low superseded", "high superseded", "low provisional", "high provisional",
    "low replaced", "high replaced", "revised here", "low corrected", "high corrected",
    "low in a rev", "high in a rev", "as of: grows", "as of: falls", "clock: ", "toll", "class of",
    "class that", "first: grows", "printed: grows", "numbers grow",
)  # fmt: skip
_CLASHES = (
    "digits moved",
    "power of ten",
    "telling slip",
    "two bodies",
    "one article",
    "told as disputed",
    "weaker share",
)
_EITHER = (
    "printed: ", "first: ", "last: ", "low lags", "one body", "one class", "sources", "print both",
    "low at", "high at", "both at", "about", "near", "rather near", "far", "gap", "exact",
    "low digits", "high digits", "fluctuating", "low voices", "high voices", "other share",
    "numbers", "low after", "high after", "points", "went back", "moving", "low is printed",
)  # fmt: skip


def _sign_of_clash(name: str) -> int | None:
    """What evidence can say where both answer one question: 1 a clash, -1 an update, 0 either.

    ``None`` where it bears on the question alone.
    """
    if name.startswith(_ORDERS):
        return -1
    if name in _CLASHES:
        return 1
    return 0 if name.startswith(_EITHER) else None


def _sign_of_same(name: str) -> int:
    """Whether evidence can only speak for (1) or against (-1) one question, or either (0)."""
    if name.startswith(("alike", "one figure", "revised here", "order cue", "order replaced")):
        return 1
    return -1 if name.startswith(("open: ", "left open", "no conversion", "whole named")) else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with its label: "conflict", "update", "agree", or what the two differ in.

    ``story`` is what it is left out with; ``place`` are pairs that share their weight.
    """

    evidence: Mapping[str, float]
    label: str
    weight: float
    set: str
    story: str
    place: tuple[object, ...] = ()

    @property
    def key(self) -> Key:
        """What it is left out with: its author, or its fold of the real stories."""
        return (author(self.set), None) if invented(self.set) else (REAL, fold_of(self.story))


@dataclass
class Recorder:
    """A judge that has no opinion, and keeps what it is asked."""

    asked: list[Pair] = field(default_factory=list)

    def __call__(self, pair: Pair, *, grounds: bool = False) -> Opinion:
        if not grounds:
            self.asked.append(pair)
        return _NOTHING


def rows_of_run(
    pairs: Iterable[Pair],
    asked: Mapping[str, tuple[str, Any]],
    verdict: Mapping[tuple[str, object], tuple[str, bool]],
    name: str,
    *,
    exhaustive: bool = True,
) -> list[Row]:
    """The pairs of a run with what gold says of them.

    ``asked`` is the story and question of each claim; ``verdict`` that of each question, and
    whether gold allows a second one. A pair of which gold knows one claim is hardly of one
    question, if gold is ``exhaustive``; else nothing is known of it.
    """
    found = []
    for pair in pairs:
        mine, theirs = asked.get(pair.a.id), asked.get(pair.b.id)
        known = mine or theirs
        if known is None or not (exhaustive or (mine and theirs)):
            continue
        label, weight = "other", 1.0 if mine and theirs else HALF_KNOWN
        told = verdict_of(mine, theirs, verdict)
        if told is not None:
            said, disputed = told
            label = said if said in SAME else "agree"
            weight = 0.5 if disputed else 1.0
        weight *= 1.0 if name in (*WRITERS, REAL) else OF_MARKED
        weight *= OF_A_RUN if pair.evidence["one figure"] else OF_A_RUN / 2
        place = (mine, theirs) if str(mine) < str(theirs) else (theirs, mine)
        found.append(Row(pair.evidence, label, weight, name, known[0], (name, *place)))
    count = Counter(row.place for row in found)
    return [
        Row(r.evidence, r.label, r.weight * count[r.place] ** -0.5, r.set, r.story, r.place)
        for r in found
    ]


def labelled_rows(labelled: Sequence[LabelledPair], unseen: Callable[[int], Model]) -> list[Row]:
    """The labelled pairs whose numbers differ, scored by a model that never saw their fold."""
    found = []
    for fold in range(FOLDS):
        own = [p for p in labelled if fold_of(p.story) == fold and disjoint(p.a, p.b)]
        if not own:
            continue
        sides = [
            Side(*told) for p in own for told in zip((p.a, p.b), _facets(p).values(), strict=True)
        ]
        first = np.arange(0, len(sides), 2)
        asked = features(Two(sides_of(sides), first, first + 1))
        model = unseen(fold)
        full, blind = model.full.probabilities(asked), model.blind.probabilities(asked)
        for pair, one, other in zip(own, full.tolist(), blind.tolist(), strict=True):
            said = evidence_alone(pair, Alike(one, other, other))
            label = label_of(pair.label, pair.verdict)
            found.append(Row(said, label, LABELLED, pair.set, pair.story))
    return found


def _facets(pair: LabelledPair) -> dict[str, Facets]:
    return {
        claim.id: facets_of(claim, article)
        for claim, article in zip((pair.a, pair.b), pair.articles, strict=True)
    }


def evidence_alone(pair: LabelledPair, alike: Alike[float]) -> Evidence:
    """The evidence between two claims, as if they were all of their figure."""
    a, b = pair.a, pair.b
    by_id = {article.id: article for article in pair.articles}
    voices = {c.id: by_id[c.article_id].family for c in (a, b)}
    readings = [find_readings("f", [c], by_id, voices)[0] for c in (a, b)]
    tables = Alike(*(np.full((2, 2), chance) for chance in alike))
    known = Likings({a.id: 0, b.id: 1}, tables, np.zeros((2, 2), bool))
    weigher = Weigher(
        {"f": readings}, _facets(pair), {a.id: known, b.id: known}, voices, {}, Recorder()
    )
    return {**weigher.pairs(*readings)[0].evidence, "one figure": 0.5}


def label_of(label: str, verdict: str | None) -> str:
    """A label of the pairs' files as those of rows."""
    if label != "S":
        return KIND_OF[label]
    return {"C": "conflict", "U": "update"}.get(verdict or "", "agree")


def fit_judge(rows: Sequence[Row]) -> dict[str, Any]:
    """The judge as ``judge.json`` has it."""
    names = sorted({name for row in rows for name in row.evidence})
    x = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    w = np.array([row.weight for row in rows])
    labels = np.array([row.label for row in rows])
    same = np.isin(labels, SAME)
    kinds = np.isin(labels, KINDS)
    bears = [at for at, name in enumerate(names) if _sign_of_clash(name) is not None]
    told = [names[at] for at in bears]
    clash, one = labels == "conflict", same & (w > 0)
    found: dict[str, Any] = {
        "same": _grown(_weights(x, same, w, names, RIDGE, _sign_of_same), x, same, w, names),
        "clash": _weights(
            x[one][:, bears],
            clash[one],
            w[one],
            told,
            CLASH_RIDGE,
            lambda n: _sign_of_clash(n) or 0,
        ),
        "kinds": {},
    }
    for kind in KINDS:
        if (labels == kind).any():
            of_two = x[kinds], labels[kinds] == kind, w[kinds]
            found["kinds"][kind] = _weights(*of_two, names, RIDGE, lambda _: 0)
    return found


def _grown(
    linear: dict[str, Any], x: Matrix, y: Labels, w: Weighed, names: Sequence[str]
) -> dict[str, Any]:
    """A regression mixed with trees on the same evidence: the odds of the one and of the other."""
    grown = Booster(x, names, _sign_of_same, TREES).fit(y, w, np.arange(len(y)))
    return {**linear, **mixed((linear["bias"], linear["weights"]), grown, names, LINEAR)}


def _weights(
    x: Matrix, y: Labels, w: Weighed, names: Sequence[str], ridge: float, signs: Signs
) -> dict[str, Any]:
    fitted = signed(x, y, w, names, ridge, signs)
    bias = fitted.pop("bias")
    kept = {name: round(value, 4) for name, value in fitted.items() if abs(value) >= _LEAST}
    mean = dict(zip(names, np.average(x, axis=0, weights=w).tolist(), strict=True))
    return {
        "bias": round(bias, 4),
        "weights": kept,
        "typical": {name: round(mean[name], 4) for name in kept},
    }
