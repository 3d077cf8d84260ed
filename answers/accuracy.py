"""How often is this wrong? Only what was measured: as the package states it, and in this ledger."""

import json
from importlib import resources
from typing import Any

from answers import reviews
from answers.parameters import Parameters
from answers.queries.rows import Connection, select
from answers.shapes import Answer

MEASURED = "measured.json"
"""The file beside the package's modules: a list of measurements, empty until there are any."""

TIERS = "tiers.json"
"""Beside it: how many conflicts of each tier were right, on which stories (docs/accuracy.md)."""


def page(conn: Connection, asked: Parameters) -> Answer:
    """Measured error rates, this ledger's own among them, and which extractor read it."""
    given = reviews.answers(conn)
    return {
        "kind": "accuracy",
        "title": "How often is this wrong?",
        "measured": measured(),
        "tiers": tiers(),
        "own": {
            "pair_count": len(given),
            "precision": reviews.precision(conn, reviews.by_readings(conn, given)),
            "agreement": reviews.agreement(given),
        },
        "extractors": select(
            conn,
            """SELECT extractor, count(*) AS version_count, max(at) AS last_at
            FROM extractions GROUP BY extractor ORDER BY last_at DESC LIMIT 5""",
        ),
    }


def tiers() -> dict[str, dict[str, Any]]:
    """By tier: of how many conflicts, annotated and never seen by the models, how many are one.

    ``right`` and ``of`` over all sets, and ``sets`` with ``right``, ``of`` and ``on`` each.
    """
    text = resources.files("answers").joinpath(TIERS).read_text("utf-8")
    found: dict[str, dict[str, Any]] = {}
    for one in json.loads(text):
        tier = found.setdefault(one["tier"], {"right": 0, "of": 0, "sets": []})
        tier["right"] += one["right"]
        tier["of"] += one["of"]
        tier["sets"].append({name: one[name] for name in ("right", "of", "on")})
    return found


def measured() -> list[dict[str, Any]]:
    """The measurements: ``what``, ``rate`` (in words), ``on`` (which texts), ``with`` (the script
    that measures it again), ``at`` (a date)."""
    text = resources.files("answers").joinpath(MEASURED).read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found
