"""The labels of real pages are whole, and speak the words that the scorer knows."""

import csv
import json
from pathlib import Path

import pytest

from benchmarks import real_pages

PAGES = json.loads((real_pages.GOLD / "pages.json").read_text())
STATUS = {"stated", "projected", "target", "hypothetical", "denied"}


@pytest.mark.parametrize("name", ["reader_a", "reader_b"])
def test_each_number_has_one_label(name: str) -> None:
    with (real_pages.GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    asked = [(p["page"], k) for p in PAGES for k in range(1, len(p["claims"]) + 1)]
    assert [(int(row["page"]), int(row["k"])) for row in rows] == asked
    for row in rows:
        is_claim = row["is_claim"].rstrip("?") == "y"
        assert row["status"].rstrip("?") in (STATUS if is_claim else {"-"})
        assert row["mode"].rstrip("?") in ({"explicit", "carried", "none"} if is_claim else {"-"})
        assert (row["origin"] == "-") == (row["mode"].rstrip("?") in ("none", "-"))


def test_both_halves_are_alike_in_size() -> None:
    halves = [page["half"] for page in PAGES]
    assert halves.count("open") == halves.count("shut") == 16


def test_pages_are_the_annotated_ones() -> None:
    shared = Path(__file__).parents[3] / "shared"
    if not (shared / "data" / "pages").exists():
        pytest.skip(f"publishers' pages are not here: {shared}")
    assert len(list(real_pages.pages(shared, "both"))) == len(PAGES)
