"""Whom a noun phrase or a pronoun means, and of what class it is."""

from collections.abc import Callable

from terms.model import Hop

Chain = Callable[..., tuple[Hop, ...]]


def test_a_speaker_inside_a_quotation_is_not_who_quotes(chain_of: Chain) -> None:
    hops = chain_of(
        "Ines Calder runs the town.\n\n“The Harbour Board has lost its way,” she said. “We need [40] tugs.”"
    )
    assert hops[0].name == "Ines Calder"
