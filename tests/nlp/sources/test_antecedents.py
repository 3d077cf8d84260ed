"""Whom a pronoun, "the company" or a name beside a noun means: marked numbers and their origins."""

from collections.abc import Callable

from terms.enums import Role
from terms.model import Hop

Chain = Callable[..., tuple[Hop, ...]]


def test_a_wish_ends_at_a_semicolon(chain_of: Chain) -> None:
    hops = chain_of("The owners had asked for 10 boats; the crew got [4].")
    assert [hop.role for hop in hops] == [Role.OUTLET]
