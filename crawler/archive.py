"""WARC files: what came back, byte for byte, before anybody reads it.

One new file a run, gzip per record; it is called ``….warc.gz.open`` until it is closed, and is
never appended to afterwards. Cookies and credentials are never written.
"""

import fcntl
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol
from urllib.parse import urlsplit

from crawler.dates import stamp

if TYPE_CHECKING:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

OPEN_SUFFIX = ".open"
ROTATE_AT = 1_000_000_000
"""Bytes after which a run goes on in another file (the usual size of a WARC)."""

_SECRET = frozenset({"cookie", "set-cookie", "authorization", "proxy-authorization"})
_HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response as received: ``body`` is still compressed if it came so.

    ``copied_from`` says where in another's archive it was; the request that led to it is not known.
    """

    url: str
    at: datetime
    method: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    response_headers: tuple[tuple[str, str], ...]
    body: bytes
    ip_address: str | None = None
    truncated: str | None = None
    copied_from: str | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """Where an exchange's response record lies: the file's name, the offset of its record."""

    file: str
    offset: int


class ArchiveError(Exception):
    """The archive cannot be written; the message says why, for a person."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"the archive cannot be written: {error.strerror or error} ({path})")


class Archivist(Protocol):
    """Whoever keeps exchanges; ``None`` for one that was not kept."""

    def write(self, exchange: Exchange) -> Archived | None: ...


class NoArchive:
    """Keeps nothing: for looking around before there is a ledger."""

    def write(self, exchange: Exchange) -> Archived | None:
        del exchange
        return None


def digest(body: bytes) -> str:
    """The digest by which the ledger knows a capture: SHA-256 of the body as received."""
    return sha256(body).hexdigest()


class _Members:
    """A file of gzip members: what is written until a flush is one of them, a record.

    A body that came ``packed`` gets no smaller: nothing is looked for in it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.packed = False
        self._file = file
        self._member: zlib._Compress | None = None

    def write(self, piece: bytes) -> None:
        if self._member is None:
            strategy = zlib.Z_HUFFMAN_ONLY if self.packed else zlib.Z_DEFAULT_STRATEGY
            self._member = zlib.compressobj(wbits=16 + zlib.MAX_WBITS, strategy=strategy)
        self._file.write(self._member.compress(piece))

    def flush(self) -> None:
        if self._member is not None:
            self._file.write(self._member.flush())
            self._member = None
        self._file.flush()


def _writer(members: _Members) -> "WARCWriter":
    # It may load fsspec, which no verb should wait for that writes no archive.
    from warcio.warcwriter import WARCWriter

    return WARCWriter(members, gzip=False, warc_version="1.1")


def _head(line: str, headers: list[tuple[str, str]], protocol: str = "") -> "StatusAndHeaders":
    """The first line of a request or a response with its headers."""
    from warcio.statusandheaders import StatusAndHeaders

    return StatusAndHeaders(line, headers, protocol, is_http_request=not protocol)


def _is_packed(exchange: Exchange) -> bool:
    return any(name.lower() == "content-encoding" for name, _ in exchange.response_headers)


class Archive:
    """Writes the exchanges of one run into a folder. Use as a context manager."""

    def __init__(
        self,
        folder: Path,
        *,
        started: datetime,
        info: Mapping[str, str],
        rotate_at: int = ROTATE_AT,
    ) -> None:
        self._folder = folder
        self._info = dict(info)
        self._rotate_at = rotate_at
        self._stem = f"claimledger-{started.strftime('%Y%m%d%H%M%S')}-{os.getpid()}"
        self._serial = 0
        self._file: BinaryIO | None = None
        self._members: _Members | None = None
        self._name = ""

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, exchange: Exchange) -> Archived:
        """Write response and request records; they are with the system when this returns.

        Raises ``ArchiveError`` when they cannot be written; the records before them stay whole.
        """
        if self._file is not None and self._file.tell() >= self._rotate_at:
            self.close()
        offset = 0
        try:
            if self._file is None:
                self._start()
            assert self._file is not None
            assert self._members is not None
            offset = self._file.tell()
            self._members.packed = _is_packed(exchange)
            writer = _writer(self._members)
            response = self._response(writer, exchange)
            if exchange.copied_from is None:
                request = self._request(writer, exchange)
                writer.write_request_response_pair(request, response)
            else:
                writer.write_record(response)
        except OSError as error:
            self._cut(offset)
            raise ArchiveError(self._folder, error) from error
        return Archived(self._name, offset)

    def close(self) -> None:
        """Make the open file durable and give it its final name, or raise ``ArchiveError``."""
        if self._file is None:
            return
        file, self._file, self._members = self._file, None, None
        try:
            with file:
                file.flush()
                os.fsync(file.fileno())
                finished = self._folder / self._name
                (self._folder / (self._name + OPEN_SUFFIX)).rename(finished)
        except OSError as error:
            raise ArchiveError(self._folder, error) from error

    def _cut(self, offset: int) -> None:
        """Close the open file without the record that could not be written."""
        if self._file is None:
            return
        file, self._file, self._members = self._file, None, None
        path = self._folder / (self._name + OPEN_SUFFIX)
        with suppress(OSError):
            file.close()  # what it still holds belongs to that record
        with suppress(OSError):
            os.truncate(path, offset)
            path.rename(self._folder / self._name) if offset else path.unlink()

    def _start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        while True:
            self._name = f"{self._stem}-{self._serial:05}.warc.gz"
            self._serial += 1
            if not (self._folder / self._name).exists():
                break
        self._file = (self._folder / (self._name + OPEN_SUFFIX)).open("xb")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._members = _Members(self._file)
        writer = _writer(self._members)
        writer.write_record(writer.create_warcinfo_record(self._name, self._info))

    def _response(self, writer: "WARCWriter", exchange: Exchange) -> object:
        headers = [
            (name, value)
            for name, value in exchange.response_headers
            if name.lower() not in _SECRET | _HOP_BY_HOP | {"content-length"}
        ]
        headers.append(("Content-Length", str(len(exchange.body))))
        fields = {
            "WARC-Date": stamp(exchange.at),
            "WARC-Payload-Digest": "sha256:" + digest(exchange.body),
        }
        if exchange.ip_address:
            fields["WARC-IP-Address"] = exchange.ip_address
        if exchange.copied_from:
            fields["WARC-Copied-From"] = exchange.copied_from
        if exchange.truncated:
            fields["WARC-Truncated"] = exchange.truncated
        status = _head(
            f"{exchange.status} {_REASONS.get(exchange.status, '')}".strip(), headers, "HTTP/1.1"
        )
        return writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=status,
            warc_headers_dict=fields,
        )

    def _request(self, writer: "WARCWriter", exchange: Exchange) -> object:
        parts = urlsplit(exchange.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = [("Host", parts.netloc)]
        headers += [
            (name, value)
            for name, value in exchange.request_headers
            if name.lower() not in _SECRET | {"host"}
        ]
        line = _head(f"{exchange.method} {target} HTTP/1.1", headers)
        return writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=line,
            warc_headers_dict={"WARC-Date": stamp(exchange.at)},
        )


_REASONS = {
    200: "OK", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 303: "See Other",
    304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 410: "Gone", 429: "Too Many Requests",
    451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recovered:
    """A file that an interrupted run left open: its final name, and the bytes cut off its end."""

    file: str
    cut: int


def recover(folder: Path) -> list[Recovered]:
    """Close the files of runs that were killed: cut a torn last record off, give the final name.

    A record counts for the ledger only after it was written whole, so a torn one belongs to
    nothing. Files that a living run holds are left alone.
    """
    recovered = []
    for path in sorted(folder.glob(f"*.warc.gz{OPEN_SUFFIX}")):
        with path.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            whole = _whole_members(file)
            size = path.stat().st_size
            file.truncate(whole)
            os.fsync(file.fileno())
        final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
        if whole:
            path.rename(final)
        else:
            path.unlink()
        recovered.append(Recovered(final.name, size - whole))
    return recovered


def _whole_members(file: BinaryIO) -> int:
    """Where the last complete gzip member of a file ends."""
    whole, pending = 0, b""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        while chunk := pending or file.read(65536):
            stream.decompress(chunk)
            pending = b""
            if stream.eof:
                pending = stream.unused_data
                whole = file.tell() - len(pending)
                stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    except zlib.error:
        return whole
    return whole
