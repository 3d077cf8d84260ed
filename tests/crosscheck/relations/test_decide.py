"""The decided order, case by case. Outlets, bodies and events are made up."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crosscheck.figures.facets import facets_of
from crosscheck.figures.readings import (
    acronym,
    bodies,
    find_readings,
    origin_named,
    same_body,
    same_origin,
)
from crosscheck.relations.catalogue import rule_of
from crosscheck.relations.decide import Finding, by_law, by_opinion, comparable, relate
from crosscheck.relations.judge import Opinion
from crosscheck.relations.misquotes import pattern
from crosscheck.relations.updates import Motion, by_clock, by_words
from crosscheck.relations.verdicts import judge
from crosscheck.weighing import motion_of
from tests.crosscheck.conftest import CUTS
from tests.crosscheck.prove import misfit

LEAD = "The earthquake struck the Kaldera valley before dawn on Tuesday."
STATIC, TOLL, PRICE = Motion(), Motion(moving=True, toll=True), Motion(fluctuating=True)
AGENCY = "Kaldera Civil Protection"
HOSPITAL = "Port Hospital"


def settled(a: Any, b: Any, motion: Motion, clash: float = 0.9) -> Finding | None:
    """What is decided where the judge takes what words or the clock order for an update."""
    ordered = by_words(a, b, motion) or by_clock(a, b, motion)
    opinion = Opinion(0.0, 0.9) if ordered else Opinion(clash, 0.0)
    if not comparable(a, b):
        return None
    return by_law(a, b, {}) or by_opinion(a, b, motion, opinion, CUTS)


def pair(
    new_desk: Callable[[], Any],
    a: dict[str, Any],
    b: dict[str, Any],
    one_article: bool = False,
    words: str = "[{}] people were killed.",
) -> tuple[Any, Any]:
    desk = new_desk()
    at = [f.pop("at", "2031-03-04T08:00:00Z") for f in (a, b)]
    told = [f.pop("words", words).format(f.pop("quote", f.get("value"))) for f in (a, b)]
    if one_article:
        desk.write("lantern", f"{LEAD} {told[0]} {told[1]}", a, b, at=at[0], name="one")
    else:
        desk.write("lantern", f"{LEAD} {told[0]}", a, at=at[0], name="one")
        desk.write("courier", f"{LEAD} {told[1]}", b, at=at[1], name="two")
    articles = {article.id: article for article in desk.articles}
    readings = [find_readings("f", [c], articles, {c.id: c.outlet_id})[0] for c in desk.claims]
    return readings[0], readings[1]


CASES = [
    ("same number", {"value": 12}, {"value": 12}, STATIC, "corroborated"),
    ("same number, about", {"value": 12}, {"value": 12, "qualifier": "about"}, STATIC, "corroborated"),
    ("same body", {"value": 12, "by": AGENCY}, {"value": 12, "by": AGENCY}, STATIC, "echo"),
    ("rounded", {"value": 4270}, {"value": 4300}, STATIC, "rounded"),
    ("more than the same", {"value": 51}, {"value": 51, "qualifier": "more_than"}, STATIC, "bound"),
    ("bound", {"value": 300, "qualifier": "more_than"}, {"value": 340}, STATIC, "bound"),
    ("toll grows", {"value": 36}, {"value": 63, "at": "2031-03-05T08:00:00Z"}, TOLL, "updated"),
    ("old bound of a toll", {"value": 12, "qualifier": "at_least"}, {"value": 63}, TOLL, "bound"),
    ("length does not move", {"value": 36}, {"value": 93, "at": "2031-03-05T08:00:00Z"}, STATIC, "unattributed_conflict"),
    ("as-of", {"value": 36, "as_of": "2031-03-04"}, {"value": 63, "as_of": "2031-03-05"}, STATIC, "updated"),
    ("withdrawn", {"value": 310, "status": "withdrawn"}, {"value": 130}, STATIC, "revised_down"),
    ("one body", {"value": 36, "by": AGENCY}, {"value": 48, "by": AGENCY}, STATIC, "reporting_error"),
    ("two bodies", {"value": 36, "by": AGENCY}, {"value": 48, "by": HOSPITAL}, STATIC, "source_dispute"),
    ("a class of sources", {"value": 36, "by": "officials"}, {"value": 48, "by": "officials"}, STATIC, "unattributed_conflict"),
    ("nobody named", {"value": 36}, {"value": 48}, STATIC, "unattributed_conflict"),
    ("no one was hurt", {"value": 0}, {"value": 2}, TOLL, "unattributed_conflict"),
    ("transposed by one body", {"value": 36, "by": AGENCY}, {"value": 63, "by": AGENCY}, STATIC, "misquote"),
    ("tenfold without a body", {"value": 1.2, "kind": "measurement", "unit": "km"}, {"value": 12, "kind": "measurement", "unit": "km"}, STATIC, "misquote"),
    ("tenfold of two bodies", {"value": 12, "by": AGENCY}, {"value": 120, "by": HOSPITAL}, STATIC, "source_dispute"),
    ("converted", {"value": 10, "kind": "measurement", "unit": "km"}, {"value": 6.2, "kind": "measurement", "unit": "mile", "low": 6.15, "high": 6.25}, STATIC, "converted"),
    ("price of the moment", {"value": 6156}, {"value": 6562, "at": "2031-03-04T10:00:00Z"}, PRICE, "updated"),
    ("tens may be rounded", {"value": 30}, {"value": 32}, STATIC, "rounded"),
    ("new beside total", {"value": 5, "accumulation": "new"}, {"value": 90, "accumulation": "total"}, STATIC, "stock_vs_flow"),
    ("children and soldiers", {"value": 5, "unit": "child"}, {"value": 9, "unit": "soldier"}, STATIC, "different_population"),
    ("children of all", {"value": 5, "unit": "child"}, {"value": 90}, STATIC, "subset"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "a", "b", "motion", "expected"), CASES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_decided_order(
    new_desk: Callable[[], Any],
    name: str,
    a: dict[str, Any],
    b: dict[str, Any],
    motion: Motion,
    expected: str,
) -> None:
    one, other = pair(new_desk, dict(a), dict(b))
    found = settled(one, other, motion)
    assert found is not None
    assert found.relation == expected
    rule = rule_of(found.rule)
    assert rule is not None
    assert found.relation in rule.relations
    assert misfit(found.facts, rule.facts) is None


def test_one_article_with_two_numbers(new_desk: Callable[[], Any]) -> None:
    one, other = pair(new_desk, {"value": 36}, {"value": 48}, one_article=True)
    found = settled(one, other, STATIC)
    assert found is not None
    assert found.relation == "inconsistent_within_article"


@pytest.mark.parametrize(
    ("later", "same", "expected"),
    [
        ("2031-03-05T08:00:00Z", 0.9, "updated"),
        ("2031-03-05T08:00:00Z", 0.05, "bound"),
        ("2031-03-04T08:00:00Z", 0.9, "bound"),
        ("2031-03-03T08:00:00Z", 0.9, "bound"),
    ],
)
def test_a_bound_is_left_behind_by_a_later_number(
    new_desk: Callable[[], Any], later: str, same: float, expected: str
) -> None:
    first, second = {"value": 19, "qualifier": "at_least"}, {"value": 64, "at": later}
    row = relate(*pair(new_desk, first, second), STATIC, lambda: Opinion(same, 0.0), CUTS)
    assert row is not None
    assert row.relation == expected


def test_a_denied_number_stands_beside_none(new_desk: Callable[[], Any]) -> None:
    one, other = pair(new_desk, {"value": 36, "status": "denied"}, {"value": 36})
    assert settled(one, other, STATIC) is None


def test_currencies_without_a_rate_are_told_apart(new_desk: Callable[[], Any]) -> None:
    money = {"kind": "money", "value": 500}
    one, other = pair(
        new_desk,
        {**money, "unit": "EUR", "at": "1990-01-01"},
        {**money, "unit": "USD", "at": "1990-01-01"},
    )
    assert settled(one, other, STATIC) is None


def test_currencies_convert_within_five_percent(new_desk: Callable[[], Any]) -> None:
    at = "2020-06-02T10:00:00Z"
    one, other = pair(
        new_desk,
        {"kind": "money", "value": 1000, "unit": "EUR", "at": at},
        {"kind": "money", "value": 1115, "unit": "USD", "at": at},
    )
    found = settled(one, other, STATIC)
    assert found is not None
    assert found.relation == "converted"
    assert found.facts["rate_day"] == "2020-06-02"


def test_a_later_lower_number_of_one_body_is_no_lag(new_desk: Callable[[], Any]) -> None:
    one, other = pair(
        new_desk,
        {"value": 51, "by": AGENCY, "at": "2031-03-04T08:00:00Z"},
        {"value": 24, "by": AGENCY, "at": "2031-03-06T08:00:00Z"},
    )
    found = settled(one, other, TOLL)
    assert found is not None
    assert found.relation == "revised_down"


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("The number was revised from [{0}] to [{1}].", 8, 6),
        ("Earlier reports had put it at [{0}]. It is [{1}].", 40, 80),
        ("It was originally given as [{0}]. Now it is [{1}].", 4, 5),
    ],
)
def test_cues_come_before_dates(
    new_desk: Callable[[], Any], words: str, old: int, new: int
) -> None:
    desk = new_desk()
    desk.write("lantern", words.format(old, new), {"value": old}, {"value": new}, name="one")
    articles = {a.id: a for a in desk.articles}
    first, second = (find_readings("f", [c], articles, {c.id: c.outlet_id})[0] for c in desk.claims)
    found = settled(first, second, STATIC)
    assert found is not None
    assert found.relation == ("revised_down" if new < old else "updated")
    assert (found.facts["old"], found.facts["new"]) == (str(old), str(new))


def test_an_update_names_the_reading_that_is_replaced(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    for outlet, value, day in (("lantern", 36, 4), ("courier", 63, 5)):
        desk.write(outlet, f"{LEAD} [{value}] people were killed.", at=f"2031-03-0{day}T08:00:00Z")
    outcome = desk.check()
    (row,) = outcome.relations
    (old,) = (r.id for r in outcome.readings if r.value == 36)
    assert (row.relation, row.replaced) == ("updated", old)
    assert (row.facts["old"], row.facts["new"], row.facts["step"]) == ("36", "63", 27)


def test_a_fraction_in_words_is_as_good_as_a_tenth(new_desk: Callable[[], Any]) -> None:
    share = {"kind": "ratio", "unit": "fraction", "value": 1 / 3, "quote": "a third"}
    for percent, expected in ((30, "rounded"), (43, "unattributed_conflict")):
        a, b = pair(new_desk, dict(share), {"kind": "percent", "unit": "percent", "value": percent})
        found = settled(a, b, STATIC)
        assert found is not None
        assert found.relation == expected


def test_severity_grows_with_the_distance(new_desk: Callable[[], Any]) -> None:
    def sure() -> Opinion:
        return Opinion(0.9, 0.05)

    near = relate(*pair(new_desk, {"value": 36}, {"value": 48}), STATIC, sure, CUTS)
    far = relate(*pair(new_desk, {"value": 36}, {"value": 480}), STATIC, sure, CUTS)
    assert near is not None
    assert far is not None
    assert 0 < near.severity < far.severity
    assert near.facts["difference"] == 12


def test_what_the_judge_is_unsure_of_is_a_lead(new_desk: Callable[[], Any]) -> None:
    one, other = pair(new_desk, {"value": 36}, {"value": 48})
    opinion = Opinion(0.4, 0.1, {"measure": 0.6}, against=("open: what is counted",))
    row = relate(one, other, STATIC, lambda: opinion, CUTS)
    assert row is not None
    assert (row.possible, row.probability) == (True, 0.4)
    assert row.severity > 0
    assert row.facts["open"] == ("what is counted",)
    unlikely = relate(one, other, STATIC, lambda: Opinion(0.01, 0.0, {"event": 0.6}), CUTS)
    assert unlikely is not None
    assert (unlikely.possible, unlikely.severity) == (True, 0.0)


def test_about_is_no_bound_of_a_number_printed_to_its_digits(new_desk: Callable[[], Any]) -> None:
    about = {"value": 4213, "qualifier": "about"}
    one, other = pair(new_desk, about, {"value": 4268})
    found = settled(one, other, STATIC)
    assert found is not None
    assert found.relation == "unattributed_conflict"
    one, other = pair(new_desk, {"value": 4200, "qualifier": "about"}, {"value": 4268})
    found = settled(one, other, STATIC)
    assert found is not None
    assert found.relation == "rounded"


def test_undated_numbers_have_no_order(new_desk: Callable[[], Any]) -> None:
    one, other = (replace(r, printed=None) for r in pair(new_desk, {"value": 36}, {"value": 63}))
    assert by_clock(one, other, TOLL) is None


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        (36, 63, "transposed"), (340, 3400, "times-10"), (1.2, 12, "times-10"), (5, 5000, "times-1000"),
        (1234, 124, "digit-dropped"), (4.27, 4.72, "transposed"), (36, 48, None), (0, 10, None),
        (12, 12, None), (13, 31, "transposed"), (2.5e6, 25e6, "times-10"),
    ],
)  # fmt: skip
def test_slips(a: float, b: float, rule: str | None) -> None:
    for one, other in ((a, b), (b, a)):
        found = pattern(one, other)
        assert (found and found.rule) == rule


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("U.S. Geological Survey", "USGS"), ("Kaldera Bureau of Mines", "KBM"),
        ("Maria Holt", "MH"), ("Reuters", "Reuters"), ("the police", "the police"),
    ],
)  # fmt: skip
def test_acronyms(name: str, short: str) -> None:
    assert acronym(name) == short


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("U.S. Geological Survey", "USGS", True),
        ("the Kaldera Civil Protection", "Kaldera Civil Protection", True),
        ("Ilse Varga", "Ms Varga", True),
        ("Kaldera Police", "Kaldera Hospital", False),
        ("police", "police", False),
        ("Ilse Varga", "Bram Oskarsson", False),
    ],
)
def test_same_origin(new_desk: Callable[[], Any], a: str, b: str, same: bool) -> None:
    one, other = pair(new_desk, {"value": 1, "by": a}, {"value": 2, "by": b})
    assert same_origin(one, other) is same_origin(other, one) is same


@pytest.mark.parametrize(
    "words",
    [
        "[{}] people are missing.",
        "[{}] sailors are unaccounted for.",
        "[{}] hikers have vanished.",
        "[{}] miners are trapped.",
        "[{}] tourists are stranded.",
        "[{}] pupils are stuck in the cave.",
    ],
)
def test_those_missing_or_trapped_rise_and_fall(new_desk: Callable[[], Any], words: str) -> None:
    for first, second in ((40, 12), (12, 40)):
        desk = new_desk()
        desk.write("lantern", f"{LEAD} {words.format(first)}", {}, at="2031-03-04T08:00:00Z")
        desk.write("courier", f"{LEAD} {words.format(second)}", {}, at="2031-03-05T08:00:00Z")
        articles = {article.id: article for article in desk.articles}
        facets = {c.id: facets_of(c, articles[c.article_id]) for c in desk.claims}
        motion = motion_of(desk.claims, facets)
        assert motion.swaying
        one, other = (
            find_readings("f", [c], articles, {c.id: c.outlet_id})[0] for c in desk.claims
        )
        update = Opinion(0.0, 0.9)
        found = by_opinion(one, other, motion, update, CUTS)
        assert (str(found.relation), found.rule, found.replaced) == ("updated", "judged", one.id)
        bare = [replace(r, printed=None) for r in (one, other)]
        undated = by_opinion(bare[0], bare[1], motion, update, CUTS)
        assert undated.replaced is None


@pytest.mark.parametrize(
    ("one", "other", "lead"),
    [
        ("Harrow Data", "Orrin College", False),
        ("Velm Institute", "Marl Research", False),
        ("Harrow Data", "Harrow Data", True),
        (None, None, True),
        (None, "Orrin College", True),
        ("researchers", "Orrin College", True),
    ],
)
def test_shares_of_two_polls_are_no_lead(
    new_desk: Callable[[], Any], one: str | None, other: str | None, *, lead: bool
) -> None:
    facts = {
        "unit": "percent",
        "kind": "percent",
        "words": "In the poll [{}%] of voters back the tram.",
    }
    sides = [
        {"value": value, "quote": value, **facts, **({"by": by} if by else {})}
        for value, by in ((64, one), (58, other))
    ]  # fmt: skip
    a, b = pair(new_desk, *sides)
    row = relate(a, b, STATIC, lambda: Opinion(0.6, 0.0), replace(CUTS, contradiction=0.9))
    assert row is not None
    assert (row.severity > 0) is lead


@pytest.mark.parametrize(
    ("by", "words", "relation"),
    [
        ((AGENCY, HOSPITAL), "[{}] people were killed.", "source_dispute"),
        (("organisers", "police"), "[{}] people were killed.", "source_dispute"),
        ((AGENCY, AGENCY), "[{}] people were killed.", "updated"),
        ((AGENCY, None), "[{}] people were killed.", "updated"),
    ],
)
def test_two_bodies_in_one_article_dispute(
    new_desk: Callable[[], Any], by: tuple[str, str | None], words: str, relation: str
) -> None:
    sides = [{"value": n, "by": who} for n, who in zip((14, 31), by, strict=True)]
    a, b = pair(new_desk, *sides, one_article=True, words=words)
    row = relate(a, b, TOLL, lambda: Opinion(0.1, 0.7), CUTS)
    assert row is not None
    assert row.relation == relation


@pytest.mark.parametrize("dated", [True, False])
def test_without_dates_nothing_orders_or_clashes(new_desk: Callable[[], Any], dated: bool) -> None:
    a, b = pair(new_desk, {"value": 14}, {"value": 31})
    if not dated:
        a, b = (replace(one, printed=None) for one in (a, b))
    told = (
        relate(a, b, STATIC, lambda found=found: found, CUTS)
        for found in (Opinion(0.1, 0.7), Opinion(0.9, 0.0), Opinion(0.4, 0.0))
    )
    rows = [row for row in told if row is not None]
    assert [bool(row.replaced) for row in rows] == [dated, False, False]
    assert [row.possible for row in rows[1:]] == [not dated, True]
    assert [row.severity > 0 for row in rows[1:]] == [True, dated]


def test_a_forecast_beside_its_outcome_is_no_clash(new_desk: Callable[[], Any]) -> None:
    a, b = pair(new_desk, {"value": 14, "status": "projected"}, {"value": 31}, one_article=True)
    row = relate(a, b, STATIC, lambda: Opinion(0.9, 0.0), CUTS)
    assert row is not None
    assert (row.possible, row.severity) == (True, 0.0)


@pytest.mark.parametrize(
    ("at", "settled_as"), [("2031-03-05T08:00:00Z", 0.0), ("2031-03-04T11:00:00Z", 0.9)]
)
def test_what_came_of_a_forecast_is_no_clash(
    new_desk: Callable[[], Any], at: str, settled_as: float
) -> None:
    a, b = pair(new_desk, {"value": 36, "status": "projected"}, {"value": 48, "at": at})
    row = relate(a, b, STATIC, lambda: Opinion(0.9, 0.0), CUTS)
    assert row is not None
    assert row.probability == settled_as


@pytest.mark.parametrize(("part", "rule"), [(12, "part-of-period"), (900, None)])
def test_a_part_of_the_time_has_the_smaller_number(
    new_desk: Callable[[], Any], part: int, rule: str | None
) -> None:
    may = {"period_start": "2030-05-01", "period_end": "2030-05-31", "period_text": "in May 2030"}
    year = {"period_start": "2030-01-01", "period_end": "2030-12-31", "period_text": "in 2030"}
    a, b = pair(new_desk, {"value": part, "words": "Fires in May 2030 were [{}] in all.", **may},
                {"value": 90, "words": "Fires in 2030 were [{}] in all.", **year})  # fmt: skip
    found = by_law(a, b, {})
    assert (found and found.rule) == rule


def test_tens_are_rounded_in_one_unit(new_desk: Callable[[], Any]) -> None:
    km = {"value": 40, "kind": "measurement", "unit": "km"}
    a, b = pair(new_desk, km, {**km, "unit": "mile", "low": 39.5, "high": 40.5})
    found = settled(a, b, STATIC)
    assert found is not None
    assert found.relation == "unattributed_conflict"


ACES = "Jana Marek served [{}] aces in the final of the Portlake Open on Sunday."


@pytest.mark.parametrize(
    ("words", "at", "motion", "sure"),
    [
        (ACES, "2031-03-04T10:00:00Z", STATIC, True),
        (ACES.replace("on Sunday", "yesterday"), "2031-03-04T10:00:00Z", STATIC, True),
        (ACES, "2031-03-06T10:00:00Z", STATIC, False),
        (ACES, "2031-03-04T10:00:00Z", TOLL, False),
        (ACES.replace("Jana Marek", "Chiara Lodi"), "2031-03-04T10:00:00Z", STATIC, False),
        ("Her [{}] aces won it for Marek.", "2031-03-04T10:00:00Z", STATIC, False),
    ],
)
def test_one_sentence_with_two_numbers_is_beyond_doubt(
    new_desk: Callable[[], Any], words: str, at: str, motion: Motion, sure: bool
) -> None:
    ace = {"unit": "ace"}
    a, b = pair(new_desk, {**ace, "value": 14, "words": ACES},
                {**ace, "value": 11, "words": words, "at": at})  # fmt: skip
    row = relate(a, b, motion, lambda: Opinion(0.3, 0.05), CUTS)
    assert row is not None
    assert row.possible is not sure


MONEY, COUNT = {"kind": "money", "unit": "EUR"}, {"unit": "nail"}


@pytest.mark.parametrize(
    ("a", "b", "kind", "same", "tier"),
    [
        (480_000_000, 480_000_000_000, MONEY, 0.1, "lead"),
        (480_000_000, 480_000_000_000, MONEY, 0.3, "contradiction"),
        (480, 4_800, MONEY, 0.1, "lead"),
        (2_000, 2_000_000, MONEY, 0.1, None),
        (2_300, 23_000, COUNT, 0.1, "lead"),
        (23, 230, COUNT, 0.1, None),
    ],
)
def test_a_million_for_a_billion_is_a_lead(
    new_desk: Callable[[], Any], a: float, b: float, kind: Any, same: float, tier: str | None
) -> None:
    told = {**kind, "words": "The bridge at Corvo took [{}] in all."}
    one, other = pair(new_desk, {**told, "value": a}, {**told, "value": b, "quote": "very many"})
    row = relate(one, other, STATIC, lambda: Opinion(same, 0.0), replace(CUTS, lead=0.2))
    assert row is not None
    assert judge((row,), voices=2, numbers=2).tier == tier


def test_a_rate_is_its_amount(new_desk: Callable[[], Any]) -> None:
    rate = {"value": 190, "kind": "rate", "unit": "GBP/year"}
    a, b = pair(new_desk, rate, {"value": 190, "kind": "money", "unit": "GBP"})
    found = settled(a, b, STATIC)
    assert found is not None
    assert found.relation == "corroborated"
    a, b = pair(new_desk, rate, {"value": 195, "kind": "money", "unit": "GBP"})
    assert settled(a, b, STATIC) is None


def test_a_clash_too_unlikely_for_a_lead_is_not_settled(new_desk: Callable[[], Any]) -> None:
    a, b = pair(new_desk, {"value": 14500}, {"value": 45100})
    row = relate(a, b, STATIC, lambda: Opinion(0.1, 0.05), CUTS)
    assert row is not None
    assert judge((row,), voices=2, numbers=2).rule == "unsettled"
    rejected = replace(row, facts={**row.facts, "decided": "rejected"})
    assert judge((rejected,), voices=2, numbers=2).rule == row.rule


def test_numbers_that_are_not_compared_do_not_agree() -> None:
    assert judge((), voices=2, numbers=2).rule == "not-compared"
    assert judge((), voices=2, numbers=1).rule == "same-print"


THINGS = (
    {"value": 9, "unit": "helicopter", "words": "[{}] helicopters came."},
    {"value": 9, "unit": "person", "words": "Crews flew [{}] people out."},
)


def test_one_number_of_two_things_bears_nothing_out(new_desk: Callable[[], Any]) -> None:
    a, b = pair(new_desk, *map(dict, THINGS))
    assert relate(a, b, STATIC, lambda: Opinion(0.9, 0.0), CUTS) is None


def test_a_number_of_another_thing_replaces_none(new_desk: Callable[[], Any]) -> None:
    """However sure the judge is; and a clash of two things is never beyond doubt."""
    later = {**THINGS[1], "value": 14, "at": "2031-03-06T08:00:00Z"}
    a, b = pair(new_desk, dict(THINGS[0]), later)
    row = relate(a, b, TOLL, lambda: Opinion(0.05, 0.9), CUTS)
    assert row is not None
    assert row.replaced is None
    clash = relate(a, b, STATIC, lambda: Opinion(0.9, 0.05), CUTS)
    assert clash is not None
    assert clash.possible
    assert clash.facts["open"] == ("whether both count the same thing",)


@pytest.mark.parametrize(
    ("one", "other", "independent"),
    [
        (None, "Marl River Board", False),
        ("residents' group", "residents' group in the Carrow Valley", False),
        ("Marl River Board", "Lorn Hospital", True),
    ],
)
def test_one_article_bears_itself_out_by_two_origins_alone(
    new_desk: Callable[[], Any], one: str | None, other: str, independent: bool
) -> None:
    first, second = ({"value": 12, "by": by} for by in (one, other))
    a, b = pair(new_desk, dict(first), dict(second), one_article=True)
    row = relate(a, b, STATIC, lambda: Opinion(0.9, 0.05), CUTS)
    assert row is not None
    assert (row.relation, row.facts["independent"]) == (
        "corroborated" if independent else "echo",
        independent,
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UN food agency", "food agency of the United Nations", True),
        ("UN food agency", "refugee agency of the United Nations", False),
        ("Board of Trade of Orlo", "Orlo BOT", False),
        ("labour inspectorate", "inspectors", False),
    ],
)
def test_initials_inside_a_name_stand_for_its_words(one: str, other: str, same: bool) -> None:
    a, b = origin_named(one), origin_named(other)
    assert same_body(a, b) is same
    assert same_body(b, a) is same


@pytest.mark.parametrize(
    ("body", "other", "relation"),
    [
        ("Labour Inspectorate", "inspectors", "unattributed_conflict"),
        ("Garrow Metals", "company", "unattributed_conflict"),
        ("education ministry", "ministry", "unattributed_conflict"),
        ("Garrow Metals", "police", "source_dispute"),
    ],
)
def test_a_body_and_its_own_people_do_not_dispute(
    new_desk: Callable[[], Any], body: str, other: str, relation: str
) -> None:
    """The inspectors may well be the inspectorate's; the police are no firm's."""
    a, b = pair(new_desk, {"value": 36, "by": body}, {"value": 48, "by": other})
    row = relate(a, b, STATIC, lambda: Opinion(0.9, 0.0), CUTS)
    assert row is not None
    assert row.relation == relation


def test_numbers_that_meet_by_chance_do_not_agree(new_desk: Callable[[], Any]) -> None:
    """Though two outlets print one of them of the same thing."""
    a, b = pair(new_desk, {"value": 9}, {"value": 9})
    row = relate(a, b, STATIC, lambda: Opinion(0.9, 0.0), CUTS)
    assert row is not None
    assert judge([row], 3).verdict == "agree"
    assert judge([row], 3, by_chance=True).rule == "not-compared"


def test_one_body_by_two_names_is_one_origin() -> None:
    named = [origin_named(name) for name in ("USGS", "U.S. Geological Survey", "Orlo Police")]
    assert len(set(bodies(named).values())) == 2
