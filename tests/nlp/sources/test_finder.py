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
Names = Callable[[str], tuple[str, ...]]

# A text with its number in brackets, and the names from the origin outwards.
TABLE: list[tuple[str, tuple[str, ...]]] = [
    # carry-over
    (
        "According to police, 297 cases were opened this year. This was up [180] from last year.",
        ("police",),
    ),
    ("Twelve people died, police said. Another [40] were hurt.", ("police",)),
    ("The ministry said 30 schools closed. Of these, [12] were in the north.", ("ministry",)),
    ("Twelve people died, police said. The town of Alder has [8,000] residents.", ()),
    ("Twelve people died, police said.\n\nAnother [40] were hurt.", ()),
    # one fire, many ways to say so
    ("Speaking in parliament, the minister said [40] homes had burned.", ("minister",)),
    ("The ministry's figures put the number of homes lost at [40].", ("ministry",)),
    ("An AFP tally of official figures shows [40] homes burned.", ("AFP",)),
    ("At least [40] homes burned, according to a Reuters tally.", ("Reuters",)),
    ("By the union's count, [40] homes burned.", ("union",)),
    ("Some [40] homes burned, by the mayor's reckoning.", ("mayor",)),
    ("The mayor was quoted as saying by AFP that [40] homes had burned.", ("mayor", "AFP")),
    ("The mayor was cited by the Lantern as saying [40] homes had burned.", ("mayor", "Lantern")),
    ("The Lantern first reported that [40] homes had burned.", ("Lantern",)),
    (
        "Citing data from the fire service, the mayor said [40] homes had burned.",
        ("fire service", "mayor"),
    ),
    (
        "The mayor said in comments carried by Reuters that [40] homes had burned.",
        ("mayor", "Reuters"),
    ),
    ("The mayor confirmed to Reuters that [40] homes had burned.", ("mayor", "Reuters")),
    (
        "The mayor said in an email to the Meridian Post that [40] homes had burned.",
        ("mayor", "Meridian Post"),
    ),
    ("Data compiled by Bloomberg show [40] homes burned.", ("Bloomberg",)),
    ("Bloomberg data show [40] homes burned.", ("Bloomberg",)),
    (
        "Statistics from the ministry, published by the Meridian Post, show [40] homes burned.",
        ("ministry", "Meridian Post"),
    ),
    ("An official, speaking on condition of anonymity, said [40] homes had burned.", ("official",)),
    ("An official who asked not to be named said [40] homes had burned.", ("official",)),
    ("[Forty] homes — according to the mayor — burned down.", ("mayor",)),
    ("[Forty] homes burned, the mayor added.", ("mayor",)),
    ("The ministry, however, said the figure was [12], not 40.", ("ministry",)),
    ("The union disputes the ministry's figure of [40].", ("ministry",)),
    ("The union rejected the ministry's claim that [40] jobs were safe.", ("ministry",)),
    ("The union said the ministry's estimate of [40] was wrong.", ("ministry", "union")),
    ("The ministry said:\n\n“We count [40] homes.”", ("ministry",)),
    ("The ministry reported 40 deaths, [12] of them children.", ("ministry",)),
    ("The ministry reported 40 deaths and [12] injuries since Friday.", ("ministry",)),
    (
        "Officials in Varn reported [12] new cases on Monday, bringing the total to 40.",
        ("Officials in Varn",),
    ),
    ("The health office said [12] people had died, bringing the toll to 40.", ("health office",)),
    (
        "The toll has risen to 40, the health office said on Monday, up from [12] last week.",
        ("health office",),
    ),
    ("The toll has risen to 40 from [12], the health office said on Monday.", ("health office",)),
    (
        "Health officials, who had put the toll at 12, now say [40] have died.",
        ("Health officials",),
    ),
    (
        "Health officials, who had put the toll at [12], now say 40 have died.",
        ("Health officials",),
    ),
    (
        "The mayor, quoting the fire service, told reporters that [40] homes had burned.",
        ("fire service", "mayor"),
    ),
    (
        "A fire service spokesman told the Lantern: “We counted [40] homes.”",
        ("fire service spokesman", "Lantern"),
    ),
    (
        "“We counted [40] homes,” the Lantern quoted a fire service spokesman as saying.",
        ("fire service spokesman", "Lantern"),
    ),
    (
        "“We counted [40] homes,” the fire service said in a statement seen by Reuters.",
        ("fire service", "Reuters"),
    ),
    ("The prosecutor's office said it had charged [40] people.", ("prosecutor's office",)),
    ("The prosecutor's office charged [40] people.", ()),
    ("The firm said on its website that [40] vans were recalled.", ("firm",)),
    ("In its annual report, the firm said [40] vans were recalled.", ("firm",)),
    ("The firm's annual report lists [40] recalls.", ("firm",)),
    ("In a filing with the exchange, the firm disclosed [40] recalls.", ("firm",)),
    ("In a court filing, prosecutors said [40] vans were stolen.", ("prosecutors",)),
    ("The indictment says [40] vans were stolen.", ("indictment",)),
    ("Prosecutors allege that [40] vans were stolen.", ("Prosecutors",)),
    ("Investigators believe [40] vans were stolen.", ("Investigators",)),
    ("The vans, [40] of them, were stolen, investigators believe.", ("investigators",)),
    ("Hospital records show [40] patients fell ill.", ("Hospital records",)),
    ("A count by the parish shows [40] graves are missing.", ("parish",)),
    ("The parish counted [40] graves.", ("parish",)),
    ("Volunteers counted [40] swans on the lake.", ("Volunteers",)),
    ("Scientists have recorded [40] species there.", ("Scientists",)),
    ("Scientists estimate there are [40] species there.", ("Scientists",)),
    ("Scientists estimate the number of species at [40].", ("Scientists",)),
    ("An estimated [40] species live there.", ()),
    ("An estimated [40] species live there, say scientists.", ("scientists",)),
    ("The number of species is estimated at [40] by scientists.", ("scientists",)),
    ("The mayor said that of 300 homes, 40 had burned, and that [12] could be saved.", ("mayor",)),
    ("The mayor said 40 homes had burned. He added that [12] could be saved.", ("mayor",)),
    ("The mayor said 40 homes had burned. She said “at least [12]” could be saved.", ("mayor",)),
    ("Mayor Tom Beck said 40 homes had burned. “Maybe [12] can be saved,” he said.", ("Tom Beck",)),
    ("Mayor Tom Beck said 40 homes had burned. “Maybe [12] can be saved.”", ("Tom Beck",)),
    ("Tom Beck, mayor: “We lost [40] homes.”\n\nThe fire began at noon.", ("Tom Beck",)),
    ("The fire, which destroyed [40] homes, began at noon, the mayor said.", ("mayor",)),
    ("The fire, which the mayor said destroyed [40] homes, began at noon.", ("mayor",)),
    ("The mayor, whose town lost [40] homes, wept.", ()),
    ("Asked about the fire, the mayor wept. It destroyed [40] homes.", ()),
    ("The mayor called for [40] more fire engines.", ("mayor",)),
    ("The mayor wants [40] more fire engines.", ("mayor",)),
    ("The town bought [40] fire engines.", ()),
    ("The town will buy [40] fire engines, the mayor promised.", ("mayor",)),
    ("The town, the mayor promised, will buy [40] fire engines.", ("mayor",)),
    ("The union accused the town of hiding [40] leaks.", ("union",)),
    ("The town was accused of hiding [40] leaks.", ()),
    ("Prices fell [4] percent, the biggest drop in 12 years, the bank said.", ("bank",)),
    ("Prices fell 4 percent. The bank had expected [2] percent.", ("bank",)),
    ("Prices fell 4 percent, more than the [2] percent that analysts had expected.", ("analysts",)),
    ("Prices fell [4] percent, more than the 2 percent that analysts had expected.", ()),
    ("Prices fell 4 percent, against a forecast of [2] percent by the bank.", ("bank",)),
    ("Prices fell 4 percent, compared with the bank's forecast of [2] percent.", ("bank",)),
    ("Prices fell [4] percent, missing the bank's target of 2 percent.", ()),
    ("The law caps rents at [40] crowns.", ()),
    ("Under the ministry's plan, rents would be capped at [40] crowns.", ("ministry",)),
    ("The ministry's plan would cap rents at [40] crowns.", ("ministry",)),
    ("The ministry proposed capping rents at [40] crowns.", ("ministry",)),
    ("The ministry proposed a cap of [40] crowns.", ("ministry",)),
    ("The ministry set a cap of [40] crowns.", ()),
    ("Police said they arrested [40] people.", ("Police",)),
    ("Police, who arrested [40] people, used tear gas.", ()),
    ("A witness, Ana Ruiz, saw [40] officers.", ()),
    ("A witness, Ana Ruiz, said she saw [40] officers.", ("Ana Ruiz",)),
    ("Ana Ruiz, [40], runs a bakery.", ()),
    # several statements in one sentence or paragraph
    ("Police say [12] skaters fell, but the clinic said it had seen 31.", ("Police",)),
    ("Police say 12 skaters fell, but the clinic said it had seen [31].", ("clinic",)),
    ("“We lost [14] boats,” said Jon Pell. Lena Voss said the port had 90 left.", ("Jon Pell",)),
    ("“We lost 14 boats,” said Jon Pell. Lena Voss said the port had [90] left.", ("Lena Voss",)),
    (
        "The union said 6,000 marched. “We were [9,000],” said Mia Lang, an organiser.",
        ("Mia Lang",),
    ),
    ("A poll of [812] voters by Norra found 58 percent opposed.", ("Norra",)),
]


def names(hops: tuple[Hop, ...]) -> tuple[str, ...]:
    return tuple(hop.name for hop in hops[:-1])


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_chain(names_of: Names, marked: str, expected: tuple[str, ...]) -> None:
    assert names_of(marked) == expected


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
