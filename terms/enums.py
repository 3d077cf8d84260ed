"""The enumerated words of the ledger, the same in code, columns, pages and docs."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of quantity a claim states."""

    COUNT = "count"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    MONEY = "money"
    RATIO = "ratio"
    RATE = "rate"
    MEASUREMENT = "measurement"
    DURATION = "duration"
    RANK = "rank"


COUNTED_KINDS = frozenset({Kind.COUNT, Kind.RATIO, Kind.PERCENT})
"""Kinds that can say how many of some things or people: a number, "half", a share."""
SHARE_KINDS = frozenset({Kind.RATIO, Kind.PERCENT})


class Qualifier(StrEnum):
    """How the text hedges the number."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Change(StrEnum):
    """The part a number plays in a movement; a plain level has none (NULL)."""

    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    INCREASE_TO = "increase_to"
    DECREASE_TO = "decrease_to"
    FROM_LEVEL = "from_level"
    MULTIPLE_OF = "multiple_of"


class Status(StrEnum):
    """How firmly the text itself states the number."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    SUSPECTED = "suspected"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


class Accumulation(StrEnum):
    """Whether a count is a running total, newly added, or the state at one moment."""

    TOTAL = "total"
    NEW = "new"
    SNAPSHOT = "snapshot"


class Region(StrEnum):
    """The part of the page that a span of text stands in."""

    HEADLINE = "headline"
    BODY = "body"
    TABLE = "table"
    CAPTION = "caption"
    CORRECTION = "correction"
    LIVEBLOG = "liveblog"
    TRANSCRIPT = "transcript"
    QUOTE_BOX = "quote-box"
    RELATED = "related"


class Role(StrEnum):
    """The place of a hop in a source chain."""

    ORIGIN = "origin"
    RELAY = "relay"
    OUTLET = "outlet"


class SourceClass(StrEnum):
    """What sort of source a hop is."""

    BODY = "body"
    PERSON = "person"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"


class Verdict(StrEnum):
    """What the relations of a figure add up to."""

    SINGLE = "single"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    UPDATED = "updated"
    CONFLICT = "conflict"


class Relation(StrEnum):
    """How two readings of a figure stand to each other, in the order of decision."""

    CONVERTED = "converted"
    STOCK_VS_FLOW = "stock_vs_flow"
    DIFFERENT_PERIOD = "different_period"
    DIFFERENT_POPULATION = "different_population"
    SUBSET = "subset"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    ECHO = "echo"
    CORROBORATED = "corroborated"
    ROUNDED = "rounded"
    BOUND = "bound"
    UPDATED = "updated"
    REVISED_DOWN = "revised_down"
    DERIVED = "derived"
    DERIVED_WRONGLY = "derived_wrongly"
    MISQUOTE = "misquote"
    REPORTING_ERROR = "reporting_error"
    SOURCE_DISPUTE = "source_dispute"
    INCONSISTENT_WITHIN_ARTICLE = "inconsistent_within_article"
    UNATTRIBUTED_CONFLICT = "unattributed_conflict"


class ArticleState(StrEnum):
    """What became of an article."""

    LIVE = "live"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    FORGOTTEN = "forgotten"
