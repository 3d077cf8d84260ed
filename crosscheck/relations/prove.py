"""Reasons recomputed: does what a relation says follow from the stored readings and claims?

Every number that a reason shows is reckoned again from the fields that the ledger keeps, by its
rule's own arithmetic. What does not come out the same is named; nothing is corrected.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.figures.readings import origin_of
from crosscheck.model import LedgerClaim, ReadingRow, RelationRow
from crosscheck.relations.decide import CONFLICTS
from crosscheck.values.conversion import between_claims
from crosscheck.values.intervals import gap, mapped, meet, middle, span
from crosscheck.values.wording import numeral
from terms.enums import Relation

_NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?"
_EQUATION = re.compile(
    rf"\(?(?<![\w.])({_NUMBER}%?(?:\)? [+−×/-] \(?{_NUMBER}\)?)+) = ({_NUMBER})(%?)"
)
_DIFFERENCE = re.compile(rf"a difference of ({_NUMBER})")
_STEP = re.compile(rf" → .*? \(([+-])({_NUMBER})\): ")
_MEETING = re.compile(rf"meet at ({_NUMBER})")
_TURNED = re.compile(r" is (-?[\d.]+(?:e[+-]?\d+)?) ")
_PRINTED = re.compile(r"printed (\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?)")
_ELSEWHERE = frozenset(
    ("per-capita", "part-of", "wrong-base", "ratio-as-rise", "points-as-percent")
)
"""Rules that may relate readings of two figures, whose units differ."""


@dataclass(frozen=True, slots=True)
class Side:
    """A reading as it is stored, with its claims in the order of their ids."""

    row: ReadingRow
    claims: Sequence[LedgerClaim]

    @property
    def size(self) -> float:
        """The number that stands for it: its value, else the middle of its interval."""
        if self.row.value is not None:
            return float(self.row.value)
        return middle(span(self.row.low, self.row.high, self.row.qualifier)) or 0.0


def fault(relation: RelationRow, a: Side, b: Side) -> str | None:
    """What of a relation's reason or severity does not follow from its readings, or ``None``."""
    for check in (_quoted, _equations, _difference, _step, _meeting, _turned, _dates, _severity):
        found = check(relation, a, b)
        if found is not None:
            return f"{relation.rule}: {found} ({relation.reason})"
    return None


def faults(
    relations: Sequence[RelationRow],
    readings: Sequence[ReadingRow],
    claims_of: Mapping[str, Sequence[LedgerClaim]],
) -> list[str]:
    """The faults of many relations; ``claims_of`` are the claims by reading id."""
    sides = {
        row.id: Side(row, sorted(claims_of.get(row.id, ()), key=lambda c: c.id)) for row in readings
    }
    found = (fault(r, sides[r.reading_a], sides[r.reading_b]) for r in relations)
    return [words for words in found if words is not None]


def _number(text: str) -> float:
    return float(text.replace(",", "").rstrip("%"))


def _quoted(relation: RelationRow, a: Side, b: Side) -> str | None:
    quotes = [c.quote for side in (a, b) for c in side.claims]
    if relation.rule == "sum":  # in numerals, whatever the texts print
        quotes += [numeral(side.size) for side in (a, b)]
    return None if any(q in relation.reason for q in quotes) else "it quotes neither reading"


def _equations(relation: RelationRow, a: Side, b: Side) -> str | None:
    for left, right, percent in _EQUATION.findall(relation.reason):
        terms = re.findall(rf"{_NUMBER}|[+−×/-]|[()]", re.sub(r"[%,]", "", left))
        value = _reckoned(terms) * (100 if percent else 1)
        if not math.isclose(value, _number(right), rel_tol=6e-3, abs_tol=0.051):
            return f"{left} is not {right}{percent}"
    return None


def _reckoned(terms: Sequence[str]) -> float:
    """Numbers and operators from left to right: sums before products, as the reasons are built."""
    flat = [t for t in terms if t not in "()"]
    value = float(flat[0])
    for sign, term in zip(flat[1::2], flat[2::2], strict=True):
        other = float(term)
        value = {"+": value + other, "−": value - other, "-": value - other}.get(
            sign, value * other if sign == "×" else value / other if other else math.inf
        )
    return value


def _both(relation: RelationRow, a: Side, b: Side) -> tuple[float, float] | None:
    """Both sizes in the unit of ``a``; ``None`` where there is no conversion."""
    if not a.claims or not b.claims:
        return None
    conversion = between_claims(b.claims[0], a.claims[0])
    turned = conversion.apply(b.size) if conversion is not None else None
    return None if turned is None else (a.size, turned)


def _difference(relation: RelationRow, a: Side, b: Side) -> str | None:
    said = _DIFFERENCE.search(relation.reason)
    sizes = _both(relation, a, b)
    if said is None or sizes is None:
        return None
    right = numeral(abs(sizes[0] - sizes[1]))
    return None if right == said.group(1) else f"the difference is {right}"


def _step(relation: RelationRow, a: Side, b: Side) -> str | None:
    said = _STEP.search(relation.reason)
    if said is None:
        return "it names no reading that is replaced" if _updates(relation) else None
    if relation.replaced not in (a.row.id, b.row.id):
        return "it names no reading that is replaced"
    old, new = (a, b) if relation.replaced == a.row.id else (b, a)
    sizes = _both(relation, new, old)
    if sizes is None:
        return None
    right = sizes[0] - sizes[1]
    words = f"{'+' if right >= 0 else '-'}{numeral(abs(right))}"
    return None if words == said.group(1) + said.group(2) else f"the step is {words}"


def _updates(relation: RelationRow) -> bool:
    return Relation(relation.relation) in (Relation.UPDATED, Relation.REVISED_DOWN)


def _meeting(relation: RelationRow, a: Side, b: Side) -> str | None:
    if relation.rule not in ("rounding", "bound", "bound-formal", "convert"):
        return None
    conversion = between_claims(b.claims[0], a.claims[0])
    if conversion is None:
        return "the units do not convert"
    first = span(a.row.low, a.row.high, a.row.qualifier)
    second = mapped(
        span(b.row.low, b.row.high, b.row.qualifier),
        conversion.factor, conversion.offset, conversion.tolerance,
    )  # fmt: skip
    return None if meet(first, second) else "the intervals do not meet"


def _turned(relation: RelationRow, a: Side, b: Side) -> str | None:
    said = _TURNED.search(relation.reason) if relation.rule == "convert" else None
    sizes = _both(relation, a, b)
    if said is None or sizes is None:
        return None
    right = f"{sizes[1]:.4g}"
    return None if right == said.group(1) else f"it is {right}"


def _dates(relation: RelationRow, a: Side, b: Side) -> str | None:
    known = {c.published_at[:16] for side in (a, b) for c in side.claims if c.published_at}
    for day in _PRINTED.findall(relation.reason):
        if day not in known:
            return f"no claim was printed {day}"
    return None


def _severity(relation: RelationRow, a: Side, b: Side) -> str | None:
    certain = Relation(relation.relation) in CONFLICTS and not relation.possible
    if not certain:
        return None if relation.severity == 0 else "it has a severity and decides nothing"
    sure = min(max(c.confidence for c in side.claims) for side in (a, b))
    if relation.rule in _ELSEWHERE:
        return None if relation.severity in (round(sure, 4), _weighed(a, b, sure)) else "severity"
    right = _weighed(a, b, sure)
    return None if math.isclose(relation.severity, right, abs_tol=1e-4) else f"severity is {right}"


def _weighed(a: Side, b: Side, sure: float) -> float:
    conversion = between_claims(b.claims[0], a.claims[0])
    second = span(b.row.low, b.row.high, b.row.qualifier)
    if conversion is not None:
        second = mapped(second, conversion.factor, conversion.offset, conversion.tolerance)
    size = gap(span(a.row.low, a.row.high, a.row.qualifier), second)
    weaker = max(1, min(_independent(a), _independent(b)))
    return round(size * sure * weaker, 4)


def _independent(side: Side) -> int:
    return 1 if origin_of(side.claims[0]) is not None else side.row.voice_count
