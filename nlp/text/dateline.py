"""The dateline before the text of a report: "PORT AMBERLEY, May 3 (Corvane) - "."""

from nlp.text.syntax import Syntax

_LONGEST = 14
"""Tokens at the head of a text among which a dateline ends."""
_DASHES = frozenset({"-", "–", "—", "--"})


def behind_dateline(low: int, high: int, syntax: Syntax) -> int:
    """The first token behind the dateline of a sentence ``low``:``high``; ``low`` without one."""
    if not syntax.raw[low].isupper() or len(syntax.raw[low]) < 3:
        return low
    for at in range(low + 1, min(high, low + _LONGEST)):
        apart = at + 1 < high and syntax.ends[at] < syntax.starts[at + 1]
        if syntax.words[at] in _DASHES and apart and syntax.ends[at - 1] < syntax.starts[at]:
            return at + 1
    return low
