"""Files of the web read from anywhere in them, piece by piece, and again from where they broke off.

Addresses are held to the crawl's rules: http and https alone, no address inside, checked at every
redirect and again at the machine that was connected to, before anything is sent.
"""

import http.client
import ssl
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from crawler.forward import BLOCK, ForwardFile
from crawler.safety import AddressPolicy, Refused

MAX_REDIRECTS = 5
_RANGE_END = 416


class StreamFailed(Exception):
    """A file that cannot be read on; ``kind`` is that of the problem."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Stream(ForwardFile):
    """A file at an address, read from ``start`` on. Close it, or use it as a context manager.

    What breaks off is asked for again from there, after each of ``pauses`` (seconds); then reading
    raises ``StreamFailed``. Servers that know no ranges are read from their beginning.
    """

    def __init__(
        self,
        address: str,
        policy: AddressPolicy,
        *,
        start: int = 0,
        agent: str = "claimledger",
        timeout: float = 30.0,
        pauses: tuple[float, ...] = (1.0, 4.0, 10.0),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self._policy = policy
        self._headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
        self._timeout = timeout
        self._pauses = pauses
        self._sleep = sleep
        self._at = start
        self._response: HTTPResponse | None = None
        self._connection: HTTPConnection | None = None
        self._ended = False

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._response = None

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end of the file. Raises ``StreamFailed``."""
        for pause in (*self._pauses, None):
            try:
                piece = self._read(size)
            except (HTTPException, OSError) as error:
                self.close()
                if pause is None:
                    detail = f"{self.address} at {self._at}: {error or type(error).__name__}"
                    raise StreamFailed("connection", detail) from error
                self._sleep(pause)
            else:
                self._at += len(piece)
                return piece
        raise AssertionError("the last pause is none")

    def _read(self, size: int) -> bytes:
        if self._ended:
            return b""
        if self._response is None:
            self._response = self._open()
            if self._response is None:
                return b""
        left = self._response.length
        piece = self._response.read(size if left is None else min(size, left or size))
        if not piece:
            if left:
                raise HTTPException(f"the answer ended {left} bytes early")
            self._ended = True
        return piece

    def _open(self) -> HTTPResponse | None:
        """The answer from where reading stands; ``None`` when the file ends there."""
        response = self._asked({"Range": f"bytes={self._at}-"} if self._at else {})
        if response.status == _RANGE_END:
            self._ended = True
            return None
        if response.status >= 500 or response.status == 429:
            raise HTTPException(f"status {response.status}")
        if response.status not in (200, 206):
            raise StreamFailed(f"http_{response.status}", f"{self.address}: {response.reason}")
        passed = 0 if response.status == 200 else self._at
        while passed < self._at:
            piece = response.read(min(BLOCK, self._at - passed))
            if not piece:
                self._ended = True
                return None
            passed += len(piece)
        return response

    def _asked(self, more: Mapping[str, str]) -> HTTPResponse:
        url = self.address
        for _ in range(MAX_REDIRECTS + 1):
            self.close()
            try:
                self._policy.check_url(url)
                response = self._sent(url, {**self._headers, **more})
            except Refused as error:
                raise StreamFailed("refused_address", f"{url}: {error}") from error
            location = response.getheader("Location")
            if response.status not in (301, 302, 303, 307, 308) or location is None:
                return response
            url = urljoin(url, location)
        raise StreamFailed("redirect_loop", f"{self.address}: more than {MAX_REDIRECTS} redirects")

    def _sent(self, url: str, headers: Mapping[str, str]) -> HTTPResponse:
        parts = urlsplit(url)
        host = parts.hostname or ""
        self._connection = connection = _connection(parts.scheme, host, parts.port, self._timeout)
        connection.connect()
        self._policy.check_resolved(host, connection.sock.getpeername()[0])
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=dict(headers))
        return connection.getresponse()


def _connection(scheme: str, host: str, port: int | None, timeout: float) -> HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=timeout, context=context)
    return http.client.HTTPConnection(host, port, timeout=timeout)
