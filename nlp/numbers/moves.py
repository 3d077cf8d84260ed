"""Old level and new: "from 36 to 40 percent", "to 4.4% from 4.1%"."""

import re
from decimal import Decimal
from itertools import pairwise

from nlp.numbers.drafts import Draft
from nlp.numbers.links import NOUN_NEXT, gap_between
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind

_FROM = re.compile(
    r"\b(?:from|vs|versus|against)(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some"
    r"|over|approximately"
    r"|more than|less than|only|current|previous|record|low of|high of|as|much|as much as|up to"
    r"|its|their)){0,4} $"
)
_TO_BEFORE = re.compile(
    r"\bto(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some|over|approximately"
    r"|more than|less than|only"
    r"|record|as much as|as high as|up to|at least|well over)){0,3} $"
)
_TO_GAP = re.compile(
    r"(?: (?:[a-z][a-z.'-]{0,20}|[0-9]{4}|[0-9]{1,2}[.:]?[0-9]{0,2} ?(?:am|pm|a\.m\."
    r"|p\.m\.))){0,8},? to(?: (?:a|an|the|about|around|roughly|just|nearly|almost|some|over"
    r"|approximately|more than|less than|only|record|as much as|as high as|up to|at least"
    r"|well over|a record)){0,3} $"
)
_FROM_GAP = re.compile(
    r"(?:,? (?:[a-z][a-z'-]{1,20}|[0-9]{4})){0,5},? (?:up |down )?from(?: (?:a|an|the|about"
    r"|around|roughly|just|nearly"
    r"|almost|some|over|approximately|more than|less than|only|previous|record)){0,3} $"
)
_PREPOSITION_NEXT = re.compile(
    r" (?:in|on|at|by|from|for|since|last|this|as|and|but|to|the|after|while|when|with|during"
    r"|over|a|today|yesterday"
    r"|today|now|between|within|per|or|compared|against|versus)\b"
)


def read_moves(context: Context, drafts: list[Draft]) -> None:
    """ "from 36 to 40 percent", "to 4.4% from 4.1%": the old level and the new one."""
    levels = [draft for draft in drafts if draft.look is None and draft.kind is not Kind.RANK]
    for first, second in pairwise(levels):
        one, other = _end_of(first), _end_of(second)
        if one is None or other is None or one == other or "times" in (first.unit, second.unit):
            continue
        if not _comparable(first, second):
            continue
        gap = gap_between(context, first, second, 90)
        if gap is None:
            continue
        start = first.hedge[0] if first.hedge and first.hedge[0] < first.start else first.start
        left = context.folded[max(0, start - 36) : start]
        onward = Change.INCREASE_TO if other > one else Change.DECREASE_TO
        if _TO_GAP.fullmatch(gap) and _FROM.search(left):
            first.change, second.change = Change.FROM_LEVEL, onward
        elif _FROM_GAP.fullmatch(gap) and _TO_BEFORE.search(left):
            onward = Change.INCREASE_TO if one > other else Change.DECREASE_TO
            first.change, second.change = onward, Change.FROM_LEVEL
        else:
            continue
        _share(context, first, second)


def _end_of(draft: Draft) -> Decimal | None:
    """The value, or the upper end of a range."""
    return draft.value if draft.value is not None else draft.high


def _comparable(first: Draft, second: Draft) -> bool:
    if first.unit == second.unit:
        return True
    tops = {(draft.unit or "").partition("/")[0] for draft in (first, second)}
    if len(tops) == 1:
        return True
    return first.bare != second.bare and Kind.COUNT in (first.kind, second.kind)


def _share(context: Context, first: Draft, second: Draft) -> None:
    """A level without a unit has that of the level it came from or goes to."""
    for plain, rich in ((first, second), (second, first)):
        if plain.unit is None and rich.unit is not None and plain.kind is Kind.COUNT:
            if NOUN_NEXT.match(context.folded, plain.end) and not _PREPOSITION_NEXT.match(
                context.folded, plain.end
            ):
                continue
            plain.kind, plain.unit, plain.assumed = rich.kind, rich.unit, rich.assumed
        elif rich.kind is Kind.RATE and plain.kind is Kind.MONEY:
            plain.kind, plain.unit, plain.assumed = rich.kind, rich.unit, rich.assumed
