"""Where a crawl may go: http and https to public addresses, checked at every hop.

``crawler.gates`` asks the policy about each request and about the address that its name leads to.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.settings import CrawlSettings
from crawler.urls import netloc_of

PORTS = frozenset({80, 443, 8080, 8443})
"""Ports that may be asked on hosts that nobody configured; others are not for the web."""

_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""The IPv6 addresses that are handed out; older forms outside can hold any IPv4 address."""


class Refused(Exception):
    """A request that must not be sent; the message says why."""


class RefusedAddress(Refused):
    """A name that resolves to an address which must not be connected to."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, whatever its spelling.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """The IP address that a host spells out (dotted, decimal, hex, IPv6); ``None`` for a name.

    >>> literal_address("2130706433"), literal_address("0x7f.1"), literal_address("news.example")
    ('127.0.0.1', '127.0.0.1', None)
    """
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    if not bare or not all(char in "0123456789abcdefxABCDEFX." for char in bare):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return None


class AddressPolicy:
    """Which hosts a crawl may talk to although they are not public.

    It also remembers the names that the resolver refused: Twisted reports these as not found.
    """

    def __init__(self, outlet_hosts: Iterable[str], allow_hosts: Iterable[str]) -> None:
        self._refused: dict[str, str] = {}
        self._netlocs = frozenset(host.lower() for host in (*outlet_hosts, *allow_hosts))
        self._names = frozenset(
            urlsplit(f"//{host.lower()}").hostname or ""
            for host in (
                *allow_hosts,
                *(host for host in outlet_hosts if _is_local(urlsplit(f"//{host}").hostname or "")),
            )
        )

    @classmethod
    def of(cls, settings: CrawlSettings) -> "AddressPolicy":
        """The policy of a configuration."""
        return cls(
            [host for outlet in settings.outlets for host in outlet.hosts], settings.allow_hosts
        )

    def check_url(self, url: str) -> None:
        """Raise ``Refused`` for an address that must not be asked."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError as error:
            raise Refused(f"not an address: {error}") from error
        if parts.scheme not in ("http", "https"):
            raise Refused(f"scheme {parts.scheme or 'missing'}: only http and https are fetched")
        if "@" in parts.netloc:
            raise Refused("an address with a user name or password")
        if not host:
            raise Refused("an address without a host")
        if netloc_of(url) in self._netlocs or parts.netloc.lower() in self._netlocs:
            return
        if port is not None and port not in PORTS:
            raise Refused(f"port {port} of a host that is not configured")
        address = literal_address(host)
        if (address is not None and not is_public(address)) or (
            address is None and _is_local(host)
        ):
            raise Refused(f"{host}: not a public address")

    def check_resolved(self, name: str, address: str) -> None:
        """Raise ``RefusedAddress`` when a name must not lead to this address."""
        if not is_public(address) and name.lower().rstrip(".") not in self._names:
            detail = f"{name} resolves to {address}: not a public address"
            self._refused[name.lower().rstrip(".")] = detail
            raise RefusedAddress(detail)

    def refusal(self, url: str) -> str | None:
        """Why the name in an address was refused by the resolver, if it was."""
        return self._refused.get((urlsplit(url).hostname or "").rstrip("."))

    def __deepcopy__(self, memo: object) -> "AddressPolicy":
        """Scrapy copies its settings; all copies share one policy and what it remembers."""
        return self


def _is_local(host: str) -> bool:
    host = host.lower()
    address = literal_address(host)
    if address is not None:
        return not is_public(address)
    return "." not in host or host.endswith(_LOCAL_NAMES)
