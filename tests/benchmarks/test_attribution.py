"""The attribution benchmark: its two conventions, and the bars on the gold where it is there."""

import json
from pathlib import Path

import pytest

from benchmarks import attribution
from benchmarks.attribution import run

pytestmark = pytest.mark.slow

ROWS = [
    {
        "doc_id": "a",
        "text": "The coastguard said 21 sailors were safe, the Harbour Courier reported.",
    },
    {"doc_id": "b", "text": "Dr Osei, who says 60 nurses have left, wept."},
]
SHARED = Path(__file__).parents[2].parent / "shared"


def spans(row: dict[str, object]) -> list[dict[str, object]]:
    found = row["attributions"]
    assert isinstance(found, list)
    return found


def words(row: dict[str, object], span: object) -> str:
    text = row["text"]
    assert isinstance(text, str)
    assert isinstance(span, list)
    return text[span[0] : span[1]]


def test_the_default_convention_lists_every_frame_with_its_relays() -> None:
    first, second = run(ROWS, "default", 0)
    by_source = {words(first, a["source"]): a for a in spans(first)}
    assert by_source["The coastguard"]["relays"] == ["Harbour Courier"]
    assert by_source["the Harbour Courier"]["relays"] == []
    assert [words(second, a["source"]) for a in spans(second)] == ["Dr Osei"]


def test_polnear_wants_the_outermost_frame_in_the_text_s_words() -> None:
    first, second = run(ROWS, "polnear", 0)
    assert [words(first, a["source"]) for a in spans(first)] == ["the Harbour Courier"]
    assert [words(second, a["source"]) for a in spans(second)] == ["who"]


def test_the_sure_tier_leaves_out_what_is_less_sure() -> None:
    rows = [{"doc_id": "c", "text": "The city plans to plant 4,000 trees."}]
    assert [len(spans(row)) for row in run(rows, "default", 0)] == [1]
    assert [len(spans(row)) for row in run(rows, "default", 0.8)] == [0]


def test_the_command_prints_one_line_an_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["attribution", str(gold)])
    attribution.main()
    out, err = capsys.readouterr()
    assert [json.loads(line)["doc_id"] for line in out.splitlines()] == ["a", "b"]
    assert "% added" in err


def test_hard_forms_stay_over_the_bar() -> None:
    gold = SHARED / "data" / "attribution_challenge_dev.jsonl"
    if not gold.exists():
        pytest.skip("the shared gold is not beside the repository")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    right = 0
    for row, result in zip(rows, run(rows, "default", 0), strict=True):
        sources = {words(result, a["source"]) for a in spans(result)}
        wanted = {row["text"][slice(*a["source"])] for a in row["attributions"]}
        relays = max(
            (len(a["relays"]) for a in spans(result) if isinstance(a["relays"], list)), default=0
        )
        right += bool(wanted) == bool(sources) and relays == len(row["relays"])
    assert right >= 44
