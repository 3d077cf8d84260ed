"""Labelled pairs of numbers, as claims that the reader finds in their sentences.

A line of a file of pairs holds two sentences with a number each (``a``, ``b``: doc, sentence,
start, end, outlet, published, headline, before) and how they stand to each other: ``label`` S
(same question; ``verdict`` A agree, U update, C conflict), P part, T other time, J other subject,
E other event, M other measure, N no claim, X unclear. The texts are not in the repository.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.loading import lines
from claimledger import crosschecking
from crosscheck.model import CheckArticle, LedgerClaim
from db.connection import connect
from db.ledger import load_check_batch

UNCLEAR = "X"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two claims and their label; ``story`` is the fold that they are left out with."""

    set: str
    story: str
    a: LedgerClaim
    b: LedgerClaim
    label: str
    verdict: str | None
    articles: tuple[CheckArticle, CheckArticle]


@dataclass(frozen=True, slots=True)
class Texts:
    """Read texts: articles by doc id, and the claims of each."""

    articles: Mapping[str, CheckArticle]
    claims: Mapping[str, Sequence[LedgerClaim]]

    def claim(self, doc: str, side: Mapping[str, Any]) -> LedgerClaim | None:
        """The claim whose number a side of a pair marks, ``None`` where the reader has none."""
        article = self.articles.get(doc)
        at = article.text.find(side["sentence"]) if article is not None else -1
        if at < 0:
            return None
        start, end = at + side["start"], at + side["end"]
        found = [c for c in self.claims.get(doc, ()) if c.start < end and c.end > start]
        return max(found, key=lambda c: (c.start == start, -c.start), default=None)


def texts_of(ledger: Path) -> Texts:
    """What a ledger holds, by the last part of each article's address."""
    db = connect(ledger, create=False)
    rows = load_check_batch(db)
    db.close()
    articles = {a.id: a for a in crosschecking.articles_of(rows.articles)}
    doc_of = {key: article.url.rsplit("/", 1)[-1] for key, article in articles.items()}
    claims: dict[str, list[LedgerClaim]] = {}
    for claim in crosschecking.claims_of(rows):
        if claim.current:
            claims.setdefault(doc_of[claim.article_id], []).append(claim)
    return Texts({doc_of[key]: article for key, article in articles.items()}, claims)


def labelled_pairs(
    files: Iterable[Path], known: Sequence[Texts], ledger: Path
) -> list[LabelledPair]:
    """The pairs of which both numbers are claims.

    ``known`` are texts that are read as a whole already; of the others the sentences are read into
    ``ledger``, unless it is there.
    """
    rows = [row for path in files for row in lines(path)]
    snippets: dict[Key, str] = {}
    for line in rows:
        for side in (line["a"], line["b"]):
            if not any(texts.claim(side["doc"], side) for texts in known):
                key = (side["doc"], side["sentence"])
                snippets.setdefault(key, f"snippet-{len(snippets)}")
    if not ledger.exists():
        _read(rows, snippets, ledger)
    read = texts_of(ledger)
    found = []
    for line in rows:
        sides = [_located(line[name], known, read, snippets) for name in ("a", "b")]
        if line["label"] == UNCLEAR or None in sides:
            continue
        (a, one), (b, other) = (side for side in sides if side is not None)
        if a.id != b.id:
            label, verdict = line["label"], line["verdict"]
            found.append(
                LabelledPair(line["set"], line["story"], a, b, label, verdict, (one, other))
            )
    return found


def _located(
    side: Mapping[str, Any], known: Sequence[Texts], read: Texts, snippets: Mapping[Key, str]
) -> tuple[LedgerClaim, CheckArticle] | None:
    for texts in known:
        claim = texts.claim(side["doc"], side)
        if claim is not None:
            return claim, texts.articles[side["doc"]]
    doc = snippets.get((side["doc"], side["sentence"]), "")
    claim = read.claim(doc, side)
    return None if claim is None else (claim, read.articles[doc])


def _read(rows: Sequence[Any], snippets: Mapping[Key, str], ledger: Path) -> None:
    """Each sentence with what stands before it, as an article of its own."""
    written: dict[str, str] = {}
    for line in rows:
        for side in (line["a"], line["b"]):
            doc = snippets.get((side["doc"], side["sentence"]))
            if doc is None or doc in written:
                continue
            whole = side["sentence"] == side["headline"]
            dated = side["published"] if side["published"] != "undated" else None
            article = {
                "url": f"https://{_host(side['outlet'])}.example/{doc}",
                "outlet": side["outlet"],
                "title": None if whole else side["headline"],
                "published": dated,
                "text": f"{side['before']} {side['sentence']}".strip(),
            }
            written[doc] = json.dumps(article, ensure_ascii=False)
    source = ledger.with_suffix(".jsonl")
    source.write_text("\n".join(written.values()) + "\n", encoding="utf-8")
    for verb in (["import", str(source)], ["extract", "--workers", "2"]):
        command = [sys.executable, "-m", "claimledger.cli", *verb, "--db", str(ledger)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _host(outlet: str) -> str:
    return "".join(ch if ch.isalnum() else "-" for ch in outlet.casefold()).strip("-") or "outlet"
