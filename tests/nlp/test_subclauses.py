"""Which clauses share a time; published on Friday, 27 September 2024."""

from collections.abc import Callable

import pytest

from nlp.model import Claim

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
    ("Some [40%] of the shops that closed in 2020 have reopened.", NONE),
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
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_time_of_a_clause(
    claim_at: Callable[[str], Claim], marked: str, expected: tuple[str | None, str | None]
) -> None:
    claim = claim_at(marked)
    assert (claim.period_start, claim.period_end) == expected
