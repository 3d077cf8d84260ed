"""Confidence: what was left open takes its share."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nlp.meaning.confidence import SURE, confidence_of
from terms.enums import Qualifier, Region
from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.fixture
def claim(claims_of: ClaimsOf) -> Claim:
    return claims_of("Police logged 297 thefts of farm machinery in May.")[0]


def test_a_plain_claim_is_sure(claim: Claim) -> None:
    assert claim.confidence >= SURE


@pytest.mark.parametrize(
    "change",
    [
        {"unit": None},
        {"measure": None},
        {"predicate": None},
        {"unit_assumed": True},
        {"qualifier": Qualifier.VAGUE},
        {"region": Region.TABLE},
        {"region": Region.RELATED},
        {"sentence": "x" * 500},
    ],
)
def test_what_is_open_lowers_it(claim: Claim, change: dict[str, object]) -> None:
    less = confidence_of(replace(claim, **change), parsed=True, continued=False)  # type: ignore[arg-type]
    assert 0 < less < confidence_of(claim, parsed=True, continued=False)


def test_unparsed_and_continued_claims_are_less_sure(claim: Claim) -> None:
    sure = confidence_of(claim, parsed=True, continued=False)
    assert confidence_of(claim, parsed=False, continued=False) < sure
    assert confidence_of(claim, parsed=True, continued=True) < sure
