"""How often the family tree of a figure is right about where a print came from.

    python -m benchmarks.descent [--writers A,B,…] [--wrong] [--json]

*Told*: the aggregators of the newsrooms A to D, who say in their own words whose number they print
(``gold/newsrooms/relays.tsv``, exhaustive for its articles). *Planted*: to each newsroom are added
reprints, reprints of reprints, notes that name an outlet in two dozen wordings, notes that link
to an article, and notes that only look so; gold by construction. A number that the reader or the
crosscheck does not find counts as missed. *Late* are steps from a later print to an earlier one.
"""

import argparse
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from answers.descent import Step
from answers.losses import Loss
from answers.mentions import Mention, Print, position
from answers.prints import tree_of
from benchmarks.loading import HERE, lines
from benchmarks.snapshot import make_ledger

ROOM = HERE / "gold" / "newsrooms"

SAYING = (
    "{outlet} reports that {inner}",
    "According to {outlet}, {inner}",
    "{label}: {words}, per {outlet}.",
    "{label}: {words}, {outlet} says.",
    "{outlet} has it at {words}. That is the count for this: {label_low}.",
    "{label}: {words} (via {outlet}).",
    "As {outlet} reported, {inner}",
    "{outlet}: {label_low}, {words}.",
    "{outlet} puts it at {words} ({label_low}).",
    "{sentence} That is from {outlet}, which was there.",
    "A piece in {outlet} says {inner}",
    "{label}: {words}, if {outlet} is to be believed.",
    "{outlet} gives {words} for the {label_low}.",
    "Quoting {outlet}: {sentence}",
)
"""How a note says whose number it prints."""

ASIDE = (
    "{label}: {words}. Elsewhere, {outlet} has pictures of the scene.",
    "{label}: {words}, the authorities said. {outlet} leads on the football.",
    "{label}: {words}.\n\n{outlet} had nothing on it when we looked.",
)
"""How a note names an outlet whose number it does not print."""

LINKING = (
    "{label}: {words}, it turns out.",
    "By now we know this much. {label}: {words}. More of it here.",
    "{label}: {words} (source).",
)
"""How a note prints a number with a link and no name."""

LONGEST = 4
"""Words of a number that a note takes over: more of them would be a copy."""

FORMS = {"note": SAYING, "too early": SAYING, "aside": ASIDE, "link": LINKING}

_WHO = "bakers anglers ringers porters weavers miners singers rowers glaziers tanners".split()
_DOES = "met fed sold drew lost kept moved named wrote taught".split()
_WHAT = "lanterns ferrets kettles ladders parsnips anvils sundials barrels pigeons quilts".split()
_WHERE = "mill quay chapel orchard depot tannery lido viaduct brewery windmill".split()


def own_words(number: int) -> str:
    """A paragraph of its own for a planted article: no other one has it."""

    def pick(words: Sequence[str], step: int) -> str:
        return words[(number * step + number // 10) % 10]

    return (
        f"Meanwhile the {pick(_WHO, 3)} {pick(_DOES, 7)} some {pick(_WHAT, 1)} by the "
        f"{pick(_WHERE, 9)}, as {pick(_WHO, 7)} with {pick(_WHAT, 3)} often did near the "
        f"{pick(_WHERE, 1)}."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number of a planted or told article, and the outlet that it is from; ``None``: no outlet's.

    ``words`` are those of the number; ``article`` is the address of the parent, where one is due.
    """

    kind: str
    url: str
    words: str
    value: float
    outlet: str | None
    article: str | None = None
    bare: bool = False
    sentence: str = ""


def told(writer: str, articles: Mapping[str, Mapping[str, Any]]) -> Iterator[Wanted]:
    """What the aggregators of a newsroom say, and the rest of their numbers."""
    rows = [line.split("\t") for line in (ROOM / "relays.tsv").read_text("utf-8").splitlines()]
    gold = {(d, q, float(v)): o for w, d, q, v, o in rows[3:] if w == writer}
    documents = {document for document, _, _ in gold}
    for story in lines(ROOM / writer / "gold.jsonl"):
        for quantity, figure in _figures(story):
            document, value = figure["doc_id"], figure["value"]
            if document not in documents or not isinstance(value, int | float):
                continue
            outlet = gold.get((document, quantity["quantity"], float(value)), "")
            if figure["where"] == "text" and outlet != "-":
                url = articles[document]["url"]
                yield Wanted(
                    "told", url, figure["anchor"], value, outlet or None,
                    sentence=figure["sentence"],
                )  # fmt: skip


def _figures(story: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for quantity in story["quantities"]:
        for figure in quantity["figures"]:
            yield quantity, figure


class Planter:
    """Adds articles to a newsroom, and keeps what their numbers came from."""

    def __init__(self, articles: Mapping[str, Mapping[str, Any]]) -> None:
        self.articles = articles
        self.added: list[dict[str, Any]] = []
        self.wanted: list[Wanted] = []
        self.turns: Counter[str] = Counter()

    def story(self, story: Mapping[str, Any]) -> None:
        """Plants for one story: two reprints, and a note for each of some of its numbers."""
        dated = [d for d in story["docs"] if "T" in d["date"]]
        if not dated:
            return
        first = max(dated[:3], key=lambda d: len(self.articles[d["doc_id"]]["text"]))
        inside = [
            (q, f) for q, f in _figures(story)
            if f["doc_id"] == first["doc_id"] and f["where"] == "text"
            and isinstance(f["value"], int | float)
        ]  # fmt: skip
        original = self.articles[first["doc_id"]]
        reprint = self._reprint("reprint", original, inside, original, 2)
        self._reprint("reprint of a reprint", reprint, inside, reprint, 3)
        notable = [(q, f) for q, f in inside if f["sentence"] in original["text"]]
        alone = [x for x in notable if self._once(x, notable)]
        kinds = ("note", "link", "aside", "too early", "note", "note", "note")
        brief = [(q, f) for q, f in alone if len(f["anchor"].split()) <= LONGEST]
        for kind, (quantity, figure) in zip(kinds, brief, strict=False):
            self._note(kind, FORMS[kind], original, quantity, figure)

    def _once(self, one: tuple[Any, Any], every: Sequence[tuple[Any, Any]]) -> bool:
        """Is it the only number of its quantity there, so that a note cannot mean another?"""
        return [q["quantity"] for q, _ in every].count(one[0]["quantity"]) == 1

    def _add(self, title: str, text: str, at: str, links: Sequence[Mapping[str, str]] = ()) -> Any:
        number = len(self.added)
        article = {
            "url": f"https://plant{number}.example/a",
            "outlet": f"{_PLANTS[number % len(_PLANTS)]} {_NUMBERS[number // len(_PLANTS)]}",
            "country": "GB",
            "title": title,
            "published": at,
            "text": text,
            "links": list(links),
        }
        self.added.append(article)
        return article

    def _reprint(
        self, kind: str, of: Mapping[str, Any], inside: Sequence[Any], parent: Any, hours: int
    ) -> Any:
        parts = of["text"].split("\n\n")
        text = "\n\n".join([*parts, own_words(len(self.added))])
        made = self._add(f"In short: {of['title']}", text, _later(of["published"], hours))
        for _, figure in inside:
            self.wanted.append(
                Wanted(kind, made["url"], figure["anchor"], figure["value"], parent["outlet"],
                       parent["url"])
            )  # fmt: skip
        return made

    def _note(self, kind: str, forms: Sequence[str], of: Any, quantity: Any, figure: Any) -> None:
        form = forms[self.turns[kind] % len(forms)]
        self.turns[kind] += 1
        sentence, label = figure["sentence"], quantity["label"]
        inner = sentence if sentence.split()[0].isupper() else _small(sentence)
        hedged = figure["qualifier"] not in ("exact", "range")
        words = _bare(figure["anchor"]) if hedged else figure["anchor"]
        body = form.format(
            outlet=of["outlet"], label=label, label_low=_small(label), words=words,
            sentence=sentence, inner=inner,
        )  # fmt: skip
        shown = next((x for x in ("it turns out", "here", "source") if x in form), "")
        link = [{"text": shown, "href": of["url"]}] if kind == "link" else []
        at = _later(of["published"], -3 if kind == "too early" else 5)
        made = self._add(
            f"What we know: {label}", f"{body}\n\n{own_words(len(self.added))}", at, link
        )
        named = None if kind == "aside" else of["outlet"]
        article = None if kind in ("aside", "too early") else of["url"]
        self.wanted.append(
            Wanted(kind, made["url"], figure["anchor"], figure["value"], named, article,
                   hedged and words[0].isdigit() and "{words}" in form)
        )  # fmt: skip


_PLANTS = ("Morrow", "Tilling", "Brackwater", "Osmund", "Pellgate", "Quarrel", "Radley", "Sedge")
_NUMBERS = tuple(
    f"{word} {kind}" for kind in ("Herald", "Notes", "Post", "Daily", "Weekly")
    for word in ("North", "South", "East", "West", "Upper", "Lower", "Old", "New")
)  # fmt: skip


def _small(text: str) -> str:
    """The text as it goes on in a sentence: names and initials stay."""
    first = text.split()[0]
    return text if first.isupper() or first[1:] != first[1:].lower() else text[0].lower() + text[1:]


def _bare(words: str) -> str:
    """A number as printed from its first digit on: "some 12 boats" as "12 boats"."""
    first = next((place for place, char in enumerate(words) if char.isdigit()), 0)
    return words[first:]


def _later(at: str, hours: int) -> str:
    moment = datetime.fromisoformat(at).astimezone(UTC) + timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Found:
    """What the tree says of a number: the outlet that it is from, and that one's article."""

    outlet: str | None
    article: str | None
    lost: bool
    sentence: str


def steps(ledger: Path) -> tuple[dict[tuple[str, float], list[Found]], int, int]:
    """What the trees say, by address and value; how many steps there are, and late ones."""
    found: dict[tuple[str, float], list[Found]] = {}
    drawn = late = 0
    with closing(sqlite3.connect(ledger)) as conn:
        urls = dict(conn.execute("SELECT id, url FROM articles"))
        names = dict(conn.execute("SELECT id, name FROM outlets"))
        for figure, story in conn.execute("SELECT id, story_id FROM figures").fetchall():
            for step in tree_of(conn, figure, story).steps:
                drawn += step.parent is not None
                late += step.parent is not None and _late(step)
                for mention in step.child.mentions:
                    if mention.value is not None:
                        key = (urls[mention.article], float(mention.value))
                        found.setdefault(key, []).append(_found(step, mention, urls, names))
    return found, drawn, late


def _late(step: Step) -> bool:
    def day(one: Print) -> tuple[str, str]:
        return position(one.lead.at)

    assert step.parent is not None
    a, b = day(step.parent), day(step.child)
    return a[0] > b[0] or (a[0] == b[0] and "~" not in (a[1], b[1]) and a[1] >= b[1])


def _found(
    step: Step, mention: Mention, urls: Mapping[str, str], names: Mapping[str, str]
) -> Found:
    lost = Loss.HEDGE in step.lost
    if step.parent is not None:
        lead = step.parent.lead
        return Found(names[lead.outlet], urls[lead.article], lost, mention.sentence)
    outlet = " < ".join([*step.via, *([step.origin] if step.origin else [])])
    return Found(outlet, None, lost, mention.sentence)


def judged(wanted: Wanted, found: Sequence[Found]) -> str:
    """``right``, ``wrong`` (a step that is not so), or ``missed``; of no outlet's ``kept``."""
    if wanted.outlet is None:
        return "wrong" if any(one.article for one in found) else "kept"
    if not found:
        return "missed"
    for one in found:
        if wanted.article is not None and one.article is not None:
            if one.article == wanted.article:
                return "right"
        elif wanted.article is None and _is(one.outlet, wanted.outlet):
            return "right"
    return "wrong" if any(one.article for one in found) else "missed"


def _is(name: str | None, outlet: str) -> bool:
    return name is not None and outlet.removeprefix("The ") in name


def measure(writer: str, work: Path, show: bool) -> tuple[Counter[str], int, int]:
    """Counts ``kind outcome`` for one newsroom, its steps, and late ones among them."""
    articles = {
        row["url"].rsplit("/", 1)[1]: row for row in lines(ROOM / writer / "articles.jsonl")
    }
    counts: Counter[str] = Counter()
    planter = Planter(articles)
    for story in lines(ROOM / writer / "gold.jsonl"):
        planter.story(story)
    drawn = late = 0
    for name, more, wanted in (
        ("told", [], list(told(writer, articles)) if writer in "ABCD" else []),
        ("planted", planter.added, planter.wanted),
    ):
        if not wanted:
            continue
        source, ledger = work / f"{writer}-{name}.jsonl", work / f"{writer}-{name}.db"
        rows = [*articles.values(), *more]
        source.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        make_ledger(source, ledger)
        found, some, bad = steps(ledger)
        drawn, late = drawn + some, late + bad
        for one in wanted:
            told_of = [
                x for x in found.get((one.url, float(one.value)), ())
                if x.sentence in one.sentence or one.sentence in x.sentence
            ]  # fmt: skip
            outcome = judged(one, told_of)
            counts[f"{one.kind} {outcome}"] += 1
            if one.bare and outcome == "right" and told_of:
                counts["hedge lost " + ("told" if any(x.lost for x in told_of) else "missed")] += 1
            if show and outcome in ("wrong", "missed"):
                print(writer, outcome, one, told_of)
    return counts, drawn, late


def main() -> None:
    """Print, by kind, how many edges are right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--writers", default="A,B,C,D")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong or missed")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    every: Counter[str] = Counter()
    drawn = late = 0
    with tempfile.TemporaryDirectory() as folder:
        for writer in given.writers.split(","):
            counts, some, bad = measure(writer, Path(folder), given.wrong)
            every, drawn, late = every + counts, drawn + some, late + bad
    figures = {"steps": drawn, "late": late, **dict(sorted(every.items()))}
    if given.json:
        print(json.dumps(figures))
        return
    for name in ("told", "reprint", "reprint of a reprint", "note", "link", "aside", "too early"):
        right, wrong, missed, kept = (
            every[f"{name} {x}"] for x in ("right", "wrong", "missed", "kept")
        )
        edges = right + wrong + missed
        share = f"{right / edges:.3f}" if right + missed else "-"
        print(
            f"{name:22} right {right:4} wrong {wrong:4} missed {missed:4} kept {kept:4} {share:>6}"
        )
    judged_edges = {k: v for k, v in every.items() if not k.startswith("hedge")}
    total = sum(v for k, v in judged_edges.items() if not k.endswith(" kept"))
    right = sum(v for k, v in judged_edges.items() if k.endswith(" right"))
    print(f"{'all edges':22} right {right} of {total}: {right / max(1, total):.3f}")
    told_, missed = every["hedge lost told"], every["hedge lost missed"]
    print(f"{'hedges dropped':22} told {told_} of {told_ + missed}")
    print(f"{'steps':22} {drawn}, {late} from later to earlier")


if __name__ == "__main__":
    main()
