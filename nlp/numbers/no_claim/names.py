"""A second look with a parsed sentence: numbers that the tagger finds in names go.

What capitals and neighbours tell without a parse, ``spans`` and ``neighbours`` have told:
"Operation Plumbob 7", "Five Star Movement", "180 Kent is let", "on the 11 Pro".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from terms.enums import Kind
from terms.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NAMING = frozenset({"PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC", "ORG", "LOC"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_LONGEST_NAME = 4
_LARGEST = 10_000


def refine(quantities: Sequence[Quantity], span: Span | Doc) -> list[Quantity]:
    """The quantities that a parse leaves standing, with ``converts`` counted anew.

    ``span`` is the parsed sentence (or document) that holds them; offsets are those of its
    document. Quantities outside it are returned unseen. What the model has not annotated (no
    entities, no parse) is not held against a number.
    """
    return kept(quantities, [not _idle(quantity, span) for quantity in quantities])


def kept(quantities: Sequence[Quantity], wanted: Sequence[bool]) -> list[Quantity]:
    """Those that are wanted, with ``converts`` counted among them."""
    left = [at for at, wants in enumerate(wanted) if wants]
    place: dict[int | None, int] = {old: new for new, old in enumerate(left)}
    return [replace(quantities[at], converts=place.get(quantities[at].converts)) for at in left]


def _idle(quantity: Quantity, span: Span | Doc) -> bool:
    if quantity.kind is not Kind.COUNT or quantity.unit is not None or quantity.value is None:
        return False
    if quantity.value >= _LARGEST or quantity.value < 2 or quantity.scaled:
        return False
    found = span.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if found is None or not len(found) or not _holds(span, found[0]):
        return False
    return _ends_name(found[0]) or _opens_name(found[0], found[-1])


def _holds(span: Span | Doc, token: Token) -> bool:
    start = span[0].i if len(span) else 0
    return start <= token.i < start + len(span)


def _ends_name(token: Token) -> bool:
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


def _is_name(token: Token) -> bool:
    """Whether a token is a singular name, or a noun that is printed like one."""
    return token.tag_ == "NNP" or (token.tag_ == "NN" and token.text[:1].isupper())


def _opens_name(first: Token, last: Token) -> bool:
    """A number before singular names that nothing plural follows: it counts none of them.

    "Five Star Movement agreed", "180 Kent is let", "on the 11 Pro Max"; but not "two Lorn ferries",
    nor the headline "Six Dead".
    """
    doc = first.doc
    word = first.text[:1].isalpha()
    if word and not first.text[:1].isupper():
        return False
    at = last.i + 1
    while at < len(doc) and at - last.i <= _LONGEST_NAME and _is_name(doc[at]):
        at += 1
    if at == last.i + 1 or at >= len(doc) or not doc[at - 1].text[:1].isupper():
        return False
    after = doc[at]
    if (
        after.text[:1].isupper()
        or after.tag_[:1] in ("N", "J", "C")
        or after.tag_ in ("HYPH", "POS")
    ):
        return False
    if doc[at - 1].text.endswith("s") or doc[at - 1].text.isupper():
        return False
    determined = first.i > 0 and first.nbor(-1).tag_ in _DETERMINERS
    return word or determined or after.tag_ == "VBZ" or after.lower_ == "was"
