"""Notes of two sentences: one number of a kind each, which is no reason to lay them together."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.claimledger.test_cli import call

UNLIKE = (
    ("The bridge will cost €2 million.", "The government spends €2 billion on pensions."),
    ("The bridge will cost €3.4 million.", "The council owes its bank €71 million."),
    ("Tolls will pay for 30 percent of the costs.", "Unemployment in the region is at 11 percent."),
    ("The mayor thanked 14 firms.", "A choir of 60 children sang."),
    ("Twelve villages will be linked by it.", "Nine trees were felled for the ramp."),
)
ALIKE = (
    ("The bridge will cost €2.4 million.", "The price of the bridge is put at €3.1 million."),
    ("The fire burned 480 hectares of forest.", "Flames consumed 610 hectares of pine forest."),
    ("Police arrested 14 demonstrators.", "Officers detained 41 protesters."),
    ("The plant will cut 1,200 jobs.", "The plant is to lose 1,500 jobs."),
)


def _write(path: Path, pairs: tuple[tuple[str, str], ...]) -> None:
    notes = []
    for number, pair in enumerate(pairs):
        town = "ABCDE"[number] * 2 + "en"
        for outlet, said in zip(("Lantern", "Courier"), pair, strict=True):
            note = {
                "url": f"https://{outlet.lower()}.example/{number}",
                "outlet": outlet,
                "title": f"City{town} in the news",
                "published": f"2031-0{number + 1}-04T08:00:00Z",
                "text": f"City{town} has a busy day behind it, its mayor said on Monday. {said}",
            }
            notes.append(json.dumps(note))
    path.write_text("\n".join(notes) + "\n", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pairs", "together"),
    [
        (UNLIKE[:-1], 0),
        pytest.param(
            UNLIKE[-1:], 0, marks=pytest.mark.xfail(strict=True, reason="held for one question")
        ),
        (ALIKE, len(ALIKE)),
    ],
)
def test_what_lies_in_one_figure(
    tmp_path: Path, pairs: tuple[tuple[str, str], ...], together: int
) -> None:
    ledger, notes = tmp_path / "notes.db", tmp_path / "notes.jsonl"
    _write(notes, pairs)
    for verb in (["import", notes], ["extract"], ["crosscheck"]):
        assert call(verb[0], *verb[1:], "--db", ledger, "-q").exit_code == 0
    with sqlite3.connect(ledger) as conn:
        found = conn.execute("SELECT count(*) FROM figures WHERE article_count > 1").fetchone()
    conn.close()
    assert found == (together,)
