"""Quotations: where the text quotes, paragraph by paragraph.

Curly marks open and close; straight ones toggle within a paragraph and start afresh in the next,
so that one stray mark spoils one paragraph at most. A quotation that a paragraph leaves open and
the next paragraph re-opens runs on: the two are linked.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|''|``|(?<![\w’'])[‘'](?=[\w$£€\[])|(?<=[\w.,?!…%)\]])[’'](?![\w])")
_CLOSE = frozenset("”»’")
_PAIRS = {"‘": "’", "'": "'", "«": "»", "„": "”“"}
_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST = 12_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks."""

    start: int
    end: int
    paragraph: int
    closed: bool
    continues: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the marks."""
        return self.start + 1, self.end - (1 if self.closed else 0)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Character spans of the lines that hold something; a line break ends a paragraph."""
    return [m.span() for m in _PARAGRAPH.finditer(text) if not m.group().isspace()]


def find_quotations(text: str) -> list[Quotation]:
    """All outermost quotations of a text in order.

    >>> [text[q.start:q.end] for text in ['He said “yes” twice.'] for q in find_quotations(text)]
    ['“yes”']
    """
    found: list[Quotation] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs(text)):
        spans = _in_paragraph(text, start, end)
        for index, (low, high, closed) in enumerate(spans):
            first = index == 0 and not text[start:low].strip()
            found.append(Quotation(low, high, number, closed, continues=first and open_before))
        open_before = bool(spans) and not spans[-1][2]
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Quotations of one paragraph as (start, end, closed)."""
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    opener, nested = "", False
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        if opened is None:
            if _opens(text, at, start, sign):
                opened, opener, nested = at, sign, False
        elif sign == "“" and opener in ('"', "‘", "'"):
            nested = True
        elif _closes(opener, sign, nested=nested) and (sign != "'" or _ends_single(text, at, end)):
            if not nested or opener not in ("‘", "'"):
                spans.append((opened, mark.end(), True))
            opened = None
    if opened is not None and opener not in ("‘", "'") and end - opened < _LONGEST:
        spans.append((opened, end, False))
    return spans


def _opens(text: str, at: int, start: int, sign: str) -> bool:
    """Whether a mark can open: a straight one with something behind it, no inch or foot sign."""
    if sign in _CLOSE:
        return False
    if sign not in ('"', "''", "'"):
        return True
    before = text[at - 1] if at > start else " "
    if not text[at + 1 : at + 2].strip():  # a stray blank behind the mark
        line = text[at + 1 :].partition("\n")[0]
        return before == " " and sign == '"' and line.count('"') % 2 == 1
    return not before.isalnum() and before not in ".,!?"


def _ends_single(text: str, at: int, end: int) -> bool:
    """A single straight mark closes after punctuation or before it; else it is an apostrophe."""
    return text[at - 1] in ".,?!…" or at + 1 >= end or text[at + 1] in " ,.;:?!)—–-"


def _closes(opener: str, sign: str, *, nested: bool) -> bool:
    """Whether a mark ends what another began; ``nested``: a curly quotation stands inside."""
    if opener == '"' and sign == "”" and nested:
        return False
    if opener in ('"', "''", "``"):
        return sign in ('"', "''", "”")
    if opener in _PAIRS:
        return sign in _PAIRS[opener]
    return sign in ("”", '"')
