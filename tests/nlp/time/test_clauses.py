"""Which clauses share a time; published on Friday, 27 September 2024."""

from collections.abc import Callable

import pytest

from terms.model import Claim

NONE = (None, None)

CASES = [
    ("The company, which opened its first mill in 1998, employs [420] people.", NONE),
    ("The bridge, which was damaged in a storm last year, carries [12,000] cars a day.", NONE),
    ("The firm cut [300] jobs after its founder resigned in March.", NONE),
    (
        "The firm cut [300] jobs in May after its founder resigned in March.",
        ("2024-05-01", "2024-05-31"),
    ),
    ("When the plant closed in 2016, it employed [900] workers.", ("2016-01-01", "2016-12-31")),
    ("Before it was sold in 2012, the chain had [46] shops.", NONE),
    ("The new line, due to open in 2027, will cost [£2.1bn].", NONE),
    ("Rents rose 4% in August and the council expects to build [200] homes.", NONE),
    ("Rents rose 4% in August, while wages gained [2%].", ("2024-08-01", "2024-08-31")),
    (
        "The glacier has retreated 300 metres since 2000 and is thinning by [1.4 metres a year].",
        NONE,
    ),
    (
        "The charity, founded by two nurses in 1988, has 14 branches and treated [5,200] people "
        "in 2023.",
        ("2023-01-01", "2023-12-31"),
    ),
    (
        "The charity, founded by two nurses in 1988, has [14] branches and treated 5,200 people "
        "in 2023.",
        NONE,
    ),
    ("It has raised [£9m] since its launch in 2020.", ("2020-01-01", "2024-09-27")),
    (
        "The union said on Tuesday that [4,500] drivers would walk out on 4 October.",
        ("2024-10-04", "2024-10-04"),
    ),
    ("The union said on Tuesday that [4,500] drivers had walked out.", NONE),
    (
        "The trial, which ran between 2019 and 2022, involved [4,300] patients.",
        ("2019-01-01", "2022-12-31"),
    ),
    ("The plant produced [40 MW] last week, when winds were strong.", ("2024-09-16", "2024-09-22")),
    (
        "The government has spent [£3bn] since the war began in February 2022.",
        ("2022-02-01", "2024-09-27"),
    ),
    (
        "A record [30,000] people came in 2023, when the fair was free.",
        ("2023-01-01", "2023-12-31"),
    ),
    (
        "The council spent [£4m] last year on a pool that opened in 2019.",
        ("2023-01-01", "2023-12-31"),
    ),
    (
        "More than [40] people have died since the rains began on Monday.",
        ("2024-09-23", "2024-09-27"),
    ),
    (
        "On Tuesday the court fined the firm [£4m] for a leak in 2020 that killed 900 fish.",
        ("2024-09-24", "2024-09-24"),
    ),
    (
        "On Tuesday the court fined the firm £4m for a leak in 2020 that killed [900] fish.",
        ("2020-01-01", "2020-12-31"),
    ),
    (
        "Sales were £4m in 2022, [£5m] in 2023 and will reach £6m in 2025.",
        ("2023-01-01", "2023-12-31"),
    ),
    (
        "Sales were £4m in 2022, £5m in 2023 and will reach [£6m] in 2025.",
        ("2025-01-01", "2025-12-31"),
    ),
    (
        "The firm, which made [£4m] in 2022, has hired 40 people this year.",
        ("2022-01-01", "2022-12-31"),
    ),
    (
        "The firm, which made £4m in 2022, has hired [40] people this year.",
        ("2024-01-01", "2024-12-31"),
    ),
    (
        "Marlo Foods said on Tuesday that revenue rose 12% to $1.2bn in the three months to the "
        "end of June. Net profit was [$80m], compared with $70m a year earlier. It opened 40 "
        "shops during the period.",
        ("2024-04-01", "2024-06-30"),
    ),
    (
        "Marlo Foods said on Tuesday that revenue rose 12% to $1.2bn in the three months to the "
        "end of June. Net profit was $80m, compared with [$70m] a year earlier. It opened 40 "
        "shops during the period.",
        ("2023-04-01", "2023-06-30"),
    ),
    (
        "Marlo Foods said on Tuesday that revenue rose [12%] to $1.2bn in the three months to "
        "the end of June. Net profit was $80m, compared with $70m a year earlier. It opened 40 "
        "shops during the period.",
        ("2024-04-01", "2024-06-30"),
    ),
    (
        "Consumer prices rose 3.4% in August from a year earlier, the statistics office said on "
        "Friday. Economists had expected [3.6%].",
        ("2024-08-01", "2024-08-31"),
    ),
    (
        "The jobless rate was 5.2% in August. It was [4.9%] in the same month of 2023.",
        ("2023-08-01", "2023-08-31"),
    ),
    (
        "About [2,300] people responded to the consultation, which ran from 3 May to 14 June.",
        ("2024-05-03", "2024-06-14"),
    ),
    (
        "The agency recorded 214 cases of measles last month. [Nineteen] people needed hospital "
        "treatment.",
        ("2024-08-01", "2024-08-31"),
    ),
    (
        "Wind supplied 31% of power in August, the operator said, while gas supplied [40%].",
        ("2024-08-01", "2024-08-31"),
    ),
    (
        "At least [7] people died when a tram - whose driver was later held - overturned Tuesday.",
        ("2024-09-24", "2024-09-24"),
    ),
    ("Police seized [40] rifles last Sunday (15 September).", ("2024-09-15", "2024-09-15")),
    ("Marlo – which has a [1,340]km border – joined the pact in April 2023.", NONE),
    ("This brings it back to where it was in January, with a rate of [6.1]%.", NONE),
    ("There have been [900] quakes since a big one in 2004.", ("2004-01-01", "2024-09-27")),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_time_of_a_clause(
    claim_at: Callable[[str], Claim], marked: str, expected: tuple[str | None, str | None]
) -> None:
    claim = claim_at(marked)
    assert (claim.period_start, claim.period_end) == expected
