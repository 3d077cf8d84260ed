"""Cues and their scopes, after the ConText algorithm (Harkema et al. 2009).

A cue is words that say something of a number near them: "about", "planned", "an earlier version
said". What it says is its *category*, on which side its number stands its *direction*, how far off
its *reach*, and what ends its scope before that is a *terminator*. A table of cues (see
``nlp.lexicon``) has a row for a cue, or for words that are one cue, with the columns

``words`` or ``pattern``
    words: phrases; or a regular expression, which sees nothing but its scope: ``$`` in a forward
    cue and ``^`` in a backward one mean "right beside the number".
``category``
    what the cue says; ``-`` for a pseudo-cue: words that look like a cue and are none ("not only").
    ``Cues.of(table, category="qualifier")`` reads another column in its place.
``direction``
    ``forward`` (cue, then number), ``backward`` (number, then cue) or ``both``.
``reach``
    the characters beside the number that are searched, for phrases the words that may stand
    between. Nothing is said: as far as the text goes.
``stops``
    terminators: a regular expression that ends the scope (``[,;]``).

Only ``words`` or ``pattern`` is needed of them; ``direction`` is ``forward`` where none is said.

>>> aim = Cue("aim", "planned", reach=30, pattern=re.compile("plans? to"), stops=re.compile("[,;]"))
>>> text = "The port plans to hire 40, then 12."
>>> [cue.category if (cue := Cues([aim]).near(text, at, at + 2)) else None for at in (23, 32)]
['planned', None]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from nlp.lexicon import Row, pattern, rows

Direction = Literal["forward", "backward", "both"]
PSEUDO = "-"
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue; the fields are the columns of its row (see the module)."""

    id: str
    category: str
    direction: Direction = "forward"
    reach: int = _FAR
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    stops: re.Pattern[str] | None = None

    @classmethod
    def of(cls, row: Row, category: str = "category") -> Cue:
        """The cue of a table's row."""
        cells = row.cells
        return cls(
            row.id,
            cells.get(category, ""),
            cast(Direction, cells.get("direction") or "forward"),
            int(cells.get("reach") or _FAR),
            row.words,
            pattern(row.key) if cells.get("pattern") else None,
            re.compile(cells["stops"]) if cells.get("stops") else None,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in its place in a text."""

    cue: Cue
    start: int
    end: int

    @property
    def category(self) -> str:
        """What the cue says of the number."""
        return self.cue.category


class Cues:
    """Cues in the order of their table: where several hold, the first row goes first."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        listed = tuple(cues)
        self._patterns = [c for c in listed if c.pattern is not None and c.category != PSEUDO]
        self._pseudo = [c.pattern for c in listed if c.pattern is not None and c.category == PSEUDO]
        self._by_word = {word: cue for cue in reversed(listed) for word in cue.words}
        self.longest = max((len(word.split()) for word in self._by_word), default=0)

    @classmethod
    def of(cls, table: str, *ids: str, category: str = "category") -> Cues:
        """The cues of a table, or of some of its rows; ``category`` names the column to read."""
        return cls(Cue.of(row, category) for row in rows(table, *ids))

    def near(
        self, text: str, start: int, end: int, low: int = 0, high: int | None = None
    ) -> Found | None:
        """The first cue (a pattern) whose scope holds the number ``start``:``end`` of a text.

        ``low`` and ``high`` bound what is looked at, such as the number's sentence. Letters are
        compared as they are printed.
        """
        return next(self.all_near(text, start, end, low, high), None)

    def all_near(
        self, text: str, start: int, end: int, low: int = 0, high: int | None = None
    ) -> Iterator[Found]:
        """Every such cue once, where it stands nearest to the number."""
        high = len(text) if high is None else high
        for cue in self._patterns:
            before = after = None
            if cue.direction != "backward":
                before = self._within(cue, text, *_scope_before(cue, text, low, start), last=True)
            if before is None and cue.direction != "forward":
                after = self._within(cue, text, *_scope_after(cue, text, end, high), last=False)
            if found := before or after:
                yield found

    def _within(self, cue: Cue, text: str, low: int, high: int, *, last: bool) -> Found | None:
        """The first or last place of a cue in its scope that no pseudo-cue covers."""
        scope = text[low:high]
        places = [one.span() for one in cue.pattern.finditer(scope)] if cue.pattern else []
        if places and self._pseudo:
            seeming = [one.span() for pseudo in self._pseudo for one in pseudo.finditer(scope)]
            places = [(a, b) for a, b in places if not any(x <= a and b <= y for x, y in seeming)]
        if not places:
            return None
        start, end = places[-1 if last else 0]
        return Found(cue, low + start, low + end)

    def ending(self, words: Sequence[str]) -> tuple[Cue, int] | None:
        """The longest phrase of the table that ends a row of words, and how many words it has.

        >>> Cues([Cue("floor", "at_least", words=("at least", "least"))]).ending(["at", "least"])[1]
        2
        """
        for count in range(min(self.longest, len(words)), 0, -1):
            cue = self._by_word.get(" ".join(words[-count:]))
            if cue is not None:
                return cue, count
        return None


def _scope_before(cue: Cue, text: str, low: int, start: int) -> tuple[int, int]:
    """The text before a number that a cue's reach and terminators leave."""
    low = max(low, start - cue.reach)
    stops = [stop.end() for stop in cue.stops.finditer(text, low, start)] if cue.stops else []
    return (stops[-1] if stops else low), start


def _scope_after(cue: Cue, text: str, end: int, high: int) -> tuple[int, int]:
    """The text behind a number that a cue's reach and terminators leave."""
    high = min(high, end + cue.reach)
    stop = cue.stops.search(text, end, high) if cue.stops else None
    return end, (stop.start() if stop else high)
