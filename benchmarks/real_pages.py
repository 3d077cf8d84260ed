"""Sources, measures, periods and status on real news pages that two readers annotated blind.

    python -m benchmarks.real_pages [--shared FOLDER] [--half open|shut] [--errors N]

Gold is ``benchmarks/gold/pages``; the pages themselves are read from FOLDER/data/pages. A field is
right when it is as either reader has it; a number counts where both call it a claim, without a
doubt about that. Origins are told apart: *explicit* and *carried* where both readers say so, and
*invented* where both say that the text names none. *Class known* is the share of claims whose
question has a class of the lexicon: no gold, a measure of what its vocabulary knows. Errors of the
half ``shut`` are not shown: it is there to be scored, not to be read.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks import loading
from nlp.reader import Reader
from terms.model import Claim, Document

GOLD = loading.HERE / "gold" / "pages"
LEAST_SALIENCE = 0.5
Told = Mapping[str, str]
_SAID_AS: Mapping[str, set[str]] = {
    "stated": {"stated"},
    "confirmed": {"stated"},
    "estimated": {"stated", "projected"},
    "projected": {"projected", "hypothetical"},
    "planned": {"target", "projected"},
    "proposed": {"target"},
    "suspected": {"hypothetical", "projected"},
    "denied": {"denied"},
    "withdrawn": {"denied"},
}
"""What the two readers, who had five words for it ("will" is projected, "could" hypothetical, plans
and offers are targets), may call each status."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: what two readers say of it, and the claim that the reader makes of it."""

    page: str
    text: str
    told: tuple[Told, Told]
    claim: Claim | None


def _readers() -> dict[tuple[int, int], list[Told]]:
    found: dict[tuple[int, int], list[Told]] = {}
    for name in ("reader_a", "reader_b"):
        with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found.setdefault((int(row["page"]), int(row["k"])), []).append(row)
    return found


def pages(shared: Path, half: str) -> Iterator[tuple[dict[str, Any], Document]]:
    """The annotated pages of one half, or of both, each as the reader sees it."""
    every = json.loads((GOLD / "pages.json").read_text())
    yield from _read(shared, [page for page in every if half in (page["half"], "both")])


def periods(shared: Path) -> Iterator[bool]:
    """Whether the period is right of each number in ``periods.tsv``: other pages, one reader."""
    of_page: dict[tuple[str, str], list[Told]] = {}
    with (GOLD / "periods.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            of_page.setdefault((row["file"], row["sha256"]), []).append(row)
    reader = Reader()
    for page, document in _read(shared, [{"file": f, "sha256": s} for f, s in of_page]):
        claims = reader.read(document).claims
        for told in of_page[page["file"], page["sha256"]]:
            start, end = int(told["start"]), int(told["end"])
            claim = next((c for c in claims if c.start < end and start < c.end), None)
            if claim is not None:
                days = claim.period_start or "", claim.period_end or ""
                said = days[0] if days[0] == days[1] else "..".join(days)
                yield (said or "-") in told["periods"].split("|")


def _read(
    shared: Path, annotated: Iterable[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], Document]]:
    folder = shared / "data" / "pages"
    manifest = {row["file"]: row for row in json.loads((folder / "manifest.json").read_text())}
    bodies = json.loads((folder / "gold_bodies.json").read_text(encoding="utf-8"))
    for page in annotated:
        row = manifest[page["file"]]
        text = f"{row['title']}\n\n{bodies[page['file']]}"
        if sha256(text.encode()).hexdigest() != page["sha256"]:
            raise SystemExit(f"{page['file']} is not the page that was annotated")
        published = f"{row['date'][:19]}Z" if row["date"] else None
        outlet, country = row["outlet"], row["country"]
        title = len(row["title"])
        yield page, Document(text, title, (), published, None, "en", outlet, country)


def numbers(shared: Path, half: str) -> Iterator[Number]:
    """The annotated numbers, each with what the readers say and what is read."""
    told, reader = _readers(), Reader()
    for page, document in pages(shared, half):
        claims = reader.read(document).claims
        for number, (start, end) in enumerate(page["claims"], 1):
            claim = next((c for c in claims if c.start < end and start < c.end), None)
            a, b = told[page["page"], number]
            yield Number(page["file"], document.text[start:end], (a, b), claim)


def _sure(told: Told, field: str) -> str:
    return told[field].rstrip("?")


def fields(one: Number, scorer: Any) -> Iterator[tuple[str, bool]]:
    """Each field that gold tells of, and whether the claim has it right."""
    claim, told = one.claim, one.told
    asked = [_sure(t, "is_claim") for t in told]
    if asked == ["n", "n"]:
        yield "no claim shown", claim is not None and (claim.salience or 0) >= LEAST_SALIENCE
    if asked != ["y", "y"] or claim is None:
        return
    yield (
        "measure",
        any(scorer.same_measure(_sure(t, "measure"), claim.measure or "") for t in told),
    )
    yield "class known", claim.question.word_class is not None
    yield "status", bool(_SAID_AS[claim.status] & {_sure(t, "status") for t in told})
    days = (claim.period_start or "-", claim.period_end or "-")
    yield "period", days in {(_sure(t, "period_start"), _sure(t, "period_end")) for t in told}
    modes = {_sure(t, "mode") for t in told}
    origin = next((hop.name for hop in claim.chain if hop.role == "origin"), None)
    if len(modes) == 1:
        (mode,) = modes
        if mode == "none":
            yield "invented", origin is not None
        else:
            right = {scorer.same_body(_sure(t, "origin"), origin or "") for t in told}
            yield f"origin, {mode}", True in right


def main() -> None:
    """Print the share right of each field, and how often the two readers agree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--half", choices=("open", "shut", "both"), default="both")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    scorer = loading.scorer("score_claims")
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    shown = 0
    for one in numbers(options.shared, options.half):
        for name, hit in fields(one, scorer):
            count[name] += 1
            right[name] += hit
            wrong = name != "class known" and hit == (name in ("invented", "no claim shown"))
            if wrong and shown < options.errors and options.half == "open":
                shown += 1
                told = [{k: t[k] for k in t if k not in ("page", "k")} for t in one.told]
                print(name, one.page, one.text, told, one.claim, sep="\n  ")
    if options.half == "both":
        dated = list(periods(options.shared))
        right["period, other pages"], count["period, other pages"] = sum(dated), len(dated)
    for name in sorted(count):
        print(f"{name:18} {right[name] / count[name]:.3f} of {count[name]}")
    pairs = list(zip(*_readers().values(), strict=True))
    for field in ("is_claim", "status", "mode"):
        same = sum(_sure(a, field) == _sure(b, field) for a, b in zip(*pairs, strict=True))
        print(f"the two readers agree on {field}: {same / len(pairs[0]):.3f}")


if __name__ == "__main__":
    main()
