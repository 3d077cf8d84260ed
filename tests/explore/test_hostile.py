"""Hostile text in every column that holds text: nothing runs, nothing is lost, all pages answer."""

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette
from sqlite_utils import Database

from db.schema_page import enumerated
from explore.canned import QUERIES
from tests.explore.test_datasette import VALUES
from tests.explore.test_pages import PAGES

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e{{7*7}}"
FORMULA = "=cmd|' /C calc'!A0\r\n@SUM(A1)\t'; DROP TABLE claims; --\u2066"

KEPT = {"id", "paragraphs", "rule", "replaced"}
"""Columns that are keys, or read as JSON by SQL, or that only this program writes."""

JSON = {"question"}
"""Columns that hold words of the text within JSON, and only JSON."""

TABLES = ("claims", "claims_flat", "articles", "figures", "entities", "conflicts", "attributions",
          "readings", "relations", "stories", "outlets", "problems", "headlines")  # fmt: skip


def hostile(source: Path, target: Path, text: str) -> None:
    """A copy of the ledger in which every free column says this."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA foreign_keys = OFF")
        ledger = Database(new)
        for name in ledger.table_names():
            if "_fts" in name or name.startswith(("_", "sqlite_")):
                continue
            table = ledger.table(name)
            fixed = {*KEPT, *table.pks, *enumerated(table)}
            fixed |= {key.column for key in table.foreign_keys}
            free = [
                column.name
                for column in table.columns
                if column.type == "TEXT"
                and column.name not in fixed
                and not column.name.endswith(
                    ("_id", "_claim", "_version", "reading_a", "reading_b")
                )
            ]
            for column in free:
                unique = "|| url" if (name, column) == ("articles", "url") else ""
                value = json.dumps({"words": text}) if column in JSON else text
                new.execute(f'UPDATE "{name}" SET "{column}" = ? {unique}', [value])
        new.commit()


@pytest.fixture(scope="module", params=[MARKUP, FORMULA], ids=["markup", "formula"])
def attacked(
    request: pytest.FixtureRequest,
    ledger_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    make_explorer: Callable[..., Datasette],
) -> tuple[Datasette, str]:
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    hostile(ledger_path, path, request.param)
    return make_explorer(path, reviewers={"id": "vera"}), request.param


def get(datasette: Datasette, path: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path))


def is_inert(html: str) -> bool:
    """Neither markup of strangers nor characters that turn the text around."""
    found = ("<script>alert", "<img src=x", "onerror=alert(1)>", "\u202e", "\u2066", "49<")
    return not any(piece in html for piece in found)


def test_every_page_answers_and_is_inert(
    attacked: tuple[Datasette, str], ids: Mapping[str, str]
) -> None:
    datasette, text = attacked
    said = 0
    more = [
        f"/figures/{ids['dead']}/dossier",
        "/compare?outlet=northline&outlet=quayside-gazette",
        f"/search?q={quote(text[:200])}",
        "/search?q=alert",
        f"/check?text={quote(text + ' 14 people died')}",
        "/runs?run=2",
    ]
    for path in [*PAGES, *more]:
        address = path.format(**ids) if "{7" not in path and "%7B" not in path else path
        answer = get(datasette, address)
        assert answer.status_code in (200, 400), (address, answer.text[:300])
        assert is_inert(answer.text), address
        said += "&lt;script&gt;alert" in answer.text or "DROP TABLE" in answer.text
        head, mark, query = address.partition("?")
        as_json = get(datasette, f"{'/' if head == '/' else head}.json{mark}{query}")
        if not head.endswith("dossier"):
            assert as_json.json()["title"] is not None
    assert said > 15, "the pages do not show what they were tested for"


def test_datasettes_own_pages_are_inert(attacked: tuple[Datasette, str]) -> None:
    datasette, _ = attacked
    values = "&".join(f"{key}={value}" for key, value in VALUES.items())
    for path in [*TABLES, *(f"{name}?{values}" for name in QUERIES)]:
        answer = get(datasette, f"/ledger/{path}")
        assert answer.status_code == 200, path
        assert is_inert(answer.text), path


def test_files_hold_the_text_whole_and_no_formula(
    attacked: tuple[Datasette, str], ids: Mapping[str, str]
) -> None:
    datasette, text = attacked
    for path in ("/exports/claims.csv", "/exports/figures.csv", "/exports/eventreport.csv",
                 f"/figures/{ids['dead']}.csv", "/ledger/claims.csv", "/ledger/claims.csv?_stream=on",
                 "/figures.csv", "/outlets.csv", "/sources.csv", f"/articles/{ids['wire']}.csv",
                 "/compare.csv?outlet=northline&outlet=quayside-gazette"):  # fmt: skip
        rows = list(csv.reader(io.StringIO(get(datasette, path).text, newline="")))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))], path
        assert len({len(row) for row in rows}) == 1, path
        assert any(text in cell for cell in cells), path
    for path in (f"/figures/{ids['dead']}.jsonld", f"/figures/{ids['dead']}.feed.json"):
        assert json.dumps(text)[1:-1] in json.dumps(get(datasette, path).json()), path
    article = get(datasette, f"/articles/{ids['wire']}.json").json()
    assert article["text"] == text
    assert article["title"] == text


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(
    "query",
    ["_next=abc&_sort_desc=value", "_next=abc", "_next=5,abc&_sort=value", "_next=%00", "_next=,",
     "_next=9x&_sort=outlet", "_next=1.5", "_next=99999999999999999999999&_sort=value",
     "_sort=nothing", "_sort_desc=nothing", "_sort=value&_sort_desc=value"],
)  # fmt: skip
def test_a_place_or_a_sort_that_is_none_is_a_wrong_question(
    ledger_path: Path, make_explorer: Callable[..., Datasette], query: str, public: bool
) -> None:
    datasette = make_explorer(ledger_path, public=public)
    for name in ("claims_flat", "claims", "conflicts"):
        for form in ("", ".json", ".csv"):
            answer = asyncio.run(datasette.client.get(f"/ledger/{name}{form}?{query}"))
            assert answer.status_code < 500, (name, form)
            if name == "claims_flat":
                assert answer.status_code == 400, form
