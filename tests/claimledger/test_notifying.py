"""Telling who watches: over a receiver on loopback, once for each event, whatever goes wrong."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from claimledger import notifying
from claimledger.cli import cli
from claimledger.clock import Fixed
from claimledger.config import ConfigError, Notify, load
from claimledger.exits import Exit
from claimledger.notifying import KEPT, NoApprise, notify
from claimledger.stages import StageReport
from db import watches as rows
from db.connection import connect
from tests.answers.building import Builder

START = datetime(2031, 5, 14, 6, 0, tzinfo=UTC)


class Receiver:
    """An HTTP server of this machine that keeps what it is sent and answers as told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.status = 200
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if receiver.status == 200:
                    receiver.got.append(json.loads(body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.channel = f"json://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join(10)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = connect(tmp_path / "news.db")
    yield found
    found.close()


def watched(db: Database, name: str = "flood") -> int:
    wanted = rows.NewWatch(name, "search", name, rows.EVENTS, 10, 24)
    return rows.add_watch(db, wanted, [], "2031-05-14T05:00:00Z", "test")


def dispute(db: Database, key: str) -> str:
    """A figure in conflict about a flood."""
    figure = Builder(db).figure(key, f"People drowned in the flood at {key}", "conflict", {})
    Builder(db).row(
        "figure_history", figure_id=figure, at="2031-05-14T05:30:00Z", verdict="conflict",
        severity=1.0, reason="",
    )  # fmt: skip
    return figure


def told(db: Database, settings: Notify, hours: float = 0, **more: Any) -> StageReport:
    moment = START + timedelta(hours=hours)
    return notify(db, settings, clock=Fixed(moment), step=lambda *_: None, **more)


def test_an_event_arrives_once(db: Database, receiver: Receiver) -> None:
    watched(db)
    figure = dispute(db, "Marl")
    settings = Notify((receiver.channel,), address="https://claims.example.org/")
    report = told(db, settings)
    assert dict(report.counts) == {"alerts": 1, "sent": 1}
    assert dict(told(db, settings, 1).counts) == {"alerts": 0, "sent": 0}
    (message,) = receiver.got
    assert message["title"] == (
        "claimledger: New contradiction: People drowned in the flood at Marl"
    )
    assert "Watched: flood" in message["message"]
    assert f"https://claims.example.org/figures/{figure}" in message["message"]


def test_two_watches_of_one_event_make_one_message(db: Database, receiver: Receiver) -> None:
    watched(db)
    watched(db, "drowned")
    dispute(db, "Marl")
    told(db, Notify((receiver.channel,)))
    (message,) = receiver.got
    assert "Watched: flood, drowned" in message["message"]
    assert message["message"].count("People drowned") == 1


def test_each_channel_is_told_and_only_the_one_that_failed_again(
    db: Database, receiver: Receiver
) -> None:
    watched(db)
    dispute(db, "Marl")
    sent: list[str] = []
    down = {"b"}

    def send(address: str, title: str, body: str) -> bool:
        sent.append(address[-1])
        return address[-1] not in down

    settings = Notify(("json://h/a", "json://h/b"))
    report = told(db, settings, send=send)
    assert (report.counts["sent"], report.problems) == (1, 1)
    assert report.warning == "channel 2 (json) did not take the message"
    down.clear()
    told(db, settings, 1, send=send)
    told(db, settings, 2, send=send)
    assert sent == ["a", "b", "b"]
    (problem,) = db.query("select stage, kind, detail from problems")
    assert (problem["stage"], problem["kind"]) == ("notify", "not_sent")


def test_a_receiver_that_refuses_is_tried_a_few_times(db: Database, receiver: Receiver) -> None:
    watched(db)
    dispute(db, "Marl")
    receiver.status = 500
    for hour in range(rows.TRIES + 2):
        told(db, Notify((receiver.channel,)), hour)
    assert next(db.query("select state, tries from deliveries")) == {
        "state": "failed", "tries": rows.TRIES,
    }  # fmt: skip
    receiver.status = 200
    told(db, Notify((receiver.channel,)), 9)
    assert receiver.got == []


def test_a_run_that_is_killed_while_it_sends_tells_nothing_twice(db: Database) -> None:
    watched(db)
    dispute(db, "Marl")
    sent = []

    def killed(address: str, title: str, body: str) -> bool:
        sent.append(title)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told(db, Notify(("json://h/a",)), send=killed)
    told(db, Notify(("json://h/a",)), 1, send=killed)
    assert len(sent) == 1


def test_a_digest_comes_once_a_day_with_all_there_is(db: Database, receiver: Receiver) -> None:
    watched(db)
    settings = Notify((receiver.channel,), digest="07:30")
    dispute(db, "Marl")
    told(db, settings, 0)
    dispute(db, "Ruhn")
    told(db, settings, 1)
    assert receiver.got == []
    told(db, settings, 2)
    (message,) = receiver.got
    assert message["title"] == "claimledger: 2 alerts"
    dispute(db, "Lorn")
    told(db, settings, 10)
    assert len(receiver.got) == 1
    told(db, settings, 25.5)
    assert len(receiver.got) == 2
    assert "Lorn" in receiver.got[1]["title"]


def test_a_new_channel_gets_no_flood_of_what_is_old(db: Database, receiver: Receiver) -> None:
    watched(db)
    dispute(db, "Marl")
    assert told(db, Notify()).counts["alerts"] == 1
    told(db, Notify((receiver.channel,)), KEPT / timedelta(hours=1) + 1)
    assert receiver.got == []


def test_many_alerts_are_counted(db: Database, receiver: Receiver) -> None:
    watched(db)
    for number in range(notifying.LISTED + 3):
        dispute(db, f"Marl {number}")
    told(db, Notify((receiver.channel,)))
    assert receiver.got[0]["message"].endswith("and 3 more")


def test_words_of_a_page_give_a_chat_no_orders(db: Database, receiver: Receiver) -> None:
    watched(db)
    dispute(db, "Marl @everyone <!channel> \x1b[31m\u202e")
    told(db, Notify((receiver.channel,)))
    message = receiver.got[0]["message"]
    assert "@everyone" not in message
    assert "\x1b" not in message
    assert "\u202e" not in message


def test_without_the_library_it_is_said_and_what_waits_is_told_later(
    db: Database, receiver: Receiver
) -> None:
    watched(db)
    dispute(db, "Marl")

    def missing(address: str, title: str, body: str) -> bool:
        raise NoApprise

    report = told(db, Notify((receiver.channel,)), send=missing)
    assert "claimledger[notify]" in str(report.warning)
    told(db, Notify((receiver.channel,)), 1)
    assert len(receiver.got) == 1


def test_a_password_stands_in_the_environment_and_nowhere_else(
    db: Database, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_HOOK", receiver.channel)
    watched(db)
    dispute(db, "Marl")
    told(db, Notify(("${DESK_HOOK}",)))
    assert len(receiver.got) == 1
    receiver.status = 500
    dispute(db, "Ruhn")
    report = told(db, Notify(("${DESK_HOOK}",)), 1)
    kept = str([*db.query("select * from deliveries"), *db.query("select * from problems")])
    assert "hook" not in kept + str(report)


@contextmanager
def configured(folder: Path, text: str) -> Iterator[Path]:
    path = folder / "claimledger.toml"
    path.write_text(f'database = "news.db"\n{text}', encoding="utf-8")
    yield path


@pytest.mark.parametrize(
    "text",
    [
        'channels = ["not an address"]',
        'channels = "json://h/a"',
        'digest = "25:00"',
        'digest = "7:30"',
        'address = "claims"',
    ],
)
def test_what_cannot_be_configured_is_told(tmp_path: Path, text: str) -> None:
    with configured(tmp_path, f"[notify]\n{text}\n") as path, pytest.raises(ConfigError):
        load(path)


def test_the_verbs_begin_list_test_and_end(tmp_path: Path, receiver: Receiver) -> None:
    connect(tmp_path / "news.db").close()

    def call(*args: str) -> Any:
        return CliRunner().invoke(cli, ["watch", *args, "--config", str(path)])

    with configured(tmp_path, f'[notify]\nchannels = ["{receiver.channel}"]\n') as path:
        added = call("add", "search", "flood", "--on", "changed", "--percent", "5")
        assert added.output == "watch 1: flood\n"
        assert "by more than 5 %" in call("list").output
        assert json.loads(call("list", "--json").output)[0]["events"] == ["changed"]
        assert call("test").output == "channel 1 (json): sent\n"
        assert receiver.got[0]["title"] == "claimledger: a test"
        receiver.status = 500
        assert call("test").exit_code == Exit.FAILED
        assert call("add", "figure", "nothing").exit_code == Exit.NOT_FOUND
        assert call("add", "search", "?!").exit_code == Exit.USAGE
        assert call("remove", "1").output == "watch 1 ended\n"
        assert call("remove", "1").exit_code == Exit.NOT_FOUND


@pytest.mark.slow
def test_a_run_tells_at_its_end_also_where_nothing_could_be_fetched(
    tmp_path: Path, receiver: Receiver
) -> None:
    db = connect(tmp_path / "news.db")
    watched(db)
    dispute(db, "Marl")
    db.close()
    text = f"""contact = "desk@example.org"
[politeness]
backoff = []
[notify]
channels = ["{receiver.channel}"]
[[outlets]]
name = "Closed"
hosts = ["127.0.0.1:9"]
sections = ["http://127.0.0.1:9/"]
"""
    with configured(tmp_path, text) as path:
        result = CliRunner().invoke(cli, ["run", "--json", "--config", str(path)])
    reports = json.loads(result.output[result.output.index("[") :])
    assert [report["stage"] for report in reports][-1] == "notify"
    assert reports[-1]["sent"] == 1
    assert len(receiver.got) == 1
