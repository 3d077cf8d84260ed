"""What a number loses on its way from one print to the next."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from answers.mentions import Mention, Print, alike
from answers.populations import groups_in
from terms.enums import Qualifier, Status


class Loss(StrEnum):
    """What the earlier print says of its number and the later one does not."""

    HEDGE = "hedge"
    STATUS = "status"
    PERIOD = "period"
    POPULATION = "population"
    UNIT = "unit"
    SOURCE = "source"
    NUMBER = "number"


def losses(parent: Print, child: Print) -> tuple[Loss, ...]:
    """What the parent says of its number, and no mention in the child does."""
    before, after = parent.mentions, child.mentions
    same = any(x.value == y.value for x in before for y in after)
    lost = {
        Loss.HEDGE: same and _every(after, lambda m: m.qualifier == Qualifier.EXACT)
        and not _every(_body(before), lambda m: m.qualifier == Qualifier.EXACT),
        Loss.STATUS: _every(after, _is_firm) and not _every(_body(before), _is_firm),
        Loss.PERIOD: not any(m.dated for m in after) and any(m.says_when for m in before),
        Loss.POPULATION: _population_lost(_body(before), after),
        Loss.UNIT: _unit_lost(before, after),
        Loss.SOURCE: not any(m.origin or m.relays for m in after)
        and any(m.origin for m in before),
        Loss.NUMBER: not alike(parent, child),
    }  # fmt: skip
    return tuple(loss for loss, is_lost in lost.items() if is_lost)


def _is_firm(mention: Mention) -> bool:
    return mention.status in (Status.STATED, Status.CONFIRMED) and not mention.doubted


def _body(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Those in the text below the headline, where there are any: a headline has no room."""
    return [m for m in mentions if not m.headline] or mentions


def _every(mentions: Sequence[Mention], holds: Callable[[Mention], bool]) -> bool:
    return all(holds(mention) for mention in mentions)


def _unit_lost(before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    """No unit is left, or percentage points have become a percentage, or a rate its amount.

    What is counted is no unit: a list that says "Dead: 12" has lost nothing.
    """
    units = {m.unit for m in before if m.unit and not m.counted}
    left = {m.unit for m in after if m.unit}
    if not units or not left:
        return bool(units)
    if "percentage_point" in units and left == {"percent"}:
        return True
    rates = {unit.partition("/")[0] for unit in units if "/" in unit}
    return bool(rates) and left <= rates


def _population_lost(before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    """Is a part of those whom the number is about named nowhere in the later article's passage?"""
    said = " ".join(f"{m.around} {m.sentence} {m.measure or ''}" for m in after)
    told = [group for m in before if m.measure for group in groups_in(m.measure)]
    return any(not group.is_told(said) for group in told)
