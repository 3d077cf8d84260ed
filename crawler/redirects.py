"""Redirects that a page asks for in its head, and the cookies that travel with redirects."""

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares import cookies
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from tldextract import TLDExtract

from crawler.urls import normalise

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_HEAD = 4096
"""Bytes of a page in which Scrapy looks for a refresh."""

cookies._split_domain = TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
)
"""The list of public suffixes that the library brings; by default it downloads a newer one, in the
middle of a crawl, when the first cookie with a domain comes."""


class RefreshMiddleware(MetaRefreshMiddleware):
    """Downloader middleware: ``<meta http-equiv="refresh">`` of a page that leads elsewhere.

    It counts as a redirect: at most as many, the same guard and robots.txt at each hop. A page that
    reloads itself is a page.
    """

    def process_response(  # type: ignore[override] # Scrapy warns of the spider argument
        self, request: "Request", response: "Response"
    ) -> "Request | Response":
        if response.status != 200 or b"refresh" not in response.body[:_HEAD].lower():
            return response
        following: Request | Response = super().process_response(request, response)
        if following is not response and normalise(following.url) == normalise(response.url):
            return response
        return following


class CookiesMiddleware(cookies.CookiesMiddleware):
    """Scrapy's cookies, without a request to the outside."""
