"""Reading WARC files again: pages to import, records to prove, files that were cut.

Memory is bounded whatever a file holds: no line, no header and no page is read beyond its limit.
A file that was compressed as one piece has its records at their offsets after decompression.
"""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.archive import OPEN_SUFFIX
from crawler.decompression import BadEncoding, TooLarge, decompress
from crawler.forward import BLOCK, ForwardFile
from crawler.payloads import GZIP, is_page, may_be_page

_READ_ERRORS = (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, AttributeError)
"""What warcio lets through for damaged files; AttributeError for some cut headers."""
_READ_SIZE = 8192
"""Compressed bytes taken at once; a bomb makes a thousand times as many of them."""

MAX_LINE = 256 * 1024
"""Bytes of a header line; browsers and servers stop at 8 to 64 KiB."""

MAX_HEADERS = 2 * 1024 * 1024
"""Bytes of all header lines of one record."""

_ONE_PIECE = "non-chunked gzip"
"""What warcio says of a file that was compressed as one piece."""
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
        if not encodings and self.payload.startswith(GZIP):
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

    ``body`` is decompressed within bounds; ``sha256`` is the digest of the payload as archived,
    which is ``payload`` once chunks are undone; ``headers`` are those of the answer.
    """

    offset: int
    url: str
    date: str
    content_type: str
    body: bytes
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    payload: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def located(folder: Path, name: str) -> Path:
    """Where a file of captures lies: a run that goes on, or was killed, has it open."""
    path = folder / name
    still_open = folder / (name + OPEN_SUFFIX)
    return still_open if still_open.exists() and not path.exists() else path


def read_record(path: Path, offset: int) -> Record:
    """The record at an offset of a WARC file. Raises ``ValueError`` when there is none."""
    with opened_at(path, offset) as file:
        for item in _records(file, offset, single=True):
            if isinstance(item, Damage):
                raise ValueError(f"{path.name} at {offset}: {item.reason}")
            return item
    raise ValueError(f"{path.name} at {offset}: no record")


@contextmanager
def opened_at(path: Path, offset: int) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """A WARC file, open at the record of an offset; unpacked if it is compressed as one piece."""
    with path.open("rb") as file:
        in_one_piece = offset > 0 and file.read(len(GZIP)) == GZIP
        file.seek(offset)
        head = file.read(len(GZIP))
        file.seek(offset)
        if not in_one_piece or head == GZIP:
            yield file
            return
    with gzip.open(path) as unpacked:
        unpacked.seek(offset)
        yield unpacked


def records(path: Path) -> Iterator[Record | Damage]:
    """All records of a file; the first damage ends it."""
    with path.open("rb") as file:
        yield from _records(file, 0)


def _records(file: Any, base: int, *, single: bool = False) -> Iterator[Record | Damage]:
    iterator = _iterator(file, check_digests=True)
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


def _unchunked(headers: Any, raw: bytes, max_size: int) -> bytes:
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        return _all(ChunkedDataReader(BytesIO(raw)), max_size)
    return raw


def _decoded(headers: Any, raw: bytes, max_size: int) -> tuple[bytes, bool]:
    """A payload without compression, and whether it is complete.

    Archives keep bodies that were decoded already under their old labels, and others unlabelled.
    """
    encodings = headers.get_header("Content-Encoding") or ""
    body, complete = decompress(raw, encodings, max_size)
    if body.startswith(GZIP):
        body, whole = decompress(body, "gzip", max_size)
        complete = complete and whole
    return body, complete


def _all(stream: Any, limit: int | None) -> bytes:
    """All bytes of a stream, whose reads may be short; at most a block beyond ``limit``."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(BLOCK):
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


class _BoundedReader(DecompressingBufferedReader):  # type: ignore[misc] # warcio is untyped
    """warcio's reader, which gives up on headers that do not end."""

    lines = 0

    def readline(self, length: int | None = None) -> bytes:
        limit = MAX_LINE if length is None else min(length, MAX_LINE)
        line: bytes = super().readline(limit)
        self.lines += len(line)
        if len(line) == MAX_LINE or self.lines > MAX_HEADERS:
            raise ArchiveLoadFailed("the headers of a record do not end")
        return line

    def read(self, length: int | None = None) -> bytes:
        self.lines = 0
        found: bytes = super().read(length)
        return found


class _BoundedIterator(ArchiveIterator):  # type: ignore[misc] # warcio is untyped
    """warcio's records, by a reader that is bounded."""

    def __init__(self, file: Any, *, check_digests: bool = False) -> None:
        super().__init__(file, check_digests=check_digests)
        self.reader = _BoundedReader(self.fh, block_size=_READ_SIZE)

    def _next_record(self, next_line: Any) -> Any:
        self.reader.lines = 0
        return super()._next_record(next_line)


def _iterator(file: Any, *, check_digests: bool = False) -> Any:
    return _BoundedIterator(file, check_digests=check_digests)


def pages(path: Path, max_size: int) -> Iterator[Page | Damage]:
    """The HTML pages of a WARC file (ours, CC-NEWS's or another's), others passed over."""
    with path.open("rb") as file:
        read = 0
        for item in _pages(file, max_size):
            if isinstance(item, Damage) and _ONE_PIECE in item.reason:
                break
            read += 1
            yield item
        else:
            return
    with gzip.open(path) as compressed:
        unpacked = _Unpacked(compressed)
        last: Page | Damage | None = None
        for number, last in enumerate(_pages(unpacked, max_size)):
            if number >= read:
                yield last
        if unpacked.fault is not None and not isinstance(last, Damage):
            yield Damage(unpacked.tell(), unpacked.fault)


def pages_on(file: Any, max_size: int) -> Iterator[Page | Damage]:
    """The HTML pages from where a file or stream stands, which is where a record begins.

    Offsets are those of the whole file. A file that was compressed as one piece is ``Damage``.
    """
    yield from _pages(file, max_size)


class _Unpacked(ForwardFile):
    """A compressed file, read as far as it goes; ``fault`` then says why it goes no further."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._at = 0
        self.fault: str | None = None

    def read(self, size: int) -> bytes:
        try:
            piece = b"" if self.fault else self._file.read1(size)
        except _READ_ERRORS as error:
            self.fault = f"{type(error).__name__}: {error}"[:200]
            return b""
        self._at += len(piece)
        return piece

    def close(self) -> None:
        self._file.close()


def _pages(file: Any, max_size: int) -> Iterator[Page | Damage]:
    iterator = _iterator(file)
    at = 0
    try:
        for record in _read_through(iterator, file):
            if isinstance(record, Damage):
                yield record
                return
            at = iterator.offset
            found = _page(record, at, max_size)
            if found is not None:
                yield found
    except _READ_ERRORS as error:
        yield Damage(at, f"{type(error).__name__}: {' '.join(str(error).split())}"[:200])


def _page(record: Any, at: int, max_size: int) -> Page | Damage | None:
    """The page of a record, what is wrong with it, or ``None`` for what is no page."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    content_type = headers.get_header("Content-Type") or ""
    if not may_be_page(content_type):
        return None
    is_said = "html" in content_type.lower()
    raw = _all(record.raw_stream, max_size)
    if len(raw) > max_size:
        return Damage(at, f"more than {max_size} bytes") if is_said else None
    if _left(record):
        return Damage(at, f"the record is cut, {_left(record)} bytes are missing")
    digest = sha256(raw).hexdigest()
    raw = _unchunked(headers, raw, max_size)
    try:
        body, complete = _decoded(headers, raw, max_size)
    except (TooLarge, BadEncoding) as error:
        return Damage(at, str(error)) if is_said else None
    if not complete:
        return Damage(at, "the compressed body ended early") if is_said else None
    if not is_page(body, content_type):
        return Damage(at, "said to be HTML, and is none") if is_said and body else None
    fields = record.rec_headers
    return Page(
        at,
        fields.get_header("WARC-Target-URI") or "",
        fields.get_header("WARC-Date") or "",
        content_type,
        body,
        digest,
        headers.get_header("ETag"),
        headers.get_header("Last-Modified"),
        raw,
        tuple(headers.headers),
    )
