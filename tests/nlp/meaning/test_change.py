"""Levels, movements and their ends."""

from collections.abc import Callable

import pytest

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]

CASES = [
    ("Revenue rose 3.5 percent to $27 million.", ["increase_by", "increase_to"]),
    ("The figure fell from 40 percent to 30 percent.", ["from_level", "decrease_to"]),
    ("The bank raised its forecast to 4% from 3%.", ["increase_to", "from_level"]),
    ("Fares were cut by 25 percent.", ["decrease_by"]),
    ("The firm raised £40m from two funds.", [None, None]),
    ("Thefts were up 180 from 2023.", ["increase_by"]),
    ("Thefts were up from 180 in 2023.", ["from_level"]),
    ("Unemployment stood at 4.2%, up from 3.9% a year ago.", ["increase_to", "from_level"]),
    ("Profit was £3m, up 12% from a year earlier.", ["increase_to", "increase_by"]),
    ("The club sold 4,000 tickets, a rise of 300.", ["increase_to", "increase_by"]),
    ("The firm reported a 12% increase.", ["increase_by"]),
    ("The firm reported growth of 12%.", ["increase_by"]),
    ("GDP growth was 3%.", ["increase_by"]),
    ("The economy grew at a rate of 3%.", ["increase_by"]),
    ("Growth slowed to 2.1 percent.", ["decrease_to"]),
    ("A 13% decline followed.", ["decrease_by"]),
    ("Sales were 12% higher than last year.", ["increase_by"]),
    ("Inflation fell below 4%.", ["decrease_to"]),
    ("The toll climbed past 100.", ["increase_to"]),
    ("Prices rose 3% in May and 4% in June.", ["increase_by", "increase_by"]),
    ("The workforce was cut to 4,000 people.", ["decrease_to"]),
    ("The firm cut 5,000 jobs.", ["decrease_by"]),
    ("Sea levels rose 3 cm.", ["increase_by"]),
    ("Turnover doubled.", ["multiple_of"]),
    ("Output rose to 14 tonnes from a current level of 8 tonnes.", ["increase_to", "from_level"]),
    ("A 3-point drop in support followed.", ["decrease_by"]),
    ("The rate was 5%, against 4% two years earlier.", [None, "from_level"]),
    # levels and other things
    ("The rate was 5 percent.", [None]),
    ("Up to 40 people were hurt.", [None]),
    ("He fell 12 metres from a roof.", [None]),
    ("The scheme will boost aid to 12 villages.", [None]),
    ("Crews rescued 12 people from 3 barns.", [None, None]),
    ("The mill lost £3m last year.", [None]),
    ("The 40 climbers rose at dawn.", [None]),
]


MARKED = [
    ("Shares in Orla Foods closed nearly [9 per cent] lower.", "decrease_by"),
    ("The Tarn 50 index ended the day [0.3%] lower.", "decrease_by"),
    ("Oil finished [$1.20] lower at $84.10 a barrel.", "decrease_by"),
    ("The ice is thinning by [1.4 metres a year].", "decrease_by"),
    ("Workers won increases averaging [4 per cent].", "increase_by"),
    ("Nurses were offered a pay rise worth [5.5%].", "increase_by"),
    ("The council approved a rise in rents of [6%].", "increase_by"),
    ("Revenue will reach $119bn, more than double last year's [$44bn].", "from_level"),
    ("Revenue was $119bn, almost three times the [$40bn] it made in 2020.", "from_level"),
    ("Prices averaged [$133], 23 per cent higher than in the same period of 2023.", "increase_to"),
    ("Prices averaged $133, [23 per cent] higher than in the same period of 2023.", "increase_by"),
    ("The toll was [44], eight fewer than last year.", "decrease_to"),
    ("The toll was 44, [eight] fewer than last year.", "decrease_by"),
    ("The bridge cost £38m, [12%] more than the £34m agreed in 2019.", "increase_by"),
    ("The bridge cost [£38m], 12% more than the £34m agreed in 2019.", "increase_to"),
    ("The bridge cost £38m, 12% more than the [£34m] agreed in 2019.", "from_level"),
    ("If warming reaches [2C], the flow will drop by 30%.", None),
    ("Temperatures reached [41C] in Tarn.", None),
    ("A doctor said the attack brought the toll to [19].", "increase_to"),
    ("Turnout was down seven points at [61%].", "decrease_to"),
    ("Profit was up 8% at [£42m].", "increase_to"),
    ("The minimum wage will go up to [£11].", "increase_to"),
    ("He raised the target to [40,000] homes.", "increase_to"),
    ("There were [40] fewer fires than last year.", "decrease_by"),
    ("The economy grew 0.4%, faster than the [0.2%] expected.", None),
    ("Output is [15%] below its 2019 level.", "decrease_by"),
    ("Rainfall was [20%] below average.", None),
    ("He must forfeit £750,000, plus £[40,000] in furs.", None),
    ("A boy fell into a [40]-metre-deep well.", None),
    ("Rent rises to £4m a year for [30 years], up from £1m.", None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_change(claims_of: ClaimsOf, text: str, expected: list[str | None]) -> None:
    assert [claim.change for claim in claims_of(text)] == expected


@pytest.mark.parametrize(("marked", "expected"), MARKED)
def test_change_of_one(claim_at: Callable[[str], Claim], marked: str, expected: str | None) -> None:
    assert claim_at(marked).change == expected
