"""Parts of a whole as one claim: "7 of the 9", "three in five", "all but five of 13"."""

import re
from decimal import Decimal

from nlp.numbers.drafts import Draft
from nlp.numbers.links import gap_between, join_neighbours
from nlp.numbers.no_claim import Look
from nlp.numbers.numerals import Form
from nlp.numbers.sentence import Context
from terms.enums import Kind

OF_GAP = re.compile(
    r"(?:,)? (?:out )?of (?:(?:the|its|their|his|her|our|those|these|all|a total of|every"
    r"|a possible)"
    r"(?: (?:first|last|other|remaining|top|original|total))? )?$"
)
_IN_GAP = re.compile(r"-of-| (?:in|out of|of|of every|in every|out of every)(?: every)? $")
_ALL_BUT = re.compile(r"\ball but $")
_TIME_UNITS = frozenset(
    "year month week day hour minute second decade century quarter night".split()
)


def join_parts(context: Context, drafts: list[Draft]) -> list[Draft]:
    """ "7 of the 9", "three in five", "all but five of 13": one claim, a ratio."""
    return join_neighbours(context, drafts, _part)


def _part(context: Context, first: Draft, second: Draft) -> Draft | None:
    gap = gap_between(context, first, second, 40)
    if first.look is Look.NAME and gap in (" of ", " out of ") and second.look is None:
        second.look = Look.NUMBERING
    if gap is None or first.value is None or second.value is None:
        return None
    if second.look is not None or first.kind is not Kind.COUNT or second.kind is not Kind.COUNT:
        return None
    if (
        first.unit is not None
        or second.unit is not None
        or first.form != "number"
        or second.form != "number"
    ):
        return None
    if (
        first.look not in (None, Look.ONE, Look.YEAR, Look.AGE)
        or not 0 <= first.value < second.value
    ):
        return None
    if first.places or second.places or first.scaled or second.scaled:
        return None
    left = context.folded[max(0, first.start - 12) : first.start]
    inside = _IN_GAP.fullmatch(gap)
    if inside and (" in" in gap or "out of" in gap or "every" in gap or gap == "-of-"):
        if first.value > 99 or _is_time(context, second):
            return None
        if (
            second.numeral.form is Form.DIGITS
            and 1900 <= second.value <= 2100
            and not second.numeral.grouped
        ):
            return None
        value = first.value / second.value
        return _ratio(first.start, first, second, value)
    if first.look is not None or OF_GAP.fullmatch(gap) is None:
        return None
    if _is_time(context, second):
        return None
    all_but = _ALL_BUT.search(left)
    if all_but:
        start = first.start - len(all_but.group())
        return _ratio(start, first, second, (second.value - first.value) / second.value)
    if first.value == 0:
        return None
    return _ratio(first.start, first, second, first.value / second.value)


def _is_time(context: Context, draft: Draft) -> bool:
    return draft.unit in _TIME_UNITS


def _ratio(start: int, first: Draft, second: Draft, value: Decimal) -> Draft:
    return Draft(
        start, second.end, first.numeral, Kind.RATIO, value, "fraction", form="part",
        own=True, low=first.value, high=second.value,
    )  # fmt: skip
