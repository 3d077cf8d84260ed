"""One loaded reader for all tests of the stage."""

from collections.abc import Callable

import pytest

from nlp.reader import Reader
from nlp.sources import Frame, chain_at, find_frames
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from terms.model import Claim, Document, Hop

ClaimsOf = Callable[..., list[Claim]]
ClaimAt = Callable[[str], Claim]
FramesOf = Callable[[Document], list[Frame]]
ChainOf = Callable[..., tuple[Hop, ...]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def claims_of(reader: Reader) -> ClaimsOf:
    """Claims of a text printed by a fictional outlet on Friday, 27 September 2024."""

    def read(text: str, **fields: object) -> list[Claim]:
        given = {"published_at": "2024-09-27", "outlet": "The Lorn Post", "country": "GB", **fields}
        return list(reader.read(Document(text, **given)).claims)  # type: ignore[arg-type]

    return read


@pytest.fixture(scope="session")
def claim_at(claims_of: ClaimsOf) -> ClaimAt:
    """The claim of the number that ``[brackets]`` mark in a text."""

    def claim(marked: str) -> Claim:
        start, end = marked.index("["), marked.index("]") - 1
        found = claims_of(marked.replace("[", "").replace("]", ""))
        return next(one for one in found if one.start < end and start < one.end)

    return claim


@pytest.fixture(scope="session")
def parser(reader: Reader) -> Parser:
    return reader._parser


@pytest.fixture(scope="session")
def frames_of(parser: Parser) -> FramesOf:
    """The source frames of a document, every sentence parsed."""

    def find(document: Document) -> list[Frame]:
        spans = split_sentences(document.text)
        doc = parser.annotate(document.text, spans, [True] * len(spans))
        return find_frames(Syntax(doc, spans, text=document.text), document)

    return find


@pytest.fixture(scope="session")
def chain_of(frames_of: FramesOf) -> ChainOf:
    """The chain of the number that ``[brackets]`` mark in a text."""

    def chain(marked: str, outlet: str | None = None, headline_end: int = 0) -> tuple[Hop, ...]:
        text = marked.replace("[", "").replace("]", "")
        start, end = marked.index("["), marked.index("]") - 1
        document = Document(text=text, outlet=outlet, headline_end=headline_end)
        return chain_at(start, end, frames_of(document), document)

    return chain
