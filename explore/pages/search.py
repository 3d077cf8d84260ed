"""The search page: words find figures, claims and articles; a pasted sentence finds its figures."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from crosscheck.words import STOPWORDS
from explore.asked import Asked, Moved
from explore.pages import claim as claims
from explore.pages.cards import cards, verdict
from explore.passages import is_web
from explore.queries import articles, figures, search
from explore.queries.rows import Connection, Row
from nlp.model import Quantity
from nlp.quantities import find_quantities

KINDS = ("figures", "claims", "articles")
PAGE = 20
FIRST = 6
"""Hits of each kind when all are shown together."""

SENTENCE_WORDS = 6
"""Words from which on a text with a number is taken as a pasted sentence."""

TOUCHED = 6
"""Figures shown for a pasted sentence."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def page(conn: Connection, asked: Asked) -> dict[str, Any]:
    """Figures, claims and articles with the words, or the figures that a pasted sentence touches.

    The address of a known article leads to its page (``Moved``).
    """
    query = asked.text("q")
    kind = asked.choice("kind", ("all", *KINDS), "all")
    number = asked.whole("page", 1, 1, 500)
    if is_web(query) and " " not in query:
        article_id = articles.by_url(conn, query)
        if article_id is not None:
            raise Moved(f"/articles/{article_id}")
    terms = search.terms(query)
    sentence = is_sentence(query)
    hits, loose = _hits(conn, terms, kind, number, strict=sentence) if terms else ({}, False)
    return {
        "kind": "search",
        "title": f"Search: {query}" if query else "Search",
        "query": query,
        "only": kind,
        "page": number,
        "more": kind != "all" and hits.get(kind, {}).get("more", False),
        "unknown_url": is_web(query) and " " not in query,
        "sentence": sentence,
        "touched": touched(conn, query) if sentence else [],
        "loose": loose,
        "hits": hits,
    }


def is_sentence(text: str) -> bool:
    """Whether a text looks like a pasted sentence with a number rather than like search words."""
    return len(text.split()) >= SENTENCE_WORDS and bool(find_quantities(text))


def touched(conn: Connection, text: str) -> list[dict[str, Any]]:
    """Figures that the sentence seems to speak of, with who prints its number and who another.

    Found by shared words and, among those, by the number; what is shown is a lead, not a match.
    """
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
    words = [word for word in words if word not in STOPWORDS][:24]
    if not words:
        return []
    quantities = find_quantities(text)
    scores: defaultdict[str, float] = defaultdict(float)
    for rank, row in enumerate(search.similar_claims(conn, words)):
        if row["figure_id"] is None:
            continue
        said = row["sentence"].lower()
        shared = sum(1 for word in words if word[:6] in said)
        score = shared / math.sqrt(len(words)) + 1 / (rank + 1)
        score += 2.0 if any(_same(quantity, row) for quantity in quantities) else 0.0
        scores[row["figure_id"]] = max(scores[row["figure_id"]], score)
    best = sorted(scores, key=lambda figure_id: (-scores[figure_id], figure_id))[:TOUCHED]
    found = cards(conn, figures.by_ids(conn, best)) if best else []
    for card in found:
        for side in card["sides"]:
            side["as_pasted"] = any(_same(quantity, side) for quantity in quantities)
        card["as_pasted"] = any(side["as_pasted"] for side in card["sides"])
    return found


def _same(quantity: Quantity, row: Row) -> bool:
    """Whether a printed number and a pasted one can be the same: their intervals meet."""
    if quantity.value is not None and quantity.value == row["value"]:
        return True
    low, high = row["low"], row["high"]
    if quantity.value is None or (low is None and high is None):
        return False
    return (low is None or low <= quantity.value) and (high is None or quantity.value < high)


def _hits(
    conn: Connection, terms: Sequence[str], kind: str, number: int, *, strict: bool
) -> tuple[dict[str, dict[str, Any]], bool]:
    """Hits by kind; when no entry has all the words, those that have some (and True).

    ``strict`` leaves it at all the words: what a sentence is about has been looked for already.
    """
    kinds = KINDS if kind == "all" else (kind,)
    match = " ".join(terms)
    counts = {name: search.count(conn, name, match) for name in kinds}
    loose = not strict and not any(counts.values()) and len(terms) > 1
    if loose:
        match = " OR ".join(terms)
        counts = {name: search.count(conn, name, match) for name in kinds}
    size, offset = (FIRST, 0) if kind == "all" else (PAGE, (number - 1) * PAGE)
    found = {}
    for name in kinds:
        rows = search.find(conn, name, match, counts[name], size, offset)
        found[name] = {
            "count": counts[name],
            "at_least": counts[name] > search.RANKED,
            "newest_first": counts[name] > search.RANKED,
            "more": counts[name] > offset + size,
            "rows": _shown(conn, name, rows),
        }
    return found, loose


def _shown(conn: Connection, kind: str, rows: list[Row]) -> list[dict[str, Any]]:
    if kind == "figures":
        return [{**row, "verdict": verdict(row["verdict"])} for row in rows]
    if kind == "claims":
        chains = figures.chains(conn, [row["id"] for row in rows])
        return [
            {**claims.shown(row, chains[row["id"]]), "figure_id": row["figure_id"]} for row in rows
        ]
    return rows
