"""Linkage: what joins groups, and what keeps them apart whatever else is alike."""

from itertools import permutations

import pytest

from crosscheck.articles import average_linkage, best_linkage

NEVER = float("-inf")


def test_each_member_needs_one_good_link_alone() -> None:
    similar = {("a", "b"): 0.9, ("c", "d"): 0.9, ("a", "c"): 0.6, ("b", "d"): 0.6}
    assert average_linkage("abcd", similar, 0.5) == [["a", "b"], ["c", "d"]]
    assert best_linkage("abcd", similar, 0.5) == [["a", "b", "c", "d"]]
    assert best_linkage("abcd", similar | {("b", "d"): 0.1}, 0.5) == [["a", "b"], ["c", "d"]]


def test_a_bar_holds_for_all_that_are_joined() -> None:
    similar = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): NEVER}
    assert best_linkage("abc", similar, 0.5) == [["a", "b"], ["c"]]
    further = similar | {("c", "d"): 0.85, ("b", "d"): 0.8}
    assert best_linkage("abcd", further, 0.5) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("order", list(permutations("abcd")))
def test_the_order_of_keys_moves_nothing(order: tuple[str, ...]) -> None:
    similar = {("a", "b"): 0.7, ("b", "c"): 0.7, ("c", "d"): 0.7, ("a", "d"): 0.2}
    told = {(x, y): similar.get((x, y), similar.get((y, x), 0.0)) for x in order for y in order
            if order.index(x) < order.index(y)}  # fmt: skip
    pairs = {(min(pair), max(pair)): value for pair, value in told.items()}
    assert best_linkage(order, pairs, 0.5) == best_linkage("abcd", similar, 0.5)
