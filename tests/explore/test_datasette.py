"""Datasette's own pages over the ledger: metadata, canned queries, cells, CSV, permissions."""

import asyncio
import csv
import io
from collections.abc import Mapping

import httpx
import pytest
from datasette.app import Datasette

from explore.canned import QUERIES
from explore.metadata import PRIVATE

VALUES = {
    "words": "ferry",
    "source": "Selwyn",
    "figure_id": "x",
    "moment": "2031-05-13T12:00:00Z",
}


def get(datasette: Datasette, path: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path))


@pytest.mark.parametrize("name", QUERIES)
def test_every_canned_query_runs(explorer: Datasette, name: str) -> None:
    query = "&".join(f"{key}={value}" for key, value in VALUES.items())
    answer = get(explorer, f"/ledger/{name}.json?{query}&_shape=objects")
    assert answer.status_code == 200, answer.text
    assert answer.json()["ok"], answer.json()
    html = get(explorer, f"/ledger/{name}?{query}")
    assert html.status_code == 200
    assert QUERIES[name]["title"] in html.text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("open_conflicts", "14 and 41 are both"),
        ("reporting_errors", "14 and 41 are both"),
        ("numbers_changed_silently", "nine"),
        ("find_claims?words=ferry+halcyon", "Fourteen people died"),
        ("find_figures?words=ferry", "People killed in the ferry fire"),
        ("what_a_source_said?source=Selwyn+Coast", "Selwyn Coast Guard → Ostmark Wire"),
        ("who_copies_whom", "Tessaly Herald"),
    ],
)
def test_canned_queries_answer_their_question(explorer: Datasette, name: str, says: str) -> None:
    head, _, query = name.partition("?")
    rows = get(explorer, f"/ledger/{head}.json?{query}&_shape=objects").json()["rows"]
    assert any(says in str(value) for row in rows for value in row.values())


def test_as_known_at_gives_what_was_in_print_then(
    explorer: Datasette, ids: Mapping[str, str]
) -> None:
    def quotes(moment: str) -> list[str]:
        path = f"/ledger/as_known_at.json?figure_id={ids['dead']}&moment={moment}&_shape=objects"
        return [row["quote"] for row in get(explorer, path).json()["rows"]]

    assert quotes("2031-05-13T08:00:00Z") == ["nine"]
    assert sorted(quotes("2031-05-14T10:00:00Z")) == ["14", "41", "Fourteen", "Fourteen"]


def test_tables_carry_descriptions_and_marked_sentences(explorer: Datasette) -> None:
    html = get(explorer, "/ledger/claims?_sort=id").text
    assert "<mark>Fourteen</mark> people died" in html
    assert "The number as printed, scaled" in html
    flat = get(explorer, "/ledger/claims_flat").text
    assert "<mark>41</mark>" in flat
    assert 'href="/figures/' in flat
    assert "≠ conflict" in get(explorer, "/ledger/figures").text
    assert "frontier" not in get(explorer, "/ledger").text.split("hidden tables")[0]


def test_tables_are_inert_with_hostile_text(explorer: Datasette) -> None:
    for path in ("claims", "claims_flat", "articles", "figures", "entities", "versions"):
        html = get(explorer, f"/ledger/{path}").text
        assert "<script>alert" not in html
        assert "<img src" not in html
        assert "\u202e" not in html, path


@pytest.mark.parametrize("query", ["", "?_stream=on", "?_dl=1"])
def test_datasettes_csv_cannot_start_a_formula(explorer: Datasette, query: str) -> None:
    answer = get(explorer, f"/ledger/claims.csv{query}")
    rows = list(csv.reader(io.StringIO(answer.text)))
    column = rows[0].index("measure")
    assert any(row[column].startswith("'=cmd") for row in rows[1:])
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert len({len(row) for row in rows}) == 1


def test_public_hides_texts_and_captures(public: Datasette, ids: Mapping[str, str]) -> None:
    for table in PRIVATE:
        for suffix in ("", ".json", ".csv"):
            assert get(public, f"/ledger/{table}{suffix}").status_code in (403, 404), table
    page = get(public, f"/articles/{ids['wire']}.json").json()
    assert page["text"] == ""
    assert page["text_hidden"]
    assert "warc_file" not in page["versions"][0]
    assert page["versions"][0]["text_sha256"]
    html = get(public, f"/articles/{ids['wire']}").text
    assert "night crossing" not in html
    assert "<mark>Fourteen</mark>" in html
    assert "warc" not in html.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/ledger?sql=select+1",
        "/ledger.json?sql=select+text+from+versions",
        "/ledger.csv?sql=select+1",
        "/ledger/claims?_where=1",
        "/ledger.db",
        '/ledger/articles?_through={"table":"versions","column":"text","value":"x"}',
    ],
)
def test_public_has_no_free_sql_and_no_download(public: Datasette, path: str) -> None:
    answer = asyncio.run(public.client.get(path, follow_redirects=True))
    assert answer.status_code in (400, 403, 404)


@pytest.mark.parametrize("path", ["/-/databases.json", "/-/threads.json", "/-/settings.json"])
def test_public_tells_nothing_of_the_machine(public: Datasette, path: str) -> None:
    assert get(public, path).status_code in (403, 404)


def test_public_still_answers_everything_else(public: Datasette, ids: Mapping[str, str]) -> None:
    for path in ("/", "/search?q=ferry", f"/figures/{ids['dead']}", "/ledger/claims_flat",
                 "/ledger/open_conflicts", "/exports/claims.csv", "/feeds/conflicts.atom",
                 "/outlets/northline.atom", "/check?text=14+people+died+in+the+ferry+fire",
                 f"/figures/{ids['dead']}/dossier", "/compare?outlet=northline", "/runs"):  # fmt: skip
        assert get(public, path).status_code == 200, path


def test_what_is_not_here_has_a_page_of_ours(explorer: Datasette, ids: Mapping[str, str]) -> None:
    for path in ("/nothing", "/nothing/at/all", "/ledger/nothing", "/figures/x/y/z"):
        answer = get(explorer, path)
        assert answer.status_code == 404
        assert "What is in dispute today" in answer.text
    assert get(explorer, "/nothing.json").json()["status"] == 404
    assert get(explorer, "/entities").status_code == 200
    assert get(explorer, f"/entities/{ids['guard']}").status_code == 200


def test_datasettes_pages_have_our_head(explorer: Datasette) -> None:
    for path in ("/ledger", "/ledger/figures", "/ledger/open_conflicts"):
        text = get(explorer, path).text
        assert 'class="ledger-bar"' in text
        assert 'action="/search"' in text
