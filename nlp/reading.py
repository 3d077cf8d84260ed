"""What the steps from a sentence to its claims hand each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.meaning import MeasurePhrase, NumberFrame
from nlp.text import Row
from nlp.time import Timed
from terms.enums import Change
from terms.model import Quantity


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with quantities: its span, its number in the text and its paragraph's.

    ``row`` is set where the sentence is a row of a table.
    """

    start: int
    end: int
    quantities: Sequence[Quantity]
    number: int
    paragraph: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A number on its way to a claim; ``trails`` where it only says how the one before moved,
    ``restricts`` where it only says which ones are meant."""

    frame: NumberFrame
    change: Change | None
    measure: MeasurePhrase | None
    continues: bool = False
    trails: bool = False
    restricts: bool = False

    @property
    def quantity(self) -> Quantity:
        """The number as it is printed."""
        return self.frame.quantity

    @property
    def timed(self) -> Timed:
        """What the search for its period asks of it."""
        frame, quantity = self.frame, self.frame.quantity
        span, is_quake = (quantity.start, quantity.end), quantity.unit == "magnitude"
        return Timed(*span, quantity.kind, self.change, frame, frame.state, is_quake)
