"""Salience as a sum of features, and the features of claims."""

from collections.abc import Callable
from dataclasses import fields

import pytest

from nlp.meaning.salience import SHOWN, WEIGHTS, Features, salience_of
from terms.model import Claim

ClaimsOf = Callable[..., list[Claim]]


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert {field.name for field in fields(Features)} == set(WEIGHTS)


@pytest.mark.parametrize("name", sorted(WEIGHTS))
def test_a_feature_moves_salience_its_own_way(name: str) -> None:
    moved = salience_of(Features(**{name: True})) - salience_of(Features())
    assert (moved > 0) == (WEIGHTS[name] > 0)


def test_salience_stays_between_none_and_all() -> None:
    every = Features(**{field.name: True for field in fields(Features)})
    best = Features(**{name: True for name, weight in WEIGHTS.items() if weight > 0})
    assert salience_of(every) == 0
    assert salience_of(best) == 1


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("At least 12 people were killed.", "12"),
        ("Two miners died.", "Two"),
        ("Unemployment rose to 4.2 percent.", "4.2 percent"),
        ("The council set aside £3m for roads.", "£3m"),
        ("Police logged 297 thefts.", "297"),
        ("The strike lasted six days.", "six days"),
        ("The army fired four missiles into the bay.", "four"),
        ("Three ferries were rerouted.", "Three"),
        ("She has four pairs of skates.", "four"),
        ("They ended an 11-game losing streak.", "11"),
        ("The swim lasts 10-15 minutes.", "10-15 minutes"),
        ("It is the fifth straight loss.", "fifth"),
        ("They brace for the fifth storm of the season.", "fifth"),
    ],
)
def test_what_a_fact_checker_wants_is_shown(claims_of: ClaimsOf, text: str, quote: str) -> None:
    claim = next(c for c in claims_of(text) if c.quote == quote)
    assert claim.salience >= SHOWN


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The trench is 30 miles (48 km) long.", "48 km"),
        ("They face two hard questions.", "two"),
        ("They face two grave challenges.", "two"),
        ("The two barns were old.", "two"),
        ("It is a four-month session.", "four-month"),
        ("She signed a 48-page report.", "48"),
        ("The limit for a family of four is £20,000.", "four"),
        ("He has two brothers.", "two"),
        ("It was the third case.", "third"),
        ("He could have lost 40 sheep.", "40"),
        ("The firm brought out a 16-inch Lornbook.", "16-inch"),
        ("Here are 15 helpful tips for sailors.", "15"),
        ("Read more: 300 homes burn in Orlo", "300"),
        ("The river parts the two countries there.", "two"),
        ("They expect a third child.", "third"),
    ],
)
def test_trivial_and_repeated_counts_are_kept_and_not_shown(
    claims_of: ClaimsOf, text: str, quote: str
) -> None:
    for claim in claims_of(text):
        if claim.quote == quote:
            assert claim.salience < SHOWN
