"""The search page: words find figures, claims and articles; a pasted sentence finds its figures."""

from collections.abc import Sequence
from typing import Any

from answers import claim as claims
from answers.asking import answering
from answers.cards import cards
from answers.check import answered
from answers.links import is_web
from answers.parameters import Moved, Parameters
from answers.queries import articles, figures, search
from answers.queries.rows import Connection, Row
from answers.shapes import Answer
from nlp.numbers import find_quantities

KINDS = ("figures", "claims", "articles")
PAGE = 20
CALLED = 3
"""Numbers shown of a figure that was found."""

FIRST = 6
"""Hits of each kind when all are shown together."""

SENTENCE_WORDS = 6
"""Words from which on a text with a number is taken as a pasted sentence."""


def page(conn: Connection, asked: Parameters) -> Answer:
    """Figures, claims and articles with the words, or the figures that a pasted sentence touches.

    The address of a known article leads to its page (``Moved``).
    """
    query = asked.text("q")
    kind = asked.choice("kind", ("all", *KINDS), "all")
    number = asked.whole("page", 1, 1, 500)
    if is_web(query) and " " not in query:
        article_id = articles.by_url(conn, query)
        if article_id is not None:
            raise Moved("articles", article_id)
    terms = search.telling(search.terms(query))
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
        "checked": answered(conn, query) if sentence else None,
        "loose": loose,
        "hits": hits,
    }


def is_sentence(text: str) -> bool:
    """Whether a text looks like a pasted sentence with a number rather than like search words."""
    return len(text.split()) >= SENTENCE_WORDS and bool(find_quantities(text))


def _hits(
    conn: Connection, terms: Sequence[str], kind: str, number: int, *, strict: bool
) -> tuple[dict[str, dict[str, Any]], bool]:
    """Hits by kind; of a kind in which no entry has all the words, those with some (and True).

    ``strict`` leaves it at all the words: what a sentence is about has been looked for already.
    """
    kinds = KINDS if kind == "all" else (kind,)
    matches = dict.fromkeys(kinds, " ".join(terms))
    counts = {name: search.count(conn, name, match) for name, match in matches.items()}
    several = len(terms) > 1 and not strict
    asked = answering(conn, terms) if "figures" in kinds and several else []
    some = [name for name in kinds if several and not counts[name]]
    for name in some:
        matches[name] = " OR ".join(terms)
        counts[name] = search.count(conn, name, matches[name])
    size, offset = (FIRST, 0) if kind == "all" else (PAGE, (number - 1) * PAGE)
    found = {}
    for name in kinds:
        if name == "figures" and asked:
            found[name] = _asked(conn, asked, size, offset)
            continue
        rows = search.find(conn, name, matches[name], counts[name], size, offset)
        found[name] = {
            "count": counts[name],
            "at_least": counts[name] > search.RANKED,
            "newest_first": counts[name] > search.RANKED,
            "more": counts[name] > offset + size,
            "rows": _shown(conn, name, rows),
        }
    return found, bool(set(some) - ({"figures"} if asked else set()))


def _asked(conn: Connection, ids: Sequence[str], size: int, offset: int) -> dict[str, Any]:
    """The figures that answer a question in words, the best first, as hits."""
    return {
        "count": len(ids),
        "at_least": False,
        "newest_first": False,
        "more": len(ids) > offset + size,
        "rows": _figures(conn, ids[offset : offset + size]),
    }


def _figures(conn: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Figures as hits, in this order: what they ask, what is printed, the verdict."""
    return [
        {
            **{name: card[name] for name in ("id", "label", "changed_at", "verdict")},
            "called": list(dict.fromkeys(side["called"] for side in card["sides"])),
        }
        for card in cards(conn, figures.by_ids(conn, ids), CALLED)
    ]


def _shown(conn: Connection, kind: str, rows: list[Row]) -> list[dict[str, Any]]:
    if kind == "figures":
        return _figures(conn, [row["id"] for row in rows])
    if kind == "claims":
        chains = figures.chains(conn, [row["id"] for row in rows])
        return [
            {**claims.shown(row, chains[row["id"]]), "figure_id": row["figure_id"]} for row in rows
        ]
    return rows
