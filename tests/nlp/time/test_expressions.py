"""Time expressions and the days they stand for."""

from datetime import date

import pytest

from nlp.time import Role, find_periods

FRIDAY = date(2024, 9, 27)


def days(text: str, today: date | None = FRIDAY) -> list[tuple[str | None, str | None]]:
    return [(p.days.start, p.days.end) for p in find_periods(text, 0, len(text), today)]


@pytest.mark.parametrize(
    "text",
    [
        "in fiscal year 2019",
        "in the third quarter",
        "in the 2022-23 season",
        "in its first year",
        "last summer",
        "a year earlier",
        "in the same period last year",
    ],
)
def test_what_no_calendar_resolves_keeps_its_words(text: str) -> None:
    (period,) = find_periods(text, 0, len(text), FRIDAY)
    assert period.text
    assert (period.days.start, period.days.end) == (None, None)


def test_what_follows_from_compares_and_opens_no_period() -> None:
    (period,) = find_periods("up 180 from 2023", 0, 16, FRIDAY)
    assert (period.text, period.role) == ("2023", Role.DURING)


def test_without_a_publication_day_only_full_dates_resolve() -> None:
    assert days("in May 2019 and last week", None) == [("2019-05-01", "2019-05-31"), (None, None)]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Şehir. It closed in May 2019."
    (period,) = find_periods(text, 7, len(text), FRIDAY)
    assert text[period.start : period.end] == period.text == "May 2019"


@pytest.mark.parametrize(
    "piece", ["May ", "Q1 ", "in the ", "2019-", "last ", "by the end of ", "12 months to ", "a"]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert len(find_periods(text, 0, len(text), FRIDAY)) <= len(text)


@pytest.mark.parametrize(
    ("country", "text", "days"),
    [
        ("GB", "in the 2023–24 financial year", ("2023-04-01", "2024-03-31")),
        ("IN", "in the financial year 2023-24", ("2023-04-01", "2024-03-31")),
        ("AU", "in the 2023/24 financial year", ("2023-07-01", "2024-06-30")),
        ("US", "in the 2023-24 federal fiscal year", ("2023-10-01", "2024-09-30")),
        ("US", "in the 2023-24 fiscal year", (None, None)),
        ("FR", "in the 2023-24 financial year", (None, None)),
        ("AU", "between the 2018-19 and 2022-23 financial years", ("2018-07-01", "2023-06-30")),
        ("GB", "in 2023-24", (None, None)),
        ("GB", "in the 2023-24 academic year", (None, None)),
        ("GB", "in the 2010-15 financial year", (None, None)),
        (None, "in the 2023-24 financial year", (None, None)),
    ],
)
def test_a_country_fixes_its_financial_year(
    country: str | None, text: str, days: tuple[str | None, str | None]
) -> None:
    (period,) = find_periods(text, 0, len(text), FRIDAY, country=country)
    assert (period.days.start, period.days.end) == days
