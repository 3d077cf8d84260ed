"""How grave a clash is: which of two stands first, over claims that are made up."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from crosscheck.figures.readings import find_readings
from crosscheck.relations.decide import relate
from crosscheck.relations.judge import Opinion
from crosscheck.relations.severity import Weighed, severity
from crosscheck.relations.unsettled import of_the_hour
from crosscheck.relations.updates import Motion
from crosscheck.values.intervals import span
from terms.enums import Relation
from terms.model import Number
from tests.crosscheck.conftest import CUTS

CLASH, SLIP = Relation.UNATTRIBUTED_CONFLICT, Relation.MISQUOTE


def side(desk: Any, value: Number, words: str = "[{}] people were killed.", **told: Any) -> Weighed:
    voices, named = told.pop("voices", 1), told.pop("named", False)
    desk.write("lantern", words.format(value), {"value": value, **told}, at="2031-03-04T08:00:00Z")
    return Weighed(desk.claims[-1], span(value, value, "exact"), voices, named)


def grave(a: Weighed, b: Weighed, relation: Relation = CLASH, **how: Any) -> float:
    told = {"probability": 0.9, "certain": True, **how}
    assert severity(relation, a, b, **told) == severity(relation, b, a, **told)
    return severity(relation, a, b, **told)


def test_a_slip_stands_above_a_contradiction_and_that_above_a_lead(
    new_desk: Callable[[], Any],
) -> None:
    desk = new_desk()
    near = side(desk, 150), side(desk, 151)
    far = side(desk, 10, voices=9, named=True), side(desk, 9000, voices=9, named=True)
    assert grave(*near, SLIP) > 2 > grave(*far) > 1 > grave(*far, certain=False) > 0
    assert grave(*near, SLIP, certain=False) < 1


THINGS = "The flood took [{}] {}."
ORDER = [
    ("people", {}, "[{}] people were killed."),
    ("money", {"kind": "money", "unit": "EUR"}, "The flood cost [{}] euros."),
    ("a measurement", {"kind": "measurement", "unit": "km"}, "The flood ran for [{}] km."),
    ("things", {"unit": "lorry"}, "The flood took [{}] lorries."),
    ("pages", {"unit": "page"}, "The report has [{}] pages."),
]


@pytest.mark.parametrize(("above", "below"), [*pairwise(ORDER)])
def test_people_weigh_most_and_pages_least(
    new_desk: Callable[[], Any], above: Any, below: Any
) -> None:
    desk = new_desk()
    first, second = (
        grave(side(desk, 36, words, **told), side(desk, 63, words, **told))
        for _, told, words in (above, below)
    )
    assert first > second


def test_more_voices_and_named_origins_weigh_more(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    alone = grave(side(desk, 36), side(desk, 63, voices=5))
    many = grave(side(desk, 36, voices=3), side(desk, 63, voices=5))
    named = grave(side(desk, 36, named=True), side(desk, 63, named=True))
    assert many > alone
    assert named > alone


def test_distance_is_capped_and_none_against_some_weighs_little(
    new_desk: Callable[[], Any],
) -> None:
    desk = new_desk()
    assert grave(side(desk, 10), side(desk, 90)) == grave(side(desk, 10), side(desk, 90_000))
    assert grave(side(desk, 0), side(desk, 90)) < grave(side(desk, 40), side(desk, 42))


def test_what_lies_years_back_weighs_little(new_desk: Callable[[], Any]) -> None:
    desk = new_desk()
    past = {"period_start": "2019-12-01", "period_end": "2019-12-31"}
    now = {"period_start": "2031-03-01", "period_end": "2031-03-31"}
    behind = grave(side(desk, 36, **past), side(desk, 90, **past))
    assert behind < grave(side(desk, 36, **now), side(desk, 42, **now))


PRICES = [
    ("Karn Steel shares fell to [{}] euros.", True),
    ("Oil was trading at [{}] euros a barrel.", True),
    ("Wheat slumped to [{}] euros on the exchange in Orlo.", True),
    ("The copper price hit [{}] euros.", True),
    ("Gold climbed to [{}] euros an ounce.", True),
    ("At 10:15 a share of Karn Steel traded at [{}] euros.", False),
    ("Revenue of Karn Steel rose to [{}] million euros.", False),
    ("The state paid [{}] euros to the families.", False),
    ("[{}] people were killed.", False),
]


@pytest.mark.parametrize(("words", "lead"), PRICES)
def test_prices_without_one_clock_time_are_at_most_a_lead(
    new_desk: Callable[[], Any], words: str, lead: bool
) -> None:
    desk = new_desk()
    told: dict[str, Any] = {"kind": "money", "unit": "EUR"} if "euros" in words else {}
    a, b = side(desk, 36, words, **told), side(desk, 41, words, **told)
    assert of_the_hour(a.claim, b.claim) == lead


def test_a_price_is_a_lead_however_sure_the_judge_is(desk: Any) -> None:
    said = {"kind": "money", "unit": "EUR"}
    desk.write("lantern", "Oil was trading at [36] euros a barrel.", said)
    desk.write("courier", "Oil was trading at [49] euros a barrel.", said)
    articles = {article.id: article for article in desk.articles}
    one, other = (find_readings("f", [c], articles, {c.id: c.outlet_id})[0] for c in desk.claims)
    row = relate(one, other, Motion(), lambda: Opinion(0.95, 0.0), CUTS)
    assert row is not None
    assert row.possible
    assert row.facts["open"] == ("at what hour each price held",)


def test_a_vague_word_contradicts_nothing_for_certain(desk: Any) -> None:
    desk.write("lantern", "[1,987] people fled the town.", {"value": 1987})
    vague = {"value": None, "low": 2000, "high": None, "qualifier": "vague"}
    desk.write("courier", "[Thousands] fled the town.", vague)
    articles = {article.id: article for article in desk.articles}
    one, other = (find_readings("f", [c], articles, {c.id: c.outlet_id})[0] for c in desk.claims)
    row = relate(one, other, Motion(), lambda: Opinion(0.95, 0.0), CUTS)
    assert row is not None
    assert row.possible
    assert row.facts["open"] == ("how much a vague word means",)
