"""What a reader sees as one answer: readings that say the same on the same word, claims by article.

A headline that names nobody belongs to the sourced sentence of its own article with the same
number; an article that says a number three times says it once.
"""

from collections import defaultdict
from collections.abc import Sequence

from answers.cards import Number, number
from answers.shapes import ArticleClaim, Group, ReadingWithClaims, ShownClaim, ShownRelation


def groups(
    readings: Sequence[ReadingWithClaims], basis: ShownRelation | None = None
) -> list[Group]:
    """Readings of the same number and origin as one group: those that the verdict rests on first
    (``basis`` is its relation), then by voices; replaced ones last."""
    pair = {basis["reading_a"], basis["reading_b"]} if basis else set()
    found: dict[tuple[Number, str], list[ReadingWithClaims]] = {}
    for reading in readings:
        found.setdefault((number(reading), reading["origin"] or ""), []).append(reading)
    claims = {key: [c for r in same for c in r["claims"]] for key, same in found.items()}
    _fold_unsourced(claims)
    shown = [_shown(same, claims[key]) for key, same in found.items() if claims[key]]
    return sorted(
        shown,
        key=lambda group: (
            group["superseded"] is not None,
            pair.isdisjoint(group["readings"]),
            -group["voice_count"],
        ),
    )


def distinct(relations: Sequence[ShownRelation]) -> list[ShownRelation]:
    """Relations without those that say the same of the same two numbers again."""
    found: dict[tuple[object, ...], ShownRelation] = {}
    for item in relations:
        pair = frozenset((item["a"], item["b"]))
        found.setdefault((pair, item["relation"], item["possible"], item["rule"]), item)
    return list(found.values())


def _fold_unsourced(found: dict[tuple[Number, str], list[ShownClaim]]) -> None:
    """Move claims without a source to the group where their article names one for the number."""
    for (told, origin), claims in found.items():
        if origin:
            continue
        sourced = {
            claim["article_id"]: others
            for (other, name), others in found.items()
            if name and other == told
            for claim in others
        }
        for claim in claims:
            if claim["article_id"] in sourced:
                sourced[claim["article_id"]].append(claim)
        claims[:] = [claim for claim in claims if claim["article_id"] not in sourced]


def _shown(readings: Sequence[ReadingWithClaims], claims: Sequence[ShownClaim]) -> Group:
    by_article: defaultdict[str, list[ShownClaim]] = defaultdict(list)
    for claim in claims:
        by_article[claim["article_id"]].append(claim)
    own: list[ArticleClaim] = []
    copies: list[ArticleClaim] = []
    for printed in by_article.values():
        printed.sort(key=lambda claim: (not claim["current"], claim["origin"] is None, claim["at"]))
        entry: ArticleClaim = {**printed[0], "also": printed[1:]}
        (copies if entry["is_copy"] else own).append(entry)
    outlets = dict.fromkeys(entry["outlet"] for entry in own)
    copying = dict.fromkeys(entry["outlet"] for entry in copies)
    for entries in (own, copies):
        entries.sort(key=lambda entry: (not entry["current"], entry["at"]))
    first = readings[0]
    standing = any(reading["superseded"] is None for reading in readings)
    return {
        "id": first["id"],
        "called": first["called"],
        "origin": first["origin"],
        "origin_id": first["origin_id"],
        "status": first["status"],
        "as_of": first["as_of"],
        "voice_count": max(reading["voice_count"] for reading in readings),
        "superseded": None if standing else first["superseded"],
        "readings": [reading["id"] for reading in readings],
        "own": own,
        "copied": copies,
        "outlets": list(outlets),
        "copies": list(copying),
        "withdrawn_everywhere": not any(entry["current"] for entry in own + copies),
    }
