"""How fast the reader is, next to plain spaCy in the same run.

    python -m benchmarks.speed ARTICLES.jsonl [--rounds 3] [--limit N]

Prints the CPU time of the whole reading stage divided by that of ``nlp.pipe`` with every component
of the same model, on the same texts (the smallest of each over the rounds, taken in turn, so that a
busy machine harms both alike), and how much sooner two worker processes are done than one.
``ARTICLES.jsonl`` holds one article a line with ``text`` and, if it likes, ``title``, ``published``
and ``country``.
"""

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy

from nlp.reader import MODEL, Reader
from terms.model import Document

BAR = 0.75
"""The ratio to stay under."""

_reader: Reader | None = None


def documents_of(path: Path, limit: int | None = None) -> list[Document]:
    """The articles of a JSONL file as documents."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
        row = json.loads(line)
        title, text = row.get("title") or "", row.get("text") or ""
        headline = "" if text.startswith(title) else title + "\n\n"
        documents.append(
            Document(
                headline + text,
                headline_end=len(title),
                published_at=row.get("published"),
                country=row.get("country"),
                outlet=row.get("outlet"),
            )
        )
    return documents


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of this process for a piece of work."""
    before = time.process_time()
    work()
    return time.process_time() - before


def compare(documents: list[Document], rounds: int) -> tuple[float, float, int]:
    """CPU seconds of the reader, of plain ``nlp.pipe``, and the number of claims read."""
    reader = Reader()
    plain = spacy.load(MODEL)
    texts = [document.text for document in documents]
    claims = sum(len(found.claims) for found in reader.read_many(documents[:5]))
    list(plain.pipe(texts[:5]))
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(cpu_of(lambda: list(plain.pipe(texts))))
        counts: list[int] = []
        ours.append(
            cpu_of(lambda to=counts: to.extend(len(x.claims) for x in reader.read_many(documents)))  # type: ignore[misc]
        )
        claims = sum(counts)
    return min(ours), min(theirs), claims


def _load() -> None:
    global _reader
    _reader = Reader()
    _reader.read(Document("Twelve people were hurt on Monday."))


def _work(documents: list[Document]) -> int:
    assert _reader is not None
    return sum(len(found.claims) for found in _reader.read_many(documents))


def _ready(_: int) -> bool:
    time.sleep(0.2)
    return _reader is not None


def workers_gain(documents: list[Document], rounds: int) -> float:
    """Wall time with one worker process divided by that with two, models loaded before."""
    shards = [documents[at : at + 8] for at in range(0, len(documents), 8)]
    walls: dict[int, list[float]] = {1: [], 2: []}
    pools = {
        count: ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_load)
        for count in (1, 2)
    }
    try:
        for pool in pools.values():
            list(pool.map(_ready, range(4)))
        for _ in range(rounds):
            for count, pool in pools.items():
                before = time.perf_counter()
                sum(pool.map(_work, shards))
                walls[count].append(time.perf_counter() - before)
    finally:
        for pool in pools.values():
            pool.shutdown()
    return min(walls[1]) / min(walls[2])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=None, help="read only so many articles")
    parser.add_argument("--no-workers", action="store_true", help="leave the two workers out")
    options = parser.parse_args()
    documents = documents_of(options.articles, options.limit)
    ours, theirs, claims = compare(documents, options.rounds)
    print(f"articles              {len(documents)}")
    print(f"characters            {sum(len(document.text) for document in documents)}")
    print(f"nlp.pipe CPU seconds  {theirs:.2f}")
    print(f"reader CPU seconds    {ours:.2f}")
    print(f"ratio                 {ours / theirs:.2f}   (bar: {BAR} or less)")
    print(f"claims per CPU second {claims / ours:.0f}")
    if not options.no_workers:
        gain = workers_gain(documents, options.rounds)
        print(f"two workers           {gain:.2f}x one   (bar: 1.8 or more)")


if __name__ == "__main__":
    main()
