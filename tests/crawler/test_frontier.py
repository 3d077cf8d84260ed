"""When to look again."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.schedule import (
    AGE_SHARE,
    FIRST_INTERVAL,
    LAST_LOOK,
    LONGEST_PACE,
    next_list,
    next_look,
    parsed,
)

T0 = datetime(2031, 5, 4, 12, tzinfo=UTC)


def test_looks_decay_with_the_article_s_age():
    at, looks = T0, []
    while (due := next_look(T0, at)) is not None:
        looks.append(due)
        at = due

    gaps = [later - earlier for earlier, later in zip([T0, *looks], looks, strict=False)]
    assert gaps == sorted(gaps)
    assert gaps[0] == FIRST_INTERVAL
    first_day = sum(due - T0 <= timedelta(days=1) for due in looks)
    assert first_day > len(looks) / 2
    assert looks[-1] - T0 >= LAST_LOOK


@pytest.mark.parametrize("hours", [2, 24, 24 * 7])
def test_due_when_the_share_of_its_age_is_reached(hours):
    checked = T0 + timedelta(hours=hours)

    due = next_look(T0, checked)

    assert (due - checked) / (due - T0) == pytest.approx(AGE_SHARE)


def test_lists_are_due_at_once_while_they_move_and_rest_when_they_rest():
    soon = next_list(T0, T0, None)
    day = next_list(T0, T0 + timedelta(days=1), None)
    year = next_list(T0, T0 + timedelta(days=365), None)

    assert soon - T0 == timedelta(seconds=1)
    assert timedelta(hours=2) < day - T0 - timedelta(days=1) < timedelta(hours=3)
    assert year - T0 - timedelta(days=365) == LONGEST_PACE
    hourly = next_list(T0, T0 + timedelta(hours=3), 60)
    assert hourly - T0 - timedelta(hours=3) == timedelta(hours=1)


def test_parsed_is_aware():
    assert parsed("2031-05-04T12:00:00Z") == T0
