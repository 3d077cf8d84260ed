"""Who a source is: names of kinds, and spellings within a story."""

import pytest

from answers.identities import is_generic, merged


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
        ("Interior Ministry", "body", False),
        ("Ilse Varga", "person", False),
        ("Orlo Harbour Review", "document", False),
    ],
)
def test_names_of_a_kind(name: str, kind: str, generic: bool) -> None:
    assert is_generic(name, kind) is generic


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
