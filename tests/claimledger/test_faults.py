"""Faults of the machine end every verb with one line and exit code 1, and lose nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimledger.cli import cli
from claimledger.exits import Exit
from claimledger.lock import held, lock_path
from db import connection
from db.connection import Damaged, connect
from db.crawl import end_run, start_run
from explore import serve
from tests.claimledger.faults import command, commands, within

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and limits of POSIX")

WRITERS = (
    "extract",
    "crosscheck --rebuild",
    "import {page}",
    "forget https://p.example/march --reason x",
)
ROOM = 34_000
"""Bytes: enough for the index of a write-ahead log, and for a few pages of the log."""

READERS = ("status", "conflicts", "find arrested", "export", "verify")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "one.jsonl"
    path.parent.mkdir()
    path.write_text(
        '{"url": "https://p.example/new", "title": "Quay", "published": "2031-05-12", '
        '"text": "The Tarn harbour office said on Monday that 40 boats had left the quay."}\n'
    )
    return path


@contextmanager
def read_only(*paths: Path) -> Iterator[None]:
    modes = [(path, path.stat().st_mode) for path in paths]
    for path, mode in modes:
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes:
            path.chmod(mode)


def one_line(ran: subprocess.CompletedProcess[str], code: int = 1) -> str:
    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    told = [line for line in ran.stderr.splitlines() if line.startswith("claimledger: ")]
    assert len(told) == 1, ran.stderr
    return told[0]


def everything(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return conn.execute("SELECT * FROM claims ORDER BY id").fetchall()


@pytest.mark.parametrize("verb", WRITERS)
def test_a_foreign_lock_beyond_the_timeout(
    ledger: Path, page: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 50)
    before = everything(ledger)
    with closing(sqlite3.connect(ledger)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = CliRunner().invoke(cli, [*verb.format(page=page).split(), "--db", str(ledger)])
        assert ran.exit_code == Exit.FAILED, ran.output
        assert "another process has been writing for too long" in ran.stderr
        assert len(ran.stderr.strip().splitlines()) == 1
        other.rollback()
    assert everything(ledger) == before
    with held(ledger, "run"):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("verb", WRITERS)
def test_no_room_is_one_line_and_the_ledger_as_it_was(ledger: Path, page: Path, verb: str) -> None:
    before = everything(ledger)
    words = verb.format(page=page).split()
    ran = command(*words, "--db", ledger, before=within(ROOM))
    one_line(ran)
    assert everything(ledger) == before
    assert not list(ledger.parent.glob("*.part"))
    with held(ledger, "run"):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("wal", [False, True])
def test_what_may_not_be_written_can_be_read(ledger: Path, page: Path, wal: bool) -> None:
    folder = ledger.parent / "kept"
    folder.mkdir()
    kept = folder / "news.db"
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute(
            "INSERT INTO runs (command, started_at) VALUES ('crawl', '2031-01-01T00:00:00Z')"
        )
        conn.commit()
        shutil.copy(ledger, kept)
        if wal:
            shutil.copy(f"{ledger}-wal", f"{kept}-wal")
    verbs = [verb.format(page=page) for verb in ("status", *READERS, *WRITERS)]
    with read_only(kept, folder):
        lines = [[*verb.split(), "--db", kept] for verb in verbs]
        status, *others = commands(*lines, folder=page.parent)
        assert ("crawl" in status.stdout) == wal
        for verb, ran in zip(READERS, others[: len(READERS)], strict=True):
            assert ran.returncode == 0, (verb, ran.stderr)
        for ran in others[len(READERS) :]:
            one_line(ran)
        assert [path.name for path in folder.glob("*.lock")] == []


@pytest.mark.slow
def test_what_may_not_be_written_can_be_served(ledger: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from explore import serve\n"
        "datasette = serve.build(Path(sys.argv[1]))\n"
        "get = lambda path: asyncio.run(datasette.client.get(path)).status_code\n"
        "print(get('/'), get('/figures.json'), get('/news/claims.json'))\n"
    )
    folder = ledger.parent / "kept"
    folder.mkdir()
    kept = shutil.copy(ledger, folder / "news.db")
    from tests.claimledger.faults import without_overrides

    with read_only(folder / "news.db", folder):
        ran = subprocess.run(
            [sys.executable, "-c", script, str(kept)], capture_output=True, text=True,
            timeout=120, preexec_fn=without_overrides, check=False,
        )  # fmt: skip
    assert ran.stdout.split() == ["200", "200", "200"], ran.stderr


@pytest.mark.parametrize("kind", ["folder", "dangling"])
def test_a_lock_that_cannot_be_opened_is_a_sentence(ledger: Path, kind: str) -> None:
    path = lock_path(ledger)
    path.mkdir() if kind == "folder" else path.symlink_to(ledger.parent / "no" / "where")
    ran = CliRunner().invoke(cli, ["crosscheck", "--db", str(ledger)])
    assert ran.exit_code == Exit.FAILED
    assert f"{path}: cannot be opened" in ran.stderr
    assert "nothing was done" in ran.stderr
    assert CliRunner().invoke(cli, ["status", "--db", str(ledger)]).exit_code == 0


def test_a_run_that_was_killed_is_closed_by_the_next_verb(ledger: Path) -> None:
    with closing(connect(ledger)) as db:
        killed, ended = (start_run(db, "crawl", "2031-05-13T09:00:00Z") for _ in range(2))
        end_run(db, ended, "done", {}, "2031-05-13T09:00:00Z")
    with held(ledger, "run"):
        assert "under way" in CliRunner().invoke(cli, ["status", "--db", str(ledger)]).output
    ran = CliRunner().invoke(cli, ["status", "--db", str(ledger)])
    assert ran.exit_code == 0
    assert "killed" in ran.output
    with closing(connect(ledger)) as db:
        rows = db.execute("SELECT id, outcome, ended_at IS NULL FROM runs ORDER BY id").fetchall()
    assert rows == [(killed, "killed", 0), (ended, "done", 0)]


def damaged(ledger: Path, table: str, *, whole: bool = False) -> None:
    """Write over the first page of a table, or over the file's first page."""
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", [table]
        ).fetchone()
        (size,) = conn.execute("PRAGMA page_size").fetchone()
    with ledger.open("r+b") as file:
        file.seek(0 if whole else (page - 1) * size)
        file.write(b"\xa5" * size)


@pytest.mark.parametrize("table", ["claims", "versions", "problems", "outlets", "runs"])
def test_damaged_pages_are_named(ledger: Path, table: str) -> None:
    damaged(ledger, table)
    ran = CliRunner().invoke(cli, ["verify", "-q", "--db", str(ledger)])
    assert ran.exit_code == Exit.BROKEN, ran.output
    assert f"table {table}: " in ran.output
    for verb in (*READERS, "crosscheck --rebuild"):
        if verb == "verify":
            continue
        other = CliRunner().invoke(cli, [*verb.split(), "--db", str(ledger)])
        assert other.exit_code in (0, 1, 3), (verb, other.output)
        assert other.exit_code != 1 or "the ledger is damaged" in other.stderr, (verb, other.stderr)


def test_a_ledger_without_its_first_page_is_damaged_and_no_other_file(ledger: Path) -> None:
    damaged(ledger, "claims", whole=True)
    with pytest.raises(Damaged, match="verify"):
        connect(ledger)
    ran = CliRunner().invoke(cli, ["verify", "-q", "--db", str(ledger)])
    assert ran.exit_code == Exit.BROKEN
    assert not serve.is_ledger(ledger)


def test_missing_pages_of_a_ledger_are_counted(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = conn.execute("PRAGMA page_size").fetchone()
        (pages,) = conn.execute("PRAGMA page_count").fetchone()
    os.truncate(ledger, 9 * size)
    ran = CliRunner().invoke(cli, ["verify", "-q", "--db", str(ledger)])
    assert ran.exit_code == Exit.BROKEN
    assert f"9 pages of {pages} are there" in ran.output
    assert "list of tables is damaged" in ran.output


def test_bytes_that_are_no_text_any_more_are_named(ledger: Path) -> None:
    with closing(connect(ledger)) as db:
        db.execute("UPDATE versions SET text = CAST(CAST(text AS BLOB) || x'ff' AS TEXT)")
        db.conn.commit()
    ran = CliRunner().invoke(cli, ["verify", "-q", "--db", str(ledger)])
    assert ran.exit_code == Exit.BROKEN
    assert ran.output.count("the text is not the one that was stored") == 2


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "verb", ["export", "status", "export --to /dev/full", "conflicts --exit-code", "-h"]
)
def test_output_that_cannot_be_written_is_an_error(ledger: Path, verb: str) -> None:
    words = [sys.executable, "-m", "claimledger.cli", *verb.split()]
    words += [] if verb == "-h" else ["--db", str(ledger)]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False
        )
    assert ran.returncode == 1
    assert "No space left on device" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_an_init_that_fails_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_text("# mine\n")
    ran = CliRunner().invoke(
        cli, ["init", "--force", "--config", str(path), "--db", str(tmp_path / "no" / "x.db")]
    )
    assert ran.exit_code == Exit.USAGE
    assert path.read_text() == "# mine\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_second_writer_is_told_and_ends_with_its_own_code(ledger: Path) -> None:
    with held(ledger, "run"):
        ran = CliRunner().invoke(cli, ["crosscheck", "--db", str(ledger)])
    assert ran.exit_code == Exit.LOCKED
    assert "nothing was done" in ran.stderr


def test_warnings_of_libraries_reach_nobody() -> None:
    script = (
        "import logging, warnings\n"
        "from claimledger.failing import hush\n"
        "hush()\n"
        "warnings.warn('for programmers', DeprecationWarning)\n"
        "warnings.warn('of a library')\n"
        "logging.getLogger('scrapy.core').warning('larger than usual')\n"
        "logging.captureWarnings(True)\n"
        "warnings.warn('captured')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == ("", "")
