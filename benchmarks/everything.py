"""Every figure of the reader and the crosscheck that the gold at hand can give, in one table.

    python -m benchmarks.everything [--shared FOLDER] [--only NAME,…] [--save FILE] [--against FILE]

The gold in ``benchmarks/gold`` is ours: anybody can run it. What rests on publishers' texts is read
from FOLDER (default ``../shared``) and left out, with the reason, where that is absent. ``--save``
writes the figures as JSON; ``--against`` prints what changed since a file so written.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.loading import HERE, SCORERS, SHUT, WRITERS
from benchmarks.snapshot import make_ledger

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Set:
    """Gold with the articles it is about; ``kind`` is claims, crosscheck, sentences or frames."""

    name: str
    kind: str
    folder: Path
    articles: str = "articles.jsonl"
    gold: str = "gold.jsonl"
    twins: str | None = None


def sets(shared: Path) -> Iterator[Set]:
    """Our own gold first, then what lies in ``shared``."""
    yield Set("claims, open", "claims", HERE / "gold" / "reading")
    yield Set("claims, held", "claims", HERE / "gold" / "reading" / "held")
    for writer in (*WRITERS, *SHUT):
        folder = HERE / "gold" / "newsrooms" / writer
        yield Set(f"newsroom {writer}", "crosscheck", folder, twins="twins.jsonl")
    data = shared / "data"
    yield Set("claims, development", "claims", data / "claims_dev")
    yield Set(
        "stories, development",
        "crosscheck",
        data,
        "crosscheck_articles_dev.jsonl",
        "crosscheck_gold_dev.jsonl",
        "crosscheck_twins_dev.jsonl",
    )
    yield Set("newsquant", "sentences", data, gold="newsquant_dev.json")
    yield Set("polnear", "frames", data, gold="polnear_dev.jsonl")
    yield Set("hard forms", "frames", data, gold="attribution_challenge_dev.jsonl")
    yield Set("seeds", "seeds", shared / "seeds")


def _json(command: list[str]) -> Figures:
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(ran.stdout)
    return {key: value for key, value in found.items() if isinstance(value, int | float)}


def _scored(script: str, *arguments: object) -> Figures:
    command = [sys.executable, str(SCORERS / script), *map(str, arguments), "--json"]
    return _json(command)


def _predicted(module: str, out: Path, *arguments: str) -> Path:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    with out.open("w", encoding="utf-8") as target:
        subprocess.run(command, check=True, stdout=target, stderr=subprocess.DEVNULL)
    return out


def measure(one: Set, work: Path) -> Figures:
    """The figures of one set, by the names that its scorer gives them."""
    ledger = work / f"{one.name}.db"
    gold = one.folder / one.gold
    if one.kind in ("claims", "crosscheck", "seeds"):
        make_ledger(one.folder / one.articles, ledger)
    if one.kind == "claims":
        return _scored("score_claims.py", ledger, one.folder)
    if one.kind == "crosscheck":
        twins = ["--twins", one.folder / one.twins] if one.twins else []
        found = _scored("score_crosscheck.py", ledger, gold, *twins)
        if "newsroom" in one.name:
            found |= {f"label {k}": v for k, v in _labels(ledger, gold).items()}
        return found
    if one.kind == "seeds":
        return _scored("score_seeds.py", ledger, "--seeds", one.folder)
    if one.kind == "sentences":
        predicted = _predicted("newsquant", work / "sentences.jsonl", str(gold))
        return _scored("score_newsquant.py", gold, predicted)
    convention = ["--convention", "polnear"] if one.name == "polnear" else []
    predicted = _predicted("attribution", work / "frames.jsonl", str(gold), *convention)
    return _scored("score_attr.py", gold, predicted)


def _labels(ledger: Path, gold: Path) -> Figures:
    return _scored("score_labels.py", ledger, gold)


def _print(name: str, figures: Figures, before: Mapping[str, float]) -> None:
    print(f"\n{name}")
    for key, value in figures.items():
        told = f"{value:.3f}" if isinstance(value, float) else str(value)
        old = before.get(key)
        moved = "" if old is None or abs(old - value) < 1e-9 else f"   was {old:.3f}"
        print(f"  {key:32} {told:>8}{moved}", flush=True)


def main() -> None:
    """Measure each set that is there and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("..") / "shared")
    parser.add_argument("--only", default="", help="names, or beginnings of names, of sets")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    only = tuple(filter(None, given.only.split(",")))
    before = json.loads(given.against.read_text()) if given.against else {}
    found: dict[str, Figures] = {}
    for one in sets(given.shared):
        if only and not one.name.startswith(only):
            continue
        if not one.folder.exists():
            print(f"\n{one.name}: left out, {one.folder} is not here")
            continue
        with tempfile.TemporaryDirectory() as work:
            found[one.name] = measure(one, Path(work))
        _print(one.name, found[one.name], before.get(one.name, {}))
    if given.save:
        given.save.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
