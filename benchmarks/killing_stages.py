"""Does a killed import, extract or crosscheck lose or double anything? It is done again to see.

    python -m benchmarks.killing_stages [--kills 50] [--articles 60] [--seed 1]

Invented articles are imported, read and crosschecked once without disturbance. Then each stage is
killed, with its processes, at a random moment of the time that it took, and done again: all tables
must hold what the undisturbed ledger holds, but for times, and the killed run must be closed.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

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


def start(stage: str, folder: Path) -> subprocess.Popen[bytes]:
    """Begin a stage on the ledger of a folder, in a session of its own."""
    words = [sys.executable, "-m", "claimledger.cli", stage, "-q", "--db", str(folder / "n.db")]
    words += [str(folder / "in.jsonl")] if stage == "import" else []
    return subprocess.Popen(words, start_new_session=True)


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


def trial(stage: str, before: Path, wanted: Tables, moment: float) -> list[str]:
    """Kill a stage ``moment`` seconds after its start, do it again; what is wrong then."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "one"
        shutil.copytree(before, folder)
        process = start(stage, folder)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if (code := start(stage, folder).wait(PATIENCE)) != 0:
            return [f"the second {stage} ended with {code}"]
        have = tables(folder)
        wrong = [f"{table} differs" for table in wanted if have.get(table) != wanted[table]]
        with closing(sqlite3.connect(folder / "n.db")) as conn:
            if conn.execute("SELECT 1 FROM runs WHERE ended_at IS NULL").fetchone():
                wrong.append("a run is left open")
        return wrong


def run(kills: int, count: int, seed: int) -> bool:
    """All trials of all stages, a line for each stage; whether every one ended well."""
    chance = random.Random(seed)
    well = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "whole"
        folder.mkdir()
        (folder / "in.jsonl").write_text(articles(count), encoding="utf-8")
        for stage in STAGES:
            before = Path(name) / f"before-{stage}"
            shutil.copytree(folder, before)
            began = time.perf_counter()
            assert start(stage, folder).wait(PATIENCE) == 0
            took = time.perf_counter() - began
            wanted = tables(folder)
            failed = 0
            for number in range(1, kills + 1):
                moment = chance.uniform(0.1, 1.0) * took
                wrong = trial(stage, before, wanted, moment)
                failed += bool(wrong)
                if wrong:
                    print(f"{stage} {number}, killed after {moment:.2f} s: {'; '.join(wrong)}")
            well = well and not failed
            print(
                f"{stage}: {kills - failed} of {kills} kills in {took:.1f} s left no trace",
                flush=True,
            )
    return well


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.exit(0 if run(arguments.kills, arguments.articles, arguments.seed) else 1)
