"""What numbers count and what happened to it, sentence by sentence."""

from collections.abc import Callable

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


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
