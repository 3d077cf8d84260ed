"""Measuring a language model on labelled pairs, with one that compares words."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import pairs
from tests.claimledger import models
from tests.claimledger.models import Fake, sensible


def side(sentence: str, quote: str) -> dict[str, Any]:
    start = sentence.index(quote)
    return {
        "outlet": "The Post", "published": "2031-05-12", "headline": "A day", "sentence": sentence,
        "start": start, "end": start + len(quote),
    }  # fmt: skip


def pair(name: str, label: str, verdict: str | None, a: str, b: str) -> dict[str, Any]:
    one, other = (next(w for w in said.split() if w.isdigit()) for said in (a, b))
    return {"id": name, "label": label, "verdict": verdict, "a": side(a, one), "b": side(b, other)}


GOLD = [
    pair(
        "1",
        "S",
        "C",
        "Floods closed 30 schools around Orrin.",
        "Floods closed 44 schools around Orrin.",
    ),
    pair("2", "S", "C", "Gales felled 8 poplars near Wick.", "Gales felled 9 poplars near Wick."),
    pair("3", "J", None, "Floods closed 30 schools around Orrin.", "Bakers sold 12 loaves."),
    pair(
        "4",
        "E",
        None,
        "Floods closed 30 schools around Orrin.",
        "Last year floods closed 5 schools around Orrin.",
    ),
    pair("5", "X", None, "Nothing of 5 things.", "Nothing of 6 things."),
]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    model = Fake("words", sensible)
    models.install(model)
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, GOLD)))
    kept = tmp_path / "kept.db"
    monkeypatch.setattr(sys, "argv", ["pairs", "--model", "words", "--kept", str(kept), str(path)])
    return model


def test_a_model_is_measured_and_not_asked_again(
    asked: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs.main()
    told = capsys.readouterr().out
    assert "words: the text of the pairs goes to a place that is not known" in told
    assert "4 pairs: 4 answered, 0 void, 0 unsure" in told
    assert " 0.90     4 0.667 1.000 0.800   0.667 1.000 0.800   0.750" in told
    count = len(asked.asked)
    pairs.main()
    assert capsys.readouterr().out == told
    assert len(asked.asked) == count


def test_a_draw_takes_so_many_of_each_label_and_no_unclear_ones() -> None:
    some = pairs.drawn(GOLD, 1)
    assert sorted(one["label"] for one in some) == ["E", "J", "S"]
    assert some == pairs.drawn(reversed(GOLD), 1)
