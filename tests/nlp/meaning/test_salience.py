"""Salience as a sum of features, and the features of claims."""

from dataclasses import fields

import pytest

from nlp.meaning.salience import WEIGHTS, Features, salience_of


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
