"""The two gates of a crawl, where Scrapy passes: before a request is sent, and at its name.

``GuardMiddleware`` looks at each request, redirected ones and robots.txt too. ``GuardedResolver``
looks at the address that a name resolves to, which is the one that is then connected to, so that a
name cannot point elsewhere between check and use. Both are useless behind an HTTP proxy that
resolves names itself; proxies of the environment are not used.
"""

from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from crawler.safety import AddressPolicy, RefusedAddress

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred


class GuardMiddleware:
    """Downloader middleware nearest to the network: asks the policy about every request."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "GuardMiddleware":
        return cls(crawler.settings["CLAIMLEDGER_POLICY"])

    def process_request(self, request: "Request") -> None:
        self._policy.check_url(request.url)


class GuardedResolver(CachingThreadedResolver):
    """Resolver that refuses names leading to addresses which the policy does not allow."""

    policy = AddressPolicy((), ())

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: Any) -> "GuardedResolver":
        resolver: GuardedResolver = super().from_crawler(crawler, reactor)
        resolver.policy = crawler.settings["CLAIMLEDGER_POLICY"]
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        try:
            self.policy.check_resolved(name, address)
        except RefusedAddress as error:
            raise DNSLookupError(str(error)) from error  # the one failure that Twisted expects
        return address
