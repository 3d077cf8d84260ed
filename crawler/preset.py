"""Scrapy's settings, all in one place: its defaults are not meant for strangers' servers."""

from importlib.metadata import version
from typing import Any

from crawler.safety import AddressPolicy
from crawler.settings import CrawlSettings

MAX_REDIRECTS = 5
MAX_REFRESH = 10
"""Seconds; a meta refresh that comes later is a page that renews itself."""

_SCRAPY = "scrapy.downloadermiddlewares"
SMALLEST_DELAY = 0.001
"""Scrapy drops its per-host queue without any delay; this keeps it and costs nothing."""


def user_agent(settings: CrawlSettings) -> str:
    """An honest name with the version and a contact.

    The part before the slash is the name that robots.txt may use.
    """
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"{settings.user_agent_name}/{version('claimledger')}{contact}"


def scrapy_settings(settings: CrawlSettings, policy: AddressPolicy) -> dict[str, Any]:
    """The settings of a crawl."""
    return {
        "CLAIMLEDGER_POLICY": policy,
        "USER_AGENT": user_agent(settings),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        },
        # Safety: the scheme and address guards, sizes, certificates, nothing that listens.
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "TWISTED_DNS_RESOLVER": "crawler.gates.GuardedResolver",
        "DOWNLOAD_MAXSIZE": settings.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_TIMEOUT": settings.timeout,
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS,
        "METAREFRESH_MAXDELAY": MAX_REFRESH,
        "METAREFRESH_IGNORE_TAGS": ["script", "noscript"],
        "REFERER_ENABLED": True,
        "REFERRER_POLICY": "no-referrer",
        # All that stands between spider and network. Scrapy says to leave these lists alone, but it
        # loads what they name even where it is turned off: an FTP client, a telnet server, an HTTP
        # server, a third of the start of a run. Others of them drop answers and addresses silently.
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "crawler.politeness.RobotsMiddleware": 100,
            f"{_SCRAPY}.downloadtimeout.DownloadTimeoutMiddleware": 350,
            f"{_SCRAPY}.defaultheaders.DefaultHeadersMiddleware": 400,
            f"{_SCRAPY}.useragent.UserAgentMiddleware": 500,
            "crawler.redirects.RefreshMiddleware": 580,
            f"{_SCRAPY}.redirect.RedirectMiddleware": 600,
            "crawler.politeness.PauseMiddleware": 650,
            "crawler.redirects.CookiesMiddleware": 700,
            "crawler.responses.ReceivingMiddleware": 800,
            "crawler.gates.GuardMiddleware": 950,
        },
        "EXTENSIONS_BASE": {"crawler.politeness.Throttle": 0},
        "SPIDER_MIDDLEWARES_BASE": {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700},
        # Politeness: the run's own pump bounds what is under way, so that Scrapy need not.
        "CONCURRENT_REQUESTS": 0,
        "CONCURRENT_ITEMS": 1,  # callbacks yield nothing; Scrapy makes a task for each of these
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency_per_host,
        "DOWNLOAD_DELAY": max(settings.delay, SMALLEST_DELAY),
        "DOWNLOAD_DELAY_JITTER": 0.3,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": max(settings.delay, SMALLEST_DELAY),
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(settings.concurrency_per_host),
        "COOKIES_ENABLED": True,
        # Quiet: what people should know is in the ledger.
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }
