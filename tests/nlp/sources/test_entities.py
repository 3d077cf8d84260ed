"""Entities: names joined within an article and across articles."""

import pytest

from nlp.lexicon.canonical import canonical_key
from nlp.reader import Reader
from terms.model import Document, Entity


def entities(reader: Reader, text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in reader.read(Document(text)).entities}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("body", ["The Guardian", "Guardian", "GUARDIAN", "the  Guardian’s", "“The Guardian”"]),
        ("person", ["José Ruiz", "Jose Ruiz", "JOSÉ RUIZ’S", "Dr. Jose Ruiz"]),
        ("place", ["U.S.", "US", "the U.S."]),
        ("body", ["Orl Mills Ltd", "Orl Mills", "Orl Mills Ltd."]),
    ],
)
def test_spellings_of_one_name_have_one_key(kind: str, names: list[str]) -> None:
    assert len({canonical_key(name, kind)[0] for name in names}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("body", "Ministry of Health", "Ministry of Defence"),
        ("person", "Ada Moss", "Ida Moss"),
        ("person", "Ada Moss", "Moss"),
        ("body", "The Times", "The New York Times"),
        ("place", "North Orlo", "Orlo"),
    ],
)
def test_different_names_keep_different_keys(kind: str, one: str, other: str) -> None:
    assert canonical_key(one, kind)[0] != canonical_key(other, kind)[0]


@pytest.mark.parametrize("name", ["", " ", "The", "’s", "...", "株式会社", "É"])
def test_odd_names_have_a_key(name: str) -> None:
    key, rule = canonical_key(name, "body")
    assert isinstance(key, str)
    assert rule


def test_an_abbreviation_in_brackets_is_the_same_body(reader: Reader) -> None:
    text = "The Ministry of Trade, Industry and Energy (MOTIE) met on Monday. MOTIE gave 40 grants."
    found = entities(reader, text)
    assert "MOTIE" not in found
    (body,) = [entity for entity in found.values() if entity.kind == "body"]
    assert {mention.quote for mention in body.mentions} >= {"MOTIE"}


def test_a_surname_is_the_person_named_before(reader: Reader) -> None:
    text = "Philip Luther spoke on Monday. Luther said 40 people had died. Luther left."
    (person,) = [entity for entity in entities(reader, text).values() if entity.kind == "person"]
    assert person.name == "Philip Luther"
    assert len(person.mentions) == 3


def test_a_surname_of_two_people_is_neither(reader: Reader) -> None:
    text = "Anna Keller met Peter Keller in Berlin. Keller said 40 people had died."
    names = {e.name for e in entities(reader, text).values() if e.kind == "person"}
    assert {"Anna Keller", "Peter Keller"} <= names


def test_places_have_a_country_where_a_gazetteer_says_so(reader: Reader) -> None:
    found = entities(reader, "The ferry left Norway for Germany with 40 people.")
    assert found["Norway"].country == "NO"


def test_mentions_hold_the_texts_own_words(reader: Reader) -> None:
    text = "The United Nations’ envoy met Ada Moss in Norway. Moss praised the United Nations."
    for entity in reader.read(Document(text)).entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.quote


def test_a_source_is_linked_to_its_entity(reader: Reader) -> None:
    text = "Forty people died, the United Nations said."
    found = reader.read(Document(text, outlet="The Lorn Post"))
    hop = found.claims[0].chain[0]
    assert hop.entity is not None
    assert found.entities[hop.entity].name == "United Nations"


def test_one_name_has_one_kind_in_an_article(reader: Reader) -> None:
    text = (
        "Ada Moss spoke in Bergen. Fans of Ada Moss cheered. The Ada Moss tour drew 40,000 people."
    )
    kinds = [e.kind for e in reader.read(Document(text)).entities if e.name.endswith("Ada Moss")]
    assert len(kinds) == 1
