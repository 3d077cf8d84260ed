"""What a reader sees as one answer: readings that say the same on the same word, claims by article.

A headline that names nobody belongs to the sourced sentence of its own article with the same
number; an article that says a number three times says it once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any


def groups(
    readings: Sequence[Mapping[str, Any]], basis: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Readings of the same number and origin as one group: those that the verdict rests on first
    (``basis`` is its relation), then by voices; replaced ones last."""
    pair = {basis["reading_a"], basis["reading_b"]} if basis else set()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for reading in readings:
        key = (reading["called"], reading["origin"] or "")
        group = found.setdefault(
            key,
            {
                "id": reading["id"],
                "called": reading["called"],
                "origin": reading["origin"],
                "origin_id": reading["origin_id"],
                "status": reading["status"],
                "as_of": reading["as_of"],
                "voice_count": 0,
                "superseded": reading["superseded"],
                "readings": [],
                "claims": [],
            },
        )
        group["readings"].append(reading["id"])
        group["claims"] += reading["claims"]
        group["voice_count"] = max(group["voice_count"], reading["voice_count"])
        if reading["superseded"] is None:
            group["superseded"] = None
    _fold_unsourced(found)
    shown = [_shown(group) for group in found.values() if group["claims"]]
    return sorted(
        shown,
        key=lambda group: (
            group["superseded"] is not None,
            pair.isdisjoint(group["readings"]),
            -group["voice_count"],
        ),
    )


def distinct(relations: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Relations without those that say the same of the same two numbers again."""
    found: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for item in relations:
        pair = frozenset((item["a"], item["b"]))
        found.setdefault((pair, item["relation"], item["possible"], item["rule"]), item)
    return list(found.values())


def _fold_unsourced(found: Mapping[tuple[str, str], dict[str, Any]]) -> None:
    """Move claims without a source to the group where their article names one for the number."""
    for (called, origin), group in found.items():
        if origin:
            continue
        sourced = {
            claim["article_id"]: other
            for (number, name), other in found.items()
            if name and number == called
            for claim in other["claims"]
        }
        for claim in group["claims"]:
            if claim["article_id"] in sourced:
                sourced[claim["article_id"]]["claims"].append(claim)
        group["claims"] = [c for c in group["claims"] if c["article_id"] not in sourced]


def _shown(group: dict[str, Any]) -> dict[str, Any]:
    by_article: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in group["claims"]:
        by_article[claim["article_id"]].append(claim)
    own, copies, outlets, copying = [], [], [], []
    for claims in by_article.values():
        claims.sort(key=lambda claim: (not claim["current"], claim["origin"] is None, claim["at"]))
        entry = {**claims[0], "also": claims[1:]}
        if entry["is_copy"]:
            copies.append(entry)
            copying.append(entry["outlet"])
        else:
            own.append(entry)
            outlets.append(entry["outlet"])
    for entries in (own, copies):
        entries.sort(key=lambda entry: (not entry["current"], entry["at"]))
    kept = {key: value for key, value in group.items() if key != "claims"}
    return {
        **kept,
        "own": own,
        "copied": copies,
        "outlets": list(dict.fromkeys(outlets)),
        "copies": list(dict.fromkeys(copying)),
        "withdrawn_everywhere": not any(entry["current"] for entry in own + copies),
    }
