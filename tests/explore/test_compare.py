"""The comparison: outlets as columns, figures as rows, differing cells marked with why."""

import asyncio
import csv
import io
from collections.abc import Mapping

import httpx
from datasette.app import Datasette

CHOSEN = "outlet=quayside-gazette&outlet=ostmark-wire"


def get(datasette: Datasette, path: str) -> httpx.Response:
    return asyncio.run(datasette.client.get(path))


def test_without_a_choice_there_is_the_form(explorer: Datasette) -> None:
    page = get(explorer, "/compare.json").json()
    assert page["rows"] == []
    assert len(page["outlets"]) == 4
    assert "Choose two or more outlets" in get(explorer, "/compare").text


def test_conflict_first_with_marked_cells(explorer: Datasette, ids: Mapping[str, str]) -> None:
    page = get(explorer, f"/compare.json?{CHOSEN}").json()
    assert [row["id"] for row in page["rows"]] == [ids["dead"], ids["hurt"]]
    row = page["rows"][0]
    assert row["relation"] == "reporting error"
    assert [[cell["called"] for cell in cells] for cells in row["cells"]] == [["41"], ["14"]]
    assert all(cell["clashes"] for cells in row["cells"] for cell in cells)
    assert not page["rows"][1]["differs"]


def test_outlets_that_agree_show_no_clash_though_others_do(explorer: Datasette) -> None:
    page = get(explorer, "/compare.json?outlet=tessaly-herald&outlet=ostmark-wire").json()
    assert page["rows"][0]["verdict"]["name"] == "conflict"
    assert page["rows"][0]["why"] is None
    assert not any(cell["clashes"] for cells in page["rows"][0]["cells"] for cell in cells)


def test_a_topic_narrows(explorer: Datasette, ids: Mapping[str, str]) -> None:
    page = get(explorer, f"/compare.json?{CHOSEN}&q=passengers").json()
    assert [row["id"] for row in page["rows"]] == [ids["hurt"]]
    html = get(explorer, f"/compare?{CHOSEN}&q=zeppelin").text
    assert "No figure about “zeppelin” is printed by at least two" in html


def test_a_number_of_a_later_version_has_its_own_time(explorer: Datasette) -> None:
    page = get(explorer, "/compare.json?outlet=northline&outlet=ostmark-wire").json()
    cells = page["rows"][0]["cells"][0]
    assert [(cell["called"], cell["at"], cell["current"]) for cell in cells] == [
        ("14", "2031-05-14T08:00:00Z", True),
        ("nine", "2031-05-13T06:10:00Z", False),
    ]


def test_csv_is_the_same_table(explorer: Datasette) -> None:
    answer = get(explorer, f"/compare.csv?{CHOSEN}")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0][3:] == ["Quayside Gazette", "Ostmark Wire"]
    assert rows[1][3:] == ["41", "14"]


def test_unknown_outlets_and_too_many_are_400(explorer: Datasette) -> None:
    for suffix in ("", ".json", ".csv"):
        answer = get(explorer, f"/compare{suffix}?outlet=the-truth")
        assert answer.status_code == 400
        assert "cannot be" in answer.text
