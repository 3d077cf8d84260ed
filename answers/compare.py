"""The comparison: outlets as columns, figures as rows, differing cells marked, with why."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from answers import board
from answers.parameters import Parameters, WrongParameter
from answers.queries import compare, outlets, search
from answers.queries.rows import Connection, Row
from answers.shapes import Answer

MOST = 6
"""Outlets side by side."""

ROWS = 60


def page(conn: Connection, asked: Parameters) -> Answer:
    """Chosen outlets and a topic as one table; without a choice, the form alone."""
    known = outlets.names(conn)
    names = {row["id"]: row["name"] for row in known}
    chosen = asked.choices("outlet", list(names))
    if len(chosen) > MOST:
        raise WrongParameter(f"At most {MOST} outlets fit side by side; {len(chosen)} were chosen.")
    topic = asked.text("q")
    terms = search.terms(topic)
    rows: list[dict[str, Any]] = []
    if chosen:
        printed = (
            compare.printed_on(conn, " ".join(terms), chosen)
            if terms
            else compare.printed_lately(conn, chosen)
        )
        rows = _rows(conn, printed, chosen, len(printed) if asked.rows else ROWS)
    return {
        "kind": "compare",
        "title": "Compare outlets",
        "topic": topic,
        "chosen": [{"id": outlet_id, "name": names[outlet_id]} for outlet_id in chosen],
        "outlets": _named(known, asked.text("find"), chosen),
        "find": asked.text("find"),
        "rows": rows,
        "most": MOST,
        "cut": not asked.rows and len(rows) == ROWS,
    }


def _named(known: Sequence[Row], words: str, chosen: Sequence[str]) -> list[Row]:
    """The outlets whose name has all of the words, and the chosen ones."""
    told = words.casefold().split()
    return [
        row
        for row in known
        if row["id"] in chosen or all(word in row["name"].casefold() for word in told)
    ]


def table(page: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The comparison as a header and rows, for CSV."""
    header = ["figure", "verdict", "why", *(outlet["name"] for outlet in page["chosen"])]
    lines = []
    for row in page["rows"]:
        cells = ["; ".join(item["called"] for item in cell) for cell in row["cells"]]
        lines.append([row["label"], row["verdict"]["word"], row["why"] or "", *cells])
    return header, lines


def _rows(
    conn: Connection, printed: list[Row], chosen: list[str], most: int
) -> list[dict[str, Any]]:
    """A row for each figure that enough of the outlets print, conflicts and the latest first."""
    outlets_of: defaultdict[str, set[str]] = defaultdict(set)
    for item in printed:
        outlets_of[item["figure_id"]].add(item["outlet_id"])
    shared = [key for key, found in outlets_of.items() if len(found) >= min(2, len(chosen))]
    ids = compare.ranked(conn, shared, most)
    wanted = set(ids)
    claims = [item["claim_id"] for item in printed if item["figure_id"] in wanted]
    return board.rows(conn, ids, claims, chosen) if ids else []
