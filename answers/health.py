"""Is the ledger kept up to date, and did its stages do their work? For monitors and the home page.

A ledger is late when no crawl has ended well for longer than was asked, or, where nobody asks, for
longer than its own crawls lead one to expect. One that is filled by hand is never late unasked.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, TypedDict

from answers.parameters import Parameters, WrongParameter
from answers.queries import home
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from answers.words import plural

WELL = ("done", "unfinished")
"""Outcomes of a run that did its work, if not all of it."""

ILL = ("failed", "killed")

EXPECTED = 3
"""Usual intervals between crawls after which the next one is late."""

LEAST = timedelta(hours=1)
"""What is expected at least: a machine may be off for a while."""

KNOWN = 4
"""Crawls from which on an interval is usual."""

_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([smhd]?)")
_UNIT = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


class Health(TypedDict):
    """How a ledger is.

    ``last_success_of`` is "crawl", or "run" where none was ever crawled; ``allowed`` (in words:
    ``allowed_is``) and ``age`` are seconds, ``None`` where nothing is expected or known; ``asked``
    says whether ``allowed`` was asked for; ``failing`` are stages whose last run failed or was
    killed.
    """

    healthy: bool
    now: str
    last_success_at: str | None
    last_success_of: str
    age: int | None
    allowed: int | None
    allowed_is: str | None
    asked: bool
    late_since: str | None
    failing: list[dict[str, Any]]
    last_run: dict[str, Any] | None


def page(conn: Connection, asked: Parameters) -> Answer:
    """Whether the ledger is kept up to date: no crawl overdue, no stage that failed last

    ``?max_age=1h`` asks for another age than what the ledger's own crawls lead one to expect.
    """
    text = asked.text("max_age")
    try:
        age = max(1, int(seconds(text))) if text else None
    except ValueError as error:
        raise WrongParameter("“max_age” is an age such as 90s, 15m, 1.5h or 2d.") from error
    return {
        "kind": "health",
        "title": "Is the ledger up to date?",
        **health(conn, asked.now, age),
    }


def seconds(text: str) -> float:
    """A duration such as 90, 45s, 10m, 1.5h or 2d in seconds; ``ValueError`` for anything else.

    >>> seconds("1.5h")
    5400.0
    """
    found = _DURATION.fullmatch(text.strip().lower())
    length = float(found[1]) * _UNIT[found[2]] if found else 0.0
    if not length:
        raise ValueError(f"no duration: {text}")
    return length


def spoken(length: int) -> str:
    """Seconds in words.

    >>> spoken(5400)
    '1 hour 30 minutes'
    """
    minutes, hours, days = length // 60 % 60, length // 3600 % 24, length // 86400
    told = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    return " ".join(plural(n, name) for n, name in told if n) or plural(length, "second")


def health(conn: Connection, now: str, max_age: int | None = None) -> Health:
    """How the ledger is at ``now``; ``max_age`` are the seconds that a success may be old.

    A run that lies ahead was made by a wrong clock and says nothing.
    """
    runs = [run for run in home.latest_runs(conn) if (run["ended_at"] or run["started_at"]) <= now]
    crawls = [run for run in runs if run["command"] == "crawl"]
    kept = crawls or runs
    well = [run["ended_at"] for run in kept if run["outcome"] in WELL and run["ended_at"]]
    last = max(well, default=None)
    allowed = usual(crawls) if max_age is None else max_age
    late = _late_since(last, [run["started_at"] for run in kept], allowed, now)
    failing = _failing(runs)
    if max_age is not None and last is None:
        late = late or now
    return {
        "healthy": late is None and not failing,
        "now": now,
        "last_success_at": last,
        "last_success_of": "run" if runs and not crawls else "crawl",
        "age": None if last is None else max(0, int((_time(now) - _time(last)).total_seconds())),
        "allowed": allowed,
        "allowed_is": None if allowed is None else spoken(allowed),
        "asked": max_age is not None,
        "late_since": late,
        "failing": failing,
        "last_run": _told(runs[0]) if runs else None,
    }


def usual(crawls: Sequence[Row]) -> int | None:
    """Seconds after which the next crawl is late, by when these began; None where none is usual."""
    began = sorted(_time(run["started_at"]) for run in crawls)
    if len(began) < KNOWN:
        return None
    gap = median((later - earlier).total_seconds() for earlier, later in pairwise(began))
    return int(max(EXPECTED * gap, LEAST.total_seconds()))


def _late_since(
    last: str | None, began: Sequence[str], allowed: int | None, now: str
) -> str | None:
    """When a success became overdue; where there was none, reckoned from the first run known."""
    start = last or min(began, default=None)
    if start is None or allowed is None:
        return None
    due = _time(start) + timedelta(seconds=allowed)
    return due.strftime("%Y-%m-%dT%H:%M:%SZ") if due < _time(now) else None


def _failing(runs: Sequence[Row]) -> list[dict[str, Any]]:
    latest: dict[str, Row] = {}
    for run in runs:
        if run["outcome"] is not None:
            latest.setdefault(run["command"], run)
    return [_told(run) for _, run in sorted(latest.items()) if run["outcome"] in ILL]


def _told(run: Row) -> dict[str, Any]:
    return {name: run[name] for name in ("command", "started_at", "ended_at", "outcome")}


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
