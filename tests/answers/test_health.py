"""Late or not: by what is asked, or by how often the ledger itself is crawled."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers.health import health, seconds
from db.connection import connect

NOW = "2026-05-10T12:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = connect(tmp_path / "ledger.db")
    yield db.conn
    db.close()


def crawled(conn: sqlite3.Connection, *ended: str, outcome: str = "done") -> None:
    ran(conn, "crawl", *ended, outcome=outcome)


def ran(conn: sqlite3.Connection, command: str, *ended: str, outcome: str | None) -> None:
    for at in ended:
        moment = f"2026-05-{at}:00Z"
        conn.execute(
            "INSERT INTO runs (command, started_at, ended_at, outcome) VALUES (?, ?, ?, ?)",
            [command, moment, moment if outcome else None, outcome],
        )


def hourly(conn: sqlite3.Connection, last: int) -> None:
    crawled(conn, *(f"10T{hour:02}:00" for hour in range(last - 4, last + 1)))


def test_crawls_that_come_hourly_are_late_after_three_hours(ledger: sqlite3.Connection) -> None:
    hourly(ledger, 9)
    found = health(ledger, NOW)
    assert (found["healthy"], found["allowed"], found["asked"]) == (True, 3 * 3600, False)
    late = health(ledger, "2026-05-10T12:00:01Z")
    assert (late["healthy"], late["late_since"]) == (False, NOW)


@pytest.mark.parametrize("outcome", ["failed", "killed", "interrupted", None])
def test_a_crawl_that_did_not_end_well_makes_nothing_fresh(
    ledger: sqlite3.Connection, outcome: str | None
) -> None:
    hourly(ledger, 8)
    ran(ledger, "crawl", "10T11:55", outcome=outcome)
    found = health(ledger, NOW, 3600)
    assert found["last_success_at"] == "2026-05-10T08:00:00Z"
    assert found["late_since"] == "2026-05-10T09:00:00Z"


def test_a_crawl_that_ran_out_of_time_did_its_work(ledger: sqlite3.Connection) -> None:
    crawled(ledger, "10T11:30", outcome="unfinished")
    assert health(ledger, NOW, 3600)["healthy"]


def test_a_ledger_filled_by_hand_is_never_late_unasked(ledger: sqlite3.Connection) -> None:
    ran(ledger, "import", "01T08:00", outcome="done")
    assert health(ledger, NOW)["healthy"]
    assert health(ledger, NOW, 3600)["late_since"] == "2026-05-01T09:00:00Z"


def test_an_empty_ledger_is_late_only_for_who_asks(ledger: sqlite3.Connection) -> None:
    assert health(ledger, NOW)["healthy"]
    assert health(ledger, NOW, 3600)["late_since"] == NOW


def test_crawls_that_never_ended_well_are_late_from_the_first(ledger: sqlite3.Connection) -> None:
    crawled(ledger, *(f"10T0{hour}:00" for hour in range(5)), outcome="failed")
    assert health(ledger, NOW)["late_since"] == "2026-05-10T03:00:00Z"


def test_a_stage_that_failed_last_is_told_until_it_works_again(ledger: sqlite3.Connection) -> None:
    hourly(ledger, 11)
    ran(ledger, "extract", "10T11:01", outcome="failed")
    assert [run["command"] for run in health(ledger, NOW)["failing"]] == ["extract"]
    ran(ledger, "extract", "10T11:40", outcome="done")
    assert health(ledger, NOW)["healthy"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90s", 90),
        ("15m", 900),
        ("1h", 3600),
        ("2d", 172800),
        (" 3 H", 10800),
        ("1.5h", 5400),
        ("7", 7),
    ],
)
def test_ages_in_words(text: str, wanted: int) -> None:
    assert seconds(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "h", "0h", "-1h", "1w", "1h30m", "1e5s", "nan", "inf", "1_0s"]
)
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        seconds(text)


def test_where_nothing_was_crawled_the_last_run_is_told(ledger: sqlite3.Connection) -> None:
    ran(ledger, "crosscheck", "10T11:00", outcome="done")
    found = health(ledger, NOW)
    assert (found["last_success_at"], found["last_success_of"]) == ("2026-05-10T11:00:00Z", "run")
    assert found["healthy"]
    crawled(ledger, "10T10:00")
    assert health(ledger, NOW)["last_success_of"] == "crawl"
