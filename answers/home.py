"""The home page: what is in dispute today?"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from answers import accuracy
from answers.cards import cards
from answers.health import health
from answers.parameters import Parameters
from answers.queries import figures, home
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from answers.words import TIERS

CONFLICTS = 10
CHANGES = 8
EDITS = 6
QUIET_DAYS = 3
"""An outlet without a new article for this many days is named as quiet."""


def page(conn: Connection, asked: Parameters) -> Answer:
    """Contradictions and leads, what changed since yesterday, silent edits, the last runs."""
    sort = asked.choice("sort", ("severity", "newest"), "severity")
    yesterday = moment(asked.now, days=-1)
    counts = home.verdict_counts(conn)
    changed = figures.cards(
        conn,
        figures.Wanted(["updated", figures.OPEN, "compatible", "agree", "single"], since=yesterday),
        sort="telling",
        limit=CHANGES,
    )
    runs = [run(row) for row in home.runs(conn)]
    return {
        "kind": "home",
        "title": "What is in dispute today",
        "sort": sort,
        "now": asked.now,
        "since": yesterday,
        "totals": home.totals(conn),
        "verdicts": counts,
        "conflict_count": counts.get("conflict", 0),
        "new_conflict_count": figures.count(conn, figures.Wanted(["conflict"], since=yesterday)),
        "tiers": [_tier(conn, name, sort) for name in TIERS],
        "problem_count": home.problems_of_last_run(conn),
        "changed": cards(conn, changed),
        "silent_edits": home.silent_edits(conn, limit=EDITS),
        "quiet_outlets": home.quiet_outlets(conn, moment(asked.now, days=-QUIET_DAYS)),
        "quiet_days": QUIET_DAYS,
        "health": health(conn, asked.now),
        "runs": runs,
        "last_run": runs[0] if runs else None,
    }


def _tier(conn: Connection, name: str, sort: str) -> dict[str, Any]:
    """The conflicts of one tier, with how often that tier was right on unseen stories."""
    wanted = figures.Wanted(["conflict"], tier=name)
    found = figures.cards(conn, wanted, sort=sort, limit=CONFLICTS)
    return {
        "tier": name,
        "measured": accuracy.tiers().get(name),
        "count": figures.count(conn, wanted),
        "conflicts": cards(conn, found),
    }


def run(row: Row) -> dict[str, Any]:
    """A run with its counts as a dictionary; unreadable counts are shown as none."""
    try:
        counts = json.loads(row["counts"] or "{}")
    except ValueError:
        counts = {}
    return {**row, "counts": counts if isinstance(counts, dict) else {}}


def moment(now: str, *, days: int) -> str:
    """The same time of day some days away."""
    then = datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) + timedelta(days=days)
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")
