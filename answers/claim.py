"""A claim as the pages show it: the sentence with its number, the chain, the outlet, the time."""

from collections.abc import Mapping, Sequence
from typing import Any

from answers import words
from answers.links import is_web, passage
from answers.queries.rows import Row
from answers.shapes import Hop, ShownClaim


def shown(
    row: Row, chain: Sequence[Row] = (), copied: Mapping[str, Any] | None = None
) -> ShownClaim:
    """One claim as plain data, from a row of the claim SELECTs and its hops.

    ``copied`` is the row that says whose text the article is, if it is another's.
    """
    start = row["start"] - row["sentence_start"]
    at, at_is = _time(row)
    return {
        "id": row["id"],
        "sentence": row["sentence"],
        "mark": [start, start + row["end"] - row["start"]],
        "printed": row["quote"],
        "called": words.as_printed(
            row["quote"],
            row["value"],
            row["low"],
            row["high"],
            row["qualifier"],
            words.shown_unit(row["unit"], row["kind"]),
            row["change"],
        ),
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "unit_assumed": bool(row["unit_assumed"]),
        "kind": row["kind"],
        "qualifier": row["qualifier"],
        "change": row["change"],
        "status": row["status"],
        "measure": row["measure"],
        "period": period(row),
        "as_of": row["as_of"],
        "place": row["place"],
        "population": row["population"],
        "region": row["region"],
        "confidence": row["confidence"],
        "current": bool(row["current"]),
        "origin": row["origin"],
        "origin_id": row["origin_id"],
        "chain": [hop(step, row["outlet"]) for step in chain],
        "outlet": row["outlet"],
        "outlet_id": row["outlet_id"],
        "article_id": row["article_id"],
        "title": row["title"] or row["url"],
        "at": at,
        "at_is": at_is,
        "sha256": row["sha256"],
        "fetched_at": row["fetched_at"],
        "url": passage(row["url"], row["sentence"]) if is_web(row["url"]) else None,
        "state": row["state"],
        "copy_of": dict(copied) if copied else None,
        "is_copy": row["copied_from"] is not None,
    }


def _time(row: Row) -> tuple[str, str]:
    """When the number was printed, and how that is known: what an edit brought, from its sight."""
    if row["edited_at"]:
        return row["edited_at"], "in the article since"
    if row["published_at"]:
        return row["published_at"], "published"
    return row["first_seen_at"], "first seen"


def hop(step: Row, outlet: str) -> Hop:
    """One hop of a chain; the outlet goes by its name.

    ``carried``: no word of the sentence names the source, it goes on from another sentence.
    """
    return {
        "role": step["role"],
        "name": outlet if step["role"] == "outlet" else step["name"],
        "source_class": step["source_class"],
        "entity_id": step["entity_id"],
        "cue": step["cue"],
        "href": step["href"] if is_web(step["href"]) else None,
        "rule": step["rule"],
        "carried": (step["rule"] or "").startswith("carried-"),
    }


def period(row: Mapping[str, Any]) -> str | None:
    """The period in words: as printed, else its ends.

    >>> period({"period_text": None, "period_start": "2031-04-01", "period_end": "2031-04-30"})
    '2031-04-01 to 2031-04-30'
    """
    if row.get("period_text"):
        return str(row["period_text"])
    start, end = row.get("period_start"), row.get("period_end")
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"until {end}"
    return None
