"""Figures as the lists show them: what is printed, on whose word, by which outlets."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from answers import words
from answers.queries import figures
from answers.queries.rows import Connection, Row
from answers.shapes import Card, Moved, Side, VerdictWord
from crosscheck.answered import MODEL, is_model
from crosscheck.figures.pairs import MOVES, REACHED
from crosscheck.relations.facts import from_json, order_known
from terms.enums import Verdict

SIDES = 4
"""Readings shown on a card; the others are counted."""


def cards(conn: Connection, rows: Sequence[Row], most: int = SIDES) -> list[Card]:
    """Cards for these figures with their readings (at most so many), outlets and top relation."""
    ids = [row["id"] for row in rows]
    if not ids:
        return []
    readings = _grouped(figures.readings(conn, ids), "figure_id")
    outlets = _grouped(figures.reading_outlets(conn, ids), "reading_id")
    relations = _grouped(figures.relations(conn, ids), "figure_id")
    reasons = figures.reasons(conn, ids)
    return [
        _card(
            row,
            readings[row["id"]],
            outlets,
            top(
                row["verdict"],
                relations[row["id"]],
                reasons.get(row["id"]),
                open_to=is_open(row),
            ),
            models(relations[row["id"]], reasons.get(row["id"])),
            most,
        )
        for row in rows
    ]


def verdict(name: str, tier: str | None = None, *, open_to: bool = False) -> VerdictWord:
    """A verdict with its word, mark and meaning; a conflict goes by its tier.

    ``open_to``: its numbers may answer different questions (``is_open``).
    """
    word, mark = words.VERDICTS[name]
    meaning = words.VERDICT_MEANINGS[name]
    if tier is not None or open_to:
        word, mark, meaning = words.TIERS[tier] if tier is not None else words.NOT_SETTLED
    return {"name": name, "word": word, "mark": mark, "meaning": meaning, "tier": tier}


def verdict_of(row: Row) -> VerdictWord:
    """The verdict of a figure's row, with its ``tier`` and whether it is ``settled``."""
    return verdict(row["verdict"], row["tier"], open_to=is_open(row))


def is_open(row: Row) -> bool:
    """Does a figure count as compatible, though numbers of it differ and nothing explains it?

    Either they cannot be held against each other, or a clash is too unlikely to be cried. A
    reviewer's verdict, or rejection, settles it.
    """
    return bool(row["verdict"] == Verdict.COMPATIBLE and row["settled"] == 0)


def top(
    name: str, relations: Sequence[Row], history: Row | None = None, *, open_to: bool = False
) -> Row | None:
    """The relation that the verdict rests on; none where numbers are left open (``open_to``).

    Of a conflict the gravest clash, as in the view ``conflicts`` and as the crosscheck has it
    (``verdicts.gravest``); of other verdicts the one that the history gives as its reason.
    """
    making = words.MAKES.get(name, ())
    fitting = [row for row in relations if row["relation"] in making and counts(row)]
    if not fitting or open_to:
        return None
    if name == "conflict":
        return min(
            fitting,
            key=lambda row: (-row["severity"], row["reading_a"], row["reading_b"], row["relation"]),
        )
    given = history if history and history["verdict"] == name else {}
    reason = (given.get("rule"), given.get("facts"))
    return min(
        fitting,
        key=lambda row: (
            (row["rule"], row["facts"]) != reason,
            row["possible"],
            making.index(row["relation"]),
        ),
    )


def models(relations: Sequence[Row], history: Row | None) -> list[str]:
    """The language models on whose word a figure's verdict rests, by name.

    Whatever they confirmed or rejected bears on it; where a person gave the verdict, nothing does.
    """
    if history is not None and history.get("rule") == "reviewer":
        return []
    deciding = [row["facts"] for row in relations if row["facts"] and MODEL in row["facts"]]
    actors = {str(from_json(facts).get("decided_by") or "") for facts in deciding}
    names = {name for said in actors if is_model(said) for name in said.split(f", {MODEL}")}
    return sorted(name.removeprefix(MODEL) for name in names)


def counts(row: Row) -> bool:
    """Does a relation bear on the verdict: is it settled, or a clash that is shown as a lead?"""
    return not row["possible"] or row["severity"] > 0


Number = tuple[object, ...]


def number(side: Mapping[str, Any]) -> Number:
    """What two readings have alike that print one number, in whatever words."""
    step = words.STEPS.get(side["change"] or "")
    return (step, *(side[name] for name in ("value", "low", "high", "qualifier", "unit")))


def side(reading: Row, outlets: Sequence[Row]) -> Side:
    """One reading with who prints it: independent outlets first, copies counted apart.

    A count has its noun where the figure's readings have several: "14 storeys", "14 people".
    """
    printed = list(dict.fromkeys(row["outlet"] for row in outlets if not row["copy"]))
    copies = list(dict.fromkeys(row["outlet"] for row in outlets if row["copy"]))
    called = words.as_printed(
        reading["quote"],
        reading["value"],
        reading["low"],
        reading["high"],
        reading["qualifier"],
        words.shown_unit(reading["unit"], reading["kind"]),
        reading["change"],
    )
    if reading["kind"] == "count" and reading["of_several"]:
        called = words.with_noun(called, reading["unit"], reading["value"])
    return {
        "id": reading["id"],
        "called": called,
        "value": reading["value"],
        "low": reading["low"],
        "high": reading["high"],
        "unit": reading["unit"],
        "kind": reading["kind"],
        "change": reading["change"],
        "qualifier": reading["qualifier"],
        "status": reading["status"],
        "as_of": reading["as_of"],
        "origin": reading["origin"],
        "origin_id": reading["origin_id"],
        "first_at": reading["first_at"],
        "last_at": reading["last_at"],
        "claim_count": reading["claim_count"],
        "voice_count": reading["voice_count"],
        "outlets": printed,
        "copies": copies,
        "withdrawn_everywhere": bool(outlets) and not any(row["current"] for row in outlets),
    }


def tell_apart(sides: Sequence[Side]) -> None:
    """Call levels "to 12%" where another side prints that number as a step."""
    steps = {(one["value"], one["unit"]) for one in sides if one["change"] in MOVES}
    for one in sides:
        if one["change"] in REACHED and (one["value"], one["unit"]) in steps:
            one["called"] = f"to {one['called']}"


def printed(conn: Connection, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Figures with the readings named in their ``reading_ids`` (JSON): what an outlet printed of
    each, or what a source is cited for."""
    readings = figures.readings(conn, [row["id"] for row in rows]) if rows else []
    found = []
    for row in rows:
        own = set(json.loads(row["reading_ids"]))
        mine = [reading for reading in readings if reading["id"] in own]
        mine.sort(key=lambda reading: (str(reading["first_at"]), reading["id"]))
        called = list(dict.fromkeys(side(reading, ())["called"] for reading in mine))
        kept = {key: value for key, value in row.items() if key != "reading_ids"}
        found.append({**kept, "called": called, "verdict": verdict(row["verdict"], row["tier"])})
    return found


def moved(relation: Row | None, sides: Mapping[str, Side]) -> Moved | None:
    """The older and the newer number of an update; None of anything else."""
    if relation is None or not relation["replaced"]:
        return None
    pair = (relation["reading_a"], relation["reading_b"])
    old, new = sorted(pair, key=lambda reading_id: reading_id != relation["replaced"])
    if old not in sides or new not in sides:
        return None
    known = order_known(relation["rule"], from_json(relation["facts"]))
    older, newer = (sides[one]["called"].removeprefix("from ") for one in (old, new))
    return {"old": older, "new": newer, "ordered": known}


def _card(
    row: Row,
    readings: Sequence[Row],
    outlets: Mapping[str, list[Row]],
    relation: Row | None,
    by_models: list[str],
    most: int,
) -> Card:
    said = verdict_of(row)
    ordered = list(readings)
    if relation is not None:
        pair = (relation["reading_a"], relation["reading_b"])
        ordered.sort(key=lambda reading: reading["id"] not in pair)
    shown = [side(reading, outlets[reading["id"]]) for reading in ordered]
    tell_apart(shown)
    step = moved(relation, {item["id"]: item for item in shown})
    sides = _merged(shown)
    return {
        "id": row["id"],
        "label": row["label"],
        "verdict": said,
        "relation": words.RELATIONS[relation["relation"]] if relation else None,
        "why": relation["reason"] if relation else said["meaning"] if is_open(row) else None,
        "models": by_models,
        "severity": row["severity"],
        "story": row["story"],
        "story_id": row["story_id"],
        "changed_at": row["changed_at"],
        "first_seen_at": row["first_seen_at"],
        "outlet_count": row["outlet_count"],
        "origin_count": row["origin_count"],
        "copy_count": row["copy_count"],
        "unit": row["unit"],
        "low": row["low"],
        "high": row["high"],
        "latest": row["latest"],
        "latest_at": row["latest_at"],
        "shared_low": row["shared_low"],
        "shared_high": row["shared_high"],
        "shared_count": row["shared_count"],
        "sides": sides[:most],
        "more_sides": max(0, len(sides) - most),
        "moved": step,
    }


def _merged(sides: Sequence[Side]) -> list[Side]:
    """Sides of one number and origin as one; a side without an origin goes where its outlets name
    one for the same number (a headline beside its sentence)."""
    found: dict[tuple[Number, str], Side] = {}
    for item in sides:
        first = found.setdefault((number(item), item["origin"] or ""), item)
        if first is not item:
            first["outlets"] = list(dict.fromkeys(first["outlets"] + item["outlets"]))
            first["copies"] = list(dict.fromkeys(first["copies"] + item["copies"]))
            first["voice_count"] = max(first["voice_count"], item["voice_count"])
            first["withdrawn_everywhere"] &= item["withdrawn_everywhere"]
    for (told, origin), item in list(found.items()):
        sourced = [o for (other, name), o in found.items() if name and other == told]
        printed = {outlet for other in sourced for outlet in other["outlets"] + other["copies"]}
        if not origin and sourced and printed >= {*item["outlets"], *item["copies"]}:
            del found[told, origin]
    return list(found.values())


def _grouped(rows: Sequence[Row], key: str) -> defaultdict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
