"""One spelling for each address."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import belongs_to, may_be_article, netloc_of, normalise


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://Told.Example/A", "https://told.example/A"),
        ("https://told.example", "https://told.example/"),
        ("https://told.example:443/a", "https://told.example/a"),
        ("http://told.example:80/a", "http://told.example/a"),
        ("http://told.example:8080/a", "http://told.example:8080/a"),
        ("https://told.example./a", "https://told.example/a"),
        ("  https://told.example/a\n", "https://told.example/a"),
        ("https://told.example/a/../b/./c", "https://told.example/b/c"),
        ("https://told.example/../../b", "https://told.example/b"),
        ("https://told.example/a#part", "https://told.example/a"),
        ("https://told.example/a?b=2&a=1", "https://told.example/a?a=1&b=2"),
        ("https://told.example/a?utm_source=x&utm_medium=y&id=3", "https://told.example/a?id=3"),
        ("https://told.example/a?fbclid=abc&gclid=d&CMP=e", "https://told.example/a"),
        ("https://told.example/a?PHPSESSID=0a1b2c3d4e5f6a7b8c", "https://told.example/a"),
        ("https://told.example/a?sid=101", "https://told.example/a?sid=101"),
        ("https://told.example/a;jsessionid=0A1B2C?id=1", "https://told.example/a?id=1"),
        ("https://told.example/caf%C3%A9", "https://told.example/caf%C3%A9"),
        ("https://told.example/café", "https://told.example/caf%C3%A9"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("http://127.0.1.1:8801/news/x", "http://127.0.1.1:8801/news/x"),
    ],
)
def test_normalise(given_url, expected):
    assert normalise(given_url) == expected
    assert normalise(expected) == expected


@pytest.mark.parametrize(
    "given_url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,<p>",
        "file:///etc/passwd",
        "ftp://told.example/a",
        "mailto:desk@told.example",
        "https://user:secret@told.example/",
        "https://user@told.example/",
        "https:///a",
        "http://[bad/a",
        "http://told.example:99999/",
        "/relative/only",
        "https://told.example/" + "a" * 2100,
    ],
)
def test_what_may_not_be_fetched_is_none(given_url):
    assert normalise(given_url) is None


def test_normalise_joins_relative_addresses():
    assert normalise("../b?x=1", "https://told.example/a/c/") == "https://told.example/a/b?x=1"
    assert normalise("//other.example/x", "https://told.example/") == "https://other.example/x"
    assert normalise("javascript:void(0)", "https://told.example/") is None


@given(st.text(max_size=200))
def test_normalise_never_raises_and_is_idempotent(text):
    once = normalise(text, "https://told.example/a/b")
    if once is not None:
        assert once.startswith(("http://", "https://"))
        assert normalise(once) == once


def test_normalise_is_linear():
    began = time.process_time()
    normalise("https://told.example/" + "../" * 600)
    normalise("https://told.example/?" + "&".join(f"a{n}=b" for n in range(300)))
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("url", "hosts", "expected"),
    [
        ("https://told.example/x", ["told.example"], True),
        ("https://www.told.example/x", ["told.example"], True),
        ("https://told.example/x", ["www.told.example"], True),
        ("https://sport.told.example/x", ["told.example"], True),
        ("https://nottold.example/x", ["told.example"], False),
        ("https://told.example.evil.example/x", ["told.example"], False),
        ("http://127.0.0.1:8801/x", ["127.0.0.1:8801"], True),
        ("http://127.0.0.1:8802/x", ["127.0.0.1:8801"], False),
        ("http://1.127.0.0.1/x", ["127.0.0.1"], False),
    ],
)
def test_belongs_to(url, hosts, expected):
    assert belongs_to(url, hosts) is expected


def test_netloc_of():
    assert netloc_of("https://Told.example:443/a") == "told.example"
    assert netloc_of("http://told.example:8080/a") == "told.example:8080"
    assert netloc_of("http://[::1]:81/") == "[::1]:81"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news/bridge-closed", True),
        ("/2031/05/04/bridge", True),
        ("/", False),
        ("/tag/floods", False),
        ("/author/jo-reed", False),
        ("/search?q=flood", False),
        ("/images/bridge.JPG", False),
        ("/wp-json/x", False),
        ("/aboutness-of-things", True),
    ],
)
def test_may_be_article(path, expected):
    assert may_be_article(f"https://told.example{path}") is expected
