"""Annotated sets as the crosscheck takes them: articles, claims, and the question of each claim."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.loading import HERE, WRITERS, lines, scorer
from benchmarks.snapshot import make_ledger
from claimledger import crosschecking
from crosscheck.model import CheckArticle, LedgerClaim
from crosscheck.values.conversion import between_units
from db.connection import connect
from db.ledger import load_check_batch

REAL = "real"
FOLDS = 4
_HUNDREDTHS = 100
"""Percent of one, and pence of a pound."""
_ROUNDED = 0.015
"""By how much a number that is turned into gold's unit may be off: gold has 33 for a third."""


def fold_of(story: str, folds: int = FOLDS) -> int:
    """The fold of a real story, by its name."""
    return sha256(story.encode()).digest()[0] % folds


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one set."""

    name: str
    articles: Path
    gold: Path
    twins: Path


def newsrooms() -> Iterator[Files]:
    """The invented newsrooms that are learned from."""
    for writer in WRITERS:
        folder = HERE / "gold" / "newsrooms" / writer
        yield Files(writer, *(folder / f"{n}.jsonl" for n in ("articles", "gold", "twins")))


def sets(shared: Path) -> Iterator[Files]:
    """The newsrooms, and the real stories where they are."""
    yield from newsrooms()
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
    asked: Mapping[str, tuple[str, Any]]
    story: Mapping[str, str | None]
    verdicts: Mapping[tuple[str, object], tuple[str, bool]]
    """By story and question: the verdict, and whether gold allows another one."""
    exhaustive: bool = True
    """Does a claim that gold does not know answer none of its questions?"""


def verdict_of(
    mine: tuple[str, Any] | None,
    theirs: tuple[str, Any] | None,
    verdicts: Mapping[tuple[str, object], tuple[str, bool]],
) -> tuple[str, bool] | None:
    """The verdict of the question that two claims answer, ``None`` where it is not one of gold's.

    Beside it whether gold allows another; a question without a verdict agrees.
    """
    if mine is None or mine != theirs or mine[1][0] == "stranger":
        return None
    return verdicts.get((mine[0], mine[1][0]), ("agree", False))


def load(files: Files, ledger: Path) -> Set:
    """Import, read and crosscheck where that is not done yet, and find gold's claims."""
    if not ledger.exists():
        make_ledger(files.articles, ledger)
    db = connect(ledger, create=False)
    rows = load_check_batch(db)
    db.close()
    articles = crosschecking.articles_of(rows.articles)
    told = scorer("score_crosscheck")
    gold = lines(files.gold)
    of_doc: dict[str, str] = {}
    for story in gold:
        for doc in story["docs"]:
            of_doc.setdefault(doc["doc_id"], story["story_id"])
    story_of = {a.id: of_doc.get(a.url.rsplit("/", 1)[-1]) for a in articles}
    claims = tuple(crosschecking.claims_of(rows))
    asked = labels(gold, told.Ledger(ledger))
    verdicts = {
        (story["story_id"], quantity["quantity"]): (
            quantity["verdict"], bool(quantity.get("verdict_alt")),
        )
        for story in gold
        for quantity in story["quantities"]
    }  # fmt: skip
    return Set(files, ledger, tuple(articles), claims, asked, story_of, verdicts)


def labels(gold: Sequence[Any], ledger: Any) -> dict[str, tuple[str, Any]]:
    """The story and question that each claim which gold lists answers.

    A figure that gold gives a narrower scope ("children") is a question of its own, unless the
    scope only says when it was printed: an earlier toll of an update is of the same question.
    """
    found: dict[str, tuple[str, Any]] = {}
    for story in gold:
        for quantity in story["quantities"]:
            moved = quantity["verdict"] in ("update", "conflict")
            for figure in quantity["figures"]:
                if isinstance(figure["value"], str):
                    continue
                unit = figure.get("unit") or quantity["unit"]
                told = {**figure, "unit": unit}
                claim = ledger.locate(figure["doc_id"], told) or _turned(ledger, told)
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


def _turned(ledger: Any, figure: Mapping[str, Any]) -> Any:
    """The claim that prints a figure in another unit: "one in five" for 20 percent, £4.15 for 415
    pence, three weeks for 21 days; ``None`` where there is none.

    The scorer does not know it, but who learns from gold must not take it for another's number.
    """
    find = scorer("score_crosscheck").find_span
    for version, text in ledger.texts.get(figure["doc_id"], []):
        start, end = find(text, figure["sentence"]) or find(text, figure["anchor"]) or (0, 0)
        inner = find(text[start:end], figure["anchor"])
        start, end = (start + inner[0], start + inner[1]) if inner else (start, end)
        for claim in ledger.claims[version]:
            if claim["start"] < end and start < claim["end"] and _is_turned(claim, figure):
                return claim
    return None


def _is_turned(claim: Any, figure: Mapping[str, Any]) -> bool:
    value, wanted, unit = claim["value"], figure["value"], claim["unit"]
    if unit is None or value is None or not isinstance(wanted, int | float):
        return False
    if unit == "fraction" or claim["kind"] == "money":
        return math.isclose(value * _HUNDREDTHS, wanted, rel_tol=_ROUNDED)
    way = between_units(unit, figure["unit"].removesuffix("s"))
    turned = way.apply(value) if way and not way.identity else None
    return turned is not None and math.isclose(turned, wanted, rel_tol=_ROUNDED)
