"""Moments as pages print them."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import Moment, parse, plausible, stamp


@pytest.mark.parametrize(
    ("text", "moment", "zone"),
    [
        ("2031-05-04", "2031-05-04", None),
        ("20310504", "2031-05-04", None),
        ("2031-05-04T09:30:00Z", "2031-05-04T09:30:00Z", None),
        ("2031-05-04T09:30:00.123456Z", "2031-05-04T09:30:00Z", None),
        ("2031-05-04T09:30:00+02:00", "2031-05-04T07:30:00Z", "+02:00"),
        ("2031-05-04T09:30:00+0200", "2031-05-04T07:30:00Z", "+02:00"),
        ("2031-05-04 09:30:00 -0330", "2031-05-04T13:00:00Z", "-03:30"),
        ("2031-05-04T23:30-05:00", "2031-05-05T04:30:00Z", "-05:00"),
        ("2031-05-04T09:30:00", "2031-05-04T09:30:00Z", None),
        ("2031-5-4 9:05", "2031-05-04T09:05:00Z", None),
        ("20310504T093000Z", "2031-05-04T09:30:00Z", None),
        ("Sun, 04 May 2031 09:30:00 GMT", "2031-05-04T09:30:00Z", None),
        ("Sun, 04 May 2031 09:30:00 EDT", "2031-05-04T13:30:00Z", "-04:00"),
        ("Sun, 4 May 2031 09:30:00 +0530", "2031-05-04T04:00:00Z", "+05:30"),
        ("4 May 2031", "2031-05-04", None),
        ("May 4th, 2031", "2031-05-04", None),
        ("Sept. 4, 2031 at 6:05 p.m. EST", "2031-09-04T23:05:00Z", "-05:00"),
        ("Published 12:15am, 4 May 2031", "2031-05-04T00:15:00Z", None),
        ("May 04, 2031 18:30 BST", "2031-05-04T17:30:00Z", "+01:00"),
        ("2031-05-04 01:18 PM", "2031-05-04T13:18:00Z", None),
        ("2031-05-04T12:05 am EST", "2031-05-04T05:05:00Z", "-05:00"),
        ("2031/05/04 8:05pm", "2031-05-04T20:05:00Z", None),
        ("Sun May 04 20:05:30 +0000 2031", "2031-05-04T20:05:30Z", None),
        ("Sun May  4 20:05:30 2031", "2031-05-04T20:05:30Z", None),
        ("Sun May 4 20:05:30 EDT 2031", "2031-05-05T00:05:30Z", "-04:00"),
        ("Sun May 04 2031 15:21:41 GMT+0000 (UTC)", "2031-05-04T15:21:41Z", None),
        (
            "Sun May 04 2031 15:21:41 GMT+0200 (Central European Summer Time)",
            "2031-05-04T13:21:41Z",
            "+02:00",
        ),
        ("Sunday, 04-May-31 09:30:00 GMT", "2031-05-04T09:30:00Z", None),
        ("Sun, 04 May 31 09:30:00 EST", "2031-05-04T14:30:00Z", "-05:00"),
        ("04 May 98 09:30", "1998-05-04T09:30:00Z", None),
        ("09 : 33 PM - 16/05/2031", "2031-05-16T21:33:00Z", None),
        ("04.05.2031 13:18", "2031-05-04T13:18:00Z", None),
        ("2031年5月4日 10:30", "2031-05-04T10:30:00Z", None),
        ("4th of May 2031, 13.18 BST", "2031-05-04T12:18:00Z", "+01:00"),
        ("/Date(1935653400000)/", "2031-05-04T09:30:00Z", None),
        ("1935653400.25", "2031-05-04T09:30:00Z", None),
        ("1935653400", "2031-05-04T09:30:00Z", None),
        ("1935653400000", "2031-05-04T09:30:00Z", None),
    ],
)
def test_parse(text, moment, zone):
    assert parse(text) == Moment(moment, zone)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday",
        "3/4/2031",
        "2031-02-30",
        "2031-13-01",
        "0001-01-01T00:00:00",
        "31 Foo 2031",
        "4 May",
        "2031",
        "2031-05-04T09:30:00+99:00",
        "2031-05-04T25:30",
        "x" * 100,
        "1" * 64,
    ],
)
def test_what_is_no_moment(text):
    assert parse(text) is None


@given(st.text(max_size=70))
def test_parse_never_raises(text):
    parse(text)
    parse("4 May 2031 " + text)
    parse("2031-05-04T09:30" + text)


def test_parse_is_linear():
    began = time.process_time()
    for hostile in ("1 " * 32, "a" * 64, "May 4 " * 10, "12:" * 21):
        for _ in range(200):
            parse(hostile)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2031-05-04", True),
        ("2031-05-06T09:00:00Z", True),
        ("2031-05-08", False),
        ("2099-01-01", False),
        ("1970-01-01T00:00:00Z", False),
        ("1990-01-01", True),
    ],
)
def test_plausible(moment, expected):
    assert plausible(Moment(moment), datetime(2031, 5, 5, 12, tzinfo=UTC)) is expected


def test_stamp_pads_the_year():
    assert stamp(datetime(800, 1, 2, tzinfo=UTC)) == "0800-01-02T00:00:00Z"
