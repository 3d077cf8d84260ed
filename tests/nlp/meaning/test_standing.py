"""How firmly a number is stated."""

from collections.abc import Callable

from terms.enums import Region
from terms.model import Claim, TextRegion

ClaimsOf = Callable[..., list[Claim]]


def test_what_an_earlier_version_said_is_withdrawn(claims_of: ClaimsOf) -> None:
    text = "An earlier version of this article said 180 people were hurt. It was 118."
    assert [claim.status for claim in claims_of(text)] == ["withdrawn", "stated"]


def test_a_correction_keeps_what_it_puts_right(claims_of: ClaimsOf) -> None:
    text = "Ferry sinks\n\nTwelve died.\n\nCorrection: an earlier version said 40 people died; it was 12."
    region = TextRegion(text.index("Correction"), len(text), Region.CORRECTION)
    claims = claims_of(text, headline_end=11, regions=(region,))
    assert [(c.value, c.region, c.status) for c in claims] == [
        (12, Region.BODY, "stated"),
        (40, Region.CORRECTION, "withdrawn"),
        (12, Region.CORRECTION, "stated"),
    ]
