"""The demo: its folder, its table, and that it serves what it says it serves."""

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from claimledger import demo
from claimledger.exits import CommandError, Exit
from claimledger.newsroom.server import serving

pytestmark = pytest.mark.slow

SECONDS = 120.0


def test_the_folder_gets_a_configuration_of_the_outlets_on_air(tmp_path: Path) -> None:
    with serving() as served:
        config = demo.prepare(tmp_path / "a" / "demo", served)
        assert config.crawl.outlets == served.settings()
    assert config.database.parent == tmp_path / "a" / "demo"
    assert config.crawl.contact


def test_what_an_earlier_demo_left_is_replaced_and_nothing_else_is_touched(tmp_path: Path) -> None:
    with serving() as served:
        demo.prepare(tmp_path, served)
        (tmp_path / "newsroom.db").write_text("old")
        (tmp_path / "notes.txt").write_text("mine")
        demo.prepare(tmp_path, served)
    assert not (tmp_path / "newsroom.db").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with serving() as served, pytest.raises(CommandError) as caught:
        demo.prepare(tmp_path, served)
    assert caught.value.code is Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_it_prints_the_table_serves_the_ledger_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "claimledger.cli",
        "demo",
        "-q",
        "--folder",
        str(tmp_path / "d"),
    ]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            told, errors = _use(child)
        finally:
            child.kill()
    assert child.returncode == 0, errors
    assert "figures in conflict" in told
    assert "Changed without a notice: Oster Valley Record printed 36, now 63" in " ".join(
        told.split()
    )


def _use(child: "subprocess.Popen[str]") -> tuple[str, str]:
    """Wait for the address, open it, end the demo; what it printed, and its errors."""
    assert child.stdout is not None
    told: list[str] = []
    for line in child.stdout:
        told.append(line)
        if "http://127.0.0.1:" in line and "newsroom.db" in line:
            break
    address = told[-1].split(" on ")[1].strip()
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        assert answer.status == 200
    child.send_signal(signal.SIGINT)
    rest, errors = child.communicate(timeout=SECONDS)
    return "".join(told) + rest, errors
