"""Bytes of a page as characters, and how sure that is.

A wrong character set changes facts without a sound ("€5 million" turns into another currency's
sign), so what the bytes are is believed before what the page says they are.
"""

import codecs
import re
from dataclasses import dataclass

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    resolve_encoding,
)

FALLBACK = "cp1252"
"""What browsers take when nothing is declared."""

DAMAGED_SHARE = 0.005
"""Share of replaced characters from which figures of the text are not to be trusted."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a body; ``source`` says what named the character set.

    ``source`` is bom, bytes (valid UTF-8 with characters beyond ASCII), header, meta or guess.
    """

    text: str
    charset: str
    source: str

    @property
    def suspect(self) -> bool:
        """Whether the characters may be the wrong ones."""
        beyond_ascii = not self.text.isascii()
        damaged = self.text.count(_REPLACED) > DAMAGED_SHARE * max(len(self.text), 1)
        return damaged or (self.source == "guess" and beyond_ascii)


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page by its BOM, by being UTF-8, by its header, its meta element, or as cp1252.

    >>> decode("prix : 5 €".encode(), "text/html; charset=iso-8859-1").text
    'prix : 5 €'
    >>> decode(b"a price of \\x805 million", "text/html; charset=utf-8").text
    'a price of €5 million'
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return Decoded(body.decode(charset, "replace"), charset.removesuffix("-sig"), "bom")
    declared = _declared(body, content_type)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _decode_other(body, declared)
    if not body.isascii():
        return Decoded(text, "utf-8", "bytes")
    for charset, source in declared:
        if charset != "utf-8" and (other := _attempt(body, charset)) is not None:
            return Decoded(other, charset, source)
    return Decoded(text, "utf-8", declared[0][1] if declared else "bytes")


def _declared(body: bytes, content_type: str | None) -> list[tuple[str, str]]:
    named = (
        (http_content_type_encoding(content_type), "header"),
        (html_body_declared_encoding(body), "meta"),
    )
    found = []
    for name, source in named:
        charset = resolve_encoding(name) if name else None
        if charset and charset not in ("utf-7", "utf-16", "utf-32"):
            found.append((charset, source))
    return found


def _decode_other(body: bytes, declared: list[tuple[str, str]]) -> Decoded:
    """Bytes that are not valid UTF-8: damaged UTF-8, or another character set."""
    text = body.decode("utf-8", "replace")
    damaged = text.count(_REPLACED)
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", text))
    if damaged <= 0.1 * beyond_ascii:
        return Decoded(text, "utf-8", "bytes")
    for charset, source in declared:
        if charset != "utf-8" and (other := _attempt(body, charset)) is not None:
            return Decoded(other, charset, source)
    return Decoded(body.decode(FALLBACK, "replace"), FALLBACK, "guess")


def _attempt(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
