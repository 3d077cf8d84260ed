from typing import Any

from crosscheck.figures.phrases import lexical


def test_words_are_compared_by_stem() -> None:
    assert lexical("people killed", "killing of people") == 1.0
    assert lexical("people killed", "houses destroyed") == 0.0
    assert lexical("", "") == 0.0
    assert 0.0 < lexical("people killed", "people hurt") < 1.0


def test_another_measure_may_stand_in(desk: Any) -> None:
    lead = "The ferry Morning Tern sank off Port Kaldera on Tuesday."
    desk.write("lantern", f"{lead} It had [88] lifejackets.", {"unit": "lifejacket"})
    desk.write("courier", f"{lead} [61] lifejackets hung in the hold.", {"unit": "lifejacket"})
    apart = desk.check(similarity=lambda phrase, other: 0.0)
    joined = desk.check(similarity=lambda phrase, other: 1.0)
    assert (len(apart.figures), len(joined.figures)) in {(2, 1), (1, 1)}
    assert len(joined.figures) == 1
