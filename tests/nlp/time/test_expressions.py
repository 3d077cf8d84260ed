"""Time expressions and the days they stand for."""

from datetime import date

import pytest

from nlp.time import Role, find_periods

FRIDAY = date(2024, 9, 27)


def days(text: str, today: date | None = FRIDAY) -> list[tuple[str | None, str | None]]:
    return [(p.days.start, p.days.end) for p in find_periods(text, 0, len(text), today)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("297 cases in the first seven months of 2024", "2024-01-01", "2024-07-31"),
        ("in the last three months of 2023", "2023-10-01", "2023-12-31"),
        ("between 2010 and 2015", "2010-01-01", "2015-12-31"),
        ("from 2010 to 2015", "2010-01-01", "2015-12-31"),
        ("during 2018", "2018-01-01", "2018-12-31"),
        ("fell last week", "2024-09-16", "2024-09-22"),
        ("hurt on Friday", "2024-09-27", "2024-09-27"),
        ("hurt on Tuesday", "2024-09-24", "2024-09-24"),
        ("hurt last Friday", "2024-09-20", "2024-09-20"),
        ("they will vote on Tuesday", "2024-10-01", "2024-10-01"),
        ("over the weekend", "2024-09-21", "2024-09-22"),
        ("January–July 2020", "2020-01-01", "2020-07-31"),
        ("from January to July", "2024-01-01", "2024-07-31"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("in September 2017", "2017-09-01", "2017-09-30"),
        ("in May last year", "2023-05-01", "2023-05-31"),
        ("on 3 March", "2024-03-03", "2024-03-03"),
        ("on November 16", "2023-11-16", "2023-11-16"),
        ("on Nov. 12-14, 2019", "2019-11-12", "2019-11-14"),
        ("on 2021-02-03", "2021-02-03", "2021-02-03"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last month", "2024-08-01", "2024-08-31"),
        ("since 2019", "2019-01-01", "2024-09-27"),
        ("so far this year", "2024-01-01", "2024-09-27"),
        ("year-to-date", "2024-01-01", "2024-09-27"),
        ("by 2040", None, "2040-12-31"),
        ("by the end of 2025", None, "2025-12-31"),
        ("by the end of the next decade", None, "2039-12-31"),
        ("by the end of the decade", None, "2029-12-31"),
        ("at the end of the month", "2024-09-30", "2024-09-30"),
        ("starting in 2030", "2030-01-01", None),
        ("at the end of 2017", "2017-12-31", "2017-12-31"),
        ("over the past six months", "2024-03-27", "2024-09-27"),
        ("in the past 24 hours", "2024-09-26", "2024-09-27"),
        ("over the next two years", "2024-09-27", "2026-09-27"),
        ("three days ago", "2024-09-24", "2024-09-24"),
        ("two years ago", "2022-01-01", "2022-12-31"),
        ("yesterday", "2024-09-26", "2024-09-26"),
        ("now 24%", "2024-09-27", "2024-09-27"),
        ("as of Tuesday", "2024-09-24", "2024-09-24"),
        ("between Saturday and Monday", "2024-09-21", "2024-09-23"),
        ("rain is due between Saturday and Monday", "2024-09-28", "2024-09-30"),
        ("from 3 May to 14 June", "2024-05-03", "2024-06-14"),
        ("in the half year to June", "2024-01-01", "2024-06-30"),
        ("in the week to 22 September", "2024-09-16", "2024-09-22"),
        ("the quarter ended June 28, 2024", "2024-03-29", "2024-06-28"),
        ("on Christmas Day", "2023-12-25", "2023-12-25"),
        ("since its launch in 2020", "2020-01-01", "2024-09-27"),
        ("schools close next year", "2025-01-01", "2025-12-31"),
        ("in the summer of 2022", None, None),
        ("in the June quarter", "2024-04-01", "2024-06-30"),
        ("in the December quarter of 2020", "2020-10-01", "2020-12-31"),
        ("all were open by 9 a.m. on Tuesday", None, "2024-09-24"),
        ("its forecast calls for snow by Tuesday", None, "2024-10-01"),
        ("the trial is set for Nov. 9", "2024-11-09", "2024-11-09"),
        ("in the third quarter of 2020", "2020-07-01", "2020-09-30"),
        ("in the second half of last year", "2023-07-01", "2023-12-31"),
        ("in the year to March 2020", "2019-04-01", "2020-03-31"),
        ("in the three months to June", "2024-04-01", "2024-06-30"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 1300s", "1300-01-01", "1399-12-31"),
        ("in the 19th century", "1801-01-01", "1900-12-31"),
    ],
)
def test_resolves_against_the_day_of_publication(
    text: str, start: str | None, end: str | None
) -> None:
    assert days(text) == [(start, end)]


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


@pytest.mark.parametrize(
    "text",
    [
        "prices may rise",
        "they march on",
        "the sun was out",
        "2,019 people",
        "$2019 a head",
        "at 12.30",
        "2019 people came",
        "second hand",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert days(text) == []


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
    text = piece * (40_000 // len(piece))
    assert len(find_periods(text, 0, len(text), FRIDAY)) <= len(text)
