"""What every benchmark opens: files of JSON lines, the scoring scripts, the invented newsrooms."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCORERS = HERE / "scorers"
WRITERS = ("A", "B", "C", "D", "E", "F", "I", "J", "K", "L", "M", "N")
"""The invented newsrooms that are learned from."""
AUTHORS = {"I": "I+L", "L": "I+L", "J": "J+M", "M": "J+M", "K": "K+N", "N": "K+N"}
"""Whose newsroom it is, where one author wrote two: both are left out together."""
JUDGED = (*WRITERS[:6], "real")
"""The sets that the judge of pairs and its cuts learn from. One that learned from I to N as well
was no better on what it had not seen, and took the plainest of updates for a conflict."""
SHUT = ("G", "H")
"""Writers whose newsrooms nothing is fitted on and whose errors nobody reads."""


def lines(path: Path) -> list[Any]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def author(newsroom: str) -> str:
    """Who wrote a newsroom; any other set stands for itself."""
    return AUTHORS.get(newsroom, newsroom)


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
