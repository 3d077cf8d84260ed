"""``status --check``: a line, an exit code and a sign of life for whoever watches the ledger."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimledger.cli import cli
from claimledger.clock import stamp
from claimledger.exits import Exit
from db.connection import connect


def check(ledger: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["status", "--db", str(ledger), "--check", *options])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    connect(path).close()
    return path


def ran(
    ledger: Path, minutes_ago: float, outcome: str | None = "done", stage: str = "crawl"
) -> None:
    at = stamp(datetime.now(UTC) - timedelta(minutes=minutes_ago))
    db = connect(ledger)
    with db.conn:
        db.conn.execute(
            "INSERT INTO runs (command, started_at, ended_at, outcome) VALUES (?, ?, ?, ?)",
            [stage, at, at if outcome else None, outcome],
        )
    db.close()


@pytest.fixture
def monitor() -> Iterator[HTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        asked: list[str] = []  # noqa: RUF012
        status = 200

        def do_GET(self) -> None:
            self.asked.append(self.path)
            self.send_response(self.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_ledger_that_was_just_crawled_is_up_to_date(ledger: Path) -> None:
    ran(ledger, 20)
    result = check(ledger, "--max-age", "1h")
    assert (result.exit_code, result.output.partition(";")[0]) == (Exit.DONE, "up to date")
    assert check(ledger, "--max-age", "1h", "--quiet").output == ""


@pytest.mark.parametrize("age", ["15m", "900s", "0.25h"])
def test_one_that_was_not_is_late_and_says_since_when(ledger: Path, age: str) -> None:
    ran(ledger, 20)
    result = check(ledger, "--max-age", age, "--quiet")
    assert result.exit_code == Exit.LATE
    assert result.output.startswith("late since 20")
    assert "last crawl that went well: 20" in result.output


def test_a_crawl_that_failed_is_no_sign_of_life_and_is_named(ledger: Path) -> None:
    ran(ledger, 90)
    ran(ledger, 10, "failed")
    result = check(ledger, "--max-age", "1h")
    assert result.exit_code == Exit.LATE
    assert "crawl failed" in result.output


def test_a_run_that_was_killed_is_closed_and_named(ledger: Path) -> None:
    ran(ledger, 10)
    ran(ledger, 5, None, "extract")
    result = check(ledger, "--max-age", "1h")
    assert (result.exit_code, result.output.partition(";")[0]) == (Exit.LATE, "extract killed")


def test_a_run_of_a_clock_that_was_ahead_is_no_sign_of_life(ledger: Path) -> None:
    ran(ledger, 90)
    ran(ledger, -60 * 24 * 365)
    result = check(ledger, "--max-age", "1h")
    assert result.exit_code == Exit.LATE
    assert result.output.startswith("late since")
    assert check(ledger, "--max-age", "2h").exit_code == Exit.DONE


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_ledger(device: str) -> None:
    result = check(Path(device))
    assert result.exit_code == Exit.USAGE
    assert "is no regular file" in result.stderr
    assert not Path(f"{device}.lock").exists()


def test_an_empty_ledger_is_late_only_where_an_age_is_asked_for(ledger: Path) -> None:
    assert check(ledger).exit_code == Exit.DONE
    assert check(ledger, "--max-age", "2d").exit_code == Exit.LATE


def test_it_is_json_for_scripts(ledger: Path) -> None:
    ran(ledger, 20)
    result = check(ledger, "--max-age", "10m", "--json")
    assert result.exit_code == Exit.LATE
    told = json.loads(result.output)
    assert (told["healthy"], told["allowed"]) == (False, 600)


def test_the_heartbeat_is_given_only_where_all_is_well(ledger: Path, monitor: HTTPServer) -> None:
    address = f"http://127.0.0.1:{monitor.server_address[1]}/beat/secret"
    asked = monitor.RequestHandlerClass.asked  # type: ignore[attr-defined]
    ran(ledger, 20)
    assert check(ledger, "--max-age", "10m", "--heartbeat", address).exit_code == Exit.LATE
    assert asked == []
    assert check(ledger, "--max-age", "1h", "--heartbeat", address).exit_code == Exit.DONE
    assert asked == ["/beat/secret"]


def test_a_heartbeat_that_is_not_taken_is_told_without_its_address(
    ledger: Path, monitor: HTTPServer
) -> None:
    ran(ledger, 20)
    monitor.RequestHandlerClass.status = 500  # type: ignore[attr-defined]
    port = monitor.server_address[1]
    for address in (f"http://127.0.0.1:{port}/secret", "http://127.0.0.1:1/secret"):
        result = check(ledger, "--heartbeat", address)
        assert result.exit_code == Exit.FAILED
        assert "the heartbeat at 127.0.0.1 was not taken" in result.stderr
        assert "secret" not in result.stderr


@pytest.mark.parametrize(
    "options", [["--check", "--heartbeat", "file:///etc/hosts"], ["--max-age", "1h"]]
)
def test_options_that_make_no_sense_are_refused(ledger: Path, options: list[str]) -> None:
    result = CliRunner().invoke(cli, ["status", "--db", str(ledger), *options])
    assert result.exit_code == Exit.USAGE
