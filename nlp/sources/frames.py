"""Source frames: who is said to have said what, before any number is looked at."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from terms.enums import SourceClass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """One speaker, body or document of a frame.

    ``text`` is the text's own words at ``start``:``end``; ``name`` what they resolve to (at most
    ten words, no leading article); ``antecedent`` the span that a pronoun or "the agency" points
    back to.
    """

    start: int
    end: int
    text: str
    name: str
    source_class: SourceClass
    antecedent: Span | None = None


Reading = tuple[Source, tuple[Source, ...]]
"""A source with those who passed its words on, outwards."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution: origin, relays from the inside outwards, the cue's words, what they cover.

    ``contents`` are character spans in order. ``origin`` is ``None`` where the text attributes to
    nobody that can be named. ``rule`` is an id of ``rules``; ``confidence`` 0 to 1, from 0.8
    the sure tier.
    """

    origin: Source | None
    relays: tuple[Source, ...]
    cue: Span | None
    contents: tuple[Span, ...]
    rule: str
    confidence: float

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the content spans holds the whole of a span."""
        return any(low <= start and end <= high for low, high in self.contents)

    @property
    def size(self) -> int:
        """Characters covered, all content spans together."""
        return sum(high - low for low, high in self.contents)


_BLOCK = 512


class Frames(list[Frame]):
    """Frames in the order of the text, with an index of where their cues and contents stand."""

    def __init__(self, frames: Iterable[Frame] = ()) -> None:
        super().__init__(sorted(frames, key=lambda f: (f.contents[0][0], -f.contents[0][1])))
        self._blocks: dict[int, list[int]] = {}
        cues: list[tuple[int, int]] = []
        for number, frame in enumerate(self):
            blocks = {
                block
                for low, high in frame.contents
                for block in range(low // _BLOCK, high // _BLOCK + 1)
            }
            for block in blocks:
                self._blocks.setdefault(block, []).append(number)
            if frame.cue:
                cues.append((frame.cue[0], number))
        self._cues = sorted(cues)

    def near(self, start: int, end: int) -> list[Frame]:
        """The frames with content in the neighbourhood of a span, in order."""
        if start // _BLOCK == end // _BLOCK:
            return [self[number] for number in self._blocks.get(start // _BLOCK, ())]
        numbers = {
            number
            for block in range(start // _BLOCK, end // _BLOCK + 1)
            for number in self._blocks.get(block, ())
        }
        return [self[number] for number in sorted(numbers)]

    def cued(self, start: int, end: int) -> list[Frame]:
        """The frames whose cue begins in a span, in the order of the cues."""
        low = bisect_left(self._cues, (start, -1))
        high = bisect_left(self._cues, (end, -1))
        return [self[number] for _, number in self._cues[low:high]]


def trim(text: str, start: int, end: int) -> Span:
    """A span without the spaces and separators at its ends; quotation marks stay.

    >>> trim(" , 12 people died, ", 0, 19)
    (3, 17)
    """
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return start, end
