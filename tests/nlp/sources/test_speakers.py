"""Whom a noun phrase or a pronoun means, and of what class it is."""

from collections.abc import Callable

import pytest

from terms.model import Hop

Chain = Callable[..., tuple[Hop, ...]]

# A text with its number in brackets; the origin's name, class and own words.
TABLE: list[tuple[str, str, str, str]] = [
    ("Jon Pell, the harbour master, said [14] boats sank.", "Jon Pell", "person", "Jon Pell"),
    (
        "Harbour master Jon Pell said [14] boats sank.",
        "Jon Pell",
        "person",
        "Harbour master Jon Pell",
    ),
    ("Jon Pell spoke. Pell said [14] boats sank.", "Jon Pell", "person", "Pell"),
    ("Jon Pell spoke. He said [14] boats sank.", "Jon Pell", "person", "He"),
    ("Mrs Voss met Jon Pell. She said [14] boats sank.", "Voss", "person", "She"),
    ("Mrs Voss met Jon Pell. He said [14] boats sank.", "Jon Pell", "person", "He"),
    ("Jon Pell said he knew [14] of the sailors.", "Jon Pell", "person", "Jon Pell"),
    (
        "The mayor, Ines Calder, opened the hall. The mayor said [12] flats were free.",
        "Ines Calder",
        "person",
        "The mayor",
    ),
    (
        "Some [3,200] residents had left, governor Ana Dressler told reporters.",
        "Ana Dressler",
        "person",
        "governor Ana Dressler",
    ),
    (
        "Carmaker Orlan Motors reported revenue of [90] million euros.",
        "Orlan Motors",
        "body",
        "Carmaker Orlan Motors",
    ),
    (
        "Teachers walked out across Velmont. The federation said [12] schools closed.",
        "federation",
        "body",
        "The federation",
    ),
    ("The mayor said [12] flats were free.", "mayor", "person", "The mayor"),
    ("Officials said [12] flats were free.", "Officials", "anonymous", "Officials"),
    (
        "A spokesman for the port said [12] cranes stood still.",
        "spokesman for the port",
        "anonymous",
        "A spokesman for the port",
    ),
    (
        "People familiar with the plan said [12] cranes would go.",
        "People familiar with the plan",
        "anonymous",
        "People familiar with the plan",
    ),
    (
        "Researchers at Lund Institute said [12] reefs had died.",
        "Researchers at Lund Institute",
        "anonymous",
        "Researchers at Lund Institute",
    ),
    ("Police in Alder said [12] cars burned.", "Police in Alder", "body", "Police in Alder"),
    (
        "South Varn's police agency said [12] cars burned.",
        "South Varn's police agency",
        "body",
        "South Varn's police agency",
    ),
    (
        "The National Tide Agency (NTA) met. The agency said [12] gauges failed.",
        "National Tide Agency",
        "body",
        "The agency",
    ),
    (
        "The National Tide Agency (NTA) met. Later the NTA said [12] gauges failed.",
        "National Tide Agency",
        "body",
        "the NTA",
    ),
    (
        "Varn Motors closed a plant. The company said [900] workers would go.",
        "Varn Motors",
        "body",
        "The company",
    ),
    ("Varn Motors closed a plant. It said [900] workers would go.", "Varn Motors", "body", "It"),
    ("The ministry published a report. It says [12] weirs are blocked.", "ministry", "body", "It"),
    (
        "A report by the Rivers Trust came out. The report says [12] weirs are blocked.",
        "Rivers Trust",
        "body",
        "The report",
    ),
    ("A Northgate poll found that [54] percent agree.", "Northgate", "body", "A Northgate poll"),
    ("Tax records show that [54] firms paid nothing.", "Tax records", "document", "Tax records"),
    ("A leaked memo says that [54] posts will go.", "leaked memo", "document", "A leaked memo"),
    ("Reuters reported that [54] posts would go.", "Reuters", "outlet", "Reuters"),
    (
        "The mayor and the fire chief said [12] barns burned.",
        "mayor and the fire chief",
        "person",
        "The mayor and the fire chief",
    ),
]


@pytest.mark.parametrize(("marked", "name", "kind", "surface"), TABLE)
def test_origin(chain_of: Chain, marked: str, name: str, kind: str, surface: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    origin = chain_of(marked)[0]
    assert (origin.name, origin.source_class.value) == (name, kind)
    assert text[origin.surface_start : origin.surface_end] == surface


@pytest.mark.parametrize(
    "marked",
    [
        "We said [12] boats sank.",
        "“I said [12] boats sank.",
        "54 percent said [12] boats were enough.",
        "About 3 in 10 voters say [12] boats are enough.",
        "This suggests that [12] boats sank.",
    ],
)
def test_no_speaker(chain_of: Chain, marked: str) -> None:
    assert len(chain_of(marked)) == 1


def test_a_speaker_inside_a_quotation_is_not_who_quotes(chain_of: Chain) -> None:
    hops = chain_of(
        "Ines Calder runs the town.\n\n“The Harbour Board has lost its way,” she said. “We need [40] tugs.”"
    )
    assert hops[0].name == "Ines Calder"
