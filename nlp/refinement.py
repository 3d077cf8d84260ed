"""A second look at quantities with a parsed sentence: names, ages and idle "one"s go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.model import Quantity
from nlp.vocabulary import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NAMING = frozenset({"PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC", "ORG", "LOC"})
_OLDEST = 115
_POINTING = frozenset(
    """thing way day time side hand point example reason option area kind sort moment stage area
    aspect place step idea""".split()
)


def refine(quantities: Sequence[Quantity], span: Span | Doc) -> list[Quantity]:
    """The quantities that a parse leaves standing, with ``converts`` counted anew.

    ``span`` is the parsed sentence (or document) that holds them; offsets are those of its
    document. Quantities outside it are returned unseen. What the model has not annotated (no
    entities, no parse) is not held against a number.
    """
    kept = [at for at, quantity in enumerate(quantities) if not _idle(quantity, span)]
    place = {old: new for new, old in enumerate(kept)}
    out = []
    for at in kept:
        quantity = quantities[at]
        if quantity.converts is not None:
            quantity = replace(quantity, converts=place.get(quantity.converts))
        out.append(quantity)
    return out


def _idle(quantity: Quantity, span: Span | Doc) -> bool:
    if quantity.kind is not Kind.COUNT or quantity.unit is not None or quantity.value is None:
        return False
    found = span.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if found is None or not len(found) or not _holds(span, found[0]):
        return False
    first = found[0]
    return _in_name(first) or _is_age(first, quantity) or _points(first, quantity)


def _holds(span: Span | Doc, token: Token) -> bool:
    start = span[0].i if len(span) else 0
    return start <= token.i < start + len(span)


def _in_name(token: Token) -> bool:
    """A number inside an entity that begins with other words: "Operation Plumbob 7"."""
    if token.ent_type_ not in _NAMING or token.ent_iob_ != "I":
        return False
    before = token.nbor(-1)
    if before.text in ("-", "–"):
        return True
    return before.text[:1].isupper() and before.ent_iob_ != "O" and not _counts(token)


def _counts(token: Token) -> bool:
    """Whether a number stands before a plural noun that it can count."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.tag_ in ("NNS", "JJ") and following.text.islower()


def _is_age(token: Token, quantity: Quantity) -> bool:
    """A lone number between commas behind a person: "the driver, 42, was"."""
    if not isinstance(quantity.value, int) or not 0 < quantity.value < _OLDEST:
        return False
    if token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    person, comma, close = token.nbor(-2), token.nbor(-1), token.nbor(1)
    if comma.text not in (",", "(") or close.text not in (",", ")", "."):
        return False
    return person.ent_type_ == "PERSON"


def _points(token: Token, quantity: Quantity) -> bool:
    """ "one thing", "one way": a determiner and no count."""
    if quantity.value != 1 or token.lower_ != "one":
        return False
    if token.dep_ in ("nummod", "det") and token.head.lemma_.lower() in _POINTING:
        return True
    return token.pos_ == "PRON"
