"""An invented newsroom from its marked-up source: articles and gold by construction.

    python -m benchmarks.training.newsroom benchmarks/gold/newsrooms/E

A folder holds ``source.txt``; written beside it are ``articles.jsonl``, ``gold.jsonl`` and
``twins.jsonl``. The source is plain text:

    === story e01_bridge | Collapse of the Tarn footbridge, May 2025
    --- doc e01_bridge_1 | Marl Gazette | GB | 2025-05-04T09:10:00Z
    Footbridge fall kills [[18||dead|18]]

    MARL, May 4 - [[Eighteen people||dead|18|exact|county police]] died, county police said.
    In 2014 [[nine||!dead_2014|9|exact|people]] had died there.
    --- quantity dead | People killed in the collapse | How many people died? | people | conflict
        | misquote | killed_injured_swapped, title | 18 everywhere; the Bugle swaps dead and hurt
    === twins e03_ferry_2023 | e04_ferry_2025 | Two ferries, one strait, two years apart

The first line of a document is its headline. ``[[words||key|value|qualifier|attribution|scope]]``
marks a figure of a quantity (``exact`` where no qualifier stands; ``8000..9000`` is a range; no
value is vague), ``[[words||!key|value|qualifier|unit]]`` a number that answers none of them. The
words must stand once in their sentence. A quantity has a key, a label, a question, a unit, a
verdict, and may have a relation, phenomena and a reason; it may run over lines that begin with a
blank.
"""

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARK = re.compile(r"\[\[(.*?)\|\|(.*?)\]\]")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z0-9\"“‘'(€$£])|\n+")
SHORT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Gen|Col|Sgt|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.$"
)
QUALIFIERS = frozenset(
    {"exact", "about", "more_than", "nearly", "at_least", "less_than", "range", "vague", "up_to"}
)
VERDICTS = frozenset({"agree", "compatible", "update", "conflict"})
Row = dict[str, Any]


class SourceError(ValueError):
    """What stands wrong in a source, and where."""


@dataclass(slots=True)
class _Story:
    id: str
    topic: str
    docs: list[Row] = field(default_factory=list)
    articles: list[Row] = field(default_factory=list)
    quantities: dict[str, Row] = field(default_factory=dict)
    figures: list[Row] = field(default_factory=list)
    distractors: list[Row] = field(default_factory=list)


def _cells(text: str, least: int) -> list[str]:
    found = [cell.strip() for cell in text.split("|")]
    if len(found) < least:
        raise SourceError(f"{least} cells are wanted: {text!r}")
    return found


def _blocks(source: str) -> Iterator[tuple[str, str, str]]:
    """Kind, head and body of each block."""
    for block in re.split(r"(?m)^(?====\s|---\s)", source):
        if not block.strip():
            continue
        first, _, body = block.partition("\n")
        kind, _, head = first[3:].strip().partition(" ")
        if kind == "quantity":
            head = " ".join([head, *body.split()])
        yield kind, head, body


def _number(text: str) -> object:
    if not text:
        return None
    parts = [float(part) for part in text.split("..")]
    values = [int(part) if part.is_integer() else part for part in parts]
    return values if len(values) > 1 else values[0]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text."""
    ends = [m for m in SENTENCE.finditer(text) if not SHORT.search(text[: m.start()])]
    starts = [0, *(m.end() for m in ends)]
    return list(zip(starts, [*(m.start() for m in ends), len(text)], strict=True))


def _plain(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """A text without its marks, and the marks with their places in it."""
    parts: list[str] = []
    marks: list[tuple[int, int, list[str]]] = []
    length = last = 0
    for found in MARK.finditer(marked):
        before, words = marked[last : found.start()], found.group(1)
        start = length + len(before)
        marks.append((start, start + len(words), [c.strip() for c in found.group(2).split("|")]))
        parts += [before, words]
        length, last = start + len(words), found.end()
    return "".join([*parts, marked[last:]]), marks


def _read_document(story: _Story, head: str, body: str) -> None:
    doc, outlet, country, published = _cells(head, 4)[:4]
    title, _, text = body.strip().partition("\n")
    slug = re.sub(r"[^a-z0-9]", "", outlet.lower())
    plain_title, plain_text = _plain(title)[0], _plain(text.strip())[0]
    story.docs.append({"doc_id": doc, "outlet": outlet, "date": published})
    story.articles.append(
        {
            "url": f"https://{slug}.example/{doc}",
            "outlet": outlet,
            "country": country,
            "title": plain_title,
            "published": published,
            "text": plain_text,
        }
    )
    for where, marked in (("title", title), ("text", text.strip())):
        _read_marks(story, doc, where, marked)


def _read_marks(story: _Story, doc: str, where: str, marked: str) -> None:
    plain, marks = _plain(marked)
    spans = _sentences(plain) if where == "text" else [(0, len(plain))]
    for start, end, cells in marks:
        first, last = next(span for span in spans if span[0] <= start and end <= span[1])
        sentence, anchor = plain[first:last].strip(), plain[start:end]
        if sentence.count(anchor) != 1:
            raise SourceError(f"{doc}: {anchor!r} stands more than once in {sentence!r}")
        key, value, qualifier, *more = [*cells, "", "", ""][: max(len(cells), 3)]
        qualifier = qualifier or "exact"
        if qualifier not in QUALIFIERS:
            raise SourceError(f"{doc}: {qualifier!r} is no qualifier")
        row: Row = {"doc_id": doc, "value": _number(value), "qualifier": qualifier}
        if key.startswith("!"):
            row |= {"unit": (more or [""])[0] or None, "key": key[1:]}
            story.distractors.append(row | {"anchor": anchor, "sentence": sentence})
            continue
        attribution, scope = [*more, "", ""][:2]
        row |= {"quantity": key, "attribution": attribution or None, "where": where}
        story.figures.append(row | {"anchor": anchor, "sentence": sentence, "scope": scope or None})


def _read_quantity(story: _Story, head: str) -> None:
    key, label, question, unit, verdict, *more = _cells(head, 5)
    relation, phenomena, why = [*more, "", "", ""][:3]
    if verdict not in VERDICTS:
        raise SourceError(f"{story.id}: {verdict!r} is no verdict of {key}")
    story.quantities[key] = {
        "quantity": key,
        "label": label,
        "question": question,
        "unit": unit,
        "verdict": verdict,
        "verdict_alt": [],
        "relation": relation or None,
        "phenomena": [word.strip() for word in phenomena.split(",") if word.strip()],
        "why": why,
        "figures": [],
    }


def _finished(story: _Story) -> Row:
    """A story's gold: each figure with its quantity, outlet and date."""
    docs = {doc["doc_id"]: doc for doc in story.docs}
    for figure in story.figures:
        quantity = story.quantities.get(figure.pop("quantity"))
        if quantity is None:
            raise SourceError(f"{story.id}: no quantity for {figure['sentence']!r}")
        place = f"{story.id}.{quantity['quantity']}.{len(quantity['figures'])}"
        quantity["figures"].append({"figure_id": place, **docs[figure["doc_id"]], **figure})
    idle = [key for key, row in story.quantities.items() if len(row["figures"]) < 2]
    if idle:
        raise SourceError(f"{story.id}: fewer than two figures of {', '.join(idle)}")
    return {
        "story_id": story.id,
        "topic": story.topic,
        "docs": story.docs,
        "quantities": list(story.quantities.values()),
        "distractors": story.distractors,
    }


def build(source: str) -> dict[str, list[Row]]:
    """The rows of ``articles``, ``gold`` and ``twins`` of a source; ``SourceError`` says what is
    wrong with it."""
    stories: list[_Story] = []
    twins: list[Row] = []
    for kind, head, body in _blocks(source):
        if kind == "story":
            name, topic = _cells(head, 2)[:2]
            stories.append(_Story(name, topic))
        elif kind == "doc":
            _read_document(stories[-1], head, body)
        elif kind == "quantity":
            _read_quantity(stories[-1], head)
        elif kind == "twins":
            first, second, why = _cells(head, 3)[:3]
            twins.append({"story_a": first, "story_b": second, "why": why})
        else:
            raise SourceError(f"{kind!r} opens no block")
    articles = [article for story in stories for article in story.articles]
    return {"articles": articles, "gold": [_finished(s) for s in stories], "twins": twins}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    try:
        built = build((folder / "source.txt").read_text(encoding="utf-8"))
    except SourceError as error:
        parser.exit(1, f"{folder / 'source.txt'}: {error}\n")
    for name, rows in built.items():
        told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(told, encoding="utf-8")
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
