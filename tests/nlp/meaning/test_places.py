"""The place of a number."""

from collections.abc import Callable

from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def test_the_storys_place_serves_where_a_sentence_names_none(claims_of: ClaimsOf) -> None:
    text = "Ferry sinks in Norway\n\nA ferry sank in Norway.\n\nTwelve people were killed."
    assert claims_of(text, headline_end=21)[0].place == "Norway"


def test_streets_and_what_is_named_once_in_passing_place_no_story(claims_of: ClaimsOf) -> None:
    top = "Prices fall\n\nPrices fell on Elm Street. " + "Shops were calm. " * 25
    claims = claims_of(top + "A stall in Lisbon shut.\n\nTwelve people were hurt.", headline_end=11)
    assert [claim.place for claim in claims] == [None]
