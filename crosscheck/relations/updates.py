"""What says which of two readings replaces the other: cues first, then as-of, then publication.

Evidence for the judge, and the rule by which an update is named: a toll grows while news comes in,
and outlets print it with a lag; prices go up and down; the hours of what goes on grow. What bears
no date is ordered by words alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crosscheck.figures.pairs import revised
from crosscheck.figures.readings import Reading, same_origin
from crosscheck.model import Facts, LedgerClaim
from crosscheck.values.conversion import between_claims
from crosscheck.values.intervals import middle, span

NO_ORDER = "judged"
"""The rule of an update that neither words nor the clock order."""
LOWER_BOUNDS = ("at_least", "more_than")
# Outlets lag behind each other by days; a lower toll weeks later is no lag.
_LAG_DAYS = 4.0
_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_CLOCK_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Motion:
    """How a figure's number moves.

    ``toll`` counts harm, ``swaying`` harm that grows or shrinks, ``moving`` is ordered by the clock
    at all, ``fluctuating`` goes up and down; ``replaced`` are claims of numbers of which some
    article says that they were replaced, ``strays`` the readings (by id) from which one body went
    back to a number.
    """

    moving: bool = False
    toll: bool = False
    swaying: bool = False
    fluctuating: bool = False
    replaced: tuple[LedgerClaim, ...] = ()
    strays: frozenset[tuple[str, float]] = frozenset()


@dataclass(frozen=True, slots=True)
class Succession:
    """``later`` replaces ``earlier``; ``rule`` and ``facts`` say how we know."""

    earlier: Reading
    later: Reading
    rule: str
    facts: Facts = field(default_factory=dict)


def shown(reading: Reading) -> str:
    """How a reading is quoted in the facts of a relation: its first claim's words."""
    return reading.claim.quote


def size_of(reading: Reading) -> float:
    """The number that stands for a reading: its value, else the middle of its interval."""
    if reading.value is not None:
        return float(reading.value)
    return middle(span(reading.low, reading.high, reading.qualifier)) or 0.0


def withdrawn_or_edited(a: Reading, b: Reading) -> Succession | None:
    """Did a correction withdraw one of them, or does the article that printed it no longer?"""
    for rule in (_withdrawn, _revised_in_place):
        found = rule(a, b) or rule(b, a)
        if found is not None:
            return found
    return None


def by_words(a: Reading, b: Reading, motion: Motion) -> Succession | None:
    """Does a cue, another article or the as-of say that one replaces the other?"""
    a, b = sorted((a, b), key=lambda r: r.claim.id)
    found = _by_cue(a, b, motion) or _by_cue(b, a, motion)
    if found is not None:
        return found
    for old, new in ((a, b), (b, a)):
        replaced = _is_replaced(old, motion) and not _is_replaced(new, motion)
        if replaced and not _too_early(old, new, motion):
            return Succession(old, new, "replaced")
    return _by_as_of(a, b) or _by_as_of(b, a)


def succession(a: Reading, b: Reading, motion: Motion) -> Succession:
    """Which of two readings replaces the other, by the best evidence there is.

    Without words, an as-of or dates the smaller number is the earlier one. What grows or shrinks
    goes by the dates alone, however late outlets are.
    """
    found = by_words(a, b, motion) or (None if motion.swaying else by_clock(a, b, motion))
    if found is not None:
        return found
    low, high = sorted((a, b), key=lambda r: (size_of(r), r.claim.id))
    lowered = low.printed and high.printed and _days(high.printed, low.printed, 0) > 0
    old, new = (high, low) if lowered else (low, high)
    return Succession(old, new, NO_ORDER, _printed(old, new))


def overtaken(a: Reading, b: Reading) -> Succession | None:
    """A lower bound that a later and larger number has left behind: "at least 19", then 64."""
    low, high = sorted((a, b), key=lambda r: (size_of(r), r.claim.id))
    if low.qualifier not in LOWER_BOUNDS or low.printed is None or high.printed is None:
        return None
    later = _days(low.printed, high.printed, 0) > 0
    return Succession(low, high, "publication", _printed(low, high)) if later else None


def by_clock(a: Reading, b: Reading, motion: Motion) -> Succession | None:
    """Does the time of publication order two readings of a number that moves?"""
    if a.printed is None or b.printed is None:
        return None
    low, high = sorted((a, b), key=lambda r: (size_of(r), r.claim.id))
    if motion.toll or motion.moving:
        return _grown(low, high, motion)
    for first, second in ((a, b), (b, a)):
        days = _days(first.printed, second.printed, 0)
        if motion.fluctuating and (days > 0 or (days == 0 and first.claim.id < second.claim.id)):
            return Succession(first, second, "price", _printed(first, second))
    return _elapsed(low, high)


def _withdrawn(old: Reading, new: Reading) -> Succession | None:
    if old.status_class != "withdrawn" or new.status_class == "withdrawn":
        return None
    return Succession(old, new, "withdrawn")


def _revised_in_place(old: Reading, new: Reading) -> Succession | None:
    if any(c.current for c in old.claims) or not any(c.current for c in new.claims):
        return None
    return Succession(old, new, "edited")


def _too_early(old: Reading, new: Reading, motion: Motion) -> bool:
    """Was the lower number of a toll last printed before the one that it would replace?"""
    lower = size_of(new) < size_of(old)
    return motion.moving and lower and _days(old.printed, new.printed, 1) < 0


def _by_cue(old: Reading, new: Reading, motion: Motion) -> Succession | None:
    for claim in old.claims:
        words = cue(claim)
        if words and not _too_early(old, new, motion):
            return Succession(old, new, "cue", {"cue": words, "one_sentence": False})
    for claim in old.claims:
        for other in new.claims:
            together = (
                claim.version_id == other.version_id
                and claim.sentence_start == other.sentence_start
            )
            found = claim.question.superseding if together and revised(claim, other) else None
            if found and _is_old(claim, other):
                return Succession(old, new, "cue", {"cue": found, "one_sentence": True})
    return None


def replaced_numbers(claims: Sequence[LedgerClaim]) -> tuple[LedgerClaim, ...]:
    """Claims whose number is marked as replaced, and provisional ones beside firm ones.

    A number that is only ever given as provisional counts as replaced when the figure has another
    one that never is.
    """
    exact = [c for c in claims if c.value is not None]
    provisional = {c.value for c in exact if is_provisional(c)}
    firm = {c.value for c in exact} - provisional
    return tuple(
        c for c in exact if cue(c) or (firm and c.value in provisional and is_provisional(c))
    )


def strays(readings: Sequence[Reading]) -> frozenset[tuple[str, float]]:
    """Numbers that one article alone has of a body which says another one before and after it.

    17 in the morning, 27 at noon, 17 in the afternoon, all on the ministry's word: the 27 is an
    error, or the last article lags behind. As pairs of the stray reading's id and that other
    number.
    """
    sure = [r for r in readings if r.printed is not None and r.origin and r.origin.specific]
    found = set()
    for stray in sure:
        if len(stray.articles) > 1:
            continue
        others: dict[float, list[Reading]] = {}
        for other in sure:
            if size_of(other) != size_of(stray) and same_origin(stray, other):
                others.setdefault(size_of(other), []).append(other)
        for number, group in others.items():
            days = [_days(r.printed, stray.printed, 0) for r in group]
            days += [_days((r.printed or ("", ""))[::-1], stray.printed, 0) for r in group]
            if min(days) < 0 < max(days):
                found.add((stray.id, number))
    return frozenset(found)


def _is_replaced(reading: Reading, motion: Motion) -> bool:
    return any(_same_number(reading, claim) for claim in motion.replaced)


def _same_number(reading: Reading, claim: LedgerClaim) -> bool:
    """Is it the number of the claim, in whatever unit?"""
    conversion = between_claims(claim, reading.claim)
    turned = conversion.apply(claim.value) if conversion is not None else None
    if turned is None or reading.value is None:
        return False
    rounding = 0.02 if reading.unit != claim.unit else 1e-9
    return abs(turned - float(reading.value)) <= rounding * max(abs(turned), 1e-9)


def is_provisional(claim: LedgerClaim) -> bool:
    """Is the number given as preliminary, by words just before it?"""
    return claim.question.provisional


def cue(claim: LedgerClaim) -> str:
    """The words before a claim's number which say that it was replaced, "" if none do."""
    if claim.change == "from_level":
        return "from"
    return claim.question.superseded or ""


def _is_old(claim: LedgerClaim, other: LedgerClaim) -> bool:
    """ "from eight to six": the number after "from" is the old one; else the one printed second."""
    for one, is_claim in ((claim, True), (other, False)):
        if one.question.after_from:
            return is_claim
    return claim.start > other.start


def _by_as_of(old: Reading, new: Reading) -> Succession | None:
    if not old.as_of or not new.as_of or old.as_of[:10] >= new.as_of[:10]:
        return None
    return Succession(old, new, "as-of", {"as_of_old": old.as_of, "as_of_new": new.as_of})


def _grown(low: Reading, high: Reading, motion: Motion) -> Succession | None:
    """A growing count: the larger number is the later one, as far as the clock allows.

    One body that names the larger number first is not lagging: its numbers are left to clash, or
    to be a revision downwards.
    """
    days = _days(low.printed, high.printed, 1)
    lagging = days < 0
    if size_of(low) <= 0:
        return None
    if lagging and same_origin(low, high):
        return Succession(high, low, "lowered", _printed(high, low))
    if days >= 0 or (motion.toll and days >= -_LAG_DAYS):
        return Succession(low, high, "publication", _printed(low, high))
    return None


def _elapsed(low: Reading, high: Reading) -> Succession | None:
    """An ongoing duration grows with the clock: 50 hours, and 85 hours two days later."""
    one, other = _DAYS.get(low.unit or ""), _DAYS.get(high.unit or "")
    if one is None or other is None:
        return None
    grown = size_of(high) * other - size_of(low) * one
    passed = _days(low.printed, high.printed, 0)
    if passed > 0 and grown <= passed * _CLOCK_SLACK and grown >= passed / _CLOCK_SLACK / 2:
        return Succession(low, high, "elapsed", {"hours": round(passed * 24)})
    return None


def _printed(old: Reading, new: Reading) -> Facts:
    return {
        "printed_old": old.printed[0] if old.printed else None,
        "printed_new": new.printed[0] if new.printed else None,
    }


def _days(first: tuple[str, str] | None, second: tuple[str, str] | None, end: int) -> float:
    """Days from the first date of one to the first (``end`` 0) or last (1) date of the other.

    A bare date is any time of that day, so less than a day is 0; so is an unknown date.
    """
    if first is None or second is None:
        return 0.0
    one, other = first[0], second[end]
    start, stop = datetime.fromisoformat(one[:19]), datetime.fromisoformat(other[:19])
    days = (stop - start).total_seconds() / 86400
    bare = len(one) == 10 or len(other) == 10
    return 0.0 if bare and abs(days) < 1 else days
