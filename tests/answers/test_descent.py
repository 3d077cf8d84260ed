"""Who took a number from whom: what a text says, what it shows, and what is lost on the way."""

from dataclasses import replace

import pytest

from answers.descent import Evidence, Step, descent
from answers.losses import Loss, losses
from answers.mentions import Mention, prints_of

OUTLETS = {"wire": "Fenwold Wire", "echo": "The Marl Echo", "post": "Sallow Post"}

FIRST = Mention(
    id="a",
    article="a",
    outlet="wire",
    at="2031-03-04T08:00:00Z",
    value=12,
    low=12,
    high=12,
    qualifier="exact",
    status="stated",
    unit="person",
    counted=True,
    dated=True,
    says_when=True,
    measure="people hurt",
    origin="county police",
    relays=(),
    sourced=True,
    sentence="Twelve people were hurt on Monday, county police said.",
)


def later(**given: object) -> Mention:
    """A print of another outlet, an hour later, that names nobody."""
    bare = {
        "id": "b", "article": "b", "outlet": "echo", "at": "2031-03-04T09:00:00Z", "origin": None,
        "sourced": False, "sentence": "A dozen had to be treated.",
    }  # fmt: skip
    return replace(FIRST, **{**bare, **given})  # type: ignore[arg-type] # fields of Mention


def step(*mentions: Mention) -> Step:
    """The step that led to the print ``b``."""
    found = descent(prints_of(mentions), OUTLETS)
    return next(one for one in found if one.child.lead.article == "b")


@pytest.mark.parametrize(
    ("given", "evidence"),
    [
        ({"copied": {"a": 0.9}}, Evidence.COPIED),
        ({"relays": ("Fenwold Wire",), "origin": "county police"}, Evidence.NAMED),
        ({"origin": "the Fenwold Wire"}, Evidence.NAMED),
        ({"origin": "Fenwold Wire and court papers"}, Evidence.NAMED),
        ({"links": frozenset({"a"})}, Evidence.LINKED),
        ({"named": {"wire": 0.5}}, Evidence.MENTIONED),
        ({"credit": "Fenwold Wire"}, Evidence.CREDITED),
        ({"sentence": "In the end twelve people were hurt on Monday county police said again."},
         Evidence.REUSED),
    ],
)  # fmt: skip
def test_what_ties_a_print_to_an_earlier_one(given: dict[str, object], evidence: str) -> None:
    found = step(FIRST, later(**given))
    assert found.parent is not None
    assert (found.parent.lead.id, found.evidence) == ("a", evidence)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sentence": "Twelve were hurt. The Echo's own reporter counted them."},
        {"value": 30, "low": 30, "high": 30, "named": {"wire": 1.0}},
        {"sentence": "“Twelve people were hurt on Monday, county police said” is a quotation."},
        {"outlet": "wire", "copied": {"a": 0.9}},
    ],
)  # fmt: skip
def test_what_ties_nothing(given: dict[str, object]) -> None:
    assert step(FIRST, later(**given)).parent is None


def test_nothing_comes_from_a_later_print() -> None:
    early = later(at="2031-03-04T07:00:00Z", named={"wire": 1.0})
    found = step(FIRST, early)
    assert (found.parent, found.via) == (None, ("Fenwold Wire",))
    assert step(FIRST, replace(early, at="2031-03-04")).parent is not None


def test_one_who_is_not_in_the_ledger_stands_between() -> None:
    found = step(FIRST, later(relays=("Radio Marl",), origin="county police"))
    assert (found.parent, found.via, found.origin) == (None, ("Radio Marl",), "county police")


def test_a_copy_of_a_copy_comes_from_the_one_that_it_has_more_of() -> None:
    middle = later(id="m", article="m", outlet="post", copied={"a": 0.8})
    found = step(FIRST, middle, later(at="2031-03-04T10:00:00Z", copied={"a": 0.7, "m": 0.9}))
    assert found.parent is not None
    assert found.parent.lead.article == "m"


def test_a_name_that_was_copied_is_not_the_copy_s_own_word() -> None:
    middle = later(id="m", article="m", outlet="post", named={"wire": 1.0})
    copy = later(at="2031-03-04T10:00:00Z", named={"wire": 1.0}, copied={"m": 0.9})
    found = step(FIRST, middle, copy)
    assert found.parent is not None
    assert found.parent.lead.article == "m"
    own = step(FIRST, replace(middle, named={}), copy)
    assert own.parent is not None
    assert own.parent.lead.article == "a"


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ({"qualifier": "at_least"}, {}, [Loss.HEDGE]),
        ({"qualifier": "about"}, {"qualifier": "about"}, []),
        ({"qualifier": "at_least"}, {"value": 14, "low": 14, "high": 14}, [Loss.NUMBER]),
        ({"status": "suspected"}, {}, [Loss.STATUS]),
        ({"status": "suspected"}, {"status": "estimated"}, []),
        ({}, {"dated": False, "says_when": False}, [Loss.PERIOD]),
        ({"says_when": False}, {"dated": False, "says_when": False}, []),
        ({"doubted": True}, {}, [Loss.STATUS]),
        ({"doubted": True}, {"doubted": True}, []),
        ({"measure": "children hurt"}, {}, [Loss.POPULATION]),
        ({"measure": "children hurt"}, {"around": "A bus with 30 pupils."}, []),
        ({"unit": "percentage_point", "counted": False}, {"unit": "percent"}, [Loss.UNIT]),
        ({"unit": "EUR/kWh", "counted": False}, {"unit": "EUR"}, [Loss.UNIT]),
        ({}, {"unit": None}, []),
        ({}, {"origin": None}, [Loss.SOURCE]),
    ],
)
def test_what_is_lost(
    before: dict[str, object], after: dict[str, object], lost: list[Loss]
) -> None:
    [a] = prints_of([replace(FIRST, **before)])  # type: ignore[arg-type] # fields of Mention
    [b] = prints_of([later(**{"origin": "county police", **after})])
    assert list(losses(a, b)) == lost


def test_a_headline_has_no_room_for_a_hedge() -> None:
    headline = replace(FIRST, id="h", headline=True)
    [a] = prints_of([headline, replace(FIRST, qualifier="at_least")])
    [b] = prints_of([later(origin="county police")])
    assert list(losses(a, b)) == [Loss.HEDGE]
