"""The check: a text, sentence by sentence, with what others print for each of its numbers.

One engine for the page, the search box and the command. For each number one line that answers, then
the evidence: who prints *the same* number, one that is *near* (within what the words of both leave
open), or *another*. Where no figure is near enough, what was nearest by words is named.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from answers import claim as claims
from answers import words
from answers.cards import cards, number
from answers.links import is_web
from answers.parameters import Moved, Parameters
from answers.queries import articles, figures, search
from answers.queries.rows import Connection, Row
from answers.shapes import Answer, Card, CheckedNumber, ShownClaim, Side
from crosscheck.figures.pairs import REACHED, step_for_level
from crosscheck.values.conversion import between_units
from crosscheck.values.intervals import Span, mapped, meet
from nlp.lexicon.classes import class_of_stem
from nlp.lexicon.stems import STOPWORDS, content_stems
from nlp.numbers import find_quantities, pragmatic
from nlp.text import split_sentences
from terms.enums import Change
from terms.model import Quantity

LONGEST = 4000
"""Characters of a pasted text: a few paragraphs."""

SENTENCES = 6
"""Sentences with a number that are looked up, the first ones; the others are counted."""

TOUCHED = 6
"""Figures shown for a sentence that is asked for alone."""

TOUCHED_OF_MANY = 2
"""Figures shown for each sentence of a longer text."""

SIDES = 12
"""Readings of a figure that a line speaks of."""

ENOUGH = 0.4
"""Share of a sentence's words that a claim must have when its number is another."""

CLOSE = 0.6
"""Share from which on another number is said to be another answer, not just another number."""

BESIDE = 4
"""Words on each side of a number that tell what it counts."""

SAME, NEAR, ANOTHER = "same", "near", "another"

_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_MOVED = {
    "by": Change.INCREASE_BY, "up": Change.INCREASE_BY, "down": Change.DECREASE_BY,
    "to": Change.INCREASE_TO, "from": Change.FROM_LEVEL,
}  # fmt: skip
_LEVELS = (*REACHED, Change.FROM_LEVEL)
_NAMED = 3
_NAME = 2
_VAGUE_REACH = 5.0
_BOUND_REACH = 1.1


@dataclass(frozen=True, slots=True)
class Found:
    """What the ledger has for one sentence.

    ``scores`` are of figures, ``near`` by number and figure how much of the words beside the number
    the figure's claims share, times the share of all words (names count twice); ``close`` are
    figures that share most words, ``nearest`` is the claim that shares most, whether or not it
    answers a figure. ``bare`` is a number that stands alone: it is looked up by its own characters.
    """

    quantities: tuple[Quantity, ...]
    scores: Mapping[str, float]
    near: Mapping[tuple[int, str], float]
    close: frozenset[str]
    nearest: Row | None
    bare: bool = False


def page(conn: Connection, asked: Parameters) -> Answer:
    """For each number of a pasted text: who prints the same, one that is near, or another.

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
        "root": asked.root,
        "sentences": [answered(conn, sentence, most) for sentence in sentences[:SENTENCES]],
        "more_sentences": max(0, len(sentences) - SENTENCES),
    }


def with_numbers(text: str) -> list[str]:
    """The sentences of a text that print a number, in their order."""
    pieces = [text[start:end] for start, end in split_sentences(text)]
    return [piece for piece in pieces if find_quantities(piece)]


def answered(conn: Connection, sentence: str, most: int = TOUCHED) -> dict[str, Any]:
    """What the ledger says of one sentence: a line for each number, and figures as evidence."""
    found = _look(conn, sentence)
    shown = _cards(conn, found, most)
    by_id = {card["id"]: card for card in shown}
    numbers = [
        _number(index, quantity, found, by_id) for index, quantity in enumerate(found.quantities)
    ]
    answers = {number["figure_id"]: number for number in numbers if number["figure_id"]}
    shown.sort(key=lambda card: card["id"] not in answers)
    nearest = None
    if found.nearest is not None and len(answers) < len(numbers):
        nearest = claims.shown(found.nearest, ())
    return {"sentence": sentence, "numbers": numbers, "touched": shown, "nearest": nearest}


def touched(conn: Connection, text: str, most: int = TOUCHED) -> list[Card]:
    """Figures that the sentence seems to speak of, with who prints its number and who another.

    Found by shared words and, among those, by the number; what is shown is a lead, not a match.
    Each side comes with one claim, so that it can be read and cited.
    """
    return _cards(conn, _look(conn, text), most)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text, with the part that the word before each gives it in a movement."""

    def moved(quantity: Quantity) -> Quantity:
        start = min(quantity.start, quantity.hedge[0] if quantity.hedge else quantity.start)
        before = text[:start].lower().split()[-1:]
        return replace(quantity, change=_MOVED.get(before[0]) if before else None)

    return tuple(map(moved, find_quantities(text)))


def _look(conn: Connection, text: str) -> Found:
    quantities = quantities_of(text)
    if not _words_outside(text, quantities):
        return _look_alone(conn, quantities)
    told = list(dict.fromkeys(_words(text)))[:24]
    names = [word.capitalize() for word in told if word.capitalize() in text[1:]]
    weights = {word: _NAME if word.capitalize() in names else 1 for word in told}
    scores: defaultdict[str, float] = defaultdict(float)
    near: defaultdict[tuple[int, str], float] = defaultdict(float)
    close: set[str] = set()
    best: tuple[int, Row] | None = None
    beside = [_beside(text, quantity.start, quantity.end) for quantity in quantities]
    for rank, row in enumerate(search.similar_claims(conn, told) if told else ()):
        said = row["sentence"].lower()
        shared = sum(1 for word in told if word[:6] in said)
        if best is None or shared > best[0]:
            best = shared, row
        figure_id = row["figure_id"]
        if figure_id is None:
            continue
        same = stands(quantities, row) == SAME
        if not same and shared < ENOUGH * len(told):
            continue
        if shared >= CLOSE * len(told):
            close.add(figure_id)
        score = shared / math.sqrt(len(told)) + 1 / (rank + 1) + (2.0 if same else 0.0)
        scores[figure_id] = max(scores[figure_id], score)
        share = sum(weights[word] for word in told if word[:6] in said) / sum(weights.values())
        if names and not any(name in f"{row['sentence']} {row['title']}" for name in names):
            continue
        for index, alike in enumerate(_alike(quantities, beside, row)):
            near[index, figure_id] = max(near[index, figure_id], alike * share)
    return Found(quantities, scores, near, frozenset(close), best[1] if best else None)


def _words(text: str) -> list[str]:
    """The words of a text that say something, in small letters."""
    return [word for word in map(str.lower, _WORD.findall(text)) if word not in STOPWORDS]


def _words_outside(text: str, quantities: Sequence[Quantity]) -> list[str]:
    """The words of a text that are no part of its numbers and units."""
    for quantity in quantities:
        text = text[: quantity.start] + " " * (quantity.end - quantity.start) + text[quantity.end :]
    return _words(text)


def _look_alone(conn: Connection, quantities: tuple[Quantity, ...]) -> Found:
    """What prints numbers that stand without words, found by the number itself."""
    scores: dict[str, float] = {}
    near: dict[tuple[int, str], float] = {}
    digits = [_DIGITS.search(quantity.quote) for quantity in quantities]
    rows = search.similar_claims(
        conn,
        [
            quantity.quote if found is None else found[0]
            for quantity, found in zip(quantities, digits, strict=True)
        ],
    )
    for rank, row in enumerate(rows):
        for index, quantity in enumerate(quantities):
            if row["figure_id"] is not None and _stands(quantity, row) == SAME:
                scores.setdefault(row["figure_id"], 1 / (rank + 1))
                near[index, row["figure_id"]] = 1.0
    return Found(quantities, scores, near, frozenset(), None, bare=True)


def _alike(
    quantities: Sequence[Quantity], beside: Sequence[frozenset[str]], row: Row
) -> Iterable[float]:
    """How much of the words beside each number a claim has beside its own; 0 for another kind."""
    start = row["start"] - row["sentence_start"]
    theirs = _beside(row["sentence"], start, start + row["end"] - row["start"])
    theirs |= content_stems(row["measure"] or "")
    for quantity, mine in zip(quantities, beside, strict=True):
        answer = _stands(quantity, row)
        classes = class_of_stem(quantity.kind)
        told = {classes[stem] for stem in mine & classes.keys()}
        if told and row["word_class"] and row["word_class"] not in told:
            answer = None
        fits = len(mine & theirs) / max(1, len(mine))
        yield 0.0 if answer is None else fits + (0.5 if answer == SAME and fits else 0.0)


def _beside(text: str, start: int, end: int) -> frozenset[str]:
    before = " ".join(text[:start].split()[-BESIDE:])
    after = " ".join(text[end:].split()[:BESIDE])
    return frozenset(content_stems(f"{before} {after}"))


def _cards(conn: Connection, found: Found, most: int) -> list[Card]:
    best = sorted(found.scores, key=lambda figure_id: (-found.scores[figure_id], figure_id))[:most]
    shown = cards(conn, figures.by_ids(conn, best), most=SIDES) if best else []
    said_by = _said(conn, [side["id"] for card in shown for side in card["sides"]])
    for card in shown:
        for side in card["sides"]:
            side["stands"] = stands(found.quantities, side)
            side["as_pasted"] = side["stands"] == SAME
            side["claim"] = said_by.get(side["id"])
        card["as_pasted"] = any(side["as_pasted"] for side in card["sides"])
        card["close"] = card["as_pasted"] or card["id"] in found.close
    return shown


def _number(
    index: int, quantity: Quantity, found: Found, shown: Mapping[str, Card]
) -> CheckedNumber:
    """One number of the sentence with the figure whose claims say most alike of it."""
    fitting = [
        (found.near[index, figure_id], found.scores[figure_id], figure_id)
        for figure_id, card in shown.items()
        if card["close"] and found.near.get((index, figure_id), 0.0) > 0
    ]
    printed = words.as_printed(
        quantity.quote, quantity.value, quantity.low, quantity.high, quantity.qualifier
    )
    if not fitting or (found.bare and len(fitting) > 1):
        return {
            "printed": printed,
            "line": f"Your {printed}: {_open(found, len(fitting))}",
            "figure_id": None,
            "figure": None,
            "same": [],
            "near": [],
            "another": [],
        }
    card = shown[max(fitting)[2]]
    by_answer: dict[str, list[Side]] = {SAME: [], NEAR: [], ANOTHER: []}
    for side in card["sides"]:
        answer = _stands(quantity, side)
        if answer is not None:
            by_answer[answer].append(side)
    return {
        "printed": printed,
        "line": _line(printed, by_answer, card),
        "figure_id": card["id"],
        "figure": card["label"],
        "same": _called(by_answer[SAME]),
        "near": _called(by_answer[NEAR]),
        "another": _called(by_answer[ANOTHER]),
    }


def _open(found: Found, fitting: int) -> str:
    """Why no figure is held against a number."""
    if not found.bare:
        return "no figure in this ledger is near enough to hold it against."
    if not fitting:
        return "a number alone finds only what prints the same digits; say what it counts."
    return f"printed as the answer to {fitting} questions; say what it counts to ask one of them."


def _line(printed: str, sides: Mapping[str, Sequence[Side]], card: Card) -> str:
    """The answer in a line: "Your 84: printed by 3 outlets; 77 and 80 also in print; newest 84"."""
    outlets = _outlets(sides[SAME])
    parts = []
    if outlets:
        named = words.listed(outlets[:_NAMED])
        more = f" and {len(outlets) - _NAMED} more" if len(outlets) > _NAMED else ""
        parts.append(f"printed by {words.plural(len(outlets), 'outlet')} ({named}{more})")
    else:
        parts.append("not what is printed here")
    if near := _called(sides[NEAR]):
        parts.append(f"near it: {words.listed(near)}")
    if others := _called(sides[ANOTHER]):
        also = "also in print" if outlets else "in print"
        parts.append(f"{words.listed(others)} {also}")
    dated = [side for side in card["sides"] if side["last_at"] and not _undated(side)]
    newest = max(dated, key=lambda side: side["last_at"] or "", default=None)
    if newest is not None and newest["last_at"]:
        parts.append(f"newest {newest['called']}, {words.moment(newest['last_at'])}")
    return f"Your {printed}: {'; '.join(parts)}."


def _undated(side: Side) -> bool:
    claim = side.get("claim")
    return claim is not None and claim["at_is"] == "first seen"


def _called(sides: Sequence[Side]) -> list[str]:
    found: dict[tuple[object, ...], str] = {}
    for side in sides:
        found.setdefault(number(side)[:-1], side["called"])
    return list(found.values())


def _outlets(sides: Sequence[Side]) -> list[str]:
    return list(dict.fromkeys(name for side in sides for name in side["outlets"] + side["copies"]))


def stands(quantities: Sequence[Quantity], printed: Mapping[str, Any]) -> str | None:
    """How a printed number stands to those of a text, by the one that is nearest to it.

    "same", "near" (within what the words of both leave open), "another", or None where they are
    not of one kind.
    """
    found = {_stands(quantity, printed) for quantity in quantities}
    return next((answer for answer in (SAME, NEAR, ANOTHER) if answer in found), None)


def _stands(quantity: Quantity, printed: Mapping[str, Any]) -> str | None:
    turn = _turn(quantity, printed)
    if turn is None:
        return None
    if step_for_level(quantity.change, printed["change"], _LEVELS):
        return ANOTHER
    if quantity.value is None:
        if (quantity.low, quantity.high) == (printed["low"], printed["high"]):
            return SAME
    elif printed["value"] is not None:
        if math.isclose(quantity.value * turn, printed["value"], rel_tol=1e-6):
            return SAME
        if 0 in (quantity.value, printed["value"]):
            return ANOTHER
    mine = pragmatic(quantity)
    told = mapped(Span(mine.low, mine.high), turn, 0.0, 0.0)
    return NEAR if meet(told, _suggested(printed)) else ANOTHER


def _suggested(printed: Mapping[str, Any]) -> Span:
    """What a printed number suggests: its interval with an open end closed within reason."""
    low, high = printed["low"], printed["high"]
    reach = _VAGUE_REACH if printed["qualifier"] == "vague" else _BOUND_REACH
    if high is None and low is not None:
        high = low * reach
    if low is None and high is not None:
        low = high / reach
    return Span(low, high)


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
