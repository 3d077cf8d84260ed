"""Bytes of a page as characters, and how sure that is.

A wrong character set changes facts without a sound ("€5 million" turns into another currency's
sign), so what the bytes are is believed before what the page says they are: the weight of good
UTF-8 sequences against bad ones, and of double bytes against single ones, decides.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
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
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CUT = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$")
_SAID_WEIGHT = 3
"""What a good sequence weighs against a stray byte where the page is said to be UTF-8."""
_HIGH = re.compile(rb"[\x80-\xff](?:[\x40-\x7e]?[\x80-\xff])*")
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.I | re.S)
_SAMPLE = 16_384
"""Bytes of words beyond ASCII that a guess is made from."""

_LATIN = ("cp1252", "iso8859-1", "latin-1")


def _frequent(charset: str, leads: range) -> str:
    """The letters whose first byte is one of ``leads``: those of daily use come first in Big5."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    letters = {char for pair in pairs for char in pair.decode(charset, "ignore")}
    return "".join(sorted(char for char in letters if char > "\x7f"))


_IN_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "sr": "cp1251", "el": "cp1253",
    "he": "cp1255", "ar": "cp1256", "tr": "cp1254", "pl": "cp1250", "cs": "cp1250",
    "th": "cp874", "hu": "cp1250", "sk": "cp1250", "sl": "cp1250", "hr": "cp1250", "ro": "cp1250",
}  # fmt: skip
_SINGLE_BYTES = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
                 "cp874"]  # fmt: skip
_KANA = "\u3041-\u30fe"
_BY_LETTERS = (
    ("cp932", re.compile(f"[{_KANA}\u4e00-\u9fff\u3005\uff01-\uff5e]"), 0.95),
    ("cp949", re.compile("[\uac00-\ud7a3]"), 0.9),
    ("euc_jp", re.compile(f"(?<=[{_KANA}])[\u4e00-\u9fff{_KANA}]|[{_KANA}]"), 0.2),
    ("big5hkscs", re.compile(f"[{_frequent('big5', range(0xA4, 0xC7))}]"), 0.9),
    ("gb18030", re.compile("[\u4e00-\u9fff]"), 0.9),
)
"""Sets, the letters that their words are made of, and the share of these from which they fit."""
_LANGUAGE = re.compile(rb"<html[^>]{0,200}\blang=[\"']?([a-z]{2})", re.I)
_NUMBER_SIGNS = re.compile("[¼-¾²³¹⅐-⅞]")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[¼-¾²³¹](?=[^\W\d_])")
_FEW = 8
"""Bytes beyond ASCII, below which nothing speaks against what is declared."""


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
    if (wide := _wide(body)) is not None:
        return Decoded(body.decode(wide, "replace"), wide, "bytes")
    if b"\x1b$" in body and (text := _attempt(body, "iso2022_jp")) is not None:
        return Decoded(text, "iso2022_jp", "bytes")
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


def _wide(body: bytes) -> str | None:
    """UTF-16 without a BOM: in markup every other byte is nought, and hardly any between them."""
    head = body[:512]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 4 or min(even, odd) > len(head) / 64:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


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
    texts = [text for text in _TAG.split(body) if not text.isascii()]
    if _is_damaged_utf8(b" ".join(texts), said="utf-8" in dict(declared)):
        return Decoded(body.decode("utf-8", _STRAY), "utf-8", "bytes")
    runs = [run for text in texts for run in _HIGH.findall(text)]
    sample = b" ".join(texts)[:_SAMPLE]
    double = sum(len(run) > 1 for run in runs) > len(runs) / 2
    for charset, source in declared:
        if charset == "utf-8" or (other := _attempt(body, charset)) is None:
            continue
        if (
            charset in _LATIN
            and double
            and len(b"".join(runs)) >= _FEW
            and (found := _guess(body, sample))
        ):
            return found
        return Decoded(other, charset, source)
    if double and (found := _guess(body, sample)):
        return found
    if not double and (found := _usual(body)):
        return found
    text = body.decode(FALLBACK, "replace")
    text = (_NUMBER_SIGNS if double else _SIGN_IN_WORD).sub(_REPLACED, text)
    return Decoded(text, FALLBACK, "guess")


def _is_damaged_utf8(text: bytes, *, said: bool) -> bool:
    """Whether good sequences outweigh stray bytes; what is cut at the end speaks for neither.

    A page that is said to be UTF-8 needs fewer: a stray byte is read as cp1252 all the same.
    """
    rest, good = _SEQUENCE.subn(b"", _CUT.sub(b"", text))
    bad = sum(byte > 127 for byte in rest)
    return good * (_SAID_WEIGHT if said else 1) >= bad


def _guess(body: bytes, sample: bytes) -> Decoded | None:
    """The character set that the words beyond ASCII fit.

    Double bytes are told by the letters that they give, other sets by the page's language
    and by statistics.
    """
    for charset, letters, share in _BY_LETTERS:
        words = re.sub(r"[\x00-\x7f、。・「」…]", "", sample.decode(charset, "replace"))
        if len(letters.findall(words)) >= share * max(len(words), 1) and (
            (text := _attempt(body, charset)) is not None
        ):
            return Decoded(text, charset, "guess")
    if (found := _usual(body)) is not None:
        return found
    for match in from_bytes(sample, cp_isolation=_SINGLE_BYTES):
        text = _attempt(body, match.encoding)
        if text is not None:
            return Decoded(text, match.encoding, "guess")
    return None


def _usual(body: bytes) -> Decoded | None:
    """The usual set of the language that a page names, where it is not a western one."""
    language = _LANGUAGE.search(body[:4096])
    usual = _IN_LANGUAGE.get(language[1].decode().lower()) if language else None
    if usual is not None and (text := _attempt(body, usual)) is not None:
        return Decoded(text, usual, "guess")
    return None


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A lone byte among UTF-8 as cp1252; a cut sequence as the replacement character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    if len(wrong) > 1 or (wrong[0] in _CUT_LEADS and error.end == len(error.object)):
        return _REPLACED, error.end
    return wrong.decode(FALLBACK, "replace"), error.end


_STRAY = "claimledger.stray"
_CUT_LEADS = range(0xC2, 0xF5)
codecs.register_error(_STRAY, _stray)


def _attempt(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
