"""Quotations: where the text quotes, paragraph by paragraph.

Curly marks open and close; straight ones toggle within a paragraph and start afresh in the next,
so that one stray mark spoils one paragraph at most. A quotation that a paragraph leaves open and
the next paragraph re-opens runs on: the two are linked.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|''|``|(?<![\w’'])[‘'](?=[\w$£€\[])|(?<=[\w.,?!…%)\]])[’'](?![\w])")
_OPEN = frozenset("“„«‘") | {"``"}
_CLOSE = frozenset("”»’")
_PARAGRAPH = re.compile(r"[^\n]+")
_LONGEST = 12_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks. ``runs_on``: the paragraph ends before the quotation does."""

    start: int
    end: int
    paragraph: int
    closed: bool
    runs_on: bool = False
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
            found.append(
                Quotation(low, high, number, closed, not closed, continues=first and open_before)
            )
        open_before = bool(spans) and not spans[-1][2]
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Quotations of one paragraph as (start, end, closed)."""
    spans: list[tuple[int, int, bool]] = []
    opened, opener, nested = -1, "", False
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        if opened < 0:
            if sign in _CLOSE or (sign == "'" and not _opens(text, at, start)):
                continue
            if sign in ('"', "''") and not _opens(text, at, start):
                continue
            opened, opener, nested = at, sign, False
        elif sign == "“" and opener in ('"', "‘", "'"):
            nested = True
        elif opener == '"' and sign == "”" and nested:
            continue
        elif _closes(opener, sign):
            if sign == "'" and not _ends_single(text, at, end):
                continue
            if opener in ("‘", "'") and nested:
                opened, opener = -1, ""
                continue
            spans.append((opened, mark.end(), True))
            opened, opener = -1, ""
    if opened >= 0 and opener not in ("‘", "'") and end - opened < _LONGEST:
        spans.append((opened, end, False))
    return spans


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a straight mark can open: something follows it, and it is no inch or foot sign."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2]
    return bool(after.strip()) and not before.isalnum() and before not in ".,!?"


def _ends_single(text: str, at: int, end: int) -> bool:
    """A single straight mark closes after punctuation or before it; else it is an apostrophe."""
    return text[at - 1] in ".,?!…" or at + 1 >= end or text[at + 1] in " ,.;:?!)—–-"


def _closes(opener: str, sign: str) -> bool:
    if opener in ('"', "''", "``"):
        return sign in ('"', "''", "”")
    if opener == "‘":
        return sign == "’"
    if opener == "'":
        return sign == "'"
    if opener == "«":
        return sign == "»"
    return sign in ("”", "“") if opener == "„" else sign in ("”", '"')
