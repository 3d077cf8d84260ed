"""Captures are recorded once each."""

from dataclasses import replace

from db.captures import CaptureRow, move_captures, record_capture
from db.rows import select

CAPTURE = CaptureRow(
    url="https://harbour-post.example/2031/ferry",
    final_url="https://harbour-post.example/2031/ferry?full",
    fetched_at="2031-05-04T12:00:00Z",
    http_status=200,
    content_type="text/html",
    sha256="0" * 64,
    warc_file="a.warc.gz",
    warc_offset=512,
    truncated=True,
)


def test_the_same_response_is_one_row(db):
    first = record_capture(db, CAPTURE)
    assert record_capture(db, CAPTURE) == first
    assert record_capture(db, replace(CAPTURE, fetched_at="2031-05-05T12:00:00Z")) != first
    assert select(db, "SELECT truncated, warc_offset FROM captures WHERE id = ?", [first]) == [
        {"truncated": 1, "warc_offset": 512}
    ]
    assert select(db, "SELECT count(*) AS n FROM captures") == [{"n": 2}]


def test_captures_follow_a_rewritten_file(db):
    capture = record_capture(db, CAPTURE)
    move_captures(db, {capture: ("b.warc.gz", 0)})
    assert select(db, "SELECT warc_file, warc_offset FROM captures") == [
        {"warc_file": "b.warc.gz", "warc_offset": 0}
    ]
