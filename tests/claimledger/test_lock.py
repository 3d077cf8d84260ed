"""One writer a ledger."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claimledger.exits import Exit
from claimledger.lock import Locked, held, lock_path

HOLD = """
import sys
from pathlib import Path
from claimledger.lock import held
with held(Path(sys.argv[1]), "run"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    clock = lambda: datetime(2031, 5, 13, 9, tzinfo=UTC)  # noqa: E731
    with held(database, "run", clock), pytest.raises(Locked) as caught, held(database, "crawl"):
        pass
    assert caught.value.code is Exit.LOCKED
    assert "'claimledger run'" in str(caught.value)
    assert "since 2031-05-13T09:00:00Z" in str(caught.value)


def test_it_can_be_taken_again_after_it_was_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path / "news.db", "run"):
            pass
    assert lock_path(tmp_path / "news.db").read_text() == ""


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    database = tmp_path / "news.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match=str(child.pid)), held(database, "run"):
            pass
        child.kill()
        child.wait(timeout=20)
    with held(database, "run"):
        pass
