"""The dateline before the text of a report: "PORT AMBERLEY, May 3 (Corvane) - "."""

import re
from collections.abc import Sequence

from nlp.lexicon.days import MONTHS
from nlp.text.sentences import Span
from nlp.text.syntax import Syntax

_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,4}(?:, [\w.,'’ ]{2,50})?(?: ?\([^()\n]{2,40}\))?"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, [\w.,'’ ]{2,50})? ?\([A-Z][^()\n]{1,40}\)"
    rf"|(?i:{'|'.join(MONTHS)})\.? \d{{1,2}}(?:, \d{{4}})? ?\([A-Z][^()\n]{{1,40}}\))"
    r"\s*(?:--?|[–—])\s+(?=[A-Z\d$£€“‘\"'])"
)
"""A place in capitals, or any place or day with an agency in brackets, before a dash."""


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the text of a sentence begins behind its dateline; ``start`` without one."""
    found = _DATELINE.match(text, start, end)
    return start if found is None else found.end()


def without_datelines(
    text: str, spans: Sequence[Span], parsed: Sequence[bool]
) -> tuple[list[Span], list[bool]]:
    """The sentences to parse, each dateline a piece of its own that is not: no word hangs on it."""
    pieces: list[Span] = []
    wanted: list[bool] = []
    for (start, end), is_parsed in zip(spans, parsed, strict=True):
        cut = dateline_end(text, start, end) if is_parsed else start
        if cut > start:
            pieces.append((start, len(text[:cut].rstrip())))
            wanted.append(False)
        pieces.append((cut, end))
        wanted.append(is_parsed)
    return pieces, wanted


def behind_dateline(low: int, high: int, syntax: Syntax) -> int:
    """The first token behind the dateline of a sentence ``low``:``high``; ``low`` without one."""
    start, end = syntax.chars(low, high)
    cut = dateline_end(syntax.text, start, end)
    return next((at for at in range(low, high) if syntax.starts[at] >= cut), low)
