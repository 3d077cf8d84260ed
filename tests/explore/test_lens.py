"""The lens on a figure's page, in its files and in its chart."""

import asyncio
import csv
import io
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from answers.lens import RULES


@pytest.fixture
def site(
    copy_of_ledger: Path,
    make_explorer: Callable[..., Datasette],
    ids: Mapping[str, str],
) -> Datasette:
    """The ferry's ledger, where two origins print 14 to 20 of the dead."""
    with closing(sqlite3.connect(copy_of_ledger)) as conn, conn:
        conn.execute(
            "UPDATE figures SET latest = 14, latest_at = '2031-05-14T08:00:00Z', shared_low = 14, "
            "shared_high = 20, shared_count = 2 WHERE id = ?",
            [ids["dead"]],
        )
    return make_explorer(copy_of_ledger)


def get(datasette: Datasette, address: str) -> Any:
    return asyncio.run(datasette.client.get(address))


def test_each_way_stands_beside_its_rule(site: Datasette, ids: Mapping[str, str]) -> None:
    page = get(site, f"/figures/{ids['dead']}.json").json()
    assert {look["name"]: look["called"] for look in page["lens"]} == {
        "lowest": "nine", "highest": "41", "latest": "14", "two origins": "14 to 20",
    }  # fmt: skip
    html = get(site, f"/figures/{ids['dead']}").text
    section = html[html.index('id="lens"') : html.index('id="relations"')]
    for rule in RULES.values():
        assert rule in section
    assert "none says which number is true" in section


def test_a_figure_of_one_reading_has_nothing_to_settle(
    site: Datasette, ids: Mapping[str, str]
) -> None:
    page = get(site, f"/figures/{ids['hurt']}.json").json()
    assert (page["lens"], page["shared"]) == ([], None)
    assert 'id="lens"' not in get(site, f"/figures/{ids['hurt']}").text


def test_what_two_origins_print_is_a_band_of_the_chart(
    site: Datasette, explorer: Datasette, ids: Mapping[str, str]
) -> None:
    for address in (f"/figures/{ids['dead']}", f"/figures/{ids['dead']}.svg"):
        drawn = get(site, address).text
        found = re.search(
            r'<rect class="band" x="([\d.]+)" y="([\d.]+)" [^>]*height="([\d.]+)"', drawn
        )
        assert found is not None
        assert float(found[3]) >= 6
        assert 'class="band"' not in get(explorer, address).text


def test_a_chart_without_a_band_says_why(
    explorer: Datasette, ids: Mapping[str, str], copy_of_ledger: Path,
    make_explorer: Callable[..., Datasette],
) -> None:  # fmt: skip
    address = f"/figures/{ids['dead']}"
    assert "No band: these numbers rest on a single origin." in get(explorer, address).text
    with closing(sqlite3.connect(copy_of_ledger)) as conn, conn:
        conn.execute("UPDATE figures SET origin_count = 2 WHERE id = ?", [ids["dead"]])
    apart = get(make_explorer(copy_of_ledger), address).text
    assert "No band: no two independent origins print one exact number." in apart


def test_the_table_as_csv_holds_it(site: Datasette, ids: Mapping[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(get(site, "/figures.csv").text)))
    (dead,) = [row for row in rows if row["id"] == ids["dead"]]
    assert [dead[name] for name in ("low", "high", "latest", "shared_low", "shared_high")] == [
        "9", "41", "14", "14", "20",
    ]  # fmt: skip
    assert (dead["latest_at"], dead["shared_count"]) == ("2031-05-14T08:00:00Z", "2")


def test_the_files_hold_it(site: Datasette, ids: Mapping[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(get(site, "/exports/eventreport.csv").text)))
    (row, *_) = [row for row in rows if row["event_id"] == ids["dead"]]
    assert [row[f"event_{name}"] for name in ("low", "high", "latest")] == ["9", "41", "14"]
    assert (row["event_two_origins_low"], row["event_two_origins_high"]) == ("14", "20")
    figures = list(csv.DictReader(io.StringIO(get(site, "/exports/figures.csv").text)))
    (dead,) = [row for row in figures if row["id"] == ids["dead"]]
    assert (dead["latest_at"], dead["shared_count"]) == ("2031-05-14T08:00:00Z", "2")
