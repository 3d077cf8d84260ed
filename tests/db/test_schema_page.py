"""The schema page is generated, and the one in docs is up to date."""

import io
from contextlib import redirect_stdout
from pathlib import Path

from cogapp import Cog

from db.descriptions import DESCRIPTIONS
from db.schema_page import render

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_page_is_up_to_date():
    with redirect_stdout(io.StringIO()) as said:
        assert Cog().main(["cog", "--check", str(PAGE)]) == 0, said.getvalue()


def test_the_page_names_everything_that_is_described():
    page = render()
    for name, columns in DESCRIPTIONS.items():
        (chapter,) = (part for part in page.split("\n### ") if part.startswith(f"{name}\n"))
        assert columns[""] in chapter
        for column in filter(None, columns):
            assert f"\n| `{column}` |" in chapter


def test_the_page_tells_keys_targets_and_words():
    lines = render().splitlines()
    assert "| `id` | TEXT key | Slug of the name |" in lines
    assert any(line.startswith("| `outlet_id` | TEXT not null → outlets |") for line in lines)
    assert any("(single, agree, compatible, updated, conflict)" in line for line in lines)
    assert "| `claims_fts` | sentence, measure |" in lines
