"""Text of strangers made harmless before it is stored; the WARC keeps what was received."""

import re
import unicodedata

_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
_KEPT = frozenset("\n\t")
_NUMBER_SPACE = frozenset("\u00a0\u2009\u202f\u2007")
_NUMBER_SPACES = re.compile(f"[{''.join(sorted(_NUMBER_SPACE))}]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def clean(text: str) -> str:
    """Text in NFC without control, bidi, zero-width and private characters.

    Newlines and tabs stay; other line separators become newlines.

    >>> clean("5\\u202e million\\u200b")
    '5 million'
    """
    text = _LINE_BREAK.sub("\n", text)
    if text.isascii():
        return _CONTROL.sub("", text)
    text = unicodedata.normalize("NFC", text)
    dropped = {
        char
        for char in set(text)
        if char not in _KEPT and unicodedata.category(char) in _DROPPED_CATEGORIES
    }
    return text.translate(dict.fromkeys(map(ord, dropped))) if dropped else text


def one_line(text: str) -> str:
    """Clean text on one line: each run of white space is one blank.

    A lone no-break or thin space between two digits stays: it groups a number's thousands.
    """
    text = clean(text).replace("\n", " ")
    if not _NUMBER_SPACES.search(text):
        return " ".join(text.split())

    def blank(run: re.Match[str]) -> str:
        start, end = run.span()
        between_digits = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        return run[0] if run[0] in _NUMBER_SPACE and between_digits else " "

    return _SPACES.sub(blank, text).strip()


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of plain text that came without markup.

    Blank lines part paragraphs. Single newlines do too, unless the text is hard-wrapped (three in
    ten of its lines go on with a small letter): then they are blanks.
    """
    text = clean(text)
    singles = re.findall(r"(?<!\n)\n[^\S\n]*(?=([^\s]))", text)
    wrapped = sum(char.islower() for char in singles) >= 0.3 * len(singles) > 0
    blocks = _BLANK_LINE.split(text)
    if not wrapped:
        blocks = [line for block in blocks for line in block.split("\n")]
    return [line for line in (one_line(block) for block in blocks) if line]


def squash(text: str) -> str:
    """Letters and digits alone, in small letters: what makes two headlines the same."""
    return re.sub(r"\W+", "", text).casefold()
