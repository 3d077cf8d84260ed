"""A text whose words and numbers a tokeniser has pulled apart, read as it was printed.

"A 59 - year - old fell 2, 000ft at 7 p. m." is read as "A 59-year-old fell 2,000ft at 7 p.m.";
what was read is told of the text as it stands. The blanks are those of the table ``spacing``.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.lexicon import pattern, rows
from terms.model import Claim, Document, Entity, Extraction, Hop

_PATTERNS = [
    (pattern(row.key), row.cells["where"] == "any")
    for row in rows("spacing")
    if row.cells["where"] != "part"
]


def _blanks(found: re.Match[str]) -> list[int]:
    """Where the blanks stand that a pattern has captured."""
    spans = (found.span(group) for group in range(1, len(found.groups()) + 1))
    return [at for start, end in spans if start >= 0 for at in range(start, end)]


@dataclass(frozen=True, slots=True)
class Spacing:
    """Where a text has blanks too many, in order: ``blanks`` in it, ``cuts`` in its closed form."""

    blanks: tuple[int, ...]
    cuts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Spacing":
        """The blanks of a text that stand inside its words and numbers.

        >>> Spacing.of("He fell 2, 000ft.").blanks
        (10,)
        """
        found: set[int] = set()
        for one, anywhere in _PATTERNS:
            if anywhere or found:
                found.update(at for match in one.finditer(text) for at in _blanks(match))
        blanks = tuple(sorted(found))
        return cls(blanks, tuple(at - before for before, at in enumerate(blanks)))

    def closed(self, document: Document) -> Document:
        """The document without these blanks."""
        if not self.blanks:
            return document
        text, edges = document.text, [-1, *self.blanks, len(document.text)]
        pieces = (text[low + 1 : high] for low, high in pairwise(edges))
        return replace(
            document,
            text="".join(pieces),
            headline_end=self._ahead(document.headline_end),
            regions=tuple(
                replace(one, start=self._ahead(one.start), end=self._ahead(one.end))
                for one in document.regions
            ),
            links=tuple(
                replace(one, start=self._ahead(one.start), end=self._ahead(one.end))
                for one in document.links
            ),
        )

    def restored(self, extraction: Extraction, text: str) -> Extraction:
        """What was read of the closed form, with the spans and words of ``text``."""
        if not self.blanks:
            return extraction
        return replace(
            extraction,
            entities=tuple(self._entity(one, text) for one in extraction.entities),
            claims=tuple(self._claim(one, text) for one in extraction.claims),
        )

    def _ahead(self, at: int) -> int:
        """A place of the text in its closed form."""
        return at - bisect_left(self.blanks, at)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the closed form in the text."""
        last = end - 1
        return start + bisect_right(self.cuts, start), last + bisect_right(self.cuts, last) + 1

    def _entity(self, entity: Entity, text: str) -> Entity:
        spans = [self._span(one.start, one.end) for one in entity.mentions]
        mentions = [
            replace(one, start=start, end=end, quote=text[start:end])
            for one, (start, end) in zip(entity.mentions, spans, strict=True)
        ]
        return replace(entity, mentions=mentions)

    def _claim(self, claim: Claim, text: str) -> Claim:
        start, end = self._span(claim.start, claim.end)
        first, last = self._span(claim.sentence_start, claim.sentence_end)
        return replace(
            claim,
            sentence=text[first:last],
            sentence_start=first,
            start=start,
            end=end,
            quote=text[start:end],
            chain=tuple(self._hop(hop) for hop in claim.chain),
        )

    def _hop(self, hop: Hop) -> Hop:
        if hop.surface_start is None or hop.surface_end is None:
            return hop
        start, end = self._span(hop.surface_start, hop.surface_end)
        return replace(hop, surface_start=start, surface_end=end)
