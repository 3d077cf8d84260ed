"""At which stage differing numbers of one question are parted, in figures of unseen sets."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from benchmarks.loading import lines, scorer
from benchmarks.training.gold import Set
from crosscheck.check import Batch
from crosscheck.figures.answers import FAINT
from crosscheck.figures.grouping import QUESTION_CUT

KEPT = "together"
STAGES = (
    "number not read", "two stories", "two dimensions", "barred", "no candidate",
    "unlikely: a class is unknown", "unlikely: two classes", "unlikely: one class",
    "parted by others", KEPT,
)  # fmt: skip
"""What a pair met first; ``unlikely`` are those whose answers score below the cut."""


def losses(one: Set, batches: Sequence[tuple[set[str] | None, Batch]]) -> Counter[str]:
    """How many differing pairs of gold end at each stage; each batch counts for its own claims."""
    figures = [
        (own, batch, {c.id: key for key, group in batch.figures.items() for c in group})
        for own, batch in batches
    ]
    found: Counter[str] = Counter()
    for first, second in _pairs(one):
        stage = STAGES[0]
        if first and second:
            of, batch = next((f, b) for own, b, f in figures if own is None or first in own)
            same = first in of and of[first] == of.get(second)
            stage = KEPT if same else _stage(first, second, batch)
        found[stage] += 1
    return found


def table(found: Mapping[str, Counter[str]]) -> str:
    """The shares of the stages, a column a set; the last row says how many pairs there are."""
    rows = [f"{'differing pairs of gold':30}" + "".join(f"{name:>7}" for name in found)]
    for stage in STAGES:
        shares = (counted[stage] / max(1, counted.total()) for counted in found.values())
        rows.append(f"{stage:30}" + "".join(f"{share:7.2f}" for share in shares))
    rows.append(f"{'pairs':30}" + "".join(f"{c.total():7}" for c in found.values()))
    return "\n".join(rows)


def _pairs(one: Set) -> Iterator[tuple[str | None, str | None]]:
    """The claims of every two figures of a quantity whose numbers differ; none where not read."""
    ledger = scorer("score_crosscheck").Ledger(one.ledger)
    for story in lines(one.files.gold):
        for quantity in story["quantities"]:
            printed = []
            for figure in quantity["figures"]:
                if isinstance(figure["value"], str) or figure.get("scope"):
                    continue
                unit = figure.get("unit") or quantity["unit"]
                claim = ledger.locate(figure["doc_id"], {**figure, "unit": unit})
                if claim is not None or figure["value"] is not None:
                    printed.append((str(figure["value"]), claim and str(claim["id"])))
            for (value, mine), (other, theirs) in combinations(printed, 2):
                if value != other:
                    yield mine, theirs


def _stage(first: str, second: str, batch: Batch) -> str:
    known = batch.scene.likings.get(first)
    if known is None or second not in known.place:
        return "two stories"
    alike = known.of(first, second)
    if alike is None:
        return "two dimensions"
    if known.barred[known.place[first], known.place[second]]:
        return "barred"
    if alike.answers >= QUESTION_CUT:
        return "parted by others"
    if max(alike.full, alike.blind) < FAINT:
        return "no candidate"
    classes = [batch.scene.facets[key].word_class for key in (first, second)]
    if None in classes:
        return "unlikely: a class is unknown"
    return "unlikely: one class" if classes[0] == classes[1] else "unlikely: two classes"
