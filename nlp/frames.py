"""Source frames: who is said to have said what, before any number is looked at."""

from dataclasses import dataclass

from nlp.vocabulary import SourceClass

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


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution: origin, relays from the inside outwards, the cue's words, what they cover.

    ``contents`` are character spans in order. ``origin`` is ``None`` where the text attributes to
    nobody that can be named. ``rule`` is an id of ``nlp.rules``; ``confidence`` 0 to 1, from 0.8
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
