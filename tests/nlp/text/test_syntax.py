"""A parse as lists: offsets, sentences, subtrees, entities."""

from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax

TEXT = "Jon Pell left the port.\n\nThe Harbour Board met on Monday in Alder."


def syntax(parser: Parser, text: str = TEXT, parsed: bool = True) -> Syntax:
    spans = split_sentences(text)
    return Syntax(parser.annotate(text, spans, [parsed] * len(spans)), spans)


def test_offsets_are_the_text_s(parser: Parser) -> None:
    s = syntax(parser)
    assert s.text == TEXT
    assert all(TEXT[a:b] == word for a, b, word in zip(s.starts, s.ends, s.raw, strict=True))
    assert s.token_at(TEXT.index("Board")) == s.raw.index("Board")
    assert s.token_at(0) == 0


def test_sentences_do_not_cross_lines(parser: Parser) -> None:
    s = syntax(parser)
    first = s.bounds(0)
    assert TEXT[slice(*s.chars(*first))] == "Jon Pell left the port."
    second = s.bounds(s.raw.index("Board"))
    assert TEXT[slice(*s.chars(*second))] == "The Harbour Board met on Monday in Alder."


def test_subtrees_and_children(parser: Parser) -> None:
    s = syntax(parser)
    left = s.raw.index("left")
    assert s.find(left, "ccomp", "nsubj") == s.raw.index("Pell")
    assert s.find(left, "ccomp") is None
    port = s.raw.index("port")
    assert TEXT[slice(*s.chars(*s.edges(port)))] == "the port"
    assert s.within(port, left)
    assert not s.within(left, port)


def test_entities_are_token_spans(parser: Parser) -> None:
    s = syntax(parser)
    found = {TEXT[slice(*s.chars(first, last))]: label for first, last, label in s.entities}
    assert found["Jon Pell"] == "PERSON"
    pell, left = s.raw.index("Pell"), s.raw.index("left")
    assert s.entity(pell) == (0, 2, "PERSON")
    assert (s.label(pell), s.quote(0, 2)) == ("PERSON", "Jon Pell")
    assert (s.entity(left), s.label(left)) == (None, "")


def test_what_was_not_parsed_heads_itself(parser: Parser) -> None:
    s = syntax(parser, parsed=False)
    assert s.heads == list(range(len(s.raw)))
    assert set(s.deps) == {""}
    assert s.edges(0) == (0, 1)


def test_an_empty_text(parser: Parser) -> None:
    s = syntax(parser, "")
    assert (s.sentences, s.raw, s.entities) == ([], [], [])
