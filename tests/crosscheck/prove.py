"""Facts recomputed: does what a relation says follow from the stored readings and claims?

Every fact that the ledger's fields give is taken or reckoned from them again, by its own
arithmetic. What does not come out the same is named; nothing is corrected. What only a reviewer or
another article says (``decided``, ``open``, a population) is taken as it stands.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosscheck.figures.readings import origin_of
from crosscheck.model import Fact, Facts, LedgerClaim, ReadingRow, RelationRow
from crosscheck.relations.catalogue import rule_of
from crosscheck.relations.decide import CONFLICTS
from crosscheck.relations.facts import FACTS
from crosscheck.relations.misquotes import pattern
from crosscheck.relations.severity import Weighed, severity
from crosscheck.values.conversion import Conversion, between_claims
from crosscheck.values.intervals import Span, mapped, meet, middle, span
from terms.enums import Relation
from terms.model import Number

COMMON = "open grounds against decided decided_by decided_on"
"""Facts that any relation may have besides those of its rule."""

IMPLIED = "measure year a b a_value b_value result one_sentence"
"""The facts of an implied value, whose rule is its formula."""

_KEPT = 2e-3
"""How near a fact must be to the number that it is: a converted one has four digits, a fraction in
percent three."""
_MEETING = frozenset(("rounding", "bound", "bound-formal", "convert"))
_QUOTES = tuple(name for name, (kind, _) in FACTS.items() if kind == "quote")
"""Facts that quote one of the two readings, whichever it is."""


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
        return middle(self.span) or 0.0

    @property
    def span(self) -> Span:
        """Its interval."""
        return span(self.row.low, self.row.high, self.row.qualifier)

    @property
    def quotes(self) -> set[Fact]:
        """How its claims print it."""
        return {claim.quote for claim in self.claims}

    def has(self, field: str) -> set[Fact]:
        """What its claims say in a field."""
        return {getattr(claim, field) for claim in self.claims}

    @property
    def origins(self) -> set[Fact]:
        """The bodies and persons on whose word it is printed."""
        return {origin.name for origin in map(origin_of, self.claims) if origin is not None}


def fault(relation: RelationRow, a: Side, b: Side) -> str | None:
    """What of a relation does not follow from its readings, or ``None``."""
    rule = rule_of(relation.rule)
    if rule is None:
        return f"{relation.rule}: there is no such rule"
    found = (
        misfit(relation.facts, rule.facts)
        or _replacement(relation, a, b)
        or _taken(relation, a, b)
        or _reckoned(relation.facts, a, b)
        or _added(relation.facts, a, b)
        or _arithmetic(relation)
        or _met(relation, a, b)
        or _severity(relation, a, b)
    )
    return None if found is None else f"{relation.rule}: {found} ({dict(relation.facts)})"


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


def _replacement(relation: RelationRow, a: Side, b: Side) -> str | None:
    updates = Relation(relation.relation) in (Relation.UPDATED, Relation.REVISED_DOWN)
    if updates and relation.replaced not in (a.row.id, b.row.id):
        return "it names no reading that is replaced"
    return None


def _taken(relation: RelationRow, a: Side, b: Side) -> str | None:
    """The facts that are fields of the readings and claims: are they among them?"""
    old, new = (b, a) if relation.replaced == b.row.id else (a, b)
    both = a.quotes | b.quotes
    fields: dict[str, set[Fact]] = {
        "a": a.quotes, "b": b.quotes, "old": old.quotes, "new": new.quotes,
        **dict.fromkeys(_QUOTES, both),
        "hedge_a": {a.row.qualifier}, "hedge_b": {b.row.qualifier},
        "hedge_old": {old.row.qualifier}, "hedge_new": {new.row.qualifier},
        "origin": a.origins | b.origins | {None}, "origin_a": a.origins, "origin_b": b.origins,
        "from_unit": {b.row.unit}, "to_unit": {a.row.unit}, "unit": {a.row.unit, None},
        "as_of_old": {old.row.as_of}, "as_of_new": {new.row.as_of},
        "printed_old": old.has("published_at"), "printed_new": new.has("published_at"),
        "start_a": a.has("period_start"), "end_a": a.has("period_end"),
        "start_b": b.has("period_start"), "end_b": b.has("period_end"),
        "counted_a": a.has("unit") | a.has("population"),
        "counted_b": b.has("unit") | b.has("population"),
        "counted": a.has("unit") | b.has("unit"),
    }  # fmt: skip
    for name, value in sorted(relation.facts.items()):
        if name in fields and value not in fields[name]:
            return f"{name} is none of {sorted(map(str, fields[name]))}"
    return None


def _reckoned(facts: Facts, a: Side, b: Side) -> str | None:
    """The facts that are numbers of the two readings: do they come out the same?"""
    for name, reckon in _RECKONED.items():
        if name in facts:
            right = reckon(facts, a, b)
            if right is not None and not _close(_number(facts, name), right, _KEPT):
                return f"{name} is {right:.10g}"
    return None


def _turned(a: Side, b: Side) -> float | None:
    """The size of ``b`` in the unit of ``a``; ``None`` where there is no conversion."""
    conversion = _conversion(a, b)
    return None if conversion is None else conversion.apply(b.size)


def _conversion(a: Side, b: Side) -> Conversion | None:
    return between_claims(b.claims[0], a.claims[0]) if a.claims and b.claims else None


def _difference(facts: Facts, a: Side, b: Side) -> float | None:
    turned = _turned(a, b)
    return None if turned is None else abs(a.size - turned)


def _step(facts: Facts, a: Side, b: Side) -> float | None:
    """New less old in the unit of the new one; where quotes are alike either order may hold."""
    ways = [
        (old, new)
        for old, new in ((a, b), (b, a))
        if facts["old"] in old.quotes and facts["new"] in new.quotes
    ]
    steps = [
        new.size - old for old, new in ((_turned(n, o), n) for o, n in ways) if old is not None
    ]
    said = _number(facts, "step")
    return next((step for step in steps if _close(step, said, _KEPT)), steps[0] if steps else None)


def _one(facts: Facts, a: Side, b: Side) -> float | None:
    conversion = _conversion(a, b)
    return None if conversion is None else conversion.factor + conversion.offset


def _nearest(*names: str) -> Callable[[Facts, Side, Side], float | None]:
    """The size of that reading which is nearer to the fact."""

    def reckon(facts: Facts, a: Side, b: Side) -> float | None:
        said = _number(facts, names[0])
        return min((a.size, b.size), key=lambda size: abs(size - said))

    return reckon


def _of_a_fraction(facts: Facts, a: Side, b: Side) -> float | None:
    part = a if a.row.unit == "fraction" else b
    return part.size * 100


_RECKONED: dict[str, Callable[[Facts, Side, Side], float | None]] = {
    "difference": _difference,
    "step": _step,
    "turned": lambda facts, a, b: _turned(a, b),
    "one": _one,
    "as_percent": _of_a_fraction,
    "small": _nearest("small"),
    "large": _nearest("large"),
    "part_size": _nearest("part_size"),
    "whole_size": _nearest("whole_size"),
}


def _added(facts: Facts, a: Side, b: Side) -> str | None:
    """Do the parts make the sum, and are both readings among these numbers?"""
    parts = facts.get("parts")
    if not isinstance(parts, Sequence):
        return None
    numbers = [float(part) for part in parts]
    total = math.fsum(numbers)
    if not math.isclose(total, _number(facts, "sum")):
        return f"the sum is {total:.10g}"
    known = [*numbers, total]
    strange = [s.size for s in (a, b) if not any(math.isclose(s.size, n) for n in known)]
    return f"{strange[0]:.10g} is none of the parts" if strange else None


def _arithmetic(relation: RelationRow) -> str | None:
    """The facts that follow from other facts."""
    facts, rule = relation.facts, relation.rule
    if rule == "subgroup" and _number(facts, "part_size") >= _number(facts, "whole_size"):
        return "the part is not smaller than the whole"
    if rule == "per-capita":
        right = _number(facts, "count_value") / _number(facts, "population_value")
        right *= _number(facts, "per")
        return None if _close(right, _number(facts, "result")) else f"the result is {right:.6g}"
    if {"small", "large"} <= facts.keys() or {"long", "short"} <= facts.keys():
        names = ("small", "large") if "small" in facts else ("long", "short")
        slip = pattern(*(_number(facts, name) for name in names))
        return None if slip is not None and slip.rule == rule else "the digits fit no such slip"
    return _shares(facts, rule) if "right" in facts else None


def _shares(facts: Facts, rule: str) -> str | None:
    level, base = _number(facts, "level"), _number(facts, "base")
    results = {
        "points-as-percent": level - base,
        "wrong-base": (level - base) / level * 100,
        "ratio-as-rise": level / base * 100,
    }
    for name, right in (("result", results[rule]), ("right", (level - base) / base * 100)):
        if not _close(_number(facts, name), right):
            return f"{name} is {right:.4g}"
    return None


def _met(relation: RelationRow, a: Side, b: Side) -> str | None:
    if relation.rule not in _MEETING:
        return None
    conversion = _conversion(a, b)
    if conversion is None:
        return "the units do not convert"
    second = _mapped(b, conversion)
    if not meet(a.span, second):
        return "the intervals do not meet"
    if "meet_at" in relation.facts:
        lows = [low for low in (a.span.low, second.low) if low is not None]
        if not _close(_number(relation.facts, "meet_at"), max(lows)):
            return f"they meet at {max(lows):.10g}"
    return None


def _mapped(side: Side, conversion: Conversion) -> Span:
    return mapped(side.span, conversion.factor, conversion.offset, conversion.tolerance)


def _severity(relation: RelationRow, a: Side, b: Side) -> str | None:
    """A clash that counts weighs what is reckoned for it; what does not weighs nothing."""
    clash = Relation(relation.relation) in CONFLICTS
    if relation.severity == 0 and (relation.possible or not clash):
        return None
    if not clash:
        return "it has a severity and is no clash"
    sure = 1.0 if "decided" in relation.facts else relation.probability or 0.0
    right = severity(
        Relation(relation.relation), *_weighed(a, b), probability=sure,
        certain=not relation.possible,
    )  # fmt: skip
    return None if math.isclose(relation.severity, right, abs_tol=1e-4) else f"severity is {right}"


def _weighed(a: Side, b: Side) -> tuple[Weighed, Weighed]:
    a, b = sorted((a, b), key=lambda side: side.claims[0].id)
    conversion = _conversion(a, b)
    second = b.span if conversion is None else _mapped(b, conversion)
    return _weigh(a, a.span), _weigh(b, second)


def _weigh(side: Side, interval: Span) -> Weighed:
    first = side.claims[0]
    return Weighed(first, interval, side.row.voice_count, origin_of(first) is not None)


def _number(facts: Facts, name: str) -> Number:
    """A fact as a number; digits are read as one."""
    value = facts[name]
    assert isinstance(value, int | float | str), name
    return float(value)


def _close(one: float, other: float, tolerance: float = 6e-3) -> bool:
    """The same, by default to three significant digits, as the facts keep percentages."""
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-8)


def misfit(facts: Facts, names: str) -> str | None:
    """What is missing, too much or of another type in the facts of a rule, ``None`` if they fit.

    ``names`` are those of the rule; the ``COMMON`` ones may stand beside them.
    """
    wanted = set(names.split())
    if missing := sorted(wanted - facts.keys()):
        return f"the fact {missing[0]} is missing"
    if other := sorted(facts.keys() - wanted - set(COMMON.split())):
        return f"the fact {other[0]} is none of its rule"
    wrong = [name for name in sorted(facts) if not _fits(facts[name], FACTS[name][0])]
    return f"the fact {wrong[0]} is no {FACTS[wrong[0]][0]}" if wrong else None


def _fits(value: Fact, kind: str) -> bool:
    if value is None:
        return kind.endswith("?")
    kind = kind.rstrip("?")
    if kind in ("texts", "numbers"):
        if not isinstance(value, Sequence) or isinstance(value, str):
            return False
        return all(_fits(one, kind[:-1]) for one in value)
    if kind == "yes or no":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
