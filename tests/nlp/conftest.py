"""One loaded model for all tests of the reader's rules."""

from collections.abc import Callable

import pytest

from nlp.frames import Frame
from nlp.model import Document, Hop
from nlp.parsing import Parser
from nlp.reader import MODEL
from nlp.sentences import split_sentences
from nlp.sources import chain_at, find_frames


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser(MODEL)


@pytest.fixture(scope="session")
def frames_of(parser: Parser) -> Callable[[Document], list[Frame]]:
    """The source frames of a document, every sentence parsed."""

    def find(document: Document) -> list[Frame]:
        spans = split_sentences(document.text)
        doc = parser.annotate(document.text, spans, [True] * len(spans))
        return find_frames(doc, document, sentences=spans)

    return find


@pytest.fixture(scope="session")
def chain_of(
    frames_of: Callable[[Document], list[Frame]],
) -> Callable[..., tuple[Hop, ...]]:
    """The chain of the number that ``[brackets]`` mark in a text."""

    def chain(marked: str, outlet: str | None = None, headline_end: int = 0) -> tuple[Hop, ...]:
        text = marked.replace("[", "").replace("]", "")
        start, end = marked.index("["), marked.index("]") - 1
        document = Document(text=text, outlet=outlet, headline_end=headline_end)
        return chain_at(start, end, frames_of(document), document)

    return chain
