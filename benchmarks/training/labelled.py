"""The labelled pairs of real news, joined with the texts that they were drawn from.

    python -m benchmarks.training.labelled ARTICLES.jsonl --out PAIRS.jsonl
    python -m benchmarks.training.labelled ARTICLES.jsonl --add DRAWN.jsonl --answers A.tsv B.tsv

``benchmarks/gold/pairs/real.tsv`` holds offsets and what two readers said; ``ARTICLES.jsonl`` comes
from ``benchmarks.training.corpora``. A row of ``PAIRS.jsonl`` has ``a`` and ``b`` (``doc``,
``outlet``, ``published``, ``headline``, ``before``, ``sentence``, ``start`` and ``end`` within the
sentence, ``quote``), ``label`` and ``verdict``: where the readers agree, theirs; a pair that only
one of them takes for one question is X; of two other labels the first reader's stands. ``--add``
appends what two readers answered (``id``, tab, label) on pairs of ``benchmarks.training.draw``.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "gold" / "pairs" / "real.tsv"
BEFORE = 200
"""Characters of the text before a sentence that are kept with it."""


def settled(first: str, second: str) -> tuple[str, str | None]:
    """One label and verdict of two readers' labels ("SC", "M", "SU?")."""
    a, b = first.rstrip("?"), second.rstrip("?")
    if a[0] == b[0]:
        return a[0], (a[1:] or None) if a == b else None
    return ("X" if "S" in (a[0], b[0]) else a[0]), None


def side(row: Mapping[str, str], which: str, article: Mapping[str, Any]) -> dict[str, Any]:
    """One number of a pair, as a reader sees it."""
    text: str = article["text"]
    first, last, start, end = (
        int(row[f"{which}_{name}"]) for name in ("sentence_start", "sentence_end", "start", "end")
    )
    return {
        "doc": article["doc"], "outlet": article["outlet"], "published": article["published"],
        "headline": article["title"], "before": text[max(0, first - BEFORE) : first],
        "sentence": text[first:last], "start": start - first, "end": end - first,
        "quote": text[start:end], "offset": start,
    }  # fmt: skip


def pairs(articles: Path, gold: Path = GOLD) -> Iterator[dict[str, Any]]:
    """Every labelled pair whose articles are there, unchanged."""
    with articles.open(encoding="utf-8") as file:
        found = {row["doc"]: row for row in map(json.loads, file)}
    with gold.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            docs = [found.get(row[f"{which}_doc"]) for which in "ab"]
            sums = [row[f"{which}_sha256"] for which in "ab"]
            a, b = docs
            if a is None or b is None or [a["sha256"][:16], b["sha256"][:16]] != sums:
                print(f"left out: the texts of pair {row['id']} are not here", file=sys.stderr)
                continue
            label, verdict = settled(row["reader_a"], row["reader_b"])
            told = {name: row[name] for name in ("id", "set", "story")}
            yield {**told, "disjoint": a is not b, "label": label, "verdict": verdict,
                   "a": side(row, "a", a), "b": side(row, "b", b)}  # fmt: skip


def located(text: str, shown: Mapping[str, Any]) -> tuple[int, int, int, int] | None:
    """Where a sentence and its number stand in a text whose blanks may differ from those shown;
    None where the text is cleaned so much that the sentence is not found."""
    words = shown["sentence"].split()
    near = shown["offset"] - shown["start"]
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    if not found:
        return None
    best = min(found, key=lambda one: abs(one.start() - near))
    before = len("".join(shown["sentence"][: shown["start"]].split()))
    number = len("".join(shown["quote"].split()))
    solid = [at for at in range(best.start(), best.end()) if not text[at].isspace()]
    return best.start(), best.end(), solid[before], solid[before + number - 1] + 1


def add(articles: Path, drawn: Path, answers: tuple[Path, Path]) -> None:
    """Append answered pairs to the gold; a pair that one reader left out is an error."""
    with articles.open(encoding="utf-8") as file:
        found = {row["doc"]: row for row in map(json.loads, file)}
    told = [dict(line.split() for line in path.read_text().splitlines()) for path in answers]
    with GOLD.open("a", encoding="utf-8") as out, drawn.open(encoding="utf-8") as file:
        for pair in map(json.loads, file):
            cells: list[object] = [pair["id"], pair["set"], pair["story"]]
            for which in "ab":
                article = found[pair[which]["doc"]]
                where = located(article["text"], pair[which])
                if where is None:
                    print(f"left out: a sentence of {pair['id']} is not found", file=sys.stderr)
                    break
                cells += [article["doc"], article["sha256"][:16], *where]
            else:
                labels = (one[pair["id"]] for one in told)
                out.write("\t".join(map(str, [*cells, *labels])) + "\n")


def main() -> None:
    """Write the pairs, or add to them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--add", type=Path)
    parser.add_argument("--answers", type=Path, nargs=2)
    options = parser.parse_args()
    if options.add:
        add(options.articles, options.add, tuple(options.answers))
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            for pair in pairs(options.articles):
                out.write(json.dumps(pair, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
