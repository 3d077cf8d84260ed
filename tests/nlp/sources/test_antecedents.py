"""Whom a pronoun, "the company" or a name beside a noun means: marked numbers and their origins."""

from collections.abc import Callable

import pytest

from terms.enums import Role
from terms.model import Hop

Chain = Callable[..., tuple[Hop, ...]]

TABLE: list[tuple[str, tuple[str, ...]]] = [
    # a day is no speaker
    ("A post shared in every street since 2 May says the town lost [40] buses.", ("post",)),
    # a body that spoke under the same noun
    (
        "Fares rose, according to the night bus operator. Rivermoor Steel closed in May. "
        "Some [40] routes may go, the operator said.",
        ("night bus operator",),
    ),
    # a subject before a name that only stands by
    (
        "Larkfield Foods Inc lifted its wages by 4%. Bakers surveyed by Orrin Partners were glad. "
        "The company said it had [300] ovens.",
        ("Larkfield Foods Inc",),
    ),
    # a name beside the noun
    (
        "Harrow Motors closed a plant. Some [300] jobs are at risk, the union Plain Voice said.",
        ("Plain Voice",),
    ),
    # papers that look like a time
    ("The pool cost £[4]m, according to minutes of a meeting.", ("minutes of a meeting",)),
    # the subject of a reported clause that the parser hung on the verb
    ("The port authority said up to [40] boats had sunk.", ("port authority",)),
]


@pytest.mark.parametrize(("marked", "names"), TABLE)
def test_whom_words_mean(chain_of: Chain, marked: str, names: tuple[str, ...]) -> None:
    hops = [hop for hop in chain_of(marked) if hop.role is not Role.OUTLET]
    assert tuple(hop.name for hop in hops) == names


def test_a_wish_ends_at_a_semicolon(chain_of: Chain) -> None:
    hops = chain_of("The owners had asked for 10 boats; the crew got [4].")
    assert [hop.role for hop in hops] == [Role.OUTLET]
