"""Gold as cells: texts with what was found in them by hand, and what a reader makes of each.

A *cell* is one field of one gold claim, the numbers of one sentence, or the source of one quantity
in the attribution gold (see ``scorers``): right or wrong, or a count of errors below 0.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.loading import HERE, lines, scorer

FOLDERS = (HERE / "gold" / "reading", HERE / "gold" / "reading" / "held")
CELL_FIELDS = ("qualifier", "change", "status")
Cell = tuple[object, ...]
Cells = dict[Cell, bool | int]

_scored: dict[tuple[str, str], Cells] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be read; ``task`` is claims, numbers, polnear, default (attribution) or news."""

    name: str
    text: str
    task: str
    gold: Any = ()
    published: str | None = None
    outlet: str | None = None
    country: str | None = None
    until: int = 0
    title: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)


def gold_texts(shared: Path) -> Iterator[Text]:
    """Articles with gold claims, sentences with gold values, texts with gold attributions."""
    for folder in (*FOLDERS, shared / "data" / "claims_dev"):
        if _is_here(folder):
            yield from _articles(folder)
    path = shared / "data" / "newsquant_dev.json"
    if _is_here(path):
        for number, row in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            values = tuple(str(rounded(q["value"])) for q in row["quantities"])
            yield Text(f"sentence {number}", row["text"], "numbers", values)
    for name, task in (("polnear_dev", "polnear"), ("attribution_challenge_dev", "default")):
        path = shared / "data" / f"{name}.jsonl"
        if _is_here(path):
            for row in lines(path):
                yield Text(f"{task}/{row['doc_id']}", row["text"], task, row)


def _is_here(path: Path) -> bool:
    if not path.exists():
        print(f"left out: {path} is not here", file=sys.stderr)
    return path.exists()


def _articles(folder: Path) -> Iterator[Text]:
    gold: dict[str, list[Any]] = {}
    for row in lines(folder / "claims.jsonl"):
        gold.setdefault(row["doc_id"], []).append(row)
    for article in lines(folder / "articles.jsonl"):
        name = article["url"].rstrip("/").split("/")[-1]
        yield Text(
            f"{folder.name}/{name}",
            article["text"],
            "claims",
            gold.get(name, []),
            published=(article.get("published") or "")[:10] or None,
            outlet=article.get("outlet"),
            country=article.get("country"),
            until=article.get("annotated_until") or len(article["text"]),
        )


def news_texts(path: Path) -> Iterator[Text]:
    """Articles without gold, a JSON object a line with ``url``, ``title`` and ``text``."""
    for row in lines(path):
        title = f"{row['title']}\n\n" if row.get("title") else ""
        yield Text(
            row["url"],
            title + row["text"],
            "news",
            published=(row.get("published") or "")[:10] or None,
            outlet=row.get("outlet"),
            country=row.get("country"),
            title=len(title[:-2]),
        )


def rounded(value: object) -> object:
    """A number to six places, anything else as text."""
    try:
        return None if value is None else round(float(str(value)), 6)
    except ValueError:
        return str(value)


def claims(reader: Any, one: Text) -> list[Any]:
    """What a reader finds in a text."""
    document = import_module("terms.model").Document(
        one.text,
        headline_end=one.title,
        published_at=one.published,
        outlet=one.outlet,
        country=one.country,
        language="en",
    )
    return list(reader.read(document).claims)


def cells(reader: Any, one: Text) -> Cells:
    """One outcome for each gold cell of a text: right or wrong, or errors as a number below 0."""
    if one.task in {"polnear", "default"}:
        found = _source_cells(reader, one)
    elif one.task == "numbers":
        wanted = Counter(one.gold)
        got = Counter(str(rounded(claim.value)) for claim in claims(reader, one))
        found = {("numbers",): -((wanted - got) + (got - wanted)).total()}
    else:
        found = _claim_cells(claims(reader, one), one)
    return {(one.name, *key): outcome for key, outcome in found.items()}


def _claim_cells(read: list[Any], one: Text) -> Cells:
    found: Cells = {}
    used = set()
    for number, gold in enumerate(one.gold):
        claim = next((claim for claim in read if _is(claim, gold)), None)
        found[number, "found"] = claim is not None
        if claim is not None:
            used.add(id(claim))
            found |= {(number, name): right for name, right in _fields(claim, gold)}
    surplus = [
        c for c in read
        if id(c) not in used and c.salience >= 0.5 and c.end <= one.until
        and not any(c.start < g["end"] and g["start"] < c.end for g in one.gold)
    ]  # fmt: skip
    found["surplus",] = -len(surplus)
    return found


def _is(claim: Any, gold: Mapping[str, Any]) -> bool:
    overlap = claim.start < gold["end"] and gold["start"] < claim.end
    return bool(overlap and rounded(claim.value) == rounded(gold["value"]))


def _fields(claim: Any, gold: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each field of a found claim, and whether it is gold's."""
    told = scorer("score_claims")
    yield "kind", claim.kind == gold["kind"]
    yield "unit", told.unit_name(claim.unit) == told.unit_name(gold["unit"])
    for name in CELL_FIELDS:
        yield name, getattr(claim, name) == gold[name]
    period = gold.get("period") or {}
    ends = claim.period_start, claim.period_end
    yield "period", ends == (period.get("start"), period.get("end"))
    if gold.get("measure"):
        yield "measure", bool(told.same_measure(gold["measure"], claim.measure))
    sources, chain = gold.get("sources") or [], [hop.name for hop in claim.chain[:-1]]
    if gold.get("source_explicit") or not sources:
        both = bool(sources and chain)
        right = told.same_body(sources[0], chain[0]) if both else not sources and not chain
        yield "origin", bool(right)
    yield "shown", (claim.salience >= 0.5) >= bool(gold.get("salient"))


def _source_cells(reader: Any, one: Text) -> Cells:
    """The source of each quantity token, and whether the relays of the text are right."""
    attribution = import_module("benchmarks.attribution")
    parser = reader._reader(True)._parser
    spans = attribution.split_sentences(one.text)
    doc = parser.annotate(one.text, spans, [True] * len(spans))
    syntax = attribution.Syntax(doc, spans, text=one.text)
    frames = attribution.find_frames(syntax, attribution.Document(text=one.text))
    predicted = attribution.predict(frames, one.task)
    known = one.name, json.dumps(predicted)
    if known not in _scored:
        _scored[known] = _scored_sources(one, predicted)
    return _scored[known]


def _scored_sources(one: Text, predicted: Any) -> Cells:
    attr, bodies = scorer("score_attr"), scorer("score_claims")
    _, tokens = attr.score([one.gold], [{**one.gold, "attributions": predicted}])
    found: Cells = {(at, "source"): said == "ok" for _, at, _, said, *_ in tokens if said != "spur"}
    found["invented source",] = -sum(said == "spur" for _, _, _, said, *_ in tokens)
    if "relays" in one.gold:
        wanted, got = one.gold["relays"], [a["relays"] for a in predicted if a["relays"]]
        found["relays",] = (not got) if not wanted else any(
            len(names) == len(wanted) and all(map(bodies.same_body, wanted, names))
            for names in got
        )  # fmt: skip
    return found


def compared(base: Cells, now: Cells) -> dict[str, tuple[int, int]]:
    """By field: cells lost and cells won when a rule is off."""
    lost: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for key in base.keys() | now.keys():
        name, was, got = str(key[-1]), int(base.get(key, False)), int(now.get(key, False))
        if got < was:
            lost[name] += was - got
        elif got > was and key in base:
            won[name] += got - was
    return {name: (lost[name], won[name]) for name in sorted(lost | won)}


def told(change: Mapping[str, tuple[int, int]]) -> str:
    """ "period 3, unit 1; against: shown 1": what a rule earns, and what it costs."""
    earns = ", ".join(f"{name} {lost}" for name, (lost, _) in change.items() if lost)
    costs = ", ".join(f"{name} {won}" for name, (_, won) in change.items() if won)
    return (earns or "nothing") + (f"; against: {costs}" if costs else "")
