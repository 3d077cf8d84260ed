"""Numbers that take their unit or measure from the one before them in the sentence."""

from collections.abc import Callable

import pytest

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Lornco reported revenue of €4.1bn on Wednesday, up 21% from a year ago.",
        "Revenue was €4.1bn (+21%).",
        "Revenue was €4.1bn in May, a rise of 21%.",
        "Revenue reached €4.1bn, which represents growth of 21%.",
    ],
)
def test_a_trailing_move_measures_what_moved(claims_of: ClaimsOf, text: str) -> None:
    level, move = claims_of(text)
    assert move.unit == "percent"
    assert "evenue" in (move.measure or "")
    assert move.measure == level.measure


@pytest.mark.parametrize(
    ("text", "level", "move"),
    [
        ("Lornco reported 2030 revenue of €4bn on Wednesday, up 21%.", "2030", "2030"),
        ("Lornco posted a 2030 loss of €4bn last week.", "2030", None),
        ("Sales came to €4bn in 2029, up 21% in 2030.", "2029", "2030"),
    ],
)
def test_a_trailing_move_is_of_the_same_time(
    claims_of: ClaimsOf, text: str, level: str, move: str | None
) -> None:
    periods = [claim.period_text for claim in claims_of(text)]
    assert periods == [level, move][: len(periods)]


def test_a_new_clause_measures_its_own(claims_of: ClaimsOf) -> None:
    claims = claims_of("Revenue was €4.1bn, and staff costs rose 21%.")
    assert "staff costs" in (claims[-1].measure or "")
