"""Scopes: whether two claims speak of the same time, place, people and standing, or of others.

Each facet gives ``SAME``, ``UNKNOWN`` (one side does not say: compatible with all, and said so),
``INSIDE``/``AROUND`` (one scope is part of the other) or ``APART`` (they exclude each other).
"""

import re
from datetime import date
from enum import Enum

from crosscheck.model import LedgerClaim
from nlp.lexicon.classes import subgroups_of
from nlp.lexicon.stems import content_stems

_MONTH, _WEEK = 31, 7
_SPLIT = re.compile(r"\b((?:19|20)[0-9]{2}) ?[-–/] ?((?:20)?[0-9]{2})\b")
_FISCAL = re.compile(r"\b(?:fy|(?:fiscal|financial)(?: year)?) ?'?((?:20)?[0-9]{2})\b", re.I)
_OPEN = re.compile(r"(?:since|by|until|till|before|after|from|through)\b", re.I)
_AHEAD = frozenset(("projected", "planned", "proposed"))


class Scope(Enum):
    """How one facet of a claim stands to the same facet of another."""

    SAME = "same"
    UNKNOWN = "unknown"
    INSIDE = "inside"
    AROUND = "around"
    APART = "apart"


def _bounds(claim: LedgerClaim) -> tuple[date, date] | None:
    start, end = claim.period_start, claim.period_end
    if not start or not end:
        return None
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def period(a: LedgerClaim, b: LedgerClaim) -> Scope:
    """Compare the printed periods.

    Days within a week of each other do not part counts of one event: "killed on Tuesday" and "the
    toll rose on Thursday" ask one question. Longer spans do: January is not July.
    """
    mine, theirs = _bounds(a), _bounds(b)
    if mine is None or theirs is None:
        return Scope.UNKNOWN
    if mine == theirs:
        return Scope.SAME
    short = max((e - s).days for s, e in (mine, theirs)) <= _WEEK
    gap = max((theirs[0] - mine[1]).days, (mine[0] - theirs[1]).days)
    if gap > 0:
        return Scope.SAME if short and gap <= _WEEK and not _daily(a, b) else Scope.APART
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return Scope.SAME if short and not _daily(a, b) else Scope.INSIDE
    if mine[0] <= theirs[0] and theirs[1] <= mine[1]:
        return Scope.SAME if short and not _daily(a, b) else Scope.AROUND
    return Scope.SAME if short and not _daily(a, b) else Scope.APART


def months(claim: LedgerClaim) -> bool:
    """Is its period a month or longer?"""
    bounds = _bounds(claim)
    return bounds is not None and (bounds[1] - bounds[0]).days >= _MONTH - 4


def _daily(a: LedgerClaim, b: LedgerClaim) -> bool:
    return "new" in (a.accumulation, b.accumulation)


def population(a: LedgerClaim, b: LedgerClaim) -> Scope:
    """Compare who is counted: children are inside people, soldiers are apart from police."""
    mine, theirs = _parts(a), _parts(b)
    if mine == theirs:
        return Scope.SAME
    if not mine:
        return Scope.AROUND
    if not theirs:
        return Scope.INSIDE
    if mine & theirs:
        return Scope.SAME
    return Scope.APART


def _parts(claim: LedgerClaim) -> frozenset[str]:
    found: set[str] = set()
    for text in (claim.unit if claim.kind == "count" else None, claim.population):
        for word in content_stems(text or ""):
            found |= subgroups_of(word)
    return frozenset(found)


def excludes(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do the printed scopes exclude each other, so that no question can have both as answers?

    True for disjoint long periods that both sentences print beside the number, for other split
    years ("2021-22"), for new counts beside totals, and for a forecast beside what was. What is
    only carried over from other sentences excludes nothing, and nested periods ("in May", "on 6
    May") do not either.
    """
    new_beside_total = {a.accumulation, b.accumulation} == {"new", "total"}
    return new_beside_total or other_period(a, b) or _of_other_years(a, b) or foretold(a, b)


def foretold(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Is the one a forecast, and the other what was?"""
    sides = (a, b), (b, a)
    return any(x.status == "projected" and y.status not in _AHEAD for x, y in sides)


def named_apart(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do they name other days or months, of which no date of publication tells the year, or other
    years that begin on a day that nobody tells?

    "In the week ended April 25", "in the week ended July 11": other weeks, in whatever year.
    "In 2021-22", "in FY24": other years, whenever they begin.
    """
    if _bounds(a) is not None and _bounds(b) is not None:
        return False
    if _of_other_years(a, b):
        return True
    mine, theirs = (c.question.times[0].days if c.question.times else () for c in (a, b))
    pairs = [(x, y) for x in mine for y in theirs]
    return bool(pairs) and all(_weeks_apart(x, y) for x, y in pairs)


def _of_other_years(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do they name other split or fiscal years, of which one at least has no known days?"""
    if _bounds(a) is not None and _bounds(b) is not None:
        return False
    mine, theirs = _business_years(a), _business_years(b)
    if not mine or not theirs:
        return False
    return max(mine) < min(theirs) or max(theirs) < min(mine)


def _business_years(claim: LedgerClaim) -> list[int]:
    """The years in which those end that a claim's sentence names as its period: of "2021-22" 2022;
    none of a period that is open."""
    text = claim.period_text or ""
    if text not in claim.sentence or _OPEN.match(text):
        return []
    split = [int(found[1]) + 1 for found in _SPLIT.finditer(text) if _is_next(*found.groups())]
    named = [int(found[1]) % 100 + 2000 for found in _FISCAL.finditer(text)]
    return split or named


def _is_next(first: str, last: str) -> bool:
    return (int(first) + 1) % 100 == int(last[-2:])


def _weeks_apart(a: str, b: str) -> bool:
    """Is "04-25" more than a week from "07-11", is the month "04" another than "07"?"""
    if min(len(a), len(b)) == len("04"):
        return a[:2] != b[:2]
    days = [int(month) * _MONTH + int(day) for month, day in (a.split("-"), b.split("-"))]
    gap = abs(days[0] - days[1])
    return min(gap, 12 * _MONTH - gap) > _WEEK


def other_period(a: LedgerClaim, b: LedgerClaim) -> bool:
    """Do both sentences print, beside the number, periods that have no day in common?"""
    return prints_period(a) and prints_period(b) and period(a, b) is Scope.APART


def prints_period(claim: LedgerClaim) -> bool:
    """Does the claim's own sentence print its period, near enough to be the number's own?"""
    return claim.question.dated
