"""The log of runs, and the problems that people should know of."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlite_utils import Database

from db.connection import writing
from db.ids import content_id
from db.outlets import outlet_for


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one page or stage; no page is lost silently."""

    url: str | None
    stage: str
    kind: str
    detail: str
    at: str
    run_id: int | None = None


def start_run(db: Database, command: str, at: str) -> int:
    """Log that a command began; returns the run's id."""
    with writing(db):
        row = db.conn.execute(
            "INSERT INTO runs (command, started_at) VALUES (?, ?) RETURNING id", [command, at]
        ).fetchone()
    return int(row[0])


def end_run(db: Database, run_id: int, outcome: str, counts: Mapping[str, object], at: str) -> None:
    """Log how a command ended; ``counts`` becomes JSON with sorted keys."""
    with writing(db):
        db.conn.execute(
            "UPDATE runs SET ended_at = ?, outcome = ?, counts = ? WHERE id = ?",
            [at, outcome, json.dumps(dict(counts), sort_keys=True), run_id],
        )


def close_killed(db: Database, at: str) -> int:
    """Close the runs that ended without a word (killed, or the power went); returns how many.

    To be called by who holds the ledger's lock: nobody else is at work then. ``at`` is when they
    were found so; when they ended, nobody knows.
    """
    if not db.conn.execute("SELECT 1 FROM runs WHERE ended_at IS NULL LIMIT 1").fetchone():
        return 0
    with writing(db):
        return db.conn.execute(
            "UPDATE runs SET ended_at = ?, outcome = 'killed' WHERE ended_at IS NULL", [at]
        ).rowcount


def record_problem(db: Database, problem: Problem) -> bool:
    """Write a problem; False when the same one stands there already (it keeps its first time)."""
    return record_problems(db, [problem]) == 1


def record_problems(db: Database, problems: Iterable[Problem]) -> int:
    """Write problems in one transaction; returns how many were new."""
    added = 0
    with writing(db):
        for problem in problems:
            added += db.conn.execute(
                "INSERT INTO problems (id, run_id, url, stage, kind, detail, at, outlet_id) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                [
                    content_id(problem.url or "", problem.stage, problem.kind, problem.detail),
                    problem.run_id,
                    problem.url,
                    problem.stage,
                    problem.kind,
                    problem.detail,
                    problem.at,
                    _outlet_of(db, problem.url),
                ],
            ).rowcount
    return added


def _outlet_of(db: Database, url: str | None) -> str | None:
    if not url or "://" not in url:
        return None
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return None
    return outlet_for(db, host.rpartition("@")[2])
