"""How two readings of one figure stand to each other, in the decided order, and why.

Every relation is symmetric, names its rule, and its facts hold the arithmetic, so that they can be
recomputed from the stored fields (``catalogue`` has the facts of every rule). An unknown facet
makes a relation ``possible``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from crosscheck.figures import scopes as lattice
from crosscheck.figures.arithmetic import Misreckoned
from crosscheck.figures.readings import Reading, same_origin
from crosscheck.figures.scopes import Scope
from crosscheck.figures.slips import slip_between
from crosscheck.model import Facts, RelationRow
from crosscheck.relations.doubt import NO_DOUBT, Doubts
from crosscheck.relations.misquotes import Slip, misquote
from crosscheck.relations.updates import (
    LOOSE_RULES,
    Motion,
    Succession,
    by_clock,
    by_words,
    shown,
    size_of,
)
from crosscheck.values.conversion import Conversion, between_claims
from crosscheck.values.intervals import Span, gap, mapped, meet, span
from crosscheck.values.numbers import rounded, tidy
from terms.enums import Relation

CONFLICTS = frozenset(
    (
        Relation.PART_EXCEEDS_WHOLE, Relation.DERIVED_WRONGLY, Relation.MISQUOTE,
        Relation.REPORTING_ERROR, Relation.SOURCE_DISPUTE,
        Relation.INCONSISTENT_WITHIN_ARTICLE, Relation.UNATTRIBUTED_CONFLICT,
    )
)  # fmt: skip
_OTHER_PERIOD = (Scope.APART, Scope.INSIDE, Scope.AROUND)
_MOVES = ("increase_by", "decrease_by")
_FRACTION_SLACK = 0.1
_SAME_ASIDE = {"exact", "about", "at_least"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation before it becomes a row; ``facts`` are those of its rule, by name."""

    relation: Relation
    rule: str
    facts: Facts = field(default_factory=dict)
    possible: bool = False
    replaced: str | None = None


def relate(
    a: Reading,
    b: Reading,
    motion: Motion,
    doubt: Callable[[], Doubts] = lambda: NO_DOUBT,
    wrong: Mapping[str, Misreckoned] | None = None,
) -> RelationRow | None:
    """The relation of two readings as a row, ``None`` where they cannot be compared at all.

    ``doubt`` names the facets that the words leave open: they make a conflict, or an update by the
    clock, only possible. ``wrong`` maps claims that print a share which only a
    wrong formula gives to what is wrong with it. Denied numbers, and currencies that no dated rate
    converts, are not compared.
    """
    a, b = sorted((a, b), key=lambda r: r.id)
    found = decide(a, b, motion, wrong or {})
    if found is None:
        return None
    unsure: tuple[str, ...] = ()
    if found.relation in CONFLICTS and slip_between(a.claim, b.claim) is None:
        open_now = doubt()
        unsure = open_now.always + open_now.clash
    elif found.rule in LOOSE_RULES:
        unsure = doubt().always
    if unsure:
        found = replace(found, possible=True, facts={**found.facts, "open": unsure})
    return RelationRow(
        figure_id=a.figure_id,
        reading_a=a.id,
        reading_b=b.id,
        relation=str(found.relation),
        possible=found.possible,
        rule=found.rule,
        facts=found.facts,
        severity=severity(a, b) if found.relation in CONFLICTS and not found.possible else 0.0,
        replaced=found.replaced,
    )


def between(a: Reading, b: Reading, relation: Relation, rule: str, facts: Facts) -> RelationRow:
    """A row between readings of two figures; it stands in the figure of ``a``."""
    first, second = sorted((a.id, b.id))
    size = min(a.confidence, b.confidence)
    return RelationRow(
        a.figure_id, first, second, str(relation), False, rule, facts, round(size, 4)
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


def decide(
    a: Reading, b: Reading, motion: Motion, wrong: Mapping[str, Misreckoned]
) -> Finding | None:
    """Walk the decided order for a pair; first hit wins, ``None`` where they do not compare."""
    if "rejected" in (a.status_class, b.status_class):
        return None
    rule = slip_between(a.claim, b.claim)
    if rule is not None:
        return _slipped(a, b, rule, wrong)
    if (a.claim.change in _MOVES) != (b.claim.change in _MOVES):
        return None
    conversion = between_claims(b.claim, a.claim)
    if conversion is None:
        return None
    first, second = _spans(a, b)
    if a.unit != b.unit and not conversion.identity and meet(first, second):
        return Finding(Relation.CONVERTED, "convert", _converted(a, b, conversion))
    return _scopes(a, b, first, second) or _of_one_question(a, b, first, second, motion)


def _of_one_question(
    a: Reading, b: Reading, first: Span, second: Span, motion: Motion
) -> Finding | None:
    """Two answers to one question: one number, one in place of the other, or a clash."""
    withdrawn = [reading.status_class == "withdrawn" for reading in (a, b)]
    if any(withdrawn) and not all(withdrawn) and (a.value, a.unit) == (b.value, b.unit):
        return None  # the number itself, before it was withdrawn
    replaced = by_words(a, b, motion)
    agreeing = None if any(withdrawn) else _agreeing(a, b, first, second, motion, replaced)
    if agreeing is not None:
        return agreeing
    return _clashing(a, b, motion) if replaced is None else _succeeded(replaced, motion)


def _agreeing(
    a: Reading,
    b: Reading,
    first: Span,
    second: Span,
    motion: Motion,
    replaced: Succession | None,
) -> Finding | None:
    """Equal numbers, and intervals that meet; a toll far above an old bound replaces it."""
    equal = _equal(a, b)
    if equal is not None or not meet(first, second):
        return equal
    meeting = _meeting(a, b, first, second)
    if not motion.toll or meeting.rule != "bound-formal":
        return meeting
    later = replaced or by_clock(a, b, motion)
    return meeting if later is None else _succeeded(later, motion)


def _clashing(a: Reading, b: Reading, motion: Motion) -> Finding:
    """Disjoint numbers: a slip on one body's word, the course of time, rounding, or a conflict."""
    slip = misquote(a, b)
    if slip is not None and same_origin(a, b):
        return _misquoted(a, b, slip)
    replaced = by_clock(a, b, motion)
    if replaced is not None:
        return _gone_back(a, b, motion) or _succeeded(replaced, motion)
    return _loosely_rounded(a, b) or _conflict(a, b)


def _succeeded(found: Succession, motion: Motion) -> Finding:
    old, new = found.earlier, found.later
    conversion = between_claims(old.claim, new.claim)
    turned = conversion.apply(size_of(old)) if conversion is not None else None
    difference = size_of(new) - (size_of(old) if turned is None else turned)
    down = difference < 0 and (motion.toll or motion.moving)
    relation = Relation.REVISED_DOWN if down else Relation.UPDATED
    step = {"old": shown(old), "new": shown(new), "step": tidy(difference)}
    return Finding(relation, found.rule, {**step, **found.facts}, replaced=old.id)


def _gone_back(a: Reading, b: Reading, motion: Motion) -> Finding | None:
    for stray, other in ((a, b), (b, a)):
        if (stray.id, size_of(other)) in motion.strays and stray.origin is not None:
            return Finding(
                Relation.REPORTING_ERROR,
                "gone-back",
                {
                    **_apart(a, b),
                    "origin": stray.origin.name,
                    "stray": shown(stray),
                    "steady": shown(other),
                    "open": ("whether the last article lags behind",),
                },
                possible=True,
            )
    return None


def _slipped(a: Reading, b: Reading, rule: str, wrong: Mapping[str, Misreckoned]) -> Finding:
    said = [wrong[c.id] for r in (a, b) for c in r.claims if c.id in wrong]
    if said:
        return Finding(Relation.DERIVED_WRONGLY, said[0].rule, said[0].facts)
    if rule == "points-for-percent":
        points, percent = (a, b) if a.claim.kind == "percentage_points" else (b, a)
        named = {"points": shown(points), "percent": shown(percent)}
        return Finding(Relation.MISQUOTE, rule, named)
    step, level = (a, b) if a.claim.change in _MOVES else (b, a)
    direction = "up" if step.claim.change == "increase_by" else "down"
    return Finding(
        Relation.MISQUOTE,
        rule,
        {"change": shown(step), "direction": direction, "earlier": shown(level)},
    )


def _converted(a: Reading, b: Reading, conversion: Conversion) -> Facts:
    return {
        **_printed(a, b),
        "turned": rounded(size_of(b) * conversion.factor + conversion.offset, 4),
        "from_unit": b.unit,
        "to_unit": a.unit,
        "one": rounded(conversion.factor + conversion.offset, 6),
        "rate_day": conversion.rate_day,
    }


def _printed(a: Reading, b: Reading) -> dict[str, str]:
    return {"a": shown(a), "b": shown(b)}


def _scopes(a: Reading, b: Reading, first: Span, second: Span) -> Finding | None:
    one, other = a.claim, b.claim
    if {one.accumulation, other.accumulation} == {"new", "total"}:
        added, total = (a, b) if one.accumulation == "new" else (b, a)
        return Finding(
            Relation.STOCK_VS_FLOW,
            "accumulation",
            {"added": shown(added), "total": shown(total)},
        )
    period = lattice.period(one, other)
    if period in _OTHER_PERIOD and lattice.prints_period(one) and lattice.prints_period(other):
        return Finding(
            Relation.DIFFERENT_PERIOD,
            "period",
            {
                **_printed(a, b),
                "start_a": one.period_start,
                "end_a": one.period_end,
                "start_b": other.period_start,
                "end_b": other.period_end,
            },
        )
    population = lattice.population(one, other)
    if population is Scope.APART and not meet(first, second):
        return Finding(
            Relation.DIFFERENT_POPULATION,
            "population",
            {
                **_printed(a, b),
                "counted_a": one.unit or one.population,
                "counted_b": other.unit or other.population,
            },
        )
    if population in (Scope.INSIDE, Scope.AROUND) and not meet(first, second):
        part, whole = (a, b) if population is Scope.INSIDE else (b, a)
        if size_of(part) < size_of(whole):
            named: Facts = {
                "part": shown(part),
                "whole": shown(whole),
                "counted": part.claim.unit,
                "part_size": tidy(size_of(part)),
                "whole_size": tidy(size_of(whole)),
            }
            return Finding(Relation.SUBSET, "subgroup", named, possible=True)
    return None


def _equal(a: Reading, b: Reading) -> Finding | None:
    if a.value is None or a.value != b.value or (a.unit != b.unit and a.claim.kind != "count"):
        return None
    if not {a.qualifier, b.qualifier} <= _SAME_ASIDE and a.qualifier != b.qualifier:
        return Finding(Relation.BOUND, "same-bound", _hedged(a, b))
    if same_origin(a, b):
        origin = a.origin.name if a.origin else None
        told: Facts = {**_printed(a, b), "origin": origin, "independent": False}
        return Finding(Relation.ECHO, "same-number", told)
    one_voice = a.origin is None and b.origin is None and a.voices == b.voices
    return Finding(
        Relation.ECHO if one_voice else Relation.CORROBORATED,
        "same-number",
        {**_printed(a, b), "origin": None, "independent": not one_voice},
    )


def _meeting(a: Reading, b: Reading, first: Span, second: Span) -> Finding:
    ends = None in (first.low, first.high, second.low, second.high)
    ranged = "range" in (a.qualifier, b.qualifier) or "nearly" in (a.qualifier, b.qualifier)
    if not ends and not ranged:
        low = max(x for x in (first.low, second.low) if x is not None)
        return Finding(Relation.ROUNDED, "rounding", {**_printed(a, b), "meet_at": tidy(low)})
    near = meet(_pragmatic(a), _pragmatic(b))
    return Finding(Relation.BOUND, "bound" if near else "bound-formal", _hedged(a, b))


def _pragmatic(reading: Reading) -> Span:
    return span(reading.p_low, reading.p_high, "exact")


def _hedged(a: Reading, b: Reading) -> Facts:
    return {**_printed(a, b), "hedge_a": a.qualifier, "hedge_b": b.qualifier}


def _apart(a: Reading, b: Reading) -> Facts:
    """What each prints, and how far apart they are in the unit of ``a``."""
    conversion = between_claims(b.claim, a.claim)
    turned = conversion.apply(size_of(b)) if conversion is not None else None
    difference = abs(size_of(a) - (size_of(b) if turned is None else turned))
    real = a.unit != b.unit and conversion is not None and not conversion.identity
    return {**_printed(a, b), "difference": tidy(difference), "unit": a.unit if real else None}


def _misquoted(a: Reading, b: Reading, slip: Slip) -> Finding:
    return Finding(Relation.MISQUOTE, slip.rule, {**_apart(a, b), **slip.facts})


def _loosely_rounded(a: Reading, b: Reading) -> Finding | None:
    """What may be rounded though its digits do not say so: tens below a hundred, a fraction."""
    words = _as_fraction(a, b)
    if words is not None:
        return words
    for round_one, other in ((a, b), (b, a)):
        value = size_of(round_one)
        tens = round_one.value is not None and 10 <= value < 100 and value % 10 == 0
        if tens and abs(size_of(other) - value) < 5:
            named = {"round": shown(round_one), "other": shown(other)}
            return Finding(Relation.ROUNDED, "round-number", named, possible=True)
    return None


def _as_fraction(a: Reading, b: Reading) -> Finding | None:
    """A share told as a common fraction ("a third") is as good as a tenth of itself."""
    for part, other in ((a, b), (b, a)):
        if part.unit != "fraction" or part.value is None or other.unit != "percent":
            continue
        percent = float(part.value) * 100
        if abs(percent - size_of(other)) <= _FRACTION_SLACK * percent:
            named = {"round": shown(part), "other": shown(other), "as_percent": rounded(percent, 3)}
            return Finding(Relation.ROUNDED, "fraction", named, possible=True)
    return None


def _conflict(a: Reading, b: Reading) -> Finding:
    slip = misquote(a, b)
    if slip is not None:
        return _misquoted(a, b, slip)
    apart, mine, theirs = _apart(a, b), a.origin, b.origin
    if mine is not None and theirs is not None:
        if same_origin(a, b):
            said = {**apart, "origin": mine.name}
            return Finding(Relation.REPORTING_ERROR, "one-origin", said)
        if mine.key != theirs.key and (mine.specific or theirs.specific):
            said = {**apart, "origin_a": mine.name, "origin_b": theirs.name}
            return Finding(Relation.SOURCE_DISPUTE, "two-origins", said)
    if a.articles & b.articles:
        return Finding(Relation.INCONSISTENT_WITHIN_ARTICLE, "one-article", apart)
    return Finding(Relation.UNATTRIBUTED_CONFLICT, "no-origin", apart)
