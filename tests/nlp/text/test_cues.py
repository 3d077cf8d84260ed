"""Cues and their scopes."""

import re

import pytest

from nlp.text.cues import PSEUDO, Cue, Cues

TEXT = "Lorn plans to hire 40 and, it said, build 12 homes by spring"
AIMS = Cue("aim", "planned", reach=30, pattern=re.compile(r"plans to"), stops=re.compile("[,;]"))
BESIDE = Cue("beside", "near", pattern=re.compile(r"build $"))
SEASON = Cue("season", "dated", "backward", 20, pattern=re.compile(r"\bspring\b"))
HIRED = Cue("hired", "people", "both", pattern=re.compile(r"\bhire\b"))


def categories(cues: list[Cue], number: str, text: str = TEXT) -> list[str]:
    at = text.index(number)
    return [one.category for one in Cues(cues).all_near(text, at, at + len(number))]


@pytest.mark.parametrize(
    ("cue", "of_40", "of_12"),
    [
        (AIMS, True, False),  # a comma ends its scope
        (BESIDE, False, True),  # nothing may stand between
        (SEASON, False, True),  # too far behind the first
        (HIRED, True, True),
    ],
)
def test_scope_over_text(cue: Cue, of_40: bool, of_12: bool) -> None:
    assert categories([cue], "40") == [cue.category] * of_40
    assert categories([cue], "12") == [cue.category] * of_12


def test_a_pseudo_cue_hides_the_cue_that_it_covers() -> None:
    plain = Cue("only", "exact", pattern=re.compile("only"))
    pseudo = Cue("not-only", PSEUDO, pattern=re.compile("not only"))
    assert categories([plain], "12", "not only 12") == ["exact"]
    assert not categories([plain, pseudo], "12", "not only 12")


def test_the_nearest_place_and_the_order_of_the_table() -> None:
    cues = Cues(
        [Cue("b", "second", pattern=re.compile("b")), Cue("a", "first", pattern=re.compile("a"))]
    )
    found = cues.near("a b a b 7", 8, 9)
    assert found is not None
    assert (found.category, found.start) == ("second", 6)


def test_the_longest_phrase_wins() -> None:
    cues = Cues([Cue("x", "short", words=("than",)), Cue("y", "long", words=("more than",))])
    found = cues.ending(["with", "more", "than"])
    assert found is not None
    assert (found[0].category, found[1]) == ("long", 2)
