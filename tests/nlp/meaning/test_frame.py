"""What numbers count and what happened to it, sentence by sentence."""

from collections.abc import Callable

import pytest

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "quote", "unit", "predicate"),
    [
        # the literal noun, its head, the first of two
        ("Inspectors closed 17 bakeries.", "17", "bakery", "close"),
        ("Crews counted 27 nursing homes.", "27", "home", None),
        ("The flood ruined 300 tables and chairs.", "300", "table", "ruin"),
        ("Hundreds of demonstrators blocked the bridge.", "Hundreds", "demonstrator", "block"),
        ("The fleet lost 14 of its trawlers.", "14", "trawler", None),
        # people
        ("At least 12 people were killed in the fire.", "12", "person", "kill"),
        ("A ferry sank, killing 12 and injuring 40.", "12", "person", "kill"),
        ("A ferry sank, killing 12 and injuring 40.", "40", "person", "injure"),
        ("Seven dead and 50 injured after derailment", "Seven", "person", "dead"),
        ("Seven dead and 50 injured after derailment", "50", "person", "injure"),
        ("The blast killed three and left 20 others wounded.", "20", "person", "wound"),
        ("Dozens more were hurt when the stand fell.", "Dozens", "person", "hurt"),
        ("More than 50 were taken to hospital.", "50", "person", "hospital"),
        ("Eight people suffered minor injuries.", "Eight", "person", "injury"),
        ("Four were in critical condition.", "Four", "person", "critical"),
        ("The death toll rose to 14.", "14", "person", "death"),
        ("Police detained 31 at the rally.", "31", "person", "detain"),
        ("There were 30 of us on the bus.", "30", "person", None),
        ("It lies near Orlo, a town of 34,000.", "34,000", "person", None),
        ("Of the 178 people charged, 113 were teenagers.", "178", "person", "charge"),
        ("Of the 178 people charged, 113 were teenagers.", "113", "teenager", None),
        ("Two nurses died at the clinic.", "Two", "nurse", "die"),
        ("The 80 people that died in Orlo were buried.", "80", "person", "die"),
        # levels
        ("The number of cases rose to 4,300.", "4,300", "case", "case"),
        ("Traffic deaths fell to 310 last year.", "310", "death", "death"),
        ("The jobless rate was 4.4 percent in May.", "4.4 percent", "percent", "jobless"),
        ("Turnout reached 61 percent.", "61 percent", "percent", "turnout"),
        ("Ministers cut interest rates by 25 basis points.", "25 basis points", None, "interest"),
        # sums and sizes
        ("The council paid a fine of £20,000.", "£20,000", "GBP", "fine"),
        ("Judges imposed a $3 million penalty.", "$3 million", None, "penalty"),
        ("The quake struck at a depth of 10 km.", "10 km", "km", "depth"),
        ("The pit is 40 metres deep.", "40 metres", "m", "deep"),
        ("The village lies 30 km from the coast.", "30 km", "km", "distance"),
        # parts of what was named before
        ("Eleven sailors were saved, three of them children.", "three", "child", None),
        ("Nine patients fell ill, two of them in Orlo.", "two", "patient", None),
        ("Many left and two of them died.", "two", "person", "die"),
        ("Thirty of us were there.", "Thirty", "person", None),
        # nouns whose size is a number of people
        ("A crowd of 115,300 cheered.", "115,300", "person", None),
        ("The population is put at 40,000.", "40,000", "person", None),
        ("Attendance fell to 12,400.", "12,400", "person", None),
        # headlines
        ("Shell fire kills at least 7, wounds 30", "30", "person", "wound"),
        # nothing that a day or a person's name counts
        ("The toll rose to at least six Friday.", "six", "person", None),
    ],
)
def test_unit_and_predicate(
    claims_of: ClaimsOf, text: str, quote: str, unit: str | None, predicate: str | None
) -> None:
    claim = next(c for c in claims_of(text) if c.quote == quote)
    if unit is not None:
        assert claim.unit == unit
    if predicate is not None:
        assert claim.predicate == predicate


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("No injuries were reported.", "injury"),
        ("No one was hurt.", "person"),
    ],
)
def test_zero_counts_what_its_own_words_name(claims_of: ClaimsOf, text: str, unit: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.value, claim.unit) == (0, unit)


def test_an_elliptic_number_counts_what_the_one_before_did(claims_of: ClaimsOf) -> None:
    claims = claims_of("Police logged 297 thefts in May. This was up 180 from April.")
    assert [(c.value, c.unit, c.change) for c in claims] == [
        (297, "theft", None),
        (180, "theft", "increase_by"),
    ]
    assert "thefts" in (claims[1].measure or "")


def test_a_conversion_says_what_the_number_before_it_says(claims_of: ClaimsOf) -> None:
    miles, kilometres = claims_of("The trench is 30 miles (48 km) long.")
    assert kilometres.equivalent_of == 0
    assert (kilometres.unit, kilometres.predicate) == ("km", miles.predicate)
    assert kilometres.measure == miles.measure
