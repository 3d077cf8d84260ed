"""A scene: one document laid out for the source rules, and the frames found so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from nlp.lexicon import words
from nlp.sources.admission import admitted
from nlp.sources.background import background
from nlp.sources.cues import VERBS, Governs
from nlp.sources.frames import Frame, Source, trim
from nlp.sources.quotations import Quotation
from nlp.sources.rules import SourceRule, Trait
from nlp.sources.who import Speakers
from nlp.text import Span, Syntax

_NUMBERS = words("number_words", "ones", "teens", "tens", "groups", "scales", "vague")
_NUMBERS |= {"half", "quarter", "third", "twice", "double", "triple", "none"}
AnyRule = SourceRule[..., object]


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
        found: tuple[Source | None, tuple[Source, ...]],
        cue: Span | None,
        contents: Iterable[Span],
        rule: AnyRule,
        confidence: float | None = None,
    ) -> None:
        """Keep a frame whose content spans are not empty, trimmed and in order.

        ``found`` is the origin with its relays; without ``confidence`` the rule is at its best. An
        origin that is not admitted makes no frame.
        """
        text = self.syntax.text
        origin = admitted(self.syntax, found[0]) if found[0] else None
        if origin is None and found[0]:
            return
        relays = tuple(r for relay in found[1] if (r := admitted(self.syntax, relay)))
        aside = bool(rule.traits & Trait.ASIDE)  # it reports what stands next to it
        own = [
            piece
            for span in contents
            for piece in ([span] if aside else self._without_background(*span, cue))
        ]
        spans = sorted({trim(text, *span) for span in own})
        kept = tuple(span for span in spans if span[0] < span[1])
        sure = rule.confidence if confidence is None else round(confidence, 2)
        if kept:
            self.frames.append(Frame(origin, relays, cue, kept, rule.id, sure))

    def _without_background(self, low: int, high: int, cue: Span | None) -> list[Span]:
        """A content span less the background in it; in a quotation all is the speaker's."""
        s = self.syntax
        if low >= high or self.quoted(low):
            return [(low, high)]
        pieces = []
        word = s.text[slice(*cue)].lower() if cue else ""
        for first, last in sorted(background(s, *s.bounds(s.token_at(low)), word)):
            begin, end = s.chars(first, last)
            if low < begin and end <= high:
                pieces.append((low, begin))
                low = end
        return [*pieces, (low, high)]

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

    def governs(self, token: int) -> Governs:
        """What the cue verb at a token may govern."""
        verb = VERBS.get(self.syntax.words[token])
        return verb.governs if verb else Governs(0)

    def quote_at(self, token: int) -> Quotation | None:
        """The quotation that a token stands in."""
        number = self.quote_of[token]
        return self.quotes[number] if number >= 0 else None

    def quoted(self, offset: int) -> bool:
        """Whether a place of the text stands in a quotation."""
        return self.quote_of[self.syntax.token_at(offset)] >= 0

    def numeric(self, first: int, last: int) -> bool:
        """Whether a number stands among the tokens."""
        s = self.syntax
        return any(
            s.tags[i] == "CD" or s.words[i] in _NUMBERS or s.raw[i][:1].isdigit()
            for i in range(first, last)
        )


Reads = Callable[[Scene, int], object]
Reading = TypeVar("Reading", bound=Reads)
TRIGGERS: dict[str, list[Reads]] = {}
"""The words that set rules off, with what reads them in the order in which it was declared."""


def set_off_by(trigger: Iterable[str]) -> Callable[[Reading], Reading]:
    """Let a function read every token that is one of the words."""

    def declare(read: Reading) -> Reading:
        for word in trigger:
            TRIGGERS.setdefault(word, []).append(read)
        return read

    return declare
