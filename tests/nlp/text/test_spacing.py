"""Blanks inside words and numbers: what is cut, and that every span finds its place again."""

import pytest

from nlp.reader import read
from nlp.text.spacing import Spacing
from terms.enums import Region
from terms.model import Document, TextRegion

SPACED = "Mill falls\n\nA 59 - year - old fell 2, 000ft at 7 p. m. , Roe 's U. S. firm said, and lost $ 4. 5 million."


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (SPACED, "A 59-year-old fell 2,000ft at 7 p.m. , Roe's U.S. firm said, and lost $ 4.5 million."),
        ("On May 3, 200 men - all ill - left.", "On May 3, 200 men - all ill - left."),
        ("A two - party vote - and a row - followed.", "A two-party vote - and a row - followed."),
    ],
)  # fmt: skip
def test_blanks_inside_words_go(text: str, closed: str) -> None:
    assert Spacing.of(text).closed(Document(text)).text.endswith(closed)


def test_what_is_read_stands_in_the_text() -> None:
    document = Document(SPACED, headline_end=10, regions=[TextRegion(10, len(SPACED), Region.BODY)])
    extraction = read(document)
    quotes = [claim.quote for claim in extraction.claims]
    assert quotes == ["2, 000ft", "$ 4. 5 million"]
    for claim in extraction.claims:
        assert SPACED[claim.start : claim.end] == claim.quote
        assert SPACED[claim.sentence_start : claim.sentence_end] == claim.sentence
        for hop in claim.chain:
            if hop.surface_start is not None:
                assert SPACED[hop.surface_start : hop.surface_end] == "Roe 's U. S. firm"
    for entity in extraction.entities:
        assert all(SPACED[one.start : one.end] == one.quote for one in entity.mentions)


def test_a_text_without_them_is_left_alone() -> None:
    document = Document("A 59-year-old fell 2,000ft at 7 p.m., Roe's firm said.")
    assert Spacing.of(document.text).closed(document) is document
