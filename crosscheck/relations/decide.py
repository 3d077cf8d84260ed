"""How two readings stand to each other: laws first, then the judge, and by which rule.

Arithmetic and printed scopes decide alone. Where two numbers differ and nothing explains it, the
judge's opinion says whether they clash, whether one is in place of the other, or whether they
answer two questions. Every relation is symmetric, names its rule, and its facts hold the
arithmetic, so that they can be recomputed from the stored fields (``catalogue``).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from crosscheck.figures import scopes as lattice
from crosscheck.figures.arithmetic import Misreckoned
from crosscheck.figures.pairs import MOVES
from crosscheck.figures.readings import Reading, same_origin, two_origins
from crosscheck.figures.scopes import Scope
from crosscheck.figures.slips import slip_between, way_between
from crosscheck.figures.things import by_chance
from crosscheck.model import Fact, Facts, RelationRow
from crosscheck.relations.judge import Cuts, Opinion
from crosscheck.relations.misquotes import Slip, digits, misquote
from crosscheck.relations.retold import (
    disputed,
    of_one_rate,
    retold,
    slip_of_one_body,
    tenfold,
    two_polls,
)
from crosscheck.relations.severity import SLIPS, Weighed, severity
from crosscheck.relations.unsettled import apart_by_words, timeless, unsettled
from crosscheck.relations.updates import (
    NO_ORDER,
    Motion,
    Succession,
    by_words,
    overtaken,
    shown,
    size_of,
    succession,
    withdrawn_or_edited,
)
from crosscheck.values.conversion import Conversion, between_claims
from crosscheck.values.intervals import Span, mapped, meet, span
from crosscheck.values.numbers import rounded, tidy
from terms.enums import Relation

CONFLICTS = frozenset(
    (
        Relation.PART_EXCEEDS_WHOLE, Relation.DERIVED_WRONGLY, Relation.MISQUOTE,
        Relation.REPORTING_ERROR, Relation.SOURCE_DISPUTE,
        Relation.INCONSISTENT_WITHIN_ARTICLE, Relation.UNATTRIBUTED_CONFLICT,
    )
)  # fmt: skip
_ADD_UP = ("count", "money", "measurement")
_FRACTION_SLACK = 0.1
_PRECISE = 3
_OPEN = "open: "
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
    weigh: Callable[[], Opinion],
    cuts: Cuts,
    wrong: Mapping[str, Misreckoned] | None = None,
) -> RelationRow | None:
    """The relation of two readings as a row, ``None`` where they cannot be compared at all.

    ``weigh`` asks the judge. ``wrong`` maps claims that print a share which only a wrong formula
    gives to what is wrong with it. Denied numbers, and currencies that no dated rate converts, are
    not compared.
    """
    a, b = sorted((a, b), key=lambda r: r.id)
    way = way_between(a.claim, b.claim)
    if way is not None:
        return _turned(a, b, way, weigh(), cuts)
    if not comparable(a, b) or (a.value == b.value and by_chance(a.claim, b.claim)):
        return None
    found, sure = by_law(a, b, wrong or {}), None
    left_behind = overtaken(a, b) if found is not None and found.rule == "bound-formal" else None
    if left_behind is not None and (opinion := weigh()).same >= cuts.lead:
        found, sure = _succeeded(left_behind), round(opinion.same, 4)
        found = replace(found, facts={**found.facts, **_told(opinion)})
    elif found is not None:
        sure = 1.0 if found.relation in CONFLICTS else None
    else:
        opinion = weigh()
        if _of_two_times(a, b):
            opinion = replace(opinion, conflict=0.0, update=0.0)
        elif by_words(a, b, motion) is None:
            opinion = _settled(a, b, motion, opinion, cuts)
        found = by_opinion(a, b, motion, opinion, cuts)
        if found.replaced or found.relation in CONFLICTS:
            sure = round(opinion.update if found.replaced else opinion.conflict, 4)
    return _row(a, b, found, sure, cuts.contradiction if timeless(a, b) else cuts.lead)


def _turned(a: Reading, b: Reading, rule: str, opinion: Opinion, cuts: Cuts) -> RelationRow | None:
    """One numeral that goes two ways, if both are told of one thing; else nothing is said."""
    if opinion.same < cuts.lead or {"rejected", "withdrawn"} & {a.status_class, b.status_class}:
        return None
    step, other = _step_first(a, b)
    facts: Facts = (
        {_way(one): shown(one) for one in (a, b)}
        if rule == "up-for-down"
        else {"change": shown(step), "direction": _way(step), "reached": shown(other)}
    )
    sure = opinion.same >= cuts.contradiction
    found = Finding(Relation.MISQUOTE, rule, _weighed(facts, opinion, sure=sure), possible=not sure)
    return _row(a, b, found, round(opinion.same, 4), cuts.lead)


def _step_first(a: Reading, b: Reading) -> tuple[Reading, Reading]:
    """The size of a move, and the level that it is held against."""
    return (a, b) if a.claim.change in MOVES else (b, a)


def _way(step: Reading) -> str:
    return "up" if step.claim.change == "increase_by" else "down"


def _of_two_times(a: Reading, b: Reading) -> bool:
    """Is the one a forecast and the other what came of it, or do both name other weeks?

    A forecast of an earlier day, or of the same article: what two outlets print on one day of what
    is to come, one as a forecast and one without, may well clash.
    """
    if lattice.named_apart(a.claim, b.claim):
        return True
    if not lattice.foretold(a.claim, b.claim):
        return False
    early, late = (a, b) if a.claim.status == "projected" else (b, a)
    if early.printed and late.printed and early.printed[0][:10] < late.printed[0][:10]:
        return True
    return not a.articles.isdisjoint(b.articles)


def _settled(a: Reading, b: Reading, motion: Motion, opinion: Opinion, cuts: Cuts) -> Opinion:
    """The opinion, where what both print leaves less open than it says."""
    if slip_of_one_body(a, b) or disputed(a, b):
        return replace(opinion, conflict=opinion.same, update=0.0)
    if retold(a, b, motion) and not any(name.startswith(_OPEN) for name in opinion.against):
        return replace(opinion, conflict=max(opinion.same, cuts.contradiction), update=0.0)
    if tenfold(a, b):
        least = cuts.contradiction if opinion.same >= cuts.lead else cuts.lead
        return replace(opinion, conflict=max(opinion.same, least), update=0.0)
    return opinion


def _row(
    a: Reading, b: Reading, found: Finding, probability: float | None, least: float
) -> RelationRow:
    cried = found.relation in CONFLICTS and (probability or 0.0) >= least and not two_polls(a, b)
    return RelationRow(
        figure_id=a.figure_id,
        reading_a=a.id,
        reading_b=b.id,
        relation=str(found.relation),
        possible=found.possible,
        rule=found.rule,
        facts=found.facts,
        severity=clash_severity(
            found.relation, a, b, probability or 0.0, certain=not found.possible
        )
        if cried
        else 0.0,
        replaced=found.replaced,
        probability=probability,
    )


def between(a: Reading, b: Reading, relation: Relation, rule: str, facts: Facts) -> RelationRow:
    """A certain row between readings of two figures; it stands in the figure of ``a``."""
    first, second = sorted((a.id, b.id))
    clash = relation in CONFLICTS
    return RelationRow(
        a.figure_id, first, second, str(relation), False, rule, facts,
        clash_severity(relation, a, b, 1.0, certain=True) if clash else 0.0,
        probability=1.0 if clash else None,
    )  # fmt: skip


def clash_severity(
    relation: str, a: Reading, b: Reading, probability: float, *, certain: bool
) -> float:
    """How grave a clash of two readings is (``severity.severity``)."""
    a, b = sorted((a, b), key=lambda r: r.claim.id)
    first, second = (
        Weighed(r.claim, interval, len(r.voices), r.origin is not None)
        for r, interval in zip((a, b), _spans(a, b), strict=True)
    )
    return severity(Relation(relation), first, second, probability=probability, certain=certain)


def _spans(a: Reading, b: Reading) -> tuple[Span, Span]:
    conversion = between_claims(b.claim, a.claim)
    second = span(b.low, b.high, b.qualifier)
    if conversion is not None:
        second = mapped(second, conversion.factor, conversion.offset, conversion.tolerance)
    return span(a.low, a.high, a.qualifier), second


def comparable(a: Reading, b: Reading) -> bool:
    """Can the two numbers be held against each other at all?"""
    if "rejected" in (a.status_class, b.status_class):
        return False
    if slip_between(a.claim, b.claim) is not None or tenfold(a, b):
        return True
    if (a.claim.change in MOVES) != (b.claim.change in MOVES):
        return False
    if between_claims(b.claim, a.claim) is None:
        return of_one_rate(a, b)
    withdrawn = [reading.status_class == "withdrawn" for reading in (a, b)]
    itself = (a.value, a.unit) == (b.value, b.unit) and any(withdrawn) and not all(withdrawn)
    return not itself  # the number itself, before it was withdrawn


def by_law(a: Reading, b: Reading, wrong: Mapping[str, Misreckoned]) -> Finding | None:
    """What arithmetic, a correction or printed scopes decide alone; first hit wins."""
    rule = slip_between(a.claim, b.claim)
    if rule is not None:
        return _slipped(a, b, rule, wrong)
    conversion = between_claims(b.claim, a.claim)
    first, second = _spans(a, b)
    if conversion and a.unit != b.unit and not conversion.identity and meet(first, second):
        return Finding(Relation.CONVERTED, "convert", _converted(a, b, conversion))
    found = _scopes(a, b, first, second)
    if found is not None:
        return found
    replaced = withdrawn_or_edited(a, b)
    if replaced is not None:
        return _succeeded(replaced)
    equal = _equal(a, b)
    if equal is not None or not meet(_as_printed(a, first), _as_printed(b, second)):
        return equal
    return _meeting(a, b, first, second)


def _as_printed(reading: Reading, interval: Span) -> Span:
    """ "About" widens a round number; one that is printed to three digits stands for itself."""
    if reading.qualifier != "about" or reading.value is None or interval.low is None:
        return interval
    told = digits(reading.value)
    if len(told) < _PRECISE or interval.high is None:
        return interval
    half = 0.5 * 10.0 ** (math.floor(math.log10(abs(reading.value))) - len(told) + 1)
    middle = (interval.low + interval.high) / 2
    return Span(middle - half, middle + half, open_high=True)


def by_opinion(a: Reading, b: Reading, motion: Motion, opinion: Opinion, cuts: Cuts) -> Finding:
    """What the judge makes of numbers that differ: a clash, an update, or what is left open.

    An update with evidence stands above a clash of the same two numbers; texts without a date need
    words that order them.
    """
    follows = opinion.update >= cuts.update and opinion.update >= opinion.conflict
    if follows and not apart_by_words(a, b):
        step = succession(a, b, motion)
        if step.rule != NO_ORDER or not timeless(a, b):
            found = _succeeded(step, falls=motion.swaying)
            return replace(found, facts={**found.facts, **_told(opinion)})
    found = _loosely_rounded(a, b) or _conflict(a, b)
    if found.relation not in CONFLICTS:
        return found
    sure = opinion.conflict >= cuts.contradiction
    facts = _weighed(found.facts, opinion, sure=sure)
    if sure and found.relation not in SLIPS and (open_ := unsettled(a, b)):
        sure, facts["open"] = False, (open_,)
    return replace(found, facts=facts, possible=not sure)


def _weighed(facts: Facts, opinion: Opinion, *, sure: bool) -> dict[str, Fact]:
    """Facts with what an opinion rests on, and with what it leaves open."""
    told = {**facts, **_told(opinion)}
    return told if sure else {**told, "open": opened(opinion)}


def _told(opinion: Opinion) -> Facts:
    return {"grounds": opinion.grounds, "against": opinion.against}


def opened(opinion: Opinion) -> tuple[str, ...]:
    """What an opinion leaves open, in words: what speaks against one question, or its kind."""
    named = tuple(name.removeprefix(_OPEN) for name in opinion.against if name.startswith(_OPEN))
    other = f" (other {opinion.kind})" if opinion.kind else ""
    return named or (f"whether both answer one question{other}",)


def _succeeded(found: Succession, *, falls: bool = False) -> Finding:
    """One number in place of another; of a count that ``falls`` by itself a lower one is news."""
    old, new = found.earlier, found.later
    conversion = between_claims(old.claim, new.claim)
    turned = conversion.apply(size_of(old)) if conversion is not None else None
    difference = size_of(new) - (size_of(old) if turned is None else turned)
    counted = new.claim.kind == "count" and difference < 0 and not falls
    relation = Relation.REVISED_DOWN if counted else Relation.UPDATED
    step = {
        "old": shown(old),
        "new": shown(new),
        "hedge_old": old.qualifier,
        "hedge_new": new.qualifier,
        "step": tidy(difference),
    }
    return Finding(relation, found.rule, {**step, **found.facts}, replaced=old.id)


def _slipped(a: Reading, b: Reading, rule: str, wrong: Mapping[str, Misreckoned]) -> Finding:
    said = [wrong[c.id] for r in (a, b) for c in r.claims if c.id in wrong]
    if said:
        return Finding(Relation.DERIVED_WRONGLY, said[0].rule, said[0].facts)
    if rule == "points-for-percent":
        points, percent = (a, b) if a.claim.kind == "percentage_points" else (b, a)
        named = {"points": shown(points), "percent": shown(percent)}
        return Finding(Relation.MISQUOTE, rule, named)
    step, level = _step_first(a, b)
    named = {"change": shown(step), "direction": _way(step), "earlier": shown(level)}
    return Finding(Relation.MISQUOTE, rule, named)


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
    return {"a": shown(a), "b": shown(b), "hedge_a": a.qualifier, "hedge_b": b.qualifier}


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
    if period is Scope.APART and lattice.prints_period(one) and lattice.prints_period(other):
        return Finding(Relation.DIFFERENT_PERIOD, "period", _spans_of_time(a, b))
    if _part_of_time(a, b, period) and not meet(first, second):
        return Finding(Relation.DIFFERENT_PERIOD, "part-of-period", _spans_of_time(a, b))
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


def _spans_of_time(a: Reading, b: Reading) -> Facts:
    one, other = a.claim, b.claim
    return {
        **_printed(a, b),
        "start_a": one.period_start,
        "end_a": one.period_end,
        "start_b": other.period_start,
        "end_b": other.period_end,
    }


def _part_of_time(a: Reading, b: Reading, period: Scope) -> bool:
    """Does the smaller number hold for a part of the other's time, of a month or more?

    Of what adds up over time alone: a share, a rate or a level may be anything in a part.
    """
    if period not in (Scope.INSIDE, Scope.AROUND) or a.claim.kind not in _ADD_UP:
        return False
    part, whole = (a, b) if period is Scope.INSIDE else (b, a)
    told = all(lattice.prints_period(r.claim) and r.claim.change is None for r in (a, b))
    return told and lattice.months(part.claim) and size_of(part) < size_of(whole)


def _equal(a: Reading, b: Reading) -> Finding | None:
    if a.value is None or a.value != b.value:
        return None
    if a.unit != b.unit and a.claim.kind != "count" and not of_one_rate(a, b):
        return None
    if not {a.qualifier, b.qualifier} <= _SAME_ASIDE and a.qualifier != b.qualifier:
        return Finding(Relation.BOUND, "same-bound", _printed(a, b))
    if same_origin(a, b):
        origin = a.origin.name if a.origin else None
        told: Facts = {**_printed(a, b), "origin": origin, "independent": False}
        return Finding(Relation.ECHO, "same-number", told)
    one_voice = a.voices == b.voices and not two_origins(a, b)
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
    return Finding(Relation.BOUND, "bound" if near else "bound-formal", _printed(a, b))


def _pragmatic(reading: Reading) -> Span:
    return span(reading.p_low, reading.p_high, "exact")


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
    if words is not None or (a.unit != b.unit and a.claim.kind != "count"):
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
        if mine.key != theirs.key and (two_origins(a, b) or disputed(a, b)):
            said = {**apart, "origin_a": mine.name, "origin_b": theirs.name}
            return Finding(Relation.SOURCE_DISPUTE, "two-origins", said)
    if a.articles & b.articles:
        return Finding(Relation.INCONSISTENT_WITHIN_ARTICLE, "one-article", apart)
    return Finding(Relation.UNATTRIBUTED_CONFLICT, "no-origin", apart)
