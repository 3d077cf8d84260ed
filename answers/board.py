"""A board: outlets as columns, figures as rows, what each prints, and which cells clash."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from answers import words
from answers.cards import counts, is_open, side, top, verdict_of
from answers.queries import compare, figures
from answers.queries.rows import Connection, Row
from answers.shapes import Side


def rows(
    conn: Connection, ids: Sequence[str], claims: Sequence[str], outlets: Sequence[str]
) -> list[dict[str, Any]]:
    """A row for each figure of ``ids``, in that order, with a cell for each outlet.

    ``claims`` are the ids of what these outlets print for these figures.
    """
    relations: defaultdict[str, list[Row]] = defaultdict(list)
    for relation in figures.relations(conn, ids):
        relations[relation["figure_id"]].append(relation)
    called = {row["id"]: side(row, ()) for row in figures.readings(conn, ids)}
    cells: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for cell in compare.cells(conn, claims):
        cells[cell["figure_id"], cell["outlet_id"]].append(cell)
    return [
        _row(card, relations[card["id"]], [cells[card["id"], key] for key in outlets], called)
        for card in figures.by_ids(conn, ids)
    ]


def _row(
    card: Row, relations: Sequence[Row], cells: Sequence[list[Row]], called: Mapping[str, Side]
) -> dict[str, Any]:
    shown = {cell["reading_id"] for column in cells for cell in column}
    between = [one for one in relations if {one["reading_a"], one["reading_b"]} <= shown]
    main = top(card["verdict"], between, open_to=is_open(card))
    clash = {
        reading_id
        for one in between
        if one["relation"] in words.CONFLICTING and counts(one)
        for reading_id in (one["reading_a"], one["reading_b"])
    }
    return {
        "id": card["id"],
        "label": card["label"],
        "verdict": verdict_of(card),
        "relation": words.RELATIONS[main["relation"]] if main else None,
        "why": main["reason"] if main else None,
        "cells": [_once([_cell(cell, called, clash) for cell in column]) for column in cells],
        "differs": len(shown) > 1,
    }


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
        "dated": bool(cell["dated"]),
        "current": bool(cell["current"]),
        "clashes": cell["reading_id"] in clash,
    }
