"""How often a question in words finds its figure: gold's questions and labels, over one ledger.

    python -m benchmarks.searching [--ledger FILE] [SET …]

All invented newsrooms that are learned from lie in one ledger (made where FILE is not there). Each
quantity of the named sets (default: all) is asked for by gold's question and by gold's label; right
is the figure that holds most of its claims. *Words* is the full text of names alone, all words or
else some; *asking* is ``answers.asking``.
"""

import argparse
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from answers.asking import answering
from answers.queries import search
from benchmarks.loading import HERE, WRITERS, asked
from benchmarks.snapshot import make_ledger

FIRST = (1, 3, 6)
Found = Callable[[sqlite3.Connection, str], Sequence[str]]


def by_words(conn: sqlite3.Connection, text: str) -> Sequence[str]:
    """Figures whose names have all the words, or else some."""
    terms = search.terms(text)
    match = " ".join(terms)
    if not search.count(conn, "figures", match):
        match = " OR ".join(terms)
    found = search.find(conn, "figures", match, search.count(conn, "figures", match), FIRST[-1], 0)
    return [row["id"] for row in found]


def by_asking(conn: sqlite3.Connection, text: str) -> Sequence[str]:
    """Figures that answer, the best first."""
    return answering(conn, search.terms(text))


WAYS: dict[str, Found] = {"words": by_words, "asking": by_asking}


def quantities(ledger: Path, newsroom: str) -> Iterator[tuple[dict[str, str], set[str]]]:
    """What gold asks, with the figures that hold most of its claims."""
    for _, quantity, votes in asked(newsroom, ledger):
        if votes:
            most = max(votes.values())
            texts = {"question": quantity["question"]}
            texts["label"] = quantity.get("label") or quantity["question"]
            yield texts, {key for key, count in votes.items() if count == most}


def main() -> None:
    """Ask, and print how often the right figure is among the first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("sets", nargs="*", default=list(WRITERS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        ledger = given.ledger or Path(work) / "all.db"
        if not ledger.exists():
            paths = (HERE / "gold" / "newsrooms" / w / "articles.jsonl" for w in WRITERS)
            articles = Path(work) / "articles.jsonl"
            articles.write_text("".join(path.read_text("utf-8") for path in paths), "utf-8")
            make_ledger(articles, ledger)
        conn = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
        conn.row_factory = sqlite3.Row
        right: dict[tuple[str, str], Counter[int]] = {}
        for texts, wanted in (one for w in given.sets for one in quantities(ledger, w)):
            for kind, text in texts.items():
                for way, find in WAYS.items():
                    ids = list(find(conn, text))[: FIRST[-1]]
                    count = right.setdefault((kind, way), Counter())
                    count[0] += 1
                    count.update(n for n in FIRST if wanted & set(ids[:n]))
        print("right figure among the first " + ", ".join(map(str, FIRST)))
        for (kind, way), count in right.items():
            shares = " ".join(f"{count[n] / count[0]:.3f}" for n in FIRST)
            print(f"{kind:9} {way:7} {shares} of {count[0]}")


if __name__ == "__main__":
    main()
