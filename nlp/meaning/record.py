"""The record of what stands around one number, made once and read by all that ask about it."""

from dataclasses import dataclass, replace

from nlp.text import Binding, Grammar
from terms.model import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFrame(Binding):
    """A number, how it stands in its sentence (``Binding``), and what it counts.

    Tokens are indexes into the document. ``before`` and ``after`` are the words of the sentence on
    both sides in lower case, the number's ``hedge`` left out. ``mover`` is the moving word on its
    left with its ``way`` (+1 up, -1 down, 0 unknown), ``level`` the noun whose level the number is
    ("*cases* rose to 40"), ``base`` the noun of the whole that a share is of ("12% of *voters*"),
    ``points`` whether the sentence only points back to what was measured before ("This was up
    180"), ``head`` the noun that the measure is built around, ``state`` the token of the predicate.
    ``unit`` and ``predicate`` are lemmas.
    """

    quantity: Quantity
    before: str
    after: str
    hedge: str
    mover: int | None = None
    way: int = 0
    level: int | None = None
    base: int | None = None
    points: bool = False
    unit: str | None = None
    head: int | None = None
    state: int | None = None
    predicate: str | None = None

    def like(self, other: "NumberFrame", unit: str | None) -> "NumberFrame":
        """This number, where it stands, measuring what another one does."""
        return replace(
            self,
            unit=unit,
            predicate=other.predicate,
            head=other.head,
            state=other.state,
            level=other.level,
            base=other.base,
            points=other.points,
        )


def sides_of(quantity: Quantity, first: int, grammar: Grammar) -> tuple[str, str, str]:
    """The words before and behind a number in its sentence, and its hedge; ``first`` its token."""
    syntax = grammar.syntax
    low, high = syntax.chars(*syntax.bounds(first))
    edge, hedge = quantity.start, ""
    if quantity.hedge is not None and quantity.hedge[0] < quantity.start:
        edge = max(low, quantity.hedge[0])
        hedge = syntax.text[quantity.hedge[0] : quantity.hedge[1]].lower().strip()
    before, after = syntax.text[low:edge].lower(), syntax.text[quantity.end : high].lower()
    return before.replace("\n", " "), after, hedge
