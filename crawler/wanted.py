"""Which pages of others' archives are kept: those of the configured outlets, on their topics."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

from crawler.settings import CrawlSettings
from crawler.urls import belongs_to


def on_topic(text: str, topics: tuple[str, ...]) -> bool:
    """Whether a text has all words of one of the topics.

    >>> on_topic("The flood hit Kaldera.", ("kaldera flood", "strike"))
    True
    """
    words = set(re.findall(r"\w+", text.casefold()))
    return any(set(re.findall(r"\w+", topic.casefold())) <= words for topic in topics)


class Wanted:
    """Pages of the outlets of a configuration, on its topics; what it does not name is not asked.

    ``name`` is a digest of what is wanted: a file that was read for something else is read anew.
    """

    def __init__(self, settings: CrawlSettings) -> None:
        self._by_site: dict[str, list[str]] = {}
        hosts = sorted(host.lower() for outlet in settings.outlets for host in outlet.hosts)
        for host in hosts:
            self._by_site.setdefault(_site(f"//{host}"), []).append(host)
        self._topics = settings.topics
        told = "\n".join([*hosts, "", *sorted(settings.topics)])
        self.name = sha256(told.encode()).hexdigest()[:16]

    def is_outlet(self, url: str) -> bool:
        """Whether an address is one of a configured outlet, or none is configured."""
        return not self._by_site or belongs_to(url, self._by_site.get(_site(url), ()))

    def is_topic(self, text: str) -> bool:
        """Whether a text is on one of the topics, or there are none."""
        return not self._topics or on_topic(text, self._topics)


def _site(url: str) -> str:
    """What every host of one site shares: the last two parts of its name."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    return host if host.replace(".", "").isdigit() else ".".join(host.split(".")[-2:])
