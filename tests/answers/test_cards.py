"""Sides of a figure, as they are called."""

from typing import Any

import pytest

from answers.cards import tell_apart


def printed(called: str, change: str | None, value: float = 12, unit: str = "percent") -> Any:
    return {"called": called, "change": change, "value": value, "unit": unit}


@pytest.mark.parametrize(
    ("step", "called"),
    [
        (printed("down 12%", "decrease_by"), "to 12%"),
        (printed("up 12%", "increase_by"), "to 12%"),
        (printed("down 13%", "decrease_by", 13), "12%"),
        (printed("down 12 points", "decrease_by", unit="point"), "12%"),
        (printed("12%", "decrease_to"), "12%"),
        (printed("12%", None), "12%"),
    ],
)
def test_a_level_is_told_from_an_equal_step(step: Any, called: str) -> None:
    sides = [printed("12%", "decrease_to"), step]
    tell_apart(sides)
    assert sides[0]["called"] == called
    assert sides[1]["called"] == step["called"]
