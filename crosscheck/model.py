"""What the crosscheck takes in and hands out: plain frozen dataclasses, no SQL.

The inputs mirror the published tables ``articles``, ``versions``, ``claims`` and ``attributions``;
the fields of every ``*Row`` are the columns of the table it fills, but for ``reason``, which says
in a sentence what ``rule`` and ``facts`` say and is written by who stores the row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from terms.model import ClaimFields, Number, TextRegion

Fact = str | int | float | bool | Sequence[str] | Sequence[Number] | None
Facts = Mapping[str, Fact]
"""What a rule found, by name; ``crosscheck.relations.catalogue`` has the names of every rule."""


@dataclass(frozen=True, slots=True)
class CheckArticle:
    """An article as the crosscheck sees it.

    ``group`` names the publisher family (``None``: the outlet is its own family); ``text`` is the
    latest version's; times are UTC ``YYYY-MM-DDTHH:MM:SSZ`` or a bare date, ``None`` where unknown.
    """

    id: str
    outlet_id: str
    outlet: str
    group: str | None
    url: str
    title: str | None
    byline: str | None
    text: str
    published_at: str | None
    first_seen_at: str
    state: str = "live"
    headline_end: int = 0

    @property
    def family(self) -> str:
        """The voice this article speaks with: its publisher family."""
        return self.group or self.outlet

    @property
    def at(self) -> str:
        """When it was published, or first seen where that is unknown."""
        return self.published_at or self.first_seen_at


@dataclass(frozen=True, slots=True)
class CheckVersion:
    """One distinct text of an article; ``number`` counts from 1 in the order of capture."""

    id: str
    article_id: str
    number: int
    seen_at: str
    text: str
    headline_end: int = 0
    regions: Sequence[TextRegion] = ()


@dataclass(frozen=True, slots=True)
class CheckHop:
    """One hop of a claim's source chain; hop 0 is the innermost, the outlet the last."""

    role: str
    name: str
    source_class: str
    entity_id: str | None = None
    cue: str | None = None
    rule: str = "outlet"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerClaim(ClaimFields):
    """A claim as the ledger holds it: by its ids, with its source chain.

    ``part_of`` and ``equivalent_of`` are ids of claims; ``edited_at`` is when an edit brought the
    number into its article, none where that had it from the first; ``current`` says that it stands
    in the latest version of its article; ``origin_name`` is the name of the entity ``origin_id``;
    ``meaning`` is what the encoder says of it (see ``crosscheck.meaning``), empty where it was not
    asked.
    """

    id: str
    version_id: str
    article_id: str
    outlet_id: str
    part_of: str | None = None
    equivalent_of: str | None = None
    origin_id: str | None = None
    origin_name: str | None = None
    published_at: str | None = None
    edited_at: str | None = None
    current: bool = True
    chain: Sequence[CheckHop] = ()
    meaning: bytes = b""

    @property
    def origin(self) -> CheckHop | None:
        """The hop that counted or said it first; ``None`` when the outlet names nobody."""
        first = self.chain[0] if self.chain else None
        return first if first is not None and first.role == "origin" else None


@dataclass(frozen=True, slots=True)
class Prior:
    """A figure as the ledger held it before this crosscheck.

    Its numbers and counts are what a reader saw of it.
    """

    id: str
    claim_ids: frozenset[str]
    verdict: str
    severity: float
    changed_at: str
    first_seen_at: str
    story_id: str | None = None
    low: Number | None = None
    high: Number | None = None
    article_count: int | None = None
    outlet_count: int | None = None
    origin_count: int | None = None
    copy_count: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided; it is taken as given.

    ``action`` is one of ``crosscheck.decisions.ACTIONS``; ``subject`` holds the ids it concerns,
    parted by blanks ("claim:ID claim:ID", "figure:ID", "article:ID article:ID"). ``claims`` is
    JSON: the claims that its figures and readings held when it was decided, by their ids then.
    """

    id: int
    at: str
    actor: str
    subject: str
    action: str
    note: str | None = None
    claims: str | None = None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A row of ``stories``."""

    id: str
    label: str
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True, slots=True)
class StoryArticleRow:
    """A row of ``story_articles``."""

    story_id: str
    article_id: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A row of ``copies``: ``share`` of the article's words that stand in the other one.

    ``paragraphs`` is JSON: a list of ``[start, end]`` spans of the article's text.
    """

    article_id: str
    of_article_id: str
    share: float
    paragraphs: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of ``figures``: one question that claims answer.

    ``tier`` tells conflicts apart: a "contradiction" leaves nothing open, a "lead" does.
    ``conversion`` names what brought ``low`` and ``high`` into ``unit``. ``settled`` is 0 where its
    numbers differ and nothing tells whether they clash. The fields before it are those of
    ``crosscheck.lens.Lens``.
    """

    id: str
    story_id: str | None
    label: str
    measure: str | None
    unit: str | None
    place: str | None
    population: str | None
    period_start: str | None
    period_end: str | None
    low: Number | None
    high: Number | None
    verdict: str
    severity: float
    article_count: int
    outlet_count: int
    origin_count: int
    copy_count: int
    first_seen_at: str
    changed_at: str
    tier: str | None = None
    conversion: str | None = None
    latest: Number | None = None
    latest_at: str | None = None
    shared_low: Number | None = None
    shared_high: Number | None = None
    shared_count: int | None = None
    settled: int = 1


@dataclass(frozen=True, slots=True)
class FigureAliasRow:
    """A row of ``figure_aliases``: a figure that was merged into an older one."""

    old_id: str
    new_id: str
    at: str


@dataclass(frozen=True, slots=True)
class FigureHistoryRow:
    """A row of ``figure_history``: what the verdict was from ``at`` on, and why.

    ``rule`` and ``facts`` are those of the relation that decided it, or of a verdict without one.
    """

    figure_id: str
    at: str
    verdict: str
    severity: float
    rule: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A row of ``readings``: one answer to a figure's question.

    ``stated_*`` are its numbers in the figure's unit, ``conversion`` what brought them there.
    """

    id: str
    figure_id: str
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    qualifier: str
    origin_id: str | None
    as_of: str | None
    status: str
    first_at: str | None
    last_at: str | None
    claim_count: int
    voice_count: int
    stated_value: Number | None = None
    stated_low: Number | None = None
    stated_high: Number | None = None
    conversion: str | None = None


@dataclass(frozen=True, slots=True)
class FigureClaimRow:
    """A row of ``figure_claims``."""

    figure_id: str
    claim_id: str
    reading_id: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A row of ``relations``; ``reading_a`` < ``reading_b`` as text, so a pair has one row.

    ``replaced`` is the one of them that the other replaces, in updates and revisions;
    ``probability`` how sure the judge is of a clash or an update, 1 where arithmetic says it.
    """

    figure_id: str
    reading_a: str
    reading_b: str
    relation: str
    possible: bool
    rule: str
    facts: Facts
    severity: float
    replaced: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class ImplicationRow:
    """A row of ``implications``: a value that nobody printed but arithmetic entails.

    ``inputs`` is JSON: the claim ids in the order in which ``formula`` names them a, b, c, d.
    """

    id: str
    figure_id: str | None
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str | None
    period_start: str | None
    period_end: str | None
    inputs: str
    formula: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A row of ``revisions``: a number that changed between two versions of an article."""

    id: str
    article_id: str
    old_version: str
    new_version: str
    old_claim: str | None
    new_claim: str | None
    noted: bool


@dataclass(frozen=True, slots=True)
class QuestionKeyRow:
    """A row of ``question_keys``: by what an answer to a printed question is found."""

    article_id: str
    key: str
    day: int


@dataclass(frozen=True, slots=True)
class MeaningRow:
    """A row of ``meanings``: what an encoder said of a claim, in Base64."""

    claim_id: str
    encoder: str
    vector: str


@dataclass(frozen=True, slots=True)
class ArticleTermRow:
    """A row of ``article_terms``: a word by which an article is found; ``day`` is an ordinal."""

    article_id: str
    term: str
    day: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything one crosscheck concludes, each sequence sorted by its key."""

    stories: tuple[StoryRow, ...] = ()
    story_articles: tuple[StoryArticleRow, ...] = ()
    copies: tuple[CopyRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    figure_aliases: tuple[FigureAliasRow, ...] = ()
    figure_history: tuple[FigureHistoryRow, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    figure_claims: tuple[FigureClaimRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
    implications: tuple[ImplicationRow, ...] = ()
    revisions: tuple[RevisionRow, ...] = ()
    article_terms: tuple[ArticleTermRow, ...] = field(default=())
    question_keys: tuple[QuestionKeyRow, ...] = field(default=())
    meanings: tuple[MeaningRow, ...] = field(default=())
