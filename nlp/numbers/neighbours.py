"""What neighbouring numbers are to each other: parts of a whole, old and new levels, conversions.

``join`` takes every step for the numbers of one sentence; ranges and lent units are in ``ranges``.
"""

import re
from decimal import Decimal
from itertools import pairwise

from nlp.lexicon import pattern
from nlp.numbers.drafts import Draft, gap_between, join_neighbours
from nlp.numbers.hedges import BOUNDS, read_hedges
from nlp.numbers.looks import Look
from nlp.numbers.numerals import Form
from nlp.numbers.ranges import OF_WHOLE, join_ranges, lend
from nlp.numbers.sentence import Context
from nlp.numbers.units import conversion
from nlp.numbers.worded import read_topics
from terms.enums import Change, Kind, Qualifier

_IN = re.compile(r"-of-| (?:in|out of|of every|in every|out of every)(?: every)? $")
_NOUN_IN = re.compile(r" [a-z][a-z'-]{2,20}(?: [a-z'-]{3,20})? in (?:every )?$")
_SHARE_ENDS = pattern("number_links.share-ends")
_FROM, _FROM_BETWEEN = pattern("number_links.from"), pattern("number_links.from-between")
_TO, _TO_BETWEEN = pattern("number_links.to"), pattern("number_links.to-between")
_RESTATED = pattern("number_links.restated")
_COUNTED = re.compile(rf"(?!{pattern('number_links.level-ends').pattern})[ -][a-z]")
"""A noun of its own behind a level, and no preposition or the like."""
_PART_REACH = 40
"""Characters between a part and its whole: "7 out of the remaining 9"."""
_MOVE_REACH = 90
"""Characters between an old level and a new one: "from 36 percent in May last year to 40"."""
_BEFORE_MOVE = 36
"""Characters before a level that open it: "from as much as "."""
_CONVERSION_REACH = 60
_ALL_BUT = "all but "
_MOST_OF = 99
"""The largest part of a ratio in small numbers: "three in five"."""
_TOLERANCE = (0.8, 1.25)
"""How far roundings take two measurements that are the same."""


def join(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts of one sentence after everything that two neighbours can tell of each other.

    Lent units come before ranges, ranges before parts of a whole, hedges before moves, and
    conversions last, because each step reads what the ones before have settled.
    """
    read_topics(context, drafts)
    lend(context, drafts)
    drafts = join_neighbours(context, join_ranges(context, drafts), _part)
    read_hedges(context, drafts)
    drafts = [draft for draft in drafts if draft.form != "unit" or draft.hedge is not None]
    _read_moves(context, drafts)
    _link_conversions(context, drafts)
    return drafts


def _part(context: Context, first: Draft, second: Draft) -> Draft | None:
    """ "7 of the 9", "three in five": one claim, a ratio; its ends are part and whole."""
    gap = gap_between(context, first, second, _PART_REACH)
    if first.look is Look.NAME and gap in (" of ", " out of ") and second.look is None:
        second.look = Look.NUMBERING
    if gap is None or not _may_be_part(first, second, gap):
        return None
    part, whole = first.value or Decimal(0), second.value or Decimal(0)
    start = first.start
    shared = _NOUN_IN.fullmatch(gap) and _SHARE_ENDS.match(context.folded, second.end)
    if shared or _IN.fullmatch(gap):
        if part > _MOST_OF or _is_year(second):
            return None
    elif first.look is not None or not OF_WHOLE.fullmatch(gap):
        return None
    elif context.folded.endswith(_ALL_BUT, 0, start):
        start, part = start - len(_ALL_BUT), whole - part
    elif part == 0:
        return None
    return Draft(
        start, second.end, first.numeral, Kind.RATIO, part / whole, "fraction",
        form="part", own=True, low=first.value, high=whole,
    )  # fmt: skip


def _may_be_part(first: Draft, second: Draft, gap: str) -> bool:
    """Whether both are plain whole counts, the first below the second: "24 in every thousand"."""
    if first.value is None or second.value is None or not 0 <= first.value < second.value:
        return False
    if first.look not in (None, Look.ONE, Look.YEAR, Look.AGE) or second.look is not None:
        return False
    of_scale = second.numeral.mantissa == 1 and gap.endswith("every ")
    return (first.whole and (second.whole or of_scale)) and all(
        draft.kind is Kind.COUNT and draft.unit is None and draft.form == "number"
        for draft in (first, second)
    )


def _is_year(draft: Draft) -> bool:
    """ "one in 2019": digits that look like a year."""
    value, numeral = draft.value or Decimal(0), draft.numeral
    return numeral.form is Form.DIGITS and 1900 <= value <= 2100 and not numeral.grouped


def _read_moves(context: Context, drafts: list[Draft]) -> None:
    """ "from 36 to 40 percent", "to 4.4% from 4.1%": the old level and the new one."""
    levels = [draft for draft in drafts if draft.look is None and draft.kind is not Kind.RANK]
    for first, second in pairwise(levels):
        one, other = _end_of(first), _end_of(second)
        gap = gap_between(context, first, second, _MOVE_REACH)
        if gap is None or one is None or other is None or one == other:
            continue
        if "times" in (first.unit, second.unit) or not _comparable(first, second):
            continue
        start = min(first.start, first.hedge[0]) if first.hedge else first.start
        left = context.folded[max(0, start - _BEFORE_MOVE) : start]
        if _TO_BETWEEN.fullmatch(gap) and _FROM.search(left):
            first.change, second.change = Change.FROM_LEVEL, _way(one, other)
        elif _FROM_BETWEEN.fullmatch(gap) and _TO.search(left):
            first.change, second.change = _way(other, one), Change.FROM_LEVEL
        else:
            continue
        _share_unit(context, first, second)


def _way(old: Decimal, new: Decimal) -> Change:
    return Change.INCREASE_TO if new > old else Change.DECREASE_TO


def _end_of(draft: Draft) -> Decimal | None:
    """The value, or the upper end of a range."""
    return draft.value if draft.value is not None else draft.high


def _comparable(first: Draft, second: Draft) -> bool:
    tops = {(draft.unit or "").partition("/")[0] for draft in (first, second)}
    if first.unit == second.unit or len(tops) == 1:
        return True
    return first.bare != second.bare and Kind.COUNT in (first.kind, second.kind)


def _share_unit(context: Context, first: Draft, second: Draft) -> None:
    """A level without a unit has that of the level it came from or goes to."""
    for plain, rich in ((first, second), (second, first)):
        if plain.unit is None and rich.unit is not None and plain.kind is Kind.COUNT:
            if not _COUNTED.match(context.folded, plain.end):
                plain.share_unit(rich)
        elif rich.kind is Kind.RATE and plain.kind is Kind.MONEY:
            plain.share_unit(rich)


def _link_conversions(context: Context, drafts: list[Draft]) -> None:
    """ "30 miles (48 km)", "40 million won ($30,100)": the second restates the first.

    "40 miles (64 km/40 mi)" may restate it twice.
    """
    for at, second in enumerate(drafts):
        near = (1, 2)[:at]
        back = next((one for one in near if _restates(context, drafts, at - one, at)), 0)
        if back:
            first = second.converts = drafts[at - back]
            if second.qualifier is Qualifier.EXACT and first.qualifier in BOUNDS:
                second.qualifier, second.hedge = first.qualifier, first.hedge


def _restates(context: Context, drafts: list[Draft], one: int, other: int) -> bool:
    first, second = drafts[one], drafts[other]
    gap = gap_between(context, first, second, _CONVERSION_REACH)
    if gap is None or first.look or second.look or first.converts is not None:
        return False
    if first.unit is None or second.unit is None or first.unit == second.unit:
        return False
    if other - one == 2 and (drafts[one + 1].converts is not first or ")" in gap):
        return False
    beside = gap.strip() == "/" or (gap == ", " and first.kind is Kind.MEASUREMENT)
    if other - one == 1 and not beside and not _RESTATED.fullmatch(gap):
        return False
    return (first.kind is second.kind is Kind.MONEY) or _same_size(first, second)


def _same_size(first: Draft, second: Draft) -> bool:
    """Whether two measurements are equal within a fifth, as roundings leave them."""
    if first.unit is None or second.unit is None:
        return False
    if first.kind is second.kind is Kind.RATE:
        return all(unit.split("/")[0].isupper() for unit in (first.unit, second.unit))
    way, one, other = conversion(first.unit, second.unit), _end_of(first), _end_of(second)
    if way is None or one is None or not other:
        return False
    # Of temperatures a fifth of a degree's number means nothing.
    return way[1] != 0 or _TOLERANCE[0] <= abs(float(one) * way[0] / float(other)) <= _TOLERANCE[1]
