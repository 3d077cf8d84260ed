"""The dataclasses that every stage speaks. Importing this module loads no spaCy.

Offsets are code points into ``Document.text``; ``text[start:end]`` is always the span's own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from terms.enums import (
    Accumulation,
    Change,
    Kind,
    Qualifier,
    Region,
    Role,
    SourceClass,
    Status,
)
from terms.question import NO_QUESTION, Question

Number = int | float


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed-below, open-above interval of values; ``None`` is an unbounded end.

    ``low == high`` is a point (an exact count). See ``numbers.intervals`` for how they are made.
    """

    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class TextRegion:
    """A span of the text that is not plain body (table, caption, correction, …)."""

    start: int
    end: int
    kind: Region


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the page, by the span of its anchor text."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an article as the reader sees it.

    ``text`` is headline, blank line, body; ``headline_end`` is the offset where the headline ends
    (0 when there is none). ``published_at`` is UTC ``YYYY-MM-DDTHH:MM:SSZ`` or a bare
    ``YYYY-MM-DD``; ``zone`` an IANA name or ``±HH:MM`` in which the outlet's days run.
    ``country`` is ISO 3166-1 alpha-2, ``language`` ISO 639-1.
    """

    text: str
    headline_end: int = 0
    regions: Sequence[TextRegion] = ()
    published_at: str | None = None
    zone: str | None = None
    language: str | None = None
    outlet: str | None = None
    country: str | None = None
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression: what is printed, before anything is known of what it measures.

    ``value`` is the number as printed, scaled ("1.2m" → 1200000; "half" → 0.5); ``None`` for
    ranges and vague words, whose ends stand in ``low``/``high``. ``strict`` and ``pragmatic`` are
    the intervals of ``intervals``. ``unit`` is ``None`` where only the sentence's grammar can
    say what is counted. ``hedge`` is the span of the qualifier's words, if any.
    ``converts`` is the index, in the same list, of the quantity that this one restates in
    brackets. ``places`` is the number of decimals printed, ``scaled`` whether a scale word
    ("million", "bn") was. ``doubtful`` is a number of the form of a year that only the sentence's
    grammar can tell from one.
    """

    start: int
    end: int
    quote: str
    kind: Kind
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    unit_assumed: bool = False
    hedge: tuple[int, int] | None = None
    change: Change | None = None
    converts: int | None = None
    places: int = 0
    scaled: bool = False
    doubtful: bool = False

    @property
    def opens(self) -> int:
        """Where the number starts, or its hedge if that stands before it."""
        return min(self.hedge[0], self.start) if self.hedge else self.start


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place of one article with all its mentions.

    ``kind`` is person, body, place or other; ``country`` ISO 3166-1 alpha-2 where known;
    ``rule`` names what merged the mentions ("same name", "abbreviation", …).
    """

    name: str
    kind: str
    country: str | None
    mentions: Sequence[Mention]
    rule: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop of a source chain; hop 0 is the origin, the outlet is always the last.

    ``name`` is the resolved name, the surface span what the text says there (``None`` for the
    outlet itself); ``cue`` the words that attribute; ``entity`` an index into
    ``Extraction.entities``; ``rule`` the id of the rule in ``nlp.sources.SOURCE_RULES``.
    """

    role: Role
    name: str
    source_class: SourceClass
    surface_start: int | None = None
    surface_end: int | None = None
    cue: str | None = None
    href: str | None = None
    entity: int | None = None
    rule: str = "outlet"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ClaimFields:
    """A quantity that a text prints, plus what it measures, when, where and of whom.

    Field by field as in the published table ``claims`` (see ``terms.rows``). ``low``/``high`` are
    the strict interval, ``p_low``/``p_high`` the pragmatic one. Periods are ISO dates, inclusive at
    both ends.
    """

    sentence: str
    sentence_start: int
    start: int
    end: int
    quote: str
    region: Region
    kind: Kind
    value: Number | None
    low: Number | None
    high: Number | None
    p_low: Number | None
    p_high: Number | None
    unit: str | None
    unit_assumed: bool = False
    qualifier: Qualifier = Qualifier.EXACT
    change: Change | None = None
    status: Status = Status.STATED
    measure: str | None = None
    predicate: str | None = None
    accumulation: Accumulation | None = None
    period_text: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    as_of: str | None = None
    place: str | None = None
    population: str | None = None
    confidence: float = 1.0
    salience: float = 1.0
    question: Question = NO_QUESTION

    @property
    def sentence_end(self) -> int:
        """Where the sentence ends in the text."""
        return self.sentence_start + len(self.sentence)


@dataclass(frozen=True, slots=True)
class Claim(ClaimFields):
    """A claim as it was read, with who said so.

    ``part_of`` and ``equivalent_of`` are indexes into ``Extraction.claims``.
    """

    part_of: int | None = None
    equivalent_of: int | None = None
    chain: Sequence[Hop] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a document that a person should know; it becomes a row of ``problems``."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document. Claims stand in the order of their spans."""

    extractor: str
    entities: Sequence[Entity] = ()
    claims: Sequence[Claim] = ()
    troubles: Sequence[Trouble] = field(default=())
