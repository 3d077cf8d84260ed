"""A quantity in the making: what one place of a sentence prints, before its neighbours are seen."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from nlp.numbers.looks import Look
from nlp.numbers.numerals import Form, Numeral
from nlp.numbers.sentence import Context
from terms.enums import Change, Kind, Qualifier


@dataclass(slots=True)
class Draft:
    """A quantity in the making, in offsets of the sentence.

    ``start``/``end`` bound the claim's span, ``numeral`` the number in it. ``own`` says that the
    unit or currency is printed with this number and not lent by a neighbour; ``prefixed`` that it
    stands before the number. ``form`` is "number", or the wording of one that has no plain numeral.
    """

    start: int
    end: int
    numeral: Numeral
    kind: Kind
    value: Decimal | None
    unit: str | None = None
    assumed: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    hedge: tuple[int, int] | None = None
    change: Change | None = None
    converts: "Draft | None" = None
    look: Look | None = None
    form: str = "number"
    places: int = 0
    scaled: bool = False
    own: bool = False
    prefixed: bool = False

    @property
    def bare(self) -> bool:
        """Neither currency, unit nor scale word."""
        return not self.own and self.numeral.scale == 1 and self.unit is None

    @property
    def claimlike(self) -> bool:
        """Not known to be a date, a name or the like; "one" may still be a number."""
        return self.look is None or self.look is Look.ONE

    @property
    def whole(self) -> bool:
        """A plain whole number, without decimals and scale words."""
        return not self.places and not self.scaled

    def measure(self, kind: Kind, unit: str, end: int | None = None) -> None:
        """Take a unit that is printed with the number, up to ``end``."""
        self.kind, self.unit, self.own = kind, unit, True
        self.end = self.end if end is None else end

    def share_unit(self, other: "Draft") -> None:
        """Take the kind and unit of a neighbour."""
        self.kind, self.unit, self.assumed = other.kind, other.unit, other.assumed


def worded(
    span: tuple[int, int],
    kind: Kind,
    value: Decimal | int,
    unit: str | None,
    form: str,
    change: Change | None = None,
) -> Draft:
    """The draft of a quantity that has no plain numeral: "doubled", "third-largest"."""
    number = Decimal(value)
    numeral = Numeral(*span, Form.WORDS, number, number)
    return Draft(*span, numeral, kind, number, unit, change=change, form=form, own=True)


def gap_between(context: Context, first: Draft, second: Draft, reach: int) -> str | None:
    """What is printed between two numbers, ``None`` if they overlap or stand too far apart."""
    if second.start < first.end or second.start - first.end > reach:
        return None
    return context.folded[first.end : second.start]


def join_neighbours(
    context: Context,
    drafts: list[Draft],
    join: Callable[[Context, Draft, Draft], Draft | None],
) -> list[Draft]:
    """Each draft and the next as one where ``join`` makes one of them; no draft joins twice."""
    joined: list[Draft] = []
    skip = False
    for at, first in enumerate(drafts):
        if skip:
            skip = False
            continue
        second = drafts[at + 1] if at + 1 < len(drafts) else None
        merged = join(context, first, second) if second is not None else None
        joined.append(first if merged is None else merged)
        skip = merged is not None
    return joined
