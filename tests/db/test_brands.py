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
