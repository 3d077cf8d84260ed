"""The day of what happened, carried on; published on Friday, 27 September 2024."""

from collections.abc import Callable

import pytest

from terms.model import Claim

NONE = (None, None)

CASES = [
    (
        "Two trains collided near Orla on Thursday, killing 14 people. Another [60] were injured.",
        ("2024-09-26", "2024-09-26"),
    ),
    (
        "Two trains collided near Orla on Thursday, killing 14 people.\n\nAbout [200] passengers "
        "were on board the trains, officials said.",
        ("2024-09-26", "2024-09-26"),
    ),
    (
        "A 6.1-magnitude earthquake struck the island on Tuesday. The quake hit at a depth of "
        "[10 km].",
        ("2024-09-24", "2024-09-24"),
    ),
    (
        "A [6.1]-magnitude earthquake struck the island on Tuesday. The quake hit at a depth of "
        "10 km.",
        ("2024-09-24", "2024-09-24"),
    ),
    (
        "A 6.1-magnitude earthquake struck the island on Tuesday.\n\nLandslides killed 12 "
        "people and injured [70] others, the agency said.",
        ("2024-09-24", "2024-09-24"),
    ),
    (
        "A fire broke out in a warehouse in Tarn on Monday. Eight engines and [60] firefighters "
        "fought the blaze.",
        ("2024-09-23", "2024-09-23"),
    ),
    (
        "The storm hit the coast on Wednesday. Winds reached 140 km/h and [9,000] homes lost "
        "power.",
        ("2024-09-25", "2024-09-25"),
    ),
    (
        "The storm hit the coast on Wednesday. Winds reached [140 km/h] and 9,000 homes lost "
        "power.",
        ("2024-09-25", "2024-09-25"),
    ),
    ("A bus carrying [45] pilgrims plunged into a ravine on Sunday.", ("2024-09-22", "2024-09-22")),
    (
        "Police seized 400 kg of cocaine in a raid on Tuesday. [Six] people were arrested.",
        ("2024-09-24", "2024-09-24"),
    ),
    (
        "Police seized 400 kg of cocaine in a raid on Tuesday. The drugs had a street value of "
        "[£30m].",
        NONE,
    ),
    (
        "A ferry with 120 people on board ran aground on Sunday. All passengers were taken off "
        "within two hours, and [four] were treated for hypothermia.",
        ("2024-09-22", "2024-09-22"),
    ),
    (
        "A ferry with [120] people on board ran aground on Sunday. All passengers were taken off "
        "within two hours, and four were treated for hypothermia.",
        ("2024-09-22", "2024-09-22"),
    ),
    (
        "The match drew [31,000] fans on Saturday. The stadium holds 46,000.",
        ("2024-09-21", "2024-09-21"),
    ),
    ("The match drew 31,000 fans on Saturday. The stadium holds [46,000].", NONE),
    (
        "An earthquake hit the island on Tuesday, killing 12 people. In March 2009, a quake "
        "there killed [30] people.",
        ("2009-03-01", "2009-03-31"),
    ),
    (
        "A fire in a mill killed three people on Monday.\n\nFifty guests were led out.\n\nThe mill"
        " sells [900] loaves a day.",
        NONE,
    ),
    (
        "A fire in a mill killed three people on Monday.\n\nCrews came.\n\nBread was sold.\n\n"
        "Songs were sung.\n\nAt a fair [40] choirs met.",
        NONE,
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_day_of_what_happened(
    claim_at: Callable[[str], Claim], marked: str, expected: tuple[str | None, str | None]
) -> None:
    claim = claim_at(marked)
    assert (claim.period_start, claim.period_end) == expected
