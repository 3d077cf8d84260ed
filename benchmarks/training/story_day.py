"""Fit ``nlp/time/story_day.json``: which of the days that a report names is that of its event.

    python -m benchmarks.training.story_day --violence GIT [--leave-out KEPT_BACK.json] [--write]

``GIT`` is the git directory of ``cltl/LongTailQATask`` (reports of violent incidents, with the days
of many of them as a public register has them). Incidents are cut in two by their number: each half
is scored by weights fitted on the other, ``--write`` writes those fitted on both. A mention is of
the event's day if it names the register's, or, where no mention does, the day before or after it:
nights run past midnight. Printed for each half: of the reports that name a day in a sentence on an
event, how many are given one, and how many of these rightly. The texts belong to their publishers
and stay outside; what is kept are the weights.
"""

import argparse
import io
import json
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loading import HERE
from benchmarks.training.corpora import git, kept_for_scoring, violence
from benchmarks.training.logistic import fit
from nlp.gate import needs_parse
from nlp.reader import MODEL as PARSER
from nlp.text import Grammar, Syntax, fold, split_sentences
from nlp.text.dateline import without_datelines
from nlp.text.parser import Parser
from nlp.time import EventDays, published_day
from nlp.time.story_day import LEAST, features, probability

MODEL = HERE.parent / "nlp" / "time" / "story_day.json"
REGISTERS = "EventRegistries/GunViolenceArchive/frames"
RIDGE = 20.0
MOST = 1600
"""Reports that are read: about eight minutes."""
LONGEST = 6000
"""Characters of a report that are read."""
_LAG = timedelta(days=400)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A mention of a day in a report; ``right`` where it is that of the event."""

    report: str
    half: int
    day: date
    found: dict[str, float]
    right: bool


class _Frame:
    """Stands for whatever class a pickled table names: it only holds its parts."""

    def __init__(self, *parts: Any, **named: Any) -> None:
        self.parts = parts

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def __call__(self, *parts: Any) -> "_Frame":
        return _Frame(*parts)


class _Tables(pickle.Unpickler):
    """Reads tables of arrays and dates only: a pickle can name any class."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime":
            return {"date": date, "datetime": datetime}[name]
        if module in ("numpy", "numpy.core.multiarray"):
            return {
                "ndarray": np.ndarray,
                "dtype": np.dtype,
                "_reconstruct": np._core.multiarray._reconstruct,  # type: ignore[attr-defined]
                "scalar": np._core.multiarray.scalar,  # type: ignore[attr-defined]
            }[name]
        if (module, name) == ("builtins", "slice"):
            return slice
        return type(name, (_Frame,), {})


def register(folder: Path) -> dict[str, date]:
    """The day of each incident, by its number."""
    found: dict[str, date] = {}
    names = git(folder, "ls-tree", "-r", "--name-only", "HEAD", REGISTERS).decode().splitlines()
    for name in names:
        if "." in Path(name).name or not _is_there(folder, name):
            continue
        blocks = (
            _Tables(io.BytesIO(git(folder, "show", f"HEAD:{name}"))).load().state["_data"].state
        )
        columns = {
            label: row
            for block, labels in zip(blocks[1], blocks[2], strict=True)
            for label, row in zip(labels.parts[1]["data"], block, strict=True)
        }
        for number, day in zip(columns["incident_uri"], columns["date"], strict=True):
            found[str(number)] = datetime.strptime(str(day), "%B %d, %Y").date()
    return found


def _is_there(folder: Path, name: str) -> bool:
    """Whether a snapshot has a file: its largest may be listed but absent."""
    return git(folder, "cat-file", "-t", f"HEAD:{name}", check=False).startswith(b"blob")


def rows(folder: Path, left_out: frozenset[str]) -> Iterator[Row]:
    """The mentions of days in reports whose incident the register knows."""
    days = register(folder)
    known = []
    for report in violence(folder, left_out):
        number, published = str(report["story"])[4:], published_day(report["published"], None)
        if number in days and published and -_DAY <= published - days[number] <= _LAG:
            known.append((report, days[number], published))
    random.Random(9).shuffle(known)
    parser = Parser(PARSER)
    for report, day, published in known[:MOST]:
        text = str(report["text"])[:LONGEST]
        mentions = EventDays(_grammar(parser, text), published).mentions()
        named = {one.period.days.first for one in mentions}
        right = {day} if day in named else {day - _DAY, day + _DAY}
        folded = fold(text)
        for one in mentions:
            first = one.period.days.first
            if first is not None:
                found = features(one, folded, published)
                half = int(str(report["story"])[4:]) % 2
                yield Row(str(report["doc"]), half, first, found, first in right)


def _grammar(parser: Parser, text: str) -> Grammar:
    spans = split_sentences(text)
    wanted = [needs_parse(text[start:end]) for start, end in spans]
    doc = parser.annotate(text, *without_datelines(text, spans, wanted))
    return Grammar(Syntax(doc, spans, text=text), parser.lemmas)


def weights(given: Sequence[Row]) -> dict[str, float]:
    """The weights fitted on these mentions; a report counts by the root of its mentions."""
    names = sorted(given[0].found)
    x = np.array([[row.found[name] for name in names] for row in given])
    right = np.array([row.right for row in given])
    count: dict[str, int] = defaultdict(int)
    for row in given:
        count[row.report] += 1
    weigh = np.array([count[row.report] ** -0.5 for row in given])
    return {k: round(v, 4) for k, v in sorted(fit(x, right, weigh, names, RIDGE).items())}


def score(given: Sequence[Row], told: dict[str, float]) -> str:
    """How many reports get a day, and how many the right one, as a line."""
    doubt: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(lambda: 1.0))
    right: dict[str, set[date]] = defaultdict(set)
    for row in given:
        doubt[row.report][row.day] *= 1 - probability(row.found, told)
        if row.right:
            right[row.report].add(row.day)
    chosen = {report: min(days, key=lambda d: days[d]) for report, days in doubt.items()}
    sure = {report for report, day in chosen.items() if 1 - doubt[report][day] >= LEAST}
    true = sum(chosen[report] in right[report] for report in sure)
    return (
        f"{len(doubt)} reports, {len(sure)} given a day, {true} rightly: "
        f"precision {true / len(sure):.3f}, recall {true / len(doubt):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--violence", type=Path, required=True)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    left_out = kept_for_scoring(options.leave_out, "LongTailQATask incidents")
    found = list(rows(options.violence, left_out))
    for half in (0, 1):
        own = [row for row in found if row.half == half]
        other = [row for row in found if row.half != half]
        print(f"half {half}, left out: {score(own, weights(other))}")
    if options.write:
        MODEL.write_text(json.dumps(weights(found), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
