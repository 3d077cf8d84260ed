"""What a body is by its own first bytes, whatever its labels say."""

import re

_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9:]*[\s>/])", re.I)
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_WIDE_PAGE = re.compile(rb"(?:\xff\xfe|\xfe\xff)?\x00?<\x00")
_OTHER = (
    b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"RIFF", b"\x00\x00\x01\x00",
    b"wOFF", b"wOF2", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"\x7fELF", b"BM",
)  # fmt: skip
_JSON = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d\]])")
_HEAD = 4096
GZIP = b"\x1f\x8b\x08"


def is_markup(body: bytes) -> bool:
    """Whether a body begins as HTML or XML does.

    >>> is_markup(b"  <!DOCTYPE html><html>"), is_markup(b"plain words")
    (True, False)
    """
    return _MARKUP.match(body[:_HEAD]) is not None


def is_page(body: bytes, content_type: str | None) -> bool:
    """Whether a body is an HTML page: it begins as one, or is said to be and is nothing else.

    >>> is_page(b"<!-- a --><html>", "text/plain"), is_page(b'{"a": 1}', "text/html")
    (True, False)
    """
    head = body[:_HEAD]
    if _PAGE.match(head) or _WIDE_PAGE.match(head):
        return True
    if "html" not in (content_type or "").lower():
        return False
    return not head.startswith(_OTHER) and not _JSON.match(head)


def may_be_page(content_type: str | None) -> bool:
    """Whether a type, missing or wrong as it may be, is worth a look into the body."""
    kind = (content_type or "").lower().partition(";")[0].strip()
    return not kind or "html" in kind or "xml" in kind or kind in _UNSURE


_UNSURE = (
    "text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown",
    "text/unknown", "unknown/unknown", "application/download", "text",
)  # fmt: skip
