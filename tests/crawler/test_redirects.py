"""What a crawl brings to redirects."""

import socket

from crawler import redirects


def test_public_suffixes_are_known_without_asking_anybody(monkeypatch):
    def asked(*_):
        raise AssertionError("a name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", asked)

    assert redirects.cookies._is_public_domain("co.uk")
    assert not redirects.cookies._is_public_domain("told.co.uk")
