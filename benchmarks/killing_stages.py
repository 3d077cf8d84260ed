"""Does a killed import, extract or crosscheck lose or double anything? It is done again to see.

    python -m benchmarks.killing_stages [--kills 50] [--articles 36] [--stages extract]

Invented articles are imported, read and crosschecked once without disturbance. Then each stage is
killed, with its processes, and done again: all tables must hold what the undisturbed ledger holds,
but for times, and the killed run must be closed. The moments are random ones inside the stage: half
of them of the time from its lock to its end, half of the time from its first write.
"""

import argparse
import fcntl
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

FORK = get_context("fork")
STAGES = ("import", "extract", "crosscheck")
PATIENCE = 300.0
"""Seconds for one stage."""

LEFT_OUT = ("runs", "sqlite_stat1", "sqlite_stat4", "sqlite_sequence", "_sqlite_migrations")
"""Tables that tell of the runs themselves."""

PLACES = ("Arle", "Benn", "Corve", "Dunmoor", "Esk", "Fallow")

Tables = dict[str, list[tuple[object, ...]]]


def articles(count: int) -> str:
    """Invented articles as JSONL: outlets report the same floods with other numbers."""
    lines = []
    for number in range(count):
        place = PLACES[number // 3 % len(PLACES)]
        hurt = 20 + number // 3 + number % 3
        lines.append(
            {
                "url": f"https://outlet{number % 3}.example/flood-{number}",
                "outlet": f"Outlet {number % 3}",
                "title": f"Flood in {place} hurts {hurt}",
                "published": f"2031-05-{number // 3 % 27 + 1:02}T08:00:00Z",
                "text": f"The flood in {place} hurt {hurt} people, the {place} police said on "
                f"Monday. It buried {hurt + 31} homes and closed {number % 5 + 2} roads.\n\n"
                f"The council of {place} put the damage at {hurt * 3} million dollars.",
            }
        )
    return "\n".join(map(json.dumps, lines)) + "\n"


def prepare() -> None:
    """Load once what every stage would load anew: the modules, and the model of the reader.

    Stages are forked from here, and so are their reading processes: a kill then costs a second.
    """
    import claimledger.cli  # noqa: F401
    from claimledger import crosschecking, engines, extracting  # noqa: F401
    from claimledger.config import Reading

    extracting.extractor_of(Reading().model)
    engines._context = lambda loaded: FORK


def _do(stage: str, folder: Path) -> None:
    from claimledger.cli import cli

    os.setsid()
    words = [stage, "-q", "--db", str(folder / "n.db")]
    words += [str(folder / "in.jsonl")] if stage == "import" else []
    cli.main(words, prog_name="claimledger")


def start(stage: str, folder: Path) -> ForkProcess:
    """Begin a stage on the ledger of a folder, in a session of its own."""
    process = FORK.Process(target=_do, args=(stage, folder))
    process.start()
    return process


def tables(folder: Path) -> Tables:
    """Every table's rows without the columns that hold times or run numbers."""
    found: Tables = {}
    with closing(sqlite3.connect(folder / "n.db")) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        ).fetchall()
        for (name,) in names:
            if name in LEFT_OUT or "_fts" in name:
                continue
            columns = [row[1] for row in conn.execute(f"PRAGMA table_info('{name}')")]
            kept = [c for c in columns if not (c == "at" or c.endswith("_at") or c == "run_id")]
            listed = ", ".join(f'"{column}"' for column in kept)
            found[name] = sorted(conn.execute(f"SELECT {listed} FROM {name}"), key=repr)
    return found


def size(path: Path) -> int:
    """Bytes of a file; none where there is no file (a stage may remove it at any moment)."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def locked(folder: Path) -> bool:
    """Whether a stage holds the ledger's lock: its note stands in the file until it ends."""
    return size(folder / "n.db.lock") > 0


def writes(folder: Path) -> bool:
    """Whether a stage has begun to write: the write-ahead log has grown."""
    return size(folder / "n.db-wal") > 0


LANDMARKS = (locked, writes)
"""From what on a moment is counted: from the lock, or from the first write."""


def code_of(process: ForkProcess) -> int | None:
    """Wait for a stage; its exit code."""
    process.join(PATIENCE)
    return process.exitcode


def reached(process: ForkProcess, folder: Path, landmark: Callable[[Path], bool]) -> bool:
    """Wait for a landmark; False where the stage ended without it being seen."""
    while process.is_alive():
        if landmark(folder):
            return True
        time.sleep(0.002)
    return False


def undisturbed(stage: str, before: Path, folder: Path) -> dict[str, float]:
    """Do a stage as often as there are landmarks; seconds from each of them to its end."""
    took = {}
    for landmark in LANDMARKS:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(before, folder)
        process = start(stage, folder)
        seen = reached(process, folder, landmark)
        began = time.perf_counter()
        assert code_of(process) == 0
        assert seen, f"{stage} was never seen to be {landmark.__name__}"
        took[landmark.__name__] = time.perf_counter() - began
    return took


def killed(stage: str, folder: Path, landmark: Callable[[Path], bool], later: float) -> bool:
    """Kill a stage some seconds after its landmark; False where it had ended by then."""
    process = start(stage, folder)
    if reached(process, folder, landmark):
        time.sleep(later)
    inside = process.is_alive()
    if inside and process.pid is not None:
        os.killpg(process.pid, signal.SIGKILL)
    process.join()
    with (folder / "n.db.lock").open("ab") as lock:  # forked readers hold it until they are gone
        fcntl.flock(lock, fcntl.LOCK_EX)
    return inside


def trial(
    stage: str, before: Path, wanted: Tables, landmark: Callable[[Path], bool], later: float
) -> list[str] | None:
    """Kill a stage, do it again; what is wrong then, or ``None`` where the kill came too late."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "one"
        shutil.copytree(before, folder)
        if not killed(stage, folder, landmark, later):
            return None
        if (code := code_of(start(stage, folder))) != 0:
            return [f"the second {stage} ended with {code}"]
        have = tables(folder)
        wrong = [f"{table} differs" for table in wanted if have.get(table) != wanted[table]]
        with closing(sqlite3.connect(folder / "n.db")) as conn:
            if conn.execute("SELECT 1 FROM runs WHERE ended_at IS NULL").fetchone():
                wrong.append("a run is left open")
        return wrong


def trials(stage: str, before: Path, whole: Path, kills: int, chance: random.Random) -> int:
    """Kill a stage so many times inside; returns how many kills left something wrong."""
    took = undisturbed(stage, before, whole)
    wanted = tables(whole)
    failed = number = late = 0
    while number < kills:
        landmark = LANDMARKS[number % len(LANDMARKS)]
        later = chance.random() * took[landmark.__name__]
        wrong = trial(stage, before, wanted, landmark, later)
        if wrong is None:
            late += 1
            assert late <= 2 * kills, f"{stage} ends before it can be killed"
            continue
        number += 1
        failed += bool(wrong)
        if wrong:
            told = f"{later:.2f} s after it {landmark.__name__}: {'; '.join(wrong)}"
            print(f"{stage} {number}, killed {told}", flush=True)
    print(
        f"{stage}: {kills - failed} of {kills} kills inside {took['locked']:.1f} s left no trace "
        f"({late} came too late and were not counted)",
        flush=True,
    )
    return failed


def run(kills: int, count: int, seed: int, stages: Sequence[str]) -> bool:
    """All trials of these stages, a line for each; whether every one ended well."""
    prepare()
    chance = random.Random(seed)
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        before = Path(name) / "before"
        before.mkdir()
        (before / "in.jsonl").write_text(articles(count), encoding="utf-8")
        for stage in STAGES:
            whole = Path(name) / f"after-{stage}"
            if stage in stages:
                failed += trials(stage, before, whole, kills, chance)
            else:
                undisturbed(stage, before, whole)
            before = whole
    return not failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=36)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stages", default=",".join(STAGES))
    arguments = parser.parse_args()
    sys.exit(
        0
        if run(arguments.kills, arguments.articles, arguments.seed, arguments.stages.split(","))
        else 1
    )
