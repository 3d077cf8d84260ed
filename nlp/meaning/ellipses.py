"""Numbers that leave out what the one before them in the sentence has said: unit or measure."""

import re

from nlp.meaning.facets import Facets
from terms.enums import Change, Kind
from terms.model import Quantity

_MOST_TIMES = 20
"""How many times as large as the number that lends its unit an elliptic one may be."""
_ENDS = re.compile(
    r"[.,;)!?](?![0-9])|$| (?:in|for|on|last|this|next|and|but"
    r"|an? (?:year|month|quarter|decade)|the (?:year|month|quarter|previous|same)) "
)
_PLACED = re.compile(r"\b(?:to|from|at|of|past|above|below)[ ]$")
_COMPARED = re.compile(r"\b(?:to|from|of|against|with|than)[ ]$")
_HEDGES = r"(?: (?:by|about|around|nearly|almost|more|than|over|some|roughly|just|at|least|only))*"
_MOVED = (
    r"(?:up|down|higher|lower|an? (?:[a-z-]+ )?(?:increase|rise|jump|gain|drop|fall|decrease"
    r"|decline|reduction|growth|improvement|surge|slump|leap)(?: of)?"
    r"|(?:growth|gains?|declines?) of|[+−-])"
)
_TRAILS = re.compile(
    r"[^.;:,()—–]{0,60}(?:, |,? \(|,? [—–] )(?:or |which (?:is|was|were|represents?|marks?|means?) "
    rf"|that (?:is|was) |still )?{_MOVED}{_HEDGES} ?[$£€]?$"
)
_AS_MUCH = re.compile(r"[^.;:,()—–]{0,60}, (?:which|that) (?:is|was|were)" + _HEDGES + r" $")
_MORE = re.compile(r" (?:more|higher|less|lower|above|below|up|down|fewer)\b")


def goes_on(quantity: Quantity, facets: Facets, last: Quantity, text: str) -> bool:
    """Whether a bare number at the end of a clause has the unit of the one before it.

    "They asked for 10 years; the defence sought four", "car sales rose 12 percent, truck sales 3",
    "paid €3 million in May and 2 million in June". ``last`` stands in the same sentence.
    """
    if quantity.kind is not Kind.COUNT or quantity.unit is not None:
        return False
    if quantity.value is None or last.value is None:
        return False
    placed = _PLACED.search(text, max(0, quantity.start - 8), quantity.start) is not None
    moved = facets.level >= 0 and facets.head == facets.level and not placed
    if last.kind is Kind.MONEY and quantity.scaled:
        compared = _COMPARED.search(text, max(0, quantity.start - 8), quantity.start) is not None
        return (compared or facets.unit is None) and _ENDS.match(text, quantity.end) is not None
    years = last.kind is Kind.DURATION and facets.unit is None
    if not years and not (last.kind is Kind.PERCENT and moved):
        return False
    if quantity.scaled or not 0 < quantity.value <= _MOST_TIMES * last.value:
        return False
    return _ENDS.match(text, quantity.end) is not None


def trails(quantity: Quantity, change: Change | None, last: Quantity, text: str) -> bool:
    """Whether a number says by how much the one before it has moved.

    "Revenue was €4bn on Monday, *up 21%*", "…, a rise of 6%", "…, which is 4% more".
    """
    if quantity.kind not in (Kind.PERCENT, Kind.PERCENTAGE_POINTS, Kind.MONEY, Kind.COUNT):
        return False
    edge = quantity.hedge[0] if quantity.hedge and quantity.hedge[0] < quantity.start else None
    between = text[last.end : quantity.start if edge is None else edge].lower()
    if change in (Change.INCREASE_BY, Change.DECREASE_BY) and _TRAILS.fullmatch(between):
        return True
    return _AS_MUCH.fullmatch(between) is not None and _MORE.match(text, quantity.end) is not None
