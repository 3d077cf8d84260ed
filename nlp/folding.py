"""A second view of a text in which the number patterns are simple, with every offset kept."""

import re

# One character for one character: widths, blanks, hyphens and apostrophes that mean the same.
_SAME = {
    **{0xFF10 + i: str(i) for i in range(10)},
    0xFF05: "%",
    0xFF04: "$",
    0xFE69: "$",
    0xFE6A: "%",
    0x00A0: " ",
    0x2000: " ",
    0x2001: " ",
    0x2002: " ",
    0x2003: " ",
    0x2004: " ",
    0x2005: " ",
    0x2006: " ",
    0x2007: " ",
    0x2008: " ",
    0x2009: " ",
    0x200A: " ",
    0x202F: " ",
    0x205F: " ",
    0x3000: " ",
    0x0009: " ",
    0x2010: "-",
    0x2011: "-",
    0x2018: "'",
    0x2019: "'",
    0x02BC: "'",
    0x2032: "′",
    0x2044: "/",
    0x2215: "/",
    0x00B5: "μ",
    0xFFE5: "¥",
    0xFFE1: "£",
}
_LOWER = {**_SAME, **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)}}
_UNUSUAL = re.compile(r"[^\x00-\x08\x0a-\x7f]")

HARD_BLANKS = frozenset("\u00a0\u2007\u2009\u202f\u2008\u200a\u2006")


def fold(text: str) -> str:
    """The text in lower case (ASCII letters) with one kind of blank, hyphen and apostrophe.

    As many characters as before, so that offsets hold in both.

    >>> fold("Rs\\u00a030 Lakh")
    'rs 30 lakh'
    """
    if text.isascii():
        return text.lower().replace("\t", " ")
    return text.translate(_LOWER)


def tidy(text: str) -> str:
    """The text with one kind of blank, hyphen and apostrophe but its own letters."""
    if text.isascii():
        return text.replace("\t", " ")
    return text.translate(_SAME)


def has_unusual(text: str) -> bool:
    """Whether the text holds anything that folding would change beside letters."""
    return _UNUSUAL.search(text) is not None
