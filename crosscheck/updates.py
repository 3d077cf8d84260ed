"""Which of two readings replaces the other: cues first, then as-of, then publication time.

Only quantities that move (a toll, a count of the arrested, a price of the moment) are ordered by
publication; a magnitude or a length is the same on every day.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from crosscheck import lexicon
from crosscheck.model import CheckClaim
from crosscheck.readings import Reading, same_origin

_CUE = re.compile("|".join(lexicon.SUPERSEDING), re.IGNORECASE)
_OLD = re.compile(
    r"\b(?:earlier|initial|initially|original|originally|preliminary|previous|previously|at first|"
    r"had (?:put|rated|said|given|estimated|reported)|up from|down from|"
    r"revised (?:\w+ ){0,3}from)\b",
    re.IGNORECASE,
)
_REACH = 90
# Outlets lag each other by days; a lower number weeks later is no lag.
_LAG_DAYS = 4


@dataclass(frozen=True, slots=True)
class Succession:
    """``later`` replaces ``earlier``; ``rule`` and ``reason`` say how we know."""

    earlier: Reading
    later: Reading
    rule: str
    reason: str


def shown(reading: Reading) -> str:
    """How a reading is quoted in a reason: its first claim's words."""
    return reading.claim.quote


def succession(a: Reading, b: Reading, moving: bool, toll: bool) -> Succession | None:
    """Does one reading supersede the other? ``None`` when nothing says so."""
    for rule in (_withdrawn, _revised_in_place, _by_cue, _by_as_of):
        found = rule(a, b)
        if found is not None:
            return found
    return _by_publication(a, b, toll) if moving else None


def _withdrawn(a: Reading, b: Reading) -> Succession | None:
    for old, new in ((a, b), (b, a)):
        if old.status_class == "withdrawn" and new.status_class != "withdrawn":
            return Succession(old, new, "withdrawn", f"{shown(old)} was withdrawn by a correction")
    return None


def _revised_in_place(a: Reading, b: Reading) -> Succession | None:
    for old, new in ((a, b), (b, a)):
        gone = {c.article_id for c in old.claims if not c.current}
        if gone and not any(c.current for c in old.claims) and gone & new.articles:
            return Succession(
                old, new, "edited", f"an article printed {shown(old)} before and {shown(new)} now"
            )
    return None


def _by_cue(a: Reading, b: Reading) -> Succession | None:
    for old, new in ((a, b), (b, a)):
        for claim in old.claims:
            if marked_old(claim):
                return Succession(
                    old, new, "cue", f"{shown(old)} is given as the earlier number: “{cue(claim)}”"
                )
    for claim in a.claims:
        for other in b.claims:
            together = (
                claim.version_id == other.version_id
                and claim.sentence_start == other.sentence_start
            )
            found = _CUE.search(claim.sentence) if together else None
            if found:
                old, new = (a, b) if _first_is_old(claim, other) else (b, a)
                return Succession(
                    old, new, "cue", f"one sentence prints both with “{found.group()}”"
                )
    return None


def marked_old(claim: CheckClaim) -> bool:
    """Do the words before the number say that it has been superseded?"""
    return claim.change == "from_level" or bool(cue(claim))


def cue(claim: CheckClaim) -> str:
    """The superseding words just before a claim's number, or "from" for an earlier level."""
    before = claim.sentence[: claim.start - claim.sentence_start]
    found = list(_OLD.finditer(before[-_REACH:]))
    if found and not re.search(r"\d", before[-_REACH:][found[-1].end() :]):
        return found[-1].group()
    return "from" if claim.change == "from_level" else ""


def _first_is_old(claim: CheckClaim, other: CheckClaim) -> bool:
    """ "from eight to six": the number after "from" is the old one; else the one printed second."""
    for one, is_claim in ((claim, True), (other, False)):
        before = one.sentence[: one.start - one.sentence_start]
        if re.search(r"\bfrom (?:\w+ )?$", before):
            return is_claim
    return claim.start > other.start


def _by_as_of(a: Reading, b: Reading) -> Succession | None:
    if not a.as_of or not b.as_of or a.as_of[:10] == b.as_of[:10]:
        return None
    old, new = (a, b) if a.as_of < b.as_of else (b, a)
    return Succession(
        old, new, "as-of", f"{shown(old)} as of {old.as_of}, {shown(new)} as of {new.as_of}"
    )


def _by_publication(a: Reading, b: Reading, toll: bool) -> Succession | None:
    if a.first_at is None or b.first_at is None:
        return None
    if same_article(a, b) and not same_origin(a, b) and a.origin and b.origin:
        return None
    old, new = (a, b) if _level(a) < _level(b) else (b, a)
    if not old.first_at or not new.first_at:
        return None
    days = _days(old.first_at, new.last_at or new.first_at)
    if days >= 0 or (toll and days >= -_LAG_DAYS):
        return Succession(
            old,
            new,
            "publication",
            f"{shown(old)} printed first on {old.first_at[:16]}, {shown(new)} on "
            f"{new.first_at[:16]}, of a number that grows while news comes in",
        )
    return None


def same_article(a: Reading, b: Reading) -> bool:
    """Does one article print both?"""
    return bool(a.articles & b.articles)


def _level(reading: Reading) -> float:
    for number in (reading.value, reading.low, reading.high):
        if number is not None:
            return float(number)
    return 0.0


def _days(first: str, second: str) -> float:
    """Days from one time to another; a bare date is taken as some time of that day, so ±1 is 0."""
    start, end = datetime.fromisoformat(first[:19]), datetime.fromisoformat(second[:19])
    days = (end - start).total_seconds() / 86400
    if (len(first) == 10 or len(second) == 10) and abs(days) < 1:
        return 0.0
    return days
