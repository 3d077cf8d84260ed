"""Sentences of a text by rule: paragraph-aware, linear in the length of the text.

A line break always ends a sentence. Inside a line a sentence ends at ".", "!", "?" or "…" (with
the quotation marks and brackets that close there) before white space, unless the dot belongs to an
abbreviation or an initial, or the next word cannot open a sentence.
"""

import re

from nlp.lexicon import alternation, rows, words

Span = tuple[int, int]

LONGEST = 1200
"""Characters after which a sentence without an end is cut at a blank: no real one is as long."""

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]]*(?=\s)")
_NEXT = re.compile(r"\s+([\"'“‘«(\[]*)(\S{1,30})")
_LAST_WORD = re.compile(r"[^\s\"'“‘(\[]{1,20}$")

_MONTHS_AND_DAYS = frozenset(
    word for row in rows("months") + rows("weekdays") for word in row.words if word != row.id
)
_NEVER_ENDS = _MONTHS_AND_DAYS | {
    word for row in rows("abbreviations") if row.cells["ends"] == "no" for word in row.words
}
"""Abbreviations that stand before a name or a number: the dot after them ends no sentence."""
_MAY_END = frozenset(
    word for row in rows("abbreviations") if row.cells["ends"] == "maybe" for word in row.words
)
"""Abbreviations that may also be a sentence's last word: what follows decides."""
_SMALL = frozenset(
    word for row in rows("abbreviations") if row.cells["small"] == "yes" for word in row.words
)
_OPENERS = words("sentence_words", "opener")
# "Ana Roe. 21, was there": an age behind a slip of the comma opens no sentence.
_AGE = re.compile(r"[1-9][0-9]?,$")
# "‘Why now?’ Smith asked": the question ends, the sentence does not.
_CUE_AFTER_QUOTE = re.compile(
    rf"\s+(?:[\w.'’-]+\s+){{0,4}}{alternation('sentence_words', 'teller')}\b"
)


def split_sentences(text: str) -> list[Span]:
    """Character spans of the sentences, in order, without the white space around them.

    >>> [(s, e) for s, e in split_sentences("Mr. Roe saw 3.5 cats. He left.")]
    [(0, 21), (22, 30)]
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        first, last = line.span()
        begin = first
        for found in _END.finditer(text, first, last):
            if found.end() > begin and _ends(text, found, last):
                _keep(text, begin, found.end(), spans)
                begin = found.end()
        _keep(text, begin, last, spans)
    return spans


def _ends(text: str, found: re.Match[str], last: int) -> bool:
    """Whether the mark ends a sentence, going by the words on both sides."""
    following = _NEXT.match(text, found.end(), last)
    if following is None:
        return True
    quote, word = following.groups()
    initial = word[0]
    if not (initial.isupper() or initial.isdigit() or quote or initial in "$£€₹¥#@•-–—*"):
        return False
    if _AGE.match(word) and not quote:
        return False
    mark = found.group()
    if mark[0] in "!?" and len(mark.rstrip("\"'”’»)]")) < len(mark):
        return _CUE_AFTER_QUOTE.match(text, found.end(), min(last, found.end() + 80)) is None
    if mark != ".":
        return True
    before = _LAST_WORD.search(text, max(0, found.start() - 20), found.start())
    if before is None:
        return True
    return _dot_ends(before.group(), word, initial, quote)


def _dot_ends(before: str, word: str, initial: str, quote: str) -> bool:
    """Whether a plain dot after ``before`` ends the sentence when ``word`` comes next."""
    short = before.lower()
    if before.isalpha() and before.islower() and len(before) > 1 and short not in _SMALL:
        # "per cent. Analysts", "iron ore. Shares": what is written small is a word here.
        return not initial.isdigit() or (short not in _NEVER_ENDS and short not in _MAY_END)
    if short in _NEVER_ENDS:
        return False
    if len(before) == 1 and before.isalpha():
        # An initial ("John F. Kennedy"), unless it is a pronoun or a unit at the end.
        return before.islower() or (before == "I" and word.lower().rstrip(".,") in _OPENERS)
    if short in _MAY_END or (len(before) <= 8 and "." in before and before[0].isalpha()):
        return bool(quote) or word.lower().rstrip(".,’'") in _OPENERS
    return True


def _keep(text: str, begin: int, end: int, spans: list[Span]) -> None:
    """Add a span without its outer white space, cut into pieces of at most ``LONGEST``."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > LONGEST:
        cut = begin + LONGEST
        blank = text.rfind(" ", begin + LONGEST // 2, cut)
        cut = blank if blank > 0 else cut
        spans.append((begin, cut))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
