"""What a headline's numbers take over from the opening that tells of them at length.

A headline restates the lead in clipped grammar: "House passes $2.2 trillion bill". Where the first
paragraphs print the same number of the same thing, its period, and what it measures, are said
there in whole sentences.
"""

from collections.abc import Sequence
from dataclasses import replace

from nlp.lexicon import rule
from nlp.lexicon.stems import content_stems
from terms.enums import Kind, Region
from terms.model import Claim

_OPENING = 900
"""Characters behind a headline in which its numbers are told again."""


def with_opening(claims: Sequence[Claim], headline_end: int) -> list[Claim]:
    """The claims, those of the headline with what the opening adds to them."""
    last = headline_end + _OPENING
    opening = [c for c in claims if c.region is not Region.HEADLINE and c.start < last]
    return [
        _told_again(claim, opening) if claim.region is Region.HEADLINE else claim
        for claim in claims
    ]


def _told_again(claim: Claim, opening: Sequence[Claim]) -> Claim:
    again = next((one for one in opening if _is_same(claim, one)), None)
    if again is None:
        return claim
    if claim.period_text is None and again.period_text is not None:
        claim = replace(
            claim,
            period_text=again.period_text,
            period_start=again.period_start,
            period_end=again.period_end,
            as_of=again.as_of,
        )
    if again.measure is None or not _is_clipped(claim, again):
        return claim
    told = again.question
    question = replace(
        claim.question,
        measure_head=told.measure_head,
        measure_argument=told.measure_argument,
        measure_whole=told.measure_whole,
    )
    return replace(claim, measure=again.measure, question=question)


@rule("headlines.told-again", otherwise=False)
def _is_same(claim: Claim, other: Claim) -> bool:
    """Whether two claims print one number of one thing, as far as the headline says which."""
    if (claim.kind, claim.value, claim.low, claim.high) != (
        other.kind, other.value, other.low, other.high,
    ):  # fmt: skip
        return False
    if claim.unit not in (None, other.unit) or claim.change not in (None, other.change):
        return False
    return claim.kind is not Kind.COUNT or claim.predicate in (None, other.predicate)


def _is_clipped(claim: Claim, again: Claim) -> bool:
    """Whether the opening says more of what a sum or share is, or another thing; a headline names
    well enough what it counts."""
    if claim.measure is None or claim.unit is None:
        return True
    if claim.kind is Kind.COUNT:
        return False
    here, there = content_stems(claim.measure), content_stems(again.measure or "")
    return here.isdisjoint(there) or len(here) <= len(there)
