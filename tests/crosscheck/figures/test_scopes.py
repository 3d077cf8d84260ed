from dataclasses import replace

import pytest

from crosscheck.figures import scopes as lattice
from crosscheck.figures.scopes import Scope
from crosscheck.model import LedgerClaim
from terms.enums import Kind, Region
from terms.question import NO_QUESTION, Question, TimeCue

BASE = LedgerClaim(
    "12 people died in May.", 0, 0, 2, "12", Region.BODY, Kind.COUNT, 12, 12, 12, 12, 12, "person",
    id="c", version_id="v", article_id="a", outlet_id="o",
)  # fmt: skip
FLIPPED = {Scope.INSIDE: Scope.AROUND, Scope.AROUND: Scope.INSIDE}


def dated(start: str | None, end: str | None, text: str | None = None) -> LedgerClaim:
    return replace(BASE, period_start=start, period_end=end, period_text=text)


@pytest.mark.parametrize(
    ("a", "b", "scope"),
    [
        (("2031-05-01", "2031-05-31"), ("2031-05-01", "2031-05-31"), Scope.SAME),
        (("2031-05-01", "2031-05-31"), ("2031-06-01", "2031-06-30"), Scope.APART),
        (("2031-05-01", "2031-05-31"), ("2031-01-01", "2031-12-31"), Scope.INSIDE),
        (("2031-01-01", "2031-12-31"), ("2031-05-01", "2031-05-31"), Scope.AROUND),
        (("2031-05-01", "2031-05-01"), ("2031-05-04", "2031-05-04"), Scope.SAME),
        (("2031-05-01", "2031-05-01"), ("2031-06-04", "2031-06-04"), Scope.APART),
        ((None, None), ("2031-06-04", "2031-06-04"), Scope.UNKNOWN),
    ],
)
def test_periods(
    a: tuple[str | None, str | None], b: tuple[str | None, str | None], scope: Scope
) -> None:
    assert lattice.period(dated(*a), dated(*b)) is scope
    assert lattice.period(dated(*b), dated(*a)) is FLIPPED.get(scope, scope)


def test_new_counts_of_two_days_are_two_periods() -> None:
    one = replace(dated("2031-05-01", "2031-05-01"), accumulation="new")
    assert lattice.period(one, dated("2031-05-02", "2031-05-02")) is Scope.APART


@pytest.mark.parametrize(
    ("unit", "other", "scope"),
    [
        ("person", "person", Scope.SAME),
        ("child", "person", Scope.INSIDE),
        ("person", "child", Scope.AROUND),
        ("soldier", "policeman", Scope.APART),
        ("schoolgirl", "girl", Scope.SAME),
    ],
)
def test_populations(unit: str, other: str, scope: Scope) -> None:
    assert lattice.population(replace(BASE, unit=unit), replace(BASE, unit=other)) is scope


def test_only_what_is_printed_beside_the_number_excludes() -> None:
    printed = Question(dated=True)
    may = replace(dated("2031-05-01", "2031-05-31", "May"), question=printed)
    june = replace(dated("2031-06-01", "2031-06-30", "June"), question=printed)
    assert lattice.excludes(may, june)
    carried = replace(june, question=NO_QUESTION)
    assert not lattice.excludes(may, carried)


def test_a_forecast_excludes_an_outcome() -> None:
    forecast = replace(BASE, status="projected")
    assert lattice.excludes(BASE, forecast)
    assert not lattice.excludes(forecast, forecast)


def test_new_and_total_exclude_each_other() -> None:
    new, total = replace(BASE, accumulation="new"), replace(BASE, accumulation="total")
    assert lattice.excludes(new, total)
    assert not lattice.excludes(new, BASE)


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (("04-25",), ("07-11",), True),
        (("04",), ("07",), True),
        (("04-25",), ("07",), True),
        (("04-25",), ("04-30",), False),
        (("12-30",), ("01-02",), False),
        (("04",), ("04-11",), False),
        (("03-28", "04-04"), ("03-28",), False),
        ((), ("03-28",), False),
    ],
)
def test_days_without_a_year(mine: tuple[str, ...], theirs: tuple[str, ...], apart: bool) -> None:
    a, b = (
        replace(BASE, question=Question(times=(TimeCue(days=frozenset(days)),)))
        for days in (mine, theirs)
    )
    assert lattice.named_apart(a, b) is lattice.named_apart(b, a) is apart


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ("2021-22", "2022–23", True),
        ("2021/22 season", "2022/23", True),
        ("FY22", "the 2022-23 financial year", True),
        ("FY23", "2022/2023", False),
        ("2018-19 and 2022-23", "2020-21", False),
        ("since 2018-19", "2022-23", False),
        ("2010-15", "2016-17", False),
        ("May", "2016-17", False),
    ],
)
def test_split_years_without_days(mine: str, theirs: str, apart: bool) -> None:
    a, b = (
        replace(dated(None, None, text), sentence=f"It rained on 12 days in {text}.")
        for text in (mine, theirs)
    )
    assert lattice.named_apart(a, b) is lattice.named_apart(b, a) is apart
    assert lattice.excludes(a, b) is lattice.excludes(b, a) is apart
