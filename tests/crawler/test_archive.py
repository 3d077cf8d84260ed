"""WARC files: what is written, what is cut, what is read again."""

import fcntl
import gzip
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, Exchange, digest, recover
from crawler.warcs import Damage, pages, read_record, records

AT = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
BODY = gzip.compress(b"<html><p>The bridge was closed.</p></html>" * 3000, mtime=0)


def exchange(number=1, body=BODY, **fields):
    values = {
        "url": f"https://told.example/news/{number}?a=b",
        "at": AT,
        "method": "GET",
        "request_headers": (("User-Agent", "claimledger"), ("Cookie", "secret=1")),
        "status": 200,
        "response_headers": (
            ("Content-Type", "text/html"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("Set-Cookie", "secret=1"),
        ),
        "body": body,
        "ip_address": "192.0.2.1",
    }
    return Exchange(**{**values, **fields})


def archive(folder, **fields):
    return Archive(folder, started=AT, info={"software": "claimledger"}, **fields)


def test_records_are_standard_and_read_back(tmp_path):
    with archive(tmp_path) as warc:
        places = [warc.write(exchange(number)) for number in (1, 2)]
        assert [path.suffix for path in tmp_path.iterdir()] == [".open"]

    (path,) = tmp_path.iterdir()
    assert path.name == places[0].file
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    for number, place in enumerate(places, start=1):
        record = read_record(path, place.offset)
        assert record.url == f"https://told.example/news/{number}?a=b"
        assert record.date == "2031-05-04T09:30:00Z"
        assert record.payload == BODY
        assert record.whole
        assert sha256(record.payload).hexdigest() == digest(BODY)
        assert record.header("content-encoding") == "gzip"
    assert b"secret" not in gzip.decompress(path.read_bytes())


def test_files_rotate_by_size(tmp_path):
    with archive(tmp_path, rotate_at=1000) as warc:
        places = [warc.write(exchange(number)) for number in range(3)]

    assert len({place.file for place in places}) == 3
    assert len(list(tmp_path.glob("*.warc.gz"))) == 3


def test_run_without_responses_leaves_no_file(tmp_path):
    with archive(tmp_path / "none"):
        pass

    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_file_of_a_killed_run_is_closed_without_its_torn_record(tmp_path, cut):
    with archive(tmp_path) as warc:
        places = [warc.write(exchange(number)) for number in (1, 2)]
    (path,) = tmp_path.iterdir()
    torn = path.with_name(path.name + ".open")
    torn.write_bytes(path.read_bytes()[:-cut])
    path.unlink()

    (recovered,) = recover(tmp_path)

    assert recovered.file == path.name
    assert recovered.cut > 0
    assert all(item.whole for item in records(path))
    assert read_record(path, places[0].offset).payload == BODY
    assert recover(tmp_path) == []


def test_file_of_a_living_run_is_left_alone(tmp_path):
    with archive(tmp_path) as warc:
        warc.write(exchange())
        assert recover(tmp_path) == []

    stray = tmp_path / "empty.warc.gz.open"
    stray.write_bytes(b"\x1f\x8b")
    with stray.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        assert recover(tmp_path) == []
    recover(tmp_path)
    assert not stray.exists()


def test_damage_is_told_and_never_passed_on(tmp_path):
    with archive(tmp_path) as warc:
        places = [warc.write(exchange(number)) for number in range(4)]
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()

    flipped = bytearray(whole)
    flipped[places[2].offset + 300] ^= 0xFF
    path.write_bytes(flipped)
    items = list(records(path))
    assert any(isinstance(item, Damage) or not item.whole for item in items)
    assert sum(isinstance(item, Damage) or not item.whole for item in items) < len(items)

    path.write_bytes(whole[: places[3].offset + 200])
    found = list(pages(path, 10_000_000))
    assert isinstance(found[-1], Damage)
    assert len(found) == 4
    with pytest.raises(ValueError, match="at 7"):
        read_record(path, 7)


def test_pages_are_decoded_and_bounded(tmp_path):
    with archive(tmp_path) as warc:
        warc.write(exchange(1))
        warc.write(exchange(2, status=404))
        warc.write(exchange(3, response_headers=(("Content-Type", "image/png"),)))
        warc.write(exchange(4, body=gzip.compress(b" " * 5_000_000)))
        warc.write(exchange(5, body=BODY[:200]))
    (path,) = tmp_path.iterdir()

    first, large, cut = pages(path, 1_000_000)

    assert first.body == gzip.decompress(BODY)
    assert first.sha256 == digest(BODY)
    assert "1000000 bytes" in large.reason
    assert "ended early" in cut.reason
