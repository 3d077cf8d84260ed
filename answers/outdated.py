"""Numbers that will not die: withdrawn or replaced, and in print; who changed them, how fast."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from answers import words
from answers.links import is_web, passage
from answers.parameters import NotThere, Parameters
from answers.queries import outdated as queries
from answers.queries import outlets
from answers.queries.rows import Connection, Row
from answers.shapes import Answer

PAGE = 50
"""Articles of a list on one page."""

COUNTS: dict[str, str] = {
    "printed": "Articles that printed a number of which the ledger knows that another one took its "
    "place, or that it was withdrawn; once for each number. An article of the morning that has the "
    "morning's toll is one of them: it is no mistake.",
    "late": "Of these, printed after the number was withdrawn or replaced.",
    "noted": "Of these, changed in place with a notice on the page, seen by the ledger or told by "
    "the notice.",
    "silent": "Of these, changed in place without a notice.",
    "both": "Of these, articles that print the new number as well.",
    "still": "Of these, unchanged when the ledger last looked, and without the new number.",
    "hours": "The median of the hours from when the new number was first in print to when an "
    "article was first seen changed.",
}
"""Column of the yearly table → what it counts."""


def page(conn: Connection, asked: Parameters) -> Answer:
    """Articles that print a number that was withdrawn or replaced, silent edits, corrections

    ``?outlet=`` shows one outlet's.
    """
    outlet_id = asked.text("outlet") or None
    name = None
    if outlet_id is not None:
        row = outlets.outlet(conn, outlet_id)
        if row is None:
            raise NotThere("There is no outlet with this id in the ledger.")
        name = row["name"]
    number = asked.whole("page", 1, 1, 100_000)
    most = asked.size(PAGE)
    still = still_printed(conn, outlet_id)
    edits = changed(conn, outlet_id)
    start = (number - 1) * most
    return {
        "kind": "outdated",
        "title": "Numbers that will not die" + (f": {name}" if name else ""),
        "outlet": outlet_id,
        "outlets": outlets.names(conn),
        "count": len(still),
        "late_count": sum(item["late"] for item in still),
        "still": still[start : start + most],
        "page": number,
        "more": len(still) > start + most,
        "silent": [item for item in edits if not item["noted"]][:PAGE],
        "noted": [item for item in edits if item["noted"]][:PAGE],
        "corrected": queries.corrected(conn, outlet_id)[:PAGE],
        "figure_limit": queries.FIGURES,
    }


def years(conn: Connection, asked: Parameters) -> Answer:
    """By year and outlet: replaced numbers printed, corrected, edited silently, left standing

    The year is that in which the number was withdrawn or replaced.
    """
    edits = {_number_of(item): item for item in changed(conn)}
    table: dict[tuple[str, str], dict[str, Any]] = {}
    hours: dict[tuple[str, str], list[float]] = {}

    def counted(year: str, row: Row) -> dict[str, Any]:
        entry = table.setdefault(
            (year, row["outlet_id"]),
            {"year": year, "id": row["outlet_id"], "name": row["outlet"]}
            | {name: 0 for name in COUNTS if name != "hours"},
        )
        entry["printed"] += 1
        return entry

    for row in queries.corrected(conn):
        counted(row["at"][:4], row)["noted"] += 1
    for row in queries.printed(conn):
        edit = edits.get(_number_of(row))
        if edit is None and not row["sure"]:
            continue
        key = (row["ended"][:4], row["outlet_id"])
        entry = counted(key[0], row)
        entry["late"] += _is_late(row["at"], row["ended"])
        if edit is not None and not row["current"]:
            entry["noted" if edit["noted"] else "silent"] += 1
            hours.setdefault(key, []).append(edit["hours"])
        elif row["both"]:
            entry["both"] += 1
        elif row["current"] and row["state"] == "live" and _is_late(row["looked_at"], row["ended"]):
            entry["still"] += 1
    for key, entry in table.items():
        entry["hours"] = round(median(hours[key]), 1) if key in hours else None
    rows = sorted(table.values(), key=lambda e: (e["year"], e["still"], e["printed"], e["name"]))
    return {
        "kind": "outdated_years",
        "title": "Withdrawn and replaced numbers, by year and outlet",
        "rows": list(reversed(rows)),
        "counts": COUNTS,
        "figure_limit": queries.FIGURES,
    }


def still_printed(conn: Connection, outlet_id: str | None = None) -> list[dict[str, Any]]:
    """Articles that print a dead number: those first that printed it after its end."""
    found = []
    for row in queries.still_printed(conn, outlet_id):
        seen = hours_between(row["ended"], row["looked_at"])
        if seen <= 0:
            continue  # not looked at since
        late = _is_late(row["at"], row["ended"])
        found.append({**_shown(row), "hours": seen, "late": late, "seen_at": row["looked_at"]})
    return sorted(found, key=lambda item: (not item["late"], -item["hours"], item["claim_id"]))


def changed(conn: Connection, outlet_id: str | None = None) -> list[dict[str, Any]]:
    """Dead numbers that their articles do not print any more, the latest change first."""
    found = [
        {
            **_shown(row),
            "revision": row["revision"],
            "hours": max(0.0, hours_between(row["ended"], row["seen_at"])),
            "seen_at": row["seen_at"],
            "noted": bool(row["noted"]),
            "now": row["new_quote"],
        }
        for row in queries.changed(conn, outlet_id)
    ]
    return sorted(found, key=lambda item: (item["seen_at"], item["revision"]), reverse=True)


def _shown(row: Row) -> dict[str, Any]:
    return {
        "figure_id": row["figure_id"],
        "figure": row["label"],
        "claim_id": row["claim_id"],
        "article_id": row["article_id"],
        "number": row["number"],
        "outlet": row["outlet"],
        "outlet_id": row["outlet_id"],
        "title": row["title"] or row["url"],
        "url": passage(row["url"], row["sentence"]) if is_web(row["url"]) else None,
        "sentence": row["sentence"],
        "mark": [row["start"] - row["sentence_start"], row["end"] - row["sentence_start"]],
        "old": _called(row, "old"),
        "new": None if row["why"] == "withdrawn" else _called(row, "new"),
        "why": row["why"],
        "since": row["ended"],
        "at": row["at"],
    }


def _number_of(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["article_id"], row["figure_id"], str(row["number"])


def _called(row: Mapping[str, Any], end: str) -> str:
    value, low, high, unit, qualifier = (
        row[f"{end}_{key}"] for key in ("value", "low", "high", "unit", "qualifier")
    )
    shown = words.shown_unit(unit, row["kind"])
    return words.as_printed(row[f"{end}_printed"], value, low, high, qualifier, shown)


def hours_between(since: str, seen: str) -> float:
    """Hours from one time to another; a day without a time of day begins at its end.

    >>> hours_between("2031-05-13T09:00:00Z", "2031-05-14T09:30:00Z")
    24.5
    """
    return round((_moment(seen) - _end(since)) / timedelta(hours=1), 1)


def _is_late(at: str, since: str) -> bool:
    """Was it printed after the number had its end?"""
    return _moment(at) > _end(since)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else f"{text}T00:00:00Z")


def _end(text: str) -> datetime:
    return _moment(text) + (timedelta(0) if "T" in text else timedelta(days=1))


def spoken(item: Mapping[str, Any]) -> str:
    """What happened to a number, in a sentence.

    >>> spoken({"why": "withdrawn", "new": None, "since": "2031-05-13", "old": "9 dead"})
    '9 dead was withdrawn on 2031-05-13.'
    """
    if item["why"] == "withdrawn":
        return f"{item['old']} was withdrawn on {item['since']}."
    return f"{item['new']} took the place of {item['old']} on {item['since']}."
