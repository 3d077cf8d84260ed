"""How two readings stand to each other: laws first, then the judge, and by which rule.

Arithmetic and printed scopes decide alone. Where two numbers differ and nothing explains it, the
judge's opinion says whether they clash, whether one is in place of the other, or whether they
answer two questions. Every relation is symmetric, names its rule, and its facts hold the
arithmetic, so that they can be recomputed from the stored fields (``catalogue``).
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from crosscheck.figures import scopes as lattice
from crosscheck.figures.arithmetic import Misreckoned
from crosscheck.figures.pairs import clocks_apart
from crosscheck.figures.readings import Reading, may_be_one, same_origin
from crosscheck.figures.restated import as_rate, tenfold
from crosscheck.figures.scopes import Scope
from crosscheck.figures.slips import slip_between, way_between
from crosscheck.figures.things import by_chance, of_two_fates, of_two_things
from crosscheck.model import Fact, Facts, LedgerClaim, RelationRow
from crosscheck.relations.evidence import day_of
from crosscheck.relations.judge import Cuts, Opinion
from crosscheck.relations.misquotes import Slip, digits, misquote
from crosscheck.relations.severity import SLIPS, Weighed, severity
from crosscheck.relations.updates import (
    NO_ORDER,
    Motion,
    Succession,
    by_words,
    shown,
    size_of,
    succession,
    withdrawn_or_edited,
)
from crosscheck.values.conversion import Conversion, between_claims
from crosscheck.values.intervals import Span, mapped, meet, span
from crosscheck.values.numbers import rounded, tidy
from nlp.lexicon.classes import fluctuates
from nlp.lexicon.stems import content_stems
from terms.enums import Relation
from terms.question import Question

CONFLICTS = frozenset(
    (
        Relation.PART_EXCEEDS_WHOLE, Relation.DERIVED_WRONGLY, Relation.MISQUOTE,
        Relation.REPORTING_ERROR, Relation.SOURCE_DISPUTE,
        Relation.INCONSISTENT_WITHIN_ARTICLE, Relation.UNATTRIBUTED_CONFLICT,
    )
)  # fmt: skip
_MOVES = ("increase_by", "decrease_by")
_ADD_UP = ("count", "money", "measurement")
_FRACTION_SLACK = 0.1
_PRECISE = 3
_RETOLD, _RETOLD_WORDS = 0.65, 5
"""Words that two sentences share if they are one: at least this part of all, and so many."""
_BESIDE = 250
"""Characters between the beginnings of sentences that answer each other, at most."""
_OPEN = "open: "
_WHAT_TIME = "when each number held, as neither text is dated"
_WHAT_HOUR = "at what hour each price held"
_HOW_VAGUE = "how much a vague word means"
_WHAT_THING = "whether both count the same thing"
_PRICE_OF = re.compile("rate:[A-Z]{3}/")
_ASKED = ("support", "against", None)
"""Classes of what people answer; a turnout and a count of votes are no answers."""
_MARKETS = content_stems("price share stock index yield barrel ounce exchange")
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
    if found is not None:
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
    return _row(a, b, found, sure, cuts.contradiction if _timeless(a, b) else cuts.lead)


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
    return (a, b) if a.claim.change in _MOVES else (b, a)


def _way(step: Reading) -> str:
    return "up" if step.claim.change == "increase_by" else "down"


def _timeless(a: Reading, b: Reading) -> bool:
    """Are both of texts without a date, so that nothing tells a clash from a change over time?"""
    return a.printed is None and b.printed is None and not a.articles & b.articles


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
    if _slip_of_one_body(a, b) or disputed(a, b):
        return replace(opinion, conflict=opinion.same, update=0.0)
    if _retold(a, b, motion) and not any(name.startswith(_OPEN) for name in opinion.against):
        return replace(opinion, conflict=max(opinion.same, cuts.contradiction), update=0.0)
    if _tenfold(a, b):
        least = cuts.contradiction if opinion.same >= cuts.lead else cuts.lead
        return replace(opinion, conflict=max(opinion.same, least), update=0.0)
    return opinion


def _retold(a: Reading, b: Reading, motion: Motion) -> bool:
    """Do two articles print one sentence within a day, with two numbers of what does not move?"""
    if motion.moving or motion.swaying or motion.fluctuating or a.articles & b.articles:
        return False
    return any(_in_one_sentence(x, y) for x in a.claims for y in b.claims)


def _in_one_sentence(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do both stand in nearly the same words, those of the one naming all that the other names?"""
    days = [day_of(claim.published_at) for claim in (a, b)]
    if None not in days and abs((days[0] or 0) - (days[1] or 0)) >= 1:
        return False
    names = a.question.names, b.question.names
    if not (names[0] <= names[1] or names[1] <= names[0]):
        return False
    mine, theirs = (content_stems(claim.sentence) for claim in (a, b))
    shared = len(mine & theirs)
    return shared >= _RETOLD_WORDS and shared >= _RETOLD * len(mine | theirs)


def _slip_of_one_body(a: Reading, b: Reading) -> bool:
    """One body's number with its digits moved is a slip, whatever the clock says of it."""
    return same_origin(a, b) and misquote(a, b) is not None


def disputed(a: Reading, b: Reading) -> bool:
    """Does one article lay the words of two bodies, however vaguely named, side by side?

    It would say which of them is out of date.
    """
    if a.status_class != b.status_class:
        return False
    if a.origin is None or b.origin is None or a.origin.key == b.origin.key or same_origin(a, b):
        return False
    return any(
        x.version_id == y.version_id and abs(x.sentence_start - y.sentence_start) <= _BESIDE
        for x in a.claims
        for y in b.claims
    )


def _two_polls(a: Reading, b: Reading) -> bool:
    """Are they shares of two polls, by two bodies? Who asks others may hear other answers."""
    asked = a.claim.question, b.claim.question
    shares = all(q.dimension == "share" and q.poll and q.word_class in _ASKED for q in asked)
    bodies = [origin for origin in (a.origin, b.origin) if origin is not None and origin.specific]
    return shares and len(bodies) == len(asked) and not same_origin(a, b)


def _row(
    a: Reading, b: Reading, found: Finding, probability: float | None, least: float
) -> RelationRow:
    cried = found.relation in CONFLICTS and (probability or 0.0) >= least and not _two_polls(a, b)
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
    if slip_between(a.claim, b.claim) is not None or _tenfold(a, b):
        return True
    if (a.claim.change in _MOVES) != (b.claim.change in _MOVES):
        return False
    if between_claims(b.claim, a.claim) is None:
        return _of_one_rate(a, b)
    withdrawn = [reading.status_class == "withdrawn" for reading in (a, b)]
    itself = (a.value, a.unit) == (b.value, b.unit) and any(withdrawn) and not all(withdrawn)
    return not itself  # the number itself, before it was withdrawn


def _tenfold(a: Reading, b: Reading) -> bool:
    return tenfold(a.claim, b.claim) or tenfold(b.claim, a.claim)


def _of_one_rate(a: Reading, b: Reading) -> bool:
    return as_rate(a.claim, b.claim) or as_rate(b.claim, a.claim)


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
    if follows and not _apart_by_words(a, b):
        step = succession(a, b, motion)
        if step.rule != NO_ORDER or not _timeless(a, b):
            found = _succeeded(step, falls=motion.swaying)
            return replace(found, facts={**found.facts, **_told(opinion)})
    found = _loosely_rounded(a, b) or _conflict(a, b)
    if found.relation not in CONFLICTS:
        return found
    sure = opinion.conflict >= cuts.contradiction
    facts = _weighed(found.facts, opinion, sure=sure)
    if sure and found.relation not in SLIPS and (unsettled := _unsettled(a, b)):
        sure, facts["open"] = False, (unsettled,)
    return replace(found, facts=facts, possible=not sure)


def _unsettled(a: Reading, b: Reading) -> str | None:
    """What no opinion settles: when either held, at what hour, what is counted, a vague word."""
    if _timeless(a, b):
        return _WHAT_TIME
    if of_the_hour(a.claim, b.claim):
        return _WHAT_HOUR
    if _apart_by_words(a, b):
        return _WHAT_THING
    return _HOW_VAGUE if "vague" in (a.qualifier, b.qualifier) else None


def _apart_by_words(a: Reading, b: Reading) -> bool:
    """Do both name other things, or other fates of people?"""
    return of_two_things(a.claim, b.claim) or of_two_fates(a.claim, b.claim)


def of_the_hour(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Are both prices or rates of the moment, and not told of one and the same time of day?"""
    asked = a.question, b.question
    if not any(map(_is_price, asked)):
        return False
    clocks = [q.clock for q in asked]
    return not all(clocks) or clocks_apart(*clocks)


def _is_price(asked: Question) -> bool:
    """Does it ask what something fetches, or how that moved? Words of markets tell, or the unit."""
    if asked.dimension not in ("money", "share"):
        return _PRICE_OF.match(asked.dimension) is not None
    words = asked.topic | asked.subject
    return fluctuates(asked.word_class) or not _MARKETS.isdisjoint(words)


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
    if a.unit != b.unit and a.claim.kind != "count" and not _of_one_rate(a, b):
        return None
    if not {a.qualifier, b.qualifier} <= _SAME_ASIDE and a.qualifier != b.qualifier:
        return Finding(Relation.BOUND, "same-bound", _printed(a, b))
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
        if mine.key != theirs.key and (not may_be_one(mine, theirs) or disputed(a, b)):
            said = {**apart, "origin_a": mine.name, "origin_b": theirs.name}
            return Finding(Relation.SOURCE_DISPUTE, "two-origins", said)
    if a.articles & b.articles:
        return Finding(Relation.INCONSISTENT_WITHIN_ARTICLE, "one-article", apart)
    return Finding(Relation.UNATTRIBUTED_CONFLICT, "no-origin", apart)
