"""How likely two claims answer one question: what their questions share, and learned scores of it.

Two scores over the same features. The *full* one knows the values too: equal numbers are the
strongest sign that two claims tell the same thing. The *blind* one does not: it says whether two
claims whose numbers differ ask the same. They (``likeness.json``) are fitted on the invented
newsrooms, annotated real stories and labelled pairs by ``make train``; none says of a feature what
it cannot mean. docs/accuracy.md says how good they are on stories and writers that were left out.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from crosscheck.articles.rarity import rarity
from crosscheck.figures.facets import Facets
from crosscheck.figures.pairs import clocks_apart, closeness, jaccard, middle, revised, telling
from crosscheck.figures.readings import Origin, origin_of, same_body
from crosscheck.figures.scopes import Scope, excludes, period, population
from crosscheck.model import LedgerClaim
from crosscheck.trees import Score
from crosscheck.values.conversion import between_claims
from nlp.lexicon.stems import content_stems, words_of
from terms.question import Question

VALUES = frozenset(("equal", "near", "distance", "zero", "telling", "magnitudes", "small"))
"""The features that speak of the values: those that the blind model does not see."""
_PARTS = ("head", "whole", "predicate", "argument")
_LEVELS = (None, "increase_to", "decrease_to")
MOVES = ("increase_by", "decrease_by", "multiple_of")
_FLAGS = tuple(field.name for field in fields(Question) if field.default is False)
_FARTHEST = 4.0
_NO_RATIO = 3.0
_SMALL = 10
_NEXT_TO = 250
_UNKNOWN_GAP = 1.5
_MOST_SHARED = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a pair, with what is asked of it again and again."""

    claim: LedgerClaim
    facets: Facets
    measure: frozenset[str]
    predicate: frozenset[str]
    population: frozenset[str]
    place: frozenset[str]
    period: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    sentence: Mapping[str, float]
    before: Mapping[str, float]
    years: frozenset[int]
    origin: Origin | None
    day: int | None

    @property
    def is_bare(self) -> bool:
        """Is it a number and nothing else: "In May it said 3.4"? It may be of any dimension."""
        return self.claim.kind == "count" and self.claim.unit is None

    @property
    def is_level(self) -> bool:
        """Is the number a level, not a step or an earlier level?"""
        return self.claim.change in _LEVELS


def side_of(claim: LedgerClaim, facets: Facets) -> Side:
    """A claim ready to be compared."""
    published = claim.published_at
    return Side(
        claim,
        facets,
        content_stems(claim.measure or ""),
        content_stems(claim.predicate or ""),
        content_stems(claim.population or ""),
        content_stems(claim.place or ""),
        content_stems(claim.period_text or ""),
        {name: content_stems(getattr(facets, f"measure_{name}") or "") for name in _PARTS},
        weighed(claim.sentence),
        weighed(facets.before),
        frozenset(year for time in facets.times for year in time.years),
        origin_of(claim),
        date.fromisoformat(published[:10]).toordinal() if published else None,
    )


def features(a: Side, b: Side) -> dict[str, float]:
    """What two claims share and where they part; every feature is symmetric in the two.

    ``X_same``, ``X_differs`` and ``X_unknown`` (how many sides do not say) are facets; ``X_one``
    that one side alone has a mark; ``X_words`` shares of words in common. A plain dictionary: names
    are the keys of ``likeness.json``.
    """
    found: dict[str, float] = {}
    for part in (_values, _counted, _words, _scope, _roles, _told, _places):
        found.update(part(a, b))
    return found


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Shared words over those of the side with fewer, by rarity."""
    smaller = min(math.fsum(a.values()), math.fsum(b.values()))
    return math.fsum(a[word] for word in a.keys() & b.keys()) / smaller if smaller else 0.0


@lru_cache(maxsize=4096)
def weighed(text: str) -> Mapping[str, float]:
    """The stems of a text's content words, each with its rarity."""
    return {
        word.stem: rarity(text[word.start : word.end].casefold())
        for word in words_of(text)
        if not word.number and word.stem in content_stems(text)
    }


def _facet(name: str, mine: object, theirs: object) -> Iterator[tuple[str, float]]:
    both = bool(mine) and bool(theirs)
    yield f"{name}_same", float(both and mine == theirs)
    yield f"{name}_differs", float(both and mine != theirs)
    yield f"{name}_unknown", float(not mine) + float(not theirs)


def _sets(name: str, mine: frozenset[str], theirs: frozenset[str]) -> Iterator[tuple[str, float]]:
    yield f"{name}_meet", float(bool(mine & theirs))
    yield f"{name}_apart", float(bool(mine and theirs) and not mine & theirs)


def _values(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    equal, near = closeness(a.claim, b.claim)
    x, y = middle(a.claim), middle(b.claim)
    yield "equal", float(equal)
    yield "near", near
    yield "telling", float(equal) * min(telling(a.claim), telling(b.claim))
    yield "zero", float((x == 0) != (y == 0))
    yield "small", float(min(abs(x or 0), abs(y or 0)) < _SMALL)
    if x is not None and y is not None and x > 0 and y > 0:
        yield "distance", min(abs(math.log(x / y)), _FARTHEST)
        yield "magnitudes", float(abs(math.floor(math.log10(x)) - math.floor(math.log10(y))))
    else:
        yield "distance", 0.0 if x == y else _NO_RATIO
        yield "magnitudes", -1.0


def _counted(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    p, q = a.facets, b.facets
    yield "dimension_one", float(p.dimension != q.dimension)
    yield "bare", float(a.is_bare) + float(b.is_bare)
    yield "no_conversion", float(between_claims(a.claim, b.claim) is None)
    yield from _facet("unit", a.claim.unit, b.claim.unit)
    yield from _facet("counted", p.counted, q.counted)
    yield from _facet("head", p.head, q.head)
    yield from _facet("class", p.word_class, q.word_class)
    yield from _facet("predicate", a.claim.predicate, b.claim.predicate)
    yield from _facet("item", p.item, q.item)
    yield "tight", float(p.tight) + float(q.tight)
    yield "kind_same", float(a.claim.kind == b.claim.kind)
    yield "people", float("people" in (p.counted, q.counted))
    for dimension in ("money", "count", "share"):
        yield dimension, float(p.dimension == dimension)


def _words(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    p, q = a.facets, b.facets
    yield "measure_words", jaccard(a.measure, b.measure)
    yield "measure_shared", float(min(_MOST_SHARED, len(a.measure & b.measure)))
    yield "predicate_words", jaccard(a.predicate, b.predicate)
    yield "topic_words", jaccard(p.topic, q.topic)
    yield "beside_words", jaccard(p.beside, q.beside)
    yield "name_words", jaccard(p.names, q.names)
    yield "landmark_words", jaccard(p.landmarks, q.landmarks)
    for name in _PARTS:
        mine, theirs = a.parts[name], b.parts[name]
        yield f"{name}_of_measure_words", jaccard(mine, theirs)
        yield f"{name}_of_measure_apart", float(bool(mine and theirs) and not mine & theirs)
        yield f"{name}_of_measure_one", float(bool(mine) != bool(theirs))
    shared = a.sentence.keys() & b.sentence.keys()
    yield "sentence_words", jaccard(frozenset(a.sentence), frozenset(b.sentence))
    yield "sentence_shared", min(_MOST_SHARED, math.fsum(a.sentence[w] for w in shared))
    yield "sentence_share", overlap(a.sentence, b.sentence)
    yield "scene_share", max(overlap(a.before, b.sentence), overlap(a.sentence, b.before))
    yield "before_share", overlap(a.before, b.before)
    yield "shorter_sentence", float(min(len(a.sentence), len(b.sentence)))
    yield "longer_sentence", float(max(len(a.sentence), len(b.sentence)))
    yield from _sets("landmarks", p.landmarks, q.landmarks)
    yield from _sets("area", p.area, q.area)
    yield "which_differs", float(p.which != q.which)


def _scope(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    p, q = a.facets, b.facets
    scope, people = period(a.claim, b.claim), population(a.claim, b.claim)
    yield "period_same", float(scope is Scope.SAME)
    yield "period_nested", float(scope in (Scope.INSIDE, Scope.AROUND))
    yield "period_apart", float(scope is Scope.APART)
    yield "period_unknown", float(not a.claim.period_start) + float(not b.claim.period_start)
    yield "period_words", jaccard(a.period, b.period)
    yield "dated", float(p.dated) + float(q.dated)
    yield "population_apart", float(people is Scope.APART)
    yield "population_nested", float(people in (Scope.INSIDE, Scope.AROUND))
    yield "population_words", jaccard(a.population, b.population)
    yield "population_one", float(bool(a.population) != bool(b.population))
    yield "subgroups_differ", float(p.subgroups != q.subgroups)
    yield from _sets("place", a.place, b.place)
    yield "excludes", float(excludes(a.claim, b.claim))
    yield (
        "other_people",
        float(
            p.counted == q.counted == "people"
            and people is Scope.APART
            and a.claim.value != b.claim.value
        ),
    )
    yield "as_of_same", float(bool(a.claim.as_of) and a.claim.as_of == b.claim.as_of)
    dated = bool(a.claim.as_of and b.claim.as_of)
    yield "as_of_differs", float(dated and a.claim.as_of != b.claim.as_of)
    yield "years_meet", float(bool(a.years & b.years))
    yield "years_apart", float(bool(a.years and b.years) and not a.years & b.years)
    yield "years_one", float(bool(a.years) != bool(b.years))
    yield "other_time_one", float(p.when.other != q.when.other)
    yield "other_time_both", float(p.when.other and q.when.other)
    yield "past_one", float(p.when.past != q.when.past)
    yield "days_differ", float(p.when.days != q.when.days)
    yield "clocks_apart", float(clocks_apart(p.clock, q.clock))


def _roles(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    changes = a.claim.change, b.claim.change
    yield "levels", float(a.is_level and b.is_level)
    yield "level_one", float(a.is_level != b.is_level)
    yield "from_level", float("from_level" in changes)
    yield "from_level_both", float(changes == ("from_level", "from_level"))
    yield "moves_both", float(all(change in MOVES for change in changes))
    yield "change_same", float(changes[0] == changes[1])
    kinds = a.claim.accumulation, b.claim.accumulation
    yield "accumulation_same", float(kinds[0] == kinds[1])
    yield "accumulation_differs", float(all(kinds) and kinds[0] != kinds[1])


def _told(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    p, q = a.facets, b.facets
    for name in _FLAGS:
        mine, theirs = bool(getattr(p, name)), bool(getattr(q, name))
        yield f"{name}_one", float(mine != theirs)
    yield "part_both", float(p.part and q.part)
    yield "rest_both", float(p.rest and q.rest)
    yield "hyphened_both", float(p.hyphened and q.hyphened)
    yield "standing_differs", float(p.standing != q.standing)
    yield "status_class_differs", float(p.status_class != q.status_class)
    yield "status_same", float(a.claim.status == b.claim.status)
    yield "superseding", float(bool(p.superseding)) + float(bool(q.superseding))
    yield "superseded_one", float(bool(p.superseded) != bool(q.superseded))
    yield "qualifier_same", float(a.claim.qualifier == b.claim.qualifier)
    yield "vague", float("vague" in (a.claim.qualifier, b.claim.qualifier))
    one = same_body(a.origin, b.origin)
    yield "one_origin", float(one)
    yield "two_origins", float(bool(a.origin and b.origin) and not one)
    yield "no_origin", float(a.origin is None) + float(b.origin is None)


def _places(a: Side, b: Side) -> Iterator[tuple[str, float]]:
    x, y = a.claim, b.claim
    one_text = x.version_id == y.version_id
    one_sentence = one_text and x.sentence_start == y.sentence_start
    positions = math.log1p(x.start), math.log1p(y.start)
    yield "lead", float(a.facets.lead) + float(b.facets.lead)
    yield "headline", float(x.region == "headline") + float(y.region == "headline")
    yield "table", float(x.region == "table") + float(y.region == "table")
    yield "positions_apart", abs(positions[0] - positions[1])
    yield "first_position", min(positions)
    yield "one_article", float(x.article_id == y.article_id)
    yield "one_sentence", float(one_sentence)
    yield "replaces", float(one_sentence and revised(x, y))
    yield "neighbours", float(one_text and abs(x.sentence_start - y.sentence_start) < _NEXT_TO)
    known = a.day is not None and b.day is not None
    days = abs((a.day or 0) - (b.day or 0))
    yield "days_apart", math.log1p(days) if known else _UNKNOWN_GAP
    yield "salience", min(x.salience, y.salience)
    yield "confidence", min(x.confidence, y.confidence)


@dataclass(frozen=True, slots=True)
class Model:
    """What is learned of figures.

    ``full`` and ``blind`` say how likely two claims ask one question, with and without a look at
    their values; ``question`` how likely two answers do (see ``crosscheck.figures.answers``).
    """

    full: Score
    blind: Score
    question: Score

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Model":
        """The model as ``likeness.json`` has it."""
        return Model(*(Score.read(told[field.name]) for field in fields(Model)))


@cache
def model() -> Model:
    """The fitted model that the package ships."""
    text = files("crosscheck.figures").joinpath("likeness.json").read_text(encoding="utf-8")
    return Model.read(json.loads(text))
