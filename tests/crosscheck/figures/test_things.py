"""Small numbers that meet by chance: counts of two things, and two fates of people."""

from dataclasses import replace
from typing import Any

import pytest

from crosscheck.figures.things import of_two_fates, of_two_things


def _pair(desk: Any, one: str, other: str, units: tuple[str, str]) -> Any:
    for outlet, text, unit in zip(("courier", "gazette"), (one, other), units, strict=True):
        desk.write(outlet, text, {"unit": unit})
    return desk.claims


@pytest.mark.parametrize(
    ("one", "other", "units", "apart"),
    [
        ("[9] helicopters came.", "Crews flew [9] people out.", ("helicopter", "person"), True),
        ("The police seized [74] boxes.", "Smoke hid [74] streets.", ("box", "street"), True),
        ("[9] dwellings burned down.", "Flames took [9] houses.", ("dwelling", "house"), False),
        ("[9] villagers left.", "A bus took [9] residents.", ("villager", "resident"), False),
        ("[9] boxes of ore were sold.", "[9] crates of ore were sold.", ("box", "crate"), False),
        ("[190] cinemas show it.", "It hired [190] extras.", ("cinema", "person"), False),
    ],
)
def test_small_counts_of_two_nouns_are_of_two_things(
    desk: Any, one: str, other: str, units: tuple[str, str], *, apart: bool
) -> None:
    """Not people by two names, not synonyms, not what the same words stand beside, nothing large."""
    a, b = _pair(desk, one, other, units)
    assert of_two_things(a, b) is apart
    assert of_two_things(b, a) is apart


def test_two_fates_of_people_are_told_apart(desk: Any) -> None:
    a, b = _pair(desk, "[9] people died.", "[9] people were injured.", ("person", "person"))
    assert of_two_fates(a, b)
    assert of_two_things(a, b)
    assert not of_two_fates(a, replace(b, question=replace(b.question, tight=False)))
