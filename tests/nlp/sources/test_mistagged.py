"""Trailing cues without a verb's place in the parse, comparisons behind a cue, results."""

from collections.abc import Callable

import pytest

from terms.enums import Role
from terms.model import Hop

Chain = Callable[..., tuple[Hop, ...]]

TABLE: list[tuple[str, tuple[str, ...]]] = [
    # a plural and its cue, taken for nouns
    ("Some [40] boats sank in May, records from the harbour office show.", ("harbour office",)),
    (
        "At least 70 firms are hiring, data from the research group Larch Atlas show, and "
        "[90] percent of them pay well.",
        ("Larch Atlas",),
    ),
    (
        "The lake has lost [12]% of its water, scientists at the University of Orrin report in "
        "the journal Wetland Letters.",
        ("scientists at the University of Orrin",),
    ),
    # a past tense taken for a participle
    (
        "The auditor, Hale Brandt, estimated in June that prices had added [2.6] percent.",
        ("Hale Brandt",),
    ),
    # a comparison behind the cue is the speaker's, a participle the narrator's
    ("Rents rose 5% in June, the tax office said, up from [3]% in May.", ("tax office",)),
    ("Some 90 boats sank, police said, more than [twice] the number of 2019.", ("police",)),
    ("Exports fell to 40 tonnes, the ministry said, bringing the loss to [70] tonnes.", ()),
    # the rest of a poll's answers
    (
        "A poll of 800 voters by Orrin College found 58 percent opposed, with [31] percent in "
        "favour.",
        ("Orrin College",),
    ),
    # results go on in the paragraph
    (
        "Larkfield Foods said on Monday that profit fell 18% in May. Revenue at the group rose "
        "3% to £[12] million.",
        ("Larkfield Foods",),
    ),
    (
        "Larkfield Foods said on Monday that profit fell 18% in May.\nRevenue at the port rose "
        "3% to £[12] million.",
        (),
    ),
    # "that" before a clause points at no number before
    (
        "Some 300 boats sank, police said.\nThe minister swore in May that [300] homes would rise.",
        ("minister",),
    ),
]


@pytest.mark.parametrize(("marked", "names"), TABLE)
def test_whose_number_it_is(chain_of: Chain, marked: str, names: tuple[str, ...]) -> None:
    hops = [hop for hop in chain_of(marked) if hop.role is not Role.OUTLET]
    assert tuple(hop.name for hop in hops) == names
