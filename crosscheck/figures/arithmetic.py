"""What the printed numbers entail: implied values, sums of parts, and shares reckoned wrongly.

Inputs stand in one sentence (or, for parts, one paragraph), at most four of them: among many
numbers some pair always fits by chance. All arithmetic is on intervals, so that printed rounding
never makes a mistake out of a rounded number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from crosscheck.figures.pairs import MOVE_NOUNS, MOVES, REACHED, head_of
from crosscheck.model import Facts, LedgerClaim
from crosscheck.values.intervals import Span, meet, span
from crosscheck.values.numbers import rounded, tidy
from nlp.lexicon.stems import content_stems
from terms.model import Number

_MOST_INPUTS = 4


@dataclass(frozen=True, slots=True)
class Implied:
    """A value that nobody printed: what it is, of which claims, by which formula."""

    inputs: tuple[LedgerClaim, ...]
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    period_start: str | None
    period_end: str | None
    formula: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Misreckoned:
    """A share or change that only a wrong formula gives; ``claim`` prints it."""

    claim: LedgerClaim
    level: LedgerClaim
    base: LedgerClaim
    rule: str
    facts: Facts


def _exactly(claim: LedgerClaim) -> Span:
    return span(claim.low, claim.high, claim.qualifier)


def sentences_of(claims: Sequence[LedgerClaim]) -> list[list[LedgerClaim]]:
    """Claims by version and sentence, in the order of the text."""
    groups: dict[tuple[str, int], list[LedgerClaim]] = {}
    for claim in sorted(claims, key=lambda c: (c.version_id, c.start, c.id)):
        groups.setdefault((claim.version_id, claim.sentence_start), []).append(claim)
    return [groups[key] for key in sorted(groups)]


def _is_level(claim: LedgerClaim) -> bool:
    moved_to = claim.change in (None, "increase_to", "decrease_to")
    return moved_to and claim.value is not None and claim.kind != "rank"


def _comparable(level: LedgerClaim, change: LedgerClaim) -> bool:
    if change.kind in ("percent", "ratio") or change.change == "multiple_of":
        return change.kind == "ratio" or level.kind != "percent" or change.unit == "percent"
    if change.kind == "percentage_points":
        return level.unit == "percent"
    mine, theirs = level.question.dimension, change.question.dimension
    return mine == theirs or (level.kind == change.kind == "count" and "count" in (mine, theirs))


def level_for(change: LedgerClaim, sentence: Sequence[LedgerClaim]) -> LedgerClaim | None:
    """The level that a change belongs to: the nearest before it in its sentence, else after it."""
    levels = [
        c for c in sentence if c is not change and _is_level(c) and c.equivalent_of is None
        and _comparable(c, change) and not (change.kind == c.kind == "percent" and c.change is None)
    ]  # fmt: skip
    before = [c for c in levels if c.end <= change.start]
    if before:
        return before[-1]
    return levels[0] if levels else None


def _period_before(change: LedgerClaim) -> tuple[str | None, str | None]:
    year = change.question.base_year
    return (None, None) if year is None else (f"{year}-01-01", f"{year}-12-31")


def implied_values(claims: Sequence[LedgerClaim]) -> list[Implied]:
    """Earlier levels that changes entail: "297, up 180 from 2023" entails 117 in 2023.

    The level stands in the change's sentence, or in the one directly before it when the change's
    sentence goes on about it ("297 cases were reported. This was up 180 from 2023.").
    """
    found = []
    before: list[LedgerClaim] = []
    for sentence in sentences_of(claims):
        for change in sentence:
            level, around = level_for(change, sentence), sentence
            if level is None and _goes_on(before, sentence):
                level, around = level_for(change, before), before + sentence
            if level is None or change.value is None or level.value is None:
                continue
            implied = _before(level, change)
            if implied is None or not _of_one_thing(level, change):
                continue
            if not _printed(implied, around):
                found.append(implied)
        before = sentence
    return found


def _of_one_thing(level: LedgerClaim, change: LedgerClaim) -> bool:
    """Is the change one of this level, and not of what else its sentence speaks of?

    "Shares fell 7% after the firm cut 1,100 jobs." A multiple is of an earlier time ("three times
    as many as in 2020"), of no other thing ("three times what a cleaner earns"). A level that was
    reached ("rose 9% to 56") and its change go one way and share a word; one that is merely told
    stands before its change and has its noun.
    """
    reached = level.change in REACHED
    if change.change == "multiple_of":
        return reached or change.question.base_year is not None
    if reached and REACHED.index(str(level.change)) != MOVES.index(str(change.change)):
        return False
    told = content_stems(change.measure or "") - MOVE_NOUNS
    named = frozenset() if reached else head_of(change) - MOVE_NOUNS
    asked = head_of(level) if named else content_stems(level.measure or "")
    beside = reached or level.start < change.start
    return beside and (not told or not asked.isdisjoint(named or told))


def _goes_on(before: Sequence[LedgerClaim], sentence: Sequence[LedgerClaim]) -> bool:
    """Does a sentence follow on the other in one paragraph, speaking of the number in it?"""
    if not before or before[0].version_id != sentence[0].version_id:
        return False
    return sentence[0].question.goes_on == before[0].sentence_start


def _printed(implied: Implied, sentence: Sequence[LedgerClaim]) -> bool:
    return any(c.value == implied.value for c in sentence if c not in implied.inputs)


def _before(level: LedgerClaim, change: LedgerClaim) -> Implied | None:
    assert level.value is not None
    assert change.value is not None
    start, end = _period_before(change)
    top, step = _exactly(level), _exactly(change)
    a, b = float(level.value), float(change.value)
    if change.change == "multiple_of" and b > 0:
        low, high = _quotient(top, step)
        return _implied(level, change, a / b, low, high, start, end, "a / b")
    if change.change not in MOVES:
        return None
    sign = -1.0 if change.change == "increase_by" else 1.0
    if change.kind in ("percent", "ratio") and level.unit != change.unit:
        share = b / 100 if change.kind == "percent" else b
        scale = 0.01 if change.kind == "percent" else 1.0
        factor = Span(
            None if step.low is None else 1 - sign * step.low * scale,
            None if step.high is None else 1 - sign * step.high * scale,
        )
        if 1 - sign * share <= 0:
            return None
        value = a / (1 - sign * share)
        low, high = _quotient(top, factor if sign < 0 else Span(factor.high, factor.low))
        mark = "+" if sign < 0 else "-"
        return _implied(
            level, change, round(value, 6 - len(str(int(abs(value))))), low, high, start, end,
            f"a / (1 {mark} b/100)" if change.kind == "percent" else f"a / (1 {mark} b)",
        )  # fmt: skip
    value = a + sign * b
    if value < 0:
        return None
    ends = (step.high, step.low) if sign < 0 else (step.low, step.high)
    low = None if top.low is None or ends[0] is None else top.low + sign * ends[0]
    high = None if top.high is None or ends[1] is None else top.high + sign * ends[1]
    mark = "-" if sign < 0 else "+"
    return _implied(level, change, value, low, high, start, end, f"a {mark} b")


def _quotient(top: Span, bottom: Span) -> tuple[float | None, float | None]:
    low = None if top.low is None or not bottom.high else top.low / bottom.high
    high = None if top.high is None or not bottom.low else top.high / bottom.low
    return low, high


def _implied(
    level: LedgerClaim, change: LedgerClaim, value: float, low: float | None, high: float | None,
    start: str | None, end: str | None, formula: str,
) -> Implied:  # fmt: skip
    assert level.value is not None
    assert change.value is not None
    return Implied(
        inputs=(level, change),
        value=tidy(value),
        low=None if low is None else tidy(low),
        high=None if high is None else tidy(high),
        unit=level.unit,
        period_start=start,
        period_end=end,
        formula=formula,
        facts={
            "measure": level.measure or level.unit,
            "year": start[:4] if start else None,
            "a": level.quote,
            "b": change.quote,
            "a_value": level.value,
            "b_value": change.value,
            "result": tidy(value),
            "one_sentence": level.sentence_start == change.sentence_start,
        },
    )


def sum_of_parts(a: LedgerClaim, b: LedgerClaim, around: Sequence[LedgerClaim]) -> Facts | None:
    """Do two differing numbers stand as part and rest, or part and whole, of a third beside them?

    ``around`` are the other claims of the sentences of ``a`` and ``b``; the facts are the ``parts``
    and their ``sum``. Only exact counts take part, and never more than four numbers.
    """
    if a.value is None or b.value is None or not {a.qualifier, b.qualifier} <= {"exact"}:
        return None
    low, high = sorted((float(a.value), float(b.value)))
    others = sorted(
        {float(c.value) for c in around if c.value and c.qualifier == "exact" and c.kind == a.kind}
        - {low, high}
    )
    if len(others) > 2 * _MOST_INPUTS or low <= 1:
        return None
    for third in others:
        if third > 1 and abs(low + high - third) < 1e-9:
            return {"parts": (tidy(low), tidy(high)), "sum": tidy(third)}
    for size in (1, 2):
        for rest in combinations(others, size):
            if min(rest) > 1 and abs(low + sum(rest) - high) < 1e-9:
                return {"parts": tuple(map(tidy, (low, *rest))), "sum": tidy(high)}
    return None


def misreckoned(claims: Sequence[LedgerClaim]) -> list[Misreckoned]:
    """Changes whose two levels stand in the same sentence and that only a wrong formula gives.

    "rose to 297 from 180, a 39 % rise" took the wrong base; "from 4 to 6 per cent, a rise of
    2 per cent" reads points as percent; "165 % more" reads the ratio as the rise.
    """
    found = []
    for sentence in sentences_of(claims):
        bases = [c for c in sentence if c.change == "from_level" and c.value]
        changes = [
            c for c in sentence if c.kind == "percent" and c.value is not None
            and c.change in ("increase_by", "decrease_by")
        ]  # fmt: skip
        for base in bases:
            levels = [
                c for c in sentence if c is not base and _is_level(c) and c not in changes
                and c.question.dimension == base.question.dimension
            ]  # fmt: skip
            if len(levels) == 1 and len(changes) == 1:
                wrong = _reckon(changes[0], levels[0], base)
                if wrong is not None:
                    found.append(wrong)
    return found


def _reckon(change: LedgerClaim, level: LedgerClaim, base: LedgerClaim) -> Misreckoned | None:
    if level.value is None or not base.value or not level.value:
        return None
    a, b = float(level.value), float(base.value)
    printed = _exactly(change)

    def fits(percent: float) -> bool:
        slack = abs(percent) * 0.01 + 0.05
        return meet(printed, Span(abs(percent) - slack, abs(percent) + slack))

    right = (a - b) / b * 100
    if fits(right):
        return None
    if level.unit == "percent" and fits(a - b):
        rule, result = "points-as-percent", a - b
    elif fits((a - b) / a * 100):
        rule, result = "wrong-base", (a - b) / a * 100
    elif a > b and fits(a / b * 100):
        rule, result = "ratio-as-rise", a / b * 100
    else:
        return None
    facts = {
        "share": change.quote,
        "level": level.value,
        "base": base.value,
        "result": rounded(result, 4),
        "right": rounded(right, 3),
    }
    return Misreckoned(change, level, base, rule, facts)
