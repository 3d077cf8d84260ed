"""The figure page: what do they print, on whose word, and does it clash?"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from answers import accuracy, arithmetic, words
from answers import claim as claims
from answers.cards import cards, is_open, models, side, tell_apart, top, verdict, verdict_of
from answers.lens import lens
from answers.parameters import Moved, NotThere, Parameters
from answers.queries import figures
from answers.queries.rows import Connection, Row
from answers.shapes import (
    Answer,
    OpposedSide,
    ReadingWithClaims,
    ShownClaim,
    ShownRelation,
    VerdictWord,
)
from crosscheck.relations.facts import OPEN_RULES, from_json


def known(conn: Connection, figure_id: str) -> Row:
    """The row of a figure. Raises ``NotThere``, or ``Moved`` when it was merged."""
    row = figures.figure(conn, figure_id)
    if row is None:
        new_id = figures.alias(conn, figure_id)
        if new_id is not None:
            raise Moved("figures", new_id)
        raise NotThere("There is no figure with this id in the ledger.")
    return row


def page(conn: Connection, asked: Parameters, figure_id: str) -> Answer:
    """Everything about one figure. Raises ``NotThere``, or ``Moved`` when it was merged."""
    row = known(conn, figure_id)
    relations = figures.relations(conn, [figure_id])
    readings, total = readings_of(conn, figure_id, relations)
    others = _elsewhere(conn, relations, readings)
    called = {reading["id"]: reading["called"] for reading in readings}
    named = called | {other["id"]: f"{other['called']} (another figure)" for other in others}
    history = figures.history(conn, figure_id)
    last = history[0] if history else None
    main = top(row["verdict"], relations, last, open_to=is_open(row))
    said = verdict_of(row)
    related = _ranked([_relation(relation, named) for relation in relations])
    unit = words.shown_unit(row["unit"], readings[0]["kind"] if readings else None)
    subjects = [f"figure:{figure_id}", *(f"reading:{reading_id}" for reading_id in called)]
    subjects += [f"claim:{c['id']}" for reading in readings for c in reading["claims"]]
    basis = _relation(main, named) if main else None
    return {
        "kind": "figure",
        "id": figure_id,
        "title": row["label"],
        "verdict": said,
        "relation": words.RELATIONS[main["relation"]] if main else None,
        "why": main["reason"] if main else _plain_reason(row, said),
        "basis": basis,
        "models": models(relations, last),
        "opposed": _opposed([*readings, *others], basis),
        "severity": row["severity"],
        "measured": accuracy.tiers().get(row["tier"]),
        "scope": {
            "measure": row["measure"],
            "unit": row["unit"],
            "shown_unit": unit,
            "conversion": row["conversion"],
            "place": row["place"],
            "population": row["population"],
            "period": claims.period({**row, "period_text": None}),
        },
        "lens": lens(row, unit, readings) if len(readings) > 1 else [],
        "shared": [row["shared_low"], row["shared_high"]] if row["shared_count"] else None,
        "story": row["story"],
        "story_id": row["story_id"],
        "article_count": row["article_count"],
        "outlet_count": row["outlet_count"],
        "origin_count": row["origin_count"],
        "copy_count": row["copy_count"],
        "first_seen_at": row["first_seen_at"],
        "changed_at": row["changed_at"],
        "claim_count": total,
        "shown_claim_count": sum(len(reading["claims"]) for reading in readings),
        "readings": readings,
        "relations": related,
        "implications": [
            _implication(item, unit) for item in figures.implications(conn, figure_id)
        ],
        "sums": arithmetic.beside(conn, figure_id, row["story_id"]),
        "history": [
            {**item, "verdict": _at_the_time(item), "facts": from_json(item["facts"])}
            for item in history
        ],
        "revisions": figures.revisions(conn, figure_id),
        "not_compared": cards(conn, figures.siblings(conn, figure_id, row["story_id"])),
        "unknown": _unknown(readings, related, row),
        "reviewer": asked.reviewer,
        "decided": asked.whole("decided", 0, 0, 1) == 1,
        "decisions": figures.decisions(conn, subjects),
    }


def readings_of(
    conn: Connection, figure_id: str, relations: Sequence[Row]
) -> tuple[list[ReadingWithClaims], int]:
    """The readings with their claims, and how many claims there are in all."""
    rows = figures.claims(conn, figure_id)
    chains = figures.chains(conn, [row["id"] for row in rows])
    copied = figures.sources_of_copies(conn, list({row["article_id"] for row in rows}))
    by_reading: defaultdict[str, list[ShownClaim]] = defaultdict(list)
    for row in rows:
        by_reading[row["reading_id"]].append(
            claims.shown(
                row, chains[row["id"]], copied.get((row["article_id"], row["copied_from"]))
            )
        )
    whole = len(rows) < figures.CLAIM_LIMIT
    outlets: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _outlets(rows) if whole else figures.reading_outlets(conn, [figure_id]):
        outlets[row["reading_id"]].append(row)
    readings = figures.readings(conn, [figure_id])
    replaced = _replaced(readings, relations)
    found: list[ReadingWithClaims] = []
    for reading in readings:
        printed = sorted(by_reading[reading["id"]], key=lambda item: (item["is_copy"], item["at"]))
        found.append(
            {
                **side(reading, outlets[reading["id"]]),
                "superseded": replaced.get(reading["id"]),
                "claims": printed,
            }
        )
    tell_apart(found)
    found.sort(key=lambda item: item["superseded"] is not None)
    return found, len(rows) if whole else figures.claim_count(conn, figure_id)


def _elsewhere(
    conn: Connection, relations: Sequence[Row], readings: Sequence[ReadingWithClaims]
) -> list[ReadingWithClaims]:
    """The readings of other figures to which these ones stand in a relation."""
    known = {reading["id"] for reading in readings}
    named = {row[side] for row in relations for side in ("reading_a", "reading_b")}
    foreign = sorted(named - known)
    return [
        reading
        for figure_id in figures.figures_of_readings(conn, foreign)
        for reading in readings_of(conn, figure_id, ())[0]
        if reading["id"] in foreign
    ]


def _outlets(rows: Sequence[Row]) -> list[Row]:
    """``figures.reading_outlets`` of claims that are all at hand, latest first."""
    found: dict[tuple[str, str], Row] = {}
    for row in reversed(rows):
        key = (row["reading_id"], row["outlet_id"])
        copy, current = row["copied_from"] is not None, row["current"]
        if key in found:
            found[key]["copy"] &= copy
            found[key]["current"] |= current
        else:
            found[key] = {
                "reading_id": row["reading_id"],
                "outlet": row["outlet"],
                "copy": copy,
                "current": current,
            }
    return list(found.values())


def _opposed(
    readings: Sequence[ReadingWithClaims], basis: ShownRelation | None
) -> list[OpposedSide]:
    """The two readings that the verdict rests on, each by the sentence that says it best.

    Nothing where they say the same number, nothing is left in print, or one is no longer there.
    The one with more voices stands first; of an update the older one does.
    """
    if basis is None or basis["relation"] not in (*words.CONFLICTING, *words.MAKES["updated"]):
        return []
    pair = (basis["reading_a"], basis["reading_b"])
    found: list[OpposedSide] = []
    for reading in readings:
        if reading["id"] in pair and reading["claims"]:
            best = min(
                reading["claims"],
                key=lambda claim: (
                    claim["is_copy"],
                    not claim["current"],
                    claim["region"] == "headline",
                    claim["origin"] is None,
                    claim["at"],
                ),
            )
            outlets = [name for name in reading["outlets"] if name != best["outlet"]]
            found.append(
                {
                    "id": reading["id"],
                    "called": reading["called"],
                    "superseded": reading["superseded"],
                    "voice_count": reading["voice_count"],
                    "claim": best,
                    "other_outlets": outlets,
                    "copies": reading["copies"],
                }
            )
    found.sort(key=lambda side: (side["superseded"] is None, -side["voice_count"]))
    return found if len(found) == 2 else []


def _replaced(readings: Sequence[Row], relations: Sequence[Row]) -> dict[str, str]:
    """Readings that a later one replaced, with the reason that the relation gives."""
    by_id = {reading["id"]: reading for reading in readings}
    replaced: dict[str, str] = {}
    for relation in relations:
        if relation["relation"] not in words.MAKES["updated"] or relation["possible"]:
            continue
        older = relation["replaced"] or _older(
            by_id[relation["reading_a"]], by_id[relation["reading_b"]]
        )
        replaced.setdefault(older, relation["reason"])
    return replaced


def _older(a: Row, b: Row) -> str:
    """Which of two readings the other one replaced, by time: older crosschecks did not say it."""
    older = min(a, b, key=lambda r: (r["as_of"] or r["first_at"] or "", r["last_at"] or ""))
    return str(older["id"])


def _ranked(relations: list[ShownRelation]) -> list[ShownRelation]:
    """Conflicts first, then what explains a difference, then agreement; settled before possible."""
    order: list[str] = [
        relation for name in ("conflict", "updated", "compatible") for relation in words.MAKES[name]
    ]
    rank = {relation: index for index, relation in enumerate(order)}
    return sorted(
        relations,
        key=lambda item: (
            item["possible"],
            -item["severity"],
            rank.get(item["relation"], len(rank)),
        ),
    )


def _at_the_time(item: Row) -> VerdictWord:
    """The verdict that a row of the history gave."""
    return verdict(item["verdict"], open_to=item["rule"] in OPEN_RULES)


def _relation(row: Row, called: Mapping[str, str]) -> ShownRelation:
    facts = from_json(row["facts"])
    return {
        "a": called.get(row["reading_a"], "?"),
        "b": called.get(row["reading_b"], "?"),
        "reading_a": row["reading_a"],
        "reading_b": row["reading_b"],
        "relation": row["relation"],
        "word": words.RELATIONS[row["relation"]],
        "possible": bool(row["possible"]),
        "conflicting": row["relation"] in words.CONFLICTING,
        "rule": row["rule"],
        "reason": row["reason"],
        "facts": facts,
        "decided": {
            "action": facts["decided"],
            "actor": facts.get("decided_by"),
            "on": facts.get("decided_on"),
        }
        if "decided" in facts
        else None,
        "severity": row["severity"],
    }


def _implication(row: Row, unit: str | None) -> dict[str, Any]:
    try:
        inputs = json.loads(row["inputs"])
    except ValueError:
        inputs = [row["inputs"]]
    return {
        **row,
        "inputs": inputs if isinstance(inputs, list) else [inputs],
        "facts": from_json(row["facts"]),
        "called": words.reading(row["value"], row["low"], row["high"], "exact", unit),
    }


def _plain_reason(row: Row, said: VerdictWord) -> str:
    if row["verdict"] == "single":
        printed = words.plural(row["article_count"], "article")
        return f"One voice prints this ({printed}); there is nothing to compare it with."
    return said["meaning"]


def _unknown(
    readings: Sequence[ReadingWithClaims], relations: Sequence[ShownRelation], row: Row
) -> list[str]:
    """What the ledger does not know about the figure, in sentences."""
    printed = [item for reading in readings for item in reading["claims"]]
    total = len(printed)
    lines = []
    unsourced = sum(1 for item in printed if not item["origin"])
    if unsourced:
        lines.append(f"{unsourced} of {total} claims name no source: who counted is unknown.")
    undated = sum(1 for item in printed if not item["as_of"])
    if undated and row["verdict"] in ("conflict", "updated"):
        lines.append(f"{undated} of {total} claims do not say as of when the number holds.")
    unplaced = sum(1 for item in printed if not item["place"])
    if unplaced:
        lines.append(f"{unplaced} of {total} claims do not say where.")
    assumed = sum(1 for item in printed if item["unit_assumed"])
    if assumed:
        lines.append(f"The currency of {assumed} of {total} claims is assumed from the outlet.")
    unsure = sum(1 for item in printed if item["confidence"] < 0.8)
    if unsure:
        lines.append(f"{unsure} of {total} claims were read with less certainty than usual.")
    possible = sum(1 for relation in relations if relation["possible"])
    if possible:
        lines.append(
            f"{words.plural(possible, 'relation')} could not be settled, because a side leaves "
            "something open; the reasons say what."
        )
    if not row["period_start"] and not row["period_end"]:
        lines.append("The period that the figure covers is not known.")
    return lines
