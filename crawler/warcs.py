"""Reading WARC files again: pages to import, records to prove, files that were cut."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive import OPEN_SUFFIX
from crawler.decompression import BadEncoding, TooLarge, decompress

_READ_ERRORS = (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, AttributeError)
"""What warcio lets through for damaged files; AttributeError for some cut headers."""
_BLOCK = 65536
_GZIP = b"\x1f\x8b"
_SLACK = 4
"""Bytes of line ends that close a record without compression."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its place, its WARC fields, and its HTTP message where it has one.

    ``length`` counts its bytes in the file. ``payload`` is the body as archived (still compressed
    if it came so); ``whole`` says whether all of the announced bytes were there and the digests
    that it carries are right.
    """

    offset: int
    length: int
    kind: str
    url: str
    date: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    whole: bool

    def header(self, name: str) -> str | None:
        """An HTTP header of the record, by its name in small letters."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def body(self, max_size: int) -> bytes:
        """The payload without compression, also that of a ``.gz`` file; as it is if it breaks."""
        encodings = self.header("content-encoding") or ""
        if not encodings and self.payload.startswith(_GZIP):
            encodings = "gzip"
        try:
            return decompress(self.payload, encodings, max_size)[0]
        except (TooLarge, BadEncoding):
            return self.payload


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in a file from which on nothing can be read, and why."""

    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """An archived HTML page with status 200.

    ``body`` is decompressed within bounds; ``sha256`` is the digest of the payload as archived.
    """

    offset: int
    url: str
    date: str
    content_type: str
    body: bytes
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


def located(folder: Path, name: str) -> Path:
    """Where a file of captures lies: a run that goes on, or was killed, has it open."""
    path = folder / name
    still_open = folder / (name + OPEN_SUFFIX)
    return still_open if still_open.exists() and not path.exists() else path


def read_record(path: Path, offset: int) -> Record:
    """The record at an offset of a WARC file. Raises ``ValueError`` when there is none."""
    with path.open("rb") as file:
        file.seek(offset)
        for item in _records(file, offset, single=True):
            if isinstance(item, Damage):
                raise ValueError(f"{path.name} at {offset}: {item.reason}")
            return item
    raise ValueError(f"{path.name} at {offset}: no record")


def records(path: Path) -> Iterator[Record | Damage]:
    """All records of a file; the first damage ends it."""
    with path.open("rb") as file:
        yield from _records(file, 0)


def _records(file: Any, base: int, *, single: bool = False) -> Iterator[Record | Damage]:
    iterator = ArchiveIterator(file, check_digests=True)
    at = base
    try:
        for record in _read_through(iterator, file):
            if isinstance(record, Damage):
                yield record
                return
            at = base + (iterator.offset if base == 0 else 0)
            yield _record(record, at, iterator)
            if single:
                return
    except _READ_ERRORS as error:
        yield Damage(at, f"{type(error).__name__}: {error}"[:200])


def _record(record: Any, offset: int, iterator: Any) -> Record:
    payload = _all(record.raw_stream, None)
    left = _left(record)
    iterator.read_to_end(record)
    fields = record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else None
    return Record(
        offset=offset,
        length=iterator.member_info[1],
        kind=record.rec_type or "",
        url=fields.get_header("WARC-Target-URI") or "",
        date=fields.get_header("WARC-Date") or "",
        status=int(status) if status and status.isdigit() else None,
        headers=tuple(record.http_headers.headers) if record.http_headers else (),
        payload=payload,
        whole=left == 0 and record.digest_checker.passed is not False,
    )


def _read_through(iterator: Any, file: Any) -> Iterator[Any]:
    """warcio's records, each read to its end; then ``Damage`` for bytes that are no record.

    warcio passes over a last record whose header is cut, or gives it without type and length.
    """
    end = 0
    for record in iterator:
        if not record.rec_type or not record.rec_headers.get_header("Content-Length"):
            yield Damage(iterator.offset, "a record without type or length")
            return
        yield record
        iterator.read_to_end(record)
        end = sum(iterator.member_info)
    size = file.seek(0, SEEK_END)
    if size - end > _SLACK:
        yield Damage(end, f"the last {size - end} bytes are no whole record")


def _decoded(headers: Any, raw: bytes, max_size: int) -> tuple[bytes, bool]:
    """A payload without chunks and compression, and whether it is complete."""
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        raw = _all(ChunkedDataReader(BytesIO(raw)), max_size)
    return decompress(raw, headers.get_header("Content-Encoding") or "", max_size)


def _all(stream: Any, limit: int | None) -> bytes:
    """All bytes of a stream, whose reads may be short; at most a block beyond ``limit``."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_BLOCK):
        pieces.append(piece)
        size += len(piece)
        if limit is not None and size > limit:
            break
    return b"".join(pieces)


def _left(record: Any) -> int:
    """Bytes that a record announces and does not have."""
    stream = record.raw_stream
    inner = getattr(stream, "limit", None)
    return int(inner) if inner is not None else 0


def pages(path: Path, max_size: int) -> Iterator[Page | Damage]:
    """The HTML pages of a WARC file (ours, CC-NEWS's or another's), others passed over."""
    with path.open("rb") as file:
        iterator = ArchiveIterator(file)
        at = 0
        try:
            for record in _read_through(iterator, file):
                if isinstance(record, Damage):
                    yield record
                    return
                at = iterator.offset
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                if record.http_headers.get_statuscode() != "200":
                    continue
                content_type = record.http_headers.get_header("Content-Type") or ""
                if "html" not in content_type.lower():
                    continue
                raw = _all(record.raw_stream, max_size)
                if len(raw) > max_size:
                    yield Damage(at, f"more than {max_size} bytes")
                    continue
                if _left(record):
                    yield Damage(at, f"the record is cut, {_left(record)} bytes are missing")
                    continue
                try:
                    body, complete = _decoded(record.http_headers, raw, max_size)
                except (TooLarge, BadEncoding) as error:
                    yield Damage(at, str(error))
                    continue
                if not complete:
                    yield Damage(at, "the compressed body ended early")
                    continue
                fields = record.rec_headers
                url = fields.get_header("WARC-Target-URI") or ""
                date = fields.get_header("WARC-Date") or ""
                yield Page(
                    at,
                    url,
                    date,
                    content_type,
                    body,
                    sha256(raw).hexdigest(),
                    record.http_headers.get_header("ETag"),
                    record.http_headers.get_header("Last-Modified"),
                )
        except _READ_ERRORS as error:
            yield Damage(at, f"{type(error).__name__}: {error}"[:200])
