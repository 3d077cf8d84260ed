"""Thousands that a dot parts, "31.906 burglaries": given commas before the numbers are read.

In English a dot parts decimals, so that a dot before three digits is a group only where something
says so: a second group, how the whole text writes decimals, a thing that has no fractions, or a
round sum of money.
"""

import re

from nlp.lexicon import pattern
from nlp.numbers.money import currency_after, currency_before
from nlp.numbers.units import unit_after

_DOTTED = re.compile(
    r"(?<![a-z0-9.,:/#§-])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?(?![0-9]|[.,][0-9])"
)
_SWAPPED = str.maketrans(".,", ",.")
_DECIMAL_COMMA = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{1,2}(?![0-9,]|\.[0-9])")
_COMMA_GROUP = re.compile(r"(?<![0-9.,])[0-9]{1,3},[0-9]{3}(?![0-9,])")
_SCALED = pattern("number_clues.group.scaled")
_THINGS = pattern("number_clues.group.things-behind")
_AVERAGE = pattern("number_clues.group.average-before")
_PARTED = re.compile(r" (?:[a-z-]{2,12} ){0,2}?(?:shares|units)\b")
"""Things that a merger gives a part of: "1.275 shares"."""
_PERCENT = pattern("number_clues.percent.percent")
_PER = pattern("number_clues.group.per-behind")
_BEFORE = 40
"""Characters before a number in which an average is named."""


def with_commas(folded: str, tidied: str, text: str) -> str:
    """A folded sentence whose dots before three digits are commas where they part thousands.

    ``text`` is the whole text, which writes its numbers in one way. No offset changes.

    >>> with_commas("31.906 burglaries", "31.906 burglaries", "31.906 burglaries")
    '31,906 burglaries'
    >>> with_commas("a rate of 1.459", "a rate of 1.459", "a rate of 1.459")
    'a rate of 1.459'
    """
    found = list(_DOTTED.finditer(folded))
    if not found:
        return folded
    groups = [_is_group(folded, tidied, one) for one in found]
    every = any(groups) or _parts_by_dots(text)
    for one, sure in zip(found, groups, strict=True):
        twice = len(re.findall("[.,]", one.group())) > 1
        if sure or twice or (every and _may_be_group(folded, tidied, one)):
            printed = one.group().translate(_SWAPPED)
            folded = folded[: one.start()] + printed + folded[one.end() :]
    return folded


def _may_be_group(folded: str, tidied: str, found: re.Match[str]) -> bool:
    """Whether nothing behind a number has thousandths: a unit, a share, a price, a scale."""
    start, end = found.span()
    if _SCALED.match(folded, end) or _PER.match(folded, end) or _PERCENT.match(folded, end):
        return False
    if unit_after(folded, tidied, end) is not None:
        return False
    return currency_after(folded, tidied, end, None) is None or folded.endswith("00", start, end)


def _parts_by_dots(text: str) -> bool:
    """Whether a text parts decimals by commas, and nowhere thousands."""
    return _DECIMAL_COMMA.search(text) is not None and _COMMA_GROUP.search(text) is None


def _is_group(folded: str, tidied: str, found: re.Match[str]) -> bool:
    """Whether what a number counts has no thousandths: a thing, or a round sum of money."""
    start, end = found.span()
    if _PER.match(folded, end) or _SCALED.match(folded, end):
        return False
    if folded.find(".", start, end) == start + 1 and _PARTED.match(folded, end):
        return False
    money = currency_before(folded, tidied, start, None) or currency_after(
        folded, tidied, end, None
    )
    if not money and _THINGS.match(folded, end) and unit_after(folded, tidied, end) is None:
        near = folded[max(0, start - _BEFORE) : start], folded[end : end + _BEFORE]
        return not any(map(_AVERAGE.search, near))
    round_sum = folded.endswith("00", start, end)
    return round_sum and bool(money)
