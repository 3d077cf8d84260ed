"""Rates per so many people, as the counts that they stand for, where a text prints the population.

"22 cases per 100,000 people" and "264 cases" are one number in a province of 1.2 million, but only
a population that stands beside one of them, of the same place, may say so: no table is asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.figures.facets import Facets
from crosscheck.model import Facts, LedgerClaim
from crosscheck.values.intervals import Span, meet, span
from crosscheck.values.numbers import rounded
from nlp.lexicon.stems import content_stems

_UNIT = re.compile(r"[^/]*/(\d{3,9})(?: .*)?")
_IN_EVERY = re.compile(r"([\d.,]+) (?:in|out of|of) (?:every |each )?([\d,]{5,11})")
_SMALLEST_BASE = 1000
_SMALLEST_PLACE = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """A claim as so many of ``base`` people: ``value`` 22 and base 100,000."""

    claim: LedgerClaim
    value: float
    base: int
    half: float


@dataclass(frozen=True, slots=True)
class PerCapita:
    """A rate that is the ``count`` over a printed ``population``."""

    rate: LedgerClaim
    count: LedgerClaim
    population: LedgerClaim
    facts: Facts


def rate_of(claim: LedgerClaim) -> Rate | None:
    """Read a claim as a rate per a thousand people or more, ``None`` if it is none."""
    if claim.kind == "rate" and claim.value is not None:
        found = _UNIT.fullmatch(claim.unit or "")
        if found and int(found.group(1)) >= _SMALLEST_BASE:
            return Rate(claim, float(claim.value), int(found.group(1)), _half(claim.quote))
    printed = _IN_EVERY.fullmatch(claim.quote)
    if printed and claim.unit == "fraction":
        base = int(printed.group(2).replace(",", ""))
        value = float(printed.group(1).replace(",", ""))
        if base >= _SMALLEST_BASE:
            return Rate(claim, value, base, _half(printed.group(1)))
    return None


def _half(quote: str) -> float:
    """Half of the last printed place: a rate is always rounded."""
    decimals = re.match(r"[\d,]*\.(\d+)", quote)
    return float(0.5 * 10.0 ** -len(decimals.group(1))) if decimals else 0.5


def is_population(claim: LedgerClaim) -> bool:
    """Does a count say how many people live somewhere?"""
    if claim.kind != "count" or claim.value is None or claim.value < _SMALLEST_PLACE:
        return False
    return claim.question.inhabitants


def per_capita(
    claims: Sequence[LedgerClaim], facets: Mapping[str, Facets]
) -> Mapping[str, PerCapita]:
    """By claim id, the rates of one story that a count and a printed population make."""
    counted = [c for c in claims if c.kind == "count" and c.value and c.value > 1]
    people = [c for c in counted if is_population(c)]
    lived_in = {c.id for c in people}
    found: dict[str, PerCapita] = {}
    for rate in filter(None, map(rate_of, claims)):
        for count in sorted(counted, key=lambda c: (c.article_id != rate.claim.article_id, c.id)):
            if count.id in lived_in or not _one_question(rate.claim, count, facets):
                continue
            made = next((m for p in people for m in [_made(rate, count, p)] if m), None)
            if made is not None:
                found[rate.claim.id] = made
                break
    return found


def _one_question(rate: LedgerClaim, count: LedgerClaim, facets: Mapping[str, Facets]) -> bool:
    mine, theirs = facets[rate.id], facets[count.id]
    named = content_stems(rate.measure or "") & content_stems(count.measure or "")
    return bool(named or mine.word_class == theirs.word_class is not None)


def _made(rate: Rate, count: LedgerClaim, people: LedgerClaim) -> PerCapita | None:
    if people.article_id not in (rate.claim.article_id, count.article_id):
        return None
    if not _one_place(rate.claim, people) or not _one_place(count, people):
        return None
    top, bottom = span(count.low, count.high, count.qualifier), people
    if top.low is None or top.high is None or not bottom.low or not bottom.high:
        return None
    low, high = top.low / bottom.high * rate.base, top.high / bottom.low * rate.base
    if not meet(Span(low, high), Span(rate.value - rate.half, rate.value + rate.half)):
        return None
    assert count.value is not None
    assert people.value is not None
    exactly = float(count.value) / float(people.value) * rate.base
    facts = {
        "rate": rate.claim.quote,
        "count": count.quote,
        "population": people.quote,
        "count_value": count.value,
        "population_value": people.value,
        "per": rate.base,
        "result": rounded(exactly, 6),
    }
    return PerCapita(rate.claim, count, people, facts)


def _one_place(a: LedgerClaim, b: LedgerClaim) -> bool:
    mine, theirs = content_stems(a.place or ""), content_stems(b.place or "")
    return not mine or not theirs or bool(mine & theirs)
