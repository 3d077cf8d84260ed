"""Prints of a number: the claims of one article that print it, with what they say of its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from terms.model import Number

NEAR = 0.06
"""Numbers of one article are one print where they differ by no more than this share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A claim, with what its text says of where the number is from.

    ``at`` is when it came into print (UTC, or a bare date); ``dated`` says that its period is
    known, ``says_when`` that its sentence prints it. ``relays`` are the names of those who passed
    it on, the last of them first, ``origin`` who counted; ``sourced`` says that the sentence itself
    names a source, ``doubted`` that it is only believed, or provisional. ``measure`` is what the
    number counts, and of whom; ``around`` its headline and paragraph up to the sentence's end.
    ``named`` says how strongly outlets are named beside the number. ``copied`` maps articles whose
    text stands here to the share that does; ``links`` are articles that the paragraph links to;
    ``credit`` is the agency that the article credits.
    """

    id: str
    article: str
    outlet: str
    at: str
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    status: str
    unit: str | None
    counted: bool
    dated: bool
    says_when: bool
    measure: str | None
    origin: str | None
    relays: tuple[str, ...]
    sourced: bool
    sentence: str
    around: str = ""
    doubted: bool = False
    headline: bool = False
    own: bool = True
    copied: Mapping[str, float] | None = None
    links: frozenset[str] = frozenset()
    credit: str | None = None
    named: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Print:
    """The mentions of one number in one article."""

    mentions: tuple[Mention, ...]

    @property
    def lead(self) -> Mention:
        """The first mention in the body that names a source, else the first."""
        return min(self.mentions, key=lambda m: (m.headline, m.origin is None and not m.relays))

    @property
    def key(self) -> str:
        """Names the print for good: the least of its claims' ids."""
        return min(mention.id for mention in self.mentions)

    @property
    def own(self) -> bool:
        """Is it of the figure itself, or only what a print of it came from?"""
        return any(mention.own for mention in self.mentions)


def prints_of(mentions: Iterable[Mention]) -> list[Print]:
    """The mentions by article and number, the earliest print first."""
    found: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (position(m.at), m.article, m.headline, m.id)):
        for group in found:
            first = group[0]
            one_place = (first.article, first.own) == (mention.article, mention.own)
            if one_place and _one_number(first, mention):
                group.append(mention)
                break
        else:
            found.append([mention])
    return [Print(tuple(group)) for group in found]


def position(at: str) -> tuple[str, str]:
    """The place of a time in an order: a bare day stands after the hours of its day.

    >>> position("2031-05-13T09:00:00Z") < position("2031-05-13") < position("2031-05-14T00:00:00Z")
    True
    """
    return at[:10], at[10:] or "~"


def alike(a: Print, b: Print) -> bool:
    """Do two prints print one number, as printed or by its bounds?"""
    return any(_same_number(x, y) for x in a.mentions for y in b.mentions)


def _same_number(a: Mention, b: Mention) -> bool:
    if a.value is not None and b.value is not None:
        return a.value == b.value or _meet(a, b)
    return (a.low, a.high) == (b.low, b.high) or _meet(a, b)


def _one_number(a: Mention, b: Mention) -> bool:
    """Are they one print within an article: equal, or one rounded from the other?"""
    if a.value is None or b.value is None:
        return (a.low, a.high) == (b.low, b.high)
    return a.value == b.value or (
        _meet(a, b) and abs(a.value - b.value) <= NEAR * max(abs(a.value), abs(b.value))
    )


def _meet(a: Mention, b: Mention) -> bool:
    """Do their intervals meet? Open ends meet nothing: a bound is no number."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    low, high = max(a.low, b.low), min(a.high, b.high)
    return low < high or (low == high and (a.low == a.high or b.low == b.high))
