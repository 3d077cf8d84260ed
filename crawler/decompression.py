"""Undoing content encodings within bounds, and noticing when a body is not all there."""

import sys
import zlib
from collections.abc import Callable
from typing import Any

import brotli  # type: ignore[import-untyped] # ships no types

from crawler.payloads import is_markup

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"
"""What is offered to servers; each of them is bounded below."""

_CHUNK = 65536
_MAX_LAYERS = 2
_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(ValueError):
    """A body that grows beyond the limit when decompressed; ``begun`` is what fits into it."""

    def __init__(self, detail: str, begun: bytes) -> None:
        super().__init__(detail)
        self.begun = begun


class BadEncoding(ValueError):
    """A body that is not in the encoding that its header names."""


def decompress(body: bytes, encodings: str, max_size: int) -> tuple[bytes, bool]:
    """The decoded body, and whether it is complete.

    ``encodings`` is the value of Content-Encoding. A cut body gives what could be read and
    ``False``; plain markup under a label is taken as it is, and a body that begins as another
    encoding does is one. Raises ``TooLarge`` and
    ``BadEncoding``; memory stays within a few times ``max_size``.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > _MAX_LAYERS:
        raise BadEncoding(f"{len(names)} encodings, one inside another")
    complete = True
    for name in reversed(names):
        if not body or is_markup(body):
            continue
        decoder = _DECODERS.get(_shown(body, name))
        if decoder is None:
            raise BadEncoding(f"encoding {name[:40]!r} was not asked for")
        body, whole = decoder(body, max_size)
        complete = complete and whole
    return body, complete


def _shown(body: bytes, name: str) -> str:
    """The encoding that a body's first bytes show; that of its label where they show none."""
    if body.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if body.startswith(b"\x28\xb5\x2f\xfd"):
        return "zstd"
    if name in ("gzip", "x-gzip") and body[0] & 0x8F == 8 and int.from_bytes(body[:2]) % 31 == 0:
        return "deflate"
    return name


def _grown(pieces: list[bytes], size: int, max_size: int) -> int:
    size += len(pieces[-1])
    if size > max_size:
        begun = b"".join(pieces)[:max_size]
        raise TooLarge(f"more than {max_size} bytes after decompression", begun)
    return size


def _gzip(body: bytes, max_size: int) -> tuple[bytes, bool]:
    if body[:2] != b"\x1f\x8b":
        raise BadEncoding("declared as gzip, but is none")
    return _zlib(body, max_size, lambda: zlib.decompressobj(_GZIP))


def _deflate(body: bytes, max_size: int) -> tuple[bytes, bool]:
    try:
        return _zlib(body, max_size, zlib.decompressobj)
    except BadEncoding:
        return _zlib(body, max_size, lambda: zlib.decompressobj(-zlib.MAX_WBITS))


def _zlib(body: bytes, max_size: int, make: Callable[[], Any]) -> tuple[bytes, bool]:
    """One or several zlib streams in a row; what is no stream after the first is ignored."""
    pieces: list[bytes] = []
    size = 0
    while True:
        stream = make()
        rest = body
        try:
            while not stream.eof:
                pieces.append(stream.decompress(rest, _CHUNK))
                size = _grown(pieces, size, max_size)
                rest = stream.unconsumed_tail
                if not rest and not stream.eof and not pieces[-1]:
                    return b"".join(pieces), False
        except zlib.error as error:
            if size == 0:
                raise BadEncoding(f"not what was declared: {error}") from error
            return b"".join(pieces), False
        body = stream.unused_data
        if body[:3] != b"\x1f\x8b\x08":
            return b"".join(pieces), True


def _brotli(body: bytes, max_size: int) -> tuple[bytes, bool]:
    stream = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        pieces.append(stream.process(body, output_buffer_limit=_CHUNK))
        size = _grown(pieces, size, max_size)
        while not stream.is_finished():
            pieces.append(stream.process(b"", output_buffer_limit=_CHUNK))
            size = _grown(pieces, size, max_size)
            if not pieces[-1]:
                return b"".join(pieces), False
    except brotli.error as error:
        if size == 0:
            raise BadEncoding(f"not what was declared: {error}") from error
        return b"".join(pieces), False
    return b"".join(pieces), True


def _zstd(body: bytes, max_size: int) -> tuple[bytes, bool]:
    stream = zstd.ZstdDecompressor()
    pieces: list[bytes] = []
    size = 0
    rest = body
    try:
        while not stream.eof:
            pieces.append(stream.decompress(rest, _CHUNK))
            size = _grown(pieces, size, max_size)
            rest = b""
            if stream.needs_input and not pieces[-1]:
                return b"".join(pieces), False
    except zstd.ZstdError as error:
        if size == 0:
            raise BadEncoding(f"not what was declared: {error}") from error
        return b"".join(pieces), False
    return b"".join(pieces), True


_DECODERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
