"""Who a source is: names of kinds, and spellings within a story."""

import sqlite3

import pytest

from answers.identities import is_generic, is_nobody, merged, person_in, settled
from db.ids import entity_id
from nlp.lexicon.canonical import canonical_key


@pytest.mark.parametrize(
    ("name", "kind", "generic"),
    [
        ("Police", "body", True),
        ("police officials", "body", True),
        ("government", "body", True),
        ("the authorities", "body", True),
        ("local media", "body", True),
        ("a statement", "document", True),
        ("official figures", "document", True),
        ("Witnesses", "body", True),
        ("Tarn Police", "body", False),
        ("Marrenland's government", "body", False),
        ("St Brannoc Hospital", "body", False),
        ("Interior Ministry", "body", True),
        ("energy ministry", "body", True),
        ("Ministry of Health", "body", True),
        ("Regional Fire Service", "body", True),
        ("Head of Government", "body", True),
        ("weather office", "body", True),
        ("police in Orlo", "body", False),
        ("Marrenland's energy ministry", "body", False),
        ("Orlan Institute", "body", False),
        ("UN monitoring mission", "body", False),
        ("the mayor", "person", True),
        ("Chairman", "person", True),
        ("transport minister", "person", True),
        ("ransom note", "document", True),
        ("older Sorvish survey", "document", True),
        ("Ilse Varga", "person", False),
        ("Orlo Harbour Review", "document", False),
    ],
)
def test_names_of_a_kind(name: str, kind: str, generic: bool) -> None:
    assert is_generic(name, kind) is generic


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("treasurer Ines Aldo", "Ines Aldo"),
        ("spokesman Omar Diallo", "Omar Diallo"),
        ("Mayor Tia Marsh", "Tia Marsh"),
        ("Dr. Okell", "Okell"),
        ("police chief Ada Osei", None),
        ("fisherwoman Lena Voss", "Lena Voss"),
        ("retailer Orla Stores", None),
        ("Judge Advocates Office", None),
        ("president Jan de Marl Voss", None),
        ("senator Kit O'Prow", "Kit O'Prow"),
        ("mayor", None),
    ],
)
def test_a_role_before_a_name_is_a_person(name: str, person: str | None) -> None:
    assert person_in(name) == person


@pytest.mark.parametrize("name", ["he", "She", "09:10", "they", "It", "12 3", ""])
def test_nobody(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["police", "DW", "the mayor", "2022 survey", "X", "WHO", "3M"])
def test_somebody(name: str) -> None:
    assert not is_nobody(name)


@pytest.mark.parametrize(
    ("name", "shown", "kind"),
    [
        ("treasurer Ines Aldo", "Ines Aldo", "person"),
        ("Ines Aldo", "Ines Aldo", "person"),
        ("club secretary Ines Aldo", "Ines Aldo", "person"),
        ("Sheriff Wade Prow", "Wade Prow", "person"),
        ("carmaker Varn Motors", "carmaker Varn Motors", "body"),
        ("Tarn Harbour Board", "Tarn Harbour Board", "body"),
        ("St Aldo Hospital", "St Aldo Hospital", "body"),
    ],
)
def test_persons_are_persons(name: str, shown: str, kind: str) -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE entities (id TEXT PRIMARY KEY)")
    for known in ("Ines Aldo", "St Aldo Hospital"):
        key = canonical_key(known, "person")[0]
        conn.execute("INSERT INTO entities VALUES (?)", [entity_id("person", key)])
    (row,) = settled(conn, rows(name))
    assert (row["name"], row["kind"]) == (shown, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Developer Pyrel", "body"),
        ("retailer Orla Stores", "body"),
        ("Airline Aero Marl", "body"),
        ("Hospital Osei", "body"),
        ("Charity Warm Homes", "body"),
        ("Orla Prow", "person"),
        ("Bishop Prow", "person"),
        ("St Orla Hospital", "body"),
        ("Marl Harbour Authority", "body"),
        ("mayor", "person"),
    ],
)
def test_a_trade_before_a_name_is_a_body(name: str, kind: str) -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE entities (id TEXT PRIMARY KEY)")
    assert settled(conn, rows(name, kind="person"))[0]["kind"] == kind


def rows(*names: str, kind: str = "body") -> list[dict[str, object]]:
    return [
        {"id": name, "name": name, "kind": kind, "claim_count": 1, "outlet_count": 1}
        for name in names
    ]


def test_spellings_of_one_story_are_one() -> None:
    names = "Tarn Geological Office", "TGO", "Geological Office", "Harbour Authority"
    together = dict.fromkeys(names, frozenset({"s"}))
    found = merged(rows(*names), together)
    assert [(row["name"], row["also"]) for row in found] == [
        ("Tarn Geological Office", ["TGO", "Geological Office"]),
        ("Harbour Authority", []),
    ]
    people = merged(
        rows("Ilse Varga", "Varga", kind="person"),
        dict.fromkeys(("Ilse Varga", "Varga"), frozenset({"s"})),
    )
    assert len(people) == 1


def test_spellings_of_two_stories_stay_two() -> None:
    apart = {"Ilse Varga": frozenset({"s"}), "Varga": frozenset({"t"})}
    assert len(merged(rows("Ilse Varga", "Varga", kind="person"), apart)) == 2
