"""What every benchmark opens: files of JSON lines, the scoring scripts, the invented newsrooms."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCORERS = HERE / "scorers"
WRITERS = ("A", "B", "C", "D", "E", "F", "I", "J", "K", "L", "M", "N")
"""The invented newsrooms that are learned from."""
MARKED = HERE / "gold" / "marked"
"""Invented news whose numbers are marked with their questions, a file a writer."""
TOGETHER = (
    "I+L", "J+M", "K+N",
    "m1+m2+m3+m12+m13+m26+m27+m28+m32+m38+m42+m44+m45+m49",
    "m4+m5+m6+m14+m15+m29+m30+m33+m35+m39+m43+m46+m48",
    "m7+m8+m9+m10+m16+m17+m18+m31+m34+m36+m37+m40+m41+m47+m51",
)  # fmt: skip
"""Sets that are left out together: newsrooms of one author, marked news of several writers."""
AUTHORS = {name: group for group in TOGETHER for name in group.split("+")}
JUDGED = (*WRITERS[:6], "real")
"""The sets that the judge of pairs and its cuts learn from. One that learned from I to N as well
was no better on what it had not seen, and took the plainest of updates for a conflict."""
SHUT = ("G", "H")
"""Writers whose newsrooms nothing is fitted on and whose errors nobody reads."""
MARKED_SHUT = ("m11", "m19", "m20", "m21", "m22", "m23", "m24", "m25", "m50")
"""The same of marked news; m20 to m25 are long articles."""


def lines(path: Path) -> list[Any]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def author(newsroom: str) -> str:
    """Who wrote a newsroom; any other set stands for itself."""
    return AUTHORS.get(newsroom, newsroom)


def writer(name: str) -> str:
    """Who wrote a set: the author of a newsroom; a file of marked news has a writer of its own."""
    return author(name) if name in WRITERS else name


def of_newsrooms(name: str) -> bool:
    """Did an author write newsrooms, not marked news?"""
    return name.partition("+")[0] in WRITERS


@cache
def invented(name: str) -> bool:
    """Is it a set of one writer's invented news, that is left out as a whole?"""
    return name in WRITERS or (MARKED / f"{name}.txt").exists()


def scorer(name: str) -> Any:
    """A scoring script, as a module."""
    if str(SCORERS) not in sys.path:
        sys.path.insert(0, str(SCORERS))
    return import_module(name)


def asked(newsroom: str, ledger: Path) -> Iterator[tuple[Any, Any, Counter[str]]]:
    """Gold's stories and quantities, with how many of each one's claims a figure holds, by id.

    Those of which no claim is found have none.
    """
    found = scorer("score_crosscheck").Ledger(ledger)
    gold = lines(HERE / "gold" / "newsrooms" / newsroom / "gold.jsonl")
    for story, quantity in ((s, q) for s in gold for q in s["quantities"]):
        votes = Counter[str]()
        for figure in quantity["figures"]:
            if isinstance(figure["value"], str) or figure.get("scope"):
                continue
            unit = figure.get("unit") or quantity["unit"]
            claim = found.locate(figure["doc_id"], {**figure, "unit": unit})
            votes.update(found.figures_of[claim["id"]] if claim else ())
        yield story, quantity, votes
