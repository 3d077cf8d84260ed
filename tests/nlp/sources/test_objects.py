"""Reporting verbs with an object, an aim or an agent; data that show."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # passive
    (
        "A total of [512] infections were reported by the Lund Institute on Friday.",
        ("Lund Institute",),
    ),
    ("The [88] thefts recorded by police in March worry traders.", ("police",)),
    ("The toll was put at [31] by the civil defence agency.", ("civil defence agency",)),
    (
        "Losses of [14] million dinars were estimated by the chamber of commerce.",
        ("chamber of commerce",),
    ),
    ("The number of wolves, estimated by biologists at [250], has doubled.", ("biologists",)),
    ("Some [75] cases were reported last week.", ()),
    ("Around [40] people are thought to be missing.", ()),
    # objects
    ("The hospital reported [9] deaths overnight.", ("hospital",)),
    ("The ministry estimates the damage at [40] million florins.", ("ministry",)),
    ("The bank forecasts growth of [1.8] percent next year.", ("bank",)),
    ("Airlines predict [4] million passengers this summer.", ("Airlines",)),
    ("The weather service recorded [112] mm of rain in a day.", ("weather service",)),
    ("State radio put the death toll at [57].", ("State radio",)),
    ("Economists put the chance of a recession at [35] percent.", ("Economists",)),
    ("The agency announced [450] job cuts on Tuesday.", ("agency",)),
    # data shows
    ("Data from the Port Office show that [640] ships docked last year.", ("Port Office",)),
    ("Figures released by the treasury on Monday show a [6]% fall in revenue.", ("treasury",)),
    ("A Northgate poll found [54] percent of voters support the bridge.", ("Northgate",)),
    ("A survey by the Chamber of Mines found that [71] pits had closed.", ("Chamber of Mines",)),
    (
        "A study in the Meridian Journal suggests 1 in [9] children are affected.",
        ("Meridian Journal",),
    ),
    ("Tax records show the firm paid [300,000] crowns.", ("Tax records",)),
    ("Court documents revealed that he owed $[1.6] million.", ("Court documents",)),
    ("The audit uncovered waste. It found [220] pumps had never been used.", ("audit",)),
    ("In a Northgate survey of 1,200 adults, [38] percent said they had moved.", ("Northgate",)),
    (
        "Analysts polled by Delphi Markets expect inflation of [3.2] percent.",
        ("Analysts", "Delphi Markets"),
    ),
    # put figure
    (
        "Two officials briefed on the talks, who asked not to be named, put the price at $[6] billion.",
        ("Two officials briefed on the talks",),
    ),
    # aims
    ("The city plans to plant [4,000] trees.", ("city",)),
    ("The airline expects to carry [3] million passengers.", ("airline",)),
    ("The party promised to build [20,000] homes.", ("party",)),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_object(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
