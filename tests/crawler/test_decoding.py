"""Bytes as characters: what they are before what they are said to be."""

import pytest

from crawler.decoding import decode

PRICE = "The repair costs €5 million, naïve as it sounds"


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "source"),
    [
        (PRICE.encode(), "text/html; charset=iso-8859-1", "utf-8", "bytes"),
        (PRICE.encode(), None, "utf-8", "bytes"),
        (PRICE.encode("cp1252"), "text/html; charset=windows-1252", "cp1252", "header"),
        (
            b"<meta charset='windows-1252'>" + PRICE.encode("cp1252"),
            "text/html",
            "cp1252",
            "meta",
        ),
        (PRICE.encode("cp1252"), "text/html; charset=utf-8", "cp1252", "guess"),
        (PRICE.encode("cp1252"), None, "cp1252", "guess"),
        (b"\xef\xbb\xbf" + PRICE.encode(), "text/html; charset=latin-1", "utf-8", "bom"),
        (PRICE.encode("utf-16"), None, "utf-16", "bom"),
        (PRICE.encode(), "text/html; charset=x-unknown", "utf-8", "bytes"),
        (PRICE.encode(), "text/html; charset=utf-16", "utf-8", "bytes"),
    ],
)
def test_price_survives(body, content_type, charset, source):
    decoded = decode(body, content_type)

    assert PRICE in decoded.text
    assert (decoded.charset, decoded.source) == (charset, source)
    assert decoded.suspect is (source == "guess")


def test_one_damaged_character_does_not_change_the_rest():
    body = ("€5 million and €6 million " * 20).encode() + b"\xe2\x82"

    decoded = decode(body, "text/html; charset=utf-8")

    assert decoded.charset == "utf-8"
    assert "€5 million" in decoded.text
    assert not decoded.suspect


def test_plain_ascii_is_never_suspect():
    assert not decode(b"hello", None).suspect
    assert decode(b"hello", "text/html; charset=shift_jis").source == "header"


def test_nothing_raises():
    for body in (b"", b"\xff\xfe", b"\x00" * 10, bytes(range(256)) * 4):
        for content_type in (None, "text/html; charset=utf-7", "text/html; charset=", "zzz"):
            decode(body, content_type)
