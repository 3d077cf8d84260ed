"""What numbers of real news measure, against readers' own words and judgements.

    python -m benchmarks.measures ARTICLES.jsonl [--part PART …] [--save FILE] [--against FILE]

Gold is ``benchmarks/gold/measures``; ``ARTICLES.jsonl`` comes from ``benchmarks.training.corpora``.
Printed for each part: the mean F1 of the content words that the tool's measure shares with the
reader's, how many of the numbers that are claims have one, and of the phrases that a reader judged
how many are right, thin and wrong. ``--save`` keeps the phrases, ``--against`` shows what differs
from those.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from statistics import mean

from benchmarks.loading import HERE
from claimledger.clock import now
from crawler.collect import import_targets
from db.connection import connect
from db.unread import documents as read_documents
from db.unread import everything
from nlp.lexicon import words
from nlp.lexicon.stems import stem
from nlp.reader import Reader
from terms.model import Document

GOLD = HERE / "gold" / "measures"
MARKS = {"2": "right", "1": "thin", "0": "wrong"}
PARTS = ("open", "late", "drawn", "shut")
Place = tuple[str, int, int]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables of gold."""
    with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def place(row: Mapping[str, str]) -> Place:
    """The document and the offsets of a number."""
    return row["doc"], int(row["start"]), int(row["end"])


def digest(text: str, length: int) -> str:
    """The first digits of a text's sum, under which gold keeps words and phrases."""
    return sha256(text.encode()).hexdigest()[:length]


def content(phrase: str) -> Counter[str]:
    """The sums of the stems of a phrase's content words."""
    found = "".join(c if c.isalnum() else " " for c in phrase.lower()).split()
    return Counter(digest(stem(word), 8) for word in found if word not in words("stopwords"))


def shared(phrase: str, gold: str) -> float:
    """F1 of the content words of a phrase and of gold, which has their sums."""
    a, b = content(phrase), Counter(gold.split())
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def documents(articles: Path) -> Iterator[tuple[str, Document]]:
    """The documents of gold, as an import lays them out."""
    wanted = {row["doc"] for row in rows("numbers")}
    with tempfile.TemporaryDirectory() as folder:
        chosen, ledger = Path(folder) / "chosen.jsonl", Path(folder) / "measures.db"
        with articles.open(encoding="utf-8") as file, chosen.open("w", encoding="utf-8") as out:
            for article in map(json.loads, file):
                if article["doc"] in wanted:
                    out.write(json.dumps(_imported(article)) + "\n")
        import_targets(ledger, [str(chosen)], settings=None, clock=now)
        db = connect(ledger)
        urls = {row["id"]: row["url"] for row in db.query("SELECT id, url FROM articles")}
        for version in read_documents(db, everything(db)):
            yield urls[version.article_id].rpartition("/")[2], version.document
        db.conn.close()


def measures(articles: Path) -> dict[Place, str]:
    """What the tool says of every number of these documents."""
    reader = Reader()
    return {
        (doc, claim.start, claim.end): claim.measure or ""
        for doc, document in documents(articles)
        for claim in reader.read(document).claims
    }


def _imported(article: Mapping[str, str]) -> dict[str, str]:
    """A row for ``import``: the address ends in the document's name."""
    body = article["text"].partition("\n\n")[2] or article["text"]
    url = f"https://told.example/{article['doc']}"
    told = {"url": url, "title": article["title"], "text": body, "outlet": article["outlet"]}
    return {**told, "published": article["published"]}


def score(found: Mapping[Place, str], part: str) -> dict[str, float]:
    """The figures of one part of gold."""
    judged = {(*place(row), row["phrase"]): MARKS[row["mark"]] for row in rows("judged")}
    alike: list[float] = []
    marks: Counter[str] = Counter()
    for row in rows("numbers"):
        if row["part"] != part or row["claim"] == "0":
            continue
        phrase = found.get(place(row), "")
        if row["measure"]:
            alike.append(shared(phrase, row["measure"]))
        known = (*place(row), digest(phrase.lower(), 12))
        marks[judged.get(known, "not judged" if phrase else "without")] += 1
    return {"numbers": marks.total(), "words shared": mean(alike or [0]), **marks}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--part", choices=PARTS, nargs="*", default=PARTS)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    found = measures(options.articles)
    for part in options.part:
        print(part)
        for name, value in score(found, part).items():
            print(f"  {name:14} {value if isinstance(value, int) else format(value, '.3f')}")
    wanted = {place(row) for row in rows("numbers")}
    kept = {" ".join(map(str, key)): found.get(key, "") for key in sorted(wanted)}
    if options.save:
        options.save.write_text(json.dumps(kept, indent=0), encoding="utf-8")
    if options.against:
        for key, phrase in json.loads(options.against.read_text(encoding="utf-8")).items():
            if phrase != kept.get(key):
                print(f"{key}: {phrase} => {kept.get(key)}")


if __name__ == "__main__":
    main()
