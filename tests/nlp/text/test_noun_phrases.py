"""How far a noun phrase reaches, by either border."""

import pytest

from nlp.text.noun_phrases import Border, noun_phrase
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax

LIST = "Officials, doctors and teachers"


@pytest.mark.parametrize(
    ("text", "head", "complements", "name"),
    [
        ("Ana Ruiz, who lives in Orin, sang.", "Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz, the mayor, sang.", "Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("Officials, doctors and teachers said so.", "Officials", "Officials", LIST),
        ("Police in Orin on Friday saw it.", "Police", "Police in Orin", "Police in Orin"),
        ("The number of boats fell.", "number", "The number of boats", "The number of boats"),
        (
            "A man close to the talks spoke.",
            "man",
            "A man close to the talks",
            "A man close to the talks",
        ),
    ],
)
def test_borders(parser: Parser, text: str, head: str, complements: str, name: str) -> None:
    spans = split_sentences(text)
    s = Syntax(parser.annotate(text, spans, [True] * len(spans)), spans)
    token = s.raw.index(head)
    assert s.quote(*noun_phrase(s, token, Border.COMPLEMENTS)) == complements
    assert s.quote(*noun_phrase(s, token, Border.NAME)) == name


def test_what_was_not_parsed_is_its_entity_or_its_capitals(parser: Parser) -> None:
    text = "the Orin Harbour Board"
    s = Syntax(parser.annotate(text, [(0, len(text))], [False]))
    assert s.quote(*noun_phrase(s, 3, Border.NAME)) in ("Orin Harbour Board", text)
