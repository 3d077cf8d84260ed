"""Cues and their scopes."""

import re

import pytest

from nlp.text.cues import PSEUDO, Cue, Cues

TEXT = "Lorn plans to hire 40 and, it said, build 12 homes by spring"
AIMS = Cue(re.compile("plans to"), "planned", reach=30, stops=re.compile("[,;]"))
BESIDE = Cue(re.compile("build $"), "near")
SEASON = Cue(re.compile(r"\bspring\b"), "dated", "backward", 20)
HIRED = Cue(re.compile(r"\bhire\b"), "people", "both")


def categories(cues: list[Cue], number: str, text: str = TEXT) -> list[str]:
    at = text.index(number)
    return list(Cues(cues).all_near(text, at, at + len(number)))


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
    plain = Cue(re.compile("only"), "exact")
    pseudo = Cue(re.compile("not only"), PSEUDO)
    assert categories([plain], "12", "not only 12") == ["exact"]
    assert not categories([plain, pseudo], "12", "not only 12")


def test_the_order_of_the_table() -> None:
    cues = [Cue(re.compile("b"), "second"), Cue(re.compile("a"), "first")]
    assert categories(cues, "7", "a b a b 7") == ["second", "first"]
