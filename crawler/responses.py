"""Every response on its way in: decompressed within bounds, archived, then passed on.

Stands between the network and the redirects, so that each hop, each error and each robots.txt is
in the archive before anything reads it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.archive import Archived, Archivist, Exchange, digest
from crawler.decompression import ACCEPTED, BadEncoding, TooLarge, decompress
from crawler.job import job_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers

_HEAD = 65536
"""Bytes of a page in which its robots and TDM meta elements are looked for."""

_META = re.compile(rb"<meta\b[^>]{0,500}>", re.I)
_ATTRIBUTE = re.compile(rb"""(name|content)\s*=\s*["']?([^"'>]*)""", re.I)


MAX_ROBOTS = 512 * 1024
"""Bytes of robots.txt that are read (RFC 9309 asks for at least 500 KiB); the rest is cut off."""


class Unreadable(IgnoreRequest):
    """A response whose body cannot be used; ``kind`` names the problem."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a received response beyond Scrapy's own fields."""

    sha256: str
    archived: Archived | None
    at: datetime
    complete: bool
    directives: frozenset[str]
    tdm_reserved: bool


def header(headers: "Headers", name: str) -> str | None:
    """A response header as text, several of one name joined by commas."""
    values = headers.getlist(name)
    return ", ".join(value.decode("latin-1") for value in values) or None


def reservations(headers: "Headers", body: bytes, agent: str) -> tuple[frozenset[str], bool]:
    """Robots directives of headers and meta elements, and whether TDM rights are reserved.

    ``X-Robots-Tag: otherbot: noarchive`` is for another robot and is left out.
    """
    directives: set[str] = set()

    def take(value: str) -> None:
        for part in value.lower().split(","):
            name, colon, rest = part.partition(":")
            if not colon or name.strip() == agent:
                directives.add((rest if colon else name).strip())

    for value in headers.getlist("X-Robots-Tag"):
        take(value.decode("latin-1"))
    reserved = (header(headers, "tdm-reservation") or "").strip() == "1"
    for element in _META.finditer(body[:_HEAD]):
        found = {k.lower(): v.decode("latin-1") for k, v in _ATTRIBUTE.findall(element[0])}
        name = found.get(b"name", "").strip().lower()
        if name in ("robots", agent):
            take(found.get(b"content", ""))
        elif name == "tdm-reservation":
            reserved = reserved or found.get(b"content", "").strip() == "1"
    if "none" in directives:
        directives |= {"noindex", "nofollow"}
    return frozenset(directives - {""}), reserved


class ReceivingMiddleware:
    """Downloader middleware: asks for encodings, undoes them, archives, and leaves a receipt."""

    def __init__(
        self,
        archive: Archivist,
        clock: "Callable[[], datetime]",
        *,
        max_body: int,
        respect_noarchive: bool,
        agent: str,
    ) -> None:
        self._agent = agent
        self._archive = archive
        self._clock = clock
        self._max_body = max_body
        self._respect_noarchive = respect_noarchive

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ReceivingMiddleware":
        job = job_of(crawler)
        return cls(
            job.archive,
            job.clock,
            max_body=job.settings.max_body,
            respect_noarchive=job.settings.respect_noarchive,
            agent=job.settings.user_agent_name,
        )

    def process_request(self, request: "Request") -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: "Request", response: "Response") -> "Response":
        raw = response.body
        robots = bool(request.meta.get("robots_txt"))
        failure: Unreadable | None = None
        # A body without a length ends with its connection, and is flagged "partial": it is whole.
        body, complete = raw, "download_stopped" not in response.flags
        try:
            encodings = header(response.headers, "Content-Encoding")
            if encodings and raw:
                body, complete = decompress(
                    raw, encodings, MAX_ROBOTS if robots else self._max_body
                )
        except TooLarge as error:
            if robots:
                body, complete = error.begun, False
            else:
                failure = Unreadable("too_large", str(error))
        except BadEncoding as error:
            failure = Unreadable("bad_encoding", str(error))
        directives, reserved = reservations(response.headers, b"" if failure else body, self._agent)
        at = self._clock()
        archived = None
        if failure is None and not (
            self._respect_noarchive and (reserved or "noarchive" in directives)
        ):
            archived = self._archive.write(_exchange(request, response, at, complete=complete))
        request.meta["receipt"] = Receipt(digest(raw), archived, at, complete, directives, reserved)
        if failure is not None:
            raise failure
        if body is raw:
            return response
        decoded = response.replace(body=body)
        del decoded.headers["Content-Encoding"]
        return decoded


def _exchange(
    request: "Request", response: "Response", at: datetime, *, complete: bool
) -> Exchange:
    return Exchange(
        url=response.url,
        at=at,
        method=request.method,
        request_headers=_pairs(request.headers),
        status=response.status,
        response_headers=_pairs(response.headers),
        body=response.body,
        ip_address=str(response.ip_address) if response.ip_address else None,
        truncated=None if complete else "disconnect",
    )


def _pairs(headers: "Headers") -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in headers
        for value in headers.getlist(name)
    )
