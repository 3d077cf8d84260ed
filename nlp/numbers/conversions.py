"""Numbers that restate another in its brackets: "30 miles (48 km)"."""

import re

from nlp.numbers.drafts import Draft
from nlp.numbers.hedges import BOUNDS
from nlp.numbers.links import gap_between
from nlp.numbers.sentence import Context
from nlp.numbers.units import same_measure
from terms.enums import Kind, Qualifier

_BRACKET = re.compile(
    r" ?[(\[](?:or |about |around |roughly |approximately |some |nearly |just over |just under "
    r"|almost"
    r" |equivalent to |the equivalent of |worth |over |more than |up to |~|≈|= ?|i\.e\.,? |c\. ?)*$"
)
_OR_CONVERSION = re.compile(
    r",? (?:or|equivalent to|the equivalent of|equal to|which is|that is)(?: about| around| roughly"
    r"| approximately| just over| just under| some| nearly| almost)? $|,? or $"
)


def link_conversions(context: Context, drafts: list[Draft]) -> None:
    """ "30 miles (48 km)", "40 million won ($30,100)": the second restates the first."""
    for at in range(1, len(drafts)):
        second = drafts[at]
        for back in (1, 2):
            if at - back < 0:
                break
            first = drafts[at - back]
            if first.look or second.look or first.converts is not None:
                continue
            gap = gap_between(context, first, second, 60)
            if gap is None or not _restates(gap, first, second, back, drafts[at - 1]):
                continue
            second.converts = first
            if second.qualifier is Qualifier.EXACT and first.qualifier in BOUNDS:
                second.qualifier = first.qualifier
                second.hedge = first.hedge
            break


def _restates(gap: str, first: Draft, second: Draft, back: int, previous: Draft) -> bool:
    if first.unit is None or second.unit is None or first.unit == second.unit:
        return False
    if back == 2:
        if previous.converts is not first or ")" in gap:
            return False
        opens = True
    else:
        beside = gap.strip() == "/" or (gap == ", " and first.kind is Kind.MEASUREMENT)
        opens = beside or bool(_BRACKET.fullmatch(gap) or _OR_CONVERSION.fullmatch(gap))
    if not opens:
        return False
    if first.kind is Kind.MONEY and second.kind is Kind.MONEY:
        return True
    return _same_size(first, second)


def _same_size(first: Draft, second: Draft) -> bool:
    """Whether two measurements are equal within a fifth, as roundings leave them."""
    if first.unit is None or second.unit is None:
        return False
    if first.kind is Kind.RATE and second.kind is Kind.RATE:
        return first.unit.split("/")[0].isupper() and second.unit.split("/")[0].isupper()
    factor = same_measure(first.unit, second.unit)
    if factor is None:
        return False
    if {first.unit, second.unit} <= {"°C", "°F", "K"}:
        return True
    ones = [number for number in (first.value, first.low, first.high) if number is not None]
    others = [number for number in (second.value, second.low, second.high) if number is not None]
    if not ones or not others:
        return False
    one, other = float(ones[-1]) * factor, float(others[-1])
    return other != 0 and 0.8 <= abs(one / other) <= 1.25
