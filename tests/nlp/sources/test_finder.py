"""Who says so: every rule, its promises, and one event told in many ways."""

from collections.abc import Callable

import pytest

from nlp.sources import SOURCE_RULES, Frame, find_frames
from nlp.sources.rules import SourceRule
from nlp.text.parser import Parser
from nlp.text.sentences import split_sentences
from nlp.text.syntax import Syntax
from terms.enums import Role
from terms.model import Document, Hop

Chain = Callable[..., tuple[Hop, ...]]


def names(hops: tuple[Hop, ...]) -> tuple[str, ...]:
    return tuple(hop.name for hop in hops[:-1])


@pytest.mark.parametrize("rule", SOURCE_RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_is_at_its_best_in_its_own_example(
    chain_of: Chain, rule: SourceRule[..., object]
) -> None:
    marked = rule.example.partition(" => ")[0].replace(" | ", "\n\n")
    origin = chain_of(marked)[0]
    assert (origin.rule, origin.confidence) == (rule.id, rule.confidence)


def test_the_outlet_is_always_the_last_hop(chain_of: Chain) -> None:
    (hop,) = chain_of("Three villages and [12] farms were flooded.", outlet="Harbour Courier")
    assert (hop.role, hop.name) == (Role.OUTLET, "Harbour Courier")


@pytest.mark.parametrize(
    "marked",
    [
        "A ranger told the Harbour Courier that [60] bears had died.",
        "A ranger told the Courier that [60] bears had died.",
        "A ranger told this newspaper that [60] bears had died.",
        "“About [60] bears have died,” a ranger told the Harbour Courier on Sunday.",
    ],
)
def test_the_page_s_own_outlet_is_no_relay(chain_of: Chain, marked: str) -> None:
    hops = chain_of(marked, outlet="Harbour Courier")
    assert names(hops) == ("ranger",)
    assert hops[-1].name == "Harbour Courier"


def test_what_the_outlet_says_of_itself_is_its_own_word(chain_of: Chain) -> None:
    hops = chain_of("The Harbour Courier found that [60] bears had died.", outlet="Harbour Courier")
    assert [hop.role for hop in hops] == [Role.OUTLET]
    assert (hops[0].surface_start, hops[0].surface_end, hops[0].cue) == (0, 19, "found")


def test_roles_and_classes_along_a_chain(chain_of: Chain) -> None:
    hops = chain_of("Officials told the Meridian Post that [60] bears had died.", outlet="Orbit")
    assert [(hop.role.value, hop.source_class.value) for hop in hops] == [
        ("origin", "anonymous"),
        ("relay", "outlet"),
        ("outlet", "outlet"),
    ]
    assert hops[0].cue == "told"


def test_sentences_that_were_not_parsed_keep_their_quotations(parser: Parser) -> None:
    text = (
        "Ada Osei spoke. “We need 40 more wardens and a boat,” she said.\n\n“We have 12 of them.”"
    )
    spans = split_sentences(text)
    doc = parser.annotate(text, spans, [False] * len(spans))
    assert find_frames(Syntax(doc, spans, text=text), Document(text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "“",
        "” said.",
        "according to",
        "per",
        "said said said said",
        "X said Y said Z said A said B said 12.",
        ": : :\n\n: 12",
        "“‘“‘“ 12 ’”’”\n\n“““ 12",
        "'s 's 's report's report's report said 12 died.",
        "report by report by report by report by X by Y said 12.",
        "He, who it, which they said said 12, who said.",
        "police said " * 300 + "12 died.",
        "𝟙𝟚 people, said 👮 police\u200b.",
    ],
)
def test_odd_texts_are_survived(frames_of: Callable[[Document], list[Frame]], text: str) -> None:
    for frame in frames_of(Document(text=text)):
        assert all(low < high <= len(text) for low, high in frame.contents)


def test_a_long_text_of_quotations_stays_cheap(
    frames_of: Callable[[Document], list[Frame]],
) -> None:
    text = "\n\n".join(f"“Ward {n} has 12 beds free,” said Ada Osei." for n in range(400))
    frames = frames_of(Document(text=text))
    assert len(frames) == 400
