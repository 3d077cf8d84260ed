"""How firmly a number is stated."""

from collections.abc import Callable

import pytest

from terms.enums import Region
from terms.model import Claim, TextRegion

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


MARKED = [
    ("The minister said rents had risen [31%]. A spokesman for the mayor disputed that.", "denied"),
    ("The minister said rents had risen [31%], a figure the mayor disputed.", "denied"),
    ("The claim that [400] jobs would go is wrong.", "denied"),
    ("CLAIM: The bridge cost [£90m].\n\nVERDICT: False. The bridge cost £38m.", "denied"),
    ("CLAIM: The bridge cost £90m.\n\nVERDICT: False. The bridge cost [£38m].", "stated"),
    ("The post claims [3,000] people were turned away. That is false.", "denied"),
    ("The firm rejected claims that [40] workers had been sacked.", "denied"),
    ("The battery will store power, which met [41.7 per cent] of demand in June.", "stated"),
    ("The owners want taxpayers to cover [$350m] of an $850m renovation.", "proposed"),
    ("The owners want taxpayers to cover $350m of an [$850m] renovation.", "proposed"),
    ("The president asked for a budget of [$22bn].", "proposed"),
    ("Some [200] soldiers are believed to remain at the base.", "suspected"),
    ("He is accused of stealing [£4m].", "suspected"),
    ("He was convicted of stealing [£4m].", "stated"),
    ("He is suspected of killing [three] women.", "suspected"),
    ("If the dam fails, [3,000] homes will be flooded.", "projected"),
    ("If warming reaches [2C], the flow would drop by 30%.", "suspected"),
    ("If the strike lasts [10 days], the firm will lose £4m.", "suspected"),
    ("The repairs are likely to cost [£4m].", "projected"),
    (
        "The agency estimated that 900 people, who make up [4%] of the town, have the disease.",
        "estimated",
    ),
    ("Growth is set to reach [2%].", "projected"),
    ("Doctors say he will be on crutches for [two months].", "projected"),
    ("The council is considering closing [four] libraries.", "proposed"),
    ("A bill to cut taxes by [£4bn] was tabled.", "proposed"),
    ("The group wants fares capped at [£2].", "proposed"),
    ("The lift pass will cost $610, leaving out a [$90] club rebate.", "stated"),
    ("The lift pass will cost [$610], leaving out a $90 club rebate.", "planned"),
    ("The president signed an order to move [1,500] people.", "planned"),
    ("The [400] people who work there will be told on Monday.", "stated"),
    ("Output could rise to 1.4m tonnes and reach [2.5]m within a decade.", "projected"),
    ("The package held none of the $[5.7]bn that she demanded.", "proposed"),
    ("The owners want to repair the [46,000]-seat ballpark.", "stated"),
    ("A poll asked [812] likely voters.", "stated"),
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


@pytest.mark.parametrize(("marked", "expected"), MARKED)
def test_status_of_one(claim_at: Callable[[str], Claim], marked: str, expected: str) -> None:
    assert claim_at(marked).status == expected
