"""A quantity in the making: what one place of a sentence prints, before its neighbours are seen."""

from dataclasses import dataclass
from decimal import Decimal

from nlp.numbers.forms import Wording
from nlp.numbers.no_claim import Look
from nlp.numbers.numerals import Form, Numeral
from terms.enums import Change, Kind, Qualifier


@dataclass(slots=True)
class Draft:
    """A quantity in the making, in offsets of the sentence.

    ``start``/``end`` bound the claim's span, ``numeral`` the number in it. ``own`` says that the
    unit or currency is printed with this number and not lent by a neighbour.
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
    spaced: bool = False

    @property
    def bare(self) -> bool:
        """Neither currency, unit nor scale word."""
        return not self.own and self.numeral.scale == 1 and self.unit is None


def from_wording(wording: Wording) -> Draft:
    """The draft of a quantity that has no plain numeral."""
    numeral = Numeral(wording.start, wording.end, Form.WORDS, wording.value, wording.value)
    return Draft(
        wording.start,
        wording.end,
        numeral,
        wording.kind,
        wording.value,
        wording.unit,
        change=wording.change,
        form=wording.form,
        own=True,
    )
