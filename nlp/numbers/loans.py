"""Units, currencies and scales that one number lends to its neighbour: "from 6 to 8 percent"."""

import re
from itertools import pairwise

from nlp.numbers.drafts import Draft
from nlp.numbers.links import NOUN_NEXT, RANGE_LINK, claimlike, gap_between, opens_between
from nlp.numbers.sentence import Context
from nlp.numbers.shares import OF_GAP
from terms.enums import Kind

_LINK = re.compile(
    r"(?:,? (?:and|or|to|&|versus|vs) |, | ?[-–—] ?"
    r"|,? (?:and|or|to) (?:about |around |roughly |as much as |nearly |almost |perhaps |even )?)$"
)
_CHOICE = frozenset({"or", "to", "and"})


def lend(context: Context, drafts: list[Draft]) -> None:
    """Give the unit, currency and scale of a number to the bare one that is tied to it.

    "from 6 to 8 percent", "280 million of the 1.5 billion shekels", "$3 to $5 million", "5-6,000".
    """
    for at in range(len(drafts) - 2, -1, -1):
        first, second = drafts[at], drafts[at + 1]
        gap = gap_between(context, first, second, 24)
        if gap is None or not claimlike(first) or not claimlike(second):
            continue
        if first.value is None or second.value is None:
            continue
        _lend_size(context, first, second, gap)
        shares = _LINK.match(gap) or (OF_GAP.fullmatch(gap) and first.numeral.scale > 1)
        if shares and _takes_unit(context, drafts, at, gap):
            first.kind, first.unit, first.assumed = second.kind, second.unit, second.assumed
    for first, second in pairwise(drafts):
        _lend_currency(context, first, second)
        _lend_percent(context, first, second)


def _lend_size(context: Context, first: Draft, second: Draft, gap: str) -> None:
    """The scale word, or the thousands, that only the second number prints."""
    ranged = RANGE_LINK.fullmatch(gap) is not None
    chosen = " or " in gap or (" and " in gap and opens_between(context, first))
    scaled = first.numeral.scale == 1 and second.numeral.scale >= 1000
    if scaled and (ranged or (chosen and _LINK.match(gap) is not None)):
        _lend_scale(first, second)
    elif ranged and first.bare and not first.numeral.grouped and second.numeral.grouped:
        _lend_thousands(first, second, gap)


def _takes_unit(context: Context, drafts: list[Draft], at: int, gap: str) -> bool:
    """Whether the unit of the second number is the first one's as well."""
    first, second = drafts[at], drafts[at + 1]
    if second.unit is None or second.prefixed or second.form != "number":
        return False
    if first.unit is not None or first.kind is not Kind.COUNT or first.form != "number":
        return False
    if gap == ", ":
        return at + 2 < len(drafts) and second.unit == drafts[at + 2].unit
    if second.kind is Kind.DURATION:
        return RANGE_LINK.fullmatch(gap) is not None or gap.strip() in _CHOICE
    if " and " in gap and not opens_between(context, first):
        return second.kind in (Kind.PERCENT, Kind.PERCENTAGE_POINTS)
    return True


def _lend_scale(first: Draft, second: Draft) -> None:
    low, high = first.numeral.mantissa, second.numeral.mantissa
    if first.value is None or first.numeral.grouped or first.look is not None:
        return
    if first.unit is not None and first.kind is not Kind.MONEY:
        return
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return
    if low < 1000 and low < 2 * high:
        first.value = first.value * second.numeral.scale
        first.scaled = True


def _lend_thousands(first: Draft, second: Draft, gap: str) -> None:
    """ "5-6,000 people"."""
    if second.value is None or first.value is None or "to" in gap:
        return
    thousands = second.value / 1000
    if thousands == int(thousands) and first.value < thousands < 1000 and first.places == 0:
        first.value *= 1000


def _lend_percent(context: Context, first: Draft, second: Draft) -> None:
    """ "wool rose by 2 percent and hemp by 1": a bare number behind "by" goes on in percent."""
    if first.kind is not Kind.PERCENT or not second.bare or second.kind is not Kind.COUNT:
        return
    if second.look is not None or second.value is None or second.value >= 100:
        return
    gap = gap_between(context, first, second, 80)
    if gap is None or not gap.endswith(" by ") or NOUN_NEXT.match(context.folded, second.end):
        return
    second.kind, second.unit = Kind.PERCENT, "percent"


def _lend_currency(context: Context, first: Draft, second: Draft) -> None:
    """ "£3-5m", "$62 to 68": the sign before the first number is the second's as well."""
    gap = gap_between(context, first, second, 24)
    if gap is None or not first.prefixed or second.own or second.kind is not Kind.COUNT:
        return
    if second.look is not None or second.value is None:
        return
    ranged = RANGE_LINK.fullmatch(gap) is not None
    if not ranged and not (" and " in gap and opens_between(context, first)):
        return
    counts = NOUN_NEXT.match(context.folded, second.end) and second.numeral.scale == 1
    if counts and " to " in gap:
        return
    second.kind, second.unit, second.assumed = first.kind, first.unit, first.assumed
