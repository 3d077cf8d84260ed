"""The shapes that several answers share: a verdict, a reading, a card, a claim, a relation.

They are plain dictionaries, so that an answer is JSON as it stands. Times are UTC
``YYYY-MM-DDTHH:MM:SSZ`` or bare dates; a number without a value is a range or a vague word.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from terms.model import Number

Answer = dict[str, Any]
"""What a question's function gives: ``kind``, ``title``, and what the question asks for."""


class VerdictWord(TypedDict):
    """A verdict with its word, its mark, and what it means; ``tier`` is that of a conflict."""

    name: str
    word: str
    mark: str
    meaning: str
    tier: str | None


class Hop(TypedDict):
    """One hop of a source chain; ``href`` only where it leads to the web."""

    role: str
    name: str
    source_class: str
    entity_id: str | None
    cue: str | None
    href: str | None
    rule: str
    carried: bool


class ShownClaim(TypedDict):
    """A claim: ``mark`` is where its number stands in ``sentence``; ``is_copy`` and ``copy_of``
    say whose text it is."""

    id: str
    sentence: str
    mark: list[int]
    printed: str
    called: str
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    unit_assumed: bool
    kind: str
    qualifier: str
    change: str | None
    status: str
    measure: str | None
    period: str | None
    as_of: str | None
    place: str | None
    population: str | None
    region: str
    confidence: float
    current: bool
    origin: str | None
    origin_id: str | None
    chain: list[Hop]
    outlet: str
    outlet_id: str
    article_id: str
    title: str
    at: str
    at_is: str
    sha256: str | None
    fetched_at: str | None
    url: str | None
    state: str
    copy_of: dict[str, Any] | None
    is_copy: bool


class Side(TypedDict):
    """A reading with who prints it: ``outlets`` of their own, ``copies`` from others."""

    id: str
    called: str
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    kind: str | None
    change: str | None
    qualifier: str
    status: str
    as_of: str | None
    origin: str | None
    origin_id: str | None
    first_at: str | None
    last_at: str | None
    claim_count: int
    voice_count: int
    outlets: list[str]
    copies: list[str]
    withdrawn_everywhere: bool
    stands: NotRequired[str | None]
    as_pasted: NotRequired[bool]
    claim: NotRequired[ShownClaim | None]


class Moved(TypedDict):
    """A number and the one that replaced it; ``ordered`` where it is known which is the newer."""

    old: str
    new: str
    ordered: bool


class Card(TypedDict):
    """A figure in a list: its sides, why the verdict is what it is, and the language models on
    whose word it rests; from ``low`` to ``shared_count`` as in the table ``figures``, in ``unit``.
    """

    id: str
    label: str
    verdict: VerdictWord
    relation: str | None
    why: str | None
    models: list[str]
    severity: float
    story: str | None
    story_id: str | None
    changed_at: str
    first_seen_at: str
    outlet_count: int
    origin_count: int
    copy_count: int
    unit: str | None
    low: float | None
    high: float | None
    latest: float | None
    latest_at: str | None
    shared_low: float | None
    shared_high: float | None
    shared_count: int | None
    sides: list[Side]
    more_sides: int
    moved: Moved | None
    as_pasted: NotRequired[bool]
    close: NotRequired[bool]


class CheckedNumber(TypedDict):
    """A number of a checked text: the line that answers, and the printed numbers that are the same,
    near, and others, of the figure that it seems to ask for."""

    printed: str
    line: str
    figure_id: str | None
    figure: str | None
    same: list[str]
    near: list[str]
    another: list[str]


class ReadingWithClaims(Side):
    """A reading with its claims; ``superseded`` is the reason why another one replaced it."""

    superseded: str | None
    claims: list[ShownClaim]


class OpposedSide(TypedDict):
    """One of the two readings that a verdict rests on, by the claim that says it best."""

    id: str
    called: str
    superseded: str | None
    voice_count: int
    claim: ShownClaim
    other_outlets: list[str]
    copies: list[str]


class Decided(TypedDict):
    """What a reviewer said of a relation."""

    action: Any
    actor: Any
    on: Any


class ShownRelation(TypedDict):
    """How two readings stand to each other; ``a`` and ``b`` are how they are called."""

    a: str
    b: str
    reading_a: str
    reading_b: str
    relation: str
    word: str
    possible: bool
    conflicting: bool
    rule: str
    reason: str
    facts: Mapping[str, Any]
    decided: Decided | None
    severity: float


class ArticleClaim(ShownClaim):
    """What an article prints of a number: its best claim, and its other ones."""

    also: list[ShownClaim]


class Group(TypedDict):
    """Readings of one number on one word, as one answer, with their claims by article."""

    id: str
    called: str
    origin: str | None
    origin_id: str | None
    status: str
    as_of: str | None
    voice_count: int
    superseded: str | None
    readings: list[str]
    own: list[ArticleClaim]
    copied: list[ArticleClaim]
    outlets: list[str]
    copies: list[str]
    withdrawn_everywhere: bool
