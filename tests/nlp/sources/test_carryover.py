"""What a sentence without a cue takes over from the one before, and what it does not."""

from collections.abc import Callable

import pytest

from nlp.gate import needs_parse
from nlp.sources import chain_at, find_frames
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from terms.model import Document, Hop

Chain = Callable[..., tuple[Hop, ...]]


@pytest.mark.parametrize(
    "marked",
    [
        "According to police, 297 cases were opened. This was up [180] from last year.",
        "Twelve people died, police said. Another [40] were hurt.",
        "Twelve people died, police said. At least [40] others were hurt.",
        "Twelve people died, police said. Of these, [4] were children.",
        "Twelve people died, police said. A further [40] were hurt. Some [9] are in hospital.",
        "Police said 30 cars burned. But that was [12] fewer than last year.",
    ],
)
def test_goes_on(chain_of: Chain, marked: str) -> None:
    hops = chain_of(marked)
    assert hops[0].name.lower() in ("police",)
    assert hops[0].rule == "carried-series"
    assert hops[0].confidence < 0.8


def test_a_whole_chain_is_carried(chain_of: Chain) -> None:
    hops = chain_of("Twelve died, Reuters reported, citing police. Another [40] were hurt.")
    assert [hop.name for hop in hops[:-1]] == ["police", "Reuters"]


def test_a_restated_number_keeps_its_source_across_paragraphs(chain_of: Chain) -> None:
    hops = chain_of(
        "The union said 6,000 marched.\n\nRain fell.\n\nMost of those [6,000] went home."
    )
    assert (hops[0].name, hops[0].rule) == ("union", "carried-number")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The Harbour Board met on Monday. It said [120] berths were free.", "Harbour Board"),
        ("Mayor Ines Calder toured the docks. She said [120] berths were free.", "Ines Calder"),
        ("The audit uncovered waste. It found [220] pumps had never been used.", "audit"),
        ("Firefighters fought all night. They said [31] barns had burned.", "Firefighters"),
    ],
)
def test_names_are_found_in_sentences_that_are_not_worth_a_parse(
    parser: Parser, marked: str, name: str
) -> None:
    text = marked.replace("[", "").replace("]", "")
    spans = split_sentences(text)
    parsed = [needs_parse(text[start:end]) for start, end in spans]
    assert parsed == [False, True]
    document = Document(text=text)
    doc = parser.annotate(text, spans, parsed)
    frames = find_frames(Syntax(doc, spans, text=text), document)
    hops = chain_at(marked.index("["), marked.index("]") - 1, frames, document)
    assert hops[0].name == name
