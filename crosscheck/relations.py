"""How two readings of one figure stand to each other, in the decided order, with the reason.

Every relation is symmetric, names its rule, and its reason shows the arithmetic, so that it can be
recomputed from the stored fields. An unknown facet makes a relation ``possible``.
"""

from dataclasses import dataclass

from crosscheck import lattice
from crosscheck.conversion import Conversion, between_claims
from crosscheck.intervals import Span, gap, mapped, meet, middle, span
from crosscheck.lattice import Scope
from crosscheck.misquotes import misquote
from crosscheck.model import RelationRow
from crosscheck.readings import Reading, same_origin
from crosscheck.updates import same_article, shown, succession
from nlp.vocabulary import Relation

CONFLICTS = frozenset(
    (
        Relation.PART_EXCEEDS_WHOLE, Relation.DERIVED_WRONGLY, Relation.MISQUOTE,
        Relation.REPORTING_ERROR, Relation.SOURCE_DISPUTE,
        Relation.INCONSISTENT_WITHIN_ARTICLE, Relation.UNATTRIBUTED_CONFLICT,
    )
)  # fmt: skip
_SAME_ASIDE = {"exact", "about", "at_least"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation before it becomes a row."""

    relation: Relation
    rule: str
    reason: str
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the figure as a whole: does its number move, is it a toll of people."""

    moving: bool
    toll: bool


def relate(a: Reading, b: Reading, context: Context) -> RelationRow | None:
    """The relation of two readings as a row, ``None`` where they cannot be compared at all.

    Denied numbers, and currencies that no dated rate converts, are told apart.
    """
    a, b = sorted((a, b), key=lambda r: r.id)
    found = decide(a, b, context)
    if found is None:
        return None
    return RelationRow(
        figure_id=a.figure_id,
        reading_a=a.id,
        reading_b=b.id,
        relation=str(found.relation),
        possible=found.possible,
        rule=found.rule,
        reason=found.reason,
        severity=severity(a, b) if found.relation in CONFLICTS and not found.possible else 0.0,
    )


def severity(a: Reading, b: Reading) -> float:
    """|ln(a/b)| × confidence × independent origins on the weaker side, rounded to 4 digits."""
    first, second = _spans(a, b)
    weaker = max(1, min(_independent(a), _independent(b)))
    size = gap(first, second)
    return round(size * min(a.confidence, b.confidence) * weaker, 4)


def _independent(reading: Reading) -> int:
    return 1 if reading.origin is not None else len(reading.voices)


def _spans(a: Reading, b: Reading) -> tuple[Span, Span]:
    conversion = between_claims(b.claim, a.claim)
    second = span(b.low, b.high, b.qualifier)
    if conversion is not None:
        second = mapped(second, conversion.factor, conversion.offset, conversion.tolerance)
    return span(a.low, a.high, a.qualifier), second


def decide(a: Reading, b: Reading, context: Context) -> Finding | None:
    """Walk the decided order for a pair; first hit wins."""
    if "rejected" in (a.status_class, b.status_class):
        return None
    conversion = between_claims(b.claim, a.claim)
    if conversion is None:
        return None
    first, second = _spans(a, b)
    met = meet(first, second)
    if a.unit != b.unit and conversion.note and met:
        return Finding(Relation.CONVERTED, "convert", _converted(a, b, conversion))
    scoped = _scopes(a, b, first, second)
    if scoped is not None:
        return scoped
    if "withdrawn" not in (a.status_class, b.status_class):
        equal = _equal(a, b) or (met and _meeting(a, b, first, second))
        if equal:
            return equal
    replaced = succession(a, b, context.moving, context.toll)
    if replaced is not None:
        down = _value(replaced.later) < _value(replaced.earlier)
        relation = Relation.REVISED_DOWN if down and context.toll else Relation.UPDATED
        return Finding(
            relation,
            replaced.rule,
            _change_shown(replaced.earlier, replaced.later, replaced.reason),
        )
    return _conflict(a, b, first, second)


def _value(reading: Reading) -> float:
    middle_ = middle(span(reading.low, reading.high, reading.qualifier))
    return float(reading.value) if reading.value is not None else (middle_ or 0.0)


def _change_shown(old: Reading, new: Reading, reason: str) -> str:
    difference = _value(new) - _value(old)
    return f"{shown(old)} → {shown(new)} ({difference:+.6g}): {reason}"


def _converted(a: Reading, b: Reading, conversion: Conversion) -> str:
    turned = conversion.apply(_value(b))
    return f"{shown(b)} is {turned:.4g} {a.unit} ({conversion.note}); {shown(a)} is that rounded"


def _scopes(a: Reading, b: Reading, first: Span, second: Span) -> Finding | None:
    one, other = a.claim, b.claim
    if {one.accumulation, other.accumulation} == {"new", "total"}:
        return Finding(
            Relation.STOCK_VS_FLOW,
            "accumulation",
            f"one of {shown(a)} and {shown(b)} is newly added, the other a running total",
        )
    period = lattice.period(one, other)
    if period in (Scope.APART, Scope.INSIDE, Scope.AROUND):
        return Finding(
            Relation.DIFFERENT_PERIOD,
            "period",
            f"{shown(a)} is for {one.period_start} to {one.period_end}, "
            f"{shown(b)} for {other.period_start} to {other.period_end}",
        )
    population = lattice.population(one, other)
    if population is Scope.APART and not meet(first, second):
        return Finding(
            Relation.DIFFERENT_POPULATION,
            "population",
            f"{shown(a)} counts {one.unit or one.population}, "
            f"{shown(b)} {other.unit or other.population}",
        )
    if population in (Scope.INSIDE, Scope.AROUND) and not meet(first, second):
        part, whole = (a, b) if population is Scope.INSIDE else (b, a)
        if _value(part) < _value(whole):
            return Finding(
                Relation.SUBSET,
                "population",
                f"{shown(part)} {part.claim.unit} are part of {shown(whole)}: "
                f"{_value(part):.6g} ≤ {_value(whole):.6g}",
                possible=True,
            )
    return None


def _equal(a: Reading, b: Reading) -> Finding | None:
    if a.value is None or a.value != b.value or (a.unit != b.unit and a.claim.kind != "count"):
        return None
    if not {a.qualifier, b.qualifier} <= _SAME_ASIDE and a.qualifier != b.qualifier:
        return None
    if same_origin(a, b):
        return Finding(
            Relation.ECHO,
            "same-number",
            f"both print {shown(a)} on the word of {a.origin.name if a.origin else ''}",
        )
    if a.origin is None and b.origin is None and a.voices == b.voices:
        return Finding(Relation.ECHO, "same-number", f"both print {shown(a)}, with one voice")
    return Finding(Relation.CORROBORATED, "same-number", f"both print {shown(a)}, independently")


def _meeting(a: Reading, b: Reading, first: Span, second: Span) -> Finding:
    ends = None in (first.low, first.high, second.low, second.high)
    ranged = "range" in (a.qualifier, b.qualifier) or "nearly" in (a.qualifier, b.qualifier)
    if not ends and not ranged:
        low = max(x for x in (first.low, second.low) if x is not None)
        return Finding(
            Relation.ROUNDED,
            "rounding",
            f"{shown(a)} and {shown(b)} meet at {low:.6g} within the digits they print",
        )
    near = meet(span(a.p_low, a.p_high, "range"), span(b.p_low, b.p_high, "range"))
    formal = "" if near else "; formally only, for they are far apart"
    words = f"{_hedged(a)} and {_hedged(b)}"
    return Finding(
        Relation.BOUND, "bound" if near else "bound-formal", f"{words} can both hold{formal}"
    )


def _hedged(reading: Reading) -> str:
    hedge = "" if reading.qualifier == "exact" else reading.qualifier.replace("_", " ") + " "
    return f"“{hedge}{shown(reading)}”"


def _conflict(a: Reading, b: Reading, first: Span, second: Span) -> Finding:
    size = f"{shown(a)} against {shown(b)}, a difference of {abs(_value(a) - _value(b)):.6g}"
    slip = misquote(a, b)
    if slip is not None:
        return Finding(Relation.MISQUOTE, slip.rule, f"{size}: {slip.reason}")
    if a.origin is not None and same_origin(a, b):
        return Finding(
            Relation.REPORTING_ERROR,
            "one-origin",
            f"{size}, both on the word of {a.origin.name}: at least one outlet is wrong",
        )
    if a.origin and b.origin and a.origin.specific and b.origin.specific:
        return Finding(
            Relation.SOURCE_DISPUTE,
            "two-origins",
            f"{size}: {a.origin.name} and {b.origin.name} do not agree",
        )
    if same_article(a, b):
        return Finding(
            Relation.INCONSISTENT_WITHIN_ARTICLE, "one-article", f"{size}, both in one article"
        )
    if a.origin and b.origin and a.origin.key != b.origin.key:
        return Finding(
            Relation.SOURCE_DISPUTE,
            "two-origins",
            f"{size}: {a.origin.name} and {b.origin.name} do not agree",
        )
    return Finding(
        Relation.UNATTRIBUTED_CONFLICT, "no-origin", f"{size}, and not both name who counted"
    )
