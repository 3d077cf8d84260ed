"""How likely two claims answer one question: what their questions share, and learned scores of it.

Two scores over the same features. The *full* one knows the values too: equal numbers are the
strongest sign that two claims tell the same thing. The *blind* one does not: it says whether two
claims whose numbers differ ask the same. They (``likeness.json``) are fitted on the invented
newsrooms, annotated real stories and labelled pairs by ``make train``; none says of a feature what
it cannot mean. docs/accuracy.md says how good they are on stories and writers that were left out.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from crosscheck.articles.rarity import rarity
from crosscheck.figures.columns import Case, Looks, Mask, Side, Sides, Two
from crosscheck.figures.pairs import middle, revised, telling
from crosscheck.figures.readings import origin_of, same_body
from crosscheck.figures.scopes import Scope, excludes, period, population
from crosscheck.model import LedgerClaim
from crosscheck.trees import Column, Columns, Score
from crosscheck.values.conversion import between_claims
from nlp.lexicon import rows
from nlp.lexicon.classes import harms
from nlp.lexicon.stems import content_stems, words_of
from terms.question import Question

VALUES = frozenset(("equal", "near", "distance", "zero", "telling", "magnitudes", "small"))
"""The features that speak of the values: those that the blind model does not see."""
_PARTS = ("head", "whole", "predicate", "argument")
_LEVELS = (None, "increase_to", "decrease_to")
MOVES = ("increase_by", "decrease_by", "multiple_of")
_FLAGS = tuple(field.name for field in fields(Question) if field.default is False)
_SHARES = ("share", "percentage_points")
_ACCOUNTS = tuple(
    (row.id, f" {phrase} ", content_stems(phrase) if phrase.isalpha() else None)
    for row in rows("accounts")
    for phrase in row.words
)
"""What a sum is reckoned before or after: its name, its words, the stem of one that is one word."""
_FARTHEST = 4.0
_NO_RATIO = 3.0
_EQUAL, _EQUAL_TURNED = 1e-9, 0.02
"""Log ratio up to which two numbers are equal: of one unit, and after a conversion."""
_ZERO_NEAR = 0.7
"""How near zero is to any other count: "no one was hurt" is as near to one as to another."""
_UNKNOWN_NEAR = 0.4
_SMALL = 10
_NEXT_TO = 250
_UNKNOWN_GAP = 1.5
_MOST_SHARED = 5

_Found = Iterator[tuple[str, Column | Mask]]


def sides_of(sides: Sequence[Side]) -> Sides:
    """Claims ready to be compared."""
    return Sides(sides, _LOOKS, _WORDS, _CASES)


def features(two: Two) -> Columns:
    """What pairs of claims share and where they part, a column each; symmetric in the two.

    ``X_same``, ``X_differs`` and ``X_unknown`` (how many sides do not say) are facets; ``X_one``
    that one side alone has a mark; ``X_words`` shares of words in common. Their names are the keys
    of ``likeness.json``.
    """
    parts = (_values, _counted, _words, _meaning, _scope, _roles, _told, _places)
    return {name: np.asarray(column, float) for part in parts for name, column in part(two)}


@lru_cache(maxsize=4096)
def weighed(text: str) -> Mapping[str, float]:
    """The stems of a text's content words, each with its rarity."""
    return {
        word.stem: rarity(text[word.start : word.end].casefold())
        for word in words_of(text)
        if not word.number and word.stem in content_stems(text)
    }


def _power(claim: LedgerClaim) -> int | None:
    value = middle(claim)
    return math.floor(math.log10(value)) if value is not None and value > 0 else None


def _own_day(side: Side) -> str | None:
    """The day that the number is told of, where it is one."""
    start, end = side.claim.period_start, side.claim.period_end
    return start[:10] if start and end and start[:10] == end[:10] else None


def _account(claim: LedgerClaim) -> str | None:
    """Whether a sum is gross, net, before tax or an operating one, where its words say one."""
    if claim.kind != "money":
        return None
    measured = f" {' '.join((claim.measure or '').lower().split())} "
    told = claim.question.topic | claim.question.subject
    sides = {
        name
        for name, phrase, stems in _ACCOUNTS
        if phrase in measured or (stems is not None and stems <= told)
    }
    return next(iter(sides)) if len(sides) == 1 else None


def _day(published: str | None) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if published else None


_LOOKS: Looks = {
    "middle": lambda s: middle(s.claim),
    "power": lambda s: _power(s.claim),
    "telling": lambda s: telling(s.claim),
    "day": lambda s: _day(s.claim.published_at),
    "own day": _own_day,
    "bare": lambda s: s.is_bare,
    "level": lambda s: s.claim.change in _LEVELS,
    "from level": lambda s: s.claim.change == "from_level",
    "move": lambda s: s.claim.change in MOVES,
    "other time": lambda s: s.facets.when.other,
    "past": lambda s: s.facets.when.past,
    "days": lambda s: s.facets.when.days,
    "origin": lambda s: origin_of(s.claim),
    "people": lambda s: s.facets.counted == "people",
    "vote": lambda s: s.claim.unit == "vote",
    "harm": lambda s: s.claim.unit != "vote" and s.facets.tight and harms(s.facets.word_class),
    "vague": lambda s: s.claim.qualifier == "vague",
    "headline": lambda s: s.claim.region == "headline",
    "table": lambda s: s.claim.region == "table",
    "told by": lambda s: s.claim.origin and s.claim.origin.name,
    "withdrawn": lambda s: "withdrawn" in (s.facets.status_class, s.claim.status),
    "account": lambda s: _account(s.claim),
    "on a scale": lambda s: s.claim.question.dimension == "magnitude" and s.claim.kind != "money",
    "money": lambda s: s.facets.dimension == "money",
    "count": lambda s: s.facets.dimension == "count",
    "share": lambda s: s.facets.dimension == "share",
    "of a whole": lambda s: s.facets.dimension in _SHARES,
}
_WORDS: Looks = {
    "measure": lambda s: content_stems(s.claim.measure or ""),
    "predicate": lambda s: content_stems(s.claim.predicate or ""),
    "population": lambda s: content_stems(s.claim.population or ""),
    "place": lambda s: content_stems(s.claim.place or ""),
    "period": lambda s: content_stems(s.claim.period_text or ""),
    "head of measure": lambda s: content_stems(s.facets.measure_head or ""),
    "whole of measure": lambda s: content_stems(s.facets.measure_whole or ""),
    "predicate of measure": lambda s: content_stems(s.facets.measure_predicate or ""),
    "argument of measure": lambda s: content_stems(s.facets.measure_argument or ""),
    "stems": lambda s: content_stems(s.claim.sentence),
    "sentence": lambda s: weighed(s.claim.sentence),
    "before": lambda s: weighed(s.facets.before),
    "years": lambda s: frozenset(year for time in s.facets.times for year in time.years),
}


def _converted(a: Side, b: Side) -> tuple[float, float, float]:
    """Whether the number of the one can be expressed as that of the other; factor and offset."""
    found = between_claims(a.claim, b.claim)
    return (1.0, found.factor, found.offset) if found else (0.0, 1.0, 0.0)


def _standing(scope: Scope) -> tuple[bool, bool, bool]:
    return scope is Scope.SAME, scope in (Scope.INSIDE, Scope.AROUND), scope is Scope.APART


def _span(claim: LedgerClaim) -> tuple[str | None, str | None, str | None]:
    return claim.period_start, claim.period_end, claim.accumulation


_CASES: Mapping[str, Case] = {
    "conversion": Case(
        lambda s: (s.claim.unit, s.claim.kind, s.claim.kind == "money" and s.claim.published_at),
        _converted,
    ),
    "period": Case(lambda s: _span(s.claim), lambda a, b: _standing(period(a.claim, b.claim))),
    "population": Case(
        lambda s: (s.claim.kind == "count" and s.claim.unit, s.claim.population),
        lambda a, b: _standing(population(a.claim, b.claim)),
    ),
    "excludes": Case(
        lambda s: (*_span(s.claim), s.claim.status, s.claim.question.dated),
        lambda a, b: (excludes(a.claim, b.claim),),
    ),
    "one origin": Case(
        lambda s: origin_of(s.claim),
        lambda a, b: (same_body(origin_of(a.claim), origin_of(b.claim)),),
    ),
}
"""What looks at several fields of two claims at once."""


def _values(two: Two) -> _Found:
    known, factor, offset = two.table("conversion")
    x, y = two.numbers("middle")
    turned, absent = x * factor + offset, np.isnan(x) | np.isnan(y)
    with np.errstate(invalid="ignore", divide="ignore"):
        as_printed, ratio = np.abs(np.log(x / y)), np.abs(np.log(turned / y))
    scale = two.both("on a scale")
    positive, same = (turned > 0) & (y > 0), np.where(scale, x == y, turned == y)
    most = np.where(two.same("unit"), _EQUAL, _EQUAL_TURNED)
    by_ratio = positive & ~scale
    equal = np.where(by_ratio, ratio <= most, same) & (known > 0) & ~absent
    near = np.where(by_ratio, np.exp(-ratio), np.where(same, 1.0, _ZERO_NEAR))
    near = np.where(scale, 10 ** (-np.abs(x - y) / 2), near)
    yield "equal", equal
    yield "near", np.where((known > 0) & ~absent, near, _UNKNOWN_NEAR)
    yield "telling", equal * np.minimum(*two.numbers("telling"))
    yield "zero", (x == 0) != (y == 0)
    yield "small", np.minimum(np.abs(np.nan_to_num(x)), np.abs(np.nan_to_num(y))) < _SMALL
    printed = (x > 0) & (y > 0)
    none = np.where((x == y) | (np.isnan(x) & np.isnan(y)), 0.0, _NO_RATIO)
    yield "distance", np.where(printed, np.minimum(as_printed, _FARTHEST), none)
    powers = two.numbers("power")
    yield "magnitudes", np.where(printed, np.abs(powers[0] - powers[1]), -1.0)


def _counted(two: Two) -> _Found:
    yield "dimension_one", ~two.same("dimension")
    yield "bare", two.count("bare")
    yield "no_conversion", two.table("conversion")[0] == 0
    for name in ("unit", "counted", "head", "word_class", "predicate"):
        for which, column in two.facet(name):
            yield f"{name.removeprefix('word_')}_{which}", column
    yield "own_day_unknown", 2 - two.count("own day")
    yield "item_differs", two.both("item") & ~two.same("item")
    yield "item_unknown", 2 - two.count("item")
    yield "tight", two.count("tight")
    yield "kind_same", two.same("kind")
    yield "people", two.any("people")
    for dimension in ("money", "count", "share"):
        yield dimension, two.numbers(dimension)[0]


def _words(two: Two) -> _Found:
    yield "measure_words", two.jaccard("measure")
    yield "measure_shared", np.minimum(_MOST_SHARED, two.shared("measure"))
    yield "predicate_words", two.jaccard("predicate")
    yield "topic_words", two.jaccard("topic")
    yield "beside_words", two.jaccard("beside")
    for name in _PARTS:
        part = f"{name} of measure"
        yield f"{name}_of_measure_apart", two.apart(part)
        if name != "argument":
            yield f"{name}_of_measure_words", two.jaccard(part)
        if name != "head":
            yield f"{name}_of_measure_one", np.not_equal(*two.filled(part))
    yield "sentence_words", two.jaccard("sentence")
    yield "sentence_shared", np.minimum(_MOST_SHARED, two.weight("sentence"))
    yield "sentence_share", two.overlap("sentence", "sentence")
    across = two.overlap("before", "sentence"), two.overlap("sentence", "before")
    yield "scene_share", np.maximum(*across)
    yield "before_share", two.overlap("before", "before")
    sizes = two.sizes("sentence")
    yield "shorter_sentence", np.minimum(*sizes)
    yield "longer_sentence", np.maximum(*sizes)
    for name in ("landmarks", "area"):
        yield f"{name}_apart", two.apart(name)
    yield "which_differs", ~two.same("which")


def _meaning(two: Two) -> _Found:
    yield "meaning_same", two.cosine("meaning")
    yield "meaning_unknown", 2 - two.count("meaning")


def _scope(two: Two) -> _Found:
    same, nested, apart = two.table("period")
    yield "period_same", same
    yield "period_nested", nested
    yield "period_apart", apart
    yield "period_unknown", 2 - two.count("period_start")
    yield "period_words", two.jaccard("period")
    yield "dated", two.count("dated")
    _, nested, apart = two.table("population")
    yield "population_nested", nested
    yield "population_one", np.not_equal(*two.filled("population"))
    yield "subgroups_differ", ~two.same("subgroups")
    yield "place_meet", two.meet("place")
    yield "place_apart", two.apart("place")
    yield "excludes", two.table("excludes")[0]
    yield "other_people", two.both("people") & (apart > 0) & ~two.same("value")
    for which, column in two.facet("as_of"):
        if which != "unknown":
            yield f"as_of_{which}", column
    yield "years_meet", two.meet("years")
    yield "years_apart", two.apart("years")
    yield "years_one", np.not_equal(*two.filled("years"))
    yield "other_time_one", two.one("other time")
    yield "other_time_both", two.both("other time")
    yield "past_one", two.one("past")
    yield "days_differ", ~two.same("days")


def _roles(two: Two) -> _Found:
    yield "levels", two.both("level")
    yield "level_one", two.one("level")
    yield "from_level", two.any("from level")
    yield "from_level_both", two.both("from level")
    yield "moves_both", two.both("move")
    yield "change_same", two.same("change")
    yield "accumulation_same", two.same("accumulation")


def _told(two: Two) -> _Found:
    for name in _FLAGS:
        yield f"{name}_one", two.one(name)
    for name in ("part", "rest", "hyphened"):
        yield f"{name}_both", two.both(name)
    yield "standing_differs", ~two.same("standing")
    yield "status_class_differs", ~two.same("status_class")
    yield "status_same", two.same("status")
    yield "superseding", two.count("superseding")
    yield "superseded_one", two.one("superseded")
    yield "qualifier_same", two.same("qualifier")
    yield "vague", two.any("vague")
    one = two.table("one origin")[0]
    yield "one_origin", one
    yield "two_origins", two.both("origin") & (one == 0)
    yield "no_origin", 2 - two.count("origin")


def beside(two: Two, most: int) -> Mask:
    """Do their sentences begin within so many characters of one text?"""
    a, b = two.numbers("sentence_start")
    near: Mask = two.same("version_id") & (np.abs(a - b) < most)
    return near


def one_sentence(two: Two) -> Mask:
    """Do both stand in one sentence of one text?"""
    return beside(two, 1)


def replacing(two: Two) -> Mask:
    """Does one sentence print both, the one in place of the other?"""
    found = one_sentence(two)
    for at in np.flatnonzero(found):
        found[at] = revised(*(side.claim for side in two.pair(int(at))))
    return found


def _places(two: Two) -> _Found:
    starts, days = two.numbers("start"), two.numbers("day")
    positions = np.log1p(starts[0]), np.log1p(starts[1])
    yield "lead", two.count("lead")
    yield "headline", two.count("headline")
    yield "table", two.count("table")
    yield "positions_apart", np.abs(positions[0] - positions[1])
    yield "first_position", np.minimum(*positions)
    yield "one_article", two.same("article_id")
    yield "one_sentence", one_sentence(two)
    yield "replaces", replacing(two)
    yield "neighbours", beside(two, _NEXT_TO)
    apart = np.log1p(np.abs(days[0] - days[1]))
    yield "days_apart", np.where(np.isnan(apart), _UNKNOWN_GAP, apart)
    yield "salience", np.minimum(*two.numbers("salience"))
    yield "confidence", np.minimum(*two.numbers("confidence"))


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
