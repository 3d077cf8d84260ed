"""Of whom a number is, and whether a later text says it."""

import pytest

from answers.populations import groups_in


@pytest.mark.parametrize(
    ("measure", "text", "told"),
    [
        ("share of nurses in the district", "22 percent have had no second jab.", False),
        ("share of nurses in the district", "22 percent of nurses had none.", True),
        ("share of small shops", "40 percent of shops closed.", False),
        ("cases among children under five", "63 measles cases in Sundry.", False),
        ("cases among children under five", "63 children fell ill.", False),
        ("cases among children under five", "63 boys and girls under five.", True),
        ("remand prisoners held", "The jail holds 1,240 prisoners.", False),
        ("remand prisoners held", "1,240 prisoners on remand.", True),
        ("boats used by rescuers", "Thirty boats were out.", True),
        ("claims by young migrants", "2,360 claims were made.", False),
        ("people hurt", "Twelve were treated.", True),
        ("suspected victims of the flood", "Twelve died.", True),
        ("tonnes of rubber that workers stored", "900 tonnes burned.", True),
    ],
)
def test_whether_a_text_tells_of_the_same_ones(measure: str, text: str, told: bool) -> None:
    assert all(group.is_told(text) for group in groups_in(measure)) is told
