"""What prints imply for an earlier time, over claims that are made up."""

from collections.abc import Mapping
from typing import Any

import pytest

from answers import arithmetic

CASES = {"kind": "count", "unit": "case", "measure": "cases of measles", "word_class": "infected"}


def claim(name: str, value: float, change: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": name, "article_id": name, "version_id": f"{more.get('outlet', 'Post')}v1",
        "sentence": f"{value}", "sentence_start": 0, "quote": f"{value:g}", "value": value,
        "low": value, "high": value, "change": change, "counted": "case", "period_start": None,
        "period_end": None, "figure_id": "f" if change is None else None, "outlet": "Post",
        "base_year": None,
    } | CASES | more  # fmt: skip


def sums(monkeypatch: pytest.MonkeyPatch, *rows: Mapping[str, Any]) -> list[dict[str, Any]]:
    monkeypatch.setattr(arithmetic, "_kinds", lambda conn, figure_id: ["count"])
    monkeypatch.setattr(arithmetic.queries, "claims_of_story", lambda *asked: list(rows))
    return arithmetic.beside(None, "f", "s")  # type: ignore[arg-type]


UP = claim("step", 180, "increase_by", base_year=2023)
YEAR = {"period_start": "2023-01-01", "period_end": "2023-12-31", "figure_id": "g"}


def test_a_sum_stands_beside_what_others_print(monkeypatch: pytest.MonkeyPatch) -> None:
    [found] = sums(monkeypatch, claim("level", 297), UP, claim("other", 180, outlet="Mail", **YEAR))
    assert found["line"] == (
        "“297” (Post), up “180” (Post), implies 117 for 2023; Mail prints 180."
    )
    assert not found["agrees"]
    [right] = sums(monkeypatch, claim("level", 297), UP, claim("other", 117, **YEAR))
    assert right["agrees"]


def test_across_sentences_and_outlets(monkeypatch: pytest.MonkeyPatch) -> None:
    step = claim("step", 180, "increase_by", base_year=2023, outlet="Mail", sentence_start=90)
    earlier = claim("from", 120, "from_level", base_year=2023, outlet="News", version_id="x")
    [found] = sums(monkeypatch, claim("level", 297), step, earlier)
    assert (found["implied"], found["agrees"]) == ("117", False)
    assert [row["outlet"] for row in found["printed"]] == ["News"]


def test_what_falls_and_what_is_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    down = claim("step", 26, "decrease_by", base_year=2023)
    told = claim("other", 410, low=405, high=415, **YEAR)
    [found] = sums(monkeypatch, claim("level", 386), down, told)
    assert (found["implied"], found["agrees"]) == ("412", True)


@pytest.mark.parametrize(
    "other",
    [
        {**YEAR, "word_class": "killed"},
        {**YEAR, "period_start": "2021-01-01", "period_end": "2021-12-31"},
        {**YEAR, "counted": "sheep"},
        {**YEAR, "measure": "hospital beds", "word_class": None},
        {"period_start": None, "period_end": None},
    ],
)
def test_another_question_is_not_laid_beside(
    monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
) -> None:
    assert sums(monkeypatch, claim("level", 297), UP, claim("other", 180, **other)) == []


def test_no_change_without_a_year_is_taken_from_another_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = claim("step", 180, "increase_by", outlet="Mail")
    earlier = claim("from", 120, "from_level", outlet="News", version_id="x")
    assert sums(monkeypatch, claim("level", 297), step, earlier) == []
