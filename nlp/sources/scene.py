"""A scene: one document laid out for the source rules, and the frames found so far."""

from dataclasses import dataclass, field

from nlp.sources.frames import Frame, Source, trim
from nlp.sources.quotations import Quotation
from nlp.sources.speakers import Speakers
from nlp.text.syntax import Span, Syntax

_NUMBERISH = frozenset(
    [
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million"),
        *("millions", "billion", "billions", "trillion", "half", "quarter", "third", "twice"),
        *("double", "triple", "none"),
    ]
)


@dataclass
class Scene:
    """A document's syntax, speakers and quotations, with the frames found so far.

    ``quote_of`` gives each token the number of the quotation that it stands in, or -1.
    """

    syntax: Syntax
    speakers: Speakers
    quotes: list[Quotation]
    quote_of: list[int]
    frames: list[Frame] = field(default_factory=list)

    def add(
        self,
        origin: Source | None,
        relays: tuple[Source, ...],
        cue: Span | None,
        contents: list[Span],
        rule: str,
        confidence: float,
    ) -> None:
        """Keep a frame whose content spans are not empty, trimmed and in order."""
        text = self.syntax.text
        spans = sorted({trim(text, *span) for span in contents})
        kept = tuple(span for span in spans if span[0] < span[1])
        if kept:
            self.frames.append(Frame(origin, relays, cue, kept, rule, round(confidence, 2)))

    def bounds(self, token: int) -> Span:
        """The sentence of a token, within the token's quotation if it stands in one."""
        first, last = self.syntax.bounds(token)
        number = self.quote_of[token]
        if number >= 0:
            while first < token and self.quote_of[first] != number:
                first += 1
            while last - 1 > token and self.quote_of[last - 1] != number:
                last -= 1
        return first, last

    def quoted(self, offset: int) -> bool:
        """Whether a place of the text stands in a quotation."""
        return self.quote_of[self.syntax.token_at(offset)] >= 0

    def numeric(self, first: int, last: int) -> bool:
        """Whether a number stands among the tokens."""
        s = self.syntax
        return any(
            s.tags[i] == "CD" or s.words[i] in _NUMBERISH or s.raw[i][:1].isdigit()
            for i in range(first, last)
        )
