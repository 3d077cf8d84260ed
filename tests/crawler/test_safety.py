"""Where a crawl may go."""

import pytest

from crawler.safety import AddressPolicy, Refused, RefusedAddress, is_public, literal_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1",
        "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1",
        "::127.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b:1::7f00:1", "2001:0:7f00:1::", "fec0::1",
    ],
)  # fmt: skip
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("told.example", None),
        ("cafe.example", None),
        ("", None),
        ("deadbeef", None),
    ],
)
def test_literal_address(host, address):
    assert literal_address(host) == address


POLICY = AddressPolicy(["told.example", "127.0.0.1:8801", "localhost:8802"], ["desk.corp"])


@pytest.mark.parametrize(
    "url",
    [
        "https://told.example/",
        "https://elsewhere.example/",
        "http://elsewhere.example:8080/",
        "http://127.0.0.1:8801/x",
        "http://localhost:8802/x",
        "http://desk.corp/x",
    ],
)
def test_allowed(url):
    POLICY.check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://told.example/",
        "data:text/html,x",
        "http://127.0.0.1/",
        "http://127.0.0.1:8802/",
        "http://127.1:8801/",
        "http://[::1]:8801/",
        "http://[::]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[64:ff9b::a00:1]/",
        "http://2130706433/",
        "http://localhost/",
        "http://printer.local/",
        "http://intranet/",
        "http://told.example:22/",
        "http://user@told.example/",
        "http://[bad/",
        "http:///",
    ],
)
def test_refused(url):
    with pytest.raises(Refused):
        POLICY.check_url(url)


def test_names_that_lead_inside_are_refused_at_the_resolver():
    POLICY.check_resolved("elsewhere.example", "93.184.216.34")
    POLICY.check_resolved("desk.corp", "10.0.0.7")
    POLICY.check_resolved("localhost", "127.0.0.1")
    POLICY.check_resolved("127.0.0.1", "127.0.0.1")
    for name in ("elsewhere.example", "told.example"):
        with pytest.raises(RefusedAddress):
            POLICY.check_resolved(name, "10.0.0.7")
