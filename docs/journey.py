"""One sentence on its way through the house: what docs/architecture.md prints at each door.

    make docs

Two invented pages are imported, read and crosschecked into a ledger that is thrown away; every
function here returns what stands at one door, as a block of Markdown. The clock stands still, so
that the page changes only when the house does.
"""

import json
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from claimledger.cli import cli
from claimledger.config import for_database
from claimledger.pipeline import Pipeline
from claimledger.progress import Reporter
from crawler.articles import read_page
from nlp.gate import needs_parse
from nlp.meaning.frame import frame_of
from nlp.numbers import find_quantities
from nlp.reader import MODEL, Reader
from nlp.sources import chain_at, find_frames
from nlp.text import Grammar, Syntax, split_sentences
from nlp.text.parser import Parser
from nlp.time import find_periods, published_day
from terms.model import Document

NOW = datetime(2024, 3, 5, 9, tzinfo=UTC)
PUBLISHED = "2024-03-04T18:00:00Z"
EARLIER = "2024-03-04T11:00:00Z"
PAGE = """<html><head><title>Ferry hits the pier at Lorn</title></head><body>
<nav>Home News Sport</nav><article><h1>Ferry hits the pier at Lorn</h1>
<p>A ferry hit the pier at Lorn in thick fog. Its bow was torn open and the crossing is closed.</p>
<p>Police said at least 12 passengers were injured on Monday. Divers will look at the hull.</p>
</article><footer>All rights reserved</footer></body></html>"""
OTHER = """Ferry strikes pier at Lorn\n
A ferry struck the pier at Lorn in fog. Its bow was torn open and the crossing is closed.\n
The ferry company said nine passengers were injured on Monday. Buses ran instead."""


def still() -> datetime:
    """The time, for every stage."""
    return NOW


def fenced(text: str) -> str:
    """A block of plain text."""
    return f"```text\n{text}\n```"


def shown(thing: object, *names: str) -> str:
    """A dataclass as its constructor would be written, with the named fields only."""
    assert is_dataclass(thing)
    names = names or tuple(field.name for field in fields(thing))
    told = ",\n".join(f"    {name}={plain(getattr(thing, name))}" for name in names)
    return f"{type(thing).__name__}(\n{told},\n)"


def plain(value: object) -> str:
    """A value as a reader of the page wants it."""
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    return repr(value.value) if isinstance(value, Enum) else repr(value)


@cache
def article() -> Document:
    """The page as the crawler hands it on."""
    reading = read_page(PAGE.encode(), "https://lantern.example/ferry", "text/html; charset=utf-8")
    return Document(
        reading.text,
        headline_end=reading.headline_end,
        published_at=PUBLISHED,
        outlet="The Lorn Lantern",
        country="GB",
        language="en",
    )


@cache
def span() -> tuple[int, int]:
    """Where the sentence stands in the text."""
    text = article().text
    return next(
        (start, end) for start, end in split_sentences(text) if text[start:end].startswith("Police")
    )


@cache
def syntax() -> tuple[Syntax, Grammar]:
    """The parse of the whole text."""
    parser = Parser(MODEL)
    spans = split_sentences(article().text)
    parsed = [needs_parse(article().text[start:end]) for start, end in spans]
    found = Syntax(parser.annotate(article().text, spans, parsed), spans, text=article().text)
    return found, Grammar(found, parser.lemmas)


def document() -> str:
    """crawler: the article's text, without what stands around it on the page."""
    return fenced(shown(article(), "text", "headline_end", "published_at", "outlet"))


def sentences() -> str:
    """text: each sentence, and whether it is worth a parse."""
    text = article().text
    return fenced(
        "\n".join(
            f"{'parsed' if needs_parse(text[start:end]) else '      '}  {text[start:end]}"
            for start, end in split_sentences(text)
        )
    )


def quantity() -> str:
    """numbers: what is printed."""
    (found,) = find_quantities(article().text, *span())
    names = ("quote", "kind", "value", "low", "high", "qualifier", "unit")
    return fenced(shown(found, *names))


def frame() -> str:
    """sources: who speaks, and what of the text is theirs."""
    found = find_frames(syntax()[0], article())
    (number,) = find_quantities(article().text, *span())
    mine = next(one for one in found if one.contents[0][0] < number.start < one.contents[-1][1])
    held = " … ".join(article().text[start:end] for start, end in mine.contents)
    chain = " ← ".join(
        f"{hop.role} {hop.name!r} ({hop.rule})"
        for hop in chain_at(number.start, number.end, found, article())
    )
    return fenced(f"frame  rule {mine.rule!r}, holds {held!r}\nchain  {chain}")


def period() -> str:
    """time: the expressions of time, and the days they stand for."""
    day = published_day(PUBLISHED, None)
    (found,) = find_periods(article().text, *span(), day)
    return fenced(
        f"Period(text={found.text!r}, role={plain(found.role)}, "
        f"days={found.days.start} to {found.days.end})",
    )


def number_frame() -> str:
    """meaning: the words around the number, told once."""
    (number,) = find_quantities(article().text, *span())
    grammar = syntax()[1]
    found = frame_of(number, grammar)
    words = {"noun": found.noun, "verb": found.verb, "state": found.state, "level": found.level}
    told = [
        f"{name}={grammar.word(token)!r}" if token is not None else f"{name}=None"
        for name, token in words.items()
    ]
    return fenced(
        f"NumberFrame({', '.join(told)}, unit={found.unit!r}, predicate={found.predicate!r})",
    )


def claim() -> str:
    """claims: the number, what it measures, when, how firm, on whose word."""
    (found,) = Reader().read(article()).claims
    names = (
        "quote value low high unit qualifier change status measure predicate period_start "
        "period_end place confidence salience"
    ).split()
    asked = ("dimension", "counted", "word_class", "standing", "subgroups")
    return fenced(shown(found, *names) + "\n" + shown(found.question, *asked))


@cache
def ledger() -> Mapping[str, list[dict[str, object]]]:
    """Rows of the ledger of both pages, and the page of their figure."""
    outlets = (
        ("The Lorn Lantern", article().text, PUBLISHED),
        ("The Harbour Courier", OTHER, EARLIER),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for outlet, text, published in outlets:
                slug = outlet.rpartition(" ")[2].lower()
                title = text.partition("\n")[0]
                made = {"url": f"https://{slug}.example/ferry", "outlet": outlet, "text": text}
                lines.write(json.dumps({**made, "title": title, "published": published}) + "\n")
        config = for_database(Path(folder) / "journey.db")
        pipeline = Pipeline(config, Reporter(quiet=True), still)
        pipeline.import_targets([str(file)])
        pipeline.extract(workers=1)
        pipeline.crosscheck()
        with closing(sqlite3.connect(config.database)) as conn:
            conn.row_factory = sqlite3.Row
            tables = ("claims", "attributions", "figures", "readings", "relations")
            found = {
                table: [dict(row) for row in conn.execute(f"SELECT * FROM {table}")]
                for table in tables
            }
        figure = str(found["figures"][0]["id"])
        told = CliRunner().invoke(cli, ["show", figure, "--db", str(config.database)])
    return {**found, "told": [{"output": told.output}]}


def columns(row: Mapping[str, object], *names: str) -> str:
    """Some columns of a row, a line each."""
    width = max(map(len, names))
    return "\n".join(f"{name:{width}}  {row[name]}" for name in names)


def row() -> str:
    """db: one row of claims, and its hops."""
    mine = next(one for one in ledger()["claims"] if one["quote"] == "12")
    names = "id quote value low high unit qualifier measure dimension counted figure_id"
    hops = "\n".join(
        f"attributions  hop {hop['hop']}: {hop['role']} {hop['name']}, rule {hop['rule']}"
        for hop in ledger()["attributions"]
        if hop["claim_id"] == mine["id"]
    )
    return fenced(columns(mine, *names.split()) + "\n\n" + hops)


def figure() -> str:
    """crosscheck: the figure, its readings, and how they stand to each other."""
    (found,) = ledger()["figures"]
    names = ("label", "verdict", "outlet_count", "origin_count")
    readings = "\n".join(
        f"reading  {one['id']}: {one['qualifier']} {one['value']:g} {one['unit']}"
        for one in ledger()["readings"]
    )
    (related,) = ledger()["relations"]
    told = ("reading_a", "reading_b", "relation", "possible", "rule", "facts", "reason")
    return fenced("\n\n".join((columns(found, *names), readings, columns(related, *told))))


def answer() -> str:
    """answers, shown by the command: what a person reads."""
    return fenced(str(ledger()["told"][0]["output"]).strip())
