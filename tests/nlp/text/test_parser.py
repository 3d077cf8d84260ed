"""The fast way to run the model gives what spaCy's own gives."""

import pytest
import spacy

from nlp.reader import MODEL
from nlp.text.parser import LONGEST_WORD, Parser
from nlp.text.sentences import split_sentences

TEXT = (
    "Ferry sinks off Norway\n\nAt least 12 people were killed when a ferry sank near Bergen on "
    "Tuesday, police said. The Norwegian Red Cross sent 40 boats; Ada Moss, its head, spoke to "
    "reporters.\n\n“We lost everything,” she said. Prices rose 3.5% to $40 a barrel."
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(MODEL)


def test_tags_arcs_and_entities_are_those_of_the_models_own_pipeline(parser: Parser) -> None:
    spans = split_sentences(TEXT)
    ours = parser.annotate(TEXT, spans, [True] * len(spans))
    plain = spacy.load(MODEL)
    assert ours.text == TEXT
    for start, end in spans:
        mine = ours.char_span(start, end)
        assert mine is not None
        theirs = plain(TEXT[start:end])
        assert [t.text for t in mine] == [t.text for t in theirs]
        assert [t.tag_ for t in mine] == [t.tag_ for t in theirs]
        assert [t.dep_ for t in mine] == [t.dep_ for t in theirs]
        assert [t.head.i - mine.start for t in mine] == [t.head.i for t in theirs]
        found = [(e.start_char - start, e.end_char - start, e.label_) for e in mine.ents]
        assert found == [(e.start_char, e.end_char, e.label_) for e in theirs.ents]


def test_sentences_left_unparsed_have_entities_and_no_arcs(parser: Parser) -> None:
    spans = split_sentences(TEXT)
    doc = parser.annotate(TEXT, spans, [False] * len(spans))
    assert doc.text == TEXT
    assert all(token.dep_ == "" and token.head == token for token in doc)
    assert "Norway" in {entity.text for entity in doc.ents}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "one",
        " lead and trail ",
        "a\n\n\nb",
        "x" * (LONGEST_WORD + 1),
        "a  b " + "y" * 300 + " c",
    ],
)
def test_the_document_has_the_texts_own_characters(parser: Parser, text: str) -> None:
    spans = split_sentences(text)
    assert parser.annotate(text, spans, [True] * len(spans)).text == text


def test_a_dash_between_words_parts_them(parser: Parser) -> None:
    text = "It fell in recent years—26 cases."
    words = [token.text for token in parser.annotate(text, [(0, len(text))], [True])]
    assert "26" in words


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("cities", "NNS", "city"),
        ("killed", "VBN", "kill"),
        ("hoped", "VBD", "hope"),
        ("fined", "VBD", "fine"),
        ("were", "VBD", "be"),
        ("are", "VBP", "be"),
        ("men", "NNS", "man"),
        ("Wolves", "NNS", "wolf"),
        ("bridge", "NN", "bridge"),
        ("zzyzx", "NNS", "zzyzx"),
        ("", "NN", ""),
    ],
)
def test_lemma(parser: Parser, word: str, tag: str, lemma: str) -> None:
    assert parser.lemmas(word, tag) == lemma
