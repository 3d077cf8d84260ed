"""Reporting verbs with a clause: said that, …, police say."""

from collections.abc import Callable

import pytest

Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # said-that
    ("The Harbour Board said on Monday that [340] ferries had been cancelled.", ("Harbour Board",)),
    ("Police say [14] bridges are closed.", ("Police",)),
    ("The health ministry announced [1,200] new beds would open by June.", ("health ministry",)),
    (
        "Mayor Ines Calder told the council that the works would cost $[4.2] million.",
        ("Ines Calder",),
    ),
    ("The union claims that [6,000] workers joined the strike.", ("union",)),
    (
        "Deputy minister Tomas Brandt warned that [80,000] households could lose power.",
        ("Tomas Brandt",),
    ),
    ("The charity denied it had lost [3] million euros.", ("charity",)),
    ("The operator admitted [17] trains had run without brakes checks.", ("operator",)),
    ("Rescuers said they had pulled [23] people from the rubble.", ("Rescuers",)),
    ("The port authority confirmed that [41] containers fell overboard.", ("port authority",)),
    ("The mayor said nine schools would close and [four] would merge.", ("mayor",)),
    ("The company said it would cut 300 jobs, but would hire [120] apprentices.", ("company",)),
    # inherited subject
    ("The regulator rejected the appeal and said [52] stations were affected.", ("regulator",)),
    ("The governor praised the crews, adding that [18] villages had power again.", ("governor",)),
    (
        "Residents of Port Alder gathered, with officials saying [70] homes were flooded.",
        ("officials",),
    ),
    # inverted, trailing, mid
    ("About [900] people were evacuated, the coastguard said.", ("coastguard",)),
    ("At least [12] boats sank, said harbour master Lena Voss.", ("Lena Voss",)),
    ("The damage, the insurer said, exceeded [40] million crowns.", ("insurer",)),
    ("Ticket prices will rise [8]%, the operator announced on Friday.", ("operator",)),
    ("Some [2,300] hectares have burned, according to firefighters.", ("firefighters",)),
    (
        "Turnout reached [61] percent, election officials said late on Sunday.",
        ("election officials",),
    ),
    (
        "As Mila Horvat reports for the Harbour Courier, [26] clinics have closed.",
        ("Harbour Courier",),
    ),
    ("The bridge, as the ministry put it, carries [9,000] cars a day.", ("ministry",)),
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_reporting_clause(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected
