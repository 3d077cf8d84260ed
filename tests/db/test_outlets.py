"""Outlets are known by their hosts."""

import pytest

from db.outlets import OutletRow, ensure_outlet, outlet_for, upsert_outlets
from db.rows import select


def test_upsert_gives_ids_by_name_and_writes_once(db, snapshot):
    rows = [
        OutletRow("Valley Times", ("valley.example", "m.valley.example"), group_name="Valley"),
        OutletRow("Loopback", ("127.0.0.1:8801",)),
    ]
    assert upsert_outlets(db, rows) == {"Valley Times": "valley-times", "Loopback": "loopback"}
    before = snapshot(db)
    upsert_outlets(db, rows)
    assert snapshot(db) == before


def test_upsert_updates_what_the_configuration_says(db):
    upsert_outlets(db, [OutletRow("The Harbour Post", ("harbour-post.example",), language="mi")])
    assert select(db, "SELECT name, country, language FROM outlets") == [
        {"name": "The Harbour Post", "country": None, "language": "mi"}
    ]


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("harbour-post.example", "the-harbour-post"),
        ("WWW.Harbour-Post.example", "the-harbour-post"),
        ("live.news.harbour-post.example", "the-harbour-post"),
        ("other-harbour-post.example", None),
        ("example", None),
        ("", None),
        ("127.0.0.1:8801", "one"),
        ("127.0.0.1:8802", "two"),
        ("127.0.0.1", None),
    ],
)
def test_outlet_for_a_host(db, host, outlet):
    upsert_outlets(
        db, [OutletRow("One", ("127.0.0.1:8801",)), OutletRow("Two", ("127.0.0.1:8802",))]
    )
    assert outlet_for(db, host) == outlet


def test_a_subdomain_may_be_an_outlet_of_its_own(db):
    upsert_outlets(db, [OutletRow("Harbour Sport", ("sport.harbour-post.example",))])
    assert outlet_for(db, "sport.harbour-post.example") == "harbour-sport"
    assert outlet_for(db, "harbour-post.example") == "the-harbour-post"


def test_ensure_outlet_makes_one_and_leaves_a_known_one_alone(db):
    assert ensure_outlet(db, "Valley Times", "valley.example") == "valley-times"
    assert ensure_outlet(db, "Valley Times", "valley.example", "AU") == "valley-times"
    assert ensure_outlet(db, "Valley Times", "new.valley.example", "US") == "valley-times"
    assert select(db, "SELECT country FROM outlets WHERE id = 'valley-times'") == [
        {"country": "AU"}
    ]
    assert outlet_for(db, "new.valley.example") == "valley-times"


def test_ensure_outlet_never_takes_a_host_away(db):
    ensure_outlet(db, "Valley Times", "harbour-post.example")
    assert outlet_for(db, "harbour-post.example") == "the-harbour-post"
