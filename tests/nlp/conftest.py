"""One loaded reader for all tests of the stage."""

from collections.abc import Callable

import pytest

from nlp.numbers import find_quantities
from nlp.reader import MODEL, Reader
from nlp.sources import SOURCE_RULES, Frame, chain_at, find_frames
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from terms.enums import Kind, Qualifier
from terms.model import Claim, Document, Hop, Quantity

ClaimsOf = Callable[..., list[Claim]]
ClaimAt = Callable[[str], Claim]
FramesOf = Callable[[Document], list[Frame]]
ChainOf = Callable[..., tuple[Hop, ...]]
Row = tuple[object, ...]


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
def parser() -> Parser:
    return Parser(MODEL)


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


@pytest.fixture(scope="session")
def names_of(frames_of: FramesOf) -> Callable[[str], tuple[str, ...]]:
    """The names behind the number in ``[brackets]``, the outlet aside; every frame is checked."""

    def names(marked: str) -> tuple[str, ...]:
        text = marked.replace("[", "").replace("]", "")
        start, end = marked.index("["), marked.index("]") - 1
        document = Document(text=text)
        frames = frames_of(document)
        for frame in frames:
            _check_frame(frame, text)
        return tuple(hop.name for hop in chain_at(start, end, frames, document)[:-1])

    return names


def _check_frame(frame: Frame, text: str) -> None:
    """What every frame promises: a catalogued rule, ordered spans, the text's own words."""
    assert frame.rule in SOURCE_RULES
    assert 0 < frame.confidence <= 1
    assert frame.contents
    assert all(0 <= low < high <= len(text) for low, high in frame.contents)
    assert list(frame.contents) == sorted(frame.contents)
    for source in (*((frame.origin,) if frame.origin else ()), *frame.relays):
        assert text[source.start : source.end] == source.text
        assert 1 <= len(source.name.split()) <= 10


@pytest.fixture(scope="session")
def reads_as() -> Callable[[str, list[Row]], None]:
    """Check that a sentence gives the quantities of its rows, and that their offsets hold."""

    def check(sentence: str, expected: list[Row]) -> None:
        found = find_quantities(sentence)
        assert [_row(quantity) for quantity in found] == [_full(row) for row in expected]
        for quantity in found:
            assert sentence[quantity.start : quantity.end] == quantity.quote
            if quantity.hedge:
                assert sentence[slice(*quantity.hedge)].strip()

    return check


def _row(quantity: Quantity) -> Row:
    value: object = quantity.value
    if quantity.value is None:
        value = (quantity.low, quantity.high)
    return (
        quantity.quote,
        value,
        quantity.unit,
        quantity.kind,
        quantity.qualifier,
        quantity.change,
    )


def _full(row: Row) -> Row:
    defaults: Row = ("", None, None, Kind.COUNT, Qualifier.EXACT, None)
    quote, value, *rest = row + defaults[len(row) :]
    if isinstance(value, float):
        value = pytest.approx(value)
    return (quote, value, *rest)
