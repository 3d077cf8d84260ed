"""Invented news whose numbers are marked with the question that they answer, as sets to learn from.

A file of ``benchmarks/gold/marked`` is one writer's: plain text,

    === 01 flood-tamsin
    # shelters: conflict
    @ Kestria Post | 2026-03-04T06:30:00Z | Tamsin bursts its banks
    {shelters:1,340} people spent the night in sports halls. ...

``{question:number}`` marks a number of an article; two of one story answer one question if they
have one mark. ``#`` gives the verdict of each question that several outlets print: agree, update,
conflict or misquote. The time may be ``undated``. Where the file begins with ``partial``, only
some numbers are marked; else a number without a mark answers none of the questions.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

from benchmarks.loading import MARKED, MARKED_SHUT
from benchmarks.snapshot import make_ledger
from benchmarks.training.cuts import Said
from benchmarks.training.gold import Files, Set
from claimledger import crosschecking
from crosscheck.check import Batch
from crosscheck.model import LedgerClaim
from crosscheck.relations.evidence import disjoint
from db.connection import connect
from db.ledger import load_check_batch

PARTIAL = "partial"
VERDICTS = ("agree", "update", "conflict", "misquote")
_BETWEEN = "\n\n"
_MARK = re.compile(r"\{([a-z0-9_-]+):([^{}]*)\}")


def files() -> list[Path]:
    """What is learned from, a file a writer."""
    return [path for path in sorted(MARKED.glob("*.txt")) if path.stem not in MARKED_SHUT]


class MarkError(ValueError):
    """What stands wrong in a file, and where."""


@dataclass(slots=True)
class Article:
    """A marked article: its fields without the marks, and spans in its title and text."""

    story: str
    outlet: str
    published: str | None
    title: str = ""
    text: str = ""
    marks: list[tuple[str, int, int]] = field(default_factory=list)
    """Question, first and last place in the title, two line breaks and the text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One writer's articles, and the verdict of each story's questions."""

    name: str
    partial: bool
    articles: Sequence[Article]
    verdicts: Mapping[tuple[str, str], str]


def read(path: Path) -> Marked:
    """A file of marked news; ``MarkError`` says what is wrong with it."""
    articles: list[Article] = []
    verdicts: dict[tuple[str, str], str] = {}
    story, body, partial = "", list[str](), False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}, line {number}"
        if line == PARTIAL and number == 1:
            partial = True
        elif line.startswith(("=== ", "# ", "@ ")):
            _close(articles, body)
            body = []
            if line.startswith("=== "):
                story = line[4:].strip()
            elif line.startswith("# "):
                question, _, verdict = line[2:].partition(":")
                if verdict.strip() not in VERDICTS:
                    raise MarkError(f"{where}: {verdict.strip()!r} is no verdict")
                verdicts[story, question.strip()] = verdict.strip()
            else:
                cells = [cell.strip() for cell in line[2:].split(" | ", 2)]
                if len(cells) < 3:
                    raise MarkError(f"{where}: outlet, time and headline are wanted")
                outlet, published, title = cells
                articles.append(
                    Article(story, outlet, None if published == "undated" else published)
                )
                articles[-1].title = title
        else:
            body.append(line)
    _close(articles, body)
    return Marked(path.stem, partial, articles, verdicts)


def _close(articles: Sequence[Article], body: Sequence[str]) -> None:
    """Put what was gathered to the last article, without its marks."""
    if articles and any(body):
        last = articles[-1]
        plain, at = "", 0
        marked = last.title + _BETWEEN + "\n".join(body).strip()
        for mark in _MARK.finditer(marked):
            plain += marked[at : mark.start()]
            last.marks.append((mark[1], len(plain), len(plain) + len(mark[2])))
            plain, at = plain + mark[2], mark.end()
        plain += marked[at:]
        if "{" in plain or "}" in plain:
            raise MarkError(f"{last.story}, {last.outlet}: a brace that is no mark")
        last.title, _, last.text = plain.partition(_BETWEEN)


def rows(told: Marked) -> Iterator[dict[str, Any]]:
    """The articles as ``claimledger import`` takes them, each with an address of its own."""
    for number, article in enumerate(told.articles):
        host = re.sub(r"[^a-z0-9]", "", article.outlet.lower()) or "outlet"
        yield {
            "url": f"https://{host}.example/{told.name}-{number}",
            "outlet": article.outlet,
            "title": article.title,
            "published": article.published,
            "text": article.text,
        }


def load(path: Path, place: Path) -> Set:
    """A file of marked news as a set; its ledger stands in ``place`` and is made if it is not."""
    told = read(path)
    name = told.name
    ledger = place / f"{name}.db"
    if not ledger.exists():
        source = place / f"{name}.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) for row in rows(told)]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        make_ledger(source, ledger)
    db = connect(ledger, create=False)
    found = load_check_batch(db)
    texts = dict(db.execute("SELECT id, text FROM versions").fetchall())
    db.close()
    articles = crosschecking.articles_of(found.articles)
    claims = tuple(claim for claim in crosschecking.claims_of(found) if claim.current)
    marked = {
        article.id: told.articles[int(article.url.rsplit("-", 1)[-1])] for article in articles
    }
    placed = {
        claim.version_id: _placed(marked[claim.article_id], texts[claim.version_id])
        for claim in {claim.version_id: claim for claim in claims}.values()
    }
    asked: dict[str, tuple[str, Any]] = {}
    for claim in claims:
        article = marked[claim.article_id]
        for question, start, end in placed[claim.version_id]:
            if start < claim.end and claim.start < end:
                several = (article.story, question) in told.verdicts
                key = (question, None) if several else ("stranger", question)
                asked.setdefault(claim.id, (article.story, key))
    verdicts: dict[tuple[str, object], tuple[str, bool]] = {
        key: ("conflict" if verdict == "misquote" else verdict, False)
        for key, verdict in told.verdicts.items()
    }
    story = {key: article.story for key, article in marked.items()}
    files = Files(name, path, path, path)
    return Set(files, ledger, tuple(articles), claims, asked, story, verdicts, not told.partial)


def _placed(article: Article, text: str) -> list[tuple[str, int, int]]:
    """The marks as spans of the stored text, in which white space may be other."""
    printed = [at for at, character in enumerate(text) if not character.isspace()]
    whole = article.title + _BETWEEN + article.text
    before = [0, *accumulate(not character.isspace() for character in whole)]
    if before[-1] != len(printed):
        raise MarkError(f"{article.story}, {article.outlet}: its text was not stored as it stands")
    return [
        (question, printed[before[start]], printed[before[end] - 1] + 1)
        for question, start, end in article.marks
    ]


def scores(one: Set, said: Sequence[Said], batches: Sequence[Batch]) -> dict[str, float]:
    """What is found of the questions that several outlets print."""
    figure_of = {c.id: key for b in batches for key, group in b.figures.items() for c in group}
    printed: dict[object, list[LedgerClaim]] = defaultdict(list)
    for claim in one.claims:
        asked = one.asked.get(claim.id)
        if asked is not None and asked[1][0] != "stranger":
            printed[asked].append(claim)
    together = [
        figure_of.get(a.id) is not None and figure_of.get(a.id) == figure_of.get(b.id)
        for group in printed.values()
        for a, b in combinations(group, 2)
        if disjoint(a, b)
    ]
    cried = [one.wanted == "conflict" for one in said if one.verdict == "conflict"]
    found = [one.verdict == "conflict" for one in said if one.wanted == "conflict"]
    moved = [one.verdict == "updated" for one in said if one.wanted == "updated"]
    right = [one.right for one in said]
    every = {
        "differing together": together, "verdict right": right, "conflicts: right": cried,
        "conflicts: found": found, "updates: found": moved,
    }  # fmt: skip
    return {name: sum(told) / len(told) if told else math.nan for name, told in every.items()}


def table(told: Mapping[str, Mapping[str, float]]) -> str:
    """Scores, a column a set."""
    head = f"{'marked news, left out':24}" + "".join(f"{name:>7}" for name in told)
    names = next(iter(told.values()), {})
    rows = [f"{row:24}" + "".join(f"{one[row]:7.3f}" for one in told.values()) for row in names]
    return "\n".join([head, *rows])
