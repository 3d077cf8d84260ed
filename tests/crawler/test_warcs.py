"""WARC files as they are found: in one piece, mislabelled, endless."""

import gzip
import subprocess
import sys
import zlib

import pytest

from crawler.payloads import is_page
from crawler.warcs import Damage, Page, pages, read_record

LIMIT = 1 << 20
HTML = b"<!doctype html><html><body><p>The storm hurt %d people.</p></body></html>"


def record(number, payload=None, *headers, kind=b"text/html"):
    body = HTML % number if payload is None else payload
    lines = [b"HTTP/1.1 200 OK", b"Content-Type: " + kind, *headers]
    if kind is None:
        del lines[1]
    http = b"\r\n".join(lines) + b"\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2031-05-04T09:30:00Z\r\n"
        b"WARC-Target-URI: https://told.example/news/%d\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
    ) % (number, len(http), http)


def read(path, limit=LIMIT):
    return list(pages(path, limit))


@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize("members", [1, 2])
def test_file_in_one_piece(tmp_path, count, members):
    path = tmp_path / "a.warc.gz"
    whole = b"".join(record(number) for number in range(count))
    half = len(record(0)) * (count // 2) if members == 2 else 0
    path.write_bytes(b"".join(gzip.compress(part) for part in (whole[:half], whole[half:]) if part))

    found = read(path)

    assert [item.body for item in found] == [HTML % number for number in range(count)]
    if members == 1:
        assert [read_record(path, item.offset).url for item in found] == [
            f"https://told.example/news/{number}" for number in range(count)
        ]


@pytest.mark.parametrize("cut", [1, 4, 8, 9, 12, 20, 40, 90])
def test_file_in_one_piece_that_is_cut_gives_what_is_whole_and_says_so(tmp_path, cut):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(map(record, range(3))))[:-cut])

    *found, damage = read(path)

    assert isinstance(damage, Damage)
    assert all(isinstance(item, Page) for item in found)
    assert len(found) == 3 or cut > 9


@pytest.mark.parametrize(
    ("payload", "headers", "kind"),
    [
        (HTML % 3, [b"Content-Encoding: gzip"], b"text/html"),
        (HTML % 3, [b"Content-Encoding: br"], b"text/html"),
        (HTML % 3, [b"Content-Encoding: zstd, gzip"], b"text/html"),
        (HTML % 3, [b"Content-Encoding: x-odd"], b"text/html"),
        (gzip.compress(HTML % 3, mtime=0), [], b"text/html"),
        (
            gzip.compress(gzip.compress(HTML % 3, mtime=0), mtime=0),
            [b"Content-Encoding: gzip"],
            b"text/html",
        ),
        (zlib.compress(HTML % 3), [b"Content-Encoding: deflate"], b"text/html"),
        (HTML % 3, [b"Transfer-Encoding: chunked"], b"text/html"),
        (HTML % 3, [], b"text/plain"),
        (HTML % 3, [], b"application/octet-stream"),
        (HTML % 3, [], b""),
    ],
)
def test_body_that_is_not_what_its_label_says(tmp_path, payload, headers, kind):
    path = tmp_path / "a.warc"
    path.write_bytes(record(3, payload, *headers, kind=kind) + record(4))

    found = read(path)

    assert [item.body for item in found if isinstance(item, Page)] == [HTML % 3, HTML % 4]


@pytest.mark.parametrize("payload", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b'{"a": [1, 2]}', b"[1, 2]"])
def test_what_is_said_to_be_html_and_is_none(tmp_path, payload):
    path = tmp_path / "a.warc"
    path.write_bytes(record(3, payload) + record(4))

    damage, page = read(path)

    assert isinstance(damage, Damage)
    assert "none" in damage.reason
    assert page.body == HTML % 4
    assert not is_page(payload, "text/html; charset=utf-8")


MEBI = b"a" * (1 << 20)
EVIL = {
    "header line": [b"WARC/1.0\r\nX: ", *[MEBI] * 300],
    "first line": [MEBI] * 300,
    "headers": [b"WARC/1.0\r\n", *[b"X: a\r\n" * 50_000] * 200],
    "http line": [record(1)[:-90], *[MEBI] * 300],
    "blank lines": [record(1), *[b"\r\n" * 500_000] * 100],
    "payload": [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://told.example/x\r\n"
        b"Content-Length: 300000000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        *[MEBI] * 300,
    ],
}
PEAK = """
import sys
from pathlib import Path
from crawler.warcs import pages
kinds = [type(item).__name__ for item in pages(Path(sys.argv[1]), 16 << 20)]
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM:")]
print(int(peak.split()[1]) // 1024, *kinds)
"""
"""``VmHWM``, as Linux hands ``ru_maxrss`` on from the process that starts this one."""


@pytest.mark.skipif(sys.platform != "linux", reason="a process tells its own peak on Linux only")
@pytest.mark.parametrize("name", EVIL)
def test_memory_is_bounded_whatever_a_file_holds(tmp_path, name):
    path = tmp_path / "evil.warc.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for piece in EVIL[name]:
            file.write(piece)

    ran = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], check=True, capture_output=True, text=True
    )

    peak, *kinds = ran.stdout.split()
    assert int(peak) < 200
    assert kinds[-1:] in ([], ["Damage"], ["Page"])
