"""A second view of a text in which the number patterns are simple, with every offset kept."""

# One character for one character: blanks, hyphens, apostrophes and wide forms that mean the same.
_BLANKS = (
    "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_WIDE = "０１２３４５６７８９％＄﹩﹪￥￡"
_SAME = str.maketrans(
    _BLANKS + _WIDE + "\u2010\u2011‘’\u02bc\u2044\u2215\u00b5",
    " " * len(_BLANKS) + "0123456789%$$%¥£" + "--" + "'" * 3 + "//μ",
)
_LOWER = {**_SAME, **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)}}


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
