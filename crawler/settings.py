"""What a person decides about collecting: which outlets, how politely, how much."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MEBIBYTE = 1024 * 1024

Recheck = Literal["due", "all"]
"""Which articles are looked at again: those that are due, or every one."""


@dataclass(frozen=True, slots=True)
class OutletSettings:
    """One publisher and where its pages are found.

    ``hosts`` are netlocs and may carry a port ("127.0.0.1:8801"); the outlet owns each of them and
    their subdomains. With neither ``feeds``, ``sitemaps`` nor ``sections`` the homepage (or the
    first host) is read as a section, and the sitemaps that robots.txt names are used. ``aliases``
    are other names that files of articles have for it.
    """

    name: str
    hosts: tuple[str, ...]
    homepage: str | None = None
    country: str | None = None
    language: str | None = None
    group: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """Everything that a crawl needs to know.

    ``delay`` and ``timeout`` are seconds, ``max_body`` is bytes after decompression; ``max_pages``
    caps the article pages of one run (the rest stays due). ``topics``: only articles whose text
    has all words of one of them are kept. ``allow_hosts`` names hosts that may stand in a private
    network although no outlet is an address there. ``respect_noarchive`` keeps pages that forbid
    copies out of the WARCs, and pages with a TDM reservation out altogether; ``respect_noindex``
    leaves out pages that ask search engines to. ``backoff`` are the seconds before the second,
    third, … attempt at a page within one run. ``documents``: what is asked for are documents that
    articles cite: whatever has a text is kept, however short, and PDF files are read.
    """

    database: Path
    warc_folder: Path
    contact: str
    outlets: tuple[OutletSettings, ...]
    topics: tuple[str, ...] = ()
    delay: float = 1.0
    concurrency_per_host: int = 2
    timeout: float = 30
    max_body: int = 16 * MEBIBYTE
    max_pages: int | None = None
    respect_noarchive: bool = True
    allow_hosts: tuple[str, ...] = ()
    user_agent_name: str = "claimledger"
    respect_noindex: bool = False
    backoff: tuple[float, ...] = (1.0, 4.0, 10.0)
    documents: bool = False
