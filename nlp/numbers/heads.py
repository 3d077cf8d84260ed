"""Units that the head of a table's column, or the label of its row, gives to bare numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.numbers.quantities import find_quantities
from terms.enums import Kind
from terms.model import Number, Quantity

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_LAST = re.compile(r"(?:,|\bin)\s+([^,()]{1,40})$")
_SYMBOL = re.compile(r"(?<!\S)(?:%|[A-Z]{0,3}[$€£¥₹](?:m|mn|bn|tn|k)?)(?!\S)", re.I)
_SCALES = re.compile(r"\b(hundred|thousand|million|billion)s\b(?: of\b)?", re.I)
_THOUSANDS = re.compile(r"\A(?:['’`]?000s?|[x×] ?1[,.]?000)(?=\Z|\s)")
_SIGN = re.compile(r"([A-Z]{0,3}[$€£¥₹])\s*(.*)")
_FILLER = re.compile(r"^(?:in|per|figures in)\s+(?!\d)", re.I)


def with_head_unit(quantity: Quantity, head: str, country: str | None = None) -> Quantity:
    """A bare count with the unit, kind and scale that the head of its column prints.

    >>> cell = find_quantities("88.5", 0, 4)[0]
    >>> with_head_unit(cell, "Rain (mm)").unit, with_head_unit(cell, "Cost, €m").value
    ('mm', 88500000.0)
    """
    if quantity.unit is not None or quantity.kind is not Kind.COUNT:
        return quantity
    for words in _candidates(head):
        one = _one(words, country)
        if one is None:
            continue
        scale = one.value if isinstance(one.value, int) else 1
        return replace(
            quantity,
            kind=one.kind,
            unit=one.unit,
            unit_assumed=one.unit_assumed,
            scaled=quantity.scaled or scale != 1,
            value=_times(quantity.value, scale),
            low=_times(quantity.low, scale),
            high=_times(quantity.high, scale),
        )
    return quantity


def _candidates(head: str) -> Iterator[str]:
    """What may be a unit in a head: in brackets, behind a comma or "in", a sign, or all of it."""
    yield from _BRACKETED.findall(head)
    bare = _BRACKETED.sub("", head).strip()
    if last := _LAST.search(bare):
        yield last[1]
    yield from _SYMBOL.findall(bare)
    yield bare


def _one(words: str, country: str | None) -> Quantity | None:
    """One of a unit, read as in running text; ``None`` where the words are no unit alone."""
    words = _SCALES.sub(r"\1", _THOUSANDS.sub("thousand", _FILLER.sub("", words.strip())))
    if words[:1].isdigit():
        return None
    sign = _SIGN.fullmatch(words)
    phrase = f"{sign[1]}1{'' if len(sign[2]) < 3 else ' '}{sign[2]}" if sign else f"1 {words}"
    found = find_quantities(phrase, 0, len(phrase), country=country)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(phrase)):
        return None
    return found[0] if found[0].unit is not None or found[0].value != 1 else None


def _times(value: Number | None, scale: int) -> Number | None:
    return value if value is None or scale == 1 else value * scale
