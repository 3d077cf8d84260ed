"""Scrapy's settings, all in one place: its defaults are not meant for strangers' servers."""

from importlib.metadata import version
from typing import Any

from crawler.safety import AddressPolicy
from crawler.settings import CrawlSettings

MAX_REDIRECTS = 5
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
        "TWISTED_DNS_RESOLVER": "crawler.safety.GuardedResolver",
        "DOWNLOAD_MAXSIZE": settings.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_TIMEOUT": settings.timeout,
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS,
        "METAREFRESH_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "REFERER_ENABLED": True,
        "REFERRER_POLICY": "no-referrer",
        # Our own middlewares do what these do, from the ledger's point of view.
        "ROBOTSTXT_OBEY": False,
        "RETRY_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "DEPTH_LIMIT": 0,
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.politeness.RobotsMiddleware": 100,
            "crawler.politeness.PauseMiddleware": 650,
            "crawler.responses.ReceivingMiddleware": 800,
            "crawler.safety.GuardMiddleware": 950,
        },
        "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.depth.DepthMiddleware": None},
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
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            "crawler.politeness.Throttle": 0,
            "scrapy.extensions.logstats.LogStats": None,
        },
        "COOKIES_ENABLED": True,
        # Quiet: what people should know is in the ledger.
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
    }
