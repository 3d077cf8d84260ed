"""Cues and their scopes, after the ConText algorithm (Harkema et al. 2009).

A cue is a wording that says something of a number near it: "planned", "an earlier version said".
What it says is its *category*, on which side its number stands its *direction*, how far off its
*reach*, and what ends its scope before that is a *terminator*. A table of cues (see
``nlp.lexicon``) has a row for a cue, with the columns

``pattern``
    a regular expression, which sees nothing but its scope: ``$`` in a forward cue and ``^`` in a
    backward one mean "right beside the number".
``category``
    what the cue says; ``-`` for a pseudo-cue: words that look like a cue and are none ("not only").
``direction``
    ``forward`` (cue, then number), ``backward`` (number, then cue) or ``both``.
``reach``
    the characters beside the number that are searched. Nothing is said: as far as the text goes.
``stops``
    terminators: a regular expression that ends the scope (``[,;]``).

>>> aim = Cue(re.compile("plans? to"), "planned", reach=30, stops=re.compile("[,;]"))
>>> text = "The port plans to hire 40, then 12."
>>> [Cues([aim]).near(text, at, at + 2) for at in (23, 32)]
['planned', None]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.lexicon import Row, pattern, rows

PSEUDO = "-"
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue; the fields are the columns of its row (see the module)."""

    pattern: re.Pattern[str]
    category: str
    direction: str = "forward"
    reach: int = _FAR
    stops: re.Pattern[str] | None = None

    @classmethod
    def of(cls, row: Row) -> Cue:
        """The cue of a table's row."""
        cells = row.cells
        stops = re.compile(cells["stops"]) if cells["stops"] else None
        reach = int(cells["reach"] or _FAR)
        return cls(pattern(row.key), cells["category"], cells["direction"], reach, stops)

    def before(self, text: str, low: int, start: int) -> tuple[int, int]:
        """The scope before a number: what reach and terminators leave."""
        low = max(low, start - self.reach)
        stops = [stop.end() for stop in self.stops.finditer(text, low, start)] if self.stops else []
        return (stops[-1] if stops else low), start

    def after(self, text: str, end: int, high: int) -> tuple[int, int]:
        """The scope behind a number."""
        high = min(high, end + self.reach)
        stop = self.stops.search(text, end, high) if self.stops else None
        return end, (stop.start() if stop else high)


class Cues:
    """Cues in the order of their table: where several hold, the first row goes first."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        listed = tuple(cues)
        self._cues = [cue for cue in listed if cue.category != PSEUDO]
        self._pseudo = [cue.pattern for cue in listed if cue.category == PSEUDO]

    @classmethod
    def of(cls, table: str, *ids: str) -> Cues:
        """The cues of a table, or of some of its rows."""
        return cls(map(Cue.of, rows(table, *ids)))

    def near(
        self, text: str, start: int, end: int, low: int = 0, high: int | None = None
    ) -> str | None:
        """What the first cue says whose scope holds the number ``start``:``end`` of a text.

        ``low`` and ``high`` bound what is looked at, such as the number's sentence. Letters are
        compared as they are printed.
        """
        return next(self.all_near(text, start, end, low, high), None)

    def all_near(
        self, text: str, start: int, end: int, low: int = 0, high: int | None = None
    ) -> Iterator[str]:
        """What every such cue says."""
        high = len(text) if high is None else high
        for cue in self._cues:
            ahead = cue.direction != "backward"
            behind = cue.direction != "forward"
            if (ahead and self._holds(cue, text, *cue.before(text, low, start))) or (
                behind and self._holds(cue, text, *cue.after(text, end, high))
            ):
                yield cue.category

    def _holds(self, cue: Cue, text: str, low: int, high: int) -> bool:
        """Whether a cue stands in its scope where no pseudo-cue covers it."""
        scope = text[low:high]
        places = [one.span() for one in cue.pattern.finditer(scope)]
        if places and self._pseudo:
            seeming = [one.span() for pseudo in self._pseudo for one in pseudo.finditer(scope)]
            return any(not any(x <= a and b <= y for x, y in seeming) for a, b in places)
        return bool(places)
