"""The check page: a pasted text, sentence by sentence, with what others print for its numbers."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from answers import claim as claims
from answers.cards import cards
from answers.links import is_web
from answers.parameters import Moved, Parameters
from answers.queries import articles, figures, search
from answers.queries.rows import Connection
from answers.shapes import Answer, Card, ShownClaim
from crosscheck.values.conversion import between_units
from nlp.lexicon.stems import STOPWORDS
from nlp.numbers import find_quantities
from nlp.text import split_sentences
from terms.model import Quantity

LONGEST = 4000
"""Characters of a pasted text: a few paragraphs."""

SENTENCES = 6
"""Sentences with a number that are looked up, the first ones; the others are counted."""

TOUCHED = 6
"""Figures shown for a sentence that is asked for alone."""

TOUCHED_OF_MANY = 2
"""Figures shown for each sentence of a longer text."""

ENOUGH = 0.4
"""Share of a sentence's words that a claim must have when its number is another."""

CLOSE = 0.6
"""Share from which on another number is said to be another answer, not just another number."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def page(conn: Connection, asked: Parameters) -> Answer:
    """The figures that each sentence of a pasted text seems to speak of, and who prints otherwise.

    The address of a known article leads to its page (``Moved``).
    """
    text = asked.text("text", most=LONGEST)
    url = is_web(text) and not re.search(r"\s", text)
    if url and (article_id := articles.by_url(conn, text)) is not None:
        raise Moved("articles", article_id)
    sentences = [] if url else with_numbers(text)
    most = TOUCHED if len(sentences) == 1 else TOUCHED_OF_MANY
    return {
        "kind": "check",
        "title": "Check a text",
        "text": text,
        "unknown_url": url,
        "longest": LONGEST,
        "sentences": [
            {"sentence": sentence, "touched": touched(conn, sentence, most)}
            for sentence in sentences[:SENTENCES]
        ],
        "more_sentences": max(0, len(sentences) - SENTENCES),
    }


def with_numbers(text: str) -> list[str]:
    """The sentences of a text that print a number, in their order."""
    pieces = [text[start:end] for start, end in split_sentences(text)]
    return [piece for piece in pieces if find_quantities(piece)]


def touched(conn: Connection, text: str, most: int = TOUCHED) -> list[Card]:
    """Figures that the sentence seems to speak of, with who prints its number and who another.

    Found by shared words and, among those, by the number; what is shown is a lead, not a match.
    Each side comes with one claim, so that it can be read and cited.
    """
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
    words = [word for word in words if word not in STOPWORDS][:24]
    if not words:
        return []
    quantities = find_quantities(text)
    scores: defaultdict[str, float] = defaultdict(float)
    close: set[str] = set()
    for rank, row in enumerate(search.similar_claims(conn, words)):
        if row["figure_id"] is None:
            continue
        said = row["sentence"].lower()
        shared = sum(1 for word in words if word[:6] in said)
        same = stands(quantities, row) == "same"
        if not same and shared < ENOUGH * len(words):
            continue
        if shared >= CLOSE * len(words):
            close.add(row["figure_id"])
        score = shared / math.sqrt(len(words)) + 1 / (rank + 1) + (2.0 if same else 0.0)
        scores[row["figure_id"]] = max(scores[row["figure_id"]], score)
    best = sorted(scores, key=lambda figure_id: (-scores[figure_id], figure_id))[:most]
    found = cards(conn, figures.by_ids(conn, best)) if best else []
    said_by = _said(conn, [side["id"] for card in found for side in card["sides"]])
    for card in found:
        for side in card["sides"]:
            side["stands"] = stands(quantities, side)
            side["as_pasted"] = side["stands"] == "same"
            side["claim"] = said_by.get(side["id"])
        card["as_pasted"] = any(side["as_pasted"] for side in card["sides"])
        card["close"] = card["as_pasted"] or card["id"] in close
    return found


def stands(quantities: Sequence[Quantity], printed: Mapping[str, Any]) -> str | None:
    """How a printed number stands to those of a text, by the one that is nearest to it.

    "same" (or the same within rounding), "open" (a bound that the text's number meets),
    "otherwise", or None where they are not of one kind.
    """
    found = {_stands(quantity, printed) for quantity in quantities}
    return next((answer for answer in ("same", "open", "otherwise") if answer in found), None)


def _stands(quantity: Quantity, printed: Mapping[str, Any]) -> str | None:
    turn = _turn(quantity, printed)
    if turn is None:
        return None
    if quantity.value is None:
        ends = (quantity.low, quantity.high)
        return "same" if ends == (printed["low"], printed["high"]) else "open"
    value = quantity.value * turn
    if printed["value"] is not None and math.isclose(value, printed["value"], rel_tol=1e-6):
        return "same"
    low, high = printed["low"], printed["high"]
    if (low is not None and value < low) or (high is not None and value >= high):
        return "otherwise"
    return "open" if low is None or high is None else "same"


def _turn(quantity: Quantity, printed: Mapping[str, Any]) -> float | None:
    """What the text's number is multiplied with to be in the printed one's unit."""
    mine, theirs = quantity.unit, printed["unit"]
    if quantity.kind == printed["kind"] == "count" or mine == theirs:
        return 1.0
    if (mine, theirs) == ("fraction", "percent"):
        return 100.0
    if (mine, theirs) == ("percent", "fraction"):
        return 0.01
    if quantity.kind != printed["kind"] or mine is None or theirs is None:
        return None
    way = between_units(mine, theirs)
    return None if way is None or way.offset else way.factor


def _said(conn: Connection, reading_ids: Sequence[str]) -> dict[str, ShownClaim]:
    """One claim for each reading: one that stands, of the text rather than of its headline."""
    rows = figures.representatives(conn, reading_ids)
    chains = figures.chains(conn, [row["id"] for row in rows])
    return {row["reading_id"]: claims.shown(row, chains[row["id"]]) for row in rows}
