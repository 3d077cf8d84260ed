"""Ctrl-C: the command ends in order, the ledger is whole, and the next run goes on."""

import dataclasses
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimledger import starter
from claimledger.exits import Exit
from claimledger.lock import held
from claimledger.newsroom.server import Desk, Served, serving
from tests.claimledger.faults import COMMAND

pytestmark = pytest.mark.slow

SECONDS = 200.0


def configuration(folder: Path, served: Served, delay: float) -> Path:
    path = folder / "claimledger.toml"
    settings = {
        "": {"contact": "desk@example.org"},
        "politeness": {"delay": delay, "concurrency_per_host": 1},
    }
    outlets = [dataclasses.asdict(outlet) for outlet in served.settings()]
    path.write_text(starter.write(settings, outlets), encoding="utf-8")
    return path


def an_article(requests: Mapping[tuple[str, int], int]) -> bool:
    return any("/2026/" in path for path, _ in requests)


def busiest(served: Served) -> Desk:
    return max(served.desks, key=lambda desk: len(desk.pages))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_crawl_loses_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with serving() as served:
        config = configuration(tmp_path, served, delay=0.5)
        command = [*COMMAND, "crawl", "--config", str(config)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
            assert busiest(served).wait(an_article, SECONDS)
            os.kill(child.pid, number)
            _, errors = child.communicate(timeout=SECONDS)
        assert child.returncode == Exit.INTERRUPTED, errors
        assert "interrupted" in errors
        assert "Traceback" not in errors
        with sqlite3.connect(tmp_path / "claimledger.db") as conn:
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
            states = {state for (state,) in conn.execute("SELECT DISTINCT state FROM frontier")}
            assert "in_flight" not in states
            assert conn.execute("SELECT outcome FROM runs").fetchall() == [("interrupted",)]
            found = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
        conn.close()
        assert found < len(served.newsroom.articles)

        config = configuration(tmp_path, served, delay=0)
        again = subprocess.run(
            [*COMMAND, "crawl", "--config", str(config), "--json", "-q"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        [report] = json.loads(again.stdout)
        assert report["articles_new"] == len(served.newsroom.articles) - found


def test_a_killed_command_takes_its_crawl_along(tmp_path: Path) -> None:
    with serving() as served:
        config = configuration(tmp_path, served, delay=0.5)
        with subprocess.Popen([*COMMAND, "crawl", "-q", "--config", str(config)]) as child:
            assert busiest(served).wait(an_article, SECONDS)
            child.kill()
        config = configuration(tmp_path, served, delay=0)
        command = [*COMMAND, "crawl", "-q", "--config", str(config)]
        subprocess.run(command, timeout=SECONDS, check=True)
        with sqlite3.connect(tmp_path / "claimledger.db") as conn:
            kept = conn.execute("SELECT count(*), count(DISTINCT article_id) FROM versions")
            assert kept.fetchone() == (len(served.newsroom.articles),) * 2
            states = {state for (state,) in conn.execute("SELECT DISTINCT state FROM frontier")}
            assert states <= {"done", "refused"}
        conn.close()


BLOCKED_READING = """
import os, signal, sys
from claimledger import cli, extracting

def extractor(model):
    return "blocked 1"

def block(model, shard):
    print(os.getpid(), flush=True)
    signal.pause()

if __name__ == "__main__":
    class Blocked(extracting.Pass):
        def __init__(self, *args, **options):
            super().__init__(*args, **options, extractor_of=extractor, read=block)
    extracting.Pass = Blocked
    folder = sys.argv[1]
    sys.argv[1:] = [folder, "extract", "--db", folder + "/news.db"]
    cli.signal.signal(signal.SIGTERM, cli._on_terminate)
    cli.cli.main(args=sys.argv[2:], prog_name="claimledger")
"""


def test_an_interrupted_reading_leaves_no_worker_and_a_whole_ledger(
    tmp_path: Path, ledger: Path
) -> None:
    assert ledger.parent == tmp_path
    script = tmp_path / "blocked.py"
    script.write_text(BLOCKED_READING)
    with sqlite3.connect(ledger) as conn:
        before = conn.execute("SELECT * FROM claims ORDER BY id").fetchall()
    conn.close()
    command = [sys.executable, str(script), str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as child:
        assert child.stdout is not None
        started = child.stdout.readline()
        if started:
            os.kill(child.pid, signal.SIGINT)
        _, errors = child.communicate(timeout=SECONDS)
    assert started, errors
    worker = int(started)
    assert child.returncode == Exit.INTERRUPTED, errors
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    with sqlite3.connect(ledger) as conn:
        assert conn.execute("SELECT * FROM claims ORDER BY id").fetchall() == before
        assert conn.execute("SELECT outcome FROM runs").fetchall() == [("interrupted",)]
    conn.close()
    with held(ledger, "run"):
        pass
