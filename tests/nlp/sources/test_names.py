"""Names: cleaned, compared, told apart."""

import pytest

from nlp.sources.names import abbreviations, clean, is_outlet, is_own, person_name, plain, shorten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Harbour Board's", "Harbour Board"),
        ("The Harbour Board", "Harbour Board"),
        ("a senior official", "senior official"),
        ("its own website", "own website"),
        ("“Northgate”,", "Northgate"),
        ("the Vosses’", "Vosses"),
        ("South Varn's police agency", "South Varn's police agency"),
        ("a b c d e f g h i j k l", "b c d e f g h i j k"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ada Osei's", "Ada Osei"),
        ("Mayor Ines Calder", "Ines Calder"),
        ("Gov. Omar Diallo", "Omar Diallo"),
        ("Mr Pell", "Pell"),
        ("Pell", "Pell"),
        ("Judge", "Judge"),
    ],
)
def test_person_name(text: str, expected: str) -> None:
    assert person_name(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", True),
        ("the Associated Press", True),
        ("The Harbour Courier", True),
        ("Journal of Rivers", False),
        ("Meridian Journal", True),
        ("the mail", False),
        ("Port Office", False),
        ("police in the Post", False),
        ("", False),
    ],
)
def test_is_outlet(name: str, expected: bool) -> None:
    assert is_outlet(name) is expected


@pytest.mark.parametrize(
    ("name", "outlet", "expected"),
    [
        ("the Harbour Courier", "Harbour Courier", True),
        ("The Courier", "Harbour Courier", True),
        ("Harbour", "Harbour Courier", False),
        ("this newspaper", None, True),
        ("orbit", "orbit.com", True),
        ("AP", "Harbour Courier (AP)", True),
        ("Meridian Courier", "Harbour Courier", False),
        ("Harbour Courier", None, False),
    ],
)
def test_is_own(name: str, outlet: str | None, expected: bool) -> None:
    assert is_own(name, outlet) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The National Tide Agency (NTA) met.", {"NTA": "National Tide Agency"}),
        (
            "the Ministry of Sea, Trade and Fish (MOSTF)",
            {"MOSTF": "Ministry of Sea, Trade and Fish"},
        ),
        ("the Board for Rivers and Lakes (BRL)", {"BRL": "Board for Rivers and Lakes"}),
        ("the river (km)", {}),
        ("He left (OK) then.", {}),
        ("Trade Agency\n(TA)", {}),
    ],
)
def test_abbreviations(text: str, expected: dict[str, str]) -> None:
    assert abbreviations(text) == expected


def test_plain_and_shorten() -> None:
    assert plain("The  Guardian’s") == "guardian"
    assert shorten("one two") == "one two"
    assert len(shorten("w " * 40).split()) == 10
