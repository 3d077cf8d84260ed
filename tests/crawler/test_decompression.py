"""Content encodings: undone within bounds, cuts noticed."""

import gzip
import zlib

import brotli
import pytest

from crawler.decompression import BadEncoding, TooLarge, decompress

zstd = pytest.importorskip("backports.zstd")

BODY = b"The bridge at Orrin. " * 20_000 + bytes(range(256)) * 50
ENCODED = {
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY),
    "deflate": zlib.compress(BODY),
    "br": brotli.compress(BODY),
    "zstd": zstd.compress(BODY),
    "br, gzip": gzip.compress(brotli.compress(BODY)),
    "identity": BODY,
    "": BODY,
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_round_trip(encoding):
    assert decompress(ENCODED[encoding], encoding, 10_000_000) == (BODY, True)


def test_raw_deflate():
    raw = zlib.compress(BODY)[2:-4]

    assert decompress(raw, "deflate", 10_000_000) == (BODY, True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "br, gzip"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_cut_bodies_are_noticed(encoding, share):
    body = ENCODED[encoding]

    _, complete = decompress(body[: int(len(body) * share)], encoding, 10_000_000)

    assert not complete


def test_last_byte_of_the_trailer_counts():
    _, complete = decompress(ENCODED["gzip"][:-1], "gzip", 10_000_000)

    assert not complete


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "br, gzip"])
def test_limit(encoding):
    with pytest.raises(TooLarge):
        decompress(ENCODED[encoding], encoding, 100_000)


@pytest.mark.parametrize(
    "encoding", ["gzip", "deflate", "br", "zstd", "compress", "gzip, br, gzip"]
)
def test_not_what_was_declared(encoding):
    with pytest.raises(BadEncoding):
        decompress(b"no markup at all", encoding, 1000)


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("br", gzip.compress(b"the news")),
        ("deflate", gzip.compress(b"the news")),
        ("zstd", gzip.compress(b"the news")),
        ("gzip", zlib.compress(b"the news")),
        ("gzip", zstd.compress(b"the news")),
        ("x-gzip", zlib.compress(b"the news", 9)),
    ],
    ids=["gzip as br", "gzip as deflate", "gzip as zstd", "zlib", "zstd as gzip", "zlib as x-gzip"],
)
def test_body_that_shows_another_encoding(label, body):
    assert decompress(body, label, 1000) == (b"the news", True)


def test_several_members_and_garbage_after():
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\r\njunk"

    assert decompress(body, "gzip", 100) == (b"one two", True)


def test_empty_body():
    assert decompress(b"", "gzip", 100) == (b"", True)
