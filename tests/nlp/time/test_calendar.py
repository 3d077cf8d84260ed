"""Days, weeks and months, and the day on which something was published."""

from datetime import date

import pytest

from nlp.time.calendar import UNRESOLVED, day, months, published_day, shift, week_of, weekday

FRIDAY = date(2024, 9, 27)


def test_a_day_that_the_calendar_lacks_is_unresolved() -> None:
    assert day(2024, 2, 30) is UNRESOLVED
    assert months(2024, 5, 2024, 3) is UNRESOLVED


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert (week_of(FRIDAY).start, week_of(FRIDAY).end) == ("2024-09-23", "2024-09-29")
    assert week_of(FRIDAY, -1).start == "2024-09-16"


def test_a_weekday_is_the_nearest_past_one_or_the_next() -> None:
    assert weekday(FRIDAY, 4) == FRIDAY
    assert weekday(FRIDAY, 4, ahead=True) == FRIDAY
    assert weekday(FRIDAY, 3, ahead=True) == date(2024, 10, 3)


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert shift(date(2024, 3, 31), months=-1) == date(2024, 2, 29)
    assert shift(date(2024, 3, 31), years=900) is None


@pytest.mark.parametrize(
    ("published", "zone", "expected"),
    [
        ("2024-05-01T22:30:00Z", None, date(2024, 5, 1)),
        ("2024-05-01T22:30:00Z", "Asia/Tokyo", date(2024, 5, 2)),
        ("2024-05-01T22:30:00Z", "+09:00", date(2024, 5, 2)),
        ("2024-05-01T02:30:00Z", "-05:00", date(2024, 4, 30)),
        ("2024-05-01", "Asia/Tokyo", date(2024, 5, 1)),
        ("2024-05-01T22:30:00Z", "Nowhere/Land", date(2024, 5, 1)),
        ("1970-01-01T00:00:00Z", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_the_day_of_publication_is_the_outlets_own(
    published: str | None, zone: str | None, expected: date | None
) -> None:
    assert published_day(published, zone) == expected
