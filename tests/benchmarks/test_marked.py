"""Marked news: what a file says, where its marks lie in the ledger, and what is refused."""

from pathlib import Path

import pytest

from benchmarks.training import marked

SOURCE = """=== 01 flood
# dead: update
# homes: misquote
@ Vale Post | 2026-03-04T06:30:00Z | Flood kills {dead:four}
The Tamsin burst its banks.

- {homes:340} homes are under water.
- {boats:Nine} boats are out.
@ Hill Herald | undated | Tamsin in flood
{dead:Six} people drowned. {homes:430} homes were flooded, and of the roads {roads:12 kilometres}.
"""


def _written(folder: Path, text: str) -> Path:
    path = folder / "m0.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    told = marked.read(_written(tmp_path, SOURCE))
    assert not told.partial
    assert [(a.outlet, a.published, a.title) for a in told.articles] == [
        ("Vale Post", "2026-03-04T06:30:00Z", "Flood kills four"),
        ("Hill Herald", None, "Tamsin in flood"),
    ]
    assert told.verdicts == {("01 flood", "dead"): "update", ("01 flood", "homes"): "misquote"}
    whole = f"{told.articles[0].title}\n\n{told.articles[0].text}"
    assert [(q, whole[a:b]) for q, a, b in told.articles[0].marks] == [
        ("dead", "four"), ("homes", "340"), ("boats", "Nine"),
    ]  # fmt: skip


@pytest.mark.slow
def test_claims_answer_the_question_of_their_mark(tmp_path: Path) -> None:
    one = marked.load(_written(tmp_path, SOURCE), tmp_path)
    asked = {claim.quote: one.asked[claim.id][1] for claim in one.claims}
    assert asked["430"] == asked["340"] == ("homes", None)
    assert asked["four"] == ("dead", None)
    assert asked["Nine"] == ("stranger", "boats")
    assert one.verdicts["01 flood", "homes"] == ("conflict", False)
    assert one.exhaustive


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("# dead: perhaps", "line 2: 'perhaps' is no verdict"),
        ("@ Vale Post | Flood", "line 2: outlet, time and headline are wanted"),
        ("@ Vale Post | undated | Flood\nOne {brace", "a brace that is no mark"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(marked.MarkError, match=said):
        marked.read(_written(tmp_path, f"=== 01 flood\n{wrong}\n"))


def test_every_file_in_the_repository_can_be_read() -> None:
    for path in marked.MARKED.glob("*.txt"):
        told = marked.read(path)
        known = {(a.story, mark[0]) for a in told.articles for mark in a.marks}
        assert told.verdicts.keys() <= known
