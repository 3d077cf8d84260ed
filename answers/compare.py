"""The comparison: outlets as columns, figures as rows, differing cells marked, with why."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from answers import words
from answers.cards import side, top, verdict
from answers.parameters import Parameters, WrongParameter
from answers.queries import compare, figures, outlets, search
from answers.queries.rows import Connection, Row
from answers.shapes import Answer, Side

MOST = 6
"""Outlets side by side."""

ROWS = 60


def page(conn: Connection, asked: Parameters) -> Answer:
    """Chosen outlets and a topic as one table; without a choice, the form alone."""
    known = outlets.names(conn)
    names = {row["id"]: row["name"] for row in known}
    chosen = asked.choices("outlet", list(names)) if asked.args.get("outlet") else []
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
        rows = _rows(conn, printed, chosen)
    return {
        "kind": "compare",
        "title": "Compare outlets",
        "topic": topic,
        "chosen": [{"id": outlet_id, "name": names[outlet_id]} for outlet_id in chosen],
        "outlets": known,
        "rows": rows,
        "most": MOST,
        "cut": len(rows) == ROWS,
    }


def table(page: dict[str, Any]) -> tuple[list[str], list[list[Any]]]:
    """The comparison as a header and rows, for CSV."""
    header = ["figure", "verdict", "why", *(outlet["name"] for outlet in page["chosen"])]
    lines = []
    for row in page["rows"]:
        cells = ["; ".join(item["called"] for item in cell) for cell in row["cells"]]
        lines.append([row["label"], row["verdict"]["word"], row["why"] or "", *cells])
    return header, lines


def _rows(conn: Connection, printed: list[Row], chosen: list[str]) -> list[dict[str, Any]]:
    """A row for each figure that enough of the outlets print, conflicts and the latest first."""
    outlets_of: defaultdict[str, set[str]] = defaultdict(set)
    for item in printed:
        outlets_of[item["figure_id"]].add(item["outlet_id"])
    shared = [key for key, found in outlets_of.items() if len(found) >= min(2, len(chosen))]
    ids = compare.ranked(conn, shared, ROWS)
    if not ids:
        return []
    relations: defaultdict[str, list[Row]] = defaultdict(list)
    for relation in figures.relations(conn, ids):
        relations[relation["figure_id"]].append(relation)
    called = {row["id"]: side(row, ()) for row in figures.readings(conn, ids)}
    wanted = set(ids)
    claims = [item["claim_id"] for item in printed if item["figure_id"] in wanted]
    cells: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for cell in compare.cells(conn, claims):
        cells[cell["figure_id"], cell["outlet_id"]].append(cell)
    rows = []
    for card in figures.by_ids(conn, ids):
        shown = {cell["reading_id"] for key in chosen for cell in cells[card["id"], key]}
        between = [
            relation
            for relation in relations[card["id"]]
            if relation["reading_a"] in shown and relation["reading_b"] in shown
        ]
        main = top(card["verdict"], between)
        clash = {
            reading_id
            for relation in between
            if relation["relation"] in words.CONFLICTING and not relation["possible"]
            for reading_id in (relation["reading_a"], relation["reading_b"])
        }
        rows.append(
            {
                "id": card["id"],
                "label": card["label"],
                "verdict": verdict(card["verdict"]),
                "relation": words.RELATIONS[main["relation"]] if main else None,
                "why": main["reason"] if main else None,
                "cells": [
                    _once([_cell(cell, called, clash) for cell in cells[card["id"], outlet_id]])
                    for outlet_id in chosen
                ],
                "differs": len(shown) > 1,
            }
        )
    return rows


def _once(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each number once, with its origin where any of the mentions names one."""
    found: dict[str, dict[str, Any]] = {}
    for cell in sorted(cells, key=lambda cell: cell["origin"] is None):
        first = found.setdefault(cell["called"], cell)
        first["clashes"] |= cell["clashes"]
        first["current"] |= cell["current"]
    return sorted(found.values(), key=lambda cell: str(cell["at"]), reverse=True)


def _cell(cell: Row, called: Mapping[str, Side], clash: set[str]) -> dict[str, Any]:
    reading = called[cell["reading_id"]]
    return {
        "called": reading["called"],
        "printed": cell["quote"],
        "origin": reading["origin"],
        "at": cell["at"],
        "article_id": cell["article_id"],
        "current": bool(cell["current"]),
        "clashes": cell["reading_id"] in clash,
    }
