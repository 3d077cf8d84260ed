"""Names and hosts that are one outlet, and such that are not."""

import pytest
from sqlite_utils import Database

from db.brands import brand_of
from db.outlets import OutletRow, ensure_outlet, upsert_outlets

ONE = [
    ("bbc", "bbc.com"),
    ("bbc.co.uk", "bbc.com"),
    ("BBC", "www.bbc.co.uk"),
    ("edition.cnn.com", "money.cnn.com"),
    ("africa.chinadaily.com.cn", "europe.chinadaily.com.cn"),
    ("huffingtonpost.com", "huffingtonpost.com.au"),
    ("dailymail", "dailymail.co.uk"),
]
TWO = [
    ("independent.co.uk", "independent.ie"),
    ("standard.co.uk", "standard.net"),
    ("abcnews.go.com", "abclocal.go.com"),
    ("harbour.example", "post.example"),
    ("127.0.0.1:8801", "127.0.0.1:8802"),
    ("Evening Post", "Evening Post Online"),
    ("localhost:1", "localhost:2"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_outlet(db: Database, one: str, other: str) -> None:
    before = db.table("outlets").count
    first = ensure_outlet(db, one, f"{one.lower()}")
    assert ensure_outlet(db, other, f"x.{other.lower()}") == first
    assert ensure_outlet(db, other, f"x.{other.lower()}") == first
    assert db.table("outlets").count == before + 1


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_outlets(db: Database, one: str, other: str) -> None:
    assert ensure_outlet(db, one, "") != ensure_outlet(db, other, "")


def test_aliases_of_the_configuration(db: Database) -> None:
    ids = upsert_outlets(
        db, [OutletRow("Harbour Post", ("harbour.example",), aliases=("HP Online", "hp"))]
    )
    for name in ("hp online", "HP", "Harbour Post"):
        assert ensure_outlet(db, name, "files.example") == ids["Harbour Post"]


def test_hostile_names_are_no_brand() -> None:
    for name in ("", ".", "..", "a" * 300, "x.y z", "\x00.com", "com", "co.uk", "-"):
        brand_of(name)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("BBC", "www.bbc.co.uk"), ("BBC News", "bbc.com"), True),
        (("The Lorn", "thelorn.com"), ("Lorn Sport", "sport.thelorn.com"), True),
        (("Orlo Post", "orlo-post.com"), ("Orlo Post Online", "www.orlopost.com"), False),
        (("Orlo Post", "orlo-post.com"), ("Orlo Post Online", "news.orlo-post.com"), True),
        (("Velm24 News", "velm24.de"), ("Velm24", "velm24.com"), True),
        (("Marl Mail", "marlmail.co.uk"), ("Marl Mail", "marlmail.co.uk"), True),
        (("Independent", "independent.co.uk"), ("Independent Eire", "independent.ie"), False),
        (("Harbour Post", "harbour.com"), ("Tarn Gazette", "tarn.harbour.com"), False),
        (("Tarn Gazette", "pages.com"), ("Lorn Bugle", "lorn.pages.com"), False),
        (("Sky", "sky.com"), ("Skyline Weekly", "weekly.sky.com"), False),
    ],
)
def test_names_of_one_brand_are_one_house(
    db: Database, first: tuple[str, str], second: tuple[str, str], *, one: bool
) -> None:
    assert (ensure_outlet(db, *first) == ensure_outlet(db, *second)) is one
    assert ensure_outlet(db, *first) == ensure_outlet(db, *first)


def test_configured_outlets_of_one_brand_speak_with_one_voice(db: Database) -> None:
    rows = [
        OutletRow("BBC", ("bbc.co.uk",)),
        OutletRow("BBC News", ("bbc.com",)),
        OutletRow("BBC Sport", ("sport.bbc.co.uk",), group_name="Sports"),
        OutletRow("Harbour Sport", ("sport.harbour-post.example",)),
    ]
    for _ in range(2):
        assert len(set(upsert_outlets(db, rows).values())) == len(rows)
        groups = dict(db.execute("SELECT name, group_name FROM outlets").fetchall())
        assert [groups[row.name] for row in rows] == [None, "BBC", "Sports", None]
