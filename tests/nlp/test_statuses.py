"""How firmly a number is stated."""

from collections.abc import Callable

import pytest

from nlp.model import Claim, TextRegion
from nlp.vocabulary import Region

ClaimsOf = Callable[..., list[Claim]]

CASES = [
    ("Twelve people were killed.", ["stated"]),
    ("The council recorded 40 thefts.", ["stated"]),
    ("An estimated 400 people marched.", ["estimated"]),
    ("Engineers estimate that 40 barns burned.", ["estimated"]),
    ("The bank forecasts growth of 3%.", ["projected"]),
    ("Sales are expected to reach £3m.", ["projected"]),
    ("The toll could reach 40.", ["projected"]),
    ("Analysts expect that sales will reach £3m.", ["projected"]),
    ("The mill plans to hire 400 people.", ["planned"]),
    ("The mill will hire 400 people.", ["planned"]),
    ("The council's budget of £3m passed.", ["planned"]),
    ("They aim to cut waste by 40%.", ["planned"]),
    ("Unions demanded a 9% raise.", ["proposed"]),
    ("The party proposed a levy of £20.", ["proposed"]),
    ("The act calls for punishing them with up to three years in prison.", ["proposed"]),
    ("As many as 40 may have died.", ["suspected"]),
    ("Forty people are feared dead.", ["suspected"]),
    ("The five confirmed cases are in Orlo.", ["confirmed"]),
    ("The claim that he owns £40m is false.", ["denied"]),
    ("Fees rise to £40 from £30 under the plan.", ["stated", "stated"]),
    ("Sales fell to 2%, down from a forecast of 4%.", ["stated", "projected"]),
    # words that only look so
    ("The willing crowd of 400 sang.", ["stated"]),
    ("Police were called to 40 fires.", ["stated"]),
    ("She received an electricity bill of £284.", ["stated"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_status(claims_of: ClaimsOf, text: str, expected: list[str]) -> None:
    assert [claim.status for claim in claims_of(text)] == expected


def test_what_an_earlier_version_said_is_withdrawn(claims_of: ClaimsOf) -> None:
    text = "An earlier version of this article said 180 people were hurt. It was 118."
    assert [claim.status for claim in claims_of(text)] == ["withdrawn", "stated"]


def test_a_correction_keeps_what_it_puts_right(claims_of: ClaimsOf) -> None:
    text = "Ferry sinks\n\nTwelve died.\n\nCorrection: an earlier version said 40 people died; it was 12."
    region = TextRegion(text.index("Correction"), len(text), Region.CORRECTION)
    claims = claims_of(text, headline_end=11, regions=(region,))
    assert [(c.value, c.region, c.status) for c in claims] == [
        (12, Region.BODY, "stated"),
        (40, Region.CORRECTION, "withdrawn"),
        (12, Region.CORRECTION, "stated"),
    ]
